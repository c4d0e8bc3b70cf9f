"""A file is stored before its deed is certain: what the deed leaves behind when it fails is swept, and nothing else."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from linli.cases.actions.move_case import move_case
from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.jobs import sweep_orphan_photographs
from linli.ledger.models import Attachment
from linli.ledger.photographs import Photograph
from linli.ledger.scoped import acting_in
from linli.project.wiring import SCHEDULE
from tests.cases import in_the_loop as loop
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

PICTURE = Photograph(b"\xff\xd8\xff a picture", 10, 10)


@pytest.fixture
def town(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    loop.make_categories()
    return make_small_community()


def files(folder) -> list[Path]:
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def grow_old(folder, days: float) -> None:
    then = (clock.now() - timedelta(days=days)).timestamp()
    for path in files(folder):
        os.utime(path, (then, then))


def fail_after_storing(town, case, monkeypatch) -> None:
    """The deed stores its photograph and then fails, as when the disk of the database is full."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("linli.ledger.deed.DeedInHand.record", full)
        with pytest.raises(OSError, match="No space"):
            move_case(
                actor=town.actor("staff"), key=uuid4(), case=case.key, deed_done=Deed.ADD_NOTE,
                given={"text": "见照片"}, photographs=(PICTURE,),
            )  # fmt: skip


def test_a_deed_that_fails_leaves_no_row_and_its_file_goes_the_next_night(town, tmp_path, monkeypatch):
    case = loop.raised(town)
    fail_after_storing(town, case, monkeypatch)
    with acting_in(Scope.everything()):
        assert not Attachment.objects.exists()
        assert Case.objects.get(id=case.id).state == "reported"
    assert len(files(tmp_path)) == 1
    assert sweep_orphan_photographs() == 0, "a deed may still be under way"
    grow_old(tmp_path, 1.5)
    assert sweep_orphan_photographs() == 1
    assert files(tmp_path) == []


def test_a_photograph_that_belongs_to_something_stays(town, tmp_path, monkeypatch):
    case = loop.raised(town, photographs=(PICTURE,))
    fail_after_storing(town, case, monkeypatch)
    grow_old(tmp_path, 2)
    assert sweep_orphan_photographs() == 1
    with acting_in(Scope.everything()):
        (kept,) = Attachment.objects.all()
    assert files(tmp_path) == [tmp_path / kept.stored_as]


def test_files_that_are_no_photographs_are_not_touched(town, tmp_path):
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / "plan.jpg").write_bytes(b"x")
    (tmp_path / "ab" / f"{uuid4().hex}.xlsx").write_bytes(b"x")
    (tmp_path / f"{uuid4().hex}.jpg").write_bytes(b"x")
    grow_old(tmp_path, 3)
    assert sweep_orphan_photographs() == 0
    assert len(files(tmp_path)) == 3


def test_the_sweep_runs_every_night():
    assert sweep_orphan_photographs in [job for _, job in SCHEDULE]
