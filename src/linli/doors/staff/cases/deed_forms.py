"""The form of each deed: what it asks for, and what of it the action is given. Deeds without a line here ask for nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.rules import Deed, Satisfaction
from linli.doors.moment_fields import DayField, MomentField
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.limits import Limit, limit_in_chinese

from .deed_form import EMPTY, DeedForm, asking, words
from .fields import PhotographsField
from .joining_forms import ConcludeForm, ConsultForm, WhistleForm

TOLD_WHERE = gettext_lazy("反映人会知道转到了哪里。")


class FileForm(DeedForm):
    needs_choices = True
    category = forms.ChoiceField(label=gettext_lazy("类别"), error_messages={"required": EMPTY})
    place = forms.CharField(
        label=gettext_lazy("地点"),
        help_text=gettext_lazy("对得不准就改一下，如：湖东苑1栋2单元"),
        required=False,
        max_length=200,
    )
    place_is = forms.ChoiceField(label=gettext_lazy("说的可能是"), required=False, widget=forms.RadioSelect)


class CorrectKindForm(DeedForm):
    needs_choices = True
    category = forms.ChoiceField(label=gettext_lazy("类别"), error_messages={"required": EMPTY})
    is_urgent = forms.BooleanField(
        label=gettext_lazy("紧急"),
        required=False,
        help_text=gettext_lazy("话里有危险的字词会自动标为紧急；看过不是，可以去掉。"),
    )
    reason = words(gettext_lazy("为什么订正"))


class SelfCloseForm(DeedForm):
    needs_choices = True
    category = forms.ChoiceField(label=gettext_lazy("类别"), error_messages={"required": EMPTY})
    result = words(gettext_lazy("怎么办的、结果怎样"), gettext_lazy("反映人会看到这段话。"))
    photographs = PhotographsField(label=gettext_lazy("照片"), required=False)


class VerifyForm(DeedForm):
    needs_choices = True
    verifier = forms.ChoiceField(label=gettext_lazy("请谁去看"), error_messages={"required": EMPTY})


class DispatchForm(DeedForm):
    needs_choices = True
    lead = forms.ChoiceField(label=gettext_lazy("派给"), error_messages={"required": EMPTY})
    assists = forms.MultipleChoiceField(label=gettext_lazy("请谁协办"), required=False)


class TransferForm(DeedForm):
    needs_choices = True
    lead = forms.ChoiceField(label=gettext_lazy("转给"), error_messages={"required": EMPTY})
    reason = words(gettext_lazy("为什么转"))


class ContactForm(DeedForm):
    contacted = words(gettext_lazy("怎么联系的、说了什么"))
    contacted_at = MomentField(
        label=gettext_lazy("联系时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"required": EMPTY, "invalid": gettext_lazy("时间没有读懂，请重新选。")},
    )

    def prepare(self) -> None:
        self.fields["contacted_at"].initial = timezone.localtime(clock.now(), SHANGHAI)


class FeedBackForm(DeedForm):
    result = words(gettext_lazy("办了什么、结果怎样"), gettext_lazy("反映人会看到这段话。"))
    public_summary = forms.CharField(
        label=gettext_lazy("公示用的一句话（可不填）"),
        help_text=gettext_lazy("会贴在公示墙上，不要写姓名、电话、门牌。"),
        required=False,
        max_length=200,
    )
    photographs = PhotographsField(label=gettext_lazy("办理后的照片"), required=False)


class FindingForm(DeedForm):
    finding = words(gettext_lazy("现场是什么情况"))
    photographs = PhotographsField(label=gettext_lazy("照片"), required=False)


class NoteForm(DeedForm):
    text = words(gettext_lazy("备注"))
    photographs = PhotographsField(label=gettext_lazy("照片"), required=False)


class CallBackForm(DeedForm):
    reached = forms.ChoiceField(
        label=gettext_lazy("接通了吗"),
        choices=(("yes", gettext_lazy("接通了")), ("no", gettext_lazy("没有接通"))),
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    resolved = forms.ChoiceField(
        label=gettext_lazy("事情解决了吗"),
        choices=(("yes", gettext_lazy("解决了")), ("no", gettext_lazy("没有解决"))),
        widget=forms.RadioSelect,
        required=False,
    )
    satisfaction = forms.ChoiceField(
        label=gettext_lazy("对办理满意吗"),
        choices=[(one.value, gettext_lazy(one.label)) for one in Satisfaction],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = words(gettext_lazy("他怎么说"), gettext_lazy("没有解决或不满意，写明理由就换人重新办理。"), required=False)

    def given(self) -> dict[str, Any]:
        """Nobody reached: nothing else counts."""
        if self.cleaned_data["reached"] == "no":
            return {"reached": False, "reason": self.cleaned_data["reason"]}
        resolved = {"yes": True, "no": False}.get(self.cleaned_data["resolved"])
        return {
            "reached": True,
            "resolved": resolved,
            "satisfaction": self.cleaned_data["satisfaction"],
            "reason": self.cleaned_data["reason"],
        }


class ExtensionForm(DeedForm):
    amount = forms.DecimalField(
        label=gettext_lazy("延长多少"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        error_messages={"required": EMPTY, "invalid": gettext_lazy("请填一个数字。")},
    )
    reason = words(gettext_lazy("为什么要延期"))

    def prepare(self) -> None:
        limit = self.facts.original_limit
        if limit:
            unit = {"wd": _("个工作日"), "wh": _("工作时"), "h": _("小时")}[limit.clock.value]
            self.fields["amount"].label = _("延长多少（%(unit)s）") % {"unit": unit}
            self.fields["amount"].help_text = _("最多 %(most)s。") % {"most": limit_in_chinese(limit)}

    def given(self) -> dict[str, Any]:
        """On the clock the case runs on."""
        limit = self.facts.original_limit
        extension = Limit(self.cleaned_data["amount"].normalize(), limit.clock) if limit else None
        return {"reason": self.cleaned_data["reason"], "extension": extension}


class SuspendForm(DeedForm):
    reason = words(gettext_lazy("为什么暂缓"), gettext_lazy("反映人会看到。"))
    review_on = DayField(
        label=gettext_lazy("哪天复查"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": gettext_lazy("日期没有读懂，请重新选。")},
    )

    def prepare(self) -> None:
        self.fields["review_on"].initial = clock.today() + timedelta(days=30)


class MergeForm(DeedForm):
    needs_choices = True
    use_required_attribute = False  # one of the buttons below the field may give the code instead
    into = forms.CharField(
        label=gettext_lazy("并入哪一件（查询码）"),
        max_length=60,
        error_messages={"required": EMPTY},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reason = words(gettext_lazy("说明"), required=False)


class HandOverForm(DeedForm):
    needs_choices = True
    community = forms.ChoiceField(
        label=gettext_lazy("应归哪个社区"),
        error_messages={"required": EMPTY, "invalid_choice": gettext_lazy("请从列出的社区里选。")},
    )
    reason = words(gettext_lazy("为什么归那里"), TOLD_WHERE)


REASON = gettext_lazy("理由")
TOLD = gettext_lazy("反映人会看到。")

FORMS: dict[Deed, type[DeedForm]] = {
    Deed.FILE: FileForm,
    Deed.CORRECT_KIND: CorrectKindForm,
    Deed.VERIFY: VerifyForm,
    Deed.RECORD_FINDING: FindingForm,
    Deed.REJECT: asking("reason", REASON, TOLD),
    Deed.SELF_CLOSE: SelfCloseForm,
    Deed.DISPATCH: DispatchForm,
    Deed.RETURN: asking("reason", gettext_lazy("为什么退回")),
    Deed.TRANSFER: TransferForm,
    Deed.HAND_OVER: HandOverForm,
    Deed.RECORD_CONTACT: ContactForm,
    Deed.FEED_BACK: FeedBackForm,
    Deed.ADD_NOTE: NoteForm,
    Deed.WHISTLE: WhistleForm,
    Deed.CONSULT: ConsultForm,
    Deed.CONCLUDE_CONSULTATION: ConcludeForm,
    Deed.RAISE_LEVEL: asking("reason", gettext_lazy("为什么要上一级来办")),
    Deed.SUPERVISE: asking("text", gettext_lazy("督办要求")),
    Deed.FAIL_INSPECTION: asking("reason", gettext_lazy("哪里没有办好")),
    Deed.CALL_BACK: CallBackForm,
    Deed.ASK_EXTENSION: ExtensionForm,
    Deed.REFUSE_EXTENSION: asking("reason", REASON),
    Deed.SUSPEND: SuspendForm,
    Deed.ASK_REPORTER: asking("question", gettext_lazy("想请他补充什么"), TOLD),
    Deed.MERGE: MergeForm,
    Deed.PROPOSE_VOID: asking("reason", REASON),
    Deed.CONFIRM_VOID: asking("reason", REASON, TOLD),
    Deed.PROPOSE_UNREASONABLE: asking("reason", REASON),
    Deed.CONFIRM_UNREASONABLE: asking("reason", REASON, TOLD),
    Deed.UPHOLD: asking("reason", REASON, TOLD),
    Deed.GRANT_APPEAL: asking("reason", REASON, TOLD),
}


def form_of(deed: Deed) -> type[DeedForm]:
    """The form class of a deed; one without fields where it asks for nothing."""
    return FORMS.get(deed, DeedForm)
