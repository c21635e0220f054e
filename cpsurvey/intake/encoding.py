"""From bytes to text: a ladder without guessing.

Byte-order mark, then strict UTF-8, then Windows-1252, unless the source names an
encoding. Guessing libraries were measured to call short French files ``mac_latin2``.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from cpsurvey.errors import CpsurveyError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 read as Windows-1252: the lead byte of an accent or of a typographic mark, then one
# of the characters its continuation byte became.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”¦¢]")
_BINARY = (
    (b"PK\x03\x04", "an Excel workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"$FL2", "an SPSS file"),
    (b"$FL3", "an SPSS file"),
    (b"%PDF", "a PDF"),
    (b"<stata_dta>", "a Stata file"),
)


def read_bytes(path: Path) -> bytes:
    """Everything in a file.

    Raises
    ------
    CpsurveyError
        CPS110 it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise CpsurveyError(
            "CPS110", f"cannot open the file: {error.strerror}", where=str(path)
        ) from None


def decode(data: bytes, *, named: str | None, where: str) -> tuple[str, str]:
    """Text of a file, and the name of its encoding.

    Raises
    ------
    CpsurveyError
        CPS101 empty, CPS102 not text in the named or any expected encoding, CPS103
        mojibake, CPS104 a binary format.
    """
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise CpsurveyError(
            "CPS101", "the file is empty", where=where, fix="export the answers again"
        )
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise CpsurveyError(
                "CPS104", f"this is {what}", where=where, fix="export the answers as CSV"
            )
    text, encoding = _by_ladder(data, named, where)
    if found := _MOJIBAKE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CpsurveyError(
            "CPS103",
            "the accents are broken: UTF-8 was read as Windows-1252 and saved again",
            where=f"{where}:{line}",
            fix="export the file again, without opening it in a spreadsheet",
        )
    return text, encoding


def _by_ladder(data: bytes, named: str | None, where: str) -> tuple[str, str]:
    if named:
        try:
            return data.decode(named), named
        except LookupError:
            raise CpsurveyError(
                "CPS102",
                f"there is no encoding called '{named}'",
                where=where,
                fix="write utf-8 or cp1252, or leave 'encoding' out",
            ) from None
        except UnicodeDecodeError as error:
            raise CpsurveyError(
                "CPS102",
                f"the file is not text in {named} (byte {error.start + 1})",
                where=where,
                fix="leave 'encoding' out, or name the right one",
            ) from None
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, where), name.removesuffix("-sig")
    if b"\x00" in data:
        raise CpsurveyError(
            "CPS104", "this is not a text file", where=where, fix="export the answers as CSV"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            raise CpsurveyError(
                "CPS102",
                "the file ends in the middle of a character: it was cut off",
                where=where,
                fix="export or copy the file again",
            ) from None
        return _strict(data, "cp1252", where), "cp1252"


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise CpsurveyError(
            "CPS102",
            f"the file is neither UTF-8 nor Windows-1252 text (byte {error.start + 1})",
            where=where,
            fix="export it as UTF-8, or name its encoding with 'encoding:' in the source",
        ) from None
