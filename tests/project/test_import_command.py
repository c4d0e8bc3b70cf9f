"""`./linli import ledger`: what a person sees in the terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from linli.cases.actions.map_ledger import map_ledger
from linli.cases.actions.take_in_ledger import take_in_ledger
from linli.cases.ledger_files import Field, LedgerFileError, open_table, propose_mapping
from linli.cases.matter import Source
from linli.cases.models import Case
from linli.kernel.actor import system
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Community
from linli.project.command_line import import_ledger
from linli.project.plain_words import CannotGoOn
from tests.cases.in_the_loop import make_categories
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

BOOK = "登记编号,来电时间,来电内容,处理结果\n1,2026-03-02,路灯坏了,已修\n2,不详,下水道堵,\n3,2026-03-04,=1+1,\n"


@pytest.fixture
def town(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_categories()
    return make_small_community()


@pytest.fixture
def book(tmp_path) -> Path:
    path = tmp_path / "登记本.csv"
    path.write_text(BOOK, encoding="gb18030")
    return path


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    import_ledger.add(parser.add_subparsers())
    return import_ledger._import(parser.parse_args(["import", "ledger", *map(str, words)]))


def test_preview_import_and_the_rows_to_correct_beside_the_file(town, book, capsys):
    assert run(book, "--community", town.code, "--yes") == 1
    said = capsys.readouterr().out
    for words in ("来电时间 → 反映时间", "可以导入 2 行，需要改正 1 行", "100%", "新增 2 件", "登记本-需要改正.xlsx"):
        assert words in said
    corrections = book.with_name("登记本-需要改正.xlsx")
    assert open_table(corrections).header.names[:2] == ("原行号", "需要改正")
    assert run(book, "--community", town.code, "--yes") == 1
    assert "新增 0 件，已有（没有重复导入）2 行" in capsys.readouterr().out


def test_a_preview_writes_nothing(town, book):
    assert run(book, "--community", town.code, "--preview") == 0
    with acting_in(Scope.everything()):
        assert not Case.objects.exists()


def test_nothing_is_imported_without_somebody_to_agree(town, book, monkeypatch):
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115
    with pytest.raises(CannotGoOn, match="Nobody is there"):
        run(book, "--community", town.code)


def test_with_several_communities_one_must_be_named(town, book):
    with pytest.raises(CannotGoOn, match="several"):
        run(book, "--yes")
    with pytest.raises(CannotGoOn, match="not known"):
        run(book, "--community", "000000000000", "--yes")


def test_the_only_community_need_not_be_named(town, book):
    with acting_in(Scope.everything()):
        Community.objects.filter(place_code=town.neighbour_code).delete()
    assert run(book, "--yes", "--source", "hotline") == 1
    with acting_in(Scope.everything()):
        assert set(Case.objects.values_list("source", flat=True)) == {"hotline"}


def test_an_interrupted_import_goes_on(town, book, capsys, monkeypatch):
    def breaks(**given):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("linli.cases.import_ledger.bring_in_rows", breaks)
        with pytest.raises(ConnectionError):
            run(book, "--community", town.code, "--yes")
    assert run(book, "--community", town.code, "--yes") == 1
    said = capsys.readouterr().out
    assert "上次导入到第 0 行时中断了" in said
    assert "新增 2 件" in said


def test_a_mapping_kept_on_the_pages_is_used_by_its_name(town, tmp_path, capsys):
    path = tmp_path / "怪列名.csv"
    path.write_text("甲,乙\n2026-03-02,路灯坏了\n", encoding="utf-8")
    with pytest.raises(LedgerFileError):
        run(path, "--community", town.code, "--yes")
    table = open_table(path)
    mapping = propose_mapping(table.header.names)
    row = take_in_ledger(
        actor=system(), key=None, community=town.code, file_name=path.name, sha256="0" * 64, mapping=mapping, rows_at_most=1
    )  # fmt: skip
    mapping = mapping.choose(0, Field.RAISED_AT).choose(1, Field.BODY)
    map_ledger(
        actor=system(), key=None, ledger=row.key, sheet="", rows_at_most=1, mapping=mapping, source=Source.CAPTAIN,
        save_as="我们的本子",
    )  # fmt: skip
    assert run(path, "--community", town.code, "--mapping", "我们的本子", "--yes") == 0
    assert "新增 1 件" in capsys.readouterr().out
    with pytest.raises(CannotGoOn, match="no mapping"):
        run(path, "--community", town.code, "--mapping", "没有", "--yes")
