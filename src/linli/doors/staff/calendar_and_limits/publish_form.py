"""What publishing a version asks for."""

from django import forms
from django.utils.translation import gettext_lazy


class PublishForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("改了什么、为什么"),
        help_text=gettext_lazy("记在版本记录里，例如：按区城管局新标准，暴露垃圾改为 2 工作时。"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
