"""The file with which anybody recounts a vote (format linli-vote/1, docs/votes.md)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .vote_log import whole_log
from .votes_shown import VoteFacts, published_ballots, turnout_of


def recount_file(vote: VoteFacts) -> dict[str, Any]:
    """Everything of a declared vote that is public: settings, roll totals, ballots, log. Raises `NotFound` before it is
    declared. Three statements and the scope."""
    return {
        "format": "linli-vote/1",
        "vote": {
            "code": vote.code,
            "title": vote.title,
            "question": vote.question,
            "choices": [{"id": one.id, "label": one.label} for one in vote.choices],
            "rule": {
                "name": vote.rule.name,
                "way": vote.rule.way.value,
                "takes_part": str(vote.rule.takes_part),
                "approves": str(vote.rule.approves),
                "at_least": vote.rule.at_least,
            },
            "most_marks": vote.most_marks,
            "seats": vote.seats,
            "quorum_percent": vote.quorum_percent,
            "named": vote.named,
        },
        "roll": {"heads": vote.roll_heads, "area": f"{vote.roll_area:.2f}"},
        "turnout": {channel.value: count for channel, count in turnout_of(vote).by_channel},
        "result": vote.result,
        "ballots": published_ballots(vote),
        "log": [asdict(line) for line in whole_log(vote).lines],
    }
