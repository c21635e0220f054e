"""The order of day and month, where the dates of a file prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cpsurvey.design.study import Order
from cpsurvey.intake.export import Export

_TIMES = ("submitted", "ended", "recorded", "started", "last_action")
_PARTS = re.compile(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{4}|\d{2})\b")
_TWELVE = 12


def proven(export: Export) -> tuple[Order, str]:
    """Order that no other fits, and what proves it; the order None and a question else."""
    cells = [
        cell
        for role in _TIMES
        if role in export.leads
        for cell in export.table.columns[export.leads[role]].kinds
        if cell
    ]
    return order_of(cells)


def order_of(cells: Iterable[str]) -> tuple[Order, str]:
    """Order of dates, from their cells."""
    parts = [(int(found[1]), int(found[2])) for cell in cells if (found := _PARTS.match(cell))]
    first = sum(1 for one, _ in parts if one > _TWELVE)
    second = sum(1 for _, other in parts if other > _TWELVE)
    if first and not second:
        return "dmy", f"{first} dates begin with a number above 12: the day stands first"
    if second and not first:
        return "mdy", f"{second} dates have a number above 12 in the second place: the day"
    if parts:
        return None, "nothing proves the order of day and month: write 'dates: dmy' or mdy"
    return None, ""
