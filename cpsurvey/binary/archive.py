"""Archives, looked at before they are opened: nothing in one may fill the memory."""

from __future__ import annotations

import lzma
import zipfile
import zlib

from cpsurvey.binary.bounds import Bounds

BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)
"""What an archive that is cut, damaged, locked or packed by an unknown method raises."""
FEW_TIMES, BOMB_TIMES = 64 << 20, 200
"""Bytes unpacked from which on an archive must not be so many times smaller; workbooks of
the same answer again and again are thirty times smaller."""
_AT_ONCE = 1 << 20
_DOCTYPE = b"<!doctype"
_BEFORE = b"\xef\xbb\xbf\xfe\xff \t\r\n"


def look(archive: zipfile.ZipFile, bounds: Bounds, where: str, what: str = "workbook") -> None:
    """Refuse what would not end, and XML that declares entities.

    Every part of XML is read once, a piece at a time: declarations may stand anywhere.

    Raises
    ------
    CpsurveyError
        A password or a document type; too many parts, or a bomb.
    zipfile.BadZipFile
        It is damaged, or another of `BROKEN`.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    times = unpacked // max(1, sum(part.compress_size for part in parts))
    if len(parts) > bounds.parts:
        raise bounds.too_large(
            f"the {what} holds {len(parts):,} files, more than {bounds.parts:,}", where
        )
    if unpacked > bounds.unpacked:
        raise bounds.too_large(
            f"unpacked, the {what} is larger than {bounds.unpacked >> 20:,} MB", where
        )
    if unpacked > FEW_TIMES and times > BOMB_TIMES:
        raise bounds.too_large(
            f"unpacked, the {what} is {times:,} times larger: nothing repeats so often",
            where,
            f"in a workbook, delete empty rows and columns that only have a format; else "
            f"{bounds.instead}",
        )
    for part in parts:
        if part.flag_bits & 1:
            raise bounds.refused(
                "it is protected by a password", where, "save it without one", what
            )
        _refuse_doctype(archive, part, bounds, where, what)


def _refuse_doctype(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, bounds: Bounds, where: str, what: str
) -> None:
    with archive.open(part) as stream:
        end = b""
        while piece := stream.read(_AT_ONCE):
            # in UTF-16 every other byte is zero
            text = end + (piece.replace(b"\0", b"") if b"\0" in piece else piece)
            if not end:
                text = text.lstrip(_BEFORE)
                if text and not text.startswith(b"<"):
                    return  # a picture, say
            if b"<!" in text and _DOCTYPE in text.lower():
                raise bounds.refused(
                    "it declares a document type (DOCTYPE)",
                    where,
                    "save it again in the program it comes from",
                    what,
                )
            end = text[-len(_DOCTYPE) :]
