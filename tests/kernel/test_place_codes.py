"""A place's code says its level, its parent and its street."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.place_codes import (
    GridKind,
    PlaceLevel,
    grid_kind_of,
    is_within,
    level_of,
    next_grid_code,
    next_micro_grid_code,
    parent_of,
    prefix_range,
    street_of,
    street_range,
)

COMMUNITY = "341702010901"
CODES = st.sampled_from(PlaceLevel).flatmap(lambda level: st.text("0123456789", min_size=level, max_size=level))


@given(CODES)
def test_a_place_lies_within_each_of_its_parents(code):
    parents = [code]
    while parents[-1]:
        parents.append(parent_of(parents[-1]))
        assert is_within(code, parents[-1])
    assert len(parents) == 1 + sum(1 for level in PlaceLevel if level <= level_of(code))


@given(CODES, st.text("0123456789", min_size=1, max_size=18))
def test_a_range_of_text_holds_just_what_begins_with_the_prefix(code, prefix):
    low, high = prefix_range(prefix)
    assert (low <= code < high) == is_within(code, prefix)


@given(CODES.filter(lambda code: len(code) >= 9), st.text("0123456789", min_size=1, max_size=18))
def test_a_place_within_a_prefix_has_its_street_in_the_prefix_s_range(code, prefix):
    low, high = street_range(prefix)
    if is_within(code, prefix):
        assert low <= street_of(code) <= high


def test_a_place_above_a_street_belongs_to_its_county():
    assert street_of("341702") == 341702000
    with pytest.raises(ValueError, match="street"):
        street_of("3417")


@pytest.mark.parametrize("code", ["", "1", "34170201", "34170201090x", "３４", "34170201090110", "²²"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ValueError, match=r".+"):
        level_of(code)


def test_grids_are_numbered_by_kind_after_the_highest():
    existing = [COMMUNITY + "1001", COMMUNITY + "1007", COMMUNITY + "2003", "3417020109021099", COMMUNITY + "100199"]
    assert next_grid_code(COMMUNITY, existing, GridKind.BASIC) == COMMUNITY + "1008"
    assert next_grid_code(COMMUNITY, existing, GridKind.EXCLUSIVE) == COMMUNITY + "2004"
    assert next_micro_grid_code(COMMUNITY + "1001", existing[:-1]) == COMMUNITY + "100101"
    assert grid_kind_of(COMMUNITY + "200301") is GridKind.EXCLUSIVE


def test_a_community_that_is_full_or_none_gets_no_further_grid():
    with pytest.raises(ValueError, match="no code left"):
        next_grid_code(COMMUNITY, [COMMUNITY + "1999"], GridKind.BASIC)
    with pytest.raises(ValueError, match="not a community"):
        next_grid_code("341702010", [], GridKind.BASIC)
    with pytest.raises(ValueError, match="not a grid"):
        grid_kind_of(COMMUNITY)
