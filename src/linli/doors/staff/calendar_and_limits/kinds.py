"""The kinds of matter with both limits: the version in force, and every earlier one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.cases.queries.category_sets import CategoryTree, category_sets, category_tree, kept_prefix
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.queries import place_facts_of

from .publish_form import PublishForm
from .sections import READERS, sections


@require_safe
@staff_page(roles=READERS)
def kinds(request: StaffRequest) -> HttpResponse:
    """The version in force in the reader's jurisdiction. Five statements."""
    return show_version(request, category_tree(kept_prefix(request.actor)))


@require_safe
@staff_page(roles=READERS)
def one_version(request: StaffRequest, set_id: UUID) -> HttpResponse:
    """A version; a draft can be changed on it."""
    return show_version(request, category_tree(kept_prefix(request.actor), set_id))


def show_version(
    request: StaffRequest, tree: CategoryTree, form: PublishForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of one version, with the history of all of them."""
    prefix = kept_prefix(request.actor)
    versions = category_sets(prefix)
    places = place_facts_of((one.prefix, None, None) for one in versions)
    names = {code: facts.short for (code, _, _), facts in places.items()}
    draft = next((one for one in versions if one.is_draft), None)
    return request.show(
        "staff/settings/kinds.html",
        status=status,
        sections=sections("kinds", request.actor),
        tree=tree,
        own_name=names.get(tree.facts.prefix, ""),
        versions=[{"facts": one, "place": names.get(one.prefix, "")} for one in versions],
        draft=draft,
        form=form or PublishForm(),
    )
