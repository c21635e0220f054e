"""Which data there are, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import dossier_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.dossier.facts import Facts
from cpsurvey.report.dossier_words import Category
from cpsurvey.report.losses import LOSSES
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words


@dataclass(frozen=True, slots=True)
class _Category:
    category: str
    n: int
    which: str
    source: str


def variables(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """Variables by what they are about, and how they are joined."""
    columns: list[c.Column[_Category]] = [
        c.Column("category", w.CATEGORY, "text"),
        c.Column("n", w.NUMBER, "int"),
        c.Column("which", w.WHICH, "text"),
        c.Column("source", w.FROM, "text"),
    ]
    rows = [one for one in _categories(facts.found.get("data") or {}, words) if one.n]
    yield c.table("D-data", words(w.DATA), columns, rows, words)
    yield Text(words(w.PSEUDONYMS))
    if facts.found.get("indicators"):
        yield Text(words(w.JOINED))
    if (facts.found.get("data") or {}).get("network"):
        yield Text(words(w.NAMED))


def _categories(found: Mapping[str, Any], words: Words) -> Iterator[_Category]:
    of: tuple[tuple[Category, int, str, str], ...]
    survey, employer = words(w.SOURCES["survey"]), words(w.SOURCES["employer"])
    scales = found.get("scales") or ()
    items = sum(int(one["items"]) for one in scales)
    roles = [words(w.ROLES[role]) for role in found.get("identifiers") or () if role in w.ROLES]
    of = (
        ("items", items, _labels(scales, words), survey),
        (
            "background",
            len(found.get("background") or ()),
            _labels(found.get("background") or (), words),
            survey,
        ),
        ("identifiers", len(roles), ", ".join(roles), survey),
        ("checks", int(found.get("checks") or 0), "", survey),
        ("pages", int(found.get("pages") or 0), "", survey),
        ("network", int(found.get("network") or 0), "", survey),
        ("observed", int(found.get("observed") or 0), "", words(w.SOURCES["researcher"])),
        (
            "indicators",
            len(found.get("indicators") or ()),
            _labels(found.get("indicators") or (), words),
            employer,
        ),
    )
    for name, n, which, source in of:
        yield _Category(words(w.CATEGORIES[name]), n, which, source)


def _labels(entries: Sequence[Mapping[str, Any]], words: Words) -> str:
    return ", ".join(words.pick(one["label"]) or str(one["id"]) for one in entries)


@dataclass(frozen=True, slots=True)
class _Stage:
    stage: str
    n: str


def flow(facts: Facts, words: Words) -> Iterator[Table]:
    """From rows read to people analysed; what concerns few is counted together."""
    found = next((r.sample for r in facts.results.results if r.kind == "flow"), None)
    read = found.read if found else facts.found.get("flow", {}).get("rows", 0)
    dropped = found.dropped if found else _of_store(facts.found.get("flow") or {})
    rows = [_Stage(words(w.READ), facts.count(read, words))]
    few = 0
    for reason, n in dropped.items():
        if n >= facts.k and reason in LOSSES:
            rows.append(_Stage(words(LOSSES[reason]), facts.count(n, words)))
        else:
            few += n
    if few:
        rows.append(_Stage(words(w.OTHERS), facts.count(few, words)))
    rows.append(_Stage(words(w.USED), facts.count(facts.used, words)))
    columns: list[c.Column[_Stage]] = [
        c.Column("stage", w.STAGE, "text"),
        c.Column("n", w.ROWS, "text"),
    ]
    notes = (words(w.OTHERS_NOTE, k=facts.k),) if few else ()
    yield c.table("D-flow", words(w.HAPPENED), columns, rows, words, notes)


def _of_store(flow: Mapping[str, int]) -> dict[str, int]:
    names = {"superseded": "duplicate"}
    return {names.get(name, name): n for name, n in flow.items() if name != "rows" and n}
