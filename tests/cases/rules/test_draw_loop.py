from pathlib import Path

from linli.cases.rules import State
from linli.cases.rules.draw_loop import document, lines_and_captions, mermaid, write
from linli.cases.rules.loop_layout import BENDS, LABELS, PLACES

DOCS = Path(__file__).parents[3] / "docs"


def test_the_committed_page_and_picture_are_what_the_table_draws(tmp_path):
    write(tmp_path)
    for name in ("case-loop.md", "case-loop.svg"):
        again = "python -m linli.cases.rules.draw_loop docs"
        assert (DOCS / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8"), again


def test_every_state_has_a_place_of_its_own():
    assert PLACES.keys() == set(State)
    assert len(set(PLACES.values())) == len(State)


def test_only_lines_that_are_drawn_are_bent_or_labelled():
    lines, captions = lines_and_captions()
    assert BENDS.keys() | LABELS.keys() <= lines.keys()
    assert set(captions) | {end for pair in lines for end in pair} == set(State)


def test_the_text_diagram_names_every_state():
    assert all(f"as {state}" in mermaid() for state in State)
    assert "case-loop.svg" in document()
