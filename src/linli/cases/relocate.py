"""The place of a case changes: within its street all its rows follow; into another street they move there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from linli.kernel.errors import Conflict
from linli.kernel.place_codes import street_of
from linli.ledger.models import Attachment, FollowCode

from .models import Assignment, Case, Entry, Seconding, Step, TriageNote

CHILDREN = (Entry, Step, Assignment, TriageNote, Seconding)


def narrow_place(case: Case, place_code: str) -> None:
    """Move the case into `place_code` where that lies within its present place: handing a matter of the community to the
    officer of one grid says that it is in that grid. Does not save the case."""
    if len(place_code) > len(case.place_code) and place_code.startswith(case.place_code):
        place_within_street(case, place_code)


def bring_within_reach(case: Case, place_code: str) -> None:
    """Let those who act in `place_code` of the same street see the case: where their place does not contain the case's, the
    case goes to theirs. Does not save the case."""
    if not case.place_code.startswith(place_code):
        place_within_street(case, place_code)


def place_within_street(case: Case, place_code: str) -> None:
    """Give the case and its rows another place of the same street. Six statements; does not save the case."""
    if place_code == case.place_code:
        return
    of_case = {"street_code": case.street_code, "case": case}
    Attachment.objects.filter(street_code=case.street_code).filter(
        Q(subject_id=case.id)
        | Q(subject_id__in=Entry.objects.filter(**of_case).values("id"))
        | Q(subject_id__in=Step.objects.filter(**of_case).values("id"))
    ).update(place_code=place_code)
    for model in CHILDREN:
        model.objects.filter(**of_case).update(place_code=place_code)
    FollowCode.objects.filter(code=case.code).update(place_code=place_code)
    case.place_code = place_code


def move_to_street(case: Case, place_code: str) -> Case:
    """Move a case that turned out to belong to another street, with everything under it and what was merged into it, and
    return it as it is there. Raises `Conflict` where the same imported row is known there already.

    `street_code` is the distribution key and is never updated in place: the rows are written anew and the old ones removed,
    in the running transaction, whose scope must reach both streets. About 15 statements.
    """
    old, new = case.street_code, street_of(place_code)
    case.save()
    cases = [case.id, *_merged_into(case)]
    marks = Entry.objects.filter(street_code=old, case_id__in=cases, fingerprint__isnull=False)
    known = list(marks.values_list("fingerprint", flat=True))
    if known and Entry.objects.filter(street_code=new, fingerprint__in=known).exists():
        raise Conflict("same_row")
    subjects = list(cases)
    for model in (Entry, Step):
        subjects += model.objects.filter(street_code=old, case_id__in=cases).values_list("id", flat=True)
    codes = list(Case.objects.filter(street_code=old, id__in=cases).values_list("code", flat=True))
    _copy(Case, "id", cases, old, place_code)
    for model in CHILDREN:
        _copy(model, "case_id", cases, old, place_code)
    _copy(Attachment, "subject_id", subjects, old, place_code)
    Attachment.objects.filter(street_code=old, subject_id__in=subjects)._raw_delete("default")
    for model in CHILDREN:
        model.objects.filter(street_code=old, case_id__in=cases)._raw_delete("default")
    Case.objects.filter(street_code=old, id__in=cases)._raw_delete("default")
    FollowCode.objects.filter(code__in=codes).update(street_code=new, place_code=place_code)
    return Case.objects.defer("search").get(street_code=new, id=case.id)


def _merged_into(case: Case) -> list[UUID]:
    """The cases that were merged into this one, and into those."""
    found: list[UUID] = []
    latest = [case.id]
    while latest:
        latest = list(
            Case.objects.filter(street_code=case.street_code, merged_into_id__in=latest).values_list("id", flat=True)
        )
        found += latest
    return found


def _copy(model: type, column: str, ids: Sequence[UUID], old: int, place_code: str) -> None:
    given: dict[str, Any] = {"street_code": street_of(place_code), "place_code": place_code}
    columns = [field.column for field in model._meta.concrete_fields]
    taken = ", ".join("%s" if name in given else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {taken} FROM "{model._meta.db_table}"'  # noqa: S608
            f' WHERE street_code = %s AND "{column}" = ANY(%s)',
            [*(given[name] for name in columns if name in given), old, list(ids)],
        )
