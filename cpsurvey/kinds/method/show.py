"""Common-method variance: tests, models, reliability in parts, correlations (T14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeVar

from cpsurvey.kinds.method import conclusions
from cpsurvey.kinds.method import words as w
from cpsurvey.kinds.method.data import (
    Changed,
    Fitted,
    Method,
    Pair,
    Partial,
    Reliability,
    Technique,
)
from cpsurvey.kinds.method.figure import method as picture
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import known, minus, size
from cpsurvey.report.rounding import LEVEL
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result


def short(result: Result[Method], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    found = result.data.technique
    judged = known(test.pvalue for test in found.tests[:2]) if found else []
    if not found or not judged:
        return
    if min(judged) >= LEVEL or not found.sensitivity or not found.method_variance:
        yield words(w.SUM_NOT_FOUND)
        return
    share = words.number(found.method_variance.average, "percent")
    change = words.number(_largest_change(found)[0], "unit2")
    yield from words.lead(w.SUM_FOUND, share=share, change=change)


def show(result: Result[Method], words: Words, _study: Study) -> list[Block]:
    """T14 with its companions, and reliability in parts as a picture."""
    data, id = result.data, result.id
    blocks: list[Block] = [conclusions.tests(result, words)]
    if data.models:
        blocks.append(models(result, words))
    if data.technique and data.technique.reliability:
        blocks += [
            reliability(data.technique, id, words),
            picture(data.technique.reliability, id, words),
        ]
    if data.partial:
        blocks.append(partial(data.partial, id, words))
    if data.technique and data.technique.sensitivity:
        blocks.append(sensitivity(data.technique, id, words))
    return blocks


def models(result: Result[Method], words: Words) -> Table:
    """T14m: fit of every model."""

    def state(model: Fitted) -> str:
        if not model.converged:
            return words(w.UNCONVERGED)
        return words(w.SOUND if model.admissible else w.UNSOUND)

    columns: list[c.Column[Fitted]] = [
        c.text("model", x.MODEL, words.of(w.MODELS)),
        *(c.CHISQ, c.DF, c.P, c.SCALING, c.CFI, c.RMSEA, c.SRMR),
        c.Column("state", w.STATE, "text", at=state),
    ]
    note, rows = words(w.MODELS_NOTE), result.data.models
    return c.table(f"T14m-{result.id}", words(w.T14M), columns, rows, words, [note])


def reliability(found: Technique, id: str, words: Words) -> Table:
    """T14r: reliability of every scale in parts."""
    columns: list[c.Column[Reliability]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("baseline", w.MODELS["baseline"], "unit2"),
        c.Column("substantive", w.PARTS["substantive"], "unit2"),
        c.Column("method", w.PARTS["method"], "unit2"),
        c.Column("share", w.SHARE, "percent"),
    ]
    note = words(w.RELIABILITY_NOTE, kept=words(_retained(found)))
    return c.table(f"T14r-{id}", words(w.T14R), columns, found.reliability, words, [note])


# ----------------------------------------------------------------------- correlations
class _TwoScales(Protocol):
    @property
    def first(self) -> str: ...

    @property
    def second(self) -> str: ...


P = TypeVar("P", bound=_TwoScales)


def _by_first(rows: tuple[P, ...], words: Words) -> Iterator[P | c.Heading]:
    """A heading for each first scale, and a line for each other."""
    return c.grouped(rows, lambda row: row.first, lambda scale: words(w.WITH, scale=scale))


def partial(found: Partial, id: str, words: Words) -> Table:
    """T14p: correlations of the scores without the marker's share."""
    columns: list[c.Column[Pair]] = [
        c.text("pair", w.PAIR, words.label, at="second"),
        c.Column("r", w.R, "unit2"),
        c.P,
        c.Column("adjusted", w.ADJUSTED, "unit2"),
        c.T_VALUE,
        c.Column("adjusted_p", x.P, "p"),
    ]
    if found.largest is not None:
        columns.append(c.Column("conservative", w.CONSERVATIVE, "unit2"))
    rows, note = _by_first(found.pairs, words), _basis(found, words)
    return c.table(f"T14p-{id}", words(w.T14P), columns, rows, words, [note])


def _basis(found: Partial, words: Words) -> str:
    """What was taken out."""
    if found.first is None or found.second is None:
        return words(w.PARTIAL_NONE, df=found.n - 3, n=found.n)
    said = w.PARTIAL_SMALLEST if found.basis == "smallest" else w.PARTIAL_MARKER
    return words(
        said,
        df=found.n - 3,
        n=found.n,
        r=words.number(found.r, "unit2"),
        first=words.label(found.first),
        second=words.label(found.second),
        largest=words.number(found.largest, "unit2"),
    )


def sensitivity(found: Technique, id: str, words: Words) -> Table:
    """T14s: correlations of the factors, with less and more method."""
    columns: list[c.Column[Changed]] = [
        c.text("pair", w.PAIR, words.label, at="second"),
        c.Column("baseline", w.MODELS["baseline"], "unit2"),
        c.Column("retained", _retained(found), "unit2"),
        c.Column("s05", w.MODELS["method_s05"], "unit2"),
        c.Column("s01", w.MODELS["method_s01"], "unit2"),
    ]
    change, first, second = _largest_change(found)
    note = words.lead(
        w.SENSITIVITY_NOTE,
        change=words.number(change, "unit2"),
        first=words.label(first),
        second=words.label(second),
    )
    rows = _by_first(found.sensitivity, words)
    return c.table(f"T14s-{id}", words(w.T14S), columns, rows, words, note)


def _retained(found: Technique) -> Phrase:
    return w.MODELS[found.retained or "method_c"]


def _largest_change(found: Technique) -> tuple[float | None, str, str]:
    """Largest difference of a correlation from the Baseline, in any model with method."""
    changes = [
        (change, pair.first, pair.second)
        for pair in found.sensitivity
        for one in (pair.retained, pair.s05, pair.s01)
        if (change := size(minus(one, pair.baseline))) is not None
    ]
    return max(changes, key=lambda found: found[0], default=(None, "", ""))
