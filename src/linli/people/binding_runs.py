"""A whole register, some thousand rows at a time; a run that broke off goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from uuid import UUID, uuid5

from linli.kernel.actor import Actor

from .actions.begin_home_register import begin_home_register
from .actions.bind_home_rows import bind_home_rows
from .binding import Called
from .models import HomeRegister
from .rules.home_rows import HomeRow

AT_ONCE = 5_000


def bind_register(
    *,
    actor: Actor,
    key: UUID | None,
    community: str,
    file_name: str,
    sha256: str,
    count: int,
    rows: Iterable[HomeRow],
    with_new_homes: bool,
    called: Called = (),
    told: Callable[[HomeRegister], None] = lambda run: None,
) -> HomeRegister:
    """Bind `count` rows; each portion is a deed of its own and stays when a later one fails. The same content again changes nothing. `called` are names
    somebody chose the estates of. `told` hears
    of the run before the first portion, as it stands, and after each. Raises what the deeds raise."""
    run = begin_home_register(
        actor=actor, key=key, community=community, file_name=file_name, sha256=sha256, rows=count,
        with_new_homes=with_new_homes,
    )  # fmt: skip
    told(run)
    waiting = islice(rows, run.done, None)
    while run.done < run.rows and (some := list(islice(waiting, AT_ONCE))):
        portion = uuid5(run.id, str(run.done))
        run = bind_home_rows(actor=actor, key=portion, register=run.key, done=run.done, rows=some, called=called)
        told(run)
    return run
