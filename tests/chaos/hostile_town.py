"""The town a mischievous visitor comes to, the browser, and every address there is."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from linli.accounts.models import Notice
from linli.cases.models import CategorySet, Entry
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.activities import programme
from tests.alliance import projects, wishes
from tests.cases import in_the_loop as loop
from tests.doors.permission_matrix import HOLDERS, LINES
from tests.forms import surveys
from tests.halls import life
from tests.small_community import SmallCommunity, make_small_community
from tests.teams import volunteers
from tests.votes import polls

from .judge import SECRET, SECRET_PHONE

SKIPPED = 0.4
"""The share of addresses a visitor leaves to the others."""

DEEDS = 4
"""How many deeds a visitor tries, each on some case."""


def make_hostile_town() -> SmallCommunity:
    """The small community with cases in many states and a wish, and beside it a neighbour whose secret nobody here may read."""
    town = make_small_community()
    now = clock.now()
    loop.make_categories()
    there = town.neighbour_building
    neighbours = loop.raised(
        town, body=SECRET, voice=loop.Voice("何秘密", SECRET_PHONE, "1单元"),
        place=loop.PlaceChosen(there.place_code, there.estate_id, there.id),
    )  # fmt: skip
    town.cases = {
        "raised": loop.raised(town),
        "filed": loop.filed(town),
        "dispatched": loop.dispatched(town, to="officer_a"),
        "captain": loop.accepted(town, by="captain"),
        "firm": loop.handling(town, by="firm"),
        "chengguan": loop.accepted(town, by="chengguan"),
        "fed_back": loop.fed_back(town),
        "calling_back": loop.calling_back(town),
        "closed": loop.closed(town),
    }
    with acting_in(Scope.everything()):
        town.entries = {
            case.id: Entry.objects.filter(case=case).first().id for case in (*town.cases.values(), neighbours)
        }
        town.notice_id = uuid7()
        for user in town.users.values():
            Notice(
                id=uuid7(), place_code=town.code, user_id=user.id, kind="x", subject="x", subject_id=uuid7(),
                at=now, once="x",
            ).save(force_insert=True)  # fmt: skip
    town.case_code = town.cases["dispatched"].code
    town.neighbours_case_code = neighbours.code
    town.neighbours_case = neighbours
    wishes.collected(town, place_code=town.neighbour_code, words=SECRET, phone=SECRET_PHONE)
    town.wish = wishes.claimed(town)
    town.project = projects.accepted(town)
    town.follower = projects.followed(town, town.project)
    town.survey = surveys.opened(town)
    _make_a_hall(town)
    town.activity = programme.published(town)
    town.sign_up = programme.comes(town, town.activity)
    town.venue = programme.a_venue(town)
    town.activity_wish = programme.a_wish(town)
    town.helper = volunteers.active(town)
    volunteers.confirmed(town, [town.helper], minutes=600)
    town.call = volunteers.opened(town)
    town.set_id = CategorySet.objects.filter(published_at__isnull=False).first().id
    town.votes = {
        "nominating": polls.preparing(town, takes_nominations=True, choices=[], rule="several_seats", seats=2),
        "published": polls.published(town),
        "voting": polls.voting(town, changeable=True, proxy_cap=2),
        "declared": polls.declared(town, polls.voting(town, rule="owners_ordinary", choices=[])),
    }
    return town


def _make_a_hall(town: SmallCommunity) -> None:
    """A hall with a motion open to voices, one that was resolved at a meeting with minutes, and who attended; an opinion."""
    town.hall, members = life.full_hall(town)
    town.hall_member = members[1]
    town.motion, moved = life.admitted(town, town.hall), life.admitted(town, town.hall, phone="13600000001")
    town.meeting = life.called(town, town.hall, moved)
    with life.during(town.meeting):
        life.tick(town, town.meeting, *members[:2])
        town.attendance = life.attend(town.meeting)
        life.resolve(town, town.meeting, moved, life.adopted())
        life.minutes(town, town.meeting)
    town.resolved, town.opinion = moved, life.opinion(town)


def come_as(town, visitor: str) -> Client:
    """A browser: signed in as somebody of the small community; `resident` has opened cases by their codes."""
    client = Client(raise_request_exception=False)
    if visitor == "resident":
        session = client.session
        until = clock.now().timestamp() + 1800
        session["followed"] = {case.code: [str(town.entries[case.id]), until] for case in town.cases.values()}
        session["followed"] |= {town.follower.code: [str(town.follower.id), until]}
        voting = town.votes["voting"]
        session["followed"] |= {voting.code: [str(polls.entries(voting)[0].id), until]}
        session["followed"] |= {one.code: [str(one.id), until] for one in (town.wish, town.sign_up, town.activity_wish)}
        for row in (town.motion, town.resolved, town.opinion, town.attendance, town.helper):
            session["followed"][row.code] = [str(row.id), until]
        session.save()
    elif visitor:
        client.force_login(town.users[visitor])
        session = client.session
        session["seen"] = int(clock.now().timestamp())
        session.save()
    return client


def addresses(town, visitor: str, chance: Random) -> list[tuple[str, str]]:
    """Every address of the site by its name, its arguments filled with something of this town."""
    case = chance.choice(list(town.cases.values()))
    given = {
        "resident:door": [{"token": "estate-a-1"}],
        "resident:my_sign_up": [{"code": town.sign_up.code}],
        "staff:map_tile": [{"z": z, "x": 27077 >> 15 - z, "y": 13445 >> 15 - z} for z in (15, 13, 10)],
        "resident:circle_tile": [{"code": town.code, "z": 13, "x": 27077 >> 2, "y": 13445 >> 2}],
        "resident:leave_activity": [{"code": town.sign_up.code}],
        "resident:my_activity_wish": [{"code": town.activity_wish.code}],
        **{f"resident:{name}": [{"code": town.code, "id": town.activity.id}] for name in ("activity", "activity_ics", "sign_up")},
        **{f"resident:{name}": [{"code": town.code, "id": town.venue.id}] for name in ("venue", "venue_ics", "ask_room")},
        "resident:claim_wish": [{"code": town.code, "id": town.wish.id}],
        "resident:wish_deed": [
            {"code": town.wish.code, "name": name} for name in ("confirm", "not_yet", "withdraw", "fulfil", "release")
        ],
        "resident:project": [{"code": town.code, "id": town.project.id}],
        "resident:follow_project": [{"code": town.code, "id": town.project.id}],
        "resident:followed_project": [{"code": town.follower.code}],
        "resident:survey": [{"code": town.code, "id": town.survey.id}],
        "staff:call_reporter": [{"code": case.code, "entry": town.entries[case.id]}],
        "field:call": [{"code": case.code, "entry": town.entries[case.id]}],
    }  # fmt: skip
    at_a_vote = {
        "voting": ("open_ballot", "ballot"), "published": ("on_roll", "object_to_roll"), "nominating": ("nominate",),
        "declared": ("vote", "ballots_json", "ballots_csv"),
    }  # fmt: skip
    for phase, names in at_a_vote.items():
        given |= {f"resident:{name}": [{"code": town.votes[phase].code}] for name in names}
    given |= _hall_addresses(town)
    for name in ("staff:kinds_version", "staff:publish_kinds", "staff:discard_kinds", "staff:new_kind"):
        given[name] = [{"set_id": town.set_id}]
    for name in ("staff:edit_kind", "staff:leave_out_kind"):
        given[name] = [{"set_id": town.set_id, "code": "0301"}]
    for name in ("staff:case_deed", "field:deed"):
        given[name] = [
            {"code": one.code, "deed": deed}
            for deed in chance.sample(list(Deed), DEEDS)
            for one in chance.sample(list(town.cases.values()), 1)
        ]
    for name in ("staff:case", "field:case"):
        given[name] = [{"code": one.code} for one in chance.sample(list(town.cases.values()), 3)]
    for name in ("raised", "slip", "follow_case", "forget_case", "photograph"):
        given[f"resident:{name}"] = [{"code": case.code, **({"id": uuid4()} if name == "photograph" else {})}]
    offers = ("rate", "reopen", "urge", "supplement", "withdraw", "add", "appeal")
    given["resident:reporter_deed"] = [
        {"code": one.code, "name": name} for name in offers for one in chance.sample(list(town.cases.values()), 1)
    ]
    for name in (
        "volunteer",
        "volunteer_made",
        "ask_for_help",
        "own_skills",
        "own_hours",
        "own_coins",
        "own_certificate",
    ):
        given[f"resident:{name}"] = [{"code": town.helper.code}]
    for name in ("take_call", "drop_call"):
        given[f"resident:{name}"] = [{"code": town.helper.code, "id": town.call.id}]
    given["resident:call"] = [{"code": town.code, "id": town.call.id}]
    holds = {Role.ADMINISTRATOR} if visitor == "admin" else {role for role in HOLDERS if HOLDERS[role] == visitor}
    found = []
    for name, converters in site_names():
        line = LINES.get(name)
        closed = line is not None and line.roles is not None and not holds & line.roles
        # tests/doors/test_permission_matrix.py knocks at every closed door; what is open is open to several visitors.
        if chance.random() < (0.95 if closed else SKIPPED):
            continue
        if name not in given:
            given[name] = [line.inside(town) if line and line.inside else _plausible(town, converters)]
        found += [(name, reverse(name, kwargs=arguments)) for arguments in given[name]]
    return found


def _hall_addresses(town: SmallCommunity) -> dict[str, list[dict[str, Any]]]:
    """The addresses of the hall's things."""
    here = {"code": town.code}
    given = {
        "resident:hall": [here | {"id": town.hall.id}],
        "resident:new_motion": [here | {"id": town.hall.id}],
        "resident:motion": [here | {"id": town.motion.id}, here | {"id": town.resolved.id}],
        "resident:meeting": [here | {"id": town.meeting.id}],
        "resident:opinion": [{"code": town.opinion.code}],
        "resident:attend": [{"code": town.meeting.code}],
        "staff:unseat_hall_member": [{"hall": town.hall.id, "member": town.hall_member.id}],
        "staff:resolve_motion": [{"meeting": town.meeting.id, "code": town.motion.code}],
    }
    given |= {f"resident:{name}": [{"code": town.motion.code}] for name in ("follow_motion", "withdraw_motion")}
    given |= {
        f"resident:{name}": [{"code": town.attendance.code}] for name in ("attended", "amend_minutes", "sign_minutes")
    }
    given |= {
        f"staff:{name}": [{"meeting": town.meeting.id}]
        for name in ("hall_meeting", "minutes", "tick_members", "paper_list")
    }
    return given


def _plausible(town: SmallCommunity, converters: dict[str, Any]) -> dict[str, Any]:
    """Arguments for an open address nobody has filled by hand, so that a new page is visited from its first day."""
    by_kind = {"CommunityCode": town.code, "CaseCode": town.wish.code, "UUIDConverter": uuid4(), "IntConverter": 1}
    return {name: by_kind.get(type(converter).__name__, "x") for name, converter in converters.items()}


def site_names() -> list[tuple[str, dict[str, Any]]]:
    """The names of all addresses the resolver knows, each with its converters."""

    def walk(resolver: Any, prefix: str) -> list[tuple[str, dict[str, Any]]]:
        found = []
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                found.append((f"{prefix}{one.name}", one.pattern.converters))
            else:
                found += walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        return found

    return walk(get_resolver(), "")
