"""Tailored cut-offs: fit beside them (T8c), what is left out (T8d), a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.cutoffs import words as w
from cpsurvey.kinds.cutoffs.data import Cut, Cutoffs, Level, Measure, Omitted, names
from cpsurvey.kinds.cutoffs.figure import spread
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study, caveats
from cpsurvey.report.known import known
from cpsurvey.report.loadings import LIMITS
from cpsurvey.report.rounding import DASH
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Cutoffs], words: Words) -> Iterator[str]:
    """Whether the fit is worse than tailored cut-offs, bad and good as loudly."""
    data = result.data
    model = words.label(data.model)
    if data.worse:
        left = words(w.AS_IF[data.left], count=data.lacking())
        yield words(w.IN_SHORT_WORSE, model=model, measures=names(data.worse), left=left)
    elif data.odd:
        yield words(w.IN_SHORT_ODD, model=model, measures=names(data.odd))
    elif any(one.judged for one in data.measures):
        yield words(w.IN_SHORT_BETTER, model=model)
    else:
        yield words(w.IN_SHORT_UNKNOWN, model=model)


def show(results: Sequence[Result[Cutoffs]], words: Words, _study: Study) -> list[Block]:
    """T8c and T8d of all models, and a picture of each."""
    done = [result for result in results if result.done]
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
    if done:
        blocks += [fit(done, words), left_out(done, words)]
        blocks += [spread(result, words) for result in done]
    return blocks


@dataclass(frozen=True, slots=True)
class _Fit:
    """A row of T8c."""

    data: Cutoffs
    of: Measure

    def cut(self, level: int) -> Cut | None:
        return self.of.cut(level)


def fit(results: Sequence[Result[Cutoffs]], words: Words) -> Table:
    """T8c: a measure per line, by model."""
    most = max(level.level for result in results for level in result.data.levels)

    def measure(row: _Fit) -> str:
        return words(w.NAMES[row.of.measure])

    def held(row: _Fit) -> tuple[float, ...]:
        return tuple(known([row.of.observed, *(cut.cutoff for cut in row.of.cuts)]))

    def worse(row: _Fit) -> str:
        if row.of.worse is None:
            return words(w.NO_LEVEL)
        return words(w.LEVEL, level=row.of.worse) if row.of.worse else words(w.RIGHT_ONE)

    columns: list[c.Column[_Fit]] = [
        c.Column("measure", w.MEASURE, "text", at=measure),
        c.Column("observed", w.OBSERVED, "unit3", at="of.observed", against=held),
        c.Column("fixed", w.FIXED, "unit2", at="of.fixed"),
        c.Column("right", w.RIGHT, "unit3", at=_cutoff(0), against=held),
        *(_at_level(level, words, held) for level in range(1, most + 1)),
        c.Column("worse", w.WORSE, "text", at=worse),
        c.Column("tsize", w.TSIZE, "unit3", at="of.tsize"),
    ]
    found = [_Fit(result.data, one) for result in results for one in result.data.measures]

    def titled(row: _Fit) -> str:
        return words(w.TITLED, model=words.label(row.data.model), n=row.data.n)

    rows = c.grouped(found, titled)
    notes = list(_notes([result.data for result in results], words))
    return c.table("T8c-cutoffs", words(w.T8C), columns, rows, words, notes)


def _cutoff(level: int) -> Callable[[_Fit], float | str | None]:
    def value(row: _Fit) -> float | str | None:
        cut = row.cut(level)
        if cut is None:
            return None
        return DASH if cut.cutoff is None else cut.cutoff

    return value


def _at_level(
    level: int, words: Words, held: Callable[[_Fit], tuple[float, ...]]
) -> c.Column[_Fit]:
    heading = words(w.LEVEL, level=level)
    return c.Column(f"level_{level}", heading, "unit3", at=_cutoff(level), against=held)


def _notes(found: Sequence[Cutoffs], words: Words) -> Iterator[str]:
    errors = known(cut.error for data in found for one in data.measures for cut in one.cuts)
    draws = ", ".join(str(n) for n in dict.fromkeys(data.draws for data in found))
    error = words.number(max(errors, default=None), "unit3")
    yield words(w.HOW, draws=draws, error=error)
    for statistic in dict.fromkeys(data.statistic for data in found):
        yield words(w.NORMAL_NOTE[statistic])
    if any(data.estimator in ("dwls", "wlsmv") for data in found):
        yield words(w.ORDERED_NOTE)
    yield words(w.TSIZE_NOTE)
    yield words(w.NO_VERDICT)


@dataclass(frozen=True, slots=True)
class _Left:
    """A row of T8d."""

    data: Cutoffs
    of: Level

    def seen(self, measure: str) -> float | None:
        found = next(one for one in self.data.measures if one.measure == measure)
        cut = found.cut(self.of.level)
        return cut.sensitivity if cut else None


def left_out(results: Sequence[Result[Cutoffs]], words: Words) -> Table | None:
    """T8d: a level per line, by model."""
    found = [
        _Left(result.data, level)
        for result in results
        for level in result.data.levels
        if level.level
    ]
    if not found:
        return None

    def level(row: _Left) -> str:
        return words(w.LEVEL, level=row.of.level)

    def omitted(row: _Left) -> str:
        return words.semicolon.join(_written(one, words) for one in row.of.omitted)

    columns: list[c.Column[_Left]] = [
        c.Column("level", w.DEPTH, "text", at=level),
        c.Column("omitted", w.OMITTED, "text", at=omitted),
        *(_seen(measure, words) for measure in w.NAMES),
        c.Column("fitted", w.SAMPLES, "int", at="of.fitted"),
    ]
    kinds = {result.data.model: result.data.left for result in results if result.data.levels}
    notes = [words(w.SEEN_NOTE)]
    notes += [words(w.LEFT_NOTE[left], model=words.label(one)) for one, left in kinds.items()]
    rows = c.grouped(found, lambda row: row.data.model, words.label)
    return c.table("T8d-cutoffs", words(w.T8D), columns, rows, words, notes)


def _seen(measure: str, words: Words) -> c.Column[_Left]:
    heading = words(w.SEEN, measure=measure.upper())
    return c.Column(f"seen_{measure}", heading, "percent", at=lambda row: row.seen(measure))


def _written(one: Omitted, words: Words) -> str:
    """An arrow from a factor to an item, or what two residuals share."""
    loading = one.op == "=~"
    value = words.number(one.value, "dec2", *LIMITS) if loading else None
    value = value or words.number(one.value, "unit2")
    arrow = "→" if loading else "↔"
    return f"{words.label(one.lhs)} {arrow} {words.label(one.rhs)} {value}"
