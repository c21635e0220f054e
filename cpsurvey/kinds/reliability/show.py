"""Reliability of scales, of composites, and group by group (T7, pictures)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from cpsurvey.kinds.reliability import figure
from cpsurvey.kinds.reliability import words as w
from cpsurvey.kinds.reliability.data import Composite, Group, OmegaOfComposite, Scale
from cpsurvey.kinds.reliability.data import ReliabilityOfScales as Data
from cpsurvey.parts import Omega
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import known
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

ENDS: dict[Omega, str] = {
    "omega_total": "omega_ci",
    "omega_categorical": "omega_categorical_ci",
}
OTHER: dict[Omega, Omega] = {
    "omega_total": "omega_categorical",
    "omega_categorical": "omega_total",
}


def short(result: Result[Data], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    mine = [s for s in data.scales if s.headline == data.headline]
    sound = [s for s in mine if s.research != "inadmissible"]
    found = [(s.reliability, s) for s in sound if s.reliability is not None]
    if against := [words.label(one) for one in _against(result)]:
        yield words(w.IN_SHORT_AGAINST, n=len(against), names=words.semicolon.join(against))
    if bad := [words.label(s.scale) for s in mine if s not in sound]:
        yield words(w.IN_SHORT_BAD, names=words.semicolon.join(bad))
    if not found:
        return
    _, worst = min(found, key=itemgetter(0))
    _, best = max(found, key=itemgetter(0))

    def shown(scale: Scale) -> str:
        ends = getattr(scale, ENDS[data.headline])
        against = _limits(data)
        return words.estimate(scale.reliability, ends, kind="unit2", against=against)["est"]

    if len(found) == 1:
        yield from words.lead(
            w.IN_SHORT_ONE,
            coefficient=words(x.COEFFICIENTS[data.headline]),
            scale=words.label(worst.scale),
            value=shown(worst),
            judged=_said(data, [worst], words),
        )
        return
    yield from words.lead(
        w.IN_SHORT,
        coefficient=words(x.COEFFICIENTS[data.headline]),
        k=len(found),
        low=shown(worst),
        worst=words.label(worst.scale),
        high=shown(best),
        judged=_said(data, [scale for _, scale in found], words),
    )


def _said(data: Data, scales: Sequence[Scale], words: Words) -> str:
    """What whole intervals say of the threshold; that there are none, where there are none.

    A scale whose coefficient has no interval cannot be judged beside others that have one.
    """
    at = words.number(data.thresholds.research, "unit2")
    judged = [scale.research for scale in scales if scale.research is not None]
    if not judged:
        return words(w.NOT_JUDGED, at=at)
    if len(scales) == 1:
        return words(w.JUDGED_ONE, verdict=words(w.VERDICTS[judged[0]], at=at))
    return words(
        w.JUDGED_ALL,
        meets=(meets := judged.count("meets")),
        fails=(fails := judged.count("does_not_meet")),
        unclear=len(scales) - meets - fails,
        at=at,
    )


def _against(result: Result[Data]) -> Iterator[str]:
    """Items that correlate negatively with their scale; both where a scale has two."""
    for caveat in result.caveats:
        if caveat.code == "rel_item_against":
            yield str(caveat.values["item"])
        elif caveat.code == "rel_two_against":
            yield from str(caveat.values["variables"]).split(", ")


def show(result: Result[Data], words: Words, _study: Study) -> list[Block]:
    """T7 with its picture, then the tables behind it."""
    data = result.data
    blocks: list[Block | None] = [main(data, words), figure.reliability(result, words)]
    blocks += [more(data, words), shape(data, words)]
    if data.composites:
        blocks.append(composites(data, words))
    if data.groups:
        blocks.append(groups(data, words))
    blocks.append(figure.by_group(result, words))
    return [
        _with_dagger(block, words) if isinstance(block, Table) else block
        for block in blocks
        if block
    ]


def _with_dagger(table: Table, words: Words) -> Table:
    """Explain the mark of coefficients of inadmissible models where there are any."""
    if not any("†" in mark for row in table.rows for mark in row.marks.values()):
        return table
    return replace(table, notes=(*table.notes, words(x.INV_DAGGER)))


def _dagger(key: OmegaOfComposite | Omega) -> Callable[[Scale | Composite], str]:
    """Mark of coefficients of inadmissible models."""
    return lambda row: " †" if key in row.inadmissible else ""


AVE_CI: c.Column[object] = c.Column("ave_ci", x.CI95, "unit_interval")


def ends(data: Data) -> c.Column[object]:
    """The interval of the coefficient that is read, held against what it is judged by."""
    return c.Column(ENDS[data.headline], x.CI95, "unit_interval", limits=_limits(data))


def main(data: Data, words: Words) -> Table:
    """T7: alpha, and the coefficient that is read and judged."""
    headline = data.headline

    def judged(scale: Scale) -> str | None:
        return _judged(scale, data, words)

    columns: list[c.Column[Scale]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("k", w.K, "int"),
        c.N,
        c.Column("alpha", w.ALPHA, "unit2"),
        c.Column("alpha_ci", x.CI95, "unit_interval"),
        c.Column(headline, x.COEFFICIENTS[headline], "unit2", mark=_dagger(headline)),
        ends(data),
        c.Column("judged", w.JUDGED, "text", at=judged),
    ]
    notes = [words(w.NOTES[headline]), words(w.NOTE_JUDGED), *_interval_notes(data, words)]
    return c.table("T7-reliability", words(w.T7), columns, data.scales, words, notes)


def _limits(data: Data) -> tuple[float, ...]:
    at = data.thresholds
    return tuple(known([at.research, at.preferred, at.redundant]))


def _judged(scale: Scale, data: Data, words: Words) -> str | None:
    """The highest threshold the whole interval meets, or that it meets none."""
    if scale.research is None:
        return None
    if scale.preferred == "meets":
        at = data.thresholds.preferred
        return words(w.VERDICTS["meets"], at=words.number(at, "unit2"))
    at = data.thresholds.research
    return words(w.VERDICTS[scale.research], at=words.number(at, "unit2"))


def _interval_notes(data: Data, words: Words) -> Iterator[str]:
    """How intervals were found, and what became of the draws."""
    yield words(w.NOTE_ALPHA)
    draws = data.bootstrap
    if not draws:
        return
    if data.missing == "fiml":
        yield words(w.NOTE_FIML)
    elif data.cluster:
        unit = words.label(data.cluster)
        yield words(w.NOTE_CLUSTERS, draws=draws, clusters=data.clusters, unit=unit)
    else:
        yield words(w.NOTE_BOOTSTRAP, draws=draws)
    every = [(s.scale, s.draws_failed, s.draws_inadmissible) for s in data.scales]
    every += [(s.composite, s.draws_failed, s.draws_inadmissible) for s in data.composites]
    if lost := [
        f"{words.label(name)} {words.number(failed, 'int')}"
        for name, failed, _ in every
        if failed
    ]:
        yield words(w.NOTE_FAILED, counts=", ".join(lost))
    if lost := [
        f"{words.label(name)} {words.number(bad, 'int')}" for name, _, bad in every if bad
    ]:
        yield words(w.NOTE_INADMISSIBLE, counts=", ".join(lost))


def more(data: Data, words: Words) -> Table:
    """T7b: the other coefficients."""
    other = OTHER[data.headline]

    columns: list[c.Column[Scale]] = [
        c.text("scale", x.SCALE, words.label),
        c.MEAN,
        c.SD,
        c.Column("measurement_error", w.SEM),
        c.Column("alpha_std", w.ALPHA_STD, "unit2"),
        c.Column("lambda6", w.LAMBDA6, "unit2"),
        c.Column("omega_observed", w.OMEGA_OBSERVED, "unit2"),
        c.Column(other, w.OTHER[other], "unit2", mark=_dagger(other)),
        c.Column(ENDS[other], x.CI95, "unit_interval"),
        c.Column("ordinal_alpha", w.ORDINAL_ALPHA, "unit2"),
    ]
    notes = [words(w.NOTE_MORE), words(w.NOTES[other])]
    return c.table("T7b-reliability-more", words(w.T7B), columns, data.scales, words, notes)


def shape(data: Data, words: Words) -> Table:
    """T7c: variance that items share, and their correlations."""
    columns: list[c.Column[Scale]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("ave", w.AVE, "unit2"),
        AVE_CI,
        c.Column("h", w.H, "unit2"),
        c.Column("h_ci", x.CI95, "unit_interval"),
        c.Column("inter_item_mean", w.R_MEAN, "unit2"),
        c.Column("inter_item_min", w.R_MIN, "unit2"),
        c.Column("inter_item_max", w.R_MAX, "unit2"),
        c.Column("inter_item_covariance", w.COV_MEAN),
    ]
    notes = [words(w.NOTE_SHAPE)]
    return c.table("T7c-inter-item", words(w.T7C), columns, data.scales, words, notes)


def composites(data: Data, words: Words) -> Table:
    """T7d: how much of a composite is one thing."""
    columns: list[c.Column[Composite]] = [
        c.text("composite", w.COMPOSITE, words.label),
        c.N,
    ]
    for key, heading in w.OF_COMPOSITE.items():
        columns += [
            c.Column(key, heading, "unit2", mark=_dagger(key)),
            c.Column(f"{key}_ci", x.CI95, "unit_interval"),
        ]
    notes = _composite_notes(data.composites, words)
    return c.table("T7d-composites", words(w.T7D), columns, data.composites, words, notes)


def _composite_notes(rows: Iterable[Composite], words: Words) -> Iterator[str]:
    yield words(w.NOTE_COMPOSITES)
    yield words(w.NOTE_BIFACTOR)
    if equal := [words.label(r.composite) for r in rows if r.model == "equal_loadings"]:
        yield words(w.NOTE_EQUAL, names=equal)
    if alone := [words.label(r.composite) for r in rows if r.bifactor == "not_identified"]:
        yield words(w.NOTE_UNIDENTIFIED, names=alone)
    shown = [
        words(
            w.OBSERVED_ONE,
            scale=row.composite,
            total=words.number(row.omega_total_observed, "unit2"),
            higher=words.number(row.omega_higher_observed, "unit2"),
        )
        for row in rows
        if row.omega_total_observed is not None
    ]
    if shown:
        yield words(w.NOTE_OBSERVED, list=words.semicolon.join(shown))


def groups(data: Data, words: Words) -> Table:
    """T7e: scale by scale, group by group; those of few are named, not shown."""
    headline = data.headline

    def name(row: Group) -> str:
        return figure.group(row, words)

    def n(row: Group) -> int | str:
        return row.found.n if row.found else words(w.NOT_SHOWN)

    def mark(row: Group) -> str:
        return " †" if row.found and headline in row.found.inadmissible else ""

    columns: list[c.Column[Group]] = [
        c.Column("group", w.GROUP, "text", at=name),
        c.Column("n", x.N, "int", at=n),
        c.Column("alpha", w.ALPHA, "unit2", at="found.alpha"),
        c.Column("alpha_ci", x.CI95, "unit_interval", at="found.alpha_ci"),
        c.Column(
            headline, x.COEFFICIENTS[headline], "unit2", at=f"found.{headline}", mark=mark
        ),
        c.Column(ENDS[headline], x.CI95, "unit_interval", at=f"found.{ENDS[headline]}"),
    ]
    notes = [words(w.NOTE_GROUPS, by=words.label(data.by or ""))]
    if hidden := dict.fromkeys(name(row) for row in data.groups if not row.found):
        notes.append(words(w.NOTE_HIDDEN, names=list(hidden)))
    rows = c.grouped(data.groups, lambda row: words.label(row.scale))
    return c.table("T7e-by-group", words(w.T7E), columns, rows, words, notes)
