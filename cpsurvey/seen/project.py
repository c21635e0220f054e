"""REFI-QDA projects and codebooks, opened with care: nothing is followed, expanded or kept.

Format: REFI-QDA 1.5 (urn:QDA-XML). As QualCoder, MAXQDA and NVivo write it: the folder is
``sources`` or ``Sources``, plain texts have a byte-order mark or none, who coded stands at the
coding, at the selection or nowhere, PDFs hold their text as a representation.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.binary import archive
from cpsurvey.binary.bounds import Bounds
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_XML = 100 << 20
LARGEST_TEXT = 20 << 20
"""Bytes of a project's XML, and of one of its texts."""
DEEPEST, MOST = 60, 2_000_000
"""Elements of XML inside each other, and all of them."""
BOUNDS = Bounds(
    large="CPS772",
    damaged="CPS772",
    instead="export the project again, without pictures, sound and films",
    parts=20_000,
    unpacked=1 << 30,
    columns=1,
    memory=2 << 30,
    seconds=60,
    patience=2,
)


@dataclass(frozen=True, slots=True, repr=False)
class Selection:
    """A coded stretch as the file says it; `said`: what it claims to read there."""

    source: str
    start: int | None
    end: int | None
    said: str
    user: str
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Project:
    """What a project holds.

    Parameters
    ----------
    codes : mapping of str to str
        Identifier -> name.
    sources : mapping of str to str
        Identifier -> name.
    texts : mapping of str to str
        Identifier -> plain text, of sources whose text is there; byte-order mark included.
    others : int
        Codings of pictures, sound, films and places of PDFs.
    astray : int
        Codings whose code is not in the codebook of the project.
    """

    codes: dict[str, str]
    sources: dict[str, str]
    texts: dict[str, str]
    selections: tuple[Selection, ...]
    others: int
    astray: int


def refused(
    where: str, why: str, fix: str = "export it again from the program"
) -> CpsurveyError:
    """A file that is not used."""
    return CpsurveyError("CPS772", why, where=where, fix=fix)


def read_qdc(path: Path, where: str) -> dict[str, str]:
    """Codes of a codebook: identifier -> name.

    Raises
    ------
    CpsurveyError
        CPS772.
    """
    file = File.at(path)
    if file.size > LARGEST_XML:
        raise refused(where, f"the file has more than {LARGEST_XML >> 20} MB")
    return _codes(_xml(path.read_bytes(), where), where)


def read_qdpx(path: Path, where: str) -> Project:
    """Codes, sources and coded stretches of a project.

    Raises
    ------
    CpsurveyError
        CPS772.
    """
    File.at(path)
    try:
        with zipfile.ZipFile(path) as held:
            _look(held, where)
            names = [one.filename for one in held.infolist() if not one.is_dir()]
            parts = [name for name in names if name.casefold().endswith(".qde")]
            if len(parts) != 1:
                raise refused(where, f"it holds {len(parts)} projects (.qde), not one")
            if held.getinfo(parts[0]).file_size > LARGEST_XML:
                raise refused(where, f"its XML has more than {LARGEST_XML >> 20} MB")
            return _project(_xml(held.read(parts[0]), where), held, where)
    except archive.BROKEN as error:
        raise refused(where, "it is damaged, or no archive at all") from error


def _look(held: zipfile.ZipFile, where: str) -> None:
    """Refuse what leads out of the archive, hides in it, or would not end."""
    seen: set[str] = set()
    for one in held.infolist():
        name = one.filename.replace("\\", "/")
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or ":" in parts[0]:
            raise refused(where, "it holds a path that leads out of the archive")
        if stat.S_ISLNK(one.external_attr >> 16):
            raise refused(where, "it holds a link")
        if name in seen:
            raise refused(where, "it holds two files of one name")
        seen.add(name)
    archive.look(held, BOUNDS, where, "project")


