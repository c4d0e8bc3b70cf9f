"""Departments, property firms and public utilities."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.people_and_roles.place_names import names_of_places
from linli.teams.actions.close_organisation import close_organisation
from linli.teams.actions.open_organisation import open_organisation
from linli.teams.queries.keeping import kept_organisations, managed_communities
from linli.teams.rules import ORGANISATION_KEEPERS

KINDS = {
    "department": gettext_lazy("职能部门"),
    "property_firm": gettext_lazy("物业公司"),
    "utility": gettext_lazy("水电气等公用企业"),
    "committee": gettext_lazy("社区组织"),
    "organ": gettext_lazy("机关事业单位"),
    "enterprise": gettext_lazy("企业商户"),
    "social": gettext_lazy("社会组织"),
    "party_branch": gettext_lazy("网格党支部"),
}


class OrganisationForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("单位名称"), max_length=60)
    short_name = forms.CharField(label=gettext_lazy("简称"), max_length=20, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=[("", gettext_lazy("请选择")), *KINDS.items()])
    prefix = forms.ChoiceField(label=gettext_lazy("在哪里工作"))
    phone = forms.CharField(
        label=gettext_lazy("值班电话"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prefix"].choices = [("", _("请选择")), *places]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ORGANISATION_KEEPERS)
def organisations(request: StaffRequest) -> HttpResponse:
    """The list and the form to add one. Three statements besides the frame's."""
    codes = [code for code, _name in managed_communities(request.actor)]
    rows = kept_organisations(request.actor)
    around = {code[:n] for code in codes for n in (6, 9, 12)}
    around = {code for code in around if request.actor.may(ORGANISATION_KEEPERS, code)}
    names = names_of_places({*around, *(row.prefix for row in rows)})
    places = [(code, names.get(code, code)) for code in sorted(around, key=lambda code: (len(code), code))]
    form = OrganisationForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_valid():
        with refused_into(form):
            row = open_organisation(actor=request.actor, key=read_key(request), **form.cleaned_data)
            messages.success(request, _("已登记%(name)s。") % {"name": row.name})
            return request.back_to("staff:organisations")
    return request.show(
        "staff/posts/organisations.html",
        status=422 if form.is_bound else 200,
        form=form,
        lines=[(row, KINDS[row.kind], names.get(row.prefix, row.prefix)) for row in rows],
    )


@require_POST
@staff_page(roles=ORGANISATION_KEEPERS)
def leave_out_organisation(request: StaffRequest, organisation_id: UUID) -> HttpResponse:
    """The organisation is taken off the list."""
    row = close_organisation(actor=request.actor, key=read_key(request), organisation_id=organisation_id)
    messages.success(request, _("已撤下%(name)s，记录保留。") % {"name": row.name})
    return request.back_to("staff:organisations")
