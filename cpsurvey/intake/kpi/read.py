"""One file of indicators, from bytes to a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cpsurvey import identity
from cpsurvey.coded import Coded
from cpsurvey.design.kpi import KpiFile, KpiSpec, Reasons, normal
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import damage, layout, people
from cpsurvey.intake.file import File
from cpsurvey.intake.kpi import cells as words_of
from cpsurvey.intake.kpi import columns as headings
from cpsurvey.intake.kpi import findings as said
from cpsurvey.intake.kpi.values import Number, values
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.table import Table
from cpsurvey.responses import KpiBatch, KpiInfo, KpiRow, Rejected

Key = tuple[str, str, str]
"""Agent, period, reason."""


@dataclass(slots=True)
class _Keys:
    """Who, when and why of every row that can be used: row -> key."""

    of_row: dict[int, Key] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    without_reason: list[Rejected] = field(default_factory=list)
    units: set[str] = field(default_factory=set)


def read(
    path: Path, spec: KpiSpec, file: KpiFile, *, reasons: Reasons | None, fewest: int
) -> KpiBatch:
    """Read a file of indicators; what does not fit is set aside, not lost.

    Parameters
    ----------
    fewest : int
        Contacts below which a reason the map does not know is not kept by name.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS117 as for exports; CPS120 a column is missing, CPS121 personal data,
        CPS122 shares on another scale, CPS123 periods of several lengths, CPS124 nothing
        can be used.
    """
    bytes_ = File.at(path)
    where = bytes_.name
    told = Told(file.encoding, file.delimiter, file.sheet)
    sheet = layout.untitled(sheet_of(bytes_, told))
    table = sheet.table(where)
    damage.headings(table.header, where)
    columns = headings.find(table, spec, file, where)
    damaged = (
        *damage.bytes_lost(table, {columns.agent}, where),
        *damage.accents(table, columns.used, where, named=bool(file.encoding)),
    )
    keys = _keys(table, columns, file)
    if len(keys.units) > 1:
        raise CpsurveyError(
            "CPS123",
            f"the periods are of several lengths: {', '.join(sorted(keys.units))}",
            where=where,
            fix="export one row per agent and month (or quarter, or week), one length per file",
        )
    agents = [keys.of_row.get(row, ("",))[0] for row in range(1, table.n + 1)]
    people.refuse_rounded(Coded.of(agents), table, where)
    numbers, cells_rejected = values(table, columns, file, set(keys.of_row), where)
    merged: list[list[int]] = []
    twice: list[list[int]] = []
    if file.rows == "agent":
        merged, twice = _repeats(keys.of_row, numbers)
    contradictory = [row for group in twice for row in group]
    out = [*contradictory, *(row for group in merged for row in group[1:])]
    rejected = [
        *keys.rejected,
        *(Rejected(row, None, "agent_period_twice") for row in contradictory),
        *(one for one in cells_rejected if one.row not in set(contradictory)),
    ]
    kept = {row: key for row, key in keys.of_row.items() if row not in set(out)}
    rows, strange = _sum_up(kept, numbers, reasons, fewest)
    if not rows:
        raise _nothing(rejected, table, where, twice)
    aside = len({one.row for one in rejected if one.column is None})
    found = (
        *sheet.findings,
        *damaged,
        *headings.left_out(columns, table, spec, where),
        *said.merged(merged, where),
        *said.summarise(rejected, table, where, twice),
        *said.summarise(keys.without_reason, table, where),
        *said.unknown_reasons(
            strange, where, fewest=fewest, mapped=len(reasons.map.reasons) if reasons else 0
        ),
        *_agent_column(table, columns, where),
    )
    info = KpiInfo(
        file=where,
        sha256=bytes_.sha256(),
        encoding=sheet.encoding,
        delimiter=table.delimiter,
        rows=table.n,
        accepted=table.n - aside,
        quarantined=aside,
        evidence=(*sheet.seen, *_evidence(rows, file)),
        warnings=said.warned(found, rejected),
    )
    ordered = sorted(rejected, key=lambda one: (one.row, one.column or ""))
    return KpiBatch(info, tuple(rows), tuple(ordered), found, tuple(columns.read_as(table)))


def _keys(table: Table, columns: headings.Columns, file: KpiFile) -> _Keys:
    keys = _Keys()
    ragged, below = set(table.ragged), layout.below(table)
    nothing = [None] * table.n
    agents, periods, why_of = (
        nothing if at is None else table.columns[at].tolist()
        for at in (columns.agent, columns.period, columns.reason)
    )
    for number, (who, period, reason) in enumerate(
        zip(agents, periods, why_of, strict=True), 1
    ):
        agent = identity.normal(who or "")
        rule, when = "", ""
        if number in below:
            rule = below[number]
        elif number in ragged:
            rule = "ragged_row"
        elif not agent or identity.is_nobody(agent):
            rule = "no_agent"
        elif columns.period is not None:
            when, unit = words_of.period(period, file.dates)
            rule = "" if unit else when
            keys.units |= {unit} if unit else set()
        if rule:
            keys.rejected.append(Rejected(number, None, rule))
            continue
        why = normal(reason or "")
        if columns.reason is not None and not why:
            keys.without_reason.append(Rejected(number, None, "no_reason"))
        keys.of_row[number] = (agent, when, why)
    return keys


def _repeats(
    of_row: dict[int, Key], numbers: dict[int, list[Number]]
) -> tuple[list[list[int]], list[list[int]]]:
    """Rows about one agent, period and reason: those that agree, those that do not."""
    groups: dict[Key, list[int]] = {}
    for row, key in of_row.items():
        groups.setdefault(key, []).append(row)
    several = [rows for rows in groups.values() if len(rows) > 1]
    same = [rows for rows in several if all(numbers[r] == numbers[rows[0]] for r in rows)]
    return same, [rows for rows in several if rows not in same]


def _sum_up(
    kept: dict[int, Key],
    numbers: dict[int, list[Number]],
    reasons: Reasons | None,
    fewest: int,
) -> tuple[list[KpiRow], dict[str, float]]:
    """One row per agent, period, reason, indicator and version.

    Without a map reasons are not kept at all: what is not needed is not stored.
    """
    known = set(reasons.by_reason()) if reasons else set()
    strange: dict[str, float] = {}
    if reasons:
        for row, (_, _, why) in kept.items():
            if why and why not in known:
                contacts = max((one.n or 1.0 for one in numbers[row]), default=1.0)
                strange[why] = strange.get(why, 0.0) + contacts
    common = {why for why, n in strange.items() if n >= fewest}
    sums: dict[tuple[str, ...], KpiRow] = {}
    for row, (agent, when, why) in kept.items():
        shown = why if why in known or why in common else ""
        for one in numbers.pop(row):  # held no longer than needed: they are many
            key = (agent, when, shown, one.indicator, one.version)
            before = sums.get(key)
            sums[key] = KpiRow(
                source_row=before.source_row if before else row,
                agent=agent,
                period=when,
                reason=shown,
                indicator=one.indicator,
                version=one.version,
                n=_plus(before.n if before else None, one.n),
                total=one.total + (before.total if before else 0.0),
                logs=_plus(before.logs if before else None, one.logs),
            )
    return list(sums.values()), strange


def _plus(before: float | None, more: float | None) -> float | None:
    return more if before is None else before if more is None else before + more


def _nothing(
    rejected: Sequence[Rejected], table: Table, where: str, twice: Sequence[Sequence[int]]
) -> CpsurveyError:
    error = CpsurveyError(
        "CPS124",
        "no row of the file can be used",
        where=where,
        fix="the findings say what is wrong with its rows",
    )
    error.findings = tuple(said.summarise(rejected, table, where, twice))  # type: ignore[attr-defined]
    return error


def _agent_column(table: Table, columns: headings.Columns, where: str) -> list[Finding]:
    """Say that an identifier looks like a name or an address; it becomes a pseudonym."""
    cells = table.columns[columns.agent][:50]
    if not any(cell and "@" in cell for cell in cells):
        return []
    return [
        Finding(
            "agent_is_address",
            "note",
            f"{where}: column {columns.agent + 1}",
            "agents are named by e-mail addresses; only their pseudonyms are stored",
            "delete the file once it is ingested",
        )
    ]


def _evidence(rows: Sequence[KpiRow], file: KpiFile) -> tuple[str, ...]:
    periods = sorted({row.period for row in rows if row.period})
    found = [f"one row per {file.rows}"]
    if periods:
        ends = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
        found.append(f"{len(periods)} period{'s' if len(periods) > 1 else ''}: {ends}")
    found.append(f"indicators {', '.join(dict.fromkeys(row.indicator for row in rows))}")
    return tuple(found)
