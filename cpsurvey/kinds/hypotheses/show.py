"""The hypotheses: their tests and verdicts (T0), and all of them in one look."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.hypotheses import figure
from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis, Verdict
from cpsurvey.kinds.hypotheses.naming import name_of
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study, short_of
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

UNJUDGED: tuple[Verdict, ...] = ("not_asked", "not_tested")


def short(result: Result[Hypotheses], words: Words) -> Iterator[str]:
    """One sentence per verdict: which hypotheses it holds for."""
    data = result.data
    for verdict, phrase in w.VERDICTS.items():
        ids = [one.id for one in data.hypotheses if one.verdict == verdict]
        if ids:
            said = words(phrase, ids=ids, alpha=_alpha(data, words))
            yield f"{', '.join(ids)}{words(x.COLON)}{said}."


def first(result: Result[Hypotheses], words: Words) -> Iterator[str]:
    """Every judged hypothesis as a sentence with its verdict in a word or two."""
    for one in result.data.hypotheses:
        if one.verdict not in UNJUDGED:
            verdict = words(w.ANSWERS[one.verdict.removesuffix("_interval")])
            says = title(one, words) + beside(one, words)
            yield words(w.ANSWER, says=says, verdict=verdict, id=one.id)


def last(result: Result[Hypotheses], words: Words) -> Iterator[str]:
    """What a first page says however full it is: the hypotheses without a verdict."""
    for verdict in UNJUDGED:
        if ids := [one.id for one in result.data.hypotheses if one.verdict == verdict]:
            yield f"{', '.join(ids)}{words(x.COLON)}{words(w.VERDICTS[verdict], ids=ids)} (T0)."


def show(result: Result[Hypotheses], words: Words, _study: Study) -> list[Block]:
    """The table, and all of them in one look."""
    return [tests(result, words), figure.forest(result, words)]


Line = tuple[Hypothesis, Evidence | None]
"""A test of a hypothesis, or the line with its verdict."""


def tests(result: Result[Hypotheses], words: Words) -> Table:
    """T0: one heading per hypothesis, one row per test, then the verdict."""
    data = result.data

    def name(line: Line) -> str:
        one, test = line
        return name_of(test, words) if test else _verdict(one, data, words)

    def pvalue(line: Line) -> object:
        """What an interval judges shows no p, which may say otherwise."""
        one, test = line
        return "" if test is None or one.judged == "interval" else _or_blank(test.pvalue)

    def holm(line: Line) -> object:
        one, test = line
        return "" if test else _or_blank(one.pvalue_holm)

    columns: list[c.Column[Line]] = [
        c.Column("test", w.RESTS_ON, "text", at=name),
        c.Column("est", w.EST, "dec3", at=lambda line: _of_test(line, "est")),
        c.Column("ci", x.CI95, "interval", at=lambda line: _of_test(line, "ci")),
        c.Column("pvalue", x.P, "p", at=pvalue),
        c.Column("pvalue_holm", x.P_HOLM, "p", at=holm, limits=(data.alpha or 0.0,)),
        c.Column("n", x.N, "int", at=lambda line: _of_test(line, "n")),
    ]
    rows: list[Line | c.Heading] = []
    for one in data.hypotheses:
        rows.append(c.Heading(f"{one.id}. {title(one, words)}"))
        rows += [(one, test) for test in (*one.tests, None)]
    notes = [
        words(w.HOLM_NOTE, count=data.family),
        *map(words, (w.ALL_NOTE, w.INTERVAL_NOTE, w.ASSOCIATION_NOTE)),
    ]
    return c.table("T0-hypotheses", words(w.T0), columns, rows, words, notes)


def _of_test(line: Line, name: str) -> object:
    """A number of a test; blank in other lines and where nothing was tested."""
    _, test = line
    return "" if test is None or test.est is None else getattr(test, name)


def _or_blank(value: float | None) -> object:
    return "" if value is None else value


def _verdict(one: Hypothesis, data: Hypotheses, words: Words) -> str:
    verdict = words(w.VERDICTS[one.verdict], ids=[one.id], alpha=_alpha(data, words))
    if one.verdict in UNJUDGED:
        verdict += words(x.COLON) + reason(one, words)
    return words(w.VERDICT_IS, verdict=verdict + beside(one, words))


def _alpha(data: Hypotheses, words: Words) -> str:
    return words.number(data.alpha, "unit2")


def beside(one: Hypothesis, words: Words) -> str:
    """In brackets, what the numbers a verdict rests on must not be read without."""
    said = short_of([caveat for test in one.tests for caveat in test.caveats], words)
    return f" ({words.semicolon.join(said)})" if said else ""


def title(one: Hypothesis, words: Words) -> str:
    """What a hypothesis says."""
    return words.label(f"hypothesis.{one.id}")


def reason(one: Hypothesis, words: Words) -> str:
    """Why a hypothesis was not tested."""
    if one.reason == "declared" or one.reason is None:
        return words.label(f"untested.{one.id}")
    test = next((test for test in one.tests if test.reason == one.reason), one.tests[0])
    return words(w.REASONS[one.reason], analysis=test.analysis)
