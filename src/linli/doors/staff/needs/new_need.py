"""A need put on the list: found at work, out of a case, or out of a wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.ask_need import DESK_AND_FIELD, Asked, ask_need
from linli.alliance.queries.visible import wish_by_code
from linli.alliance.rules import ResourceKind
from linli.alliance.rules.need_loop import NeedOrigin
from linli.alliance.rules.window import EVERY_DAY, Window
from linli.cases.queries.visible import case_by_code
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.ties.further import came_words, origin_asked, title_asked
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.scope import EVERYTHING
from linli.ledger.audit import home_of
from linli.places.queries import EstateChoice, estates_of

EMPTY = _("这一项还空着，请补上。")
COMMUNITY_DIGITS = 12
WEEKDAYS = (
    ("1", _("周一")),
    ("2", _("周二")),
    ("3", _("周三")),
    ("4", _("周四")),
    ("5", _("周五")),
    ("6", _("周六")),
    ("7", _("周日")),
)
BY_HAND = (
    NeedOrigin.OTHER,
    NeedOrigin.HOUSEHOLD,
    NeedOrigin.DIARY,
    NeedOrigin.SURVEY,
    NeedOrigin.HALL,
    NeedOrigin.ACTIVITY,
)
ORIGINS = {
    "survey": NeedOrigin.SURVEY,
    "hot_issue": NeedOrigin.HOT_ISSUE,
    "motion": NeedOrigin.HALL,
    "opinion": NeedOrigin.HALL,
}
"""What a need is listed out of by `?origin_kind=`; a case and a wish bring place and person and have a parameter of their own."""


class WindowFields(forms.Form):
    """At which hours of which days; nothing ticked and 0 to 24 is any time."""

    weekdays = forms.MultipleChoiceField(
        label=_("哪几天"), required=False, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    from_hour = forms.IntegerField(label=_("从几点"), min_value=0, max_value=23, initial=0, required=False)
    to_hour = forms.IntegerField(label=_("到几点"), min_value=1, max_value=24, initial=24, required=False)

    def window(self) -> Window:
        """The window as the rules take it."""
        said = self.cleaned_data
        to_hour = 24 if said["to_hour"] is None else said["to_hour"]
        return Window("".join(said["weekdays"]) or EVERY_DAY, said["from_hour"] or 0, to_hour)


class NeedForm(WindowFields):
    """What is needed, where, by when, for how many; and who asked, where a resident did."""

    title = forms.CharField(
        label=_("需要什么"),
        help_text=_("只写东西或事情，不写数量，也不写是谁家的。例如：轮椅；上门理发；楼道灯维修"),
        max_length=80,
        error_messages={"required": EMPTY},
    )
    kind = forms.ChoiceField(
        label=_("哪一类资源能解决"),
        choices=[(one.value, _(one.label)) for one in ResourceKind],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY},
    )
    quantity = forms.DecimalField(
        label=_("数量"), max_digits=9, decimal_places=2, initial=1, error_messages={"required": EMPTY, "invalid": _("请填一个数字。")}
    )  # fmt: skip
    unit = forms.CharField(label=_("单位（辆、次、小时、元）"), max_length=12, error_messages={"required": EMPTY})
    people = forms.IntegerField(label=_("惠及多少人"), min_value=1, max_value=1_000_000, initial=1)
    is_urgent = forms.BooleanField(label=_("很急，先解决"), required=False)
    wanted_by_on = DayField(
        label=_("最晚哪天要"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请选一个日子。")},
    )
    estate = forms.ChoiceField(label=_("哪个小区"), required=False)
    origin = forms.ChoiceField(label=_("从哪里来"), choices=[(one.value, _(one.label)) for one in BY_HAND])
    name = forms.CharField(
        label=_("提出人姓名"), required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("提出人电话"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, estates: list[EstateChoice], has_source: bool, has_origin: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            ("", gettext("不在小区里，或不止一个小区")),
            *((str(one.id), one.name) for one in estates),
        ]
        if has_origin:
            del self.fields["origin"]
        if has_source:
            for name in ("estate", "name", "phone"):
                del self.fields[name]


@staff_page(roles=DESK_AND_FIELD)
def new_need(request: StaffRequest) -> HttpResponse:
    """Put a need on the list; `?case=` or `?wish=` says what it came out of: place and person are taken from there;
    `?origin_kind=` names a survey, a motion, a hot issue. One statement for each community besides the frame's, and the
    deed's own."""
    source, origin = _source(request)
    came = origin_asked(request, request.actor)
    if came:
        origin = ORIGINS.get(came.target.kind)
        if origin is None:
            raise NotFound("origin", came.target.kind)
    posted = request.method == "POST"
    prefixes = {prefix[:COMMUNITY_DIGITS] for prefix in request.actor.scope.prefixes if prefix != EVERYTHING}
    estates = [] if source else [one for prefix in sorted(prefixes) for one in estates_of(prefix)]
    first = (
        title_asked(request, 80) if source is None else source.public_words[:80] if origin is NeedOrigin.WISH else ""
    )
    form = NeedForm(
        request.POST if posted else None, estates=estates, has_source=source is not None, has_origin=origin is not None,
        initial={"title": first},
    )  # fmt: skip
    if posted and form.is_valid():
        with refused_into(form):
            try:
                need = ask_need(
                    actor=request.actor,
                    key=read_key(request),
                    asked=_asked(request, form, source, estates),
                    origin=origin or NeedOrigin(form.cleaned_data["origin"]),
                    source=source.key if source else came and came.key,
                )
            except Conflict:
                form.add_error("title", gettext("这件事已经列过同名的需求，正在办，没有重复列入。"))
            else:
                messages.success(request, gettext("已列入需求清单。"))
                return request.back_to("staff:need", need.id)
    return request.show(
        "staff/needs/new.html",
        form=form,
        source=source,
        came=came_words(came),
        source_words=gettext(origin.label) if origin else "",
        status=422 if posted else 200,
    )


def _source(request: StaffRequest) -> tuple[Any, NeedOrigin | None]:
    if code := request.GET.get("case"):
        return case_by_code(request.actor, code), NeedOrigin.CASE
    if code := request.GET.get("wish"):
        return wish_by_code(request.actor, code), NeedOrigin.WISH
    return None, None


def _asked(request: StaffRequest, form: NeedForm, source: Any, estates: list[EstateChoice]) -> Asked:
    said = form.cleaned_data
    estate = next((one for one in estates if str(one.id) == said.get("estate")), None)
    # An estate that spans grids lies beyond an officer's own grid: the need is then filed under the grid.
    within = estate is not None and request.actor.scope.holds(estate.place_code)
    if source is not None:
        place, estate_id = source.place_code, source.estate_id
    else:
        place = estate.place_code if estate is not None and within else home_of(request.actor)
        estate_id = estate and estate.id
    return Asked(
        kind=said["kind"],
        title=said["title"],
        quantity=said["quantity"],
        unit=said["unit"],
        place_code=place,
        is_urgent=said["is_urgent"],
        people=said["people"],
        wanted_by_on=said["wanted_by_on"],
        estate_id=estate_id,
        window=form.window(),
        name=said.get("name", ""),
        phone=said.get("phone", ""),
    )
