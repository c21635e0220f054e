"""Every declared specification of one hypothesis in one table (T0c)."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Evidence, Hypothesis, Specification
from cpsurvey.kinds.hypotheses.naming import name_of, of_test, other
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words


@dataclass(frozen=True, slots=True)
class _Line:
    """A number, and whether the specification it belongs to agrees."""

    test: Evidence
    agrees: bool | None


HOMES = {
    **dict.fromkeys(("sem", "multilevel_mediation"), "T17"),
    "cfa": "T9",
    "mediation": "T18",
    "moderation": "T19",
    "mixed": "T20",
    "kpi": "T21",
    "regression": "T16",
    "direction": "T29",
    "contrast": "T33",
    "control": "T28c",
    "rivals": "T8",
    "multiverse": "T25",
    "aggregation": "T15",
    "variance": "T23",
    "emergence": "T22d-chance",
    "position": "T22h-involvement",
}
"""Kind -> code of the table with its numbers, one for each analysis; or the whole id."""


def home(test: Evidence, words: Words) -> str:
    """The table of an analysis, which a document counts; without one the analysis itself."""
    code = HOMES.get(test.kind or "")
    if code is None:
        return words.label(test.analysis)
    return code if "-" in code else f"{code}-{test.analysis}"


def table(one: Hypothesis, words: Words) -> Table:
    """T0c: the primary specification, the others, then other explanations."""

    def name(line: _Line) -> str:
        found = name_of(line.test, words)
        if line.test.reason and line.test.est is None:
            why = words(w.REASONS[line.test.reason], analysis=line.test.analysis)
            return f"{found}{words(x.COLON)}{why}"
        return found

    def agrees(line: _Line) -> str:
        return "" if line.agrees is None else words(w.AGREED[line.agrees])

    columns: list[c.Column[_Line]] = [
        c.Column("test", w.SPECIFICATION, "text", at=name),
        c.Column("analysis", w.ANALYSIS, "text", at=lambda line: home(line.test, words)),
        c.Column("est", w.EST, "dec2", at=lambda line: of_test(line.test, "est")),
        c.Column("ci", x.CI95, "interval", at=lambda line: of_test(line.test, "ci")),
        c.Column("pvalue", x.P, "p", at=lambda line: of_test(line.test, "pvalue")),
        c.Column("n", x.N, "int", at=lambda line: of_test(line.test, "n")),
        c.Column("agrees", w.AGREES, "text", at=agrees),
    ]
    rows: list[_Line | c.Heading] = [c.Heading(words(w.PRIMARY))]
    rows += [_Line(test, None) for test in one.tests]
    for found in one.specifications:
        rows.append(c.Heading(other(one, "specifications", found, words)))
        rows += _lines(found, found.agrees)
    for found in one.rivals:
        label = other(one, "rivals", found, words)
        rows.append(c.Heading(words(w.RIVAL, label=label)))
        rows += _lines(found, None)
    notes = [words(w.SPECIFICATIONS_NOTE)] if one.specifications else []
    notes += [words(w.RIVALS_NOTE)] if one.rivals else []
    notes.append(words(w.UNITS_NOTE))
    title = words(w.T0C, id=one.id)
    return c.table(f"T0c-{one.id.lower()}", title, columns, rows, words, notes)


def _lines(found: Specification, agrees: bool | None) -> list[_Line]:  # noqa: FBT001
    return [_Line(test, agrees) for test in found.tests]
