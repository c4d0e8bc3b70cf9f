"""What is filled in when an opinion is written down, and when it is sorted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.rules.matching import ResourceKind
from linli.halls.actions.collect_opinion import LONGEST_WORDS
from linli.halls.queries.hall_list import hall_choices
from linli.halls.rules import OpinionWay, Sorting
from linli.places.queries import EstateChoice

from .form_page import RowsForm, choice, line, phone, words

WRITTEN_DOWN = (OpinionWay.VISIT, OpinionWay.CALL, OpinionWay.PAPER, OpinionWay.MEETING, OpinionWay.SURVEY)


class OpinionForm(RowsForm):
    """What was said, in the person's words."""

    rows_of = (("name", "phone"), ("way", "estate"))

    words = words(_("民情（照原话记）"), most=LONGEST_WORDS)
    way = choice(_("怎么来的"), WRITTEN_DOWN)
    estate = forms.ChoiceField(
        label=_("哪个小区"), required=False, error_messages={"invalid_choice": _("没有这个小区，请重新选。")}
    )
    name = line(_("姓名"), _("可以不留。"), 40, required=False, autocomplete="off")
    phone = phone(_("电话"), _("留了电话，本人凭尾号四位查去向；不留的会给一个口令。"))

    def __init__(self, *args: Any, estates: list[EstateChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [("", gettext("说不清")), *((str(one.id), one.name) for one in estates)]


class ChildOpinionForm(forms.Form):
    """What a child of a council said: known by its number."""

    words = words(_("小议员的话（照原话记）"), most=LONGEST_WORDS)
    member = forms.ChoiceField(
        label=_("谁说的"), error_messages={"required": _("请选一项。"), "invalid_choice": _("请重新选。")}
    )

    def __init__(self, *args: Any, minors: list[tuple[UUID, int]], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(id), gettext("小议员 %(number)d") % {"number": number}) for id, number in minors]
        self.fields["member"].choices = [("", gettext("请选择")), *named]


class AnswerForm(forms.Form):
    """The answer, as told."""

    answer = words(_("怎么答复的（原样告诉本人）"))


class CaseForm(forms.Form):
    """A word to whoever said it, if there is one."""

    answer = words(_("对本人说一句（可不写）"), required=False, rows=2)


class ToHallForm(forms.Form):
    """Which hall, under which title."""

    hall = forms.ChoiceField(
        label=_("交给哪个议事厅"), error_messages={"required": _("请选一项。"), "invalid_choice": _("请重新选。")}
    )
    title = line(_("题目（立题时还可以改）"), _("不写姓名、电话、楼栋门牌。"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["hall"].choices = [("", gettext("请选择")), *hall_choices()]


class NeedForm(RowsForm):
    """What is needed."""

    rows_of = (("kind", "quantity", "unit"),)

    title = line(_("需要什么"), _("公开的说法，不写姓名、电话、楼栋门牌。"), 80)
    kind = choice(_("要哪一类资源"), ResourceKind)
    quantity = forms.DecimalField(
        label=_("数量"), max_digits=9, decimal_places=2, min_value=0, initial=1,
        error_messages={"required": _("请填一个数字。"), "invalid": _("请填一个数字。"), "min_value": _("请填一个数字。")},
    )  # fmt: skip
    unit = line(_("单位（副、次、小时、元）"), most=12)


FORMS = {Sorting.ANSWERED: AnswerForm, Sorting.CASE: CaseForm, Sorting.MOTION: ToHallForm, Sorting.NEED: NeedForm}
CONSEQUENCES = {
    Sorting.ANSWERED: _("一句话能说清的，当场答复，算已解决"),
    Sorting.CASE: _("不用商量、直接去办的，立一件事项，按时限办"),
    Sorting.MOTION: _("要大家商量的，交议事厅，在规定的日子里答复立不立题"),
    Sorting.NEED: _("缺人缺物的，列入需求清单，找共建单位"),
}
