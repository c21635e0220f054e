"""Bytes of a definition opened as text, cells, XML or JSON; hostile ones refused at once.

Nothing is followed, unpacked without limit or evaluated: a DOCTYPE, a workbook that unpacks
to too much, or something nested too deep ends the reading with CPS701.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cpsurvey.binary import archive, child
from cpsurvey.binary.bounds import Bounds
from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST = 30_000_000
"""Bytes of a definition; real ones have a few hundred thousand."""
MOST_CELLS = 3_000_000
HEAD = 65_536
"""Bytes that are looked at to recognise a text; enough for what stands before the questions."""

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
DEEPEST = 100
"""Elements of XML inside each other; real ones have six."""
MOST_ELEMENTS = 3_000_000
_PLACE = re.compile(rb"""\br=["']([A-Za-z]{0,3})(\d{1,7})["']""")
"""Where a cell or a row of a sheet stands."""
_SHEET_XLSX = re.compile(r"""<(?:\w+:)?sheet\s[^>]*?\bname=(["'])([^"'<>]*)\1""")
_SHEET_XLS = re.compile(rb"\x85\x00.\x00.{6}(.)\x00([\x20-\x7e]{1,31})", re.S)
"""Records that name the sheets of an old workbook: size, place, kind, letters, name."""

BOUNDS = Bounds(
    large="CPS701",
    damaged="CPS701",
    instead="open it in the program it comes from, save it again without a password, and "
    "import that",
    parts=2000,
    unpacked=100 << 20,
    columns=16_384,
    memory=2 << 30,
    seconds=30,
    patience=2,
)
"""Of a workbook or a file of a statistical program."""

Rows = list[list[str]]


def refused(problem: str, where: str, fix: str = "") -> CpsurveyError:
    """Why a definition cannot be read."""
    return CpsurveyError(
        "CPS701", problem, where=where, fix=fix or "export the definition again from the tool"
    )


def small_enough(data: bytes, where: str) -> None:
    """Refuse a file that is too large for a definition.

    Raises
    ------
    CpsurveyError
        CPS701.
    """
    if len(data) > LARGEST:
        raise refused(
            f"the file has {len(data) / 1e6:.0f} MB; the most is {LARGEST / 1e6:.0f}",
            where,
            "look whether it is the right file: answers are read by 'cpsurvey ingest'",
        )


def head_of(data: bytes) -> str:
    """Beginning of a text, to recognise it by; nothing where the bytes are no text."""
    start = data[:HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\x00" in start:
        return ""
    return start.decode("utf-8-sig", errors="replace")


def text_of(data: bytes, where: str) -> str:
    """Text by its mark, else UTF-8, else Windows-1252 as spreadsheets save it.

    Raises
    ------
    CpsurveyError
        CPS701 it is none of them.
    """
    small_enough(data, where)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for name in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused("its bytes are not text", where, "save it as UTF-8")


def cells_of(text: str, delimiter: str, where: str) -> Rows:
    """Rows of delimited text.

    Raises
    ------
    CpsurveyError
        CPS701 it cannot be cut into cells.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise refused(
            "its lines cannot be cut into cells: a quote is open, or a cell is too long", where
        ) from None


def xml_of(data: bytes, where: str) -> Element:
    """Root of an XML document without a DOCTYPE.

    Raises
    ------
    CpsurveyError
        CPS701 not XML, or it declares a DOCTYPE or entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    from cpsurvey.forms.tree import Shallow, TooDeepError

    small_enough(data, where)
    parser = DefusedXMLParser(target=Shallow(DEEPEST, MOST_ELEMENTS), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except TooDeepError:
        raise refused("its elements are nested too deep, or too many", where) from None
    except DefusedXmlException:
        raise refused(
            "it declares a DOCTYPE or entities, which no survey tool writes",
            where,
            "export the definition again, and do not use this file",
        ) from None
    except ParseError as error:
        raise refused(f"it is not whole XML (line {error.position[0]})", where) from None
    except (ValueError, LookupError):
        raise refused("it is XML in an encoding that cannot be read", where) from None
    return root


def json_of(data: bytes, where: str) -> Any:
    """Value of a JSON document.

    Raises
    ------
    CpsurveyError
        CPS701 not JSON, not UTF-8, or nested too deep.
    """
    small_enough(data, where)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refused(f"its text is not UTF-8 (byte {error.start + 1})", where) from None
    except json.JSONDecodeError as error:
        raise refused(f"it is not whole JSON (line {error.lineno})", where) from None
    except RecursionError:
        raise refused("it is nested too deep", where) from None
    except ValueError:
        raise refused("it holds a number of too many digits", where) from None


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Names of the sheets of a workbook, without opening it; lower case."""
    if data.startswith(ZIP):
        return _names_in_archive(data)
    if data.startswith(OLE):
        found = _SHEET_XLS.findall(data)
        return tuple(name[: size[0]].decode("ascii").lower() for size, name in found)
    return ()


def _names_in_archive(data: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            if zipped.getinfo("xl/workbook.xml").file_size > 1_000_000:
                return ()
            book = zipped.read("xl/workbook.xml").decode("utf-8", errors="replace")
    except (KeyError, *archive.BROKEN):
        return ()
    return tuple(name.lower() for _, name in _SHEET_XLSX.findall(book))


def sheets_of(data: bytes, where: str) -> Mapping[str, Rows]:
    """Cells of every sheet of a workbook as text; numbers without a needless ``.0``.

    Raises
    ------
    CpsurveyError
        CPS701 damaged, locked, or of a size no definition has.
    """
    small_enough(data, where)
    if data.startswith(ZIP):
        _look_into(data, where)
    found: dict[str, list[Coded[str]]] = {}
    name = ""
    for one in said_of(data, where, "workbook", sheet=None, columns=BOUNDS.columns):
        if isinstance(one, Coded):
            found[name].append(one.map(_text))
        elif "wide" in one:
            raise BOUNDS.too_large("a sheet has more columns than a spreadsheet", where)
        elif "sheet" in one:
            name = one["sheet"].strip().lower()
            found[name] = []
    return {name: [list(row) for row in zip(*at, strict=True)] for name, at in found.items()}


def said_of(data: bytes, where: str, library: str, **job: Any) -> Iterator[Any]:
    """What a library says of binary bytes, in a process of its own.

    Raises
    ------
    CpsurveyError
        CPS701 the library refused them, broke down, or needed too much.
    """
    try:
        with child.trusted_no_further(where, BOUNDS):
            yield from child.lines(data, where, BOUNDS, library, **job)
    except child.Failed:
        raise BOUNDS.refused("it is damaged or locked", where) from None


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _look_into(data: bytes, where: str) -> None:
    """Refuse an archive before it is opened, and a sheet whose last cell is far away."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            archive.look(zipped, BOUNDS, where)
            for one in zipped.infolist():
                _near(zipped.read(one), where)
    except archive.BROKEN:
        raise BOUNDS.refused("it is damaged or locked", where) from None


def _near(part: bytes, where: str) -> None:
    """Refuse a sheet whose last cell is far: all places before it are kept."""
    if b"sheetData" not in part:
        return
    last_row = last_column = 1
    for letters, digits in _PLACE.findall(part):
        last_row = max(last_row, int(digits))
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
    if last_row * last_column > MOST_CELLS:
        raise refused(
            "a sheet holds something far away from its other cells",
            where,
            "delete the rows and columns beyond the last question, and save the file again",
        )
