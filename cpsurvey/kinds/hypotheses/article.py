"""The hypotheses, in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.kinds.hypotheses import article_words as w
from cpsurvey.kinds.hypotheses import show
from cpsurvey.kinds.hypotheses import words as kind_words
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis, Specification
from cpsurvey.kinds.hypotheses.naming import name_of, of_test, other, title
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.rounding import DASH
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Results = Sequence[Result[Hypotheses]]


def methods(results: Results, words: Words, _study: Study) -> Methods:
    """How a verdict is come to; what could have been seen."""
    data = results[0].data
    if not data.hypotheses:
        return
    alpha = words.number(data.alpha, "unit2")
    yield "analysis", words(w.VERDICTS, count=data.family, alpha=alpha)
    if any(one.specifications for one in data.hypotheses):
        yield "analysis", words(w.SPECIFICATIONS)
    yield "power", words(w.SEEN, alpha=alpha)
    if any(one.smallest is not None for one in data.hypotheses):
        yield "power", words(w.SMALLEST)


def tables(results: Results, words: Words, _study: Study) -> Pieces:
    """Every specification of hypotheses about an interaction, one line each."""
    for one in results[0].data.hypotheses:
        if one.tests and all(_product(test) for test in one.tests):
            yield "moderation", specifications(one, words)


def _product(test: Evidence) -> bool:
    return test.kind == "moderation" or ":" in test.name


Line = tuple[str, Evidence, bool | None]
"""What it is called, its number, whether it agrees with the first."""


def specifications(one: Hypothesis, words: Words) -> Table:
    """Primary specification first, other explanations last."""
    columns: list[c.Column[Line]] = [
        c.Column("test", kind_words.SPECIFICATION, "text", at=lambda line: line[0]),
        c.Column("est", kind_words.EST, "dec2", at=lambda line: of_test(line[1], "est")),
        c.Column("ci", x.CI95, "interval", at=lambda line: of_test(line[1], "ci")),
        c.Column("pvalue", x.P, "p", at=lambda line: of_test(line[1], "pvalue")),
        c.Column("n", x.N, "int", at=lambda line: of_test(line[1], "n")),
        c.Column("agrees", kind_words.AGREES, "text", at=lambda line: _agrees(line[2], words)),
    ]
    heading = f"{one.id}. {title(one, words)}"
    rows = [*_primary(one, words), *_beside(one, words)]
    return c.table(f"moderation-{one.id}", heading, columns, rows, words)


def _agrees(agrees: bool | None, words: Words) -> str:  # noqa: FBT001
    return "" if agrees is None else words(kind_words.AGREED[agrees])


def _primary(one: Hypothesis, words: Words) -> Iterator[Line]:
    for test in one.tests:
        said = words.pair(words(kind_words.PRIMARY), name_of(test, words))
        yield said, test, None


def _beside(one: Hypothesis, words: Words) -> Iterator[Line]:
    for found in one.specifications:
        yield from _lines(other(one, "specifications", found, words), found, found.agrees)
    for found in one.rivals:
        label = words(kind_words.RIVAL, label=other(one, "rivals", found, words))
        yield from _lines(label, found, None)


def _lines(
    label: str,
    found: Specification,
    agrees: bool | None,  # noqa: FBT001
) -> Iterator[Line]:
    for test in found.tests:
        yield label, test, agrees


def told(results: Results, words: Words, _study: Study, plain: Plain) -> Told:
    """The verdicts in short, then a paragraph for every hypothesis in its order."""
    result = results[0]
    for line in show.short(result, words):
        yield "key", line
    printed = _printed(result, words)
    for one in result.data.hypotheses:
        yield "hypotheses", " ".join(_paragraph(one, printed, words, plain))


Printed = dict[tuple[str, int], dict[str, str]]
"""Hypothesis and place of a test, the last for its verdict -> the cells of T0 by key."""


def _printed(result: Result[Hypotheses], words: Words) -> Printed:
    """Every cell of T0 as it is printed there."""
    table = show.tests(result, words)
    rows = [row for row in table.rows if row.role == "body"]
    places = [
        (one.id, at) for one in result.data.hypotheses for at in range(len(one.tests) + 1)
    ]
    return {
        place: table.said(row, words.language) for place, row in zip(places, rows, strict=True)
    }


def _paragraph(one: Hypothesis, printed: Printed, words: Words, plain: Plain) -> Iterator[str]:
    verdict = words(kind_words.ANSWERS[one.verdict])
    yield words(w.HYPOTHESIS, id=one.id, says=title(one, words), verdict=verdict)
    tests = [
        _test(test, printed[one.id, at], words, plain) for at, test in enumerate(one.tests)
    ]
    if any(tests):
        said = words.semicolon.join(filter(None, tests))
        yield f"{said[0].upper()}{said[1:]}."
    last = printed[one.id, len(one.tests)]
    if last["pvalue_holm"] not in ("", DASH):
        yield words(w.ADJUSTED, p=_p(last["pvalue_holm"]))
    if reasons := _reasons(one, words):
        yield words(w.WHY, reasons=words.semicolon.join(reasons))
    yield from _specified(one, words)


def _test(test: Evidence, cells: dict[str, str], words: Words, plain: Plain) -> str:
    if test.est is None:
        return ""
    said = words(
        w.TEST, name=cells["test"], est=cells["est"], ci=cells["ci"], p=_p(cells["pvalue"])
    )
    units = plain(test.analysis, test.name) if test.standardised else ""
    return f"{said} ({units})" if units else said


def _reasons(one: Hypothesis, words: Words) -> list[str]:
    """Why a verdict is no better; what holds of all is said with the plan."""
    of_all = one.exploratory and words(kind_words.EXPLORATORY[one.exploratory])
    said = show.reasons(one, words)
    return [text for text in said if one.exploratory == "changed" or text != of_all]


def _p(shown: str) -> str:
    return shown if shown.startswith("<") else f"= {shown}"


def _specified(one: Hypothesis, words: Words) -> Iterator[str]:
    """Which specifications disagree, by their names; which other explanations hold."""
    judged = [found for found in one.specifications if found.agrees is not None]
    against = [
        other(one, "specifications", found, words) for found in judged if not found.agrees
    ]
    if against:
        names = words.semicolon.join(against)
        yield words(w.DISAGREE, count=len(against), every=len(judged), names=names)
    elif judged:
        yield words(w.AGREE, every=len(judged))
    if hold := show.rivals_that_hold(one, words):
        yield words(w.RIVALS, names=words.semicolon.join(hold))
