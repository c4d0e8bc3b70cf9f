"""A new version of the kinds and limits: begun, changed kind by kind, published or given up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.actions.change_category import change_category
from linli.cases.actions.discard_category_draft import discard_category_draft
from linli.cases.actions.draft_categories import draft_categories
from linli.cases.actions.publish_categories import publish_categories
from linli.cases.actions.remove_category import remove_category
from linli.cases.queries.category_sets import KindLine, category_tree, kept_prefix
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound

from .kind_form import KindForm
from .kinds import show_version
from .publish_form import PublishForm
from .sections import READERS


@require_POST
@staff_page(roles=READERS)
def open_draft(request: StaffRequest) -> HttpResponse:
    """Begin a draft, or go to the one somebody has begun."""
    draft = draft_categories(actor=request.actor, key=read_key(request), prefix=kept_prefix(request.actor))
    return request.back_to("staff:kinds_version", draft.id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def edit_kind(request: StaffRequest, set_id: UUID, code: str) -> HttpResponse:
    """Change one kind of a draft."""
    return _write_kind(request, set_id, _kind(request, set_id, code))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def new_kind(request: StaffRequest, set_id: UUID) -> HttpResponse:
    """Add a kind to a draft."""
    _draft(request, set_id)
    return _write_kind(request, set_id, None)


@require_POST
@staff_page(roles=READERS)
def leave_out_kind(request: StaffRequest, set_id: UUID, code: str) -> HttpResponse:
    """Leave a kind out of a draft."""
    remove_category(actor=request.actor, key=read_key(request), set_id=set_id, code=code)
    messages.success(request, _("已从草案去掉。发布以后不再用它立案，以前立的案不变。"))
    return request.back_to("staff:kinds_version", set_id)


@require_POST
@staff_page(roles=READERS)
def publish_draft(request: StaffRequest, set_id: UUID) -> HttpResponse:
    """Put a draft in force."""
    form = PublishForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            publish_categories(
                actor=request.actor, key=read_key(request), set_id=set_id, note=form.cleaned_data["note"]
            )
            messages.success(request, _("已发布。以后立案按新的类别与时限，已立的案按立案时的版本。"))
            return request.back_to("staff:kinds")
    return show_version(request, category_tree(kept_prefix(request.actor), set_id), form, status=422)


@require_POST
@staff_page(roles=READERS)
def discard_draft(request: StaffRequest, set_id: UUID) -> HttpResponse:
    """Give a draft up."""
    discard_category_draft(actor=request.actor, key=read_key(request), set_id=set_id)
    messages.success(request, _("草案已放弃，现行版本不变。"))
    return request.back_to("staff:kinds")


def _write_kind(request: StaffRequest, set_id: UUID, kind: KindLine | None) -> HttpResponse:
    form = KindForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.is_valid():
        with refused_into(form):
            change_category(actor=request.actor, key=read_key(request), set_id=set_id, **form.given())
            messages.success(request, _("已记入草案，发布以后才生效。"))
            return request.back_to("staff:kinds_version", set_id)
    return request.show(
        "staff/settings/kind.html", status=422 if form.is_bound else 200, form=form, kind=kind, set_id=set_id
    )


def _kind(request: StaffRequest, set_id: UUID, code: str) -> KindLine:
    lines: Any = (line for one in _draft(request, set_id).large for line in (one.kind, *one.kinds))
    found = next((line for line in lines if line.code == code), None)
    if found is None:
        raise NotFound("category", code)
    return found


def _draft(request: StaffRequest, set_id: UUID) -> Any:
    tree = category_tree(kept_prefix(request.actor), set_id)
    if not tree.facts.is_draft:
        raise NotFound("category_set", set_id)
    return tree
