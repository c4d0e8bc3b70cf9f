"""What may be drawn on an officer's own map, and what is told of the rest."""

import json

import pytest

from linli.kernel.errors import BadInput
from linli.places.rules.own_map import (
    MOST_LINES,
    MOST_MARKS,
    MOST_POINTS,
    Drawing,
    Layer,
    Line,
    LineKind,
    Mark,
    MarkKind,
    check_near,
    read_drawing,
)

HERE = [117.481, 30.66]


def mark(**changed):
    return {"kind": "gate", "at": HERE, "words": "东门", **changed}


def line(points, **changed):
    return {"kind": "walk", "points": points, **changed}


def refused(drawn, **more):
    with pytest.raises(BadInput) as refusal:
        read_drawing(drawn if isinstance(drawn, str) else json.dumps(drawn), **more)
    return refusal.value.field, refusal.value.reason


def test_what_is_drawn_comes_back_as_it_was_kept():
    drawing = Drawing(
        marks=(Mark(MarkKind.FIRE, (117.481, 30.66), "消火栓"),),
        lines=(Line(LineKind.WALK, ((117.48, 30.66), (117.49, 30.661)), "早上走"),),
        notes="周一走西边\n周二走东边",
        layers=(Layer.OUTLINE, Layer.NUMBERS),
    )
    assert read_drawing(json.dumps(drawing.as_plain()), drawing.notes, drawing.layers) == drawing


def test_nothing_drawn_is_a_drawing_too():
    assert read_drawing("") == read_drawing("{}") == Drawing()


@pytest.mark.parametrize("sent", ["{", "[]", "3", '"x"', '{"marks": 3}', "[" * 100_000])
def test_what_cannot_be_read_is_refused(sent):
    assert refused(sent) == ("drawing", "unreadable")


@pytest.mark.parametrize(
    "at", [None, [], [1], [1, 2, 3], ["1", "2"], [True, False], [181, 0], [0, 91], [float("nan"), 1], [1e400, 1], {}]
)
def test_a_mark_stands_somewhere_on_earth(at):
    assert refused({"marks": [mark(at=at)]}) == ("drawing", "coordinates")


def test_a_line_has_two_points_at_least():
    assert refused({"lines": [line([HERE])]}) == ("drawing", "coordinates")


@pytest.mark.parametrize("one", [mark(kind="bomb"), mark(kind=None), mark(kind=["gate"]), 7, None, "x"])
def test_a_mark_is_of_a_known_kind(one):
    assert refused({"marks": [one]}) == ("drawing", "kind")


@pytest.mark.parametrize("words", ["字" * 21, 5, ["x"]])
def test_words_beside_a_mark_can_be_read_from_a_step_away(words):
    assert refused({"marks": [mark(words=words)]}) == ("drawing", "words")


def test_more_than_a_wall_can_hold_is_refused_and_said():
    assert refused({"marks": [mark()] * (MOST_MARKS + 1)}) == ("drawing", "too_many_marks")
    assert refused({"lines": [line([HERE, HERE])] * (MOST_LINES + 1)}) == ("drawing", "too_many_lines")
    assert refused({"lines": [line([HERE] * (MOST_POINTS + 1))]}) == ("drawing", "too_many_points")
    assert refused("{}", notes="字" * 121) == ("notes", "long")
    assert refused("{}", layers=["streets"]) == ("layers", "unknown")


def test_control_characters_are_left_out_of_words_and_notes():
    drawing = read_drawing(json.dumps({"marks": [mark(words="东\x00门\u202e")]}), "一\r\n二\x00")
    assert drawing.marks[0].words == "东门"
    assert drawing.notes == "一\n二"


def test_swapped_coordinates_are_far_away():
    swapped = Drawing(marks=(Mark(MarkKind.NOTE, (30.66, 80.0)),))
    with pytest.raises(BadInput, match="far_away"):
        check_near(swapped, (117.481, 30.66))
    check_near(Drawing(marks=(Mark(MarkKind.NOTE, (117.52, 30.66)),)), (117.481, 30.66))
