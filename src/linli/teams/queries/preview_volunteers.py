"""What a register of volunteers would change, before it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.place_codes import street_of
from linli.people.sealing import fingerprint
from linli.places.queries import estates_of

from ..models import Team, Volunteer
from ..rules.volunteer_rows import BadVolunteerRow, VolunteerRow
from ..rules.volunteers import VolunteerState


@dataclass(frozen=True, slots=True)
class VolunteersPlan:
    """`new` rows, how many are registered already (`same`), rows that cannot be taken, estates by name with id and place, teams
    by name, and those that would be opened."""

    new: tuple[VolunteerRow, ...]
    same: int
    bad: tuple[BadVolunteerRow, ...]
    places: dict[str, tuple[UUID, str]]
    teams: dict[str, UUID]
    new_teams: tuple[str, ...]


def preview_volunteers(community: str, rows: Sequence[VolunteerRow]) -> VolunteersPlan:
    """Compare the rows with what is registered, within the caller's scope. Three statements."""
    places = {one.name: (one.id, one.place_code) for one in estates_of(community)}
    street = street_of(community)
    marks = {row.number: fingerprint(row.phone) for row in rows if row.phone}
    known = set(
        Volunteer.objects.filter(
            street_code=street,
            phone_mark__in=set(marks.values()),
            state__in=[VolunteerState.APPLIED.value, VolunteerState.ACTIVE.value],
        ).values_list("phone_mark", "name_mark")
    )
    teams = dict(
        Team.objects.filter(street_code=street, place_code__startswith=community, closed_at__isnull=True).values_list(
            "name", "id"
        )
    )
    new, bad, same = [], [], 0
    for row in rows:
        if row.estate and row.estate not in places:
            bad.append(BadVolunteerRow(row.number, "no_estate", row.estate[:20]))
        elif row.phone and known and (marks[row.number], fingerprint(row.name)) in known:
            same += 1
        else:
            new.append(row)
    wanted = dict.fromkeys(name for row in new for name in row.teams)
    return VolunteersPlan(
        tuple(new), same, tuple(bad), places, teams, tuple(name for name in wanted if name not in teams)
    )
