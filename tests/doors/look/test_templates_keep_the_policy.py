"""The content security policy allows no script and no style inside a page; no template of the project has any."""

import re
from pathlib import Path

import pytest

import linli

SOURCE = Path(linli.__file__).parent
TEMPLATES = sorted(path for path in SOURCE.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline handler": re.compile(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.I),
    "a script in the page": re.compile(r"<script\b(?![^>]*\ssrc=)", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "something from another machine": re.compile(r"""(?:src|<link[^>]*href)\s*=\s*["']?(?:https?:)?//""", re.I),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_holds_no_script_and_no_style(template):
    words = template.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(words)] == []


def test_only_the_look_writes_style_sheets():
    strangers = [p for p in SOURCE.rglob("*.css") if "doors/look/" not in p.as_posix()]
    assert strangers == []


def test_every_icon_named_anywhere_is_drawn():
    look = SOURCE / "doors" / "look"
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (look / "static/look/icons.svg").read_text()))
    named = {name for t in TEMPLATES for name in re.findall(r'(?:\bicon=|{%\s*icon )"([\w-]+)"', t.read_text())}
    from linli.doors.look.sample import components
    from linli.doors.look.tones import TONE_OF_STATE

    named |= {tone.icon for tone in TONE_OF_STATE.values()}
    assert named <= drawn
    assert set(components()["icons"]) == drawn
