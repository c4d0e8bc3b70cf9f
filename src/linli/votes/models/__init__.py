from .ballot import Ballot, UrnBallot, VoteLine
from .nomination import Nomination
from .paper import PaperBallot, PaperBatch, PaperReading
from .roll import Proxy, RollEntry, RollMark, RollObjection
from .vote import Vote

__all__ = [
    "Ballot",
    "Nomination",
    "PaperBallot",
    "PaperBatch",
    "PaperReading",
    "Proxy",
    "RollEntry",
    "RollMark",
    "RollObjection",
    "UrnBallot",
    "Vote",
    "VoteLine",
]
