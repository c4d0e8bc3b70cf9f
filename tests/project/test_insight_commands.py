"""`./linli insight rebuild | check | half-month`, driven as commands on a real database."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linli.insight.models import CaseCount, RegisterCount, Report, SpanCount
from linli.insight.rules.marks import PLACE_OF
from linli.insight.rules.measures import Measure
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.project.command_line.__main__ import parser
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn
from tests.insight.half_month import FIRST, after, make_half_month
from tests.insight.test_kept_counts import kept
from tests.small_community import make_small_community

SPAN = ("--from", "2026-11-01", "--to", "2026-11-15")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def town(committed_database, tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))
    monkeypatch.setenv("LINLI_DATABASE_URL", "given")
    town = make_small_community()
    make_half_month(town)
    with after():
        yield town


@pytest.fixture
def linli(town, tmp_path, capsys) -> Run:
    """Runs `./linli insight` with these words: how it ended and what it said."""

    def run(*words: str) -> tuple[int, str]:
        given = parser().parse_args(["insight", *words])
        ended = given.run(given, Where(tmp_path, tmp_path))
        said = capsys.readouterr()
        return ended, said.out + said.err

    return run


def test_everything_is_counted_anew_and_comes_out_the_same(linli, town):
    linli("rebuild")
    there = kept()
    with acting_in(Scope.everything()):
        CaseCount.objects.all().delete()
        SpanCount.objects.all().delete()
    ended, said = linli("rebuild")
    assert ended == 0
    assert f"{town.street}：6 件" in said
    assert "算好了：1 个街道，6 件" in said
    assert kept() == there
    with acting_in(Scope.everything()):
        assert RegisterCount.objects.count() == 0, "nobody is registered here"


def test_a_rebuilding_that_was_broken_off_goes_on_after_the_last_street(linli, town):
    ended, said = linli("rebuild", "--after", town.street)
    assert (ended, "算好了：0 个街道" in said) == (0, True)
    _ended, said = linli("rebuild", "--after", "341702001")
    assert f"{town.street}：6 件" in said
    _ended, said = linli("rebuild", "--street", town.street)
    assert "算好了：1 个街道" in said


def test_the_check_agrees_with_plain_counting(linli):
    linli("rebuild")
    ended, said = linli("check", *SPAN)
    assert (ended, "每个数都对得上" in said) == (0, True)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"level": 12, "span": "half"}, "本期反映"),
        ({"level": 12, "span": "day"}, "本期反映，按天"),
        ({"level": 9, "digits": 2, "span": "half"}, "本期反映（类别 "),
        ({"level": 9, "digits": 2, "span": "day"}, "，按天"),
    ],
)
def test_the_check_finds_a_wrong_number_and_names_it(linli, town, where, told):
    linli("rebuild")
    with acting_in(Scope.everything()):
        row = next(
            row
            for row in SpanCount.objects.filter(**where, first_on__range=("2026-11-01", "2026-11-15"))
            if row.counts[PLACE_OF[Measure.RAISED]]
        )
        row.counts[PLACE_OF[Measure.RAISED]] += 7
        row.save()
    ended, said = linli("check", *SPAN)
    assert ended == 1
    (line,) = (line for line in said.splitlines() if "记的是" in line)
    assert line.startswith(row.place_code)
    assert told in line
    assert "有 1 个数对不上" in said
    linli("rebuild")
    assert linli("check", *SPAN)[0] == 0


def test_the_check_finds_a_wrong_duration(linli, town):
    linli("rebuild")
    with acting_in(Scope.everything()):
        row = SpanCount.objects.filter(level=9, span="half", digits=0, first_on=FIRST).exclude(took=[]).first()
        row.took[0] += 2
        row.save()
    ended, said = linli("check", *SPAN, "--place", town.street)
    assert (ended, f"{town.street} 处置时长" in said) == (1, True)


def test_a_span_that_ends_before_it_begins_is_no_span(linli):
    with pytest.raises(CannotGoOn, match="结束的日子在开始的日子前面"):
        linli("check", "--from", "2026-11-15", "--to", "2026-11-01")


@pytest.mark.parametrize(
    "words", [("rebuild", "--street", "34"), ("check", "--place", "34170"), ("rebuild", "--after", "x")]
)
def test_a_place_that_is_none_is_refused_with_a_sentence(linli, words, capsys):
    with pytest.raises(SystemExit):
        linli(*words)
    assert "数字" in capsys.readouterr().err


def test_the_missing_analyses_are_drafted_once(linli, town):
    ended, said = linli("half-month", "--place", town.code)
    assert (ended, "新起了 2 份草稿" in said) == (0, True)
    assert "没有要补的" in linli("half-month", "--place", town.code)[1]
    with acting_in(Scope.everything()):
        assert set(Report.objects.values_list("name", "first_on")) == {("湖东苑", FIRST), ("测试社区", FIRST)}
