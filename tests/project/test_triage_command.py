"""`./linli triage train | list | use`: examined on the newest filings before it replaces what runs; put back by one command."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from linli.cases.models import Case
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.triage.kept_models import running_version
from linli.cases.triage.suggest import suggest_kind
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.project.command_line.__main__ import parser
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn
from tests.cases.in_the_loop import make_categories
from tests.cases.triage.test_learning_from_filings import file_many
from tests.small_community import make_small_community

DARK = "单元门里黑咕隆咚，老人上楼拿手电"


@pytest.fixture
def town(committed_database, settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))
    monkeypatch.setenv("LINLI_DATABASE_URL", "given")
    make_categories()
    return make_small_community()


@pytest.fixture
def linli(town, tmp_path, capsys):
    """Runs `./linli` with these words and returns what it said."""

    def run(*words: str) -> str:
        given = parser().parse_args(["triage", *words])
        assert given.run(given, Where(tmp_path, tmp_path)) == 0
        said = capsys.readouterr()
        return said.out + said.err

    return run


def card(tmp_path, version: str) -> dict:
    return json.loads((tmp_path / "models" / "triage" / version / "card.json").read_text(encoding="utf-8"))


def suggested(town, body: str) -> str:
    first = suggest_kind(kinds_in_force(town.code), town.code, body).first
    return first.kind.code if first else ""


def test_on_the_first_day_it_says_that_words_suffice(linli):
    assert "只按用词" in linli("list")
    with pytest.raises(CannotGoOn, match="立案还不够"):
        linli("train")
    assert running_version() == "words"


def test_a_version_is_examined_on_later_filings_replaces_what_runs_only_if_no_worse_and_is_put_back(
    linli, town, tmp_path
):
    assert suggested(town, DARK) == ""
    file_many(town, 300)
    said = linli("train")
    first = running_version()
    assert f"已换上 {first}。换回：./linli triage use words" in said
    assert suggested(town, DARK) == "0402"
    kept = card(tmp_path, first)
    assert kept["split"] == {"fitted": 180, "set_right": 60, "measured": 60}
    assert {"rows", "right", "answered", "answered_right", "macro_f1", "off"} <= set(kept["measured"])
    assert kept["running"]["version"] == "words"
    with acting_in(Scope.everything()):
        filed = sorted(Case.objects.values_list("filed_at", flat=True))
    assert datetime.fromisoformat(kept["last_filed_at"]) == filed[-1], "the card says up to when it has read"

    with acting_in(Scope.everything()):
        Case.objects.update(filed_at=None)
    file_many(town, 310, days_ago=-2, misled=248)
    said = linli("train")
    assert f"不如正在用的 {first}，没有换上" in said
    assert running_version() == first
    worse = next(one.name for one in (tmp_path / "models" / "triage").iterdir() if one.is_dir() and one.name != first)
    listed = linli("list")
    assert f"{first}（在用）" in listed
    assert worse in listed

    assert f"已换上 {worse}" in linli("use", worse)
    assert running_version() == worse
    assert f"已换上 {first}" in linli("use", first)
    assert suggested(town, DARK) == "0402"
    assert "只按用词" in linli("use", "words")
    assert suggested(town, DARK) == ""
    assert "现在只按用词" in linli("list")


def test_a_version_that_is_none_changes_nothing(linli, town):
    for unknown in ("20990101-1", "../running", "words2"):
        with pytest.raises(CannotGoOn, match="没有可用的版本"):
            linli("use", unknown)
    assert running_version() == "words"


def test_two_versions_of_one_day_are_told_apart(linli, town, tmp_path):
    file_many(town, 210)
    linli("train")
    assert "太少，比不出高下" in linli("train")
    day = clock.today().strftime("%Y%m%d")
    assert {one.name for one in (tmp_path / "models" / "triage").iterdir() if one.is_dir()} == {f"{day}-1", f"{day}-2"}
