"""All hypotheses in one table for a first page: verdict, number, and whether others agree."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis
from cpsurvey.kinds.hypotheses.naming import name_of, of_test, title, why
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import short_of
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MARKS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Line:
    """A test of a hypothesis; the first of its hypothesis carries what is said of it."""

    one: Hypothesis
    test: Evidence | None
    first: bool
    mark: str


def table(result: Result[Hypotheses], words: Words) -> Table:
    """Verdicts with the numbers they rest on; what these must not be read without, in notes."""
    data = result.data
    remarks: dict[str, str] = {}
    lines = [line for one in data.hypotheses for line in _lines(one, words, remarks)]

    def of_first(said: object, line: _Line) -> object:
        return said if line.first else ""

    columns: list[c.Column[_Line]] = [
        c.Column(
            "verdict",
            w.VERDICT,
            "text",
            at=lambda ln: of_first(words(w.ANSWERS[ln.one.verdict]) + ln.mark, ln),
        ),
        c.Column(
            "test", w.RESTS_ON, "text", at=lambda ln: name_of(ln.test, words) if ln.test else ""
        ),
        c.Column("est", w.EST, "dec2", at=lambda ln: of_test(ln.test, "est")),
        c.Column("ci", x.CI95, "interval", at=lambda ln: of_test(ln.test, "ci")),
        c.Column(
            "pvalue_holm",
            x.P_HOLM,
            "p",
            at=lambda ln: of_first(
                "" if ln.one.pvalue_holm is None else ln.one.pvalue_holm, ln
            ),
            limits=(data.alpha or 0.0,),
        ),
        c.Column("n", x.N, "int", at=lambda ln: of_test(ln.test, "n")),
        c.Column(
            "others", w.OTHERS, "text", at=lambda ln: of_first(_others(ln.one, words), ln)
        ),
    ]
    rows: list[_Line | c.Heading] = []
    for line in lines:
        if line.first:
            rows.append(c.Heading(f"{line.one.id}. {title(line.one, words)}"))
        rows.append(line)
    notes = [f"{mark} {text}." for text, mark in remarks.items()]
    others = any(one.specifications for one in data.hypotheses)
    notes += [words(w.FRONT_NOTE), *([words(w.OTHERS_NOTE)] if others else [])]
    notes.append(words(w.ASSOCIATION_NOTE))
    if not others:
        columns.pop()
    return c.table("verdicts", words(w.FRONT), columns, rows, words, notes)


def _lines(one: Hypothesis, words: Words, remarks: dict[str, str]) -> list[_Line]:
    said = short_of([caveat for test in one.tests for caveat in test.caveats], words)
    said = [*why(one, words), *said]
    marks = [remarks.setdefault(text, _mark(len(remarks))) for text in said]
    mark = f" ({', '.join(marks)})" if marks else ""
    tests: tuple[Evidence | None, ...] = one.tests or (None,)
    return [_Line(one, test, at == 0, mark) for at, test in enumerate(tests)]


def _mark(at: int) -> str:
    """A to z, then aa, ab, ...: no two remarks have the same."""
    rest, letter = divmod(at, len(MARKS))
    return (_mark(rest - 1) if rest else "") + MARKS[letter]


def _others(one: Hypothesis, words: Words) -> str:
    """How many declared specifications agree, of those that can be judged."""
    judged = [found.agrees for found in one.specifications if found.agrees is not None]
    if not judged:
        return ""
    return words(w.AGREEING, count=sum(judged), every=len(judged))
