"""The organisers' pages: programme, editor, list, needs, figures, venues, the door."""

from __future__ import annotations

import io
import json
from uuid import uuid4

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from linli.activities.models import Activity, ActivityWish, Booking, CheckIn, Need, SignUp, Venue
from linli.activities.plan import PartPlan
from linli.activities.rules import ActivityDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_venue, a_wish, again, comes, do, in_days, parts_of, published, room_of

pytestmark = pytest.mark.django_db


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url, status=200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def typed_plan(**changed):
    return {
        "title": "中医义诊", "kind": "event", "size": "small", "groups": ["old"], "theme": "春分",
        "on": in_days(4).date().isoformat(), "from_time": "09:00", "to_time": "11:30", "weeks": "1", "room": "",
        "place_words": "湖东苑广场", "takes_sign_ups": "on", "capacity": "20", "rows": "8", **changed,
    }  # fmt: skip


def test_an_activity_is_planned_published_changed_and_seen_in_the_month(
    town, signed_in_as, django_assert_max_num_queries
):
    room, staff = room_of(a_venue(town)), signed_in_as("staff")
    assert "邻里活动中心" in text_of(staff, "/staff/activities/new/")
    wrong = post(staff, "/staff/activities/new/", **typed_plan(title="", to_time="08:00", place_words=""))
    assert wrong.status_code == 422
    assert "结束要晚于开始" in wrong.content.decode()
    where = post(staff, "/staff/activities/new/", **typed_plan(room=str(room.id)))["Location"]
    clash = post(staff, "/staff/activities/new/", **typed_plan(room=str(room.id), title="撞上的"))
    assert clash.status_code == 422
    assert post(staff, f"{where}do/publish/").status_code == 302
    with django_assert_max_num_queries(20):
        assert "报名中" in text_of(staff, where)
    assert post(staff, f"{where}edit/", **typed_plan(room=str(room.id), from_time="10:00")).status_code == 302
    with acting_in(Scope.everything()):
        activity = Activity.objects.get()
        assert Booking.objects.filter(state="held").count() == 1
    assert (activity.changed, activity.starts_at) == (1, in_days(4, 10))
    month = in_days(4).date().strftime("%Y-%m")
    with django_assert_max_num_queries(12):
        text = text_of(staff, f"/staff/activities/?month={month}")
    assert "中医义诊" in text
    assert "还差一场" in text
    for name in ("street_staff", "centre", "captain"):
        assert "中医义诊" in text_of(signed_in_as(name), f"/staff/activities/?month={month}")
        assert "中医义诊" in text_of(signed_in_as(name), where)
    assert text_of(staff, "/staff/activities/?month=nonsense")


def test_a_clinic_has_departments_with_places_of_their_own(town, signed_in_as):
    staff = signed_in_as("staff")
    none = post(staff, "/staff/activities/new/", **typed_plan(kind="clinic"))
    assert "至少写一个科室或摊位" in none.content.decode()
    seven = {f"part_name_{n}": name for n, name in enumerate(("骨科", "眼科", "口腔", "内科", "外科", "中医", "康复"))}
    where = post(staff, "/staff/activities/new/", **typed_plan(kind="clinic", part_capacity_0="10", **seven))[
        "Location"
    ]
    with acting_in(Scope.everything()):
        assert [part.capacity for part in parts_of(Activity.objects.get())] == [10] + [None] * 6
    text = text_of(staff, where)
    assert "口腔" in text
    assert "骨科" in text_of(staff, f"{where}edit/")


def test_the_list_is_masked_printing_it_is_recorded_and_a_slip_is_for_who_signed_up(town, signed_in_as):
    activity, staff = published(town), signed_in_as("staff")
    one = comes(town, activity, "13900001001", name="王秀英")
    comes(town, activity, "13900001002")
    comes(town, activity, "13900001003", name="候补人")
    where = reverse("staff:activity", args=[activity.id])
    text = text_of(staff, where)
    assert "13900001001" not in text
    assert "王秀英" not in text
    assert "候补" in text
    printed = text_of(staff, f"{where}list/")
    assert "13900001001" in printed
    assert "王秀英" in printed
    with acting_in(Scope.everything()):
        assert ("activity.print", "contact") in set(AuditLine.objects.values_list("deed", "purpose"))
    captain = signed_in_as("captain")
    half = post(captain, f"{where}sign-up/", name="孙子", group="children")
    assert half.status_code == 422
    slip = post(captain, f"{where}sign-up/", name="赵奶奶", group="old")["Location"]
    assert "查询口令" in text_of(captain, slip)
    assert staff.get(slip).status_code == 404
    assert post(staff, f"{where}sign-up/{one.id}/withdraw/").status_code == 302
    deliver()
    assert "候补上了" in text_of(staff, "/staff/notices/")


