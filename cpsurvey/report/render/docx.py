"""Word: headings, APA tables with horizontal rules only, pictures."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from cpsurvey.office import same_bytes
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.render import Renderer, _wordtable, _wordtext, renderers
from cpsurvey.report.render._wordtext import run
from cpsurvey.report.table import Table

LINK = "1D4E89"
TONES = {"lead": LINK, "note": "616E7C", "warning": "9A5B00", "alert": "B2182B"}
FEW = 6
"""Up to so many chapters a reader finds without a list of contents."""


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``report.docx``."""
    import docx
    from docx.oxml import parse_xml

    file = folder / f"{document.name}{suffix}.docx"
    word = docx.Document()
    _styles(word, document)
    word.add_heading(document.title, 0)
    word.add_paragraph(document.subtitle)
    if document.banner:
        banner = _coloured(document.banner, TONES["alert"], bold=True)
        _add(word, _wordtext.paragraph(banner))
        for section in word.sections:
            header = section.header.paragraphs[0]._p
            header.extend(parse_xml(_wordtext.all_of(banner)))
    sideways, part, numbers = False, "", count(1)
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
            if isinstance(block, Figure):
                _figure(word, block, document, numbers)
            elif isinstance(block, Table):
                _add(word, _table(block, document))
            else:
                _add(word, _text(block, listed=chapter.id == "summary"))
        if at == 0 and len(document.sections) > FEW:
            _contents(word, document)
    stream = io.BytesIO()
    word.save(stream)
    file.write_bytes(same_bytes(stream))
    return [file]


def _add(word: Any, xml: str) -> None:
    """Put paragraphs and tables at the end, before what the last section says of its pages."""
    from docx.oxml import parse_xml

    end = word.element.body.sectPr
    for one in list(parse_xml(_wordtext.all_of(xml))):
        end.addprevious(one)


def _heading(word: Any, chapter: Section) -> None:
    """A chapter's heading with the mark the contents lead to."""
    mark = (len(word.element.body) + 1, f"chapter-{chapter.id}")
    level = 2 if chapter.part else 1
    _add(word, _wordtext.paragraph(run(chapter.title), style=f"Heading{level}", mark=mark))


def _contents(word: Any, document: Document) -> None:
    """Chapters under their parts; each line leads to its chapter."""
    lines = [_wordtext.paragraph(run(document.words["contents"]), style="Heading1")]
    for part, chapters in document.parts():
        if part:
            place = '<w:keepNext/><w:spacing w:before="100" w:after="0"/>'
            lines.append(_wordtext.paragraph(run(part, "<w:b/>"), place=place))
        indent = round(0.6 * _wordtable.TWIPS) if part else 0
        place = f'<w:spacing w:after="0"/><w:ind w:left="{indent}"/>'
        lines += (
            _wordtext.paragraph(
                _wordtext.link(_coloured(chapter.title, LINK), f"chapter-{chapter.id}"),
                place=place,
            )
            for chapter in chapters
        )
    _add(word, "".join(lines))


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


def _coloured(text: str, colour: str, *, bold: bool = False) -> str:
    weight = "<w:b/>" if bold else '<w:b w:val="0"/>'
    return run(text, f'{weight}<w:color w:val="{colour}"/>')


def _text(block: Text, *, listed: bool) -> str:
    style = "ListBullet" if listed and block.tone == "plain" else ""
    if block.tone not in TONES:
        return _wordtext.paragraph(run(block.text), style=style)
    said = _coloured(block.text, TONES[block.tone], bold=block.tone == "alert")
    return _wordtext.paragraph(said, style=style)


def _table(table: Table, document: Document) -> str:
    caption = run(f"{document.words['table']} {table.called}  ", "<w:b/>")
    caption += run(table.title, "<w:i/>")
    place = '<w:keepNext/><w:spacing w:before="200" w:after="60"/>'
    written = _wordtable.xml(table, document.language)
    return _wordtext.paragraph(caption, place=place) + written + _note(table, document)


def _note(table: Table, document: Document) -> str:
    said = ""
    if table.notes:
        said = run(f"{document.words['note']} ", '<w:i/><w:sz w:val="17"/>')
        said += run(" ".join(table.notes), '<w:sz w:val="17"/>')
    return _wordtext.paragraph(said, place='<w:spacing w:before="60"/>')


def _figure(word: Any, figure: Figure, document: Document, numbers: Iterator[int]) -> None:
    said = run(
        f"{document.words['figure']} {figure.number}. {figure.title}. {figure.alt}",
        '<w:i/><w:sz w:val="18"/>',
    )
    picture = _wordtext.paragraph("<w:r/>", place="<w:keepNext/>")
    _add(word, picture + _wordtext.paragraph(said))
    place = word.element.body.sectPr.getprevious().getprevious()
    place.r_lst[0].add_drawing(_inline(word, figure, next(numbers)))


def _inline(word: Any, figure: Figure, number: int) -> Any:
    """A picture between letters; python-docx would look everywhere for a free number."""
    from docx.oxml.shape import CT_Inline
    from docx.shared import Cm

    name, image = word.part.get_or_add_image(io.BytesIO(figure.png))
    width, height = image.scaled_dimensions(Cm(16.0), None)
    inline = CT_Inline.new_pic_inline(number, name, image.filename, width, height)
    inline.docPr.set("descr", f"{figure.title}. {figure.alt}")
    return inline


renderers("docx")(Renderer(write, draws="png", loads=("docx",)))
