"""A vote enters its next phase, with what belongs to that. Takes part in the caller's deed, which holds the vote locked."""

from __future__ import annotations

import random
from decimal import Decimal

from django.db.models import Count, Sum

from linli.kernel.errors import BadInput, WrongState
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand

from .events import VoteClosed, VoteTurned
from .filled_ballot import FilledBallot
from .models import Ballot, RollEntry, UrnBallot, Vote, VoteLine
from .paper_sum import papers_of
from .poll import check_ready
from .published import as_published, as_result, counted
from .rules.chain import LineKind, digest_of_ballots
from .rules.counting_rules import Choice, check_settings, rule_named
from .rules.phases import Phase, check_turn
from .write_line import write_line


def turn(d: DeedInHand, vote: Vote, target: Phase, reason: str = "", by: int = 2) -> VoteLine:
    """Bring the vote into `target`; `by` how many people turned it (0: the clock). Returns the line of the log.

    Raises `WrongState` where `target` does not follow, `MissingField` while choices, roll or answers are missing, `BadInput` on
    `papers` where a result is to be declared and the paper ballots do not balance.
    """
    check_turn(Phase(vote.phase), target)
    facts: dict[str, object] = {}
    match target:
        case Phase.ROLL_PUBLISHED:
            _check_choices(vote)
            check_ready(vote)
        case Phase.VOTING:
            check_ready(vote)
            facts |= _freeze_roll(vote)
        case Phase.COUNTING:
            open_urn(d, vote)
        case Phase.DECLARED:
            facts |= _declare(vote)
        case Phase.ANNULLED:
            vote.annulled_reason = reason
            facts["reason"] = reason
    vote.phase, vote.phase_at = target.value, d.now
    vote.asked_phase, vote.asked_by, vote.asked_name, vote.asked_reason = "", None, "", ""
    vote.save()
    kind = LineKind.DECLARED if target is Phase.DECLARED else LineKind.TURNED
    line = write_line(d, vote, kind, to=target.value, by=by, **facts)
    d.record(vote)
    d.announce(VoteTurned(vote.id, vote.street_code, line.id))
    if target in (Phase.DECLARED, Phase.ANNULLED):
        d.announce(VoteClosed(vote.id, vote.street_code))
    return line


def open_urn(d: DeedInHand, vote: Vote) -> None:
    """Take every ballot out of the urn in an order drawn anew, write them down in it, and empty the urn: afterwards no order,
    time or transaction ties a ballot to the moment it was cast (ADR 0022)."""
    urn = list(UrnBallot.objects.filter(street_code=vote.street_code, vote=vote))
    random.SystemRandom().shuffle(urn)
    ballots = []
    for sealed in urn:
        filled = FilledBallot.from_text(sealed.content.reveal())
        ballots.append(
            Ballot(
                street_code=vote.street_code,
                place_code=vote.place_code,
                vote=vote,
                receipt=filled.receipt,
                marks=filled.marks,
                number=sealed.number,
                area=sealed.area,
            )
        )
    if ballots:
        copy_rows(Ballot, ballots)
        UrnBallot.objects.filter(street_code=vote.street_code, vote=vote).delete()
    digest = digest_of_ballots(as_published(one, vote.named) for one in ballots)
    write_line(d, vote, LineKind.URN_OPENED, ballots=len(ballots), digest=digest)


def _check_choices(vote: Vote) -> None:
    check_settings(
        rule_named(vote.rule),
        [Choice(**one) for one in vote.choices],
        most_marks=vote.most_marks,
        seats=vote.seats,
        quorum_percent=vote.quorum_percent,
        named=vote.named,
    )


def _freeze_roll(vote: Vote) -> dict[str, object]:
    found = RollEntry.objects.filter(street_code=vote.street_code, vote=vote).aggregate(
        heads=Count("id"), area=Sum("area")
    )
    vote.roll_heads, vote.roll_area = found["heads"], found["area"] or Decimal(0)
    return {"heads": vote.roll_heads, "area": f"{vote.roll_area:.2f}"}


def _declare(vote: Vote) -> dict[str, object]:
    papers = papers_of(vote)
    if not papers.balances:
        raise BadInput("papers", "do_not_balance", papers.missing)
    ballots = list(Ballot.objects.filter(street_code=vote.street_code, vote=vote))
    outcome = counted(vote, ballots)
    if UrnBallot.objects.filter(street_code=vote.street_code, vote=vote).exists():
        raise WrongState("vote.declare", "urn_closed")
    vote.result = as_result(outcome)
    digest = digest_of_ballots(as_published(one, vote.named) for one in ballots)
    return {"result": vote.result, "ballots": len(ballots), "digest": digest}
