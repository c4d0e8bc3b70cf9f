"""The half-month analysis begins by itself on the 1st and the 16th."""

from __future__ import annotations

import logging
from uuid import UUID

from django.db import InterfaceError, OperationalError

from linli.kernel import clock
from linli.kernel.actor import Role, system
from linli.kernel.errors import Refusal
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.queries import estates_of
from linli.teams.models import Post

from .actions.draft_report import draft_report
from .models import Report
from .rules import Period, half_month_of

log = logging.getLogger(__name__)

WHO_REPORTS = (Role.PATCH_LEADER, Role.COMMUNITY_LEAD, Role.STREET_LEAD)


def draft_half_month_reports() -> int:
    """Draft the missing reports of the last half-month; returns how many. Looks each night, so that a platform that was
    switched off on the 1st catches up."""
    return len(draft_missing_reports(half_month_of(clock.today()).previous))


def draft_missing_reports(period: Period, prefix: str = "") -> list[Report]:
    """Draft the report of a half-month that is over for every estate with a 片长, every community and street with a lead
    within `prefix` (empty: everywhere), as far as there is none; returns what was drafted, in order of place.

    A report that fails does not hold up the others.
    """
    with acting_in(Scope.everything()):
        there = set(Report.objects.filter(first_on=period.first).values_list("place_code", "estate_id"))
        wanted = [place for place in _places() if place not in there and place[0].startswith(prefix)]
    drafted = []
    for place_code, estate_id in wanted:
        try:
            drafted.append(
                draft_report(
                    actor=system(), key=None, place_code=place_code, estate_id=estate_id, first_on=period.first
                )
            )
        except (OperationalError, InterfaceError):
            raise
        except Refusal as refusal:
            log.warning("no half-month report for %s %s: %s", place_code, estate_id or "", refusal)
        except Exception:
            log.exception("the half-month report of %s %s failed", place_code, estate_id or "")
    return drafted


def _places() -> list[tuple[str, UUID | None]]:
    """Where somebody reports: estates by their own place code. One statement, and one for each community with a 片长."""
    posts = Post.public.filter(role__in=WHO_REPORTS, holder_id__isnull=False, closed_at__isnull=True)
    found: set[tuple[str, UUID | None]] = set()
    led: dict[str, set[str]] = {}
    for role, place_code, estate_ids in posts.values_list("role", "place_code", "estate_ids"):
        if role == Role.PATCH_LEADER:
            led.setdefault(place_code[:12], set()).update(estate_ids)
        else:
            found.add((place_code, None))
    for community, estates in led.items():
        found |= {(one.place_code, one.id) for one in estates_of(community) if str(one.id) in estates}
    return sorted(found, key=lambda one: (one[0], str(one[1])))
