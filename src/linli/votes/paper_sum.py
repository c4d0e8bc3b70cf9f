"""The paper ballots of a vote as they stand."""

from __future__ import annotations

from .models import Ballot, PaperBallot, PaperBatch, RollMark, Vote
from .rules.papers import BatchState, Papers
from .rules.phases import Channel


def papers_of(vote: Vote) -> Papers:
    """Issued, handed out, cast, spoiled, left over. Four statements."""
    here = {"street_code": vote.street_code, "vote": vote}
    printed = PaperBallot.objects.filter(**here)
    read = set(printed.filter(batch_id__isnull=False).values_list("serial", flat=True))
    # A paper's receipt is its serial: what was printed and read is found among the ballots by it.
    spoiled = Ballot.objects.filter(**here, receipt__in=read).exclude(spoiled="").count() if read else 0
    return Papers(
        issued=printed.count(),
        handed_out=RollMark.objects.filter(**here, channel=Channel.PAPER.value).count(),
        cast=len(read) - spoiled,
        spoiled=spoiled,
        unused=vote.unused_papers,
        open_batches=PaperBatch.objects.filter(**here).exclude(state=BatchState.ACCEPTED.value).count(),
    )