def test_calling_it_off_needs_a_reason(town, signed_in_as):
    activity, staff = published(town), signed_in_as("staff")
    where = reverse("staff:activity", args=[activity.id])
    assert post(staff, f"{where}do/cancel/").status_code == 422
    assert post(staff, f"{where}do/cancel/", reason="台风").status_code == 302
    assert "台风" in text_of(staff, where)
    assert staff.post(f"{where}do/nonsense/", {"key": str(uuid4())}).status_code == 404


def test_the_day_itself_helpers_stalls_questions_slips_figures(town, signed_in_as):
    stalls = (PartPlan("义诊", provider="市医院"), PartPlan("理发"), PartPlan("政策咨询"))
    fair = published(
        town, kind="fair", size="big", title="便民大集市", parts=stalls, groups=("all",), takes_sign_ups=False
    )
    where = reverse("staff:activity", args=[fair.id])
    with clock.at(in_days(3, 10)):
        staff = signed_in_as("staff")
        counts = {f"count_{part.id}": str(number) for part, number in zip(parts_of(fair), (60, 45, 20), strict=True)}
        assert post(staff, f"{where}stalls/", **counts).status_code == 302
        assert post(staff, f"{where}stalls/", **{next(iter(counts)): "-1"}).status_code == 400
        assert post(staff, f"{where}duty/", name="刘志愿", task="引导", minutes="120").status_code == 302
        assert post(staff, f"{where}duty/", name="").status_code == 422
        assert post(staff, f"{where}question/", words="高龄津贴怎么领").status_code == 422
        assert post(staff, f"{where}question/", words="高龄津贴怎么领", as_case="on", name="老周").status_code == 302
        assert "已转事项" in text_of(staff, where)
        assert post(staff, f"{where}do/hold/").status_code == 302
        assert post(staff, f"{where}slips/", satisfied="50", basically="3").status_code == 302
        assert post(staff, f"{where}slips/").status_code == 422
        assert post(staff, f"{where}do/settle/").status_code == 302
        text = text_of(staff, where)
        for words in ("125", "50/53", "刘"):
            assert words in text
        assert "便民大集市" in text_of(staff, "/staff/activities/figures/")
        span = f"?first={clock.today().isoformat()}&last={clock.today().isoformat()}"
        text = text_of(staff, f"/staff/activities/figures/{span}")
        for words in ("125", "50/53", "1/1"):
            assert words in text
        answer = staff.get(f"/staff/activities/figures/export/{span}")
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        row = [cell.value for cell in book.worksheets[0][2]]
        assert row[1:3] == ["便民大集市", "便民大集市"]
        assert row[9:12] == [125, 53, 50]
        assert text_of(staff, "/staff/activities/figures/?first=x&last=0001-01-01")


def test_wishes_are_sorted_and_become_an_activity(town, signed_in_as, django_assert_max_num_queries):
    staff, officer = signed_in_as("staff"), signed_in_as("officer_a")
    a_wish(town)
    taken = post(officer, "/staff/activities/needs/new/", words="想看看膝盖", way="visit", group="old", phone="")
    assert "查询口令" in taken.content.decode()
    with django_assert_max_num_queries(10):
        assert "想看看膝盖" in text_of(staff, "/staff/activities/needs/")
    with acting_in(Scope.everything()):
        picked = [str(id) for id in ActivityWish.objects.values_list("id", flat=True)]
    assert post(staff, "/staff/activities/needs/sort/", pick=[], title="骨科义诊").status_code == 400
    assert post(staff, "/staff/activities/needs/sort/", pick=picked, title="骨科义诊").status_code == 302
    with acting_in(Scope.everything()):
        need = Need.objects.get()
    assert need.people == 2
    assert "2 人想要" in text_of(staff, f"/staff/activities/new/?need={need.id}")
    where = post(staff, f"/staff/activities/new/?need={need.id}", **typed_plan(title="骨科义诊"))["Location"]
    post(staff, f"{where}do/publish/")
    deliver()
    assert "已排成活动：骨科义诊" in text_of(officer, "/staff/notices/")
    other = a_wish(town, "想办舞会", "13900001009")
    post(staff, "/staff/activities/needs/sort/", pick=[str(other.id)], title="舞会")
    with acting_in(Scope.everything()):
        dance = Need.objects.get(title="舞会")
    assert post(staff, f"/staff/activities/needs/{dance.id}/decline/").status_code == 400
    assert post(staff, f"/staff/activities/needs/{dance.id}/decline/", reason="没有场地").status_code == 302
    assert "没有场地" in text_of(staff, "/staff/activities/needs/")
    assert "想要什么活动" in text_of(staff, "/staff/activities/needs/card/")


