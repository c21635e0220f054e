"""The main model of all, without hard exclusions, and of the careful only (T3b, T3c)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.screening import words as w
from cpsurvey.kinds.screening.data import Effect, Fitted, MainModel, Screening, Stage
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.fit import Measures, measures
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

LONG = 24
"""Letters of a label beyond which it stands above its numbers."""


def tables(data: Screening, words: Words) -> list[Table]:
    """Fit and effects; nothing where the model was never fitted."""
    found = data.models
    if found is None or not any(one.fit for one in found.stages):
        return []
    done = [one for one in found.stages if one.effects]
    return [
        fits(found, data.stage, words),
        *([effects(found.model, done, words)] if done else []),
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of T3b."""

    fitted: Fitted
    shown: Measures


def fits(found: MainModel, stage: Stage, words: Words) -> Table:
    """T3b; `stage` is the one all analyses rest on."""

    def sample(line: _Line) -> str:
        return words(w.STAGES[line.fitted.stage])

    def mark(line: _Line) -> str:
        return ("*" if line.fitted.stage == stage else "") + _dagger(line.fitted)

    columns: list[c.Column[_Line]] = [
        c.Column("sample", w.SAMPLE, "text", at=sample, mark=mark),
        c.Column("n", x.N, "int", at="fitted.used"),
        *(one.of("shown", key=one.key) for one in (c.CHISQ, c.DF, c.P, c.CFI, c.RMSEA, c.SRMR)),
    ]
    rows = [_Line(one, measures(one.fit or {})) for one in found.stages]
    notes = [words(w.MODELS_NOTE)]
    if len({one.n for one in found.stages}) < len(found.stages):
        notes.append(words(w.SAME_PEOPLE))
    if any(map(_dagger, found.stages)):
        notes.append(words(x.FIT_DAGGER))
    title = words(w.T3B, model=words.label(found.model))
    return c.table("T3b-screening-fit", title, columns, rows, words, notes)


def _dagger(fitted: Fitted) -> str:
    return " †" if fitted.reason == "inadmissible" else ""


def effects(model: str, done: Sequence[Fitted], words: Words) -> Table:
    """T3c: the numbers of each stage side by side, those of the first one in their order."""
    first = done[0].effects
    op = first[0].op
    loadings = op == "=~"
    # six numbers leave a label little room; one in a line of its own takes the others along
    long = not loadings and any(len(_named(e, words)) > LONG for e in first)

    def name(effect: Effect) -> str:
        return "" if long else _named(effect, words)

    def heading(effect: Effect) -> str:
        return _named(effect, words)

    columns: list[c.Column[Effect]] = [
        c.Column("effect", x.PATH if loadings else x.EFFECT, "text", at=name)
    ]
    for one in done:
        columns += _columns(one, words)[: 1 if loadings else 2]
    headed = c.grouped(first, heading)
    rows: Iterable[Effect | c.Heading] = headed if long else first
    title = words(w.T3C, model=words.label(model))
    note = words(w.NUMBERS[op])
    return c.table("T3c-screening-effects", title, columns, rows, words, [note])


def _columns(fitted: Fitted, words: Words) -> list[c.Column[Effect]]:
    """Estimate and interval at one stage."""
    mine = {e.name: e for e in fitted.effects}
    head = words(w.STAGES_SHORT[fitted.stage]) + _dagger(fitted)

    def est(effect: Effect) -> float | None:
        found = mine.get(effect.name)
        return found.est if found else None

    def ci(effect: Effect) -> object:
        found = mine.get(effect.name)
        return found.ci if found else None

    return [
        c.Column(f"est_{fitted.stage}", head, "dec2", at=est),
        c.Column(f"ci_{fitted.stage}", x.CI95, "interval", at=ci),
    ]


def _named(effect: Effect, words: Words) -> str:
    if effect.lhs is None or effect.rhs is None:
        return words.label(effect.name)
    left, right = words.label(effect.lhs), words.label(effect.rhs)
    return f"{right} → {left}" if effect.op == "~" else f"{left} → {right}"
