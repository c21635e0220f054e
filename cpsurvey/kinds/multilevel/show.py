"""Indirect effects within and between groups (T17, T18, a picture)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from cpsurvey.kinds.multilevel import diagram
from cpsurvey.kinds.multilevel import words as w
from cpsurvey.kinds.multilevel.data import Effect, Level, Multilevel, Path
from cpsurvey.kinds.multilevel.figure import multilevel as picture
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study, few_groups
from cpsurvey.report.diagram.graph import Added
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.effects import heading, named
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

LEVELS: tuple[Level, ...] = get_args(Level)


def short(result: Result[Multilevel], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    if few_groups(result):
        return
    data = result.data
    for e in data.read.effects:
        alone = e.role == "specific" and len(data.mediators) == 1
        if (e.role == "total_indirect" or alone) and e.part != "contextual":
            yield from words.lead(
                w.IN_SHORT[e.part],
                source=words.label(data.source),
                outcome=e.outcome,
                group=words.label(data.group),
                **words.estimate(e.est, e.mc),
            )


def main_figure(
    result: Result[Multilevel], words: Words, added: Sequence[Added]
) -> Figure | Text | None:
    """Its structure as the first page has it, with moderators of other analyses."""
    return diagram.structure(result, words, added, "fig-main")


def show(result: Result[Multilevel], words: Words, _study: Study) -> Sequence[Block]:
    """T17 and T18 of the way that is read, the other way's effects beside; pictures."""
    drawn = [diagram.structure(result, words), picture(result, words)]
    return [paths(result, words), effects(result, words), *drawn]


def paths(result: Result[Multilevel], words: Words) -> Table:
    """T17: the paths within groups, then those between."""
    data = result.data

    def arrow(path: Path) -> str:
        return f"← {words.label(path.predictor)}"

    def above(path: Path) -> str:
        part = words(w.PARTS[path.part])
        return words(w.PART, part=part, rest=words.label(path.outcome))

    columns: list[c.Column[Path]] = [
        c.Column("path", x.PATH, "text", at=arrow),
        *(c.B, c.SE, c.P, c.CI, *c.BETA),
    ]
    shares = ", ".join(
        f"{words.label(v.variable)} {words.number(v.icc1, 'unit2')}"
        f" / {words.number(v.icc2, 'unit2')}"
        for v in data.variables
    )
    how = words(w.HOW[data.interpreted], groups=data.groups, variable=data.group)
    found = sorted(data.read.paths, key=lambda path: LEVELS.index(path.part))
    title = words(w.T17, source=words.label(data.source))
    notes = [how, words(w.STD_PATHS[data.interpreted]), words(w.ICC_NOTE, shares=shares)]
    if data.imputation:
        notes.append(imputation.note(data.imputation, imputation.OF_PATHS, words))
    rows = c.grouped(found, above)
    return c.table(f"T17-{result.id}", title, columns, rows, words, notes)


def effects(result: Result[Multilevel], words: Words) -> Table:
    """T18."""
    data = result.data

    def name(effect: Effect) -> str:
        return named(effect, words)

    def above(effect: Effect) -> str:
        part = words(w.PARTS[effect.part])
        return words(w.PART, part=part, rest=heading(effect, words))

    columns: list[c.Column[Effect]] = [
        c.Column("effect", x.EFFECT, "text", at=name),
        *(c.EST, c.SE, c.MC),
    ]
    notes = [words(x.EFFECTS_NOTE), words(w.CONTEXTUAL_NOTE)]
    if any(e.std_ci for e in data.read.effects):
        columns += [c.STD, c.Column("std_ci", x.STD_MC_CI, "interval")]
        notes.append(words(w.STD_NOTE))
    if data.beside:
        means, way = data.beside
        twins = {e.name: e for e in way.effects}
        columns += [
            c.Column("est_other", w.BESIDE[means], "dec2", at=lambda e: twins[e.name].est),
            c.Column("mc_other", x.MC_CI, "interval", at=lambda e: twins[e.name].mc),
        ]
        if not way.admissible:
            notes.append(words(w.BESIDE_INADMISSIBLE))
    order = list(w.PARTS)
    found = sorted(data.read.effects, key=lambda e: order.index(e.part))
    rows = c.grouped(found, above)
    title = words(w.T18, source=words.label(data.source))
    return c.table(f"T18-{result.id}", title, columns, rows, words, notes)
