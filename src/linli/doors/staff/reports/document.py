"""A half-month analysis as a DOCX: headings, sentences, tables with bars, remarks; opens in Word and WPS and can be edited."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from linli.doors.look.words_for_time import when_words
from linli.kernel import clock

from .heard_words import issue_cells, wish_cells

FONT = "Microsoft YaHei"
INK, FAINT, ACCENT, RULE = "1B2B2A", "5C6B69", "1F6F6B", "D9E0DF"
SHORT = 20
PAGE_WIDTH, NAME_WIDTH, WIDEST_BAR, HIGHEST_BAR = 166, 44, 100, 22
"""Millimetres: between the margins, the first column of a table, and a bar to either side."""


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
        _lead(document, plot.title)
        _bars(document, plot.points, bar)

    document.add_heading(_("每天反映"), 1)
    _lead(document, report["days_title"])
    _columns(document, report["days"], bar)

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
    for formula in (*report["formulas"], _("每个数字是哪几件：在平台上点开数字，或看同名表格的“逐件”。")):
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
    styles = document.styles
    styles["Normal"].font.size = Pt(10.5)
    styles["Normal"].font.color.rgb = RGBColor.from_string(INK)
    for name, size, before in (("Title", 20, 0), ("Heading 1", 13, 14)):
        styles[name].font.size, styles[name].font.bold = Pt(size), True
        styles[name].font.color.rgb = RGBColor.from_string(INK if name == "Title" else ACCENT)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(4)
        for rule in styles[name].element.xpath("w:pPr/w:pBdr"):
            rule.getparent().remove(rule)
    styles["Normal"].paragraph_format.space_after = Pt(4)
    styles["List Bullet"].paragraph_format.space_after = Pt(2)
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


def _lead(document: Any, words: str) -> None:
    """The sentence over a plot, kept with it."""
    document.add_paragraph(words).paragraph_format.keep_with_next = True


def _table(document: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table of quiet rules: names to the left, numbers to the right under their heads, which are repeated on each page."""
    rows = list(rows)
    rest = (PAGE_WIDTH - NAME_WIDTH) / max(1, len(heads) - 1)
    table = _ruled(document, 1 + len(rows), [NAME_WIDTH, *(rest for _head in heads[1:])])
    for number, line in enumerate(table.rows):
        for column, (cell, words) in enumerate(zip(line.cells, rows[number - 1] if number else heads, strict=True)):
            _written(cell, str(words), right=column > 0, head=number == 0)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _kept_together(table)


def _bars(document: Any, points: Sequence[Mapping[str, Any]], bar: bytes) -> None:
    """A table that is its own plot: the name, and a bar to scale with its number behind it."""
    most = max((point["value"] for point in points), default=0)
    table = _ruled(document, len(points), [NAME_WIDTH, PAGE_WIDTH - NAME_WIDTH])
    for line, point in zip(table.rows, points, strict=True):
        name, drawing = line.cells
        _written(name, str(point["label"]))
        _written(drawing, "")
        words = drawing.paragraphs[0]
        if point["value"]:
            width = Mm(max(1, round(WIDEST_BAR * point["value"] / most)))
            words.add_run().add_picture(io.BytesIO(bar), width=width, height=Mm(3))
        words.add_run(f" {point['value']}").font.size = Pt(9.5)
    _kept_together(table)


def _columns(document: Any, days: Sequence[tuple[str, int]], bar: bytes) -> None:
    """The days of the half-month side by side: the number, a bar upwards, the day."""
    most = max((count for _day, count in days), default=0)
    table = _ruled(document, 2, [PAGE_WIDTH / max(1, len(days)) for _day in days])
    for column, (day, count) in enumerate(days):
        above, below = table.cell(0, column), table.cell(1, column)
        above.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        for cell, words in ((above, str(count) if count else ""), (below, day)):
            _written(cell, words, head=cell is below)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if count:
            drawn = above.add_paragraph()
            drawn.alignment, drawn.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
            drawn.add_run().add_picture(
                io.BytesIO(bar), width=Mm(5), height=Mm(max(1, round(HIGHEST_BAR * count / most)))
            )


def _ruled(document: Any, rows: int, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    given = table._tbl.tblPr
    rules = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            rule.set(qn(f"w:{name}"), value)
        rules.append(rule)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", "40"), ("left", "40"), ("bottom", "40"), ("right", "40")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twips)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = given.find(qn("w:tblLook"))
    for element in (rules, margins):
        look.addprevious(element) if look is not None else given.append(element)
    for line in table.rows:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _kept_together(table: Any) -> None:
    """A short table does not break over two pages; a long one may."""
    if len(table.rows) <= SHORT:
        for line in table.rows[:-1]:
            for cell in line.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _written(cell: Any, words: str, *, right: bool = False, head: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(words)
    run.font.size = Pt(9.5)
    if head:
        run.font.color.rgb = RGBColor.from_string(FAINT)


def _bar() -> bytes:
    """A bar of one colour, drawn to any length."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), f"#{ACCENT}").save(file, "PNG")
    return file.getvalue()
