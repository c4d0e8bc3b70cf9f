"""The demonstration has matters in every state, made by the real deeds, and tells where they come from."""

from __future__ import annotations

import pytest
from django.db.models import Count, Q

from linli.cases.models import Assignment, Case, Entry, LedgerImport
from linli.cases.rules import State
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.project.demo import load_accounts, load_messages, load_places, load_teams
from linli.project.demo.load_messages import GENERATED, published_messages
from linli.project.demo.stories import STORIES
from tests.cases.in_the_loop import make_categories

SHOWN = {
    State.REPORTED, State.FILED, State.DISPATCHED, State.ACCEPTED, State.HANDLING, State.WHISTLED, State.JOINED,
    State.RETURNED, State.CONSULTING, State.FED_BACK, State.INSPECTING, State.REWORK, State.CALLING_BACK, State.CLOSED,
    State.REOPENED, State.SUSPENDED, State.WAITING, State.MERGED, State.UNREASONABLE, State.REJECTED, State.SELF_CLOSED,
}  # fmt: skip


def silent(line: str) -> None:
    pass


def test_published_messages_are_found_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_SHARED_DATA", str(tmp_path))
    assert published_messages() is None
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "answered.csv").write_text("留言编号")
    assert published_messages() == tmp_path / "messages" / "answered.csv"


@pytest.mark.django_db
def test_without_published_messages_the_demonstration_makes_its_own(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT, settings.HOME = tmp_path / "media", tmp_path
    monkeypatch.setenv("LINLI_SHARED_DATA", str(tmp_path))
    make_categories()
    for load in (load_places, load_teams, load_accounts):
        load(silent)
    assert load_messages(silent) == GENERATED
    with acting_in(Scope.everything()):
        assert LedgerImport.objects.filter(status="done", bad=0).count() == 4
        imported, live = Case.objects.filter(import_id__isnull=False), Case.objects.filter(import_id__isnull=True)
        found = imported.aggregate(
            all=Count("id"),
            rated=Count("rated_at"),
            placed=Count("building_id"),
            kinds=Count("id", ~Q(category_code="")),
        )
        assert found["all"] == found["placed"] == found["kinds"] == 400
        assert found["rated"] > 200
        assert live.count() == len(STORIES) + 1
        assert {State(state) for state in live.values_list("state", flat=True)} >= SHOWN
        now = clock.now()
        assert live.filter(handle_due_at__lt=now, state="handling").exists()
        assert not live.filter(moved_at__gt=now).exists()
        assert set(live.exclude(proposed="").values_list("proposed", flat=True)) >= {"extension", "unreasonable"}
        called = Assignment.objects.filter(part="called", case__state="joined")
        assert sorted(call.arrived_at is not None for call in called) == [False, True]
        two = Entry.objects.values("case").annotate(voices=Count("id")).filter(voices=2, case__import_id=None)
        assert two.count() == 2
        assert not live.filter(closed_at__isnull=False, state="closed", rated_at__isnull=True).exists()
        before = Case.objects.count()
    load_messages(silent)
    with acting_in(Scope.everything()):
        assert Case.objects.count() == before
