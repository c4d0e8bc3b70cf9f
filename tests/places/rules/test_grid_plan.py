"""Neighbouring grids share their border once."""

import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import BadInput
from linli.places.rules.coverage import FaultKind, find_faults
from linli.places.rules.grid_plan import plan_of, read_plan
from linli.places.rules.ground import Plane

PLANE = Plane(117.48, 30.66)


def ground(*corners):
    """A polygon on the plane in metres, as degrees."""
    return PLANE.degrees(shapely.Polygon(corners))


def box(west, south, east, north):
    return ground((west, south), (east, south), (east, north), (west, north))


LEFT, RIGHT = box(0, 0, 100, 100), box(100, 0, 200, 100)


def test_two_grids_beside_each_other_share_two_corners():
    plan = plan_of([("1", "甲", LEFT), ("2", "乙", RIGHT)])
    assert len(plan.points) == 6
    first, second = (set(cell.parts[0][0]) for cell in plan.cells)
    assert len(first & second) == 2


def test_a_corner_on_the_neighbours_border_becomes_a_corner_of_both():
    above = box(0, 100, 50, 200), box(50, 100, 100, 200)
    plan = plan_of([("1", "甲", LEFT), ("2", "乙", above[0]), ("3", "丙", above[1])])
    assert len(plan.cells[0].parts[0][0]) == 5


@given(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_what_was_drawn_a_hand_too_far_or_too_near_is_closed(dx, dy):
    shaken = box(100 + dx, dy, 200, 100 + dy)
    plan = plan_of([("1", "甲", LEFT), ("2", "乙", shaken)])
    cells = [(cell.name, plan.shape(cell)) for cell in plan.cells]
    assert find_faults(cells) == []
    assert cells[0][1].touches(cells[1][1])


def test_a_plan_travels_to_the_editor_and_back():
    plan = plan_of([("1", "甲", LEFT.difference(box(20, 20, 40, 40))), ("", "乙", box(20, 20, 40, 40))])
    again = read_plan(json.dumps(plan.as_plain()))
    assert again == plan
    assert len(again.cells[0].parts[0]) == 2
    assert again.shape(again.cells[0]).area == pytest.approx(LEFT.area - again.shape(again.cells[1]).area, rel=1e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "[]",
        "{",
        '{"points": [[0.5, 1]], "cells": []}',
        '{"points": [[0, 0]], "cells": [{"name": "甲", "parts": [[[0, 1, 2]]]}]}',
        '{"points": [[0, 0], [1, 1]], "cells": [{"name": "甲", "parts": [[[0, 1]]]}]}',
        '{"points": [[0, 0], [9999999999999, 1], [3, 3]], "cells": []}',
        '{"points": [[0,0],[9,0],[9,9]], "cells": [{"name": "", "parts": [[[0,1,2]]]}]}',
        '{"points": [[0,0],[9,0],[9,9]], "cells": [{"name": "甲", "parts": [[[0,1,2]]]}, {"name": "甲", "parts": [[[0,1,2]]]}]}',
        '{"points": [[true, 0]], "cells": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_plan_is_refused(wrong):
    with pytest.raises(BadInput):
        read_plan(wrong)


def kinds(cells, **more):
    return [fault.kind for fault in find_faults([(f"{n}", cell) for n, cell in enumerate(cells)], **more)]


def test_a_division_without_fault_has_none():
    assert kinds([LEFT, RIGHT], community=box(0, 0, 200, 100)) == []


def test_every_fault_is_a_place_on_the_map():
    overlap = find_faults([("甲", LEFT), ("乙", box(90, 0, 200, 100))])[0]
    assert (overlap.kind, overlap.names) == (FaultKind.OVERLAP, ("甲", "乙"))
    assert overlap.square_metres == pytest.approx(1_000, rel=0.01)
    assert shapely.Polygon(overlap.ring).contains(shapely.Point(overlap.at))

    gap = find_faults([("甲", LEFT), ("乙", box(110, 0, 200, 100))], community=box(0, 0, 200, 100))[0]
    assert gap.kind is FaultKind.GAP
    assert gap.square_metres == pytest.approx(1_000, rel=0.01)


def test_a_border_that_crosses_itself_is_named_with_the_place():
    bow = ground((0, 0), (100, 100), (100, 0), (0, 100))
    fault = find_faults([("甲", bow)])[0]
    assert (fault.kind, fault.names) == (FaultKind.CROSSES, ("甲",))
    assert PLANE.flat([fault.at])[0] == pytest.approx([50, 50], abs=0.5)


def test_outside_the_community_in_the_next_one_a_hole_and_a_building_without_grid():
    assert kinds([LEFT, RIGHT], community=box(0, 0, 150, 100)) == [FaultKind.OUTSIDE]
    assert kinds([LEFT], neighbours=[("邻近社区", box(90, 0, 200, 100))]) == [FaultKind.OTHER_COMMUNITY]
    assert kinds([LEFT.difference(box(20, 20, 40, 40))]) == [FaultKind.GAP]
    at = PLANE.round([(300.0, 50.0)])[0]
    assert kinds([LEFT], buildings=[("1号楼", tuple(at))]) == [FaultKind.HOMELESS]


def test_narrower_than_half_a_metre_is_no_fault():
    assert kinds([LEFT, box(100.4, 0, 200, 100)], community=box(0, 0, 200, 100)) == []
    assert kinds([LEFT, box(99.6, 0, 200, 100)], community=box(0, 0, 200, 100)) == []
    assert kinds([LEFT, box(100.7, 0, 200, 100)], community=box(0, 0, 200, 100)) == [FaultKind.GAP]
