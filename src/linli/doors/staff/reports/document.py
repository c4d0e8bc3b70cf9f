"""A half-month analysis as a DOCX: headings, sentences, tables with bars, remarks; opens in Word and WPS and can be edited."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from linli.doors.look.words_for_time import when_words
from linli.kernel import clock

from .heard_words import issue_cells, wish_cells

FONT = "Microsoft YaHei"
ACCENT = (31, 111, 107)
WIDEST_BAR = 60
"""Millimetres."""


def report_document(report: Mapping[str, Any]) -> IO[bytes]:
    """The document of what `shown` made, in memory: a few pages, whatever the number of cases."""
    document = Document()
    _set_up(document, report)
    document.add_heading(report["title"], 0)
    document.add_paragraph(_standing(report))
    if report["report"].reason:
        document.add_paragraph(_("更正原因：%(reason)s") % {"reason": report["report"].reason})

    document.add_heading(_("这半个月"), 1)
    for one in report["sentences"]:
        document.add_paragraph(one["words"], style="List Bullet")

    document.add_heading(_("和上期比"), 1)
    rows = [[one.label, one.now, one.before, one.change] for one in report["compared"]]
    _table(document, [_("指标"), _("本期"), _("上期"), _("变化")], rows)

    bar = _bar()
    for plot in report["plots"]:
        document.add_heading(plot.heading, 1)
        document.add_paragraph(plot.title)
        _bars(document, plot.label, plot.points, bar)

    document.add_heading(_("每天反映"), 1)
    document.add_paragraph(report["days_title"])
    _bars(document, _("日"), [{"label": day, "value": count} for day, count in report["days"]], bar)

    for heading, groups in ((_("各类别"), report["kinds"]), (report["parts_word"], report["parts"])):
        if groups:
            document.add_heading(heading, 1)
            cells = [[one.name, *(str(value) for _words, value, _url in one.cells)] for one in groups]
            _table(document, [heading, *report["columns"]], cells)

    for heading, rows, sentences, heads, words in (
        (_("热点问题"), report["issues"], report["issue_sentences"], report.get("issue_heads"), issue_cells),
        (_("心愿"), report["wishes"], report["wish_sentences"], report.get("wish_heads"), wish_cells),
    ):
        if rows is None:
            continue
        document.add_heading(heading, 1)
        for sentence in sentences:
            document.add_paragraph(sentence, style="List Bullet")
        if rows:
            _table(document, heads, [words(one) for one in rows])

    document.add_heading(_("分析与打算"), 1)
    for line in (report["report"].remarks or _("（未写）")).split("\n"):
        document.add_paragraph(line)
    document.add_heading(_("口径"), 1)
    for formula in report["formulas"]:
        document.add_paragraph(str(formula), style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def _set_up(document: Any, report: Mapping[str, Any]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    for style in document.styles:
        if style.type == 1 or style.name == "Normal":
            style.font.name = FONT
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = report["title"]
    document.core_properties.author = report["report"].issued_name
    document.core_properties.created = report["report"].counted_at.replace(tzinfo=None)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        foot._p.append(field)
        if name == "PAGE":
            foot.add_run(" / ")


def _standing(report: Mapping[str, Any]) -> str:
    row = report["report"]
    now = clock.now()
    counted = _("%(period)s，%(when)s 统计。") % {
        "period": report["period"],
        "when": when_words(row.counted_at, now=now),
    }
    if not row.issued_at:
        return counted + _("草稿，还没有发布。")
    return counted + _("%(name)s于 %(when)s 发布，第 %(n)d 版。") % {
        "name": row.issued_name,
        "when": when_words(row.issued_at, now=now),
        "n": row.edition,
    }


def _table(document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    rows = list(rows)
    table = document.add_table(rows=1 + len(rows), cols=len(heads), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = str(words)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for line, values in zip(table.rows[1:], rows, strict=True):
        for number, (cell, value) in enumerate(zip(line.cells, values, strict=True)):
            cell.text = str(value)
            if number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _bars(document: Any, label: str, points: Sequence[Mapping[str, Any]], bar: bytes) -> None:
    """A table that is its own plot: name, a bar to scale, the number."""
    most = max((point["value"] for point in points), default=0)
    table = document.add_table(rows=1 + len(points), cols=3, style="Light List Accent 1")
    for cell, words in zip(table.rows[0].cells, (label, "", _("件")), strict=True):
        cell.text = str(words)
    for line, point in zip(table.rows[1:], points, strict=True):
        name, drawing, number = line.cells
        name.text, number.text = str(point["label"]), str(point["value"])
        if point["value"]:
            width = Mm(max(1, round(WIDEST_BAR * point["value"] / most)))
            drawing.paragraphs[0].add_run().add_picture(io.BytesIO(bar), width=width, height=Mm(3))


def _bar() -> bytes:
    """A bar of one colour, drawn to any length."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), ACCENT).save(file, "PNG")
    return file.getvalue()
