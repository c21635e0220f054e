"""From bytes to text: a ladder without guessing.

Byte-order mark, then strict UTF-8, then UTF-8 with a few damaged bytes, then Windows-1252,
unless the source names an encoding. Guessing libraries were measured to call short French
files ``mac_latin2``.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 read as Windows-1252: the lead byte of an accent or of a typographic mark, then one
# of the characters its continuation byte became.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”¦¢]|Ø[§-ª]Ù|áº[¡-¿]"
)
_CAPITAL_THEN_MARK = re.compile("[ÃÂ][\u00a0«»‘’“”–—…]")
# Accents of an old Macintosh read as Windows-1252: signs inside words, capitals after
# small letters.
_MACINTOSH = re.compile(r"[^\W\d_][ˆ‰™‡•˜›ƒŽ][a-z]|(?<!\w)[‚ƒ][a-z]")
_WESTERN = re.compile("[à-ÿ]")
_PIECE = 1 << 22
_LOOKED_AT = 1 << 12
DAMAGED = "\ufffd"
"""Stands where bytes were no text; never let through in anything that is stored."""
_BINARY = (
    (b"PK\x03\x04", "an Excel workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"$FL2", "an SPSS file"),
    (b"$FL3", "an SPSS file"),
    (b"%PDF", "a PDF"),
    (b"<stata_dta>", "a Stata file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!", "an archive (rar)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_OTHER_TEXT = (
    (re.compile(rb"<(!doctype html|html|head|table)\b", re.I), "a web page"),
    (re.compile(rb"<\?xml\b"), "XML"),
    (re.compile(rb'(\[\s*)?\{\s*"[^"\r\n]{0,200}"\s*:|\[{50}'), "JSON"),
)
"""Text that is no table, whatever the file is called: platforms write web pages as .xls."""


def decode(data: bytes, *, named: str | None, where: str) -> tuple[str, str]:
    """Text of a file, and the name of its encoding.

    Raises
    ------
    CpsurveyError
        CPS101 empty, CPS102 not text in the named or any expected encoding, CPS104 a binary
        format.
    """
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise CpsurveyError(
            "CPS101", "the file is empty", where=where, fix="export the answers again"
        )
    _refuse_other(data, where)
    text, encoding = _by_ladder(data, named, where)
    if "\x00" in text:
        raise CpsurveyError(
            "CPS104",
            f"this is not a text file: line {_line(text, text.index(chr(0)))} holds zero bytes",
            where=where,
            fix="export the answers as CSV again; the file was damaged, or is of another kind",
        )
    return text, encoding


def _refuse_other(data: bytes, where: str) -> None:
    start = data[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).lstrip()
    found = [what for magic, what in _BINARY if data.startswith(magic)]
    found += [what for begins, what in _OTHER_TEXT if begins.match(start)]
    if found:
        raise CpsurveyError(
            "CPS104",
            f"this is {found[0]}, no table",
            where=where,
            fix="export the answers as CSV or .xlsx; or open the file in a spreadsheet "
            "program and save it as .xlsx",
        )


def streamed(file: File, *, named: str | None) -> Iterator[bytes]:
    """Bytes of a large file that may be UTF-8, in pieces, without its mark.

    Nothing is looked at twice: whoever decodes them finds out whether they are.

    Raises
    ------
    UnicodeDecodeError
        They are not: zeros are among them, or another encoding is named.
    CpsurveyError
        CPS104 a binary format.
    """
    _refuse_other(file.start, file.name)
    if (named or "utf-8").casefold() not in ("utf-8", "utf8", "utf-8-sig"):
        raise UnicodeDecodeError("utf-8", b"", 0, 0, "another encoding is named")
    with file.open() as bytes_:
        piece = bytes_.read(_PIECE).removeprefix(codecs.BOM_UTF8)
        while piece:
            if file.told:
                file.told(bytes_.tell(), file.size)
            if b"\x00" in piece:
                raise UnicodeDecodeError("utf-8", b"\x00", 0, 1, "a zero")
            yield piece
            piece = bytes_.read(_PIECE)


def recoded(file: File, *, named: str | None) -> tuple[str, Iterator[bytes]]:
    """Name of the encoding of a large file, and its text as UTF-8, in pieces.

    Raises
    ------
    CpsurveyError
        As `decode`.
    """
    text, name = decode(file.data(), named=named, where=file.name)
    return name, (text[at : at + _PIECE].encode() for at in range(0, len(text), _PIECE))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def mojibake(text: str) -> int | None:
    """Where UTF-8 was read as Windows-1252, if anywhere.

    ``IRMÃ…`` is a word in capitals with its punctuation, in Portuguese and Vietnamese.
    """
    if text.isascii():
        return None
    for found in _MOJIBAKE.finditer(text):
        at = found.start()
        if not (at and text[at - 1].isupper() and _CAPITAL_THEN_MARK.match(text, at)):
            return at
    return None


def broken_accents(
    where: str, column: int | None = None, *, named: bool = False
) -> CpsurveyError:
    """Refusal of a file whose accents are mojibake where they matter.

    Parameters
    ----------
    column : int or None
        Place of a column that the source may name by its number instead.
    named : bool
        Whether the source names the encoding already.
    """
    ways = ["export the file again, without opening it in a spreadsheet"]
    if not named:
        ways.append(
            "if its texts are right as they stand, name the encoding ('encoding: utf-8' in the "
            "source)"
        )
    if column is not None:
        ways.append(
            "or say in the source which variable it is, '' for none: "
            f"columns: {{'#{column + 1}': ''}}"
        )
    return CpsurveyError(
        "CPS103",
        "the accents are broken: UTF-8 was read as Windows-1252 and saved again",
        where=where,
        fix="; ".join(ways),
    )


def _by_ladder(data: bytes, named: str | None, where: str) -> tuple[str, str]:
    if named:
        return _as_named(data, named, where), named
    marked = data.startswith(codecs.BOM_UTF8)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, where), name
    if b"\x00" in data and not marked:
        return _wide(data, where)
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            raise CpsurveyError(
                "CPS102",
                "the file ends in the middle of a character: it was cut off",
                where=where,
                fix="export or copy the file again",
            ) from None
    if (text := _damaged(data)) is not None:
        return text, "utf-8"
    if marked:
        return _strict(data, "utf-8-sig", where), "utf-8"
    return _western(data, where), "cp1252"


def _as_named(data: bytes, named: str, where: str) -> str:
    try:
        codecs.lookup(named)
        return data.decode(named)
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError):
            place = (
                f" (byte {error.start + 1})" if isinstance(error, UnicodeDecodeError) else ""
            )
            raise CpsurveyError(
                "CPS102",
                f"the file is not text in {named}{place}",
                where=where,
                fix="leave 'encoding' out, or name the right one",
            ) from None
        raise no_encoding(named, where) from None


def no_encoding(named: str, where: str) -> CpsurveyError:
    """Refusal of an encoding that there is not."""
    return CpsurveyError(
        "CPS102",
        f"there is no encoding called '{named}'",
        where=where,
        fix="write utf-8 or cp1252, or leave 'encoding' out",
    )


def _wide(data: bytes, where: str) -> tuple[str, str]:
    """Text of two or four bytes a character without its mark: zeros say which."""
    zeros = [data[at:4000:4].count(0) / max(1, len(data[at:4000:4])) for at in range(4)]
    shapes = {
        "utf-32-le": (0, 1, 1, 1),
        "utf-32-be": (1, 1, 1, 0),
        "utf-16-le": (0, 1, 0, 1),
        "utf-16-be": (1, 0, 1, 0),
    }
    for name, shape in shapes.items():
        if all((z > 0.7) if one else (z < 0.1) for z, one in zip(zeros, shape, strict=True)):
            return _strict(data, name, where), name
    raise CpsurveyError(
        "CPS104", "this is not a text file", where=where, fix="export the answers as CSV"
    )


def _damaged(data: bytes) -> str | None:
    """UTF-8 text with few bytes that are none; nothing if it may be Windows-1252."""
    text = data.decode("utf-8-sig", errors="replace")
    bad = text.count(DAMAGED)
    good = sum(1 for character in text if character > "\x7f") - bad
    return text if good > bad else None


def _western(data: bytes, where: str) -> str:
    """Windows-1252, unless the accents look like those of an old Macintosh."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if re.search(r"[^\W\d_]\ufffd|\ufffd[^\W\d_]", text) and not _WESTERN.search(text):
            raise _macintosh(where, "neither UTF-8 nor Windows-1252") from None
        return _strict(data, "cp1252", where)
    if _MACINTOSH.search(text) and not _WESTERN.search(text):
        raise _macintosh(where, "probably not Windows-1252: its accents are strange signs")
    return text


def _macintosh(where: str, what: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS102",
        f"the file is {what}",
        where=where,
        fix="if it comes from a Macintosh, add 'encoding: mac_roman' to the source; else "
        "export it as UTF-8, or name its encoding ('encoding: cp1252')",
    )


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        said = "neither UTF-8 nor Windows-1252" if name == "cp1252" else f"not whole {name}"
        raise CpsurveyError(
            "CPS102",
            f"the file is {said} text (byte {error.start + 1})",
            where=where,
            fix="export it as UTF-8, or name its encoding with 'encoding:' in the source",
        ) from None
