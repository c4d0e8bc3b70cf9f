"""What the deeds on a report ask for."""

from django import forms
from django.utils.translation import gettext_lazy

from linli.insight.actions.correct_report import LONGEST_REASON
from linli.insight.actions.write_remarks import LONGEST_REMARKS


class RemarksForm(forms.Form):
    remarks = forms.CharField(
        label=gettext_lazy("分析与打算"),
        help_text=gettext_lazy("数字说明了什么，原因在哪里，下半个月准备做什么。不写居民的姓名和电话。"),
        max_length=LONGEST_REMARKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("为什么更正"),
        help_text=gettext_lazy("写在新一版的开头，例如：补录了物业电话本上的 3 件。"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
