"""Models: fit, loadings, factor correlations, paths, effects (T8, T9, T10, T17, T18)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cpsurvey.kinds.models import words as w
from cpsurvey.kinds.models.data import Model
from cpsurvey.parts import Effect
from cpsurvey.payload import Limits, limits
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report import loadings as marks
from cpsurvey.report.chapter import in_short, of_test
from cpsurvey.report.fit import Measures, measures
from cpsurvey.report.losses import reasons
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Estimate, Result, admissible

_NAME = re.compile(r"[A-Za-z_]\w*")
"""Names in the expression of an effect."""


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A row of T8."""

    result: Result[Model]
    shown: Measures


def fit(results: Sequence[Result[Model]], words: Words) -> Table:
    """T8: one line per model, scaled and robust where they are there.

    Estimators stand across the table: in a column they turned its page.
    """

    def model(row: _Fitted) -> str:
        return name_of(row.result, words)

    def estimator(row: _Fitted) -> str:
        return _how(row.result.data, words)

    shown = (
        *(c.CHISQ, c.DF, c.P, c.SCALING, c.CFI, c.TLI),
        *(c.RMSEA, c.RMSEA_CI, c.SRMR, c.AIC, c.BIC),
    )
    columns: list[c.Column[_Fitted]] = [
        c.Column("model", x.MODEL, "text", at=model),
        c.Column("n", x.N, "int", at="result.sample.used"),
        *(one.of("shown", key=one.key) for one in shown),
    ]
    notes = [words(x.FIT_NOTE)]
    if any(r.data.missing == "fiml" and r.fit.get("chisq.scaled") for r in results):
        notes.append(words(w.FIML_NOTE))
    if not all(admissible(result) for result in results):
        notes.append(words(x.FIT_DAGGER))
    careful: dict[str, list[str]] = {}
    for result in results:
        if admissible(result) and (said := [*in_short(result, words), *of_test(result, words)]):
            of = careful.setdefault(words.semicolon.join(said), [])
            of.append(words.label(result.data.model))
    for what, models in careful.items():
        notes.append(f"‡ {words.pair(words.semicolon.join(models), what)}.")
    fitted = (_Fitted(result, measures(result.fit)) for result in results)
    rows: list[_Fitted | c.Heading] = []
    for how, some in groupby(fitted, estimator):
        rows += [c.Heading(words.pair(words(w.ESTIMATOR), how), how), *some]
    return c.table("T8-fit", words(w.T8), columns, rows, words, notes, across="estimator")


def name_of(result: Result[Model], words: Words) -> str:
    """A model by its label, marked where nothing of it may be read or only with care."""
    name = words.label(result.data.model)
    if not admissible(result):
        return f"{name} †"
    with_care = in_short(result, words) or of_test(result, words)
    return f"{name} ‡" if with_care else name


def _how(data: Model, words: Words) -> str:
    return f"{data.estimator.upper()}, {words(x.MISSING[data.missing])}"


def about(result: Result[Model], words: Words) -> str:
    """Sentence on estimator, sample and parameters."""
    data, sample = result.data, result.sample
    how = _how(data, words)
    if data.cluster:
        how += words.semicolon + words(
            x.CLUSTERS_IN, clusters=data.clusters, variable=data.cluster
        )
    lost = ""
    if sample.dropped:
        lost = words(w.LOST_IN, reasons=reasons(sample.dropped, words))
    said = words(w.MODEL_NOTE, estimator=how, n=sample.used, lost=lost, npar=data.npar)
    if data.imputation is None:
        return said
    return f"{said} {imputation.note(data.imputation, imputation.OF_MODELS, words)}"


B: c.Column[Estimate] = c.Column("b", x.B, "dec2", at="est")
STD: c.Column[Estimate | Effect] = c.Column("std", x.STD, "dec2", at="std_all")


def _se(e: Estimate) -> float | None:
    """Error of a free parameter; fixed ones have none."""
    return e.se or None


def _ci(e: Estimate) -> Limits:
    return limits(e.ci_lower, e.ci_upper)


def _std_ci(e: Estimate) -> Limits:
    return limits(e.std_ci_lower, e.std_ci_upper)


def _standing(rows: Sequence[Estimate]) -> list[c.Column[Estimate]]:
    """Limits of what is standardised, where there are any."""
    if not any(_std_ci(e) for e in rows):
        return []
    return [c.Column("std_ci", x.STD_CI, "interval", at=_std_ci)]


SE: c.Column[Estimate] = c.Column("se", x.SE, "dec3", at=_se)
CI: c.Column[Estimate] = c.Column("ci", x.CI95, "interval", at=_ci)


