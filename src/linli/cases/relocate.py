"""The place of a case changes: within its street all its rows follow; into another street they move there."""

from __future__ import annotations

from django.db import connection

from linli.kernel.place_codes import street_of
from linli.ledger.models import Attachment

from .models import Assignment, Case, CaseCode, Entry, Step

CHILDREN = (Entry, Step, Assignment)


def narrow_place(case: Case, place_code: str) -> None:
    """Move the case into `place_code` where that lies within its present place: handing a matter of the community to the
    officer of one grid says that it is in that grid. Does not save the case."""
    if len(place_code) > len(case.place_code) and place_code.startswith(case.place_code):
        place_within_street(case, place_code)


def place_within_street(case: Case, place_code: str) -> None:
    """Give the case and its rows another place of the same street. Five statements; does not save the case."""
    if place_code == case.place_code:
        return
    for model in CHILDREN:
        model.objects.filter(street_code=case.street_code, case=case).update(place_code=place_code)
    CaseCode.objects.filter(code=case.code).update(place_code=place_code)
    case.place_code = place_code


def move_to_street(case: Case, place_code: str) -> Case:
    """Move a case that turned out to belong to another street, with everything under it, and return it as it is there.

    `street_code` is the distribution key and is never updated in place: the rows are written anew and the old ones removed,
    in the running transaction.
    """
    street = street_of(place_code)
    case.save()
    step_ids = list(Step.objects.filter(street_code=case.street_code, case=case).values_list("id", flat=True))
    subjects = [case.id, *step_ids]
    _copy(Case, "id = %s", [case.id], case.street_code, street, place_code)
    for model in CHILDREN:
        _copy(model, "case_id = %s", [case.id], case.street_code, street, place_code)
    _copy(Attachment, "subject_id = ANY(%s)", [subjects], case.street_code, street, place_code)
    Attachment.objects.filter(street_code=case.street_code, subject_id__in=subjects).delete()
    for model in CHILDREN:
        model.objects.filter(street_code=case.street_code, case_id=case.id)._raw_delete("default")
    Case.objects.filter(street_code=case.street_code, id=case.id)._raw_delete("default")
    CaseCode.objects.filter(code=case.code).update(street_code=street, place_code=place_code)
    return Case.objects.get(street_code=street, id=case.id)


def _copy(model: type, where: str, values: list, old: int, new: int, place_code: str) -> None:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    taken = ["%s" if name in ("street_code", "place_code") else f'"{name}"' for name in columns]
    given = [new if name == "street_code" else place_code for name in columns if name in ("street_code", "place_code")]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(taken)} FROM "{table}" WHERE street_code = %s AND {where}',  # noqa: S608
            [*given, old, *values],
        )
