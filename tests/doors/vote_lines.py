"""The lines of the permission matrix about votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.actions.open_batch import open_batch
from linli.votes.models import Vote
from linli.votes.rules.keepers import KEEPERS, READERS, STAND
from tests.votes import polls

Arguments = Callable[[Any], dict[str, Any]]


def _vote(bring: Callable[..., Vote], **more: Any) -> tuple[Arguments, Arguments]:
    """A vote here, and one of the neighbouring community."""

    def here(town: Any) -> dict[str, Any]:
        return {"code": bring(town).code, **more}

    def there(town: Any) -> dict[str, Any]:
        vote = polls.preparing(town, voters=0)
        with acting_in(Scope.everything()):
            Vote.objects.filter(id=vote.id).update(place_code=town.neighbour_code)
        return {"code": vote.code, **more}

    return here, there


def _with_batch(town: Any) -> Vote:
    vote = polls.counting(town, polls.voting(town))
    open_batch(actor=town.actor("staff"), key=uuid4(), vote=vote.key)
    return vote


def lines(page: Callable[..., None]) -> None:
    """Add them."""
    page("staff:votes", roles=READERS)
    page("staff:new_vote", roles=KEEPERS)
    page("staff:my_nominations", roles=STAND)
    page(
        "staff:answer_my_nomination", method="post", roles=STAND,
        inside=lambda town: {"nomination": uuid4(), "answer": "stand"},
    )  # fmt: skip
    page("staff:roll_template", roles=KEEPERS)
    for name, method, bring, roles, more in (
        ("vote", "get", polls.preparing, READERS, {}),
        ("vote_settings", "get", polls.preparing, KEEPERS, {}),
        ("turn_vote", "post", polls.preparing, KEEPERS, {"deed": "ask"}),
        ("vote_roll", "get", polls.preparing, KEEPERS, {}),
        ("add_entries", "post", polls.preparing, KEEPERS, {"source": "typed"}),
        ("import_roll", "get", polls.preparing, KEEPERS, {}),
        ("roll_entry", "get", polls.preparing, KEEPERS, {"number": 1}),
        ("answer_objection", "post", polls.published, KEEPERS, {"objection": uuid4()}),
        ("vote_nominations", "get", polls.preparing, KEEPERS, {}),
        ("vote_letters", "get", polls.published, KEEPERS, {}),
        ("phone_ballot", "get", polls.voting, KEEPERS, {}),
        ("vote_proxies", "get", polls.voting, KEEPERS, {}),
        ("proxy_form", "get", polls.voting, KEEPERS, {}),
        ("take_back_proxy", "post", polls.voting, KEEPERS, {"proxy": uuid4()}),
        ("vote_papers", "get", polls.voting, KEEPERS, {}),
        ("issue_papers", "post", polls.voting, KEEPERS, {}),
        ("paper_sheet", "get", polls.voting, KEEPERS, {}),
        ("give_paper", "post", polls.voting, KEEPERS, {}),
        ("unused_papers", "post", polls.voting, KEEPERS, {}),
        ("begin_batch", "post", polls.voting, KEEPERS, {}),
        ("paper_batch", "get", _with_batch, KEEPERS, {"number": 1}),
    ):
        inside, outside = _vote(bring, **more)
        page(f"staff:{name}", method=method, roles=roles, inside=inside, outside=outside, who="staff")
