"""What those who raised the matter are told and what they say of it: contact, feedback, call-back, rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..carry_out import Work


def note_contact(work: Work) -> None:
    """The first contact is the response; the table has noted when."""
    work.shown["contacted_at"] = work.given["contacted_at"].isoformat()


def feed_back(work: Work) -> None:
    """The result becomes the answer."""
    work.case.answer = work.given["result"].strip()
    work.case.public_summary = (work.given.get("public_summary") or "").strip()[:200]
    work.case.fed_back_at = work.d.now


def take_answer(work: Work) -> None:
    """Solved or not, how satisfied; an answer that reopens is kept with the step and the new round starts unrated."""
    given, case = work.given, work.case
    if not given.get("reached", True):
        work.shown["reached"] = False
        return
    work.shown |= {"resolved": bool(given["resolved"]), "satisfaction": str(given["satisfaction"])}
    case.solved = bool(given["resolved"])
    case.satisfaction = str(given["satisfaction"])
    case.rated_at = work.d.now
