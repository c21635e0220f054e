"""What an organisation puts around its documents: its Word template and its logo."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpsurvey.binary import archive
from cpsurvey.binary.bounds import Bounds
from cpsurvey.errors import CpsurveyError

BOUNDS = Bounds(
    large="CPS521",
    damaged="CPS521",
    instead="save it in Word as a document (.docx) or template (.dotx) without macros",
    parts=2000,
    unpacked=100 << 20,
    columns=0,
    memory=0,
    seconds=0,
    patience=0,
)
MOST_BYTES, MOST_LOGO = 30_000_000, 3_000_000
MOST_SIDE = 6000
"""Dots of a logo; larger ones only fill memory."""
_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = (
    b"wordprocessingml.template.main+xml",
    b"wordprocessingml.document.main+xml",
)
_MACROS = re.compile(rb"macroEnabled|vbaProject|activeX", re.IGNORECASE)
_RUNS = re.compile(r"oleObject|/package$|/control$|aFChunk|vbaProject|activeX", re.IGNORECASE)
"""Relations to something that runs, or that Word reads in when it opens the file."""
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_QUIET = ("/hyperlink", "/attachedTemplate")
"""Relations to the outside that nothing follows by itself, or that are taken out."""
_SIGNS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: its bytes, its kind (``png``, ``jpeg``), its sides in dots."""

    data: bytes
    kind: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Dress:
    """What documents are put into, read and found harmless.

    Parameters
    ----------
    template : bytes
        A Word document whose styles, headers and footers are used; empty: our own.
    logo : Logo, optional
        Stands above every document.
    """

    template: bytes = b""
    logo: Logo | None = None

    @property
    def digest(self) -> str:
        """Tells one dress from another; empty where there is none."""
        if self == PLAIN:
            return ""
        logo = self.logo.data if self.logo else b""
        return hashlib.sha256(b"\0".join((self.template, logo))).hexdigest()


PLAIN = Dress()


def read(template: Path | None, logo: Path | None) -> Dress:
    """The dress of these files.

    Raises
    ------
    CpsurveyError
        CPS520 no such file, CPS521 a template that is none or may do harm, CPS522 a logo that
        is no picture.
    """
    return Dress(
        _template(_bytes(template, "template", MOST_BYTES), str(template)) if template else b"",
        _logo(_bytes(logo, "logo", MOST_LOGO), str(logo)) if logo else None,
    )


def _bytes(file: Path, what: str, most: int) -> bytes:
    code = "CPS521" if what == "template" else "CPS522"
    try:
        if file.stat().st_size > most:
            raise CpsurveyError(
                code,
                f"the {what} has more than {most // 1_000_000} MB",
                where=str(file),
                fix="leave pictures out of it, or make them smaller",
            )
        return file.read_bytes()
    except OSError as error:
        raise CpsurveyError(
            "CPS520",
            f"the {what} cannot be read: {error.strerror or 'unknown reason'}",
            where=str(file),
            fix=f"give the path of the file, from the study folder: 'report: {{{what}: ...}}'",
        ) from None


# ---------------------------------------------------------------------- the template
def _template(data: bytes, where: str) -> bytes:
    """A document of Word's of the same content; one of macros or links is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            archive.look(package, BOUNDS, where, "template")
            _harmless(package, where)
            data = _as_document(package)
        _opens(data)
    except archive.BROKEN as error:
        raise _no_template("it is no Word file, or is damaged", where) from error
    return data


def _harmless(package: zipfile.ZipFile, where: str) -> None:
    names = package.namelist()
    if _TYPES not in names or "word/document.xml" not in names:
        raise _no_template("it is no Word file, or is damaged", where)
    if len(set(names)) < len(names):
        raise _no_template("it holds two files of one name", where)
    if _MACROS.search(package.read(_TYPES)) or any("vbaProject" in name for name in names):
        raise _no_template("it holds macros or controls", where)
    for name in names:
        if name.endswith(".rels"):
            text = package.read(name).decode("utf-8", errors="replace")
            for why in _harm(text):
                raise _no_template(why, where)


def _harm(text: str) -> Iterator[str]:
    """What is wrong with the relations of a part."""
    for relation in _RELATION.findall(text):
        kind = _attribute(relation, "Type")
        if _RUNS.search(kind):
            yield "it holds an embedded object, control or macro"
        outside = _attribute(relation, "TargetMode").casefold() == "external"
        if outside and not kind.endswith(_QUIET):
            yield "it reads something from outside when it is opened (a linked picture, say)"


def _attribute(element: str, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", element)
    return (found[1] or found[2] or "") if found else ""


def _as_document(package: zipfile.ZipFile) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == _TYPES:
                data = data.replace(_TEMPLATE, _DOCUMENT)
            made.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def _opens(data: bytes) -> None:
    """Raise ValueError where the library cannot open it."""
    import docx

    try:
        word = docx.Document(io.BytesIO(data))
        _ = word.styles.element, word.settings.element, word.sections[0].page_width
    except Exception as error:
        raise ValueError(type(error).__name__) from error


def _no_template(why: str, where: str) -> CpsurveyError:
    return BOUNDS.refused(why, where, what="template")


# -------------------------------------------------------------------------- the logo
def _logo(data: bytes, where: str) -> Logo:
    kind = next((kind for kind, sign in _SIGNS.items() if data.startswith(sign)), "")
    size = _sides(data) if kind else None
    if not size or max(size) > MOST_SIDE:
        why = "its sides are too long" if size else "it is no PNG or JPEG picture"
        raise CpsurveyError(
            "CPS522",
            f"this logo cannot be used: {why}",
            where=where,
            fix=f"save it as a PNG of at most {MOST_SIDE} dots a side",
        )
    return Logo(data, kind, *size)


def _sides(data: bytes) -> tuple[int, int] | None:
    """Width and height; none where it is damaged."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if max(picture.size) <= MOST_SIDE:
                picture.verify()
            return picture.size
    except Exception:  # noqa: BLE001  a picture can be damaged in any way
        return None
