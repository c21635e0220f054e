"""Typed cells as the text a person reads in them."""

from __future__ import annotations

import re
import struct
from decimal import Decimal

_EXACT = 10**15
"""Spreadsheets keep fifteen digits."""
_THOUSANDTHS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def number(value: int | float, padded: int = 0) -> str:
    """Every digit there is, and the zeros before them that the cell shows.

    A decimal point before three digits gets a fourth, so that none takes it for one between
    thousands.
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < _EXACT):
        return str(int(value)).zfill(padded)
    if value.is_integer():
        return format(Decimal(f"{value:.15g}"), "f")
    text = format(Decimal(repr(value)), "f")
    return f"{text}0" if _THOUSANDTHS.fullmatch(text) else text


def single(value: float) -> float:
    """Number that was kept in four bytes, with the digits it had before."""
    kept = struct.pack("f", value)
    shorter = (float(f"{value:.{digits}g}") for digits in range(6, 10))
    return next((one for one in shorter if struct.pack("f", one) == kept), value)
