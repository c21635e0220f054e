"""Word: headings, APA tables with horizontal rules only, pictures."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document, Figure, Text
from cpsurvey.report.render import renderers
from cpsurvey.report.table import Row, Table

WIDE = 10
"""Tables of more columns than this stand on a page turned sideways."""
TONES = {"note": "616E7C", "warning": "9A5B00", "alert": "B2182B"}


@renderers("docx")
def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``report.docx``."""
    import docx

    file = folder / f"{document.name}{suffix}.docx"
    word = docx.Document()
    _styles(word, document)
    word.add_heading(document.title, 0)
    word.add_paragraph(document.subtitle)
    if document.banner:
        _coloured(word.add_paragraph(), document.banner, TONES["alert"], bold=True)
        for section in word.sections:
            _coloured(section.header.paragraphs[0], document.banner, TONES["alert"], bold=True)
    sideways = False
    for chapter in document.sections:
        heading: str | None = chapter.title
        for block in chapter.read:
            wide = isinstance(block, Table) and len(block.columns) > WIDE
            if wide != sideways:
                _turn(word, sideways=wide)
                sideways = wide
            if heading:
                word.add_heading(heading, 1)
                heading = None
            if isinstance(block, Table):
                _table(word, block, document)
            elif isinstance(block, Figure):
                _figure(word, block, document)
            else:
                _text(word, block)
    stream = io.BytesIO()
    word.save(stream)
    _same_bytes(stream, file)
    return [file]


def _styles(word: Any, document: Document) -> None:
    from docx.shared import Cm, Pt

    properties = word.core_properties
    properties.title = document.title
    properties.author = "cpsurvey"
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001
    properties.language = document.language
    normal = word.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(10.5)
    for section in word.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin = section.bottom_margin = Cm(2.0)


def _turn(word: Any, *, sideways: bool) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = word.add_section(WD_SECTION.NEW_PAGE)
    short, long = sorted((section.page_width, section.page_height))
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if sideways else (short, long)


def _coloured(paragraph: Any, text: str, colour: str, *, bold: bool = False) -> None:
    from docx.shared import RGBColor

    run = paragraph.add_run(text)
    run.font.color.rgb = RGBColor.from_string(colour)
    run.bold = bold


def _text(word: Any, block: Text) -> None:
    paragraph = word.add_paragraph()
    if block.tone in TONES:
        _coloured(paragraph, block.text, TONES[block.tone], bold=block.tone == "alert")
    else:
        paragraph.add_run(block.text)


def _table(word: Any, table: Table, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    number = table.id.split("-")[0]
    caption = word.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.space_after = Pt(3)
    caption.add_run(f"{document.words['table']} {number}  ").bold = True
    caption.add_run(table.title).italic = True
    size = Pt(8) if len(table.columns) > WIDE else Pt(9)
    grid = word.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    grid.autofit = False
    widths = _widths(table, document)
    right = WD_ALIGN_PARAGRAPH.RIGHT

    # python-docx finds a cell anew each time it is asked: walk its rows once
    lines = [list(row.cells) for row in grid.rows]
    for at, width in enumerate(widths):
        grid.columns[at].width = width
        for cells in lines:
            cells[at].width = width

    def put(
        line: int,
        at: int,
        text: str,
        *,
        bold: bool = False,
        number: bool = False,
        faint: bool = False,
    ) -> None:
        paragraph = lines[line][at].paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size = size
        run.bold = bold
        if faint:
            run.font.color.rgb = RGBColor(0x9A, 0xA5, 0xB1)
        if number:
            paragraph.alignment = right

    for at, column in enumerate(table.columns):
        put(0, at, column.heading, bold=True, number=column.kind != "text")
        lines[0][at].paragraphs[0].paragraph_format.keep_with_next = True
    for line, row in enumerate(table.rows, 1):
        if row.role == "group":
            merged = lines[line][0].merge(lines[line][-1])
            paragraph = merged.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(str(row.cells[0]))
            run.italic, run.bold, run.font.size = True, True, size
            continue
        for at, column in enumerate(table.columns):
            shown = table.shown(row, at, document.language)
            put(line, at, shown, number=column.kind != "text", faint=at in row.faint)
    _rules(grid, lines, table.rows)
    _note(word, table, document)


def _widths(table: Table, document: Document) -> list[Any]:
    """Column widths: numbers take what they need, texts share the rest by length."""
    from docx.shared import Cm

    room = 25.7 if len(table.columns) > WIDE else 17.0
    widths = [0.0] * len(table.columns)
    longest = [0.0] * len(table.columns)
    for at, column in enumerate(table.columns):
        shown = [table.shown(r, at, document.language) for r in table.rows if r.role == "body"]
        longest[at] = max([len(column.heading) * 0.6, *(len(text) for text in shown)])
        if column.kind != "text":
            word = max(len(part) for part in (column.heading or " ").split(" "))
            widths[at] = max(min(3.2, 0.55 + 0.19 * longest[at]), 0.55 + 0.23 * word)
    texts = [at for at, column in enumerate(table.columns) if column.kind == "text"]
    left = max(room - sum(widths), 2.2 * len(texts))
    total = sum(min(longest[at], 45) for at in texts) or 1
    for at in texts:
        share = left * min(longest[at], 45) / total
        widths[at] = min(share, max(3.2, 0.21 * longest[at])) if len(texts) > 1 else share
    if len(texts) == 1:  # a short first column need not fill the page
        widths[texts[0]] = min(left, max(3.0, 0.21 * longest[texts[0]]))
    return [Cm(width) for width in widths]


def _rules(grid: Any, lines: list[list[Any]], rows: tuple[Row, ...]) -> None:
    """Horizontal rules above and below the heading and at the end; the heading repeats."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def border(cell: Any, *edges: str) -> None:
        properties = cell._tc.get_or_add_tcPr()
        borders = OxmlElement("w:tcBorders")
        for edge in edges:
            element = OxmlElement(f"w:{edge}")
            for name, value in (("val", "single"), ("sz", "6"), ("color", "1F2933")):
                element.set(qn(f"w:{name}"), value)
            borders.append(element)
        properties.append(borders)

    for cell in lines[0]:
        border(cell, "top", "bottom")
    last = lines[len(rows)]
    for cell in {id(c._tc): c for c in last}.values():
        border(cell, "bottom")
    head = grid.rows[0]._tr.get_or_add_trPr()
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    head.append(repeat)
    for row in grid.rows:
        keep = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(keep)


def _note(word: Any, table: Table, document: Document) -> None:
    from docx.shared import Pt

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(3)
    if table.notes:
        run = paragraph.add_run(f"{document.words['note']} ")
        run.italic, run.font.size = True, Pt(8.5)
        run = paragraph.add_run(" ".join(table.notes))
        run.font.size = Pt(8.5)


def _figure(word: Any, figure: Figure, document: Document) -> None:
    from docx.shared import Cm, Pt

    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(figure.png), width=Cm(16.0))
    picture._inline.docPr.set("descr", f"{figure.title}. {figure.alt}")
    caption = word.add_paragraph()
    run = caption.add_run(f"{document.words['figure']}. {figure.title}. {figure.alt}")
    run.italic, run.font.size = True, Pt(9)


def _same_bytes(stream: io.BytesIO, file: Path) -> None:
    """Write the package with fixed dates, so that the same report is the same file."""
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(file, "w") as out:
        for entry in package.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, package.read(entry.filename))
