"""What one row of the loop's table is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel.actor import Role

from .checks import Check
from .choices import Choice, Note, Target
from .deeds import Deed
from .guards import Guard
from .states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table: in these `sources` these `roles` may do this `deed`, and it leads to one of `targets`.

    None among the sources is the case that does not exist yet. `required` fields must be filled in. `guards` look at
    the case and the person, `checks` at what was filled in; `choose` picks among several targets. `main` marks the
    step a state is waiting for. `tells`: everyone who raised the matter is told (§8, 告知点).
    """

    deed: Deed
    sources: frozenset[State | None]
    targets: tuple[Target, ...]
    roles: frozenset[Role]
    required: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    checks: tuple[Check, ...] = ()
    choose: Choice | None = None
    notes: frozenset[Note] = frozenset()
    main: bool = False
    tells: bool = False


def row(
    deed: Deed,
    sources: Iterable[State | None],
    targets: Target | tuple[Target, ...],
    roles: frozenset[Role],
    required: tuple[str, ...] = (),
    guards: tuple[Guard, ...] = (),
    **rest: object,
) -> Transition:
    """One row, written short: a single target needs no tuple."""
    ways = targets if isinstance(targets, tuple) else (targets,)
    return Transition(
        deed=deed,
        sources=frozenset(sources),
        targets=ways,
        roles=roles,
        required=required,
        guards=guards,
        **rest,  # type: ignore[arg-type]
    )
