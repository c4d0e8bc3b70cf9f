"""Somebody's words made legible: one place for triage, duplicates, hot issues and answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.triage.legible import legible


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("廣場舞擾民，樓道髒亂", "广场舞扰民,楼道脏乱"),
        ("電動車充電樁漏電，裏面着火", "电动车充电桩漏电,里面着火"),
        ("實(shí)在(zài)太吵了", "实在太吵了"),
        ("下水道堵了😡😡，快來！", "下水道堵了 ,快来!"),
        ("<p>路灯<b>不亮</b></p><script>alert(1)</script>", "路灯不亮"),
        ("ＡＢＣ１２３号楼", "abc123号楼"),
        ("", ""),
        ("😡", ""),
        ("詳見https://example.com/a?b=c电梯坏了", "详见电梯坏了"),
    ],
)
def test_what_people_write_becomes_what_can_be_counted(written, read):
    assert legible(written) == read


def test_a_rant_is_read_at_both_ends():
    rant = "电梯坏了。" + "吵" * 20_000 + "请修门禁。"
    assert legible(rant).startswith("电梯坏了")
    assert legible(rant).endswith("请修门禁。")
    assert len(legible(rant)) <= 4_001


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    assert "\x00" not in legible(text)
