"""What is asked of somebody who found something on the way: few questions, the place from the buildings around."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from linli.cases.matter import LONGEST_BODY, Matter, PlaceChosen
from linli.cases.queries.kinds import Kind, LargeKind
from linli.doors.staff.cases.deed_form import EMPTY
from linli.doors.staff.cases.entry_form import default_source
from linli.doors.staff.cases.fields import kind_choices
from linli.kernel.actor import Actor
from linli.ledger.photographs import Photograph
from linli.places.queries.buildings_around import BuildingAround


class FoundForm(forms.Form):
    """`settles` asks for the kind and the result as well."""

    body = forms.CharField(
        label=gettext_lazy("看到了什么"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请写下看到了什么，几个字也可以。")},
    )
    building = forms.ChoiceField(label=gettext_lazy("在哪栋楼"), required=False)
    where = forms.CharField(
        label=gettext_lazy("具体位置"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("例如：2 单元门口、东门旁的绿地。"),
    )
    is_urgent = forms.BooleanField(label=gettext_lazy("紧急，有危险"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), required=False, error_messages={"required": EMPTY})
    result = forms.CharField(
        label=gettext_lazy("怎么办好的"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": EMPTY},
    )
    photographs = forms.FileField(label=gettext_lazy("照片"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        around: list[BuildingAround],
        tree: tuple[LargeKind, ...],
        settles: bool,
        suggested: Iterable[Kind] = (),
    ) -> None:
        super().__init__(data)
        self.around = {str(one.id): one for one in around}
        self.fields["building"].choices = [
            ("", _("不在楼里，下面写明位置")),
            *(
                (estate, [(str(one.id), one.words) for one in group])
                for estate, group in groupby(around, key=lambda one: one.estate)
            ),
        ]
        self.fields["kind"].choices = kind_choices(tree, suggested)
        self.fields["kind"].required = self.fields["result"].required = settles

    def clean(self) -> dict[str, Any]:
        """A building or some words about the place: otherwise nobody finds it."""
        asked = super().clean()
        if not self.errors.get("building") and not asked.get("building") and not (asked.get("where") or "").strip():
            self.add_error("where", _("请选楼栋，或者写一下在哪里。"))
        return asked

    def matter(self, actor: Actor, home: str, post_id: UUID | None, photographs: tuple[Photograph, ...]) -> Matter:
        """What was found; without a building it is kept at the finder's own place (`home`)."""
        asked = self.cleaned_data
        chosen = self.around.get(asked["building"])
        where = asked["where"].strip()
        place = (
            PlaceChosen(
                chosen.place_code, chosen.estate_id, chosen.id, chosen.words + where, gettext_noop("上报人选的楼栋")
            )
            if chosen
            else PlaceChosen(home, text=where, reason=gettext_noop("上报人所在的区域"))
        )
        return Matter(
            body=asked["body"],
            place=place,
            source=default_source(actor),
            photographs=photographs,
            is_urgent=asked["is_urgent"],
            post_id=post_id,
        )
