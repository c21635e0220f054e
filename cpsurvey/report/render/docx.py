"""Word: headings, APA tables with horizontal rules only, pictures."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr

from cpsurvey.office import same_bytes
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.render import (
    Renderer,
    _captions,
    _wordbase,
    _wordlists,
    _wordtable,
    _wordtext,
    renderers,
)
from cpsurvey.report.render._layout import Plan, plans, turned_blocks
from cpsurvey.report.render._wordtext import Marks, computed, paragraph, run
from cpsurvey.report.table import Table

TONES = {
    "lead": "Lead",
    "note": "Remark",
    "warning": "Warning",
    "alert": "Alert",
    "code": "ProgramText",
}
EMU = 360_000
"""Units of drawings in a centimetre."""
HERE = "contentHere"
"""Stands where the content of a document goes."""
SMALLEST_LINE = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``<document>.docx``.

    Its content joins the package as text: moved element by element into the tree of the
    document, that of a long one took longer than all else.
    """
    word = _wordbase.opened(document)
    flow = _Flow(word, document)
    content = "".join(flow.content())
    word.place.addprevious(word.place.makeelement(f"{_wordbase.W}{HERE}", {}))
    main = word.file.part.partname.membername

    def filled(name: str, data: bytes) -> bytes:
        if name != main:
            return flow.images.get(name, data)
        before, after = re.split(rb"<\w+:%s/>" % HERE.encode(), data)
        return _wordtext.declared(before) + content.encode() + after

    stream = io.BytesIO()
    word.file.save(stream)
    file = folder / f"{document.name}{suffix}.docx"
    file.write_bytes(same_bytes(stream, filled))
    return [file]


