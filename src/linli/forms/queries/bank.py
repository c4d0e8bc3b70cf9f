"""The question bank as a community uses it: the shipped questions and its own, each in its current wording."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel

from ..asked import wording_of
from ..models import Question, SurveyQuestion
from ..rules.question import Stage, Theme, Wording


@dataclass(frozen=True, slots=True)
class BankLine:
    """One version of a question. `asked` counts the surveys that ask it; `is_own` was written by the place itself."""

    id: UUID
    code: str
    version: int
    theme: Theme
    stages: tuple[Stage, ...]
    wording: Wording
    is_own: bool
    is_current: bool
    asked: int = 0


def bank_of(place_code: str, keep: tuple[UUID, ...] = ()) -> list[BankLine]:
    """The questions a new survey of the place may ask, in order of theme and position: of each code the latest version (the
    place's own before the shipped one), and those named in `keep` whatever their version. One statement."""
    current: dict[str, Question] = {}
    kept = []
    for row in _rows(place_code):
        if row.id in keep:
            kept.append(row)
        if row.replaced_at is None and (row.code not in current or _rank(row) > _rank(current[row.code])):
            current[row.code] = row
    rows = {row.code: row for row in (*current.values(), *kept)}.values()
    return [_line(row, current.get(row.code) is row) for row in sorted(rows, key=_order)]


def versions_of(place_code: str) -> list[BankLine]:
    """Every version of every question the place may ask, with how many surveys ask it, the latest first. Two statements."""
    rows = list(_rows(place_code))
    counts = dict(
        SurveyQuestion.public.filter(street_code=int(place_code[:9])).values_list("question_id").annotate(n=Count("id"))
    )
    latest: dict[str, Question] = {}
    for row in rows:
        if row.replaced_at is None and (row.code not in latest or _rank(row) > _rank(latest[row.code])):
            latest[row.code] = row
    ordered = sorted(rows, key=lambda row: (*_order(row), -row.version))
    return [_line(row, latest.get(row.code) is row, counts.get(row.id, 0)) for row in ordered]


def find_question(place_code: str, id: UUID) -> BankLine:
    """One version. Raises `NotFound` for one the place cannot ask. One statement."""
    row = _rows(place_code).filter(id=id).first()
    if row is None:
        raise NotFound("question", id)
    return _line(row, row.replaced_at is None)


def _rows(place_code: str):
    prefixes = [place_code[:length] for length in PlaceLevel if PlaceLevel.COUNTY <= length <= len(place_code)]
    return Question.objects.filter(prefix__in=["", *prefixes])


def _rank(row: Question) -> tuple[int, int]:
    return len(row.prefix), row.version


def _order(row: Question) -> tuple[int, int, str]:
    return list(Theme).index(Theme(row.theme)), row.position, row.code


def _line(row: Question, is_current: bool, asked: int = 0) -> BankLine:
    stages = tuple(Stage(one) for one in row.stages.split(",") if one)
    return BankLine(
        row.id, row.code, row.version, Theme(row.theme), stages, wording_of(row), bool(row.prefix), is_current, asked
    )
