"""When somebody files a matter, what was suggested for it is noted beside what was chosen."""

from __future__ import annotations

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from ..events import CaseMoved
from ..models import Case, Entry, Step, TriageNote
from ..queries.kinds import kinds_in_force
from ..rules import Deed
from .suggest import suggest_kind

FILING = frozenset({Deed.FILE.value, Deed.SELF_CLOSE.value, Deed.CORRECT_KIND.value})


def note_filing(event: CaseMoved) -> None:
    """Note the suggestion for a case that was filed. Idempotent: filed again, the note keeps what was suggested first and
    takes the kind chosen last.

    The suggestion is the one the running model makes of the first words within seconds of the filing; what was on somebody's
    screen can differ only if the model or the words changed in between.
    """
    with acting_in(Scope.everything()):
        step = Step.objects.filter(id=event.step_id).first()
        case = Case.objects.defer("search").filter(id=event.case_id).first()
        if step is None or case is None or step.deed not in FILING or not case.category_code:
            return
        where = {"street_code": case.street_code, "case": case}
        note = TriageNote.objects.filter(**where).first()
        if note is None:
            note = _suggested(case)
        note.at, note.filed, note.place_code = step.at, case.category_code, case.place_code
        TriageNote.objects.bulk_create(
            [note],
            update_conflicts=True,
            unique_fields=["street_code", "case"],
            update_fields=["at", "filed", "place_code"],
        )


def _suggested(case: Case) -> TriageNote:
    first = Entry.objects.filter(street_code=case.street_code, case=case).order_by("-is_main", "entered_at").first()
    body = first.body if first else ""
    suggestion = suggest_kind(kinds_in_force(case.place_code), case.place_code, body, case.subject)
    return TriageNote(
        place_code=case.place_code,
        street_code=case.street_code,
        case=case,
        version=suggestion.version,
        suggested=suggestion.first.kind.code if suggestion.first else "",
        confidence=suggestion.first.confidence if suggestion.first else 0.0,
    )
