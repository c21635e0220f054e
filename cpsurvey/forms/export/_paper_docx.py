"""The paper form as a Word file, to edit before it is printed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms.export import Written
from cpsurvey.forms.export._entry import Entry, entries
from cpsurvey.forms.export._paper import Choice, Grid, Paper, Part, Row, papers
from cpsurvey.forms.export._workbook import without_controls
from cpsurvey.office import same_bytes

BOX = "☐"
WIDTH = 18.4
"""Centimetres between the margins."""
ANSWERS = 0.62
"""Share of it for columns of answers."""
LINE = "BBBBBB"


def write(questionnaire: Questionnaire) -> Written:
    """A file with every language, each from a page of its own."""
    import docx

    made = papers(questionnaire)
    word = docx.Document()
    _styles(word, made[0])
    for at, paper in enumerate(made):
        _form(word, paper, anew=at > 0)
    _entry(word, made[0], entries(questionnaire, made))
    stream = io.BytesIO()
    word.save(stream)
    return Written(same_bytes(stream), made[0].notes)


def _styles(word: Any, paper: Paper) -> None:
    from docx.shared import Cm, Pt, RGBColor

    properties = word.core_properties
    properties.title = without_controls(paper.title)[:255]
    properties.author = "cpsurvey"
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001
    properties.language = paper.language
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(3)
    for name, size in (("Title", 17), ("Heading 1", 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold = "Arial", Pt(size), True
        style.font.color.rgb = RGBColor(0x11, 0x11, 0x11)
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = "Arial"
    for section in word.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21.0 - WIDTH) / 2)
        section.top_margin = section.bottom_margin = Cm(1.5)
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{paper.name}   ").font.size = Pt(8)
        _field(foot, "PAGE")


def _form(word: Any, paper: Paper, *, anew: bool) -> None:
    title = word.add_paragraph(without_controls(paper.title), style="Title")
    title.paragraph_format.page_break_before = anew
    if paper.notice:
        _framed(word, "", paper.notice)
    _framed(word, paper.words["instructions"], paper.words["how"])
    _people(word, paper)
    for at, part in enumerate(paper.parts, 1):
        word.add_heading(f"{paper.words['part']} {at} / {len(paper.parts)}", 1)
        for block in part:
            _block(word, block, paper)
    thanks = word.add_paragraph()
    thanks.paragraph_format.space_before = _points(14)
    thanks.alignment = 1
    thanks.add_run(paper.words["thanks"]).bold = True


def _framed(word: Any, heading: str, text: str) -> None:
    """A text in a frame that no page divides."""
    table = word.add_table(1, 1)
    table.style = "Table Grid"
    _whole(table.rows[0])
    paragraph = table.rows[0].cells[0].paragraphs[0]
    if heading:
        paragraph.add_run(f"{heading}\n").bold = True
    paragraph.add_run(without_controls(text))
    word.add_paragraph()


def _people(word: Any, paper: Paper) -> None:
    for _, text, values in paper.people:
        paragraph = word.add_paragraph()
        paragraph.add_run(f"{without_controls(text)}   ").bold = True
        paragraph.add_run(
            "   ".join(f"{BOX} {without_controls(value)}" for value in values)
            or "|__" * 8 + "|"
        )


def _block(word: Any, block: Part, paper: Paper) -> None:
    if isinstance(block, Grid):
        _grid(word, block, paper)
        return
    if block.only_if:
        _kept(word.add_paragraph()).add_run(block.only_if).italic = True
    asked = _kept(word.add_paragraph())
    asked.add_run(f"{block.row.number}. {without_controls(block.row.text)}").bold = True
    if block.hint:
        asked.add_run(f" {block.hint}")
    if isinstance(block, Choice):
        lines = [
            word.add_paragraph(f"{BOX}  {without_controls(answer.label)}")
            for answer in block.answers
        ]
    else:
        lines = [word.add_paragraph("_" * (70 if block.long else 12))]
    for line in lines:
        line.paragraph_format.left_indent = _centimetres(0.8)
        line.paragraph_format.space_after = _points(0)
        line.paragraph_format.keep_with_next = True
    lines[-1].paragraph_format.keep_with_next = False
    lines[-1].paragraph_format.space_after = _points(8)


def _grid(word: Any, grid: Grid, paper: Paper) -> None:
    lead = _kept(word.add_paragraph())
    lead.add_run(without_controls(grid.lead)).italic = True
    table = word.add_table(1 + len(grid.rows), 1 + len(grid.answers))
    _narrow(table)
    column = min(1.9, WIDTH * ANSWERS / len(grid.answers))
    widths = [WIDTH - column * len(grid.answers), *[column] * len(grid.answers)]
    for cells, width in zip(table.columns, widths, strict=True):
        cells.width = _centimetres(width)
    head, *rows = table.rows
    _repeated(head)
    _cells(head, [paper.words["statement"], *(one.label for one in grid.answers)], widths, 7)
    for line, row in zip(rows, grid.rows, strict=True):
        texts = [_numbered(row), *[BOX] * len(grid.answers)]
        _cells(line, texts, widths, 10)
    word.add_paragraph()


def _cells(row: Any, texts: Sequence[str], widths: Sequence[float], size: float) -> None:
    """Fill a row that no page divides; answers stand in the middle of their columns."""
    _whole(row)
    for at, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = _centimetres(width)
        _ruled(cell)  # before the alignment: Word wants this order
        cell.vertical_alignment = 1
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = _points(1)
        paragraph.alignment = 1 if at else 0
        run = paragraph.add_run(without_controls(text))
        run.font.size = _points(14 if text == BOX else size)


def _numbered(row: Row) -> str:
    return f"{row.number}. {row.text}"


def _entry(word: Any, paper: Paper, found: Sequence[Entry]) -> None:
    heading = word.add_heading(paper.words["entry"], 1)
    heading.paragraph_format.page_break_before = True
    word.add_paragraph(paper.words["entry_how"])
    table = word.add_table(1 + len(found), 3)
    _narrow(table)
    widths = [2.4, 6.0, WIDTH - 8.4]
    _repeated(table.rows[0])
    texts = [
        [paper.words["number"], paper.words["heading"], paper.words["codes"]],
        *([one.numbers, one.headings, one.codes] for one in found),
    ]
    for row, line in zip(table.rows, texts, strict=True):
        _cells(row, line, widths, 8)
        for cell in row.cells:
            cell.paragraphs[0].alignment = 0


# -------------------------------------------------------------------- of Word itself
def _centimetres(value: float) -> Any:
    from docx.shared import Cm

    return Cm(value)


def _points(value: float) -> Any:
    from docx.shared import Pt

    return Pt(value)


def _kept(paragraph: Any) -> Any:
    """A paragraph that stays with the next one."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _narrow(table: Any) -> None:
    """Fixed widths, and little room beside the text of a cell."""
    table.autofit = False
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="30", type="dxa"))
    table._tbl.tblPr.find(_named("w:tblLook")).addprevious(margins)


def _named(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _repeated(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _ruled(cell: Any) -> None:
    borders = _element("w:tcBorders")
    borders.append(_element("w:bottom", val="single", sz="4", color=LINE))
    cell._tc.get_or_add_tcPr().append(borders)


def _field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = _points(8)
    run._r.append(_element("w:fldChar", fldCharType="begin"))
    text = _element("w:instrText")
    text.text = code
    run._r.append(text)
    run._r.append(_element("w:fldChar", fldCharType="end"))
