"""Who is told of volunteers, calls, hours and of grids divided anew. Those without an account read it on their own page;
idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import StreetRow, scope_condition
from linli.places.events import GridsHeldUp, GridsPlanned, GridsPublished, GridsWithdrawn
from linli.places.models import Community, GridDraft
from linli.places.rules.keepers import KEEPERS as GRID_KEEPERS

from .events import CallMoved, HoursAnswered, HoursEntered, VolunteerApplied
from .models import HelpCall, HoursEntry, Post, Volunteer
from .rules.hours import HoursState

DESK = (Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD)
OF_THE_GROUND = (Role.COMMUNITY_LEAD, Role.COMMUNITY_STAFF, Role.GRID_LEADER, Role.GRID_OFFICER, Role.BUILDING_CAPTAIN)
"""Those whose ground it is: the community's, the grids' and the buildings' people."""


def tell_of_a_registration(event: VolunteerApplied) -> None:
    """The community learns that somebody waits to be accepted."""
    with acting_in(Scope.everything()):
        row = Volunteer.objects.get(street_code=event.street_code, id=event.volunteer_id)
        tell(holders(row, DESK), "volunteer_applied", row, {"code": row.code}, f"volunteer {row.id}")


def tell_of_a_call(event: CallMoved) -> None:
    """Who opened a call hears of places taken and given back; the community of what is asked for with coins."""
    with acting_in(Scope.everything()):
        row = HelpCall.objects.get(street_code=event.street_code, id=event.call_id)
        if event.turn == "asked":
            told = holders(row, DESK)
        elif event.turn in ("taken", "dropped"):
            told = {row.opened_by} if row.opened_by else holders(row, DESK)
        else:
            return
        tell(told, f"call_{event.turn}", row, {"subject": row.title}, f"call {event.turn} {event.once}")


def tell_of_entered_hours(event: HoursEntered) -> None:
    """The community learns that hours wait for a second person; who entered them does not."""
    with acting_in(Scope.everything()):
        row = HoursEntry.objects.get(street_code=event.street_code, id=event.entry_id)
        told = holders(row, DESK) - {row.entered_by}
        tell(told, "hours_entered", row, {"subject": row.what}, f"hours {row.id}")


def tell_of_answered_hours(event: HoursAnswered) -> None:
    """Who entered hours learns that they were refused, and why it is on their page."""
    with acting_in(Scope.everything()):
        row = HoursEntry.objects.get(street_code=event.street_code, id=event.entry_id)
        if row.state == HoursState.REFUSED:
            tell({row.entered_by}, "hours_refused", row, {"subject": row.what}, f"hours answered {row.id}")


def remind_of_call(row: HelpCall, kind: str) -> None:
    """The opener of a call is reminded of it, within the caller's scope."""
    told = {row.opened_by} if row.opened_by else holders(row, DESK)
    tell(told, kind, row, {"subject": row.title}, f"{kind} {row.id}")


def holders(row: StreetRow, roles: Iterable[Role]) -> set[UUID]:
    """The holders of posts of these roles whose place contains the row's. One statement."""
    above = [row.place_code[:length] for length in (6, 9, 12, 16, 18) if length <= len(row.place_code)]
    return set(
        Post.public.filter(
            place_code__in=above, role__in=list(roles), closed_at__isnull=True, holder_id__isnull=False
        ).values_list("holder_id", flat=True)
    )


def tell_of_new_grids(event: GridsPublished) -> None:
    """Everybody with a post in the community learns once that its grids were divided anew."""
    with acting_in(Scope.everything()):
        draft, name = _draft_told(event)
        told = {"name": name, "moved": draft.effect.get("moved", 0), "ended": draft.effect.get("ended", 0)}
        tell(_on_the_ground(draft), "grids_published", draft, told, f"grids {draft.id}")


def tell_of_planned_grids(event: GridsPlanned) -> None:
    """Everybody with a post in the community learns from which day on its grids are others."""
    with acting_in(Scope.everything()):
        draft, name = _draft_told(event)
        if draft.takes_effect_on is None:
            return
        told = {"name": name, "on": draft.takes_effect_on.isoformat(), "moved": draft.effect.get("moved", 0)}
        tell(_on_the_ground(draft), "grids_planned", draft, told, f"grids {draft.id} planned {draft.published_at}")


def tell_of_withdrawn_grids(event: GridsWithdrawn) -> None:
    """Who was told of a planned division learns that it was withdrawn."""
    with acting_in(Scope.everything()):
        draft, name = _draft_told(event)
        key = f"grids {draft.id} withdrawn {draft.version} {event.on}"
        tell(_on_the_ground(draft), "grids_withdrawn", draft, {"name": name, "on": event.on}, key)


def tell_of_held_up_grids(event: GridsHeldUp) -> None:
    """Who keeps the grids learns that the day came and the division did not take effect."""
    with acting_in(Scope.everything()):
        draft, name = _draft_told(event)
        on = draft.takes_effect_on.isoformat() if draft.takes_effect_on else ""
        key = f"grids {draft.id} held up {draft.version} {on}"
        tell(holders(draft, GRID_KEEPERS), "grids_held_up", draft, {"name": name, "on": on}, key)


def _draft_told(event: GridsPublished | GridsPlanned | GridsWithdrawn | GridsHeldUp) -> tuple[GridDraft, str]:
    draft = GridDraft.objects.get(street_code=event.street_code, id=event.draft_id)
    return draft, Community.public.get(street_code=draft.street_code, place_code=draft.place_code).name


def _on_the_ground(draft: GridDraft) -> set[UUID]:
    held = Post.public.filter(
        scope_condition(draft.place_code), role__in=OF_THE_GROUND, closed_at__isnull=True, holder_id__isnull=False
    )
    return set(held.values_list("holder_id", flat=True))
