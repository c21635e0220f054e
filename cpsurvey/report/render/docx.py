"""Word: headings, APA tables with horizontal rules only, pictures."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from cpsurvey.office import same_bytes
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.render import Renderer, _wordtable, renderers
from cpsurvey.report.table import Table

LINK = "1D4E89"
TONES = {"lead": LINK, "note": "616E7C", "warning": "9A5B00", "alert": "B2182B"}
FEW = 6
"""Up to so many chapters a reader finds without a list of contents."""


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
    sideways, part = False, ""
    for at, chapter in enumerate(document.sections):
        for first, block in enumerate(chapter.read):
            wide = isinstance(block, Table) and _wordtable.turned(block, document.language)
            if wide != sideways:
                _turn(word, sideways=wide)
                sideways = wide
            if first == 0:
                if chapter.part not in ("", part):
                    word.add_heading(chapter.part, 1)
                part = chapter.part
                _heading(word, chapter)
            _block(word, block, document, listed=chapter.id == "summary")
        if at == 0 and len(document.sections) > FEW:
            _contents(word, document)
    stream = io.BytesIO()
    word.save(stream)
    file.write_bytes(same_bytes(stream))
    return [file]


def _block(word: Any, block: Any, document: Document, *, listed: bool) -> None:
    if isinstance(block, Table):
        _table(word, block, document)
    elif isinstance(block, Figure):
        _figure(word, block, document)
    else:
        _text(word, block, listed=listed)


def _heading(word: Any, chapter: Section) -> None:
    """A chapter's heading with the mark the contents lead to."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    heading = word.add_heading(chapter.title, 2 if chapter.part else 1)
    number = str(len(word.element.body))
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), number)
    begin.set(qn("w:name"), f"chapter-{chapter.id}")
    heading.runs[0]._r.addprevious(begin)
    heading._p.append(end)


def _contents(word: Any, document: Document) -> None:
    """Chapters under their parts; each line leads to its chapter."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    word.add_heading(document.words["contents"], 1)
    for part, chapters in document.parts():
        if part:
            name = word.add_paragraph()
            name.add_run(part).bold = True
            name.paragraph_format.space_before = Pt(5)
            name.paragraph_format.space_after = Pt(0)
            name.paragraph_format.keep_with_next = True
        for chapter in chapters:
            line = word.add_paragraph()
            line.paragraph_format.left_indent = Cm(0.6 if part else 0)
            line.paragraph_format.space_after = Pt(0)
            _coloured(line, chapter.title, LINK)
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"chapter-{chapter.id}")
            link.append(line.runs[0]._r)
            line._p.append(link)


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


def _text(word: Any, block: Text, *, listed: bool) -> None:
    style = "List Bullet" if listed and block.tone == "plain" else None
    paragraph = word.add_paragraph(style=style)
    if block.tone in TONES:
        _coloured(paragraph, block.text, TONES[block.tone], bold=block.tone == "alert")
    else:
        paragraph.add_run(block.text)


def _table(word: Any, table: Table, document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    number = table.id.split("-")[0]
    caption = word.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(10)
    caption.paragraph_format.space_after = Pt(3)
    caption.add_run(f"{document.words['table']} {number}  ").bold = True
    caption.add_run(table.title).italic = True
    caption._p.addnext(parse_xml(_wordtable.xml(table, document.language)))
    _note(word, table, document)


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


renderers("docx")(Renderer(write, draws="png", for_managers=True, loads=("docx",)))
