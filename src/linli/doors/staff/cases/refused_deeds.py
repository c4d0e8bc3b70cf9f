"""Why a deed on a case was not done, in a sentence: who was first, or what the rule is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.queries.last_turn import last_turn
from linli.cases.rules import Deed, Reason, State
from linli.doors.look.words_for_time import when_words
from linli.doors.refusal_words import words_for
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound, Refusal, WrongState
from linli.ledger.street_row import RowKey

BAD_FIELD = {
    ("contacted_at", "future"): gettext_lazy("联系时间在将来，请填已经联系过的时间。"),
    ("review_on", "not_within_days"): gettext_lazy("复查日期要在明天以后、90 天以内。"),
    ("category", "same"): gettext_lazy("类别和紧急程度都没有变，不用订正。"),
    ("category", "unknown"): gettext_lazy("这个类别现在不用了，请重新选择。"),
    ("place", "other_street"): gettext_lazy("这个地点在另一个街道，这里不能改过去。请退回上一级或联系街道。"),
    ("place", "elsewhere"): gettext_lazy("这个地点不在您负责的区域，请用「转到所属社区」。"),
    ("place", "here"): gettext_lazy("事情已经在这个社区，请选别的社区。"),
    ("place", "other_county"): gettext_lazy("只能转到本区县的社区或街道。"),
    ("place", "unknown"): gettext_lazy("没有找到这个社区，请重新选择。"),
    ("limit", "out_of_range"): gettext_lazy("延长的时间不合适，请改一下。"),
    ("limit", "unreadable"): gettext_lazy("请填一个数字。"),
    ("limit", "whole_days"): gettext_lazy("工作日请填整数。"),
    ("phone", "not_a_phone"): gettext_lazy("这不像一个电话号码。手机 11 位，座机可带区号；没有就空着。"),
    ("body", "empty"): gettext_lazy("请写下反映的是什么事，几个字也可以。"),
    ("body", "too_long"): gettext_lazy("内容太长了，请控制在一万字以内。"),
    ("photographs", "too_many"): gettext_lazy("照片最多 9 张。"),
}


@contextmanager
def refused_deed_into(form: BaseForm, case: RowKey | None = None) -> Iterator[None]:
    """Within this block a refusal becomes an error of the form, beside what was typed, and the block ends."""
    try:
        yield
    except MissingField as refusal:
        named = [name for name in refusal.fields if name in form.fields]
        for name in named or [None]:
            form.add_error(name, _("这一项还空着，请补上。") if name else words_for(refusal))
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, words_for_deed(refusal, case))


def words_for_deed(refusal: Refusal, case: RowKey | None = None) -> str:
    """The sentence for a refusal on a case. One statement where somebody else was first."""
    match refusal:
        case NotAllowed(reason=Reason() as reason):
            return _("没有做成：%(reason)s。") % {"reason": _(reason.label)}
        case WrongState(deed=Deed.ADD_ENTRY):
            return _("要记入的那一件已经办结，不能再记入。请直接登记成新的一件，您填的都在。")
        case WrongState(deed=Deed() as deed):
            return _somebody_was_first(deed, case) or words_for(refusal)
        case Conflict(what="other_street"):
            return _("两件事在不同的街道，不能并案。")
        case NotFound(what="post"):
            return _("选的岗位已经撤销，或者不在本区县，请重新选择。")
        case BadInput():
            known = BAD_FIELD.get((refusal.field, refusal.reason))
            return str(known) if known else words_for(refusal)
    return words_for(refusal)


def _somebody_was_first(deed: Deed, case: RowKey | None) -> str:
    turn = last_turn(case) if case else None
    if turn is None:
        return ""
    return _("「%(wanted)s」没有做成：%(who)s已于%(when)s做了「%(done)s」，现在是「%(state)s」。") % {
        "wanted": _(deed.label),
        "who": turn.who or _("系统"),
        "when": when_words(turn.at, now=clock.now()),
        "done": _(turn.deed.label),
        "state": _(State(turn.to_state).label),
    }
