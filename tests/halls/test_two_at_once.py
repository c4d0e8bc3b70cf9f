"""Two voices with one telephone, two scans of one telephone, two signatures: of each one counts."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from linli.halls.actions.attend_meeting import attend_meeting
from linli.halls.actions.back_motion import back_motion
from linli.halls.models import Attendance, Backing
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.at_once import at_once, winner_and_loser
from tests.halls import life
from tests.small_community import make_small_community

ROUNDS = 10


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_two_voices_with_one_telephone_one_counts(town):
    hall = life.hall(town)
    for round in range(ROUNDS):
        motion = life.admitted(town, hall, phone=f"1350000{round:04d}")
        deeds = [
            partial(back_motion, actor=reporter(uuid4(), town.code), key=uuid4(), motion=motion.key, phone=life.BACKER)
            for _ in range(2)
        ]
        _, refusal = winner_and_loser(at_once(*deeds))
        assert isinstance(refusal, Conflict)
        with acting_in(Scope.everything()):
            assert Backing.objects.filter(motion_id=motion.id).count() == 1


def test_of_two_scans_with_one_telephone_one_counts(town):
    hall, _members = life.full_hall(town)
    meeting = life.called(town, hall, life.admitted(town, hall))

    def scan(phone: str) -> None:
        with clock.at(meeting.starts_at):  # a thread has a clock of its own
            attend_meeting(
                actor=reporter(uuid4(), town.code), key=uuid4(), meeting=meeting.key, name="王秀英", phone=phone
            )

    for round in range(ROUNDS):
        phone = life.CHAIR_PHONE if round == 0 else f"1360000{round:04d}"
        winner_and_loser(at_once(partial(scan, phone), partial(scan, phone)))
        with acting_in(Scope.everything()):
            assert Attendance.objects.filter(meeting_id=meeting.id).count() == round + 1
