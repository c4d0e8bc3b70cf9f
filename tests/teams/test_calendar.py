from datetime import date, time

import pytest

from linli.kernel.calendar_file import shipped_calendar
from linli.kernel.errors import BadInput, NotAllowed
from linli.teams.actions.import_calendar import import_calendar
from linli.teams.actions.set_office_hours import set_office_hours
from linli.teams.actions.set_workday import set_workday
from linli.teams.models import Workday
from linli.teams.queries import office_hours, preview_calendar, work_calendar, workdays
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

FILE = (
    "日期,是否上班,名称\n" + "".join(f"2027-10-0{n},否,国庆节\n" for n in range(1, 8)) + "2027年10月9日,是,国庆调休\n"
)
HOURS = ((time(9), time(12)), (time(13), time(17)))


@pytest.fixture
def town():
    return make_small_community()


def test_a_fresh_platform_knows_2024_to_2026(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = work_calendar("341702010901")
    assert calendar == shipped_calendar()
    assert calendar.covered_years == {2024, 2025, 2026}
    assert workdays(2026)[0].name == "元旦"


def test_an_emptied_table_counts_as_the_shipped_one():
    Workday.objects.all().delete()
    assert work_calendar() == shipped_calendar()


def test_a_year_is_imported_after_a_look_at_it(town):
    preview = preview_calendar(FILE)
    assert (preview.new, preview.changed, preview.errors, preview.covered_years) == (8, 0, (), {2027})
    assert import_calendar(actor=town.actor("admin"), key=None, text=FILE, source="国办发明电") == 8
    calendar = work_calendar()
    assert 2027 in calendar.covered_years
    assert calendar.is_workday(date(2027, 10, 9))
    assert not calendar.is_workday(date(2027, 10, 1))


def test_importing_a_year_again_replaces_it(town):
    import_calendar(actor=town.actor("admin"), key=None, text=FILE, source="一")
    corrected = FILE.replace("2027年10月9日", "2027-10-10")
    assert preview_calendar(corrected).dropped == (date(2027, 10, 9),)
    import_calendar(actor=town.actor("admin"), key=None, text=corrected, source="二")
    assert not work_calendar().is_workday(date(2027, 10, 9))
    assert len(workdays(2027)) == 8
    assert len(workdays(2026)) > 20


@pytest.mark.parametrize("text", ["", "2027-13-01,否,元旦", "2027-01-01,也许,元旦", FILE + "2027-10-01,是,国庆节\n"])
def test_a_file_with_one_bad_line_imports_nothing(town, text):
    before = Workday.objects.count()
    with pytest.raises(BadInput):
        import_calendar(actor=town.actor("admin"), key=None, text=text, source="")
    assert Workday.objects.count() == before


def test_a_day_is_changed_by_hand_and_back(town):
    set_workday(actor=town.actor("admin"), key=None, day=date(2026, 7, 6), is_workday=False, name="台风停工")
    assert not work_calendar().is_workday(date(2026, 7, 6))
    set_workday(actor=town.actor("admin"), key=None, day=date(2026, 7, 6), is_workday=None)
    assert work_calendar().is_workday(date(2026, 7, 6))


def test_the_calendar_belongs_to_the_whole_platform(town):
    with pytest.raises(NotAllowed):
        set_workday(actor=town.actor("street_lead"), key=None, day=date(2026, 7, 6), is_workday=False)
    with pytest.raises(NotAllowed):
        import_calendar(actor=town.actor("lead"), key=None, text=FILE, source="")


def test_a_streets_own_hours_count_in_its_communities_alone(town):
    set_office_hours(actor=town.actor("street_lead"), key=None, prefix=town.street, hours=HOURS)
    assert work_calendar(town.code).hours == HOURS
    assert work_calendar(town.county).hours != HOURS
    assert office_hours("") == [(town.street, HOURS)]
    set_office_hours(actor=town.actor("admin"), key=None, prefix="", hours=HOURS)
    assert work_calendar("110101").hours == HOURS


def test_hours_that_overlap_are_refused(town):
    with pytest.raises(BadInput):
        set_office_hours(
            actor=town.actor("street_lead"),
            key=None,
            prefix=town.street,
            hours=((time(9), time(13)), (time(12), time(17))),
        )
    with pytest.raises(NotAllowed):
        set_office_hours(actor=town.actor("lead"), key=None, prefix=town.street, hours=HOURS)