def _xml(data: bytes, where: str) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    from cpsurvey.forms.tree import Shallow, TooDeepError

    parser = DefusedXMLParser(target=Shallow(DEEPEST, MOST), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except TooDeepError:
        raise refused(where, "its elements are nested too deep, or too many") from None
    except DefusedXmlException:
        raise refused(where, "it declares a document type or entities") from None
    except (ParseError, ValueError, LookupError):
        raise refused(where, "its XML is damaged") from None
    return root


def _tag(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _named(root: Element, tag: str) -> Iterator[Element]:
    return (one for one in root.iter() if _tag(one) == tag)


def _guid(one: Element, name: str = "guid") -> str:
    return (one.get(name) or "").strip("{} ").casefold()


def _codes(root: Element, where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for book in (*_named(root, "CodeBook"),):
        for one in _named(book, "Code"):
            guid = _guid(one)
            if not guid or guid in found:
                raise refused(where, "two codes have one identifier, or one has none")
            found[guid] = " ".join((one.get("name") or "").split())
    if not found and _tag(root) not in ("Project", "CodeBook"):
        raise refused(where, "it is neither a project nor a codebook of REFI-QDA")
    return found


def _project(root: Element, held: zipfile.ZipFile, where: str) -> Project:
    codes = _codes(root, where)
    users = {_guid(one): one.get("name") or _guid(one) for one in _named(root, "User")}
    sources: dict[str, str] = {}
    texts: dict[str, str] = {}
    selections: list[Selection] = []
    others = astray = 0
    parts = {_key(one.filename): one for one in held.infolist()}
    for holder in _named(root, "Sources"):
        for source in holder:
            guid = _guid(source)
            if not guid or guid in sources:
                raise refused(where, "two sources have one identifier, or one has none")
            sources[guid] = source.get("name") or guid
            text = _text(source, held, parts, where)
            if text is not None:
                texts[guid] = text
            for one, user in _codings(source):
                for code in _refs(one):
                    if code not in codes:
                        astray += 1
                    elif (stretch := _stretch(one)) is None:
                        others += 1
                    else:
                        name = users.get(user, user)
                        selections.append(Selection(guid, *stretch, name, code))
    return Project(codes, sources, texts, tuple(selections), others, astray)


def _codings(source: Element) -> Iterator[tuple[Element, str]]:
    """Every element of a source that holds codings, and who made it."""
    for one in source.iter():
        inside = [child for child in one if _tag(child) == "Coding"]
        for coding in inside:
            made = (coding, one)
            names = ("creatingUser", "modifyingUser")
            users = (_guid(part, name) for part in made for name in names)
            yield _with(one, coding), next((user for user in users if user), "")


def _with(holder: Element, coding: Element) -> Element:
    """The element with this one coding."""
    from xml.etree.ElementTree import Element as Made

    made = Made(holder.tag, dict(holder.attrib))
    made.append(coding)
    return made


def _refs(one: Element) -> Iterator[str]:
    return (_guid(ref, "targetGUID") for ref in _named(one, "CodeRef"))


def _stretch(one: Element) -> tuple[int | None, int | None, str] | None:
    """Start, end and text of what is coded; None where it is no text."""
    tag = _tag(one)
    if tag == "TextSource":
        return None, None, ""
    if tag != "PlainTextSelection":
        return None
    try:
        start, end = int(one.get("startPosition", "")), int(one.get("endPosition", ""))
    except ValueError:
        return -1, -1, ""
    return start, end, one.get("name") or ""


def _key(name: str) -> str:
    """Name of a part without its folder, whatever its letter case."""
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _text(
    source: Element,
    held: zipfile.ZipFile,
    parts: dict[str, zipfile.ZipInfo],
    where: str,
) -> str | None:
    """Plain text of a source: in the XML, or a part of the archive; paths outside are left."""
    for content in _named(source, "PlainTextContent"):
        return content.text or ""
    for one in source.iter():
        path = one.get("plainTextPath") or ""
        part = parts.get(_key(path)) if path.casefold().startswith("internal:") else None
        if part is None:
            continue
        if part.file_size > LARGEST_TEXT:
            raise refused(where, f"one of its texts has more than {LARGEST_TEXT >> 20} MB")
        return _decoded(held.read(part))
    return None


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in ("utf-16",) if wide else ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
