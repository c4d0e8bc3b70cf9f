"""The staff's pages of halls, opinions, motions, meetings and minutes."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from linli.halls.models import Hall, HallMember, Meeting, Motion, Opinion, Resolution
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.halls import life
from tests.halls.life import PHONE, WORDS, again

pytestmark = pytest.mark.django_db


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def done(client, url, **typed):
    answer = post(client, url, **typed)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def only(model):
    with acting_in(Scope.everything()):
        return model.objects.get()


HALL = {
    "kind": "estate", "name": "湖东苑小区议事会", "quorum_percent": "50", "majority": "half", "may_move": "anybody",
    "notice_days": "3", "answer_days": "5", "is_public": "on", "has_observers": "on",
}  # fmt: skip


def test_a_hall_is_opened_with_its_rules_and_its_members_seated(town, signed_in):
    staff = signed_in("staff")
    assert "还没有议事厅" in text_of(staff, "/staff/halls/")
    refused = post(staff, "/staff/halls/new/", **HALL | {"name": "", "quorum_percent": "0"})
    assert refused.status_code == 422
    done(staff, "/staff/halls/new/", **HALL, estate=str(town.estate_a.id))
    hall = only(Hall)
    assert (hall.place_code, hall.estate_id) == (town.grid_a, town.estate_a.id)
    url = f"/staff/halls/{hall.id}/"
    assert "等着答复" in text_of(staff, url)
    chair = {"part": "chair", "name": "冯涛", "phone": life.CHAIR_PHONE, "post": str(town.posts["patch_leader"].id)}
    done(staff, f"{url}members/new/", **chair)
    again_seated = post(staff, f"{url}members/new/", **chair)
    assert again_seated.status_code == 422
    assert "这个号码已经是这里的成员了" in again_seated.content.decode()
    assert "冯涛" in text_of(staff, f"{url}members/")
    assert life.CHAIR_PHONE not in text_of(staff, f"{url}members/")
    assert "登记议题" in text_of(signed_in("patch_leader"), url), "the chair keeps the hall"
    done(staff, f"{url}edit/", **HALL | {"name": "湖东苑议事会", "estate": str(town.estate_a.id), "notice_days": "5"})
    done(staff, f"{url}close/")
    assert again(hall).closed_at is not None
    assert signed_in("neighbour_staff").get(url).status_code == 404
    assert text_of(staff, f"{url}card/")


def test_a_child_is_seated_with_consent_and_erased_with_its_withdrawal(town, signed_in):
    staff, council = signed_in("staff"), life.hall(town, kind="children", name="儿童议事会")
    url = f"/staff/halls/{council.id}/members/"
    assert "监护人" in post(staff, f"{url}new/", part="member", name="小明").content.decode()
    done(
        staff, f"{url}new/", part="member", name="小明", guardian="明妈妈", guardian_phone=PHONE,
        consent_on=clock.today().isoformat(), consent_way="paper",
    )  # fmt: skip
    assert "小明" in text_of(staff, url)
    child = only(HallMember)
    done(staff, f"/staff/halls/{council.id}/children/", words="想在滑梯边有树荫", member=str(child.id))
    assert "小议员 1" in text_of(staff, f"/staff/opinions/{only(Opinion).code}/")
    done(staff, f"{url}{child.id}/leave/", consent="withdrawn")
    assert "小明" not in text_of(staff, url)
    assert "监护人撤回了同意" in text_of(staff, url)


def test_opinions_are_listed_sorted_and_taken_out_as_a_table(town, signed_in, django_assert_max_num_queries):
    staff, hall = signed_in("staff"), life.hall(town)
    for _ in range(4):
        life.opinion(town)
    with django_assert_max_num_queries(13):
        assert "充电桩" in text_of(staff, "/staff/opinions/")
    with acting_in(Scope.everything()):
        codes = list(Opinion.objects.values_list("code", flat=True))
    page = text_of(staff, f"/staff/opinions/{codes[0]}/")
    assert WORDS in page
    assert PHONE not in page
    assert PHONE in post(staff, f"/staff/opinions/{codes[0]}/call/").content.decode()
    for code, sorting, typed in (
        (codes[0], "answered", {"answer": "周三可以办"}),
        (codes[1], "case", {}),
        (codes[2], "motion", {"hall": str(hall.id), "title": "装充电桩"}),
        (codes[3], "need", {"title": "小区充电桩", "kind": "works", "quantity": "20", "unit": "个"}),
    ):
        url = f"/staff/opinions/{code}/sort/{sorting}/"
        assert text_of(staff, url)
        done(staff, url, **typed)
        assert "去向" in text_of(staff, f"/staff/opinions/{code}/")
    assert post(staff, f"/staff/opinions/{codes[0]}/sort/case/").status_code == 422
    text = text_of(staff, "/staff/opinions/?tab=settled")
    assert "1/4" in text
    table = post(staff, "/staff/opinions/export/").content.decode()
    assert "充电桩" in table
    assert PHONE not in table
    with acting_in(Scope.everything()):
        assert {"opinion.look", "opinion.reveal_phone", "opinion.export"} <= set(
            AuditLine.objects.values_list("deed", flat=True)
        )


def test_an_officer_writes_an_opinion_down_and_sees_only_her_own(town, signed_in):
    officer = signed_in("officer_a")
    life.opinion(town, "别人说的话", place_code=town.grid_a)
    done(officer, "/staff/opinions/new/", words="楼道灯不亮", way="visit", estate=str(town.estate_a.id))
    page = text_of(officer, "/staff/opinions/")
    assert "楼道灯不亮" in page
    assert "别人说的话" not in page


def test_a_motion_goes_from_the_desk_to_an_agenda(town, signed_in, django_assert_max_num_queries):
    staff, hall = signed_in("staff"), life.hall(town)
    done(
        staff, f"/staff/halls/{hall.id}/motions/new/", title="装充电桩", words=WORDS, origin="staff", origin_code="",
        phone=PHONE,
    )  # fmt: skip
    motion = only(Motion)
    with django_assert_max_num_queries(24):
        page = text_of(staff, f"/staff/motions/{motion.code}/")
    assert "立题" in page
    url = f"/staff/motions/{motion.code}/do/admit/"
    told = post(staff, url, title="3号楼201的事")
    assert told.status_code == 422
    assert "像有电话或门牌" in told.content.decode()
    done(staff, url, title="小区装充电桩")
    assert "状态已经变了" in text_of(staff, url)
    done(staff, f"/staff/motions/{motion.code}/voice/", name="李", phone=life.BACKER)
    assert "一个号码只算一次" in post(staff, f"/staff/motions/{motion.code}/voice/", phone=life.BACKER).content.decode()
    assert "1 人附议" in text_of(staff, f"/staff/motions/{motion.code}/")
    assert post(staff, f"/staff/motions/{motion.code}/call/").status_code == 200

    on = (clock.today() + timedelta(days=10)).isoformat()
    plan = {"title": "第一次议事会", "on": on, "from_time": "14:30", "to_time": "16:30", "place_words": "二楼"}
    assert post(staff, f"/staff/halls/{hall.id}/meeting/new/", **plan | {"to_time": "12:00"}).status_code == 422
    done(staff, f"/staff/halls/{hall.id}/meeting/new/", **plan)
    meeting = only(Meeting)
    place = f"/staff/meetings/{meeting.id}/"
    done(staff, f"{place}edit/", **plan | {"title": "第二次议事会"})
    assert "还没有议题" in post(staff, f"{place}call/").content.decode()
    done(staff, f"{place}agenda/", motion=motion.code, minutes="20")
    with django_assert_max_num_queries(24):
        assert "小区装充电桩" in text_of(staff, place)
    done(staff, f"{place}call/")
    assert "签到二维码" in text_of(staff, place)
    assert "小区装充电桩" in text_of(staff, f"{place}sheet/")
    done(staff, f"{place}cancel/", reason="下大雪")
    assert again(motion).state == "admitted"


def test_a_meeting_is_held_resolved_written_down_amended_signed_and_printed(town, signed_in):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    place = f"/staff/meetings/{meeting.id}/"
    with life.during(meeting):
        staff, staff2, chair = signed_in("staff"), signed_in("staff2"), signed_in("patch_leader")
        done(staff, f"{place}attendance/", member=[str(members[0].id), str(members[1].id)])
        done(staff, f"{place}paper/", lines="王秀英 13900005678\n李没电话\n")
        assert "够法定人数" in text_of(staff, f"{place}quorum/")
        assert len(life.attendances(meeting)) == 4
        resolve = f"{place}resolve/{motion.code}/"
        assert "法定" in text_of(staff, resolve)
        verdict = {"outcome": "adopted", "text": "在车棚南侧装20个充电口", "in_favour": "2", "becomes": "project"}
        half = post(staff, resolve, **verdict)
        assert half.status_code == 422
        assert "谁在哪天以前做什么" in half.content.decode()
        due = (clock.today() + timedelta(days=30)).isoformat()
        done(staff, resolve, **verdict, what_1="装好", who_1="湖畔物业", due_1=due)
        assert only(Resolution).target_id is not None
        (item,) = life.items_of(meeting)
        write = f"{place}minutes/"
        done(staff, write, against="0", **{f"point_{item.id}": "冯涛：同意。"})
        stale = post(staff2, write, against="0", **{f"point_{item.id}": "我写的另一版"})
        assert stale.status_code == 422
        assert "我写的另一版" in stale.content.decode()
        done(chair, f"{write}amend/", item=str(item.id), text="冯涛：同意装在南侧。", why="说清楚位置")
        page = text_of(staff, write)
        assert "<ins>装在南侧</ins>" in page
        amendment = re.search(r"/minutes/amend/([0-9a-f-]{36})/", page)[1]
        assert post(staff, f"{write}amend/{amendment}/", answer="decline").status_code == 400
        done(staff, f"{write}amend/{amendment}/", answer="take")
        done(staff, f"{write}lay-out/")
        done(chair, f"{write}sign/")
        police = life.attendances(meeting)[1]
        assert post(staff, f"{write}finish/").status_code == 409
        done(staff, f"{write}paper/", attendance=str(police.id))
        assert post(staff, f"{write}paper/", attendance=str(police.id)).status_code == 403
        done(staff2, f"{write}paper/", attendance=str(police.id))
        assert "定稿" in text_of(staff, write)
        done(staff, f"{write}finish/")
        assert "冯涛：同意装在南侧。" in text_of(staff, f"{write}print/")
        assert "装好" in text_of(staff, f"/staff/motions/{motion.code}/")


def test_late_work_stands_first_on_the_desk_of_the_hall(town, signed_in, django_assert_max_num_queries):
    hall, _meeting, motion = life.under_way(town)
    with clock.at(clock.now() + timedelta(days=60)):
        staff = signed_in("staff")
        with django_assert_max_num_queries(30):
            page = text_of(staff, f"/staff/halls/{hall.id}/")
        assert "过了日子还没有办好" in page
        assert "湖畔物业" in page
        undertaking = re.search(r"/done/([0-9a-f-]{36})/", text_of(staff, f"/staff/motions/{motion.code}/"))[1]
        assert post(staff, f"/staff/motions/{motion.code}/done/{undertaking}/").status_code == 400
        done(staff, f"/staff/motions/{motion.code}/done/{undertaking}/", note="20个口通电")
        done(
            staff,
            f"/staff/motions/{motion.code}/do/reopen/",
            reason="两个口不通电",
            who="湖畔物业",
            due_on=clock.today().isoformat(),
        )
        assert again(motion).state == "under_way"


def test_two_motions_about_the_same_become_one(town, signed_in):
    hall = life.hall(town)
    first, second = life.admitted(town, hall), life.raised(town, hall, "也想装充电桩", "13600000001")
    done(signed_in("staff"), f"/staff/motions/{second.code}/do/merge/", into=str(first.id))
    assert again(second).merged_into_id == first.id
    assert "1 人附议" in text_of(signed_in("staff"), f"/staff/motions/{first.code}/")
