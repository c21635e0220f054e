"""What was found wrong with a file of indicators, said with its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.table import Table
from cpsurvey.responses import Rejected

_SAID: Mapping[str, tuple[str, str]] = {
    "no_agent": ("a row names no agent", "a row without an identifier joins nobody"),
    "no_period": ("a row names no period", "fill the period in, or take 'period' out"),
    "not_a_period": (
        "a period cannot be read",
        "write 2026-10, 2026-Q4, 2026-W41, 2026 or a date",
    ),
    "date_order": (
        "nothing says whether the day or the month comes first",
        "add 'dates: dmy' or 'dates: mdy' to the file in 'kpi'",
    ),
    "agent_period_twice": (
        "rows contradict each other about one agent and period; none of them is used",
        "keep one row per agent and period (and reason), or declare 'period' or 'reason'",
    ),
    "summary_row": ("a row below the agents is a total or a mean", "nothing: it is no agent"),
    "note_row": ("a row below the agents is a note", "nothing: it is no agent"),
    "ragged_row": ("a row has more or fewer cells than the heading", "export again"),
    "not_a_number": (
        "a cell is not a number",
        "write a number alone; the cell counts as empty",
    ),
    "not_whole": (
        "a number of contacts is not whole",
        "mend the export; the cell counts as empty",
    ),
    "not_yes_or_no": ("a contact is neither 0 nor 1", "write 0 or 1; the cell counts as empty"),
    "negative": ("a number is below zero", "mend the export; the indicator is left out there"),
    "negative_time": (
        "a handle time is zero or below",
        "mend the export; the indicator is left out there",
    ),
    "no_exposure": (
        "no contacts stand behind an indicator",
        "agents without contacts have no rate; the indicator is left out there",
    ),
    "more_successes_than_trials": (
        "more contacts count than there were",
        "check which columns are 'successes' and 'trials'",
    ),
    "share_out_of_range": (
        "a share lies outside the declared scale",
        "check 'scale'; the indicator is left out there",
    ),
    "no_reason": (
        "a contact has no reason",
        "it counts as unclear: neither routine nor non-routine",
    ),
}
_SHOWN = 8


def summarise(
    rejected: Sequence[Rejected],
    table: Table,
    where: str,
    groups: Sequence[Sequence[int]] = (),
) -> list[Finding]:
    """One finding for each rule and column, with the rows it was found in."""
    rows: dict[tuple[str, str | None], list[int]] = {}
    for one in rejected:
        rows.setdefault((one.rule, one.column), []).append(one.row)
    found = []
    for (rule, column), at in rows.items():
        message, fix = _SAID[rule]
        shown = _pairs(groups) if rule == "agent_period_twice" else table.places(at)
        place = f"{where}: {f'{column}, ' if column else ''}{shown}"
        found.append(Finding(rule, "warning", place, message, fix, count=len(at)))
    return found


def warned(found: Iterable[Finding], rejected: Iterable[Rejected]) -> dict[str, int]:
    """Rule -> how often it warned, but for those by which something was set aside."""
    aside = {one.rule for one in rejected}
    rules: Counter[str] = Counter()
    for one in found:
        if one.severity == "warning" and one.rule not in aside:
            rules[one.rule] += one.count
    return dict(rules)


def _pairs(groups: Sequence[Sequence[int]]) -> str:
    shown = "; ".join(" and ".join(map(str, rows[:4])) for rows in groups[:_SHOWN])
    return f"rows {shown}{'; ...' if len(groups) > _SHOWN else ''}"


def merged(groups: Sequence[Sequence[int]], where: str) -> list[Finding]:
    """Rows that say the same twice and count once."""
    if not groups:
        return []
    return [
        Finding(
            "same_row_twice",
            "note",
            f"{where}: {_pairs(groups)}",
            "rows say the same about one agent and period and count once",
            count=len(groups),
        )
    ]


def unknown_reasons(
    counts: Mapping[str, float], where: str, *, fewest: int, mapped: int
) -> list[Finding]:
    """Reasons the map does not have; rare ones are counted, never shown."""
    if not counts:
        return []
    common = [reason for reason, n in sorted(counts.items()) if n >= fewest]
    shown = ", ".join(f"'{reason[:24]}'" for reason in common[:5])
    said = f": {shown}{', ...' if len(common) > 5 else ''}" if shown else ""
    contacts = round(sum(counts.values()))
    return [
        Finding(
            "unknown_reason",
            "warning",
            where,
            f"{len(counts)} reasons are not among the {mapped} of the reason map{said}; their "
            f"{contacts} contacts count as unclear",
            "add them to the map as a new version, before looking at results",
        )
    ]
