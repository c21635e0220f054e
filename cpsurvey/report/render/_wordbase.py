"""The Word file that content is put into: an empty one of ours, or an organisation's own.

Styles are asked for by name: their ids differ from language to language of Word. What a
template does not have is added to it; who made it, when and with what is taken out.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document
from cpsurvey.report.render import _wordframe
from cpsurvey.report.render._layout import Page
from cpsurvey.report.render._wordtext import MAIN, clean

STYLES = Path(__file__).parent / "word_styles.xml"
W = f"{{{MAIN}}}"
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
CONTENT = "{{ content }}"
"""Paragraph of a template whose place the content takes."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FORGOTTEN = (
    *("/thumbnail", "/custom-properties", "/comments", "/commentsExtended", "/commentsIds"),
    *("/commentsExtensible", "/people", "/attachedTemplate", "/glossaryDocument"),
)
"""What a template says of its makers, or leads elsewhere."""
_PROPERTIES = (
    *("author", "comments", "last_modified_by", "category", "keywords", "subject"),
    *("content_status", "identifier", "version"),
)
_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>cpsurvey</Application></Properties>'
)
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/{name}" ContentType="{kind}+xml"/>'
        for name, kind in {
            "word/document.xml": f"{_WORD}.document.main",
            "word/styles.xml": f"{_WORD}.styles",
            "word/settings.xml": f"{_WORD}.settings",
            "word/numbering.xml": f"{_WORD}.numbering",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties",
            "docProps/app.xml": "application/vnd.openxmlformats-officedocument."
            "extended-properties",
        }.items()
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" '
    'Target="docProps/app.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("styles", "settings", "numbering"), 1)
    )
    + "</Relationships>",
    "word/document.xml": f'<w:document xmlns:w="{MAIN}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    'w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body>'
    "</w:document>",
    "word/settings.xml": f'<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>',
    "word/numbering.xml": f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="1">'
    '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="360" w:hanging="300"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
    "docProps/app.xml": _APP,
}


@dataclass
class Word:
    """A file that is being written.

    Parameters
    ----------
    file : docx.Document
    place : element
        Content goes before it.
    styles : dict of str to str
        Our id of a style -> its id in this file.
    page : Page
        Room between the margins.
    """

    file: Any
    place: Any
    styles: dict[str, str] = field(default_factory=dict)
    page: Page = field(default_factory=Page)


def ready() -> None:
    """Read what every file begins with."""
    import docx

    docx.Document(io.BytesIO(_ours()))


def opened(document: Document) -> Word:
    """A file with styles, language, headers and footers, in which content is yet to stand."""
    import docx

    template = document.dress.template
    file = docx.Document(io.BytesIO(template or _ours()))
    styles = _with_our_styles(file) if template else {id: id for id in _our_styles()}
    _forget(file)
    _language(file, LANGUAGES.get(document.language, document.language))
    _described(file, document)
    _wordframe.put(file, document, styles)
    return Word(file, _emptied(file), styles, _room(file.sections[-1]))


@cache
def _ours() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in _PARTS.items():
            package.writestr(zipfile.ZipInfo(name), text if text == _APP else _HEAD + text)
        package.writestr(zipfile.ZipInfo("word/styles.xml"), STYLES.read_bytes())
    return stream.getvalue()


def _our_styles() -> dict[str, Any]:
    from docx.oxml import parse_xml

    sheet = parse_xml(STYLES.read_bytes())
    return {style.get(f"{W}styleId"): style for style in sheet.findall(f"{W}style")}


def _name(style: Any) -> str:
    named = style.find(f"{W}name")
    return "" if named is None else str(named.get(f"{W}val", "")).casefold()


def _with_our_styles(file: Any) -> dict[str, str]:
    """Add what a template lacks; our id -> its own."""
    sheet = file.styles.element
    there = {_name(one): one.get(f"{W}styleId") for one in sheet.findall(f"{W}style")}
    ours, taken = _our_styles(), set(there.values())
    ids = {
        id: there.get(_name(style)) or (f"cps{id}" if id in taken else id)
        for id, style in ours.items()
    }
    for id, style in ours.items():
        if _name(style) not in there:
            sheet.append(_renamed(copy.deepcopy(style), ids[id], ids, file))
    return ids


