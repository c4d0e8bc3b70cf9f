"""Lists are taken out as workbooks: what the page shows, masked where people are, and recorded where it is personal."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from linli.alliance.actions.run_matching import run_matching
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.alliance import needs
from tests.halls import life
from tests.teams import volunteers as v
from tests.votes import polls

pytestmark = pytest.mark.django_db


def rows_of(answer) -> list[tuple]:
    assert answer.status_code == 200, answer.status_code
    data = b"".join(answer.streaming_content)
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def recorded(deed: str, purpose: str) -> int:
    with acting_in(Scope.everything()):
        return AuditLine.objects.filter(deed=deed, purpose=purpose).count()


def test_needs_and_their_matching_are_taken_out_with_the_reasons(town, signed_in):
    needs.member(town)
    needs.pledged(town)
    needs.asked(town)
    staff = signed_in("staff")
    assert staff.get("/staff/needs/matching/export/").status_code == 404, "nothing has been searched yet"
    run_matching(actor=town.actor("staff"), key=uuid4(), community=town.code)
    listed = rows_of(staff.get("/staff/needs/export/?tab=asked"))
    assert listed[0][0] == "需求"
    assert len(listed) == 2
    matched = rows_of(staff.get("/staff/needs/matching/export/"))
    assert len(matched) == 2
    assert matched[1][-1], "each line says why"


def test_motions_of_a_hall_say_what_was_resolved_and_meetings_how_many_came(town, signed_in):
    hall, meeting, motion = life.under_way(town)
    staff = signed_in("staff")
    motions = rows_of(staff.get(f"/staff/halls/{hall.id}/motions/export/"))
    assert [row for row in motions if row[1] == motion.code and row[4] == "通过"]
    meetings = rows_of(staff.get(f"/staff/halls/{hall.id}/meetings/export/"))
    assert meetings[1][0] == meeting.title
    assert meetings[1][6] == len(life.attendances(meeting))
    assert signed_in("neighbour_staff").get(f"/staff/halls/{hall.id}/motions/export/").status_code == 404


def test_teams_hours_and_votes_are_taken_out_without_names(town, signed_in):
    v.confirmed(town, [v.active(town, 1, name="赵大鹏")])
    polls.voting(town)
    staff = signed_in("staff")
    hours = rows_of(staff.get("/staff/volunteers/hours/export/?state=confirmed"))
    assert len(hours) == 2
    assert "赵" not in str(hours)
    assert len(rows_of(staff.get("/staff/votes/export/"))) == 2
    for address in ("teams/export/", "teams/trainings/export/", "alliance/meetings/export/", "forms/export/"):
        assert rows_of(staff.get(f"/staff/{address}"))


def test_the_time_bank_is_taken_out_masked_and_the_purpose_is_recorded(town, signed_in):
    v.confirmed(town, [v.active(town, 1, name="赵大鹏")])
    staff, address = signed_in("staff"), "/staff/volunteers/time-bank/export/"
    assert staff.post(address, {"key": str(uuid4())}).status_code == 400, "without a purpose"
    rows = rows_of(staff.post(address, {"key": str(uuid4()), "purpose": "年度核对"}))
    assert rows[1][4] == "赵**"
    assert rows[1][3] == "社区"
    assert recorded("volunteer.export", "年度核对") == 1
    answer = staff.post("/staff/pairings/export/", {"key": str(uuid4()), "purpose": "走访安排"})
    assert len(rows_of(answer)) == 1
    assert recorded("alliance.export_pairings", "走访安排") == 1
