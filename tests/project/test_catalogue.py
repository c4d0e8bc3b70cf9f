"""The English catalogue is complete (architecture.md §7)."""

from __future__ import annotations

import re

import polib

from linli.project.catalogue import CATALOGUE, CHINESE, SOURCE, sentences, untranslated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%s|%%")


def test_every_chinese_sentence_has_its_english():
    assert untranslated() == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said():
    known = sentences()
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.msgid not in known] == []


def test_translations_keep_the_places_for_facts():
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgstr and sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert wrong == []


def test_templates_say_nothing_outside_the_catalogue():
    """A bare ： or 。 between two translated words stays Chinese on the English page: write {% translate "：" %}."""
    told = re.compile(
        r"\{% (?:comment|blocktranslate)\b.*?\{% end(?:comment|blocktranslate) %\}|\{[%{#].*?[%}#]\}|<[^>]*>", re.DOTALL
    )
    bare = [
        f"{path.name}: {text.strip()[:60]}"
        for path in sorted(SOURCE.rglob("templates/**/*.html"))
        if path.name != "look.html" and path.parent.name != "examples"
        for text in told.sub("\n", path.read_text(encoding="utf-8")).splitlines()
        if CHINESE.search(text) and text.strip() != "中文"
    ]
    assert bare == []
