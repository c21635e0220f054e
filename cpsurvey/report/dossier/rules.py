"""Who sees what, which protections hold, and what remains at risk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.report import columns as c
from cpsurvey.report import dossier_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.dossier.facts import Facts
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class _Three:
    first: str
    second: str
    third: str


def _three(
    id: str,
    title: Phrase,
    heads: tuple[Phrase, Phrase, Phrase],
    rows: Iterator[_Three],
    words: Words,
) -> Table:
    names = ("first", "second", "third")
    columns: list[c.Column[_Three]] = [
        c.Column(name, head, "text") for name, head in zip(names, heads, strict=True)
    ]
    return c.table(id, words(title), columns, rows, words)


def _filled(phrase: Phrase, k: int, words: Words) -> str:
    return words(phrase, k=k) if "k" in phrase.places else words(phrase)


def readers(_facts: Facts, words: Words) -> Iterator[Table]:
    """Places where people's data stand, and who may read them."""
    heads = (w.PLACE, w.HOLDS, w.READER)
    rows = (_Three(*(words(one) for one in said)) for said in w.PLACES_OF.values())
    yield _three("D-readers", w.WHO, heads, rows, words)


def protections(facts: Facts, words: Words) -> Iterator[Table]:
    """Rules that hold whatever a study says."""
    columns: list[c.Column[tuple[str, str]]] = [
        c.Column("rule", w.RULE, "text", at=lambda one: one[0]),
        c.Column("how", w.HOW, "text", at=lambda one: one[1]),
    ]
    rows = [(words(rule), _filled(how, facts.k, words)) for rule, how in w.RULES.values()]
    yield c.table("D-protections", words(w.PROTECTIONS), columns, rows, words)


def assessment(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """What may go wrong, what is done, and what is not."""
    yield Text(words(w.ASSESSMENT_NOTE), "note")
    asked = {"named": "network", "linkage": "indicators"}
    data = facts.found.get("data") or {}
    rows = (
        _Three(*(_filled(one, facts.k, words) for one in said))
        for risk, said in w.RISKS.items()
        if risk not in asked or data.get(asked[risk])
    )
    yield _three("D-assessment", w.ASSESSMENT, (w.RISK, w.MEASURE, w.REMAINS), rows, words)
    yield Text(words(w.NOT_DONE))
