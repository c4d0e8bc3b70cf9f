"""How many of those asked have answered, and who has not been heard: buildings, floors, age groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linli.kernel import clock
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition
from linli.people.models import Resident
from linli.places.models import Building, Dwelling, Estate
from linli.places.queries import counting_order

from ..models import SurveyReturn, SurveySheet
from ..rules.survey import AgeGroup, OncePer
from ..rules.tally import Group, missing
from .find_survey import SurveyFacts


@dataclass(frozen=True, slots=True)
class Response:
    """The response of a survey within the reader's scope: `answered` of `asked` dwellings (or residents), by building, by
    floor, by age group (`told_age` told theirs) and by channel; and the groups heard too little."""

    answered: int
    asked: int
    buildings: tuple[Group, ...]
    floors: tuple[Group, ...]
    ages: tuple[Group, ...]
    told_age: int
    channels: dict[str, int]
    missing_buildings: tuple[Group, ...]
    missing_floors: tuple[Group, ...]
    missing_ages: tuple[Group, ...]

    @property
    def percent(self) -> float | None:
        return 100 * self.answered / self.asked if self.asked else None


def response_of(survey: SurveyFacts) -> Response:
    """Count it. One statement within the caller's scope."""
    mine = {"street_code": survey.key.street_code, "survey_id": survey.id}
    homes_of = target_dwellings(survey).order_by()
    by_place, homes, buildings, estates, of_age, told = read_together(
        SurveyReturn.objects.filter(**mine)
        .order_by()
        .values_list("building_id", "floor", "channel")
        .annotate(n=Count("id")),
        homes_of.values_list("building_id", "floor").annotate(n=Count("id")),
        Building.public.filter(street_code=survey.key.street_code, id__in=homes_of.values("building_id")),
        Estate.public.filter(scope_condition(survey.place_code)).values_list("id", "name"),
        _residents_by_age(survey),
        SurveySheet.objects.filter(**mine)
        .exclude(age_group="")
        .order_by()
        .values_list("age_group")
        .annotate(n=Count("id")),
    )
    channels: Counter[str] = Counter()
    for _building, _floor, channel, n in by_place:
        channels[channel] += n
    ages, told_age, residents = _ages(survey, of_age, dict(told))
    if survey.once_per is OncePer.PHONE:
        return Response(
            sum(channels.values()), residents, (), (), ages, told_age, dict(channels), (), (), tuple(missing(ages))
        )
    buildings = _buildings(buildings, dict(estates), homes, by_place)
    asked_on, on_floor = Counter(), Counter()
    for _building, floor, n in homes:
        asked_on[floor] += n
    for _building, floor, _channel, n in by_place:
        on_floor[floor] += n
    floors = [Group(str(floor), on_floor[floor], asked_on[floor], str(floor)) for floor in sorted(asked_on)]
    return Response(
        answered=sum(channels.values()),
        asked=sum(asked_on.values()),
        buildings=tuple(buildings),
        floors=tuple(floors),
        ages=ages,
        told_age=told_age,
        channels=dict(channels),
        missing_buildings=tuple(missing(buildings)),
        missing_floors=tuple(missing(floors)),
        missing_ages=tuple(missing(ages)) if told_age else (),
    )


def target_dwellings(survey: SurveyFacts) -> QuerySet[Dwelling]:
    """The dwellings the survey asks, within the caller's scope."""
    rows = Dwelling.objects.filter(scope_condition(survey.place_code))
    if survey.estate_ids:
        rows = rows.filter(building__estate_id__in=survey.estate_ids)
    return rows


def _buildings(rows: list[Building], estates: dict, homes: list, by_place: list) -> list[Group]:
    asked, answered = Counter(), Counter()
    for building, _floor, n in homes:
        asked[building] += n
    for building, _floor, _channel, n in by_place:
        answered[building] += n
    ordered = sorted(
        rows,
        key=lambda one: (estates.get(one.estate_id, ""), counting_order(one.cluster), counting_order(one.number)),
    )
    return [
        Group(estates.get(one.estate_id, "") + one.name, answered[one.id], asked[one.id], str(one.id))
        for one in ordered
    ]


def _groups(survey: SurveyFacts) -> tuple[AgeGroup, ...]:
    return survey.age_groups or tuple(AgeGroup)


def _residents_by_age(survey: SurveyFacts) -> QuerySet:
    """How many registered residents the survey asks in each of its age groups: one row, a column a group."""
    year = clock.today().year
    residents = Resident.objects.filter(scope_condition(survey.place_code), birth_year__isnull=False)
    if survey.estate_ids:
        residents = residents.filter(household__dwelling__building__estate_id__in=survey.estate_ids)
    first, last = survey.age_first or 14, survey.age_last or 200
    counts = [
        Count("id", filter=Q(birth_year__range=(year - min(one.last, last), year - max(one.first, first))))
        for one in _groups(survey)
    ]
    return summed_up(residents, *counts)


def _ages(
    survey: SurveyFacts, counted: list[tuple[int, ...]], told: dict[str, int]
) -> tuple[tuple[Group, ...], int, int]:
    """The age groups that answered beside the registered residents of that age; how many told; how many are asked."""
    groups = _groups(survey)
    asked = counted[0] if counted else (0,) * len(groups)
    shown = tuple(Group(one.label, told.get(one.value, 0), n, one.value) for one, n in zip(groups, asked, strict=True))
    return shown, sum(told.values()), sum(asked)
