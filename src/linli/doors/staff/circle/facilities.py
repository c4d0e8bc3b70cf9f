"""The services of a community: the list, one to register or change, and those an imported map or the venues already know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities.queries.venues import venues_of
from linli.activities.rules import Access, VenueKind
from linli.doors.deed_key import read_key
from linli.doors.map.on_page import at_of, map_of, show_map
from linli.doors.refusals import refused_into
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.needs.deed_forms import EMPTY, day_field
from linli.doors.week_sheet import days_words
from linli.kernel import clock
from linli.places.actions.close_facility import close_facility
from linli.places.actions.keep_facility import keep_facility
from linli.places.actions.take_in_facilities import take_in_facilities
from linli.places.queries.facilities import FacilityLine, facilities_of, facility_of, middle_of_places, places_to_take
from linli.places.queries.grid_geometry import located_buildings
from linli.places.queries.map_counts import counted
from linli.places.queries.map_layers import buildings_on_map
from linli.places.rules.circle.standard import SHIPPED
from linli.places.rules.facility_said import MOST_CAPACITY, FacilitySaid
from linli.places.rules.keepers import FACILITY_KEEPERS

KIND_OF_VENUE = {
    VenueKind.INDOOR: "station",
    VenueKind.OUTDOOR: "playground",
    VenueKind.READING: "culture",
    VenueKind.ELDER_CARE: "day_care",
    VenueKind.CHILD_CARE: "kindergarten",
}


class FacilityForm(forms.Form):
    """What hangs at the door of a service."""

    kind = forms.ChoiceField(label=_("是什么"), error_messages={"required": EMPTY})
    name = forms.CharField(label=_("名称"), max_length=60, error_messages={"required": EMPTY})
    offers = forms.MultipleChoiceField(
        label=_("还提供"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("一家机构提供好几样服务的，都勾上。比如养老院也办助餐。"),
    )  # fmt: skip
    run_by = forms.CharField(label=_("谁办的"), max_length=60, required=False, help_text=_("机构或单位名称。"))
    address = forms.CharField(label=_("地址"), max_length=80, required=False)
    building = forms.ChoiceField(
        label=_("在哪栋楼"), required=False, help_text=_("选一栋楼就有了位置；不在楼里的，填经纬度。")
    )
    longitude = forms.FloatField(label=_("经度"), required=False)
    latitude = forms.FloatField(label=_("纬度"), required=False)
    opening_hours = forms.CharField(label=_("开放时间"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, help_text=_("门口公布的电话，居民看得到。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("能服务多少人"), min_value=1, max_value=MOST_CAPACITY, required=False)
    for_whom = forms.CharField(label=_("服务谁"), max_length=40, required=False)
    is_accessible = forms.TypedChoiceField(
        label=_("轮椅能不能进"), required=False, empty_value=None, coerce=lambda said: said == "yes",
        choices=[("", _("不清楚")), ("yes", _("能")), ("no", _("不能"))],
    )  # fmt: skip
    as_of = day_field(_("哪天核实的"), 0)

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(one.code, gettext(one.label)) for one in SHIPPED.kinds]
        located = [one for one in located_buildings(code) if one.at is not None]
        self._spots = {str(one.id): one.at for one in located}
        buildings = [(str(one.id), one.words) for one in located]
        self.fields["kind"].choices = [("", gettext("请选择")), *kinds]
        self.fields["offers"].choices = kinds
        self.fields["building"].choices = [("", gettext("不选")), *sorted(buildings, key=lambda one: one[1])]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if (said.get("longitude") is None) != (said.get("latitude") is None):
            self.add_error("latitude", gettext("经度和纬度要一起填。"))
        return said

    def said(self) -> FacilitySaid:
        """What was filled in; a building chosen says where it is."""
        given = dict(self.cleaned_data)
        building, longitude, latitude = given.pop("building"), given.pop("longitude"), given.pop("latitude")
        at = self._spots.get(building) or (None if longitude is None else (longitude, latitude))
        return FacilitySaid(at=at, **{**given, "offers": tuple(given["offers"])})


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def facilities(request: StaffRequest, code: str) -> HttpResponse:
    """Every service of the community; of one kind where asked. Two statements besides the frame's."""
    community, kind, today = community_read(request.actor, code), request.GET.get("kind", ""), clock.today()
    found = facilities_of(code)
    counts = {one.code: sum(1 for f in found if one.code in f.kinds) for one in SHIPPED.kinds}
    chosen = SHIPPED.kind(kind)
    shown = [one for one in found if chosen is None or chosen.code in one.kinds]
    return show_map(
        request,
        "staff/circle/facilities.html",
        community=community,
        rows=[(one, one.is_stale(today), at_of(one.said.at)) for one in shown],
        tabs=[
            {"label": gettext("全部"), "url": "?", "current": chosen is None, "count": len(found)},
            *(
                {
                    "label": gettext(one.label),
                    "url": f"?kind={one.code}",
                    "current": one is chosen,
                    "count": counts[one.code],
                }
                for one in SHIPPED.kinds
                if counts[one.code]
            ),
        ],
        none_of=[one for one in SHIPPED.kinds if not counts[one.code]],
        map=map_of(
            request.actor, code, counted(code).box, layers=("facilities", "ground"), kind=chosen.code if chosen else ""
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def new_facility(request: StaffRequest, code: str) -> HttpResponse:
    """Register a service by hand."""
    return _form(request, code, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def edit_facility(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """Change what is known of a service, or confirm it anew."""
    return _form(request, code, id)


def _form(request: StaffRequest, code: str, id: UUID | None) -> HttpResponse:
    community = community_read(request.actor, code)
    row = facility_of(code, id) if id else None
    posted = request.method == "POST"
    form = FacilityForm(request.POST if posted else None, code=code, initial=_initial(row) if row else {})
    if posted and form.is_valid():
        with refused_into(form):
            kept = keep_facility(
                actor=request.actor, key=read_key(request), community=code, said=form.said(), facility=row and row.key
            )
            messages.success(request, gettext("已保存：%(name)s。") % {"name": kept.name})
            return request.back_to("staff:facilities", code)
    status = 422 if posted else 200
    return request.show("staff/circle/facility.html", status=status, community=community, form=form, row=row)


def _initial(row: FacilityLine) -> dict[str, Any]:
    said = row.said
    at = said.at or (None, None)
    names = ("kind", "name", "run_by", "address", "opening_hours", "phone", "capacity", "for_whom", "as_of")
    return {name: getattr(said, name) for name in names} | {
        "offers": list(said.offers),
        "longitude": at[0],
        "latitude": at[1],
        "is_accessible": {True: "yes", False: "no"}.get(said.is_accessible, ""),
    }


@require_POST
@staff_page(roles=FACILITY_KEEPERS)
def close(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """Take a service off the list."""
    community_read(request.actor, code)
    row = facility_of(code, id)
    close_facility(actor=request.actor, key=read_key(request), facility=row.key)
    messages.success(request, gettext("已从清单和地图上去掉：%(name)s。") % {"name": row.said.name})
    return request.back_to("staff:facilities", code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def take_places(request: StaffRequest, code: str) -> HttpResponse:
    """Named places of imported maps, to be picked. Three statements besides the frame's."""
    community = community_read(request.actor, code)
    found = places_to_take(code, clock.today())
    if request.method == "POST":
        picked = set(request.POST.getlist("pick"))
        return _take(request, code, [one for one in found if one.source_id in picked], "ground")
    back = gettext("地图文件里的地点")
    return _picking(request, community, found, back, "staff:take_places")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=FACILITY_KEEPERS)
def take_venues(request: StaffRequest, code: str) -> HttpResponse:
    """The community's venues, with the institutions that run them, to be picked. Six statements besides the frame's."""
    community = community_read(request.actor, code)
    found = _venues(code)
    if request.method == "POST":
        picked = set(request.POST.getlist("pick"))
        return _take(request, code, [one for one in found if one.source_id in picked], "venue")
    return _picking(request, community, found, gettext("社区阵地"), "staff:take_venues")


def _venues(code: str) -> list[FacilitySaid]:
    known = {one.said.source_id for one in facilities_of(code)}
    spots: dict[UUID, list[Any]] = {}
    for one in buildings_on_map(code):
        if one.middle is not None:
            spots.setdefault(one.estate_id, []).append(one.middle)
    found = []
    for venue in venues_of(code):
        kind = KIND_OF_VENUE.get(venue.kind)
        if kind and str(venue.key.id) not in known:
            hours = f"{days_words(venue.open_days)} {venue.opens_at:%H:%M}—{venue.closes_at:%H:%M}"
            found.append(
                FacilitySaid(
                    kind,
                    venue.name,
                    clock.today(),
                    at=middle_of_places(spots.get(venue.estate_id, [])) if venue.estate_id else None,
                    address=venue.address,
                    opening_hours=hours[:60],
                    phone=venue.phone,
                    run_by=venue.organisation,
                    is_accessible=True if Access.RAMP in venue.access or Access.LIFT in venue.access else None,
                    source_id=str(venue.key.id),
                )
            )
    return found


def _picking(request: StaffRequest, community: Any, found: list[FacilitySaid], heading: str, name: str) -> HttpResponse:
    rows = [(one, SHIPPED.kind(one.kind)) for one in found]
    address = reverse(name, args=[community.place_code])
    return request.show("staff/circle/pick.html", community=community, rows=rows, heading=heading, address=address)


def _take(request: StaffRequest, code: str, said: list[FacilitySaid], origin: str) -> HttpResponse:
    if not said:
        messages.info(request, gettext("还没有勾选，什么都没有登记。"))
        return request.back_to(request.path)
    count = take_in_facilities(actor=request.actor, key=read_key(request), community=code, said=said, origin=origin)
    words = ngettext(
        "登记了 %(n)d 处，请逐个补上电话和开放时间。", "登记了 %(n)d 处，请逐个补上电话和开放时间。", count
    )
    messages.success(request, words % {"n": count})
    return request.back_to("staff:facilities", code)
