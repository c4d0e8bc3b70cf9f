"""Write the organisations and posts of the demonstration community."""

from __future__ import annotations

from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.teams.models import Organisation, Post

from .load_places import Progress
from .team_plan import PlannedOrganisation, PlannedPost, organisations, posts


def load_teams(progress: Progress) -> int:
    """Write organisations and posts, each with its holder's name; returns the number of rows. What is there already stays as
    it is, so that appointments made since are kept."""
    with acting_in(Scope.everything()):
        firms = copy_rows(Organisation, map(_organisation, organisations()), on_conflict_do_nothing=True)
        written = copy_rows(Post, map(_post, posts()), on_conflict_do_nothing=True)
    progress(f"部门、公用企业、物业 {firms} 家，岗位 {written} 个")
    return firms + written


def _organisation(plan: PlannedOrganisation) -> Organisation:
    return Organisation(id=plan.id, kind=plan.kind, name=plan.name, short_name=plan.short_name, prefix=plan.prefix)


def _post(plan: PlannedPost) -> Post:
    return Post(
        id=plan.id,
        place_code=plan.place_code,
        role=plan.role,
        title=plan.title,
        holder_name=plan.holder_name,
        organisation_id=plan.organisation_id,
        partner_id=plan.partner_id,
        estate_ids=[str(one) for one in plan.estate_ids],
        building_ids=[str(one) for one in plan.building_ids],
    )
