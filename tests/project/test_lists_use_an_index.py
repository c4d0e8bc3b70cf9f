"""At some thousand rows a list is read by an index: no page reads a whole table to show thirty lines."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from linli.alliance.models import Need, Project
from linli.alliance.queries.need_list import NeedTab, need_list
from linli.alliance.queries.project_list import ProjectFilter, project_list
from linli.forms.models import Survey
from linli.forms.queries.survey_list import survey_list
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import HelpCall, HoursEntry, Volunteer
from linli.teams.queries.calls import calls_board
from linli.teams.queries.hours import hours_list
from linli.teams.queries.volunteer_list import VolunteerFilter, volunteer_list
from linli.teams.rules.calls import CallState
from linli.teams.rules.hours import HoursState
from linli.votes.models import Vote
from linli.votes.queries.votes_shown import vote_list
from tests.alliance import needs, projects
from tests.forms import surveys
from tests.small_community import make_small_community
from tests.teams import volunteers as v
from tests.votes import polls

pytestmark = pytest.mark.django_db

ROWS = 4_000


def multiply(model: type[models.Model], when: str) -> None:
    """Some thousand rows like the one there is, each with a code and a time of its own."""
    table, columns = model._meta.db_table, {field.column for field in model._meta.concrete_fields}
    spread = {"id": "gen_random_uuid()", when: f"(r.{when} - n * interval '1 minute')"}
    spread |= {"code": "lpad(n::text, 10, '0')"} if "code" in columns else {}
    spread |= {"phone_mark": "n::text"} if "phone_mark" in columns else {}
    changed = ", ".join(f"'{name}', {value}" for name, value in spread.items())
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {names} FROM (SELECT (jsonb_populate_record(NULL::"{table}", to_jsonb(r) || jsonb_build_object({changed}))).* '
            f'FROM (SELECT * FROM "{table}" LIMIT 1) r, generate_series(1, {ROWS}) n) made'
        )
        cursor.execute(f'ANALYZE "{table}"')


LISTS: dict[str, tuple[type[models.Model], str, Any, Any]] = {
    "needs": (Need, "due_at", needs.asked, lambda who: need_list(who, NeedTab.ASKED)),
    "projects": (Project, "moved_at", projects.proposed, lambda who: project_list(who, ProjectFilter())),
    "surveys": (Survey, "drafted_at", surveys.drafted, lambda who: survey_list(who, None)),
    "votes": (Vote, "opens_at", polls.preparing, lambda who: vote_list()),
    "volunteers": (Volunteer, "registered_at", v.active, lambda who: volunteer_list(who, VolunteerFilter())),
    "hours": (HoursEntry, "held_on", lambda town: v.entered(town, [v.active(town)]), lambda who: hours_list(HoursState.WAITING)),
    "calls": (HelpCall, "starts_at", v.opened, lambda who: calls_board(CallState.OPEN)),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_is_read_by_an_index(db, name):
    town = make_small_community()
    model, when, make, read = LISTS[name]
    make(town)
    with acting_in(Scope.everything()):
        multiply(model, when)
    actor, table = town.actor("staff"), f'FROM "{model._meta.db_table}"'
    with acting_in(actor.scope), CaptureQueriesContext(connection) as sent, connection.cursor() as cursor:
        read(actor)
        page = next(one["sql"] for one in sent.captured_queries if table in one["sql"] and "LIMIT" in one["sql"])
        cursor.execute("EXPLAIN " + page)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"Seq Scan on {model._meta.db_table}" not in plan, plan
