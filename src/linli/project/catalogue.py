"""The English catalogue: the interface's Chinese sentences, found in the sources, and their translations.

`python -m linli.project.catalogue` adds sentences that are new, drops those no longer there, and says what wants translating.
The compiled form is made when the server starts (`command_line/prepare.py`); nothing but the text file is committed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent
CATALOGUE = SOURCE / "project" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MARKS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
PLURAL_MARKS = frozenset({"ngettext", "ngettext_lazy"})
CHINESE = re.compile("[㐀-鿿，。：；、（）]")
_CALL = re.compile(r"""(?:(?P<plural>n)?gettext(?:_lazy)?|\b_)\((?P<args>.*?)\)(?=\s|$)""")


def sentences(source: Path = SOURCE) -> dict[str, str]:
    """Every Chinese sentence marked for translation, with its plural form ('' for none), from code and templates."""
    found: dict[str, str] = {}
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            found |= dict(_in_code(path.read_text(encoding="utf-8")))
    for path in sorted([*source.rglob("templates/**/*.html"), *source.rglob("templates/**/*.txt")]):
        found |= dict(_in_template(path.read_text(encoding="utf-8")))
    return {text: plural for text, plural in found.items() if CHINESE.search(text)}


def untranslated(path: Path = CATALOGUE) -> list[str]:
    """The sentences that have no English yet."""
    known = {entry.msgid: entry for entry in _read(path)}
    return [text for text in sentences() if text not in known or not _is_done(known[text])]


def update(path: Path = CATALOGUE) -> list[str]:
    """Bring the catalogue in step with the sources; returns what wants translating."""
    catalogue = _read(path)
    known = {entry.msgid: entry for entry in catalogue}
    wanted = sentences()
    for entry in [entry for entry in catalogue if entry.msgid not in wanted]:
        catalogue.remove(entry)
    for text, plural in wanted.items():
        if text not in known:
            forms = {"msgid_plural": plural, "msgstr_plural": {0: "", 1: ""}} if plural else {}
            catalogue.append(polib.POEntry(msgid=text, **forms))
    for entry in catalogue:
        entry.flags = ["python-format"] if "%(" in entry.msgid else []
    catalogue.sort(key=lambda entry: entry.msgid)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return untranslated(path)


def _read(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=120)
    catalogue = polib.POFile(wrapwidth=120)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def _is_done(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def _in_code(code: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in MARKS and texts:
            yield texts[0], ""
        elif name in PLURAL_MARKS and len(texts) > 1:
            yield texts[0], texts[1]


def _in_template(text: str) -> Iterator[tuple[str, str]]:
    from django.utils.translation.template import templatize

    for call in _CALL.finditer(templatize(text)):
        try:
            texts = [
                part.value
                for part in ast.walk(ast.parse(f"f({call['args']})"))
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
        except SyntaxError:
            continue
        if texts:
            yield texts[0], texts[1] if call["plural"] and len(texts) > 1 else ""


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    os.environ.setdefault("LINLI_BUILDING", "1")
    import django

    django.setup()
    missing = update()
    sys.stdout.write("\n".join(missing) + f"\n{len(missing)} want translating\n")
