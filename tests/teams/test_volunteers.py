"""Registering, being accepted, leaving (E1)."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_registration import answer_registration
from linli.teams.actions.change_volunteer import change_volunteer
from linli.teams.actions.erase_volunteer import erase_volunteer
from linli.teams.actions.import_volunteers import import_volunteers
from linli.teams.actions.issue_certificate import issue_certificate
from linli.teams.actions.open_team import open_team
from linli.teams.models import CoinAccount, Team, TeamMember, Volunteer
from linli.teams.queries.certificates import checked_certificate, printed_certificate
from linli.teams.queries.volunteer_figures import volunteer_figures
from linli.teams.queries.volunteer_list import VolunteerFilter, volunteer_list
from linli.teams.rules.volunteer_rows import read_volunteer_rows
from tests.small_community import make_small_community
from tests.teams import volunteers as v

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def accept(town, row, by="staff", **more):
    return answer_registration(actor=town.actor(by), key=uuid4(), volunteer=row.key, **{"accepted": True, **more})


def test_who_registers_on_the_page_waits_for_the_community(town):
    row = v.applied(town)
    assert (row.state, len(row.code)) == ("applied", 10)
    assert accept(town, row).state == "active"
    with pytest.raises(WrongState):
        accept(town, row)


def test_an_officer_writes_down_and_the_community_accepts(town):
    row = v.register_volunteer(
        actor=town.actor("officer_a"), key=uuid4(), said=v.registration(town, place_code=town.grid_a)
    )
    assert row.state == "applied"
    with pytest.raises(NotAllowed):
        accept(town, row, by="officer_a")
    with pytest.raises(NotFound):
        accept(town, row, by="neighbour_staff")


def test_nobody_is_registered_twice_under_one_name_and_telephone(town):
    v.active(town, name="李热心", phone=v.PHONE)
    with pytest.raises(Conflict):
        v.applied(town)
    assert v.applied(town, name="李热情").phone.reveal() == v.PHONE, "a family may share a telephone"


def test_somebody_under_eighteen_needs_a_guardian_who_consents(town):
    young = clock.today().year - 15
    with pytest.raises(BadInput, match="guardian_name"):
        v.applied(town, birth_year=young)
    with pytest.raises(BadInput, match="guardian_consents"):
        v.applied(town, birth_year=young, guardian_name="李母", guardian_phone="13700001111")
    row = v.applied(town, birth_year=young, guardian_name="李母", guardian_phone="13700001111", guardian_consents=True)
    assert row.consent_at is not None
    assert v.applied(town, name="成年人", birth_year=clock.today().year - 40).birth_year is None, "not kept of adults"


def test_who_leaves_is_erased_and_the_hours_stay_as_figures(town):
    row = v.active(town, estate_id=town.estate_a.id, skills=("medical",))
    team = open_team(
        actor=town.actor("staff"), key=uuid4(), place_code=town.code, name="左邻右帮一队", kind="neighbours",
        leader_id=row.id,
    )  # fmt: skip
    v.confirmed(town, [row], team_id=team.id)
    assert v.balance(row) == 120
    left = v.again(erase_volunteer(actor=v.herself(row), key=uuid4(), volunteer=row.key))
    assert (left.state, bool(left.name), bool(left.phone), left.phone_mark, left.estate_id, left.skills) == (
        "left", False, False, "", None, [],
    )  # fmt: skip
    assert (v.balance(row), sum(v.all_balances())) == (0, 0)
    with acting_in(Scope.everything()):
        assert not TeamMember.objects.filter(left_at__isnull=True).exists()
        assert Team.objects.get().leader_id is None
        assert volunteer_figures().minutes == 120
        assert volunteer_figures().registered == 0
        assert "志愿者0" not in str(list(AuditLine.objects.values_list("changes", flat=True)))
    with pytest.raises(WrongState):
        erase_volunteer(actor=v.herself(row), key=uuid4(), volunteer=row.key)


def test_nobody_leaves_for_another(town):
    row, other = v.active(town, 1), v.active(town, 2)
    with pytest.raises(NotAllowed):
        erase_volunteer(actor=v.herself(other), key=uuid4(), volunteer=row.key)


def test_skills_times_and_teams_change(town):
    row = v.active(town)
    team = open_team(actor=town.actor("lead"), key=uuid4(), place_code=town.code, name="学生队", kind="students")
    changed = change_volunteer(
        actor=town.actor("staff"), key=uuid4(), volunteer=row.key, skills=["law", "nonsense"], skill_words="会修表",
        times=["weekend"], team_ids=[team.id], username="staff2",
    )  # fmt: skip
    assert (changed.skills, changed.times, changed.user_id) == (["law"], ["weekend"], town.users["staff2"].id)
    with acting_in(town.actor("staff").scope):
        found = volunteer_list(town.actor("staff"), VolunteerFilter(skill="law", team=team.id))
        assert [one.name for one in found.items] == ["志***"]
    with pytest.raises(BadInput, match="username"):
        change_volunteer(
            actor=town.actor("staff"), key=uuid4(), volunteer=row.key, skills=[], skill_words="", times=[],
            username="nobody",
        )  # fmt: skip


def test_a_search_by_telephone_finds_exactly_and_is_recorded(town):
    v.active(town, 7)
    with acting_in(town.actor("staff").scope):
        assert len(volunteer_list(town.actor("staff"), VolunteerFilter(phone="139 0000 0007")).items) == 1
        assert not volunteer_list(town.actor("staff"), VolunteerFilter(phone="13900000008")).items
    with acting_in(Scope.everything()):
        assert AuditLine.objects.filter(deed="volunteer.search_by_phone").count() == 2


NAMES = ["姓名", "电话", "小区", "队伍", "特长", "出生年份", "监护人", "监护人电话", "监护人同意"]


def read(*rows):
    return read_volunteer_rows(NAMES, list(enumerate(rows, 2)), date(2026, 11, 28))


def test_a_register_names_every_row_that_cannot_be_taken():
    found = read(
        ["王一", "13900000001", "湖东苑", "楼栋长队、左邻右帮一队", "理发，会拉二胡"],
        ["", "13900000002"],
        ["王三", "123"],
        ["王一", "13900000001"],
        ["小王", "", "", "", "", "2015"],
        ["小李", "", "", "", "", "2015", "李父", "13900000009", "同意"],
        ["王六", "13900000006", "", "", "", "1820"],
    )
    assert [(bad.number, bad.reason) for bad in found.bad] == [
        (3, "no_name"), (4, "phone"), (5, "twice"), (6, "no_guardian"), (8, "birth_year"),
    ]  # fmt: skip
    first, young = found.rows
    assert (first.teams, first.skills, first.skill_words) == (
        ("楼栋长队", "左邻右帮一队"),
        ("hairdressing",),
        "会拉二胡",
    )
    assert (young.birth_year, young.guardian_name) == (2015, "李父")
    assert read_volunteer_rows(["电话"], [], date(2026, 11, 28)).bad[0].reason == "no_column"


def test_a_register_is_taken_in_once_with_its_teams(town):
    v.active(town, 1, name="王一")
    rows = read(
        ["王一", "13900000001"], ["王二", "13900000002", "湖东苑", "楼栋长队"], ["王三", "", "", "楼栋长队、学生队"]
    ).rows
    assert import_volunteers(actor=town.actor("staff"), key=uuid4(), community=town.code, rows=rows) == 2
    with acting_in(Scope.everything()):
        assert set(Team.objects.values_list("name", "kind")) == {("楼栋长队", "captains"), ("学生队", "students")}
        assert TeamMember.objects.count() == 3
        two = Volunteer.objects.get(estate_id=town.estate_a.id)
        assert (two.name.reveal(), two.place_code, two.state, len(two.code)) == ("王二", town.grid_a, "active", 10)
    with pytest.raises(NotAllowed):
        import_volunteers(actor=town.actor("officer_a"), key=uuid4(), community=town.code, rows=rows)
    unknown = read(["王四", "13900000004", "没有的小区"]).rows
    with pytest.raises(BadInput, match="file"):
        import_volunteers(actor=town.actor("staff"), key=uuid4(), community=town.code, rows=unknown)


def test_a_register_of_three_thousand_costs_a_handful_of_statements(town, django_assert_max_num_queries):
    rows = read(*([f"王{n}", f"139{n:08d}", "湖东苑", f"队{n % 53}"] for n in range(3_673))).rows
    with django_assert_max_num_queries(60):
        import_volunteers(actor=town.actor("staff"), key=uuid4(), community=town.code, rows=rows)
    with acting_in(Scope.everything()):
        figures = volunteer_figures()
    assert (figures.registered, figures.teams) == (3_673, 53)


def test_a_certificate_says_confirmed_hours_and_is_checked_without_a_name(town):
    row = v.active(town, name="赵大鹏")
    v.confirmed(town, [row], minutes=90)
    v.entered(town, [row], minutes=60)
    days = {"first_on": clock.today().replace(day=1), "last_on": clock.today()}
    one = issue_certificate(actor=v.herself(row), key=uuid4(), volunteer=row.key, **days)
    assert (one.minutes, one.times) == (90, 1), "what nobody confirmed is not certified"
    shown = checked_certificate(one.number)
    assert (shown.initial, shown.name, shown.minutes) == ("赵", "", 90)
    assert printed_certificate(v.herself(row), one.number).name == "赵大鹏"
    for stranger in (town.actor("neighbour_staff"), v.herself(v.active(town, 9))):
        with pytest.raises(NotFound):
            printed_certificate(stranger, one.number)
    with pytest.raises(BadInput, match="nothing"):
        issue_certificate(
            actor=town.actor("staff"),
            key=uuid4(),
            volunteer=row.key,
            first_on=date(2020, 1, 1),
            last_on=date(2020, 2, 1),
        )
    with pytest.raises(NotFound):
        checked_certificate("1234567890")


def test_nobody_of_elsewhere_sees_a_volunteer(town):
    v.active(town)
    with acting_in(town.actor("neighbour_staff").scope):
        assert not Volunteer.objects.exists()
        assert not CoinAccount.objects.exists()
