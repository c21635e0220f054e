"""Rival measurement models: fit (T8), loadings (T9), local fit (T12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cpsurvey.kinds.rivals import words as w
from cpsurvey.kinds.rivals.data import Fitted, Loading, OfWording, Restricted, Rivals, Side
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report import loadings as marks
from cpsurvey.report.chapter import Block, Study, sentence
from cpsurvey.report.document import Text
from cpsurvey.report.fit import Measures, measures
from cpsurvey.report.items import item_text
from cpsurvey.report.known import below, minus
from cpsurvey.report.localfit import local_fit
from cpsurvey.report.rounding import LEVEL
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

Stds = dict[str, float | None]
"""Standardised loadings by item."""
NAMED = 4
"""Scales that a line names; of more it says how many."""


def short(result: Result[Rivals], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    if found := best(data):
        model, count = words(w.MODELS[found.model]).lower(), len(_with_bic(data))
        yield _named(words(w.SUM_RIVALS, count=count, best=model), result, words)
    if data.wording:
        yield _named(_of_wording(data, words), result, words)


def best(data: Rivals) -> Fitted | None:
    """The sound model of the lowest BIC, where there are several."""
    sound = _with_bic(data)
    return min(sound, key=lambda one: one.fit["bic"] or 0.0) if len(sound) > 1 else None


def _with_bic(data: Rivals) -> list[Fitted]:
    return [one for one in data.models if one.admissible and one.fit.get("bic") is not None]


def _named(text: str, result: Result[Rivals], words: Words) -> str:
    """Say first which scales are meant: a study may compare the models of several sets."""
    names = [words.label(scale) for scale in result.data.scales]
    of = ", ".join(names) if len(names) <= NAMED else words(w.SCALES, k=len(names))
    if result.id != "rivals":
        of = f"{words.label(result.id)} ({of})"
    return words(w.NAMED, name=of, text=text)


def _titled(text: str, result: Result[Rivals], words: Words) -> str:
    """Say which analysis it is where it was given a name."""
    return text if result.id == "rivals" else f"{text} ({words.label(result.id)})"


def show(result: Result[Rivals], words: Words, _study: Study) -> list[Block]:
    """T8 against the correlated factors, the wording factor, T9, T12."""
    data = result.data
    blocks: list[Block] = [*_unsound(data, words), *fit(result, words)]
    if data.wording:
        blocks.append(Text(_of_wording(data, words)))
        blocks += _wording(result, words)
    blocks += loadings(result, words)
    blocks += within(result, words)
    if data.local_fit:
        model = _titled(words(w.MODELS["correlated"]), result, words)
        blocks += local_fit(data.local_fit, model, result.id, words)
    return blocks


def _unsound(data: Rivals, words: Words) -> Iterator[Text]:
    """Rivals that are not what they should be, loudly; the first model has its caveats."""
    for one in data.models[1:]:
        for problem in one.problems:
            model, reason = words(w.MODELS[one.model]), sentence(problem, words)
            yield Text(words(w.UNSOUND, model=model, reason=reason), "warning")


# ---------------------------------------------------------------------------- fit
@dataclass(frozen=True, slots=True)
class _Row:
    """A model with what is shown of its fit."""

    of: Fitted
    fit: Measures


def fit(result: Result[Rivals], words: Words) -> list[Table]:
    """T8: fit of every model, then each against the correlated factors."""
    data = result.data
    rows = [_Row(one, measures(one.fit)) for one in data.models]

    def name(row: _Row) -> str:
        text = words(w.MODELS[row.of.model])
        if not row.of.converged:
            return words.pair(text, words(w.NO))
        return text if row.of.admissible else f"{text} †"

    def delta_cfi(row: _Row) -> float | None:
        return None if row is rows[0] else minus(row.fit.cfi, rows[0].fit.cfi)

    def delta_chisq(row: _Row) -> float | str | None:
        if row.of.untested:
            return words(w.UNTESTED[row.of.untested])
        return row.of.difference.chisq if row.of.difference else None

    model: c.Column[_Row] = c.Column("model", x.MODEL, "text", at=name)
    alone: list[c.Column[_Row]] = [
        model,
        c.CHISQ.of("fit", key="chisq"),
        c.DF.of("fit", key="df"),
        c.P.of("fit", key="p"),
        c.CFI.of("fit", key="cfi"),
        c.TLI.of("fit", key="tli"),
        c.RMSEA.of("fit", key="rmsea"),
        c.RMSEA_CI.of("fit", key="ci90"),
        c.SRMR.of("fit", key="srmr"),
    ]
    against: list[c.Column[_Row]] = [
        model,
        c.SCALING.of("fit", key="scaling"),
        c.AIC.of("fit", key="aic"),
        c.BIC.of("fit", key="bic"),
        c.Column("delta_cfi", w.DELTA_CFI, "unit3", at=delta_cfi),
        c.Column("delta_chisq", w.DELTA, "dec2", at=delta_chisq),
        c.DF.of("of.difference", key="delta_df"),
        c.P.of("of.difference", key="delta_p"),
    ]
    title, other = (_titled(words(one), result, words) for one in (w.T8R, w.T8C))
    notes, more = _fit_notes(data, words), _compared_notes(data, words)
    return [
        c.table(f"T8-{result.id}", title, alone, rows, words, notes),
        c.table(f"T8-{result.id}-compared", other, against, rows, words, more),
    ]


def _fit_notes(data: Rivals, words: Words) -> Iterator[str]:
    how = f"{data.estimator.upper()}, {words(x.MISSING[data.missing])}"
    yield words(w.HOW, how=how, n=data.models[0].n)
    yield words(x.FIT_NOTE)
    if any(one.converged and not one.admissible for one in data.models):
        yield words(w.DAGGER)


def _compared_notes(data: Rivals, words: Words) -> Iterator[str]:
    yield words(w.DELTA_NOTE)
    yield from _second_order(data, words)
    if any(one.untested == "not_nested" for one in data.models):
        yield words(w.BIFACTOR_NOTE)
    if found := data.general:
        omega, ecv = (words.number(one, "unit2") for one in (found.omega_h, found.ecv))
        yield words(w.GENERAL_NOTE, omega=omega, ecv=ecv)


def _second_order(data: Rivals, words: Words) -> Iterator[str]:
    """Why a second-order model fits as it does."""
    found = data.named("second_order")
    for one in data.composites if found else ():
        name = words.label(one.composite)
        if one.equal:
            yield words(w.TWO, composite=name)
        elif found and len(one.of) == 3:
            yield words(w.THREE_SAME if found.untested == "same" else w.THREE, composite=name)


# ---------------------------------------------------------------- the factor of wording
def _of_wording(data: Rivals, words: Words) -> str:
    """What wording takes; what is not shown is not said to be absent."""
    found, model = data.wording, data.named("wording")
    tested = model.difference if model else None
    if not found or not tested or found.share is None or found.ci is None:
        return words(w.WORDING_UNTESTED)
    low, upper = (words.number(max(0.0, end), "percent") for end in found.ci)
    said = {
        "df": tested.df,
        "chisq": words.number(tested.chisq, "dec2"),
        "p": words.p(tested.pvalue),
        "share": words.number(found.share, "percent"),
        "upper": upper,
    }
    if found.share > 0 and below(tested.pvalue, LEVEL):
        return words(w.WORDING_SHOWN, low=low, **said)
    return words(w.WORDING_NOT_SHOWN, **said)


def _wording(result: Result[Rivals], words: Words) -> Iterator[Table]:
    """Loadings of the reversed items on the factor of their wording."""
    rows = result.data.wording.loadings if result.data.wording else ()
    if not rows:
        return

    columns: list[c.Column[OfWording]] = [
        c.text("item", x.ITEM, partial(item_text, words=words)),
        c.Column("std", x.STD, "dec2", limits=marks.LIMITS),
        c.CI,
    ]
    title = _titled(words(w.T9W), result, words)
    note = words(w.WORDING_NOTE)
    yield c.table(f"T9-{result.id}-wording", title, columns, rows, words, [note])


# ------------------------------------------------------- composites in the whole model
def within(result: Result[Rivals], words: Words) -> Iterator[Table]:
    """T8 and T9 of the second order among the other scales."""
    data = result.data
    if not data.embedded:
        return
    columns: list[c.Column[Restricted]] = [
        c.text("model", x.MODEL, words.of(w.NARROWER)),
        c.Column("delta_chisq", w.DELTA, "dec2", at="difference.chisq"),
        c.DF.of("difference", key="delta_df"),
        c.P.of("difference", key="delta_p"),
        c.Column("rmsea", w.RMSEA_D, "unit3", limits=(0.08,)),
        c.Column("rmsea_ci", x.CI95, "interval3"),
    ]
    rows: list[Restricted | c.Heading] = []
    sides: list[Side | c.Heading] = []
    notes = []
    for one in data.embedded:
        heading = c.Heading(words.label(one.composite))
        rows += [heading, *one.rivals]
        sides += [heading, *one.sides]
        omega = words.number(one.omega_h, "unit2")
        notes.append(words(w.SIDES_NOTE, composite=words.label(one.composite), omega=omega))
    title, note = _titled(words(w.T8E), result, words), words(w.EMBEDDED_NOTE)
    yield c.table(f"T8-{result.id}-whole", title, columns, rows, words, [note])
    of_sides: list[c.Column[Side]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("std", x.STD, "dec2", limits=marks.LIMITS),
        c.SE,
        c.CI,
    ]
    title = _titled(words(w.T9E), result, words)
    yield c.table(f"T9-{result.id}-whole", title, of_sides, sides, words, notes)


# ----------------------------------------------------------------------- loadings
def loadings(result: Result[Rivals], words: Words) -> Iterator[Table]:
    """T9: the correlated factors in full, standardised loadings of all, composites."""
    data = result.data

    first = c.text("item", x.ITEM, partial(item_text, words=words))
    rows = data.models[0].loadings
    if not rows:
        return
    yield _in_full(result, words, data.models[0], first, rows)
    yield _beside(result, words)
    if found := data.named("second_order"):
        first = c.text("scale", x.SCALE, words.label, at="item")
        rows = tuple(row for row in found.loadings if row.factor in found.added)
        if rows:
            yield _in_full(result, words, found, first, rows)


def _in_full(
    result: Result[Rivals],
    words: Words,
    model: Fitted,
    first: c.Column[object],
    rows: tuple[Loading, ...],
) -> Table:
    """Loadings of one model by factor, with errors; notes under the first."""

    def mark(row: Loading) -> str:
        return marks.mark(row.std, words)

    columns: list[c.Column[Loading]] = [
        first,
        c.Column("b", x.B, "dec2", at="est"),
        c.SE,
        c.Column("std", x.STD, "dec2", limits=marks.LIMITS),
        c.STD_CI,
        c.R2,
        c.Column("mark", x.LOADING_MARK, "unit2", at=mark),
    ]
    composites = model.model == "second_order"
    id = f"T9-{result.id}{'-composites' if composites else ''}"
    title = _titled(words(x.T9, model=words(w.MODELS[model.model])), result, words)
    notes = () if composites else (words(x.LOADING_NOTE), words(w.STD_NOTE))
    shown = c.grouped(rows, lambda row: row.factor, words.label)
    return c.table(id, title, columns, shown, words, notes)


def _beside(result: Result[Rivals], words: Words) -> Table:
    """Standardised loadings of every item in the models that converged."""

    def column(key: str, heading: Phrase, found: Stds) -> c.Column[tuple[str, str]]:
        return c.Column(
            key, heading, "dec2", at=lambda row: found.get(row[1]), limits=marks.LIMITS
        )

    columns: list[c.Column[tuple[str, str]]] = [
        c.Column("item", x.ITEM, "text", at=lambda row: row[1])
    ]
    for (model, part), heading in w.BESIDE.items():
        one = result.data.named(model)
        found = {
            row.item: row.std
            for row in (one.loadings if one else ())
            if one and (row.factor in one.added) == (part == "added")
        }
        if found:
            columns.append(column(f"{model}_{part}", heading, found))
    rows = [(scale, item) for scale, items in result.data.scales.items() for item in items]
    title, note = _titled(words(w.T9R), result, words), words(w.BESIDE_NOTE)
    shown = c.grouped(rows, lambda row: row[0], words.label)
    return c.table(f"T9-{result.id}-all", title, columns, shown, words, [note])
