"""What a project touches, and who leads and helps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from linli.alliance.actions.set_project_parts import PartTaken, set_project_parts
from linli.alliance.actions.set_project_places import Touched, set_project_places
from linli.alliance.queries.project_page import ProjectPage, project_page
from linli.alliance.rules.project_loop import KEEPERS
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.ledger.street_row import RowKey
from linli.places.queries import estates_of
from linli.places.queries.choosing import buildings_within, estate_of_building
from linli.teams.queries import organisations_within

from .entry_forms import post_choices
from .words import EMPTY

HELPERS = 6


class PlacesForm(forms.Form):
    """Whole estates by ticking them; buildings or entrances one after the other."""

    estates = forms.MultipleChoiceField(label=_("整个小区"), required=False, widget=forms.CheckboxSelectMultiple)
    kept = forms.MultipleChoiceField(
        label=_("单独的楼栋、单元（去掉勾就不再涉及）"), required=False, widget=forms.CheckboxSelectMultiple
    )
    building = forms.ChoiceField(
        label=_("再加一栋楼"), required=False, error_messages={"invalid_choice": _("没有这栋楼，请重新选。")}
    )
    unit = forms.CharField(
        label=_("只涉及哪个单元（整栋不填）"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any, *, page: ProjectPage) -> None:
        whole = [str(one.estate_id) for one in page.gain.places if one.building_id is None]
        parts = [(_token(one.building_id, one.unit), one.name) for one in page.gain.places if one.building_id]
        super().__init__(data, initial={"estates": whole, "kept": [token for token, _name in parts]})
        community = page.place_code[:12]
        self.fields["estates"].choices = [(str(one.id), one.name) for one in estates_of(community)]
        self.fields["kept"].choices = parts
        if not parts:
            del self.fields["kept"]
        self.fields["building"].choices = [("", gettext("不加")), *buildings_within(community)]
        self._estate_of = {str(one.building_id): one.estate_id for one in page.gain.places if one.building_id}

    def touched(self, estate_of: dict[str, UUID]) -> tuple[Touched, ...]:
        """All places as the action takes them; `estate_of` names the estate of the building added."""
        said = self.cleaned_data
        found = [Touched(UUID(one)) for one in said["estates"]]
        for token in said.get("kept", ()):
            building, _slash, unit = token.partition("/")
            found.append(Touched(self._estate_of[building], UUID(building), unit))
        if said["building"]:
            found.append(
                Touched(estate_of[said["building"]], UUID(said["building"]), said["unit"].removesuffix("单元"))
            )
        return tuple(found)


class PartsForm(forms.Form):
    """One leads; up to six help."""

    lead = forms.ChoiceField(label=_("谁牵头"), required=False, error_messages={"invalid_choice": EMPTY})

    def __init__(self, data: Any, *, page: ProjectPage) -> None:
        helpers = [one for one in page.parts if not one.is_lead][:HELPERS]
        held: dict[str, str] = {"lead": _who(page.lead) if page.lead else ""}
        for number, one in enumerate(helpers, start=1):
            held |= {f"helper{number}": _who(one), f"does{number}": one.does}
        super().__init__(data, initial=held)
        units = [(f"o:{one.id}", one.name) for one in organisations_within(page.place_code[:12])]
        posts = [(f"p:{id}", name) for id, name in post_choices(page)]
        choices = [("", gettext("未定")), (gettext("岗位"), posts), (gettext("单位"), units)]
        self.fields["lead"].choices = choices
        for number in range(1, min(len(helpers) + 2, HELPERS) + 1):
            self.fields[f"helper{number}"] = forms.ChoiceField(
                label=gettext("谁帮忙"), required=False, choices=choices, error_messages={"invalid_choice": EMPTY}
            )
            self.fields[f"does{number}"] = forms.CharField(label=gettext("负责什么"), required=False, max_length=60)

    def parts(self) -> tuple[PartTaken, ...]:
        """Those named, as the action takes them."""
        said, found = self.cleaned_data, []
        if said.get("lead"):
            found.append(_part(said["lead"], is_lead=True))
        for number in range(1, HELPERS + 1):
            if said.get(f"helper{number}"):
                found.append(_part(said[f"helper{number}"], does=said.get(f"does{number}", "")))
        return tuple(found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def project_places(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Choose the estates, buildings and entrances."""
    page = project_page(request.actor, project_id)
    posted = request.method == "POST"
    form = PlacesForm(request.POST if posted else None, page=page)
    if posted and form.is_valid():
        with refused_into(form):
            set_project_places(
                actor=request.actor,
                key=read_key(request),
                project=page.key,
                touched=form.touched(_estate_of_building(page, form.cleaned_data["building"])),
            )
            messages.success(request, gettext("已保存，受益户数和人数按涉及的房屋重新算过。"))
            return request.back_to("staff:project_places", project_id)
    return request.show(
        "staff/projects/form.html",
        status=422 if posted else 200,
        page=page,
        form=form,
        title=gettext("涉及哪些地方"),
        button=gettext("保存"),
        back=reverse("staff:project", args=[project_id]),
        why_not="" if page.may_keep else gettext("项目清单由社区和街道维护，您可以查看。"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def project_parts(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Choose who leads and who helps."""
    page = project_page(request.actor, project_id)
    posted = request.method == "POST"
    form = PartsForm(request.POST if posted else None, page=page)
    if posted and form.is_valid():
        with refused_into(form):
            set_project_parts(actor=request.actor, key=read_key(request), project=page.key, parts=form.parts())
            messages.success(request, gettext("已保存牵头和帮忙的。"))
            return request.back_to("staff:project", project_id)
    return request.show(
        "staff/projects/form.html",
        status=422 if posted else 200,
        page=page,
        form=form,
        title=gettext("谁牵头、谁帮忙"),
        button=gettext("保存"),
        back=reverse("staff:project", args=[project_id]),
        why_not="" if page.may_keep else gettext("项目清单由社区和街道维护，您可以查看。"),
    )


def _estate_of_building(page: ProjectPage, building: str) -> dict[str, UUID]:
    if not building:
        return {}
    key = RowKey(page.key.street_code, UUID(building))
    return {building: estate_of_building(key)}


def _token(building: UUID, unit: str) -> str:
    return f"{building}/{unit}"


def _who(part: Any) -> str:
    return f"p:{part.post_id}" if part.post_id else f"o:{part.organisation_id}"


def _part(token: str, *, is_lead: bool = False, does: str = "") -> PartTaken:
    kind, _colon, id = token.partition(":")
    return PartTaken(
        post_id=UUID(id) if kind == "p" else None,
        organisation_id=UUID(id) if kind == "o" else None,
        is_lead=is_lead,
        does=does,
    )
