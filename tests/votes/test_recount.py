"""The published file recounts, and whatever was changed in it shows."""

from __future__ import annotations

import copy
import json

import pytest

from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.models import Vote
from linli.votes.queries import votes_shown
from linli.votes.queries.recount_file import recount_file
from linli.votes.queries.vote_log import latest_log, whole_log
from linli.votes.queries.votes_shown import facts_of, published_ballots, turnout_of
from linli.votes.recount import main, recount
from linli.votes.rules.chain import Line, first_break
from linli.votes.rules.phases import CHOICES_READABLE, Phase
from tests.votes import polls

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(town):
    vote = polls.voting(town)
    for entry, mark in zip(polls.entries(vote), "aaabb", strict=False):
        polls.cast(vote, entry, mark)
    return recount_file(facts_of(polls.declared(town, vote)))


def agrees(file) -> bool:
    return all(one for one, _words in recount(file))


def test_the_file_as_published_recounts(file, tmp_path, capsys):
    assert agrees(file)
    path = tmp_path / "vote.json"
    path.write_text(json.dumps(file, ensure_ascii=False))
    assert main(str(path)) == 0
    assert "decided a" in capsys.readouterr().out


@pytest.mark.parametrize(
    "tamper",
    [
        lambda file: file["log"][3]["facts"].update(channel="paper"),
        lambda file: file["log"].pop(2),
        lambda file: file["log"][-1]["facts"]["result"].update(verdict="tie"),
        lambda file: file["ballots"][0].update(marks=["c"]),
        lambda file: file["ballots"].pop(),
        lambda file: file["ballots"].append({"receipt": "ZZZZZZZZZZ", "marks": ["b"], "spoiled": ""}),
        lambda file: file["result"].update(verdict="not_passed", passed=[]),
        lambda file: file["result"]["counts"][0].update(heads=9),
        lambda file: file["roll"].update(heads=2),
    ],
)
def test_whatever_is_changed_in_the_file_shows(file, tamper):
    changed = copy.deepcopy(file)
    tamper(changed)
    assert not agrees(changed)


def test_a_line_of_the_log_changed_taken_out_or_put_in_breaks_the_chain(town):
    lines = polls.lines(polls.voting(town))
    assert first_break(lines) is None
    changed = list(lines)
    changed[1] = Line(
        2, lines[1].at, lines[1].kind, {"added": 600, "source": "list"}, lines[1].previous, lines[1].digest
    )
    assert first_break(changed) == 2
    assert first_break([*lines[:2], *lines[3:]]) == 3
    assert first_break([*lines[:2], lines[1], *lines[2:]]) == 3


def test_no_read_of_the_room_tells_a_choice_before_the_counting(town):
    vote = polls.voting(town)
    polls.cast(vote, polls.entries(vote)[0], "a")
    facts = facts_of(polls.read_again(vote))
    for read in (published_ballots, recount_file, votes_shown.outcome_counted):
        with pytest.raises(NotFound):
            read(facts)
    with pytest.raises(NotFound):
        votes_shown.ballot_with(facts, "AAAAAAAAAA")
    assert facts.result is None
    assert {Phase.PREPARING, Phase.ROLL_PUBLISHED, Phase.VOTING}.isdisjoint(CHOICES_READABLE)
    told = repr((facts, whole_log(facts), turnout_of(facts)))
    assert "marks" not in told.replace("most_marks", "")


def test_no_query_of_the_room_reads_the_urn():
    """The urn is opened in one place: when counting begins. The ballots come out of two queries that ask for the phase first."""
    from pathlib import Path

    import linli.votes as room

    files = [path for path in Path(room.__file__).parent.rglob("*.py") if "migrations" not in path.parts]
    readers = {path.name for path in files if "UrnBallot.objects" in path.read_text()}
    assert readers == {"turn_vote.py", "replace_ballot.py"}
    assert not [path for path in files if path.parent.name == "queries" and "UrnBallot" in path.read_text()]


def test_a_log_broken_behind_our_back_is_told_on_the_page(town, client):
    """Whoever owns the database can still forge a row; then the page says so."""
    vote = polls.published(town)
    with acting_in(Scope.everything()):
        from linli.votes.models import VoteLine

        last = VoteLine.objects.filter(vote_id=vote.id).order_by("-seq").first()
        last.id, last.seq, last._state.adding = None, last.seq + 1, True
        VoteLine(
            place_code=last.place_code, street_code=last.street_code, vote_id=vote.id, seq=last.seq, at=last.at,
            kind=last.kind, facts=last.facts, previous="0" * 64, digest="f" * 64,
        ).save(force_insert=True)  # fmt: skip
    assert f"日志第 {last.seq} 行对不上" in client.get(f"/votes/{vote.code}/").content.decode()
    assert Vote.public.get(id=vote.id).phase == "roll_published"


def test_a_long_log_shows_its_end_and_is_checked_whole(town, django_assert_max_num_queries):
    vote = polls.voting(town, voters=210)
    for entry in polls.entries(vote):
        polls.cast(vote, entry, "a")
    facts = facts_of(polls.read_again(vote))
    for most in (9, 7):  # the second visitor is told what the first had checked
        with django_assert_max_num_queries(most):
            log = latest_log(facts)
        assert (log.count, len(log.lines), log.broken_at) == (len(polls.lines(vote)), 200, None)
