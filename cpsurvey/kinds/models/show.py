"""Measurement and structural models, shown together so that their fit can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.kinds.models import diagram, figure, tables
from cpsurvey.kinds.models import words as w
from cpsurvey.kinds.models.data import Crosscheck, Model
from cpsurvey.parts import Effect
from cpsurvey.report.chapter import Block, Study, caveats, noted, of_test
from cpsurvey.report.diagram.graph import Added
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.fit import measures
from cpsurvey.report.localfit import local_fit
from cpsurvey.report.rounding import DASH
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Model], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    shown = measures(result.fit)
    lead = words.lead(
        w.IN_SHORT,
        model=words.label(result.data.model),
        df=words.number(shown.df, "int"),
        chisq=words.number(shown.chisq, "dec2"),
        cfi=words.number(shown.cfi, "unit3"),
        rmsea=words.number(shown.rmsea, "unit3"),
        srmr=words.number(shown.srmr, "unit3"),
    )
    care = words.semicolon.join(of_test(result, words))
    for fit in lead:
        yield f"{fit.removesuffix('.')} ({care})." if care else fit
    yield from first(result, words)


def first(result: Result[Model], words: Words) -> Iterator[str]:
    """The main model's effects, totals first."""
    if not result.data.main:
        return
    for e in headlines(result.data.effects):
        read = e.standard or e  # as the hypotheses read it
        phrase = w.IN_SHORT_STANDARD if e.standard else w.IN_SHORT_EFFECT
        shown = words.estimate(read.est, read.mc, beside=(read.boot,))
        yield from words.lead(phrase, effect=words.label(e.name), **shown)


def headlines(effects: Sequence[Effect], most: int = 4) -> list[Effect]:
    """Effects worth the first page: those of most paths, as declared, whatever was found.

    Ordered by what was found, an outcome that nothing goes with would be left out.
    """
    return sorted(effects, key=lambda e: -_terms(e.expression))[:most]


def _terms(expression: str) -> int:
    return sum(expression.strip("-").count(sign) for sign in "+-")


def main_figure(
    result: Result[Model], words: Words, added: Sequence[Added]
) -> Figure | Text | None:
    """Its structure as the first page has it, with moderators of other analyses."""
    return diagram.structure(result, words, added, "fig-main")


def show(results: Sequence[Result[Model]], words: Words, _study: Study) -> Sequence[Block]:
    """T8 for all of them, then T9, T10, T17, T18 and T12 of each."""
    done = [result for result in results if result.fit]
    blocks: list[Block] = []
    for result in results:
        if result not in done:
            blocks += caveats(result, words)
    if done:
        blocks.append(tables.fit(done, words))
    for result in done:
        blocks += caveats(result, words)
        blocks += _of_one(result, words, drawn=_own_measurement(result, done))
    return blocks


def _own_measurement(result: Result[Model], others: Sequence[Result[Model]]) -> bool:
    """Whether its measurement is drawn: that of structures only where no other has it."""
    elsewhere = [set(one.data.latent) for one in others if one.kind == "cfa"]
    mine = set(result.data.latent)
    return result.kind == "cfa" or not any(mine <= found for found in elsewhere)


def _of_one(result: Result[Model], words: Words, *, drawn: bool) -> Iterator[Block]:
    measured = [
        *tables.loadings(result, words),
        *tables.factor_correlations(result, words),
    ]
    shown = [
        *([] if result.data.brief else measured),
        *tables.paths(result, words),
        *tables.effects(result, words),
    ]
    yield from noted(result, words, shown)
    if not result.data.brief:
        yield diagram.measurement(result, words) if drawn else None
        yield diagram.structure(result, words)
        yield figure.effects(result, words)
    data = result.data
    if data.local_fit:
        yield from local_fit(data.local_fit, words.label(data.model), result.id, words)
    if data.crosscheck:
        yield Text(_second_opinion(data.crosscheck, words), "note")


def _second_opinion(found: Crosscheck, words: Words) -> str:
    if found.reason:
        return words(w.NO_CROSSCHECK, reason=words(w.UNSOUND[found.reason]))
    return words(
        w.CROSSCHECK,
        what=words(w.COMPARED[found.what or "same"]),
        est=_tiny(found.max_est, words),
        chisq=_tiny(found.max_chisq, words),
    )


def _tiny(value: float | None, words: Words) -> str:
    """A difference that decimals would show as zero."""
    if value is None:
        return DASH
    text = f"{value:.1e}".replace("-", "−")
    return text.replace(".", ",") if words.language == "fr" else text