def _renamed(style: Any, id: str, ids: dict[str, str], file: Any) -> Any:
    style.set(f"{W}styleId", id)
    style.attrib.pop(f"{W}default", None)
    for tag in ("basedOn", "next"):
        for other in style.findall(f"{W}{tag}"):
            other.set(f"{W}val", ids[other.get(f"{W}val")])
    for number in style.iter(f"{W}numId"):
        number.set(f"{W}val", str(_bullets(file)))
    return style


def _bullets(file: Any) -> int:
    """Number of a list with bullets, added to a template."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.parts.numbering import NumberingPart

    ours = parse_xml(_PARTS["word/numbering.xml"].encode())
    part = file.part
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
        place = PackURI("/word/numbering.xml")
        made = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, ours, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return 1
    theirs = part.numbering_part.element
    kind, use = ours
    at = 1 + max(_values(theirs, "abstractNum", "abstractNumId"), default=0)
    number = 1 + max(_values(theirs, "num", "numId"), default=0)
    kind.set(f"{W}abstractNumId", str(at))
    use.set(f"{W}numId", str(number))
    use[0].set(f"{W}val", str(at))
    first = theirs.find(f"{W}num")
    first.addprevious(kind) if first is not None else theirs.append(kind)
    theirs.findall(f"{W}num")[-1].addnext(use) if first is not None else theirs.append(use)
    return number


def _values(parent: Any, tag: str, name: str) -> Iterator[int]:
    return (int(one.get(f"{W}{name}", 0)) for one in parent.findall(f"{W}{tag}"))


def _forget(file: Any) -> None:
    package = file.part.package
    for holder in (package, file.part, file.part._settings_part):
        for id in [i for i, rel in holder.rels.items() if rel.reltype.endswith(_FORGOTTEN)]:
            del holder.rels[id]
    for rel in package.rels.values():
        if rel.reltype.endswith("/extended-properties"):
            rel.target_part._blob = _APP.encode()
    for tag in ("attachedTemplate", "rsids", "updateFields", "trackRevisions"):
        for element in file.settings.element.findall(f"{W}{tag}"):
            file.settings.element.remove(element)


def _language(file: Any, language: str) -> None:
    """Spelling is checked in the language of the document, wherever a style names another."""
    for element in (file.styles.element, file.settings.element):
        for tag in ("lang", "themeFontLang"):
            for one in element.iter(f"{W}{tag}"):
                one.set(f"{W}val", language)
    defaults = file.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None and defaults.find(f"{W}lang") is None:
        defaults.append(defaults.makeelement(f"{W}lang", {f"{W}val": language}))


def _described(file: Any, document: Document) -> None:
    properties = file.core_properties
    for name in _PROPERTIES:
        setattr(properties, name, "")
    properties.revision = 1
    properties.title = clean(document.title)[:255]
    properties.created = properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001
    properties.language = LANGUAGES.get(document.language, document.language)
    for tag in ("lastPrinted",):
        for one in properties._element.findall(f"{{{_PACKAGE}/metadata/core-properties}}{tag}"):
            properties._element.remove(one)


def _emptied(file: Any) -> Any:
    """Where content goes: a template's own place for it, else in the place of all it holds."""
    body = file.element.body
    for paragraph in body.iter(f"{W}p"):
        text = "".join(part.text or "" for part in paragraph.iter(f"{W}t")).strip()
        if text == CONTENT and paragraph.getparent() is body:
            end = paragraph.getnext()
            body.remove(paragraph)
            return end if end is not None else body.sectPr
    for child in list(body):
        if child.tag != f"{W}sectPr":
            body.remove(child)
    return body.sectPr


def _room(section: Any) -> Page:
    margins = section.left_margin.cm + section.right_margin.cm + section.gutter.cm
    heights = section.top_margin.cm + section.bottom_margin.cm
    short, long = sorted((section.page_width.cm, section.page_height.cm))
    return Page(short - margins, long - margins, long - heights)
