"""Import the work calendar of a year, as the State Council announces it each November."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.calendar_file import parse_calendar_file
from linli.kernel.errors import BadInput
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..models import Workday


@action
def import_calendar(*, actor: Actor, key: UUID | None, text: str, source: str) -> int:
    """Take over a calendar in CSV (`日期,是否上班,名称`) and return how many days it names.

    A year that the file covers as a whole is replaced; single days of other years are added. Raises `BadInput` with the bad
    lines as its value (`CalendarLineError`) when there are any, or `empty`; nothing is imported then. The calendar is the
    whole platform's: `NotAllowed` for all but an administrator of all of it. Deadlines already set stay.
    """
    with deed(actor, key, "calendar.import") as d:
        d.allow({Role.ADMINISTRATOR}, "calendar.import", on="*")
        file = parse_calendar_file(text)
        if file.errors:
            raise BadInput("file", "lines", file.errors)
        if not file.days:
            raise BadInput("file", "empty")
        Workday.objects.filter(day__year__in=file.covered_years).delete()
        Workday.objects.bulk_create(
            [
                Workday(day=day.on, is_workday=day.is_workday, name=day.name[:40], source=source.strip()[:60])
                for day in file.days
            ],
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["is_workday", "name", "source"],
        )
        changes = {
            "years": sorted(file.covered_years),
            "days": {day.on.isoformat(): day.is_workday for day in file.days},
            "source": source,
        }
        audit.line(actor, d.name, audit.home_of(actor), Workday._meta.label_lower, None, changes, at=d.now).save(
            force_insert=True
        )
    return len(file.days)
