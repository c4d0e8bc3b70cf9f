"""The versions of a jurisdiction's kinds and limits: what is in force, what is being prepared, what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from linli.accounts.models import User
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import EVERYTHING, Scope

from ..categories import set_in_force
from ..category_drafts import KEEPERS
from ..models import Category, CategorySet


@dataclass(frozen=True, slots=True)
class SetFacts:
    """One version. `prefix` is whose it is, empty for everybody's; a draft has not been published."""

    id: UUID
    prefix: str
    number: int
    note: str
    published_at: datetime | None
    published_by: str

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind with its limits as the tree writes them. `change` against the set in force: empty, `new` or `changed`."""

    code: str
    name: str
    response_limit: str
    handle_limit: str
    lead: str
    assists: str
    change: str


@dataclass(frozen=True, slots=True)
class LargeLine:
    kind: KindLine
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class CategoryTree:
    """A version with its kinds, and the names of those the set in force has and this one has not."""

    facts: SetFacts
    is_in_force: bool
    large: tuple[LargeLine, ...]
    left_out: tuple[str, ...]

    @property
    def changes(self) -> int:
        """In how many kinds it differs from the set in force."""
        lines = [line for one in self.large for line in (one.kind, *one.kinds)]
        return sum(1 for line in lines if line.change) + len(self.left_out)


def kept_prefix(actor: Actor) -> str:
    """The widest jurisdiction whose kinds and calendar the actor keeps; empty for the whole platform."""
    held = Scope.of(grant.prefix for grant in actor.grants if grant.role in KEEPERS)
    first = min(held.prefixes, key=lambda prefix: (len(prefix), prefix))
    return "" if first == EVERYTHING else first[: PlaceLevel.COMMUNITY]


def category_sets(prefix: str) -> list[SetFacts]:
    """The versions of the jurisdiction and of those above it, nearest and newest first, drafts of others left out. One
    statement."""
    above = [prefix[:length] for length in PlaceLevel if length < len(prefix)]
    others = Q(prefix__in=[*([""] if prefix else []), *above], published_at__isnull=False)
    rows = _with_names().filter(Q(prefix=prefix) | others)
    return [_facts(row) for row in sorted(rows, key=lambda row: (-len(row.prefix), -row.number))]


def category_tree(prefix: str, set_id: UUID | None = None) -> CategoryTree:
    """A version the jurisdiction may read, compared with the one in force there (that one itself by default). Three
    statements. Raises `NotFound` for another's, or another's draft."""
    in_force = set_in_force(prefix)
    wanted = set_id or in_force.id
    row = _with_names().filter(id=wanted).first()
    if row is None or not prefix.startswith(row.prefix) or (row.published_at is None and row.prefix != prefix):
        raise NotFound("category_set", set_id)
    kinds = list(Category.objects.filter(set_id__in={wanted, in_force.id}).order_by("code"))
    before = {kind.code: kind for kind in kinds if kind.set_id == in_force.id}
    lines = {kind.code: (kind, _line(kind, before)) for kind in kinds if kind.set_id == wanted}
    return CategoryTree(
        facts=_facts(row),
        is_in_force=wanted == in_force.id,
        large=tuple(
            LargeLine(line, tuple(small for other, small in lines.values() if other.parent_code == kind.code))
            for kind, line in lines.values()
            if not kind.parent_code
        ),
        left_out=tuple(kind.name for code, kind in before.items() if code not in lines),
    )


def _line(kind: Category, before: dict[str, Category]) -> KindLine:
    values = (kind.name, kind.response_limit, kind.handle_limit, kind.lead, kind.assists)
    was = before.get(kind.code)
    same = was is not None and values == (was.name, was.response_limit, was.handle_limit, was.lead, was.assists)
    return KindLine(kind.code, *values, change="new" if was is None else "" if same else "changed")


def _with_names():
    names = User.objects.filter(id=OuterRef("published_by")).values("name")[:1]
    return CategorySet.objects.annotate(publisher=Subquery(names))


def _facts(row: CategorySet) -> SetFacts:
    return SetFacts(row.id, row.prefix, row.number, row.note, row.published_at, row.publisher or "")
