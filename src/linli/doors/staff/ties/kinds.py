"""The kinds of things that come out of each other: who reads their pages, and how one is found by what stands in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.activities.queries.ties import activity_row
from linli.alliance.queries.find_need import need_by_id
from linli.alliance.queries.find_project import project_by_id
from linli.alliance.queries.visible import wish_by_code
from linli.alliance.rules.project_loop import READERS as PROJECT_READERS
from linli.cases.queries.visible import case_by_code
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD, WITH_CASES
from linli.forms.queries.find_survey import find_survey
from linli.forms.rules.survey import READERS as SURVEY_READERS
from linli.halls.queries.find import find_motion
from linli.halls.queries.opinions import opinion_by_code
from linli.insight.hot_issues import issue_with_joined
from linli.insight.issue_rights import READERS as ISSUE_READERS
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotFound
from linli.kernel.target import Target
from linli.ledger.street_row import RowKey
from linli.teams.rules.volunteers import READERS as CALL_READERS

LISTS = IN_THE_FIELD | AT_A_DESK | CENTRE
HALLS = AT_A_DESK | CENTRE | {Role.PATCH_LEADER}


@dataclass(frozen=True, slots=True)
class Tied:
    """A thing with where it came from: the kind, the id, or the code somebody typed. What came of those it `took_over` came of
    it."""

    target: Target
    street_code: int
    origin: str = ""
    origin_id: UUID | None = None
    origin_code: str = ""
    took_over: tuple[UUID, ...] = ()

    @property
    def key(self) -> RowKey:
        return RowKey(self.street_code, self.target.id)


@dataclass(frozen=True, slots=True)
class TiedKind:
    """`page` is the address of its own page, `icon` stands before its name; `find` raises `NotFound`, one statement."""

    page: str
    icon: str
    readers: frozenset[Role]
    find: Callable[[Actor, str], Tied] | None = None


def _case(actor: Actor, key: str) -> Tied:
    row = case_by_code(actor, key)
    return Tied(Target("case", row.id, row.code, row.subject), row.street_code)


def _wish(actor: Actor, key: str) -> Tied:
    row = wish_by_code(actor, key)
    return Tied(Target("wish", row.id, row.code, row.public_words), row.street_code)


def _need(actor: Actor, key: str) -> Tied:
    row = need_by_id(actor, _id(key, "need"))
    return Tied(Target("need", row.id, "", row.title), row.street_code, row.origin, row.origin_id)


def _project(actor: Actor, key: str) -> Tied:
    row = project_by_id(actor, _id(key, "project"))
    return Tied(Target("project", row.id, "", row.title), row.street_code, row.origin, row.origin_id)


def _survey(actor: Actor, key: str) -> Tied:
    row = find_survey(actor, _id(key, "survey"))
    return Tied(Target("survey", row.id, "", row.title), row.key.street_code, "project", row.series_id)


def _opinion(actor: Actor, key: str) -> Tied:
    row = opinion_by_code(actor, key)
    return Tied(Target("opinion", row.id, row.code, ""), row.street_code, row.sorted_as, row.target_id)


def _motion(actor: Actor, key: str) -> Tied:
    row = find_motion(key)
    return Tied(
        Target("motion", row.id, row.code, row.title), row.street_code, row.origin, row.origin_id, row.origin_code
    )


def _hot_issue(actor: Actor, key: str) -> Tied:
    row, *joined = issue_with_joined(_id(key, "hot_issue"))
    return Tied(Target("hot_issue", row.id, "", row.name), row.street_code, took_over=tuple(one.id for one in joined))


def _activity(actor: Actor, key: str) -> Tied:
    row = activity_row(actor, _id(key, "activity"))
    return Tied(Target("activity", row.id, "", row.title), row.street_code, row.origin, row.origin_id)


def _id(key: str, what: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise NotFound(what, key) from None


KINDS: dict[str, TiedKind] = {
    "case": TiedKind("staff:case", "case", WITH_CASES, _case),
    "wish": TiedKind("staff:wish", "star", LISTS, _wish),
    "need": TiedKind("staff:need", "inbox", LISTS, _need),
    "project": TiedKind("staff:project", "building", PROJECT_READERS, _project),
    "survey": TiedKind("staff:survey", "check", SURVEY_READERS, _survey),
    "opinion": TiedKind("staff:opinion", "inbox", LISTS, _opinion),
    "motion": TiedKind("staff:motion", "people", HALLS, _motion),
    "hot_issue": TiedKind("centre:hot_issue", "warning", ISSUE_READERS, _hot_issue),
    "activity": TiedKind("staff:activity", "calendar", LISTS, _activity),
    "meeting": TiedKind("staff:meeting", "people", AT_A_DESK),
    "call": TiedKind("staff:call", "people", CALL_READERS),
}
"""What `Target.kind` names. Those without `find` end there: nothing comes out of them."""

KIND_WORDS = {
    "case": gettext_lazy("事项"),
    "wish": gettext_lazy("心愿"),
    "need": gettext_lazy("需求"),
    "project": gettext_lazy("项目"),
    "survey": gettext_lazy("问卷"),
    "opinion": gettext_lazy("民情"),
    "motion": gettext_lazy("议题"),
    "hot_issue": gettext_lazy("热点问题"),
    "activity": gettext_lazy("活动"),
    "meeting": gettext_lazy("联席会议"),
    "call": gettext_lazy("求助招募"),
}


def tied(actor: Actor, kind: str, key: str) -> Tied:
    """The thing a kind and a key name, for those who read such pages. Raises `NotFound`. One statement."""
    known = KINDS.get(kind)
    if known is None or known.find is None or not known.readers & actor.roles:
        raise NotFound("origin", kind)
    return known.find(actor, key)
