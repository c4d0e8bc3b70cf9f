"""A case gets its lead and assists: dispatch, transfer, the conclusion of a consultation, the way back (standards.zh.md §8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import DeedInHand
from linli.teams.models import Post

from ..models import Assignment, Case
from ..people_in_case import people_of_posts
from ..relocate import narrow_place
from ..rules import CaseFacts, Level

if TYPE_CHECKING:
    from ..carry_out import Work

LEVEL_OF_ROLE = {
    Role.STREET_STAFF: Level.STREET,
    Role.STREET_LEAD: Level.STREET,
    Role.GOVERNANCE_CENTRE: Level.STREET,
    Role.DEPARTMENT_LIAISON: Level.COUNTY,
    Role.COMMUNITY_STAFF: Level.COMMUNITY,
    Role.COMMUNITY_LEAD: Level.COMMUNITY,
    Role.PATCH_LEADER: Level.COMMUNITY,
    Role.PROPERTY_FIRM: Level.COMMUNITY,
}


def level_of_post(post: Post) -> Level:
    """The level a post works on; a department's liaison of a single street works on that street's level."""
    role = Role(post.role)
    if role is Role.DEPARTMENT_LIAISON and len(post.place_code) >= PlaceLevel.STREET:
        return Level.STREET
    return LEVEL_OF_ROLE.get(role, Level.GRID)


def prepare(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """Turn posts named in `lead` and `assists` into the people who act for them."""
    lead = given.get("lead") or (facts.first_lead if given.get("nobody_owns") else None)
    assists = tuple(post for post in given.get("assists") or () if post != lead)
    posts = _posts_of([lead, *assists] if lead else assists, case)
    people = people_of_posts(posts)
    changed = dict(given)
    if lead:
        changed |= {
            "lead": given.get("lead"),
            "lead_people": people.get(lead, frozenset()) or frozenset({lead}),
            "lead_level": level_of_post(posts[lead]),
        }
    changed["posts"] = posts
    changed["assist_posts"] = assists
    changed["assists"] = frozenset().union(*(people.get(post, frozenset()) for post in assists))
    return changed


def apply(work: Work) -> None:
    """End the earlier parts that this replaces and open the new ones."""
    case, given, now = work.case, work.given, work.d.now
    lead: Post = given["posts"][work.facts.lead]
    only_lead = work.decision.deed.value == "transfer"
    end_parts(case, now, Assignment.Part.LEAD if only_lead else None)
    rows = [_part(work, lead, Assignment.Part.LEAD)]
    if not only_lead:
        rows += [_part(work, given["posts"][post], Assignment.Part.ASSIST) for post in given["assist_posts"]]
    Assignment.objects.bulk_create(rows)
    case.lead_title = lead.title
    narrow_place(case, lead.place_code)
    work.rows.extend(rows)
    work.shown |= {"lead": lead.title, "assists": [given["posts"][p].title for p in given["assist_posts"]]}
    if given.get("why_lead"):
        work.shown["why"] = given["why_lead"]


def give_back(work: Work) -> None:
    """The lead's part ends with the return."""
    end_parts(work.case, work.d.now)
    work.shown["lead"] = work.case.lead_title
    work.case.lead_title = ""


def take_over(work: Work) -> None:
    """The lead, or whoever acts for it, has signed for the case."""
    _open_parts(work.case, Assignment.Part.LEAD).filter(accepted_at__isnull=True).update(accepted_at=work.d.now)


def end_parts(case: Case, now: datetime, part: str | None = None) -> None:
    """End the open parts of a case: of one kind, or all but those called by a whistle who stay until the case ends."""
    rows = (
        _open_parts(case, part)
        if part
        else Assignment.objects.filter(street_code=case.street_code, case=case, ended_at__isnull=True)
    )
    rows.update(ended_at=now)


def _open_parts(case: Case, part: str) -> Any:
    return Assignment.objects.filter(street_code=case.street_code, case=case, part=part, ended_at__isnull=True)


def _part(work: Work, post: Post, part: Assignment.Part) -> Assignment:
    return Assignment(
        place_code=work.case.place_code,
        street_code=work.case.street_code,
        case=work.case,
        part=part,
        post_id=post.id,
        post_title=post.title,
        organisation_id=post.organisation_id,
        given_at=work.d.now,
        given_by=work.d.actor.id,
    )


def _posts_of(ids: Iterable[UUID], case: Case) -> dict[UUID, Post]:
    wanted = list(ids)
    posts = {post.id: post for post in Post.public.filter(id__in=wanted, closed_at__isnull=True)}
    for id in wanted:
        post = posts.get(id)
        county = case.place_code[: PlaceLevel.COUNTY]
        if post is None or not post.place_code.startswith(county):
            raise NotFound("post", id)
    return posts
