"""Archives, looked at before they are opened: nothing in one may fill the memory."""

from __future__ import annotations

import zipfile

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits

_AT_ONCE = 1 << 20
_DOCTYPE = b"<!doctype"
_BEFORE = b"\xef\xbb\xbf\xfe\xff \t\r\n"


def look(archive: zipfile.ZipFile, where: str, what: str = "workbook") -> None:
    """Refuse what would not end, and XML that declares entities.

    Every part of XML is read once, a piece at a time: declarations may stand anywhere.

    Raises
    ------
    CpsurveyError
        CPS104 a password or a document type, CPS119 too many parts, or a bomb.
    zipfile.BadZipFile
        It is damaged.
    """
    parts = archive.infolist()
    if len(parts) > limits.MOST_PARTS:
        limits.too_large(
            f"the {what} holds {len(parts):,} files, more than {limits.MOST_PARTS:,}",
            where,
            "export as CSV",
        )
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.LARGEST_UNPACKED:
        limits.too_large(
            f"unpacked, the {what} is larger than 1 GB",
            where,
            "export as CSV",
        )
    if unpacked > limits.FEW_TIMES and unpacked > limits.BOMB_TIMES * packed:
        limits.too_large(
            f"unpacked, the {what} is {unpacked // max(1, packed):,} times larger: no answers "
            "repeat so often",
            where,
            "delete empty rows and columns that only have a format, or export as CSV",
        )
    for part in parts:
        if part.flag_bits & 1:
            raise refused(what, where, "it is protected by a password", "save it without one")
        _refuse_doctype(archive, part, where, what)


def _refuse_doctype(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str, what: str
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
                raise refused(
                    what, where, "it declares a document type", "save it again in a spreadsheet"
                )
            end = text[-len(_DOCTYPE) :]


def refused(what: str, where: str, why: str, fix: str) -> CpsurveyError:
    """Refusal of a file that cannot be read."""
    return CpsurveyError("CPS104", f"this {what} cannot be read: {why}", where=where, fix=fix)