def test_venues_are_kept_booked_closed_and_requests_answered(town, signed_in_as, django_assert_max_num_queries):
    staff = signed_in_as("staff")
    typed = {
        "name": "碧波防溺水基地", "kind": "water_safety", "address": "湖边 1 号", "open_days": list("67"), "opens_at": "09:00",
        "closes_at": "17:00", "keeper": "社区服务台", "phone": "05662020001", "access": ["ramp"], "by_request": "on",
        "organisation_id": str(town.firm.id), "offers": "防溺水课",
    }  # fmt: skip
    assert post(staff, "/staff/venues/new/", **{**typed, "closes_at": "08:00"}).status_code == 422
    where = post(staff, "/staff/venues/new/", **typed)["Location"]
    assert "这里已经有同名的了" in post(staff, "/staff/venues/new/", **typed).content.decode()
    with acting_in(Scope.everything()):
        venue = Venue.objects.get()
    room = room_of(venue)
    assert post(staff, f"{where}edit/", **{**typed, "offers": "游泳课"}).status_code == 302
    assert (
        post(staff, f"{where}room/", name="模拟池", capacity="30", equipment="救生圈", in_use="on").status_code == 302
    )
    assert post(staff, f"{where}room/", name="").status_code == 422
    day = in_days(5).date().isoformat()
    booking = {"room": str(room.id), "purpose": "合唱队", "on": day, "from_time": "09:00", "to_time": "11:00"}
    assert post(staff, f"{where}book/", **booking).status_code == 302
    assert "已经有人订了" in post(staff, f"{where}book/", **booking).content.decode()
    with django_assert_max_num_queries(13):
        text = text_of(staff, f"{where}?day={day}")
    assert "合唱队" in text
    with acting_in(Scope.everything()):
        held = Booking.objects.get()
    assert post(staff, f"/staff/bookings/{held.id}/cancelled/").status_code == 400
    assert post(staff, f"/staff/bookings/{held.id}/cancelled/", reason="停电").status_code == 302
    assert again(held).state == "cancelled"
    assert "碧波防溺水基地" in text_of(signed_in_as("street_lead"), "/staff/venues/")
    assert "碧波防溺水基地" in text_of(signed_in_as("captain"), where)


def scans(client, url, *notes):
    return client.post(url, json.dumps({"scans": notes}), content_type="application/json")


def test_the_desk_at_the_door_takes_batches_and_notes_by_hand(town, signed_in_as, django_assert_max_num_queries):
    activity = published(town)
    one = comes(town, activity)
    with clock.at(in_days(3, 9)):
        officer = signed_in_as("officer_a")
        assert "春分插花沙龙" in text_of(officer, "/field/activities/")
        where = f"/field/activities/{activity.id}/check-in/"
        with django_assert_max_num_queries(15):
            assert "没报名来的" in text_of(officer, where)
        url = f"/field/activities/{activity.id}/scans/"
        note = {"id": str(uuid4()), "kind": "in", "at": clock.now().isoformat(), "code": one.code}
        answer = scans(officer, url, note).json()
        assert answer["verdicts"] == {note["id"]: "counted"}
        assert answer["count"] == {"came": 1, "places": 1, "walk_ins": 0}
        assert scans(officer, url, note).json()["verdicts"] == {note["id"]: "counted"}
        by_hand = officer.post(where, {"key": str(uuid4()), "kind": "in", "code": one.code}, follow=True)
        assert "已经签过了" in by_hand.content.decode()
        officer.post(where, {"key": str(uuid4()), "kind": "walk_in", "group": "children"})
        with acting_in(Scope.everything()):
            assert CheckIn.objects.filter(kind="walk_in", group="children").count() == 1
        for wrong in (
            {},
            {**note, "id": "x"},
            {**note, "at": "yesterday"},
            {**note, "kind": "fly"},
            {**note, "at": "2026-01-01T00:00:00"},
            {**note, "group": "x"},
        ):
            assert scans(officer, url, wrong).status_code == 400
        for body in (b"", b"[]", b'{"scans": 1}', b"\xff", b'{"scans": [1]}'):
            assert officer.post(url, body, content_type="application/json").status_code == 400
    do(town, activity, ActivityDeed.CANCEL, "台风")
    assert scans(signed_in_as("officer_a"), url, note).status_code == 409
    with acting_in(Scope.everything()):
        assert SignUp.objects.get().came_at


@pytest.mark.parametrize("changed", [{"until": "9999-12-31"}, {"on": "9999-12-31", "weeks": "20"}])
def test_an_activity_at_the_end_of_time_is_refused_with_a_sentence(town, signed_in_as, changed):
    assert post(signed_in_as("staff"), "/staff/activities/new/", **typed_plan(**changed)).status_code == 422
