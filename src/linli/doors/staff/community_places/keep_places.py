"""One estate with its buildings; adding one place; another name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.place_codes import street_of
from linli.ledger.street_row import RowKey
from linli.places.actions.rename_place import RENAMED, rename_place
from linli.places.actions.take_in_places import take_in_places
from linli.places.queries.keeping import kept_community, kept_estate
from linli.places.rules.keepers import KEEPERS

from .communities import show_community
from .place_forms import PlaceForm, RenameForm


@require_safe
@staff_page(roles=KEEPERS)
def estate(request: StaffRequest, code: str, estate_id: UUID) -> HttpResponse:
    """An estate, its buildings and the forms to change them. Three statements besides the frame's."""
    return _show_estate(request, code, estate_id)


@require_POST
@staff_page(roles=KEEPERS)
def add_place(request: StaffRequest, code: str) -> HttpResponse:
    """One estate or building is added, or changed where it stands."""
    form = PlaceForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            take_in_places(actor=request.actor, key=read_key(request), community=code, rows=[form.row], firms={})
            messages.success(request, _("已登记：%(name)s。") % {"name": form.row.estate + form.row.building_name})
            return request.back_to("staff:community", code)
    return show_community(request, code, form=form)


@require_POST
@staff_page(roles=KEEPERS)
def rename(request: StaffRequest, code: str, kind: str, place_id: UUID) -> HttpResponse:
    """A community, a grid or an estate gets another name."""
    if kind not in RENAMED or not (code.isascii() and code.isdecimal() and len(code) == 12):
        raise Http404
    form = RenameForm(request.POST)
    if form.is_valid():
        kept_community(request.actor, code)
        with refused_into(form):
            row = rename_place(
                actor=request.actor,
                key=read_key(request),
                kind=kind,
                place=RowKey(street_of(code), place_id),
                name=form.cleaned_data["name"],
            )
            messages.success(request, _("已改名为%(name)s。") % {"name": row.name})
            return request.back_to("staff:community", code)
    return (
        _show_estate(request, code, place_id, form) if kind == "estate" else show_community(request, code, renamed=form)
    )


def _show_estate(request: StaffRequest, code: str, estate_id: UUID, form: RenameForm | None = None) -> HttpResponse:
    found, buildings, grids = kept_estate(request.actor, code, estate_id)
    return request.show(
        "staff/places/estate.html",
        status=422 if form else 200,
        estate=found,
        code=code,
        aliases=_("、").join(found.aliases),
        lines=[(one, grids.get(one.place_code[:16], "")) for one in buildings],
        form=form or RenameForm(initial={"name": found.name}),
    )
