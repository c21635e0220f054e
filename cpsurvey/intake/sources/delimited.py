"""Delimited text: CSV of every kind. What nothing else claims is taken for it, and refused.

Small files go through one grammar (`grammar.records`), row by row. Large ones go block by
block through the parser of pandas, wherever both would find the same cells; where they might
not, the grammar reads on.
"""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.intake import blocks, encoding
from cpsurvey.intake.file import File
from cpsurvey.intake.grammar import prepared, records, sniff
from cpsurvey.intake.sheet import Making, Sheet
from cpsurvey.intake.sources import Source, Told, sources

LARGE = 1 << 19
"""Bytes from which on a file is read in blocks."""


def recognise(_file: File) -> float:
    """Every file may be text; a source that knows its own goes first."""
    return 0.1


def read(file: File, told: Told) -> Sheet:
    """Decode, then split into rows."""
    if file.size >= LARGE:
        return _large(file, told)
    text, name = encoding.decode(file.data(), named=told.encoding, where=file.name)
    text, first, announced = prepared(text)
    delimiter = told.delimiter or announced or sniff(text)
    making = Making(file.name)
    making.add(records(text, delimiter, file.name, first))
    return making.sheet(name, delimiter, {})


def _large(file: File, told: Told) -> Sheet:
    try:
        utf8 = encoding.streamed(file, named=told.encoding)
        return _in_blocks(file, told, told.encoding or "utf-8", utf8)
    except UnicodeDecodeError:
        return _in_blocks(file, told, *encoding.recoded(file, named=told.encoding))


def _in_blocks(file: File, told: Told, name: str, utf8: Iterator[bytes]) -> Sheet:
    pieces = blocks.whole_rows(utf8, file.name)
    start = next(pieces, b"")
    text, first, announced = prepared(start.decode("utf-8"))
    delimiter = told.delimiter or announced or sniff(text)
    making = Making(file.name)
    blocks.read(_and(text.encode(), pieces), making, delimiter, first)
    return making.sheet(name, delimiter, {})


def _and(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


sources("delimited")(Source(recognise, read))
