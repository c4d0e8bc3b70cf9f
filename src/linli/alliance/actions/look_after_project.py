"""Somebody looks after what was built: it is fine, or its fault becomes a case of its own."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from linli.cases.matter import Matter, PlaceChosen, Source
from linli.cases.open_case import open_case
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import ProjectLook
from ..open_project import write_project_step
from ..project_in_hand import lock_project
from ..rules.project_loop import ProjectState, ProjectTurn


@action
def look_after_project(
    *, actor: Actor, key: UUID | None, project: RowKey, looked_on: date, is_fine: bool, note: str = ""
) -> ProjectLook:
    """Keep the inspection and reckon the next one from it. A fault asks for `note` and opens a case with it, linked here.

    Raises `WrongState` unless the project is maintained, `MissingField` (`note`), `BadInput` on `looked_on`, `NotAllowed`.
    """
    note = clean_text(note)[:200]
    if not is_fine and not note:
        raise MissingField("project.look_after", ["note"])
    with deed(actor, key, "project.look_after") as d:
        held = lock_project(d, project)
        if held.state != ProjectState.MAINTAINED.value:
            raise WrongState("project.look_after", held.state)
        if looked_on > d.now.astimezone(SHANGHAI).date():
            raise BadInput("looked_on", "future")
        case = None
        if not is_fine:
            body = f"{held.title}：{note}"
            matter = Matter(body=body, place=PlaceChosen(held.place_code, text=held.title), source=Source.COMMUNITY)
            case = open_case(d, matter.checked())
        row = ProjectLook(
            place_code=held.place_code,
            street_code=held.street_code,
            project=held,
            looked_on=looked_on,
            is_fine=is_fine,
            note=note,
            case_code=case.code if case else "",
            looked_by=actor.id,
        )
        row.save(force_insert=True)
        held.next_look_on = looked_on + timedelta(days=held.every_days or 30)
        held.look_told_on = None
        held.save(update_fields=["next_look_on", "look_told_on"])
        write_project_step(d, held, ProjectTurn.LOOKED_AFTER, note)
        d.record(held, row)
    return row
