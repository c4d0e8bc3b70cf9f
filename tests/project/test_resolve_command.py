"""`./linli places resolve`: a register bound to homes in the terminal, through interruption, with its report."""

from __future__ import annotations

import argparse
import csv
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from openpyxl import Workbook, load_workbook

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.models import HomeRegister, Resident, UnboundRow
from linli.places.models import Dwelling
from linli.project.command_line import resolve_places
from linli.project.plain_words import CannotGoOn
from tests.small_community import make_small_community

ROOT = Path(__file__).resolve().parents[2]
ROWS = """地址,姓名,电话
湖东苑1号楼1单元101室,王建国,13900001111
湖东苑1号楼１单元一〇一,李秀英,
啤酒厂宿舍2栋1单元501,孙平,
湖东苑9号楼101,周全,
湖东苑1号楼1单元998室,郑新,
不知道哪里,吴名,
湖东苑2号楼,,12
"""


def begin(home: Path, *words: object) -> subprocess.Popen:
    """The command in a process of its own, on the test's database."""
    url = urlsplit(os.environ["LINLI_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "DJANGO"))}
    environment |= {"LINLI_HOME": str(home), "LINLI_DATABASE_URL": url, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "linli.project.command_line", "places", "resolve", *map(str, words)],
        env=environment | {"PYTHONIOENCODING": "utf-8"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8",
    )  # fmt: skip


def given(*words: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    resolve_places.add(parser.add_subparsers())
    return parser.parse_args(["resolve", *map(str, words)])


def register(tmp_path: Path, text: str = ROWS, name: str = "住户表.csv") -> Path:
    path = tmp_path / name
    if name.endswith(".xlsx"):
        book = Workbook()
        for row in csv.reader(text.splitlines()):
            book.active.append(row)
        book.save(path)
    else:
        path.write_text(text, encoding="gb18030")
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["住户表.csv", "住户表.xlsx"])
def test_a_register_is_looked_at_bound_and_what_is_left_comes_back_with_reasons(tmp_path, capsys, name):
    town = make_small_community()
    file = register(tmp_path, name=name)
    assert resolve_places.resolve(given(file, "--community", town.code, "--out", tmp_path / "看看.csv")) == 1
    said = capsys.readouterr().out
    assert "6 行地址，1 行读不懂" in said
    assert "第 8 行：电话不像一个号码。" in said
    assert "没有绑定" in said
    with (tmp_path / "看看.csv").open(encoding="utf-8-sig") as looked:
        left = list(csv.reader(looked))
    assert [row[2] for row in left[1:]] == ["孙平", "周全", "郑新", "吴名"]
    with acting_in(Scope.everything()):
        assert not Resident.objects.exists(), "a look writes nothing"

    assert resolve_places.resolve(given(file, "--community", town.code, "--yes")) == 1
    assert "绑定完成：6 行中 2 行对上" in capsys.readouterr().out
    book = load_workbook(file.with_name("住户表-没对上.xlsx"))
    assert book.sheetnames == ["没对上的行", "读不懂的行", "对到哪一级"]
    why = {row[2]: row[6] for row in list(book["没对上的行"].values)[1:]}
    assert set(why) == {"孙平", "周全", "郑新", "吴名"}
    assert "小区里没有9号楼" in why["周全"]
    assert "没有登记 998 室" in why["郑新"]
    assert list(book["读不懂的行"].values)[1] == ("8", "电话不像一个号码。")
    levels = dict(list(book["对到哪一级"].values)[1:])
    assert sum(levels.values()) == 6
    assert levels["到住房"] == 2
    with acting_in(Scope.everything()):
        assert Resident.objects.count() == 2

    resolve_places.resolve(given(file, "--community", town.code, "--yes"))
    assert "已经绑定过" in capsys.readouterr().out
    with acting_in(Scope.everything()):
        assert Resident.objects.count() == 2, "the same file again changes nothing"


@pytest.mark.django_db
def test_a_mended_report_is_fed_back_and_adds_only_what_was_missing(tmp_path, capsys):
    town = make_small_community()
    file = register(tmp_path)
    resolve_places.resolve(given(file, "--community", town.code, "--yes", "--out", tmp_path / "改.csv"))
    mended = (tmp_path / "改.csv").read_text(encoding="utf-8-sig").replace("湖东苑9号楼101", "湖东苑2号楼1单元101")
    (tmp_path / "改.csv").write_text(mended, encoding="utf-8")
    again = given(tmp_path / "改.csv", "--community", town.code, "--yes", "--new-homes")
    assert resolve_places.resolve(again) == 1
    assert "4 行中 3 行对上，新登记住房 2 户、居民 3 人" in capsys.readouterr().out
    with acting_in(Scope.everything()):
        assert Resident.objects.count() == 5


def test_a_run_that_was_killed_goes_on_where_it_stopped_and_binds_nothing_twice(committed_database, tmp_path):
    town, home = make_small_community(), tmp_path / "home"
    lines = [f"湖东苑{1 + n % 2}号楼1单元{n // 2 + 1000}室,住户{n}" for n in range(11_990)]
    file = register(tmp_path, "地址,姓名\n" + "\n".join([*lines[:6_000], *["没有这个地方9栋,谁"] * 10, *lines[6_000:]]))
    first = begin(home, file, "--community", town.code, "--new-homes", "--yes")
    said = ""
    for line in first.stdout:
        said += line
        if re.match(r"\s+5000/12000 行", line):
            first.kill()
            break
    first.wait(timeout=60)
    assert first.returncode not in (0, 1), said
    with acting_in(Scope.everything()):
        done = HomeRegister.objects.get().done
        assert done in (5_000, 10_000), "a portion is whole or not there"
        assert Dwelling.objects.filter(room__regex=r"^\d{4}$").count() == Resident.objects.count()

    second = begin(home, file, "--community", town.code, "--new-homes", "--yes")
    said, _ = second.communicate(timeout=120)
    assert second.returncode == 1, said
    assert f"上次做到第 {done} 行时中断了" in said
    assert "  5000/12000" not in said
    assert "  12000/12000 行，11990 行已对上" in said
    with acting_in(Scope.everything()):
        run = HomeRegister.objects.get()
        assert (run.done, run.bound, sum(run.levels.values())) == (12_000, 11_990, 12_000)
        assert Resident.objects.count() == 11_990
        assert UnboundRow.objects.count() == 10


def refused(*words: object) -> str:
    """What is said of a command that cannot go on."""
    with pytest.raises(CannotGoOn) as reason:
        resolve_places.resolve(given(*words))
    with acting_in(Scope.everything()):
        assert not HomeRegister.objects.exists()
    assert reason.value.then
    return reason.value.what


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.csv", b"", "是空的"),
        ("头.csv", "地址\n".encode(), "没有"),
        ("人.csv", "姓名,电话\n王,13900001111\n".encode(), "表头里没有“地址”这一列"),
        ("坏.xlsx", b"PK\x03\x04 no workbook", "已损坏"),
        ("图.csv", bytes(range(256)) * 40, "不是表格"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(tmp_path, name, data, says):
    town = make_small_community()
    path = tmp_path / name
    path.write_bytes(data)
    assert says in refused(path, "--community", town.code, "--yes")


@pytest.mark.django_db
def test_what_is_asked_for_wrongly_is_answered_with_a_next_step(tmp_path):
    town = make_small_community()
    file, book = register(tmp_path), register(tmp_path, name="表.xlsx")
    assert "没有找到文件" in refused(tmp_path / "没有.csv")
    assert "没有代码为 341702010999 的社区" in refused(file, "--community", "341702010999")
    assert "有不止一个社区" in refused(file)
    assert "工作表" in refused(book, "--community", town.code, "--sheet", "没有")
    out = tmp_path / "没有" / "报告.xlsx"
    assert "报告写不到" in refused(file, "--community", town.code, "--yes", "--out", out)