class _Flow:
    """Writes one document from its title to its last page."""

    def __init__(self, word: _wordbase.Word, document: Document) -> None:
        self.word, self.document, self.styles = word, document, word.styles
        self.counts = _captions.counts(document)
        self.marks = Marks({id: str(one.value) for id, one in self.counts.items()})
        self.pictures = count(1)
        self.images: dict[str, bytes] = {}
        """Name in the package -> picture; python-docx would pack each once more."""
        self.sideways = False

    def content(self) -> Iterator[str]:
        """Paragraphs and tables in their order."""
        document = self.document
        yield paragraph(run(document.title), style=self.styles["Title"])
        yield paragraph(run(document.subtitle), style=self.styles["Subtitle"])
        if document.banner:
            yield paragraph(run(document.banner), style=self.styles["Alert"])
        short = bool(document.sections) and document.sections[0].id == "summary"
        lists = _wordlists.contents(document, self.styles, self.marks)
        lists += _wordlists.captions(document, self.styles, self.marks)
        yield "" if short else lists
        part = ""
        for at, chapter in enumerate(document.sections):
            yield from self._chapter(chapter, begins=chapter.part not in ("", part))
            part = chapter.part
            yield lists if short and at == 0 else ""
        yield self._turn(sideways=False)

    def _chapter(self, chapter: Section, *, begins: bool) -> Iterator[str]:
        settings = plans(chapter, self.document.language, self.word.page)
        sideways = turned_blocks(chapter, settings)
        for at, block in enumerate(chapter.read):
            yield self._turn(sideways=at in sideways)
            if at == 0:
                yield self._heading(chapter, begins=begins)
            if isinstance(block, Figure):
                yield self._figure(block)
            elif isinstance(block, Table):
                yield self._table(block, settings[block.id])
            else:
                yield self._text(block, listed=chapter.id == "summary")

    def _turn(self, *, sideways: bool) -> str:
        """End of the pages before, where those that follow lie otherwise."""
        if sideways == self.sideways:
            return ""
        ended = self._pages()
        self.sideways = sideways
        return paragraph("", place=f"{SMALLEST_LINE}{ended}")

    def _pages(self) -> str:
        """What the last section says of its pages, turned where they are."""
        pages = copy.deepcopy(self.word.file.element.body.sectPr)
        if self.sideways:
            size = pages.find(f"{_wordbase.W}pgSz")
            width, height = (size.get(f"{_wordbase.W}{side}") for side in "wh")
            size.set(f"{_wordbase.W}w", height)
            size.set(f"{_wordbase.W}h", width)
            size.set(f"{_wordbase.W}orient", "landscape")
        return re.sub(r">\s+<", "><", pages.xml.strip())

    def _heading(self, chapter: Section, *, begins: bool) -> str:
        """A chapter's heading, after that of its part, with the marks the contents lead to."""
        said = ""
        if begins:
            part = self.marks.around(run(chapter.part), self.marks.name(chapter.id, "_Part"))
            said = paragraph(part, style=self.styles["Heading1"])
        title = self.marks.around(run(chapter.title), self.marks.name(chapter.id, "_Toc"))
        level = "Heading2" if chapter.part else "Heading1"
        return said + paragraph(title, style=self.styles[level])

    def _text(self, block: Text, *, listed: bool) -> str:
        style = self.styles.get(TONES.get(block.tone, ""), "")
        if listed and block.tone == "plain":
            style = self.styles["ListBullet"]
        return paragraph(self.marks.text(block.text), style=style)

    def _caption(self, block: Table | Figure, place: str = "") -> str:
        document = self.document
        upright = '<w:b/><w:i w:val="0"/>'
        number = self.counts.get(block.id)
        if number:
            noun = _captions.noun(block, document)
            code = f"SEQ {noun} \\* ARABIC" + ("" if number.follows else f" \\r {number.value}")
            label = run(f"{noun}\u00a0{number.prefix}", upright) + self.marks.around(
                computed(code, str(number.value), upright), self.marks.name(block.id)
            )
        else:
            label = run(_captions.label(block, document), upright)
        said = label + run(f".  {block.title}")
        if tag := _captions.tag(block):
            said += run(f"  {tag}", f'<w:rStyle w:val="{self.styles["TableCode"]}"/>')
        return paragraph(said, style=self.styles["Caption"], place=place)

    def _table(self, table: Table, setting: Plan) -> str:
        style = self.styles["TableText"]
        language = self.document.language
        written = _wordtable.xml(table, language, setting, style, self.marks)
        return self._caption(table, "<w:keepNext/>") + written + self._note(table)

    def _note(self, table: Table) -> str:
        said = ""
        if table.notes:
            said = run(f"{self.document.words['note']} ", "<w:i/>")
            said += run(" ").join(map(self.marks.text, table.notes))
        return paragraph(said, style=self.styles["TableNote"])

    def _figure(self, figure: Figure) -> str:
        picture = paragraph(f"<w:r>{self._drawing(figure)}</w:r>", style=self.styles["Picture"])
        return picture + self._caption(figure, '<w:spacing w:before="60" w:after="240"/>')

    def _drawing(self, figure: Figure) -> str:
        from docx.image.image import Image
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        page, number = self.word.page, next(self.pictures)
        image = Image.from_blob(figure.png)
        place = PackURI(f"/word/media/figure{number}.png")
        self.images[place.membername] = figure.png
        part = ImagePart(place, image.content_type, b"")
        name = self.word.file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        wide, high = image.width / EMU, image.height / EMU
        room = (page.turned, page.upright) if self.sideways else (page.upright, page.tall - 3)
        scale = min(1.0, room[0] / wide, room[1] / high)
        return _inline(figure, number, name, _size(scale * wide), _size(scale * high))


def _size(centimetres: float) -> int:
    return round(EMU * centimetres)


def _inline(figure: Figure, number: int, name: str, width: int, height: int) -> str:
    """A picture between letters; python-docx would look everywhere for a free number."""
    said = quoteattr(_wordtext.clean(f"{figure.title}. {figure.alt}"))
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{number}" descr={said}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{number}" descr={said}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


renderers("docx")(Renderer(write, draws="png", loads=("docx",), ready=_wordbase.ready))
