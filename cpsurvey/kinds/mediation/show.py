"""Indirect effects: what passes through what (T17, T18, a picture)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.kinds.mediation import diagram, figure
from cpsurvey.kinds.mediation import words as w
from cpsurvey.kinds.mediation.data import Mediation, Natural, Path, Through
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.diagram.graph import Added
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.effects import heading, named
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Mediation], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    for e in data.effects:
        shown = words.estimate(e.est, e.mc, beside=(e.boot, e.bc))
        alone = e.role == "specific" and len(data.mediators) == 1
        if e.role == "total_indirect" or alone:
            source = words.label(data.source)
            yield from words.lead(w.IN_SHORT, source=source, outcome=e.outcome, **shown)
        if e.other is not None:
            first, second = words.label(e.outcome), words.label(e.other)
            yield from words.lead(w.IN_SHORT_MINUS, first=first, second=second, **shown)


def main_figure(
    result: Result[Mediation], words: Words, added: Sequence[Added]
) -> Figure | Text | None:
    """Its structure as the first page has it, with moderators of other analyses."""
    if result.data.natural:
        return None
    return diagram.structure(result, words, added, "fig-main")


def show(result: Result[Mediation], words: Words, _study: Study) -> list[Block]:
    """T17, T18, paths and effects as pictures; nothing where the model did not converge."""
    if not result.data.effects:
        return []
    if result.data.natural:
        return [effects(result, words), figure.effects(result, words)]
    tables = [paths(result, words), effects(result, words)]
    return [*tables, diagram.structure(result, words), figure.effects(result, words)]


def paths(result: Result[Mediation], words: Words) -> Table:
    """T17."""
    data = result.data
    shares = {line.variable: line.r2 for line in data.r2}

    def arrow(path: Path) -> str:
        return f"← {words.label(path.predictor)}"

    def equation(path: Path) -> str:
        share = words.number(shares.get(path.outcome), "unit2")
        return f"{words.label(path.outcome)} (R² = {share})"

    columns: list[c.Column[Path]] = [
        c.Column("path", x.PATH, "text", at=arrow),
        *(c.EST, c.SE, c.Z, c.P, c.CI, c.STD),
    ]
    if any(path.std_ci for path in data.paths):
        columns.append(c.STD_CI)
    rows = c.grouped(data.paths, equation)
    title = words(w.T17, source=words.label(data.source))
    return c.table(f"T17-{result.id}", title, columns, rows, words, [_how(data, words)])


def _how(data: Mediation, words: Words) -> str:
    clusters = ""
    if data.cluster:
        clusters = words.semicolon + words(
            x.CLUSTERS_IN, clusters=data.clusters, variable=data.cluster
        )
    return words(
        w.HOW,
        estimator=data.estimator.upper(),
        missing=words(x.MISSING[data.missing]),
        measured=words(w.MEASURED[data.measured]),
        clusters=clusters,
    )


def _natural(data: Mediation, found: Natural, words: Words) -> Iterator[str]:
    """What these effects are of, what families, which draws, who was kept."""
    yield words(w.PER_UNIT if found.per_unit else w.PER_SD, source=words.label(data.source))
    for taken, said in w.TAKEN.items():
        explained = (*data.mediators, *data.outcomes)
        names = [words.label(name) for name in explained if found.kinds[name] == taken]
        if names:
            yield words(said, names=names)
    clusters = words(w.BY_CLUSTERS, variable=data.cluster) if data.cluster else ""
    yield words(w.NATURAL_NOTE, draws=data.draws, clusters=clusters)
    if found.imputation:
        yield imputation.note(found.imputation, w.POOLED, words)


def effects(result: Result[Mediation], words: Words) -> Table:
    """T18."""
    data = result.data

    def name(effect: Through) -> str:
        return named(effect, words)

    columns: list[c.Column[Through]] = [
        c.Column("effect", x.EFFECT, "text", at=name),
        *(c.EST, c.SE, c.MC),
    ]
    natural = data.natural
    notes = list(_natural(data, natural, words)) if natural else [words(x.EFFECTS_NOTE)]
    if drawn := data.bootstrap:
        columns.append(c.BOOT)
        notes.append(x.bootstrap_note(drawn, words))
    if any(e.bc for e in data.effects):
        columns.append(c.Column("bc", w.BC, "interval"))
        notes.append(words(w.BC_NOTE))
    if any(e.standard for e in data.effects):
        columns += c.STANDARD
    if any(e.standard and e.standard.boot for e in data.effects):
        columns.append(c.STD_BOOT)
    notes += x.standard_notes(data.effects, words)
    title = words(w.T18N if natural else w.T18, source=words.label(data.source))
    rows = c.grouped(data.effects, lambda effect: heading(effect, words))
    return c.table(f"T18-{result.id}", title, columns, rows, words, notes)
