"""The sentence for each refusal: what happened, what is kept, what to do next. Each room's are in a file of its own."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.kernel.errors import (
    BadInput,
    Conflict,
    KeyReused,
    MissingField,
    NotAllowed,
    NotFound,
    Refusal,
    TooLate,
    TooMany,
    WrongState,
)

from . import (
    of_activities,
    of_alliance,
    of_base_map,
    of_circle,
    of_everybody,
    of_halls,
    of_insight,
    of_places,
    of_projects,
    of_ties,
    of_volunteers,
    of_votes,
)

ROOMS: tuple[ModuleType, ...] = (
    of_activities,
    of_alliance,
    of_base_map,
    of_circle,
    of_halls,
    of_insight,
    of_places,
    of_projects,
    of_ties,
    of_volunteers,
    of_votes,
    of_everybody,
)
"""Where two rooms have a sentence for the same thing, that of everybody is said, else the last one's."""

STATUS = {
    NotAllowed: 403,
    WrongState: 409,
    MissingField: 400,
    BadInput: 400,
    TooLate: 409,
    TooMany: 429,
    NotFound: 404,
    Conflict: 409,
    KeyReused: 409,
}


def _together(name: str) -> dict[Any, Promise]:
    return {key: words for room in ROOMS for key, words in getattr(room, name, {}).items()}


NOT_ALLOWED = _together("NOT_ALLOWED")
"""By reason."""

BAD_INPUT = _together("BAD_INPUT")
"""By field and reason."""

NOT_FOUND, CONFLICTS = _together("NOT_FOUND"), _together("CONFLICTS")
"""By what it is."""

WRONG_STATE, WRONG_DEED = _together("WRONG_STATE"), _together("WRONG_DEED")
"""By the state that refuses, and by the deed that is refused."""


def words_for(refusal: Refusal) -> str:
    """The sentence for a refusal."""
    match refusal:
        case NotAllowed():
            return str(NOT_ALLOWED.get(refusal.reason) or NOT_ALLOWED["role"])
        case WrongState():
            known = WRONG_STATE.get(str(refusal.state)) or WRONG_DEED.get(str(refusal.deed))
            return str(known) if known else _("这件事刚才已经有了变化，这一步现在不能做。请返回看一看最新情况。")
        case MissingField():
            return _("有必填的内容还空着，请补上后再提交。")
        case BadInput(reason="weak", value=tuple() as sentences):
            return " ".join(str(sentence) for sentence in sentences)
        case BadInput():
            known = BAD_INPUT.get((refusal.field, refusal.reason))
            return str(known) if known else _("有一项内容不对，没有提交。请检查后再试。")
        case TooLate(limit="not_over"):
            return _("约定的时间还没有过完，过完再记谁来了。")
        case TooLate():
            return _("已经过了可以这样做的期限，没有改动任何内容。")
        case TooMany():
            return too_many_words(refusal.retry_after)
        case NotFound():
            known = NOT_FOUND.get(refusal.what)
            return str(known) if known else _("没有找到，可能链接抄错了，或者它不在您负责的区域。")
        case Conflict():
            known = CONFLICTS.get(refusal.what)
            return str(known) if known else _("别人刚刚先做了这一步，您的这次没有提交。请返回看一看最新情况。")
        case KeyReused():
            return _("这一页已经提交过一次，第一次提交的内容有效，这次的改动没有保存。请返回后重新填写。")
    return _("这一步没有完成，没有改动任何内容。")


def too_many_words(seconds: int) -> str:
    """How long to wait, in minutes rounded up."""
    minutes = max(1, -(-seconds // 60))
    return ngettext(
        "试的次数太多了，请 %(minutes)d 分钟后再试。", "试的次数太多了，请 %(minutes)d 分钟后再试。", minutes
    ) % {"minutes": minutes}


def status_of(refusal: Refusal) -> int:
    """The HTTP status that says the same."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 400)
