"""How numbers are written: rounding, signs, p-values, intervals; the only rounding there is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from cpsurvey.report.known import known
from cpsurvey.typography import NARROW

Kind = Literal[
    "text",
    "int",
    "dec1",
    "dec2",
    "dec3",
    "unit2",
    "unit3",
    "p",
    "percent",
    "interval",
    "interval1",
    "interval3",
    "unit_interval",
]
"""How a column is shown.

``dec1`` to ``dec3``: decimals; ``unit2``, ``unit3``: numbers that cannot exceed one, without
leading zero in English (APA); ``p``: exact to .001; ``percent``: a proportion; ``interval``:
a pair of ``dec2``, with a third decimal where two would show a limit as zero;
``interval1``, ``unit_interval`` and ``interval3``: pairs of ``dec1``, ``unit2`` and ``unit3``.
"""
PAIRS: tuple[Kind, ...] = ("interval", "interval1", "interval3", "unit_interval")
"""Kinds that are two limits."""
PAIR_OF: dict[Kind, Kind] = {
    "dec1": "interval1",
    "dec2": "interval",
    "unit2": "unit_interval",
    "unit3": "interval3",
}
"""How the interval of an estimate is shown."""
DASH = "–"
LEVEL = 0.05
"""What p-values are held against where nothing else is said."""
MOST = 8
"""Decimals beyond which a number is written with a power of ten."""
SMALL, HIDDEN = 0.01, 0.001
"""Errors below them are 0.00 or 0.01 with two decimals, 0.000 or 0.001 with three."""
NOTHING = 1e-9
"""Share of an estimate below which its error is none."""
EQUAL = 1e-9
"""Nearer numbers are the same but for rounding of the machine."""


def show(
    value: Any,
    kind: Kind,
    language: str,
    *,
    limits: Sequence[float] = (),
    places: int = 0,
) -> str:
    """Text of a value: the one place where numbers are rounded.

    Parameters
    ----------
    limits : sequence of float
        What the value is held against: decimals are added until its side is seen.
    places : int
        Decimals at least.
    """
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    if kind == "text":
        return str(value)
    if kind in PAIRS or isinstance(value, tuple | list):
        return _interval(value, language, kind, limits, places)
    if not math.isfinite(value):
        return DASH
    if kind == "int":
        return _thousands(round(value), language)
    if kind == "p":
        return _p(value, language, limits)
    if kind == "percent":
        return _decimal(100.0 * value, told(100.0 * value, 1, _times(limits)), language)
    return _number(value, kind, language, max(asked(value, kind, limits), places))


def asked(value: Any, kind: Kind, limits: Sequence[float] = ()) -> int:
    """Decimals that a number, or both limits of an interval, ask for by themselves.

    An estimate and its interval have those of the one that asks for more. An interval is held
    against zero, too.
    """
    if value is None or isinstance(value, str) or kind in ("text", "int", "p", "percent"):
        return 0
    if kind in PAIRS:
        ends = [end for end in value if end is not None]
        if len(ends) < 2:
            return 0
        return max(told(end, _decimals(kind), (0.0, *limits)) for end in ends)
    return told(value, _decimals(kind), limits) if math.isfinite(value) else 0


def alike(
    est: float | None,
    kind: Kind,
    intervals: Iterable[Iterable[float | None] | None],
    limits: Sequence[float] = (),
    against: Sequence[float] = (),
) -> int:
    """Decimals of an estimate and of its intervals: those of the one that asks for more.

    Parameters
    ----------
    limits, against : sequence of float
        What the estimate, and its intervals, are held against.
    """
    pairs = [tuple(one) for one in intervals if one is not None]
    known = [(low, high) for low, high in pairs if low is not None and high is not None]
    asking = (asked(one, PAIR_OF[kind], against) for one in known)
    places = max(asked(est, kind, limits), *asking, 0)
    if kind == "dec2":
        # below it, what is left is the machine's rounding
        least = NOTHING * abs(est or 0.0)
        spreads = (spread for low, high in known if (spread := (high - low) / 4.0) > least)
        places = max(places, needed(min(spreads, default=0.0)))
    return places


def told(value: float, places: int, limits: Sequence[float | None]) -> int:
    """Decimals, from `places` on, that show on which side of every limit a value lies."""
    for limit in known(limits):
        if abs(value - limit) < EQUAL:
            continue
        while places < MOST and not _same_side(value, limit, places):
            places += 1
    return places


def needed(spread: float) -> int:
    """Decimals of an estimate, its error and its interval, where two would hide the error."""
    if not math.isfinite(spread) or spread >= SMALL or spread <= 0:
        return 0
    if spread >= HIDDEN:
        return 3
    return math.ceil(-math.log10(spread)) + 1


def stars(p: float | None) -> str:
    """Conventional marks of a p-value."""
    if p is None:
        return ""
    return "***" if p < 0.001 else "**" if p < 0.01 else "*" if p < 0.05 else ""


def _same_side(value: float, limit: float, places: int) -> bool:
    shown = float(f"{value:.{places}f}")
    return shown > limit if value > limit else shown < limit


def _times(limits: Sequence[float | None]) -> list[float]:
    return [100.0 * limit for limit in known(limits)]


def _decimals(kind: Kind) -> int:
    return int(kind[-1]) if kind[-1].isdigit() else 2


def _number(value: float, kind: Kind, language: str, places: int | None = None) -> str:
    at = _decimals(kind) if places is None else places
    text = _decimal(value, at, language) if at <= MOST else _power(value, language)
    if kind.startswith("unit") and language == "en":
        text = text.replace("0.", ".", 1) if text.lstrip("−").startswith("0.") else text
    return text


def _decimal(value: float, places: int, language: str) -> str:
    text = f"{abs(value):.{places}f}"
    if value < 0 and float(text) != 0:
        text = "−" + text
    if abs(value) >= 10000:
        whole, _, rest = text.partition(".")
        sign = "−" if whole.startswith("−") else ""
        text = sign + _thousands(int(whole.lstrip("−")), "en") + "." + rest
        if language == "fr":
            text = text.replace(",", NARROW)
    return text.replace(".", ",") if language == "fr" else text


def _power(value: float, language: str) -> str:
    """Three digits and a power of ten."""
    text = f"{value:.2e}".replace("e-0", "e-").replace("-", "−")
    return text.replace(".", ",") if language == "fr" else text


def _thousands(value: int, language: str) -> str:
    text = f"{abs(value):,}" if abs(value) >= 10000 else str(abs(value))
    if language == "fr":
        text = text.replace(",", NARROW)
    return ("−" if value < 0 else "") + text


def _p(value: float, language: str, limits: Sequence[float] = ()) -> str:
    if value < 0.001:
        return "< 0,001" if language == "fr" else "< .001"
    return _number(value, "unit3", language, told(value, 3, (*limits, LEVEL)))


def _interval(
    value: Sequence[float | None],
    language: str,
    kind: Kind = "interval",
    limits: Sequence[float] = (),
    places: int = 0,
) -> str:
    """Both limits with the same decimals, enough to see on which side of zero each lies."""
    ends = [end for end in value if end is not None]
    if len(ends) < 2:
        return DASH
    separator = f"{NARROW}; " if language == "fr" else ", "
    at = max(places, asked(value, kind, limits))
    of: Kind = "dec3" if kind in ("interval", "interval1") else "unit3"
    shown = (_number(end, of, language, at) for end in ends)
    return f"[{separator.join(shown)}]"
