"""A case gets its lead and assists: dispatch, transfer, the conclusion of a consultation, the way back (standards.zh.md §8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import DeedInHand
from linli.teams.models import Post

from ..models import Assignment, Case
from ..people_in_case import people_of_posts
from ..relocate import bring_within_reach, narrow_place
from ..rules import CaseFacts, Level

if TYPE_CHECKING:
    from ..carry_out import Work

EVERY_PART = frozenset(Assignment.Part)
LEAD_AND_ASSISTS = frozenset({Assignment.Part.LEAD, Assignment.Part.ASSIST})

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
    if lead and not _can_reach(posts[lead], case):
        raise NotFound("post", lead)
    people = people_of_posts(posts)
    changed = dict(given)
    if lead:
        changed |= {
            "lead": given.get("lead"),
            "lead_people": people.get(lead, frozenset()) or frozenset({lead}),
            "lead_level": level_of_post(posts[lead]),
        }
    if lead and not case.place_code.startswith(posts[lead].place_code):
        changed["reach"] = (posts[lead].place_code,)
    changed["posts"] = posts
    changed["assist_posts"] = assists
    changed["assists"] = frozenset().union(*(people.get(post, frozenset()) for post in assists))
    return changed


def apply(work: Work) -> None:
    """End the earlier parts that this replaces and open the new ones."""
    case, given, now = work.case, work.given, work.d.now
    lead: Post = given["posts"][work.facts.lead]
    only_lead = work.decision.deed.value == "transfer"
    end_parts(case, now, {Assignment.Part.LEAD} if only_lead else LEAD_AND_ASSISTS)
    rows = [_part(work, lead, Assignment.Part.LEAD)]
    if not only_lead:
        rows += [_part(work, given["posts"][post], Assignment.Part.ASSIST) for post in given["assist_posts"]]
    Assignment.objects.bulk_create(rows)
    case.lead_title = lead.title
    work.facts = replace(work.facts, level=_settling_level(work.facts.level, work.facts.lead_level))
    bring_within_reach(case, lead.place_code)
    for post in given["assist_posts"]:
        narrow_place(case, given["posts"][post].place_code)
    work.rows.extend(rows)
    work.shown |= {"lead": lead.title, "assists": [given["posts"][p].title for p in given["assist_posts"]]}
    if given.get("why_lead"):
        work.shown["why"] = given["why_lead"]


def _settling_level(level: Level, lead_level: Level | None) -> Level:
    """Where it is being settled (practices.md E6): with its lead, but never below a level it was raised to."""
    order = tuple(Level)
    if lead_level is None:
        return level
    if level in (Level.GRID, Level.COMMUNITY):
        return lead_level
    return max(level, lead_level, key=order.index)


def give_back(work: Work) -> None:
    """The lead's part ends with the return, and the assists it had."""
    end_parts(work.case, work.d.now, LEAD_AND_ASSISTS)
    work.shown["lead"] = work.case.lead_title
    work.case.lead_title = ""


def take_over(work: Work) -> None:
    """The lead, or whoever acts for it, has signed for the case."""
    _open_parts(work.case, {Assignment.Part.LEAD}).filter(accepted_at__isnull=True).update(accepted_at=work.d.now)


def end_parts(case: Case, now: datetime, parts: Collection[str] = EVERY_PART) -> None:
    """End the open parts of these kinds. Those called by a whistle stay when the lead changes, until the round ends."""
    _open_parts(case, parts).update(ended_at=now)


def _open_parts(case: Case, parts: Collection[str]) -> Any:
    return Assignment.objects.filter(street_code=case.street_code, case=case, part__in=parts, ended_at__isnull=True)


def _can_reach(post: Post, case: Case) -> bool:
    """Whether whoever holds the post can come to see the case: its place contains the case's, or both are of one
    community. To another community a matter is handed over first (`Deed.HAND_OVER`)."""
    community = case.place_code[: PlaceLevel.COMMUNITY]
    return (
        street_of(post.place_code) == case.street_code and post.place_code.startswith(community)
    ) or case.place_code.startswith(post.place_code)


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
