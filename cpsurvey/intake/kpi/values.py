"""Numbers of every indicator in every row, and the cells that hold none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.design.kpi import EXPOSURE, Indicator, KpiFile
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import numerals
from cpsurvey.intake.kpi import cells as words_of
from cpsurvey.intake.kpi.columns import Columns, Place
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import shown
from cpsurvey.responses import Rejected

Cells = list[float | str | None]


@dataclass(frozen=True, slots=True)
class Number:
    """One version of one indicator in one row; see `KpiRow`."""

    indicator: str
    version: str
    n: float | None
    total: float
    logs: float | None = None


def values(
    table: Table, columns: Columns, file: KpiFile, rows: set[int], where: str
) -> tuple[dict[int, list[Number]], list[Rejected]]:
    """Numbers of the `rows`, and every cell that does not fit."""
    signs = _signs(table, columns.places, file, where)
    _refuse_other_scale(table, columns.places, signs, where)
    found: dict[int, list[Number]] = {row: [] for row in rows}
    rejected: list[Rejected] = []
    for place in columns.places:
        value, exposure = _columns(
            table, place, file, signs, by_reason=columns.reason is not None
        )
        for row in sorted(rows):
            v, n = value[row - 1], exposure[row - 1]
            if v is None or n is None:
                continue
            rule, number = _one(place, file, v, n)
            if rule:
                rejected.append(Rejected(row, place.indicator.id, rule))
            elif number:
                found[row].append(number)
    return found, rejected


def _signs(
    table: Table, places: Sequence[Place], file: KpiFile, where: str
) -> dict[int, numerals.Sign]:
    """Decimal sign of every column of numbers, by its place."""
    used = sorted({at for place in places for at in place.columns.values()})
    cells = {
        f"column {at + 1} {shown(table.header[at])}": words_of.plain(table.columns[at].tolist())
        for at in used
    }
    signs = numerals.decide(cells, file.decimal, delimiter=table.delimiter, where=where)
    return dict(zip(used, signs.values(), strict=True))


def _columns(
    table: Table,
    place: Place,
    file: KpiFile,
    signs: Mapping[int, numerals.Sign],
    *,
    by_reason: bool,
) -> tuple[Cells, Cells]:
    """Cells of the value and of its exposure; ``nan`` where the file has no exposure."""
    one = place.indicator
    role = next(role for role in place.columns if role != EXPOSURE[one.type])
    at = place.columns[role]
    text = table.columns[at].tolist()
    value: Cells
    if role == "seconds":
        value = words_of.seconds(text, signs[at])
    elif role == "successes" and file.rows == "contact":
        value = words_of.flags(text)
    else:
        value = words_of.numbers(text, signs[at])
    if file.rows == "contact":
        return value, [1.0] * len(value)
    exposed = place.columns.get(EXPOSURE[one.type])
    if exposed is not None:
        cells = table.columns[exposed].tolist()
        return value, words_of.numbers(cells, signs[exposed])
    if one.type in ("binomial", "count") or by_reason:
        raise CpsurveyError(
            "CPS120",
            f"nothing says how many contacts stand behind '{one.id}'",
            fix=f"add '{EXPOSURE[one.type]}: HEADING' to the indicator",
        )
    return value, [math.nan] * len(value)


def _one(
    place: Place, file: KpiFile, v: float | str, n: float | str
) -> tuple[str, Number | None]:
    """Rule that a pair breaks, or the number it is."""
    one = place.indicator
    if isinstance(v, str) or isinstance(n, str):
        return (v if isinstance(v, str) else str(n)), None
    known = not math.isnan(n)
    if known and n < 0:
        return "negative", None
    if n == 0:
        return "no_exposure", None
    if known and n != round(n) and one.type != "count":
        return "not_whole", None
    rule, total, logs = _total(place, v, n if known else 1.0, contact=file.rows == "contact")
    if rule:
        return rule, None
    return "", Number(one.id, place.version, n if known else None, total, logs)


def _total(
    place: Place, v: float, n: float, *, contact: bool
) -> tuple[str, float, float | None]:
    one = place.indicator
    if one.type == "log":
        if v <= 0:
            return "negative_time", 0.0, None
        return "", v * n, math.log(v) if contact else None
    if one.type == "linear":
        return "", v * n, None
    if v < 0:
        return "negative", 0.0, None
    if "share" in place.columns:
        top = 100.0 if one.scale == "percent" else 1.0
        if v > top:
            return "share_out_of_range", 0.0, None
        return "", float(round(v / top * n)), None
    if v != round(v):
        return "not_whole", 0.0, None
    if one.type == "binomial" and v > n:
        return "more_successes_than_trials", 0.0, None
    return "", v, None


def _mixes(shares: Sequence[float]) -> bool:
    """Whether some shares run from 0 to 1 and the rest from 10 to 100, with none between."""
    low = sum(1 for v in shares if 0 < v < 1)
    return low > 0.05 * len(shares) and not any(1 < v < 10 for v in shares)


def _refuse_other_scale(
    table: Table,
    places: Sequence[Place],
    signs: Mapping[int, numerals.Sign],
    where: str,
) -> None:
    """Refuse shares that are plainly not on the declared scale.

    Raises
    ------
    CpsurveyError
        CPS122; a file of 0 to 1 read as per cent would be a hundred times too low.
    """
    by_indicator: dict[str, tuple[Indicator, list[int]]] = {}
    for place in places:
        if "share" in place.columns:
            entry = by_indicator.setdefault(place.indicator.id, (place.indicator, []))
            entry[1].append(place.columns["share"])
    for one, at in by_indicator.values():
        known: list[float] = []
        signed = False
        for column in at:
            cells = table.columns[column].tolist()
            found = words_of.numbers(cells, signs[column])
            known += [number for number in found if isinstance(number, float)]
            signed = signed or words_of.signed(cells)
        if not known:
            continue
        above = sum(1 for v in known if v > 1)
        other = ""
        if one.scale == "proportion" and (signed or above > len(known) / 2):
            other = "percent"
        elif one.scale == "percent" and not signed and not above:
            other = "proportion" if any(0 < v < 1 for v in known) else ""
        elif one.scale == "percent" and not signed and _mixes(known):
            other = "proportion"
        if other:
            ends = {"percent": "0 to 100", "proportion": "0 to 1"}
            raise CpsurveyError(
                "CPS122",
                f"'{one.id}' is declared as '{one.scale}' ({ends[str(one.scale)]}), and the "
                f"file looks like '{other}' ({ends[other]})" + (", in part" if above else ""),
                where=f"{where}: column {', '.join(str(c + 1) for c in at)}",
                fix="export the file as declared, or declare a second indicator; where rates "
                "are below 1 %, give 'successes' and 'trials' instead of a share",
            )
