"""The English catalogue is complete (architecture.md §7)."""

from __future__ import annotations

import re

import polib

from linli.project.catalogue import CATALOGUE, sentences, untranslated

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
