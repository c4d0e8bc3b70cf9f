"""The forms for one estate or building, and for another name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.rules.place_rows import COLUMNS, PlaceRow, read_place_rows

from .bad_rows import words_for_bad


class PlaceForm(forms.Form):
    """One row of the table, read by the same rules as a file's."""

    estate = forms.CharField(label=_("小区"), max_length=60)
    aliases = forms.CharField(
        label=_("别名"), required=False, max_length=200, help_text=_("居民平常的叫法，用顿号隔开。")
    )
    grid = forms.CharField(
        label=_("网格名称"), required=False, max_length=60, help_text=_("没有这个网格时自动新建，编号自动生成。")
    )
    cluster = forms.CharField(label=_("组团或期"), required=False, max_length=12)
    building = forms.CharField(label=_("楼栋"), required=False, max_length=20, help_text=_("只加小区时可以空着。"))
    units = forms.CharField(
        label=_("单元数"), required=False, max_length=6, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    floors = forms.CharField(
        label=_("层数"), required=False, max_length=6, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def clean(self) -> dict[str, Any]:
        """What was typed as a row of the table."""
        asked = super().clean()
        if not self.errors:
            fields = list(self.fields)
            read = read_place_rows([COLUMNS[name][0] for name in fields], [(1, [asked[name] for name in fields])])
            for bad in read.bad:
                self.add_error(bad.reason if bad.reason in self.fields else None, words_for_bad(bad))
            self.row: PlaceRow | None = read.rows[0] if read.rows else None
        return asked


class RenameForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=60)
