"""What stands around every page of a Word file: banner, logo, short title, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.report.document import Document
from cpsurvey.report.render._wordtext import all_of, computed, paragraph, run

LOGO = (4.5, 1.4)
"""Centimetres of a logo at most."""
TO_THE_RIGHT = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
"""To the right margin, on turned pages too: a stop of the style would be in their middle."""
SHORT = 70
"""Letters of a title in the footer."""


def put(file: Any, document: Document, styles: Mapping[str, str]) -> None:
    """Headers and footers; those of a template stay, and say beside what they must."""
    own = not document.dress.template
    for section in file.sections:
        for header in _of(file, section, "header"):
            if document.dress.logo and own:
                _logo(header, document)
            if document.banner:
                _said(header, paragraph(run(document.banner), style=styles["Alert"]))
        for footer in _of(file, section, "footer"):
            if own or not _says(footer):
                _empty(footer)
                _said(footer, paragraph(_numbers(document), style=styles["Footer"]))


def _of(file: Any, section: Any, kind: str) -> Iterator[Any]:
    """Headers or footers of a section that are its own: others repeat the one before."""
    kinds = [kind]
    if section.different_first_page_header_footer:
        kinds.append(f"first_page_{kind}")
    if file.settings.odd_and_even_pages_header_footer:
        kinds.append(f"even_page_{kind}")
    first = section._sectPr is file.sections[0]._sectPr
    for name in kinds:
        one = getattr(section, name)
        if first or not one.is_linked_to_previous:
            if one.is_linked_to_previous:
                one.is_linked_to_previous = False
                _empty(one)
            yield one


def _says(story: Any) -> bool:
    text = "".join(p.text for p in story.paragraphs).strip()
    return bool(text or story.tables or story._element.xpath(".//w:drawing|.//w:fldSimple"))


def _empty(story: Any) -> None:
    for child in list(story._element):
        story._element.remove(child)


def _said(story: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    story._element.extend(list(parse_xml(all_of(xml))))


def _numbers(document: Document) -> str:
    title = document.title
    short = title if len(title) <= SHORT else title[: SHORT - 1].rsplit(" ", 1)[0] + " …"
    pages = computed("PAGE", "1") + run(" / ") + computed("NUMPAGES", "1")
    return run(short) + TO_THE_RIGHT + pages


def _logo(story: Any, document: Document) -> None:
    from docx.shared import Cm

    logo = document.dress.logo
    assert logo is not None
    scale = min(LOGO[0] / logo.width, LOGO[1] / logo.height)
    _said(story, paragraph(""))
    place = story.paragraphs[-1].add_run()
    size = (Cm(scale * logo.width), Cm(scale * logo.height))
    picture = place.add_picture(io.BytesIO(logo.data), *size)
    picture._inline.docPr.set("descr", "Logo")
