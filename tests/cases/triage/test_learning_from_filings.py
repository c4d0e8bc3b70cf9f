"""What staff filed teaches the suggestions; a model runs only if it does no worse, and can be put back."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest

from linli.cases.actions.set_triage_words import set_triage_words
from linli.cases.events import CaseMoved
from linli.cases.models import Case, Entry, TriageNote, TriageWords
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.queries.triage_record import triage_record
from linli.cases.rules import Deed
from linli.cases.triage.fit import Filed, blended, calibration_error, fit, macro_f1, measure, set_right
from linli.cases.triage.kept_models import kept_models, read_version, running_model, running_version, use_version
from linli.cases.triage.learned import read_learned
from linli.cases.triage.note_filing import note_filing
from linli.cases.triage.suggest import suggest_kind
from linli.cases.triage.train import TooFewFilings, train
from linli.kernel import clock
from linli.kernel.errors import NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import OutboxMessage
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.small_community import make_small_community

WAYS = {
    "0301": ("东门口脏得很，{n}天没人来收拾，招苍蝇", "路边一地果皮塑料袋，第{n}次反映了", "巷子里脏得下不去脚，{n}家人都有意见"),
    "0402": ("晚上{n}点走到门口伸手不见五指", "单元门里黑咕隆咚，{n}号那家老人摔过", "上楼要拿手电，{n}楼的灯早不亮了"),
    "0501": ("下班回来{n}点就没地方放车了", "小汽车把路口占死，{n}路公交都过不去", "外面的车一停{n}天不走，自家车进不来"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def town(db):
    town = make_small_community()
    loop.make_categories()
    return town


def file_many(town, count: int, days_ago: float = 30, misled: int = 0) -> None:
    """Filings of three kinds that the word lists hardly know, one every few minutes; the first `misled` under a wrong kind."""
    kinds, cases, entries = list(WAYS), [], []
    for n in range(count):
        kind, at = kinds[n % 3], clock.now() - timedelta(days=days_ago) + timedelta(hours=n / 10)
        body = WAYS[kind][n // 3 % 3].format(n=n)
        case = Case(
            place_code=town.code, street_code=int(town.street), code=f"T{count}{n}", state="closed", subject=body[:20],
            category_code=kinds[(n + 1) % 3] if n < misled else kind, source="call", raised_at=at, moved_at=at, filed_at=at,
        )  # fmt: skip
        cases.append(case)
        entries.append(
            Entry(
                place_code=town.code, street_code=int(town.street), case=case, source="call", raised_at=at,
                entered_at=at, body=body, is_main=True,
            )
        )  # fmt: skip
    with acting_in(Scope.everything()):
        Case.objects.bulk_create(cases)
        Entry.objects.bulk_create(entries)


def suggest(town, body: str):
    return suggest_kind(kinds_in_force(town.code), town.code, body)


def test_too_few_filings_teach_nothing(town):
    file_many(town, 50)
    with pytest.raises(TooFewFilings) as few:
        train()
    assert few.value.found == 50
    assert running_version() == "words"


def test_filings_teach_words_no_list_knows(town):
    unknown = "单元门里黑咕隆咚，老人上楼拿手电"
    assert suggest(town, unknown).first is None
    file_many(town, 300)
    trained = train()
    assert trained.runs
    assert (trained.card["filings"], trained.card["split"]) == (300, {"fitted": 180, "set_right": 60, "measured": 60})
    assert trained.card["measured"]["right"] > trained.card["words"]["right"]
    found = suggest(town, unknown)
    assert (found.version, found.first.kind.code) == (trained.version, "0402")
    assert any("黑" in word or "手电" in word for word in found.first.words)


def test_a_worse_model_is_kept_but_does_not_run_and_any_version_can_be_put_back(town, home):
    file_many(town, 300)
    first = train()
    assert train().why_not == "too_few_new"
    with acting_in(Scope.everything()):
        Case.objects.update(filed_at=None)
    file_many(town, 310, days_ago=-2, misled=248)
    third = train()
    assert (third.runs, third.why_not, running_version()) == (False, "worse", first.version)
    assert kept_models()[0].version == third.version
    use_version(third.version)
    assert suggest(town, "灯不亮").version == third.version
    use_version("words")
    assert running_model() == ("words", None)
    for unknown in ("20990101-1", "../keys", ""):
        with pytest.raises(NotFound):
            use_version(unknown)
    assert running_version() == "words"


def test_a_broken_model_falls_back_to_the_words(town, home):
    file_many(town, 210)
    version = train().version
    (home / "models" / "triage" / version / "weights.npz").write_bytes(b"torn")
    (home / "models" / "triage" / version / "words.json").touch()
    assert suggest(town, "楼道灯坏了，路灯不亮").version == "words"
    with pytest.raises(NotFound):
        read_version(version)


def test_a_kept_model_reads_back_the_same_and_holds_numbers_only(tmp_path):
    rows = [Filed(WAYS[kind][n % 3].format(n=n), kind) for n in range(30) for kind in ("0301", "0402")]
    learned = set_right(fit(rows), rows, lambda plain: {})
    learned.keep(tmp_path)
    again = read_learned(tmp_path)
    assert again.chances("晚上伸手不见五指") == pytest.approx(learned.chances("晚上伸手不见五指"), abs=1e-4)
    assert max(again.chances("一地果皮").items(), key=lambda one: one[1])[0] == "0301"
    assert json.loads((tmp_path / "words.json").read_text())["kinds"] == ["0301", "0402"]
    assert np.load(tmp_path / "weights.npz", allow_pickle=False)["weights"].shape[0] == 2
    assert sum(again.chances("").values()) == pytest.approx(1)


def test_measures_are_what_they_say():
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert calibration_error([0.95, 0.95], [True, False]) == pytest.approx(0.45)
    rows = [Filed("x", "a"), Filed("y", "b")]
    found = measure(lambda plain: {"a": 0.9 if plain == "x" else 0.4}, rows)
    assert (found.right, found.answered, found.answered_right, found.accuracy) == (1, 1, 1, 0.5)
    assert (measure(lambda plain: {}, []).accuracy, macro_f1([], [])) == (None, 0.0)
    learned = fit(rows * 3).warmed(1.0, 0.25)
    assert blended(learned, lambda plain: {"c": 1.0})("x")["c"] == 0.75


def deliver(case: Case) -> None:
    for message in OutboxMessage.objects.filter(topic__endswith="CaseMoved", payload__case_id=str(case.id)):
        note_filing(CaseMoved(case.id, case.street_code, message.payload["step_id"]))


def notes(case: Case) -> list[tuple[str, str, str]]:
    with acting_in(Scope.everything()):
        return list(TriageNote.objects.filter(case=case).values_list("suggested", "filed", "version"))


def test_what_was_suggested_is_noted_beside_what_was_filed(town):
    right = loop.filed(town, "0506")
    wrong = loop.filed(town, "0301")
    unsure = loop.filed(town, "0301", body="有件事想反映")
    for case in (right, wrong, unsure, right):
        deliver(case)
    assert notes(right) == [("0506", "0506", "words")]
    assert notes(wrong) == [("0506", "0301", "words")]
    assert notes(unsure) == [("", "0301", "words")]
    with acting_in(town.actor("centre").scope):
        record = triage_record(kinds_in_force(town.code), town.county)
    assert (record.filed, record.suggested, record.right, record.right_large) == (3, 2, 1, 1)
    line = next(line for one in record.by_large for line in one.kinds if line.kind.code == "0301")
    assert (line.filed, line.right, line.corrected, line.unsure) == (2, 0, 1, 1)
    with acting_in(town.actor("neighbour_staff").scope):
        assert triage_record(kinds_in_force(town.code), town.county).filed == 0


def test_other_deeds_leave_no_note(town):
    case = loop.raised(town)
    deliver(case)
    assert notes(case) == []


def test_a_note_moves_with_its_case_to_another_street(town):
    case = loop.filed(town, "0506")
    deliver(case)
    from linli.cases.relocate import move_to_street

    with acting_in(Scope.everything()):
        moved = move_to_street(Case.objects.get(id=case.id), "341702011")
        assert list(TriageNote.objects.values_list("street_code", "case_id")) == [(341702011, moved.id)]


def set_words(town, who: str = "centre", words: str = "黑咕隆咚 摸黑走", examples: str = "", prefix: str | None = None):
    return set_triage_words(
        actor=town.actor(who), key=uuid4(), prefix=town.county if prefix is None else prefix, code="0402",
        words=words, examples=examples,
    )  # fmt: skip


def test_a_centres_words_count_in_its_jurisdiction_and_can_be_given_back(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_words(town)
    assert suggest(town, "单元里黑咕隆咚").first.kind.code == "0402"
    assert suggest_kind(kinds_in_force(""), "110101", "单元里黑咕隆咚").first is None
    with django_capture_on_commit_callbacks(execute=True):
        assert set_words(town, words="", examples="") is None
    assert not TriageWords.objects.exists()
    assert suggest(town, "单元里黑咕隆咚").first is None


@pytest.mark.parametrize(("who", "prefix"), [("staff", "341702"), ("centre", ""), ("centre", "110101")])
def test_only_the_keepers_of_a_jurisdiction_change_its_words(town, who, prefix):
    with pytest.raises(NotAllowed):
        set_words(town, who, prefix=prefix)


def test_danger_is_told_by_rule_whatever_the_model_says(town):
    file_many(town, 210)
    train()
    found = suggest(town, "停车位边上冒烟了")
    assert found.urgent == ("冒烟",)


def test_a_kind_corrected_later_is_what_is_learned_from(town):
    case = loop.filed(town)
    deliver(case)
    case = loop.do(town, "staff", case, Deed.CORRECT_KIND, {"category": "0506", "reason": "是车库渗水"})
    deliver(case)
    with acting_in(Scope.everything()):
        assert TriageNote.objects.get(case=case).filed == "0506"
