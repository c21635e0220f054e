"""Delimited text: CSV of every kind. What nothing else claims is taken for it, and refused."""

from __future__ import annotations

from cpsurvey.intake.encoding import decode
from cpsurvey.intake.sources import Sheet, Source, Told, sources
from cpsurvey.intake.table import prepared, records, sniff


def recognise(_data: bytes, _suffix: str) -> float:
    """Every file may be text; a source that knows its own goes first."""
    return 0.1


def read(data: bytes, told: Told, where: str) -> Sheet:
    """Decode, then split into rows."""
    text, encoding = decode(data, named=told.encoding, where=where)
    text, first, announced = prepared(text)
    delimiter = told.delimiter or announced or sniff(text)
    return Sheet(list(records(text, delimiter, where, first)), encoding, delimiter)


sources("delimited")(Source(recognise, read))
