"""Whoever reads it in sunlight or with tired eyes can read it: contrast computed from the style sheet itself."""

import re
from pathlib import Path

import pytest

from linli.doors import look

STYLES = Path(look.__file__).parent / "static" / "look"
COLOURS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", (STYLES / "tokens.css").read_text()))
DARK = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", (STYLES / "dark.css").read_text()))
GROUNDS = ["paper", "sheet", "rail", "sunk", "hollow"]
TONES = ["accent", "soon", "overdue", "settled", "calm"]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, colours: dict[str, str] = COLOURS) -> float:
    light, dark = sorted((_luminance(colours[one]), _luminance(colours[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


WRITTEN = [
    *((ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "accent", "accent-deep") for ground in GROUNDS),
    *((tone, ground) for tone in TONES for ground in ("paper", "sheet", "sunk", f"{tone}-wash")),
    *((ink, f"{tone}-wash") for ink in ("ink", "ink-soft") for tone in TONES),
    *(("on-accent", ground) for ground in ("accent", "accent-deep", "overdue")),
    *((f"on-shade-{n}", f"shade-{n}") for n in range(1, 6)),
    *((f"plot-{n}", ground) for n in (2, 3) for ground in ("paper", "sheet")),
    ("ink-soft", "track"), ("ink-faint", "resting"), ("accent-deep", "accent-line"), ("ink-faint", "accent-wash"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "ground"), WRITTEN)
def test_words_stand_out_from_their_ground(words, ground):
    assert contrast(words, ground) >= 4.5, f"{words} on {ground}: {contrast(words, ground):.2f}"


@pytest.mark.parametrize(("words", "ground"), WRITTEN)
def test_words_stand_out_on_the_wall(words, ground):
    assert contrast(words, ground, DARK) >= 4.5, f"{words} on {ground}: {contrast(words, ground, DARK):.2f}"


@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_the_edge_of_a_field_is_seen(ground):
    assert contrast("line-strong", ground) >= 3
    assert contrast("accent", ground) >= 3


def test_every_colour_is_one_of_the_tokens():
    stray = {
        (sheet.name, colour)
        for sheet in STYLES.glob("*.css")
        if sheet.name not in {"tokens.css", "dark.css", "print.css"}
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text())
    }
    assert not stray
