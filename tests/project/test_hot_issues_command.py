"""`./linli insight hot-issues`: a city's messages in, the hot issues named as people name them out; nothing told beforehand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from linli.project.command_line.__main__ import parser
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn

WELL_KNOWN = (
    ("伊景园滨河苑", "车位"),
    ("58车贷", ""),
    ("丽发新城", "搅拌站"),
    ("魅力之城", "油烟"),
    ("绿地海外滩", "高铁"),
    ("月亮岛路", "高压"),
)
"""What everybody in that city knew that year: the place and the problem."""


def run(file: Path, *words: str) -> int:
    given = parser().parse_args(["insight", "hot-issues", str(file), *words])
    return given.run(given, Where(file.parent, file.parent))


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_citys_well_known_issues_are_among_the_hottest_twenty(shared_data, tmp_path, capsys):
    out = tmp_path / "热点.csv"
    assert run(shared_data / "messages" / "complaints.csv", "--out", str(out), "--most", "20") == 0
    found = rows_of(out)
    assert len(found) == 20
    for place, problem in WELL_KNOWN:
        assert any(place in row["问题描述"] and problem in row["问题描述"] for row in found), (place, problem)
    assert all(row["时间范围"] and int(row["人数"]) <= int(row["条数"]) for row in found)
    messages = rows_of(tmp_path / "热点-留言.csv")
    for row in found:
        behind = [one for one in messages if one["问题编号"] == row["问题编号"]]
        assert len(behind) == int(row["条数"]), "each issue with the messages behind it"
    assert "读了 4326 条留言" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是一张表"),
        ("只有,两列\n1,2\n".encode(), "没有这些列"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "不是一张表|没有这些列"),
    ],
)
def test_a_file_that_is_no_table_is_answered_in_a_sentence(tmp_path, data, says):
    file = tmp_path / "表.csv"
    file.write_bytes(data)
    with pytest.raises(CannotGoOn, match=says):
        run(file)
    with pytest.raises(CannotGoOn, match="读不了"):
        run(tmp_path / "没有.csv")
