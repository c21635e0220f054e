"""The hypotheses: their tests and verdicts (T0), every specification (T0c), one look."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cpsurvey.kinds.hypotheses import figure, findings, specifications, verdicts
from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis, Verdict
from cpsurvey.kinds.hypotheses.naming import name_of, of_test, other, title, why
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study, short_of
from cpsurvey.report.document import Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

UNJUDGED: tuple[Verdict, ...] = ("cannot_be_judged", "not_asked", "not_tested")
NOT_FOUND: tuple[Verdict, ...] = ("not_supported", "cannot_be_judged")


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
            says = words.semicolon.join(
                [title(one, words) + beside(one, words), *_rivals(one, words)]
            )
            yield words(w.ANSWER, says=says, verdict=words(w.ANSWERS[one.verdict]), id=one.id)


def last(result: Result[Hypotheses], words: Words) -> Iterator[str]:
    """What a first page says however full it is: the hypotheses without a verdict."""
    for verdict in UNJUDGED:
        if ids := [one.id for one in result.data.hypotheses if one.verdict == verdict]:
            yield f"{', '.join(ids)}{words(x.COLON)}{words(w.VERDICTS[verdict], ids=ids)} (T0)."


def front(result: Result[Hypotheses], words: Words, _study: Study) -> list[Block]:
    """For which hypotheses each verdict holds, and the table with what they rest on."""
    lines = " ".join(short(result, words))
    return [*([Text(lines, "lead")] if lines else []), verdicts.table(result, words)]


def manager(
    result: Result[Hypotheses], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """What was found, one sentence per hypothesis, with how sure it is."""
    return {"found": findings.told(result.data, words)}


def show(result: Result[Hypotheses], words: Words, _study: Study) -> list[Block]:
    """The table, those of the specifications, and all hypotheses in one look."""
    every = [
        specifications.table(one, words)
        for one in result.data.hypotheses
        if one.specifications or one.rivals
    ]
    return [tests(result, words), *every, figure.forest(result, words)]


Line = tuple[Hypothesis, Evidence | None]
"""A test of a hypothesis, or the line with its verdict."""


def tests(result: Result[Hypotheses], words: Words) -> Table:
    """T0: one heading per hypothesis, one row per test, then the verdict."""
    data = result.data

    def name(line: Line) -> str:
        one, test = line
        return name_of(test, words) if test else _verdict(one, data, words)

    def holm(line: Line) -> object:
        one, test = line
        return "" if test or one.pvalue_holm is None else one.pvalue_holm

    columns: list[c.Column[Line]] = [
        c.Column("test", w.RESTS_ON, "text", at=name),
        c.Column("est", w.EST, "dec2", at=lambda line: of_test(line[1], "est")),
        c.Column("ci", x.CI95, "interval", at=lambda line: of_test(line[1], "ci")),
        c.Column("pvalue", x.P, "p", at=lambda line: of_test(line[1], "pvalue")),
        c.Column("pvalue_holm", x.P_HOLM, "p", at=holm, limits=(data.alpha or 0.0,)),
        c.Column("ci_holm", w.CI_HOLM, "interval", at=lambda ln: of_test(ln[1], "ci_holm")),
        c.Column("seen", w.SEEN, "dec2", at=lambda line: of_test(line[1], "seen")),
        c.Column("n", x.N, "int", at=lambda line: of_test(line[1], "n")),
    ]
    rows: list[Line | c.Heading] = []
    for one in data.hypotheses:
        rows.append(c.Heading(f"{one.id}. {title(one, words)}"))
        rows += [(one, test) for test in (*one.tests, None)]
    alpha = _alpha(data, words)
    notes = [words(w.HOLM_NOTE, count=data.family, alpha=alpha)]
    if data.withdrawn:
        notes.append(words(w.WITHDRAWN_NOTE, count=data.withdrawn))
    notes += [words(w.ALL_NOTE), words(w.DRAWS_NOTE), words(w.SEEN_NOTE, alpha=alpha)]
    notes.append(words(w.ASSOCIATION_NOTE))
    return c.table("T0-hypotheses", words(w.T0), columns, rows, words, notes)


def _verdict(one: Hypothesis, data: Hypotheses, words: Words) -> str:
    first = words(w.VERDICTS[one.verdict], ids=[one.id], alpha=_alpha(data, words))
    more = [*reasons(one, words), *_others(one, words)]
    rest = words(x.COLON) + words.semicolon.join(more) if more else ""
    return words(w.VERDICT_IS, verdict=first + rest + beside(one, words))


def reasons(one: Hypothesis, words: Words) -> list[str]:
    """Why a verdict is no better than it is."""
    said = []
    if one.verdict == "as_expected" and one.exploratory:
        said.append(words(w.EXPLORATORY[one.exploratory]))
    if one.verdict in UNJUDGED and not one.why:
        said.append(reason(one, words))
    return [*said, *why(one, words)]


def _others(one: Hypothesis, words: Words) -> Iterator[str]:
    """Which specifications disagree, and which other explanations hold."""
    differ = sum(found.agrees is False for found in one.specifications)
    if differ:
        yield words(w.DISAGREE, count=differ, every=len(one.specifications))
    yield from _rivals(one, words)


def _rivals(one: Hypothesis, words: Words) -> Iterator[str]:
    """Which other explanations hold."""
    if hold := rivals_that_hold(one, words):
        yield words(w.HOLDS_TOO, names=words.semicolon.join(hold))


def rivals_that_hold(one: Hypothesis, words: Words) -> list[str]:
    """Other explanations whose interval leaves out zero on the expected side."""
    return [other(one, "rivals", s, words) for s in one.rivals if s.side == "expected"]


def _alpha(data: Hypotheses, words: Words) -> str:
    return words.number(data.alpha, "unit2")


def beside(one: Hypothesis, words: Words) -> str:
    """In brackets, what the numbers a verdict rests on must not be read without."""
    said = short_of([caveat for test in one.tests for caveat in test.caveats], words)
    return f" ({words.semicolon.join(said)})" if said else ""


def reason(one: Hypothesis, words: Words) -> str:
    """Why a hypothesis was not tested."""
    why = one.reason
    if not one.tests or why is None or why == "declared" or why == "no_ties":
        name = f"untested.{one.id}"
        said = words.label(name)
        return words(w.NO_TIES) if why == "no_ties" and said == name else said
    test = next((test for test in one.tests if test.reason == why), one.tests[0])
    return words(w.REASONS[why], analysis=test.analysis)