def loadings(result: Result[Model], words: Words) -> list[Table]:
    """T9: loadings by factor, with explained variance."""
    data = result.data
    rows = [e for e in result.estimates if e.op == "=~"]
    if not rows:
        return []
    shares = {(line.variable, line.group): line.r2 for line in data.r2}

    def factor(e: Estimate) -> str:
        return words.label(e.lhs) + _group(data, e.group, words)

    def item(e: Estimate) -> str:
        label = words.label(e.rhs)
        plain = label == e.rhs or e.rhs in data.latent
        return label if plain else words.pair(e.rhs, label)

    def r2(e: Estimate) -> float | None:
        return shares.get((e.rhs, e.group))

    def mark(e: Estimate) -> str:
        return marks.mark(e.std_all, words)

    columns: list[c.Column[Estimate]] = [
        c.Column("item", x.ITEM, "text", at=item),
        *(B, SE, c.P),
        c.Column("std", x.STD, "dec2", at="std_all", limits=marks.LIMITS),
        *_standing(rows),
        c.Column("r2", x.R2, "unit2", at=r2),
        c.Column("mark", x.LOADING_MARK, "unit2", at=mark),
    ]
    title = words(x.T9, model=words.label(data.model))
    notes = [about(result, words), words(x.LOADING_NOTE)]
    headed = c.grouped(rows, factor)
    return [c.table(f"T9-{result.id}", title, columns, headed, words, notes)]


def factor_correlations(result: Result[Model], words: Words) -> list[Table]:
    """T10: standardised covariances of the factors, with p."""
    data = result.data
    latent = set(data.latent)
    rows = [
        e
        for e in result.estimates
        if e.op == "~~" and e.lhs != e.rhs and {e.lhs, e.rhs} <= latent
    ]
    if not rows:
        return []
    explained = {e.lhs for e in result.estimates if e.op == "~"}

    def pair(e: Estimate) -> str:
        group = _group(data, e.group, words)
        return f"{words.label(e.lhs)} ↔ {words.label(e.rhs)}{group}"

    def residual(e: Estimate) -> str:
        return " †" if {e.lhs, e.rhs} & explained else ""

    columns: list[c.Column[Estimate]] = [
        c.Column("pair", w.FACTOR, "text", at=pair, mark=residual),
        c.Column("r", "r", "unit2", at="std_all"),
        *(replace(one, kind="unit_interval") for one in _standing(rows)),
        *(B, c.SE, c.P, CI),
    ]
    notes = [words(w.RESIDUAL_NOTE)] if any(map(residual, rows)) else []
    notes.append(about(result, words))
    title = words(w.T10, model=words.label(data.model))
    return [c.table(f"T10-{result.id}", title, columns, rows, words, notes)]


def paths(result: Result[Model], words: Words) -> list[Table]:
    """T17: regressions among variables and factors."""
    data = result.data
    rows = [e for e in result.estimates if e.op == "~"]
    if not rows:
        return []
    used = {part for e in data.effects for part in _NAME.findall(e.expression)}

    def path(e: Estimate) -> str:
        group = _group(data, e.group, words)
        label = f" [{e.label}]" if e.label in used else ""
        return f"{words.label(e.rhs)} → {words.label(e.lhs)}{group}{label}"

    columns: list[c.Column[Estimate]] = [
        c.Column("path", x.PATH, "text", at=path),
        *(B, SE, c.Z, c.P, CI, STD),
        *_standing(rows),
    ]
    notes = [words(w.PATHS_NOTE, r2=explained(result, words)), about(result, words)]
    title = words(w.T17, model=words.label(data.model))
    return [c.table(f"T17-{result.id}", title, columns, rows, words, notes)]


def explained(result: Result[Model], words: Words) -> str:
    """R² of every variable that paths lead to."""
    outcomes = {e.lhs for e in result.estimates if e.op == "~"}
    return ", ".join(
        f"{words.label(line.variable)} {words.number(line.r2, 'unit2')}"
        for line in result.data.r2
        if line.variable in outcomes and line.r2 is not None
    )


def effects(result: Result[Model], words: Words) -> list[Table]:
    """T18: what ``:=`` defines."""
    data = result.data
    if not data.effects:
        return []
    written = {e.name: f"({e.expression})" for e in data.effects}

    def expression(e: Effect) -> str:
        """Names of other effects written out."""
        return _NAME.sub(lambda part: written.get(part[0], part[0]), e.expression)

    columns: list[c.Column[Effect]] = [
        c.text("effect", x.EFFECT, words.label, at="name"),
        c.Column("expression", "=", "text", at=expression),
        *(c.EST, c.SE),
        c.Column("pvalue", x.P, "p", at=_drawn),
        c.Column("mc_ci", x.MC_CI, "interval", at="mc"),
    ]
    if any(e.boot for e in data.effects):
        columns.append(c.Column("boot_ci", x.BOOT_CI, "interval", at="boot"))
    columns += c.STANDARD
    if any(e.standard and e.standard.boot for e in data.effects):
        columns.append(c.STD_BOOT)
    notes = [words(x.EFFECTS_NOTE), *x.standard_notes(data.effects, words)]
    if data.bootstrap:
        notes.append(x.bootstrap_note(data.bootstrap, words))
    title = words(w.T18, model=words.label(data.model))
    return [c.table(f"T18-{result.id}", title, columns, data.effects, words, notes)]


def _drawn(effect: Effect) -> float | None:
    """The p of the draws that the interval is of."""
    return effect.pvalue if effect.mc_p is None else effect.mc_p


def _group(data: Model, group: int, words: Words) -> str:
    """The group or the level a parameter belongs to, where there are several."""
    if data.two_level:
        return f" ({words(w.LEVELS[data.groups[group - 1]], variable=data.cluster)})"
    return f" ({data.groups[group - 1]})" if len(data.groups) > 1 else ""
