"""The staff's pages of volunteers, calls, hours, teams and trainings."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.teams.models import HelpCall, HoursEntry, Mentoring, Organisation, Team, Training, Volunteer
from tests.teams import volunteers as v

pytestmark = pytest.mark.django_db


def post(client, url, status=302, **typed):
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[-3000:])
    return answer


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def only(model):
    with acting_in(Scope.everything()):
        return model.objects.get()


def local(moment) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def test_the_list_is_masked_filtered_and_costs_a_fixed_number_of_statements(
    town, signed_in, django_assert_max_num_queries
):
    v.confirmed(town, [v.active(town, 1, name="赵大鹏", skills=("medical",)), v.active(town, 2)])
    staff = signed_in("staff")
    with django_assert_max_num_queries(13):  # two of them the test's own savepoint
        text = text_of(staff, "/staff/volunteers/")
    assert "赵**" in text
    assert "赵大鹏" not in text
    assert "13900000001" not in text
    assert "2/2" in text, "both helped within ninety days"
    assert "赵**" in text_of(staff, "/staff/volunteers/?skill=medical&active=90&at=nonsense")
    assert "志***" not in text_of(staff, "/staff/volunteers/?skill=medical")
    assert "赵**" in staff.post("/staff/volunteers/", {"phone": "13900000001"}).content.decode()
    assert staff.post("/staff/volunteers/", {"phone": "12"}).status_code == 422


def test_an_export_wants_a_reason_is_masked_and_recorded(town, signed_in):
    v.active(town, 1, name="赵大鹏")
    staff = signed_in("staff")
    post(staff, "/staff/volunteers/export/", 400)
    answer = post(staff, "/staff/volunteers/export/", 200, purpose="年终表彰核对", state="active")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert "赵**" in cells
    assert "赵大鹏" not in cells
    with acting_in(Scope.everything()):
        assert AuditLine.objects.get(deed="volunteer.export").purpose == "年终表彰核对"


def test_a_volunteer_is_written_down_accepted_and_leaves(town, signed_in):
    officer, staff = signed_in("officer_a"), signed_in("staff")
    form = {"name": "钱小妹", "phone": "", "estate": str(town.estate_a.id), "skills": ["phone"], "times": ["weekend"]}
    at = post(officer, "/staff/volunteers/new/", **form)["Location"]
    assert "查询口令" in text_of(officer, at), "who left no telephone gets a word"
    row = only(Volunteer)
    assert row.state == "applied"
    assert "钱**" in text_of(staff, "/staff/volunteers/?state=applied")
    post(staff, f"{at}accept/")
    team = v.again(v.active(town, 5))
    post(staff, f"{at}change/", skills=["law"], skill_words="", times=[], username="nobody-there", status=422)
    post(staff, f"{at}change/", skills=["law"], skill_words="会修表", times=[], username="")
    assert "会修表" in text_of(staff, at)
    post(staff, f"{at}leave/")
    assert "已退出的志愿者" in text_of(staff, at)
    assert team.state == "active"


def test_somebody_young_without_guardian_is_sent_back_with_what_was_typed(town, signed_in):
    answer = post(
        signed_in("staff"), "/staff/volunteers/new/", 422, name="小明", is_young="on", birth_year="2014", estate="-"
    )
    assert "未满 18 周岁的要写监护人姓名" in answer.content.decode()
    assert 'value="小明"' in answer.content.decode()


def test_a_register_is_looked_at_before_it_is_taken_in(town, signed_in):
    staff = signed_in("staff")
    assert "姓名" in staff.get("/staff/volunteers/import/template/").content.decode("utf-8-sig")
    bad = SimpleUploadedFile("名册.csv", "姓名,电话\n王一,123\n".encode())
    answer = staff.post("/staff/volunteers/import/", {"file": bad})
    assert answer.status_code == 422
    assert "不像一个电话号码" in answer.content.decode()
    good = "姓名,电话,小区,队伍,特长\n王一,13900000001,湖东苑,楼栋长队,理发\n王二,13900000002,,学生队,拉二胡\n"
    seen = staff.post("/staff/volunteers/import/", {"file": SimpleUploadedFile("名册.csv", good.encode())})
    page = seen.content.decode()
    assert "新登记 2 人" in page
    assert "王一" not in page.split("<textarea")[1].split("</textarea>")[1], "the preview is masked"
    text = page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    post(staff, "/staff/volunteers/import/", do="import", text=text)
    with acting_in(Scope.everything()):
        assert (Volunteer.objects.count(), Team.objects.count()) == (2, 2)


def call_form(**more):
    start = clock.now() + timedelta(days=2)
    return {
        "title": "陪老人去医院", "words": "约三小时", "starts_at": local(start), "hours": "3", "places": "1", "estate": "",
        "address": "1号楼201", "team": "", **more,
    }  # fmt: skip


def test_a_call_is_opened_filled_finished_and_its_hours_confirmed(town, signed_in):
    helper = v.active(town, 1, skills=("medical",))
    staff, other = signed_in("staff"), signed_in("staff2")
    at = post(staff, "/staff/volunteers/calls/new/", skills=["medical"], **call_form())["Location"]
    page = text_of(staff, at)
    assert "会这门本事" in page
    assert "约定的时间还没有过完" in page
    post(staff, f"{at}give/", volunteer=str(helper.id))
    late = post(other, f"{at}give/", 409, codes=v.active(town, 2).code)
    assert "刚刚报满了" in late.content.decode()
    call = only(HelpCall)
    with clock.at(call.ends_at + timedelta(hours=1)):
        for client in (staff, other):
            session = client.session
            session["seen"] = int(clock.now().timestamp())
            session.save()
        early = post(staff, f"{at}finish/", 422, came=[str(helper.id)], minutes="9999", served="1")
        assert "数字太大了" in early.content.decode()
        post(staff, f"{at}finish/", came=[str(helper.id)], minutes="150", served="1", thanks="辛苦了")
        entry = only(HoursEntry)
        url = f"/staff/volunteers/hours/{entry.id}/"
        assert "这条是您登记的" in text_of(staff, url)
        assert "登记的人不能自己确认" in post(staff, f"{url}confirm/", 403).content.decode()
        post(other, f"{url}confirm/")
        assert v.balance(helper) == 150
        back = post(other, f"{url}reverse/", reason="时间记多了")["Location"]
        post(staff, f"{back}confirm/")
        assert v.balance(helper) == 0
        assert "全部账户相加" in text_of(staff, "/staff/volunteers/time-bank/")


def test_a_bad_call_keeps_what_was_typed(town, signed_in):
    form = call_form(starts_at=local(clock.now() - timedelta(days=1)))
    answer = post(signed_in("captain"), "/staff/volunteers/calls/new/", 422, **form)
    assert "开始的时间已经过了" in answer.content.decode()
    assert "陪老人去医院" in answer.content.decode()
    for far in ("9999-12-31T23:59", "0001-01-01T00:00"):
        assert (
            "请检查年份"
            in post(
                signed_in("staff"), "/staff/volunteers/calls/new/", 422, **call_form(starts_at=far)
            ).content.decode()
        )


def test_a_team_is_founded_filled_and_its_day_entered_at_once(town, signed_in):
    staff = signed_in("staff")
    people = [v.active(town, n) for n in range(1, 5)]
    at = post(staff, "/staff/teams/new/", name="左邻右帮一队", kind="neighbours", aim="敲门问候", estate="")["Location"]
    post(staff, f"{at}join/", codes=" ".join(one.code for one in people))
    assert post(staff, f"{at}join/", 422, codes="1234567890").status_code == 422
    leader = str(people[0].id)
    post(staff, f"{at}change/", name="左邻右帮一队", kind="neighbours", aim="敲门问候", estate="", leader=leader)
    team = only(Team)
    start = clock.now() - timedelta(hours=5)
    page = text_of(staff, f"/staff/volunteers/hours/new/?team={team.id}")
    assert page.count('name="people"') == 4
    post(
        staff, "/staff/volunteers/hours/new/", team=str(team.id), what="清理楼道", people=[str(one.id) for one in people[:2]],
        watched=[str(people[2].id)], led=[leader], starts_at=local(start), ends_at=local(start + timedelta(hours=2)),
        served="30", codes="",
    )  # fmt: skip
    entry = only(HoursEntry)
    post(signed_in("staff2"), f"/staff/volunteers/hours/{entry.id}/confirm/")
    page = text_of(staff, at)
    for words in ("清理楼道", "敲门问候", "4 人"):
        assert words in page
    growth = text_of(signed_in("street_lead"), "/staff/teams/growth/")
    assert "主动干" in growth
    assert "不排名" in growth
    post(staff, f"{at}leave/", volunteer=leader)
    assert v.again(team).leader_id is None
    assert "1" in text_of(staff, "/staff/teams/?kind=neighbours")
    post(staff, f"{at}change/", name="左邻右帮一队", kind="neighbours", estate="", leader="", do="close")


def test_a_photograph_bears_hours_out_for_those_who_may_see_them(town, signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    staff = signed_in("staff")
    at = post(
        staff, "/staff/volunteers/hours/new/", what="清扫", codes=v.active(town).code, minutes="60", evidence="见照片",
        photographs=SimpleUploadedFile("a.png", picture.getvalue(), "image/png"),
    )["Location"]  # fmt: skip
    url = re.search(r'href="([^"]*/photographs/[^"]*)"', text_of(staff, at))[1]
    assert staff.get(url)["Content-Type"] == "image/jpeg"
    assert signed_in("neighbour_staff").get(url).status_code == 404


def test_overlapping_hours_are_refused_in_words(town, signed_in):
    helper, staff = v.active(town), signed_in("staff")
    start = clock.now() - timedelta(hours=5)
    form = {
        "what": "陪读", "codes": helper.code, "starts_at": local(start), "ends_at": local(start + timedelta(hours=2)),
        "served": "1",
    }  # fmt: skip
    post(staff, "/staff/volunteers/hours/new/", **form)
    assert "已经有别的服务时长" in post(staff, "/staff/volunteers/hours/new/", 422, **form).content.decode()


def test_gaps_in_one_plus_one_plus_n_are_shown(town, signed_in, django_assert_max_num_queries):
    v.active(town, 1, place_code=town.grid_a, estate_id=town.estate_a.id)
    staff = signed_in("staff")
    with django_assert_max_num_queries(12):
        page = text_of(staff, "/staff/teams/force/")
    for words in ("周敏", "1/4", "湖东苑2号楼", "啤酒厂小区1号楼"):
        assert words in page
    assert "湖东苑1号楼" not in page, "it has a captain"


def test_a_party_branch_is_built_on_grids(town, signed_in):
    lead = signed_in("lead")
    post(lead, "/staff/teams/branches/", name="湖东第一网格党支部", grids=[town.grid_a])
    row = Organisation.objects.get(kind="party_branch")
    post(lead, f"/staff/teams/branches/{row.id}/", grids=[town.grid_a, town.grid_b])
    assert "第一网格、第二网格" in text_of(lead, "/staff/teams/branches/")
    text_of(lead, "/staff/settings/posts/organisations/")


def test_a_training_by_list_and_by_code_at_the_door(town, signed_in):
    centre, staff, officer = signed_in("centre"), signed_in("staff"), signed_in("officer_a")
    form = {
        "title": "消防检查怎么做", "topic": "消防检查", "kind": "district", "held_at": local(clock.now()), "minutes": "90",
    }  # fmt: skip
    at = post(centre, "/staff/teams/trainings/new/", **form)["Location"]
    text_of(centre, f"{at}card/")
    assert "我到了" in text_of(officer, f"{at}come/")
    post(officer, f"{at}come/")
    assert "您已经签到" in text_of(officer, f"{at}come/")
    post(centre, at, people=[str(town.posts["captain"].id)], codes="")
    page = text_of(staff, "/staff/teams/trainings/?topic=消防检查")
    assert "2/5" in page
    assert "吴强" in page, "who has not been trained is invited next"
    with acting_in(Scope.everything()):
        assert Training.public.get().topic == "消防检查"
    assert post(signed_in("auditor"), f"{at}come/", 404)


def test_mentor_and_apprentice_are_paired_with_goals_and_an_end(town, signed_in):
    lead = signed_in("lead")
    pair = {
        "mentor": str(town.posts["officer_a"].id), "apprentice": str(town.posts["officer_b"].id), "goals": "学会调解",
        "last_on": (clock.today() + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    post(lead, "/staff/teams/mentoring/", **pair)
    assert "已经有师傅了" in post(lead, "/staff/teams/mentoring/", 422, **pair).content.decode()
    row = only(Mentoring)
    post(lead, f"/staff/teams/mentoring/{row.street_code}/{row.id}/end/", outcome="能独立调解了")
    assert "能独立调解了" in text_of(signed_in("officer_a"), "/staff/teams/mentoring/")


def test_a_certificate_is_issued_and_printed(town, signed_in):
    helper = v.active(town, name="赵大鹏")
    v.confirmed(town, [helper], minutes=90)
    staff = signed_in("staff")
    days = {"first_on": clock.today().replace(day=1).isoformat(), "last_on": clock.today().isoformat()}
    at = post(staff, f"/staff/volunteers/{helper.id}/certificate/", **days)["Location"]
    page = text_of(staff, at)
    assert "赵大鹏" in page
    assert "1.5 小时" in page
    number = at.rstrip("/").rsplit("/", 1)[1]
    seen = staff.get(f"/certificates/{number}/").content.decode()
    assert "这份证明是真的" in seen
    assert "赵大鹏" not in seen
    assert staff.get("/certificates/1234567890/").status_code == 404
