"""Who helped at an activity gets hours for a second person to confirm; who came is noted."""

from __future__ import annotations

from uuid import uuid4

import pytest

from linli.activities.actions.note_duty import note_duty
from linli.activities.actions.record_check_ins import record_check_ins
from linli.activities.events import ActivityEnded
from linli.activities.models import OnDuty
from linli.activities.rules import ActivityDeed, Scan, ScanKind
from linli.activities.subscribers import enter_hours_of_helpers
from linli.kernel import clock
from linli.kernel.errors import BadInput
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.teams.models import CameAlong, HoursEntry, HoursShare
from tests.small_community import make_small_community
from tests.teams.volunteers import active

from .programme import comes, do, in_days, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def held(town, *duties: dict):
    """An activity of two hours that these people helped at, just ended."""
    activity = published(town)
    with clock.at(in_days(3, 11)):
        for one in duties:
            noted(town, activity, **one)
        do(town, activity, ActivityDeed.HOLD)
        deliver()
    return activity


def noted(town, activity, by="staff", **said) -> OnDuty:
    return note_duty(actor=town.actor(by), key=uuid4(), activity=activity.key, **said)


def hours(activity) -> list[tuple[HoursEntry, list[HoursShare]]]:
    with acting_in(Scope.everything()):
        entries = HoursEntry.objects.filter(source_id=activity.id).order_by("id")
        return [(one, list(HoursShare.objects.filter(entry=one))) for one in entries]


def test_a_helper_known_by_code_or_telephone_gets_hours_once(town):
    by_code, by_phone = active(town, 1), active(town, 2)
    activity = held(
        town,
        {"code": by_code.code, "task": "引导"},
        {"name": "志愿者2", "phone": "13900000002"},
        {"name": "路人", "phone": "13899999999"},
    )
    with clock.at(in_days(3, 11)):
        enter_hours_of_helpers(ActivityEnded(activity.id, activity.street_code))
    ((entry, shares),) = hours(activity)
    assert {one.volunteer_id for one in shares} == {by_code.id, by_phone.id}
    assert {one.minutes for one in shares} == {120}
    assert (entry.state, entry.source_kind, entry.entered_by) == ("waiting", "activity", town.users["staff"].id)


def test_minutes_that_were_said_are_those_that_count_and_two_helpers_of_one_number_are_told_apart_by_name(town):
    old = active(town, 1, name="周奶奶", phone="13900000009")
    active(town, 2, name="周小朋", phone="13900000009")
    activity = held(
        town, {"name": "周奶奶", "phone": "13900000009", "minutes": 45}, {"name": "周", "phone": "13900000009"}
    )
    ((_entry, shares),) = hours(activity)
    assert [(one.volunteer_id, one.minutes) for one in shares] == [(old.id, 45)]


def test_who_is_noted_after_the_end_gets_hours_at_once(town):
    late = active(town, 3)
    activity = held(town)
    assert hours(activity) == []
    with clock.at(in_days(3, 12)):
        noted(town, activity, code=late.code)
    ((_entry, shares),) = hours(activity)
    assert [one.volunteer_id for one in shares] == [late.id]


def test_hours_that_overlap_others_are_left_out_and_the_rest_stand(town):
    both, one_only = active(town, 4), active(town, 5)
    held(town, {"code": both.code})
    second = held(town, {"code": both.code}, {"code": one_only.code})
    ((_entry, shares),) = hours(second)
    assert [one.volunteer_id for one in shares] == [one_only.id]


def test_a_code_of_nobody_is_refused(town):
    activity = published(town)
    for code in ("1234567890", "x", "\x00"):
        with pytest.raises(BadInput) as refused:
            noted(town, activity, code=code)
        assert (refused.value.field, refused.value.reason) == ("code", "unknown_volunteer")


def test_a_volunteer_who_signed_up_and_came_is_noted_as_having_come(town):
    volunteer = active(town, 6)
    activity = published(town)
    one = comes(town, activity, "13900000006", name="志愿者6")
    with clock.at(in_days(3, 9)):
        scan = Scan(uuid4(), ScanKind.IN, clock.now(), one.code)
        record_check_ins(
            actor=town.actor("staff"), key=uuid4(), activity=activity.key, community=town.code, scans=(scan,)
        )
    with clock.at(in_days(3, 11)):
        do(town, activity, ActivityDeed.HOLD)
        deliver()
    with acting_in(Scope.everything()):
        (row,) = CameAlong.objects.filter(source_id=activity.id)
    assert row.volunteer_id == volunteer.id
