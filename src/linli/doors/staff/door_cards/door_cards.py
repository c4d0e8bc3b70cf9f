"""The QR cards for doors and gates: choose an estate and its doors, print them four to a sheet of A4."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.scope import EVERYTHING
from linli.places.queries import BuildingChoice, EstateChoice, buildings_of, estates_of, place_facts

ROLES = frozenset(
    {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.BUILDING_CAPTAIN}
)
GATE = "gate"
COMMUNITY_DIGITS = 12


class DoorsForm(forms.Form):
    """Which estate, and which of its doors."""

    estate = forms.ChoiceField(
        label=_("小区"),
        error_messages={"required": _("请选一个小区。"), "invalid_choice": _("没有这个小区，请重新选。")},
    )
    doors = forms.MultipleChoiceField(
        label=_("哪些门"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("有一栋楼不在这个小区，请重新选。")},
    )

    def __init__(
        self, *args: Any, estates: list[EstateChoice], buildings: list[BuildingChoice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [("", gettext("请选择")), *((str(one.id), one.name) for one in estates)]
        self.fields["doors"].choices = [
            (GATE, gettext("小区大门")),
            *((str(one.id), one.name) for one in buildings),
        ]


@staff_page(roles=ROLES)
def door_cards(request: StaffRequest) -> HttpResponse:
    """Choose the doors. One statement for each jurisdiction held and one for the buildings, besides the frame's."""
    estates = _estates(request)
    estate = _chosen(request, estates)
    buildings = buildings_of(estate.key) if estate else []
    every = [GATE, *(str(one.id) for one in buildings)]
    typed = {"estate": str(estate.id) if estate else "", "doors": request.GET.getlist("doors") or every}
    return request.show(
        "staff/door_cards.html",
        form=DoorsForm(estates=estates, buildings=buildings, initial=typed),
        estate=estate,
        unreachable=_unreachable(request),
        address=_address(request, ""),
    )


@staff_page(roles=ROLES)
def door_card_sheet(request: StaffRequest) -> HttpResponse:
    """The sheet to print. One statement more than choosing."""
    estates = _estates(request)
    estate = _chosen(request, estates)
    buildings = buildings_of(estate.key) if estate else []
    form = DoorsForm(request.GET, estates=estates, buildings=buildings)
    if estate is None or not form.is_valid():
        return request.show(
            "staff/door_cards.html",
            status=422,
            form=form,
            estate=estate,
            unreachable=_unreachable(request),
            address=_address(request, ""),
        )
    return request.show(
        "staff/door_card_sheet.html",
        estate=estate,
        cards=list(_cards(request, estate, buildings, set(form.cleaned_data["doors"]))),
        lines=[gettext("手机扫一扫，说说这里的事"), gettext("不用注册，不用装软件")],
        community_name=place_facts(estate.place_code[:COMMUNITY_DIGITS]).community,
        unreachable=_unreachable(request),
        address=_address(request, ""),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=f"{reverse('staff:door_cards')}?estate={estate.id}",
    )


def _estates(request: StaffRequest) -> list[EstateChoice]:
    # An estate that spans grids carries its community's code, so a captain chooses among those of the community.
    prefixes = {prefix[:COMMUNITY_DIGITS] for prefix in request.actor.scope.prefixes if prefix != EVERYTHING}
    found = {one.id: one for prefix in sorted(prefixes) for one in estates_of(prefix)}
    return list(found.values())


def _chosen(request: StaffRequest, estates: list[EstateChoice]) -> EstateChoice | None:
    return next((one for one in estates if str(one.id) == request.GET.get("estate")), None)


def _cards(
    request: StaffRequest, estate: EstateChoice, buildings: list[BuildingChoice], wanted: set[str]
) -> list[dict[str, str]]:
    places = [(GATE, estate.name, estate.door_token)]
    places += [(str(one.id), estate.name + one.name, one.door_token) for one in buildings]
    return [
        {"title": name, "url": _address(request, token), "token": token}
        for id, name, token in places
        if not wanted or id in wanted
    ]


def _address(request: StaffRequest, token: str) -> str:
    path = reverse("resident:door", args=[token]) if token else "/"
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _unreachable(request: StaffRequest) -> bool:
    """Whether the address on the cards leads nowhere but to this machine."""
    host = urlsplit(_address(request, "")).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or "." not in host
