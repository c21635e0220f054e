"""One number per fact over all documents: one form, one interval, one p.

A fact is a field of the results. Everything that is printed goes through `rounding.show`, which
is listened to here while every document is built: a number of six digits or more is one fact
wherever it appears, in a table, a sentence or a picture. An estimate that two results hold (a
path that is also an effect) is one fact, too, and must have one interval and one p.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import pytest
from golden import book

from cpsurvey.kinds.correlations import show as correlations
from cpsurvey.report import rounding
from cpsurvey.report.diagram.graph import Value
from cpsurvey.report.rounding import DASH, PAIRS
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

STORED = book.stored()
EACH = [(language, name) for name in STORED for language in book.LANGUAGES]
DIGITS = 6
"""Numbers with fewer may be the same by chance."""
FRACTIONS = 500
"""Shares of fewer may be the same by chance, too."""
MIXED = ("T0-", "T0c-", "verdicts", "T25")
"""Tables whose columns hold estimates of several measures: none is without its leading zero."""
CLOSER = ("T8c-", "T7b-", "T11-correlations-pairs")
"""Tables whose numbers are held against cut-offs, with decimals enough to see their side;
coefficients that equal the one that is read where nobody skipped an item; and the intervals of
correlations, which are for spreadsheets alone."""
SPECIFICATIONS = ("T25b-", "T9-rivals-whole")
"""Specifications, and a model fitted again in clusters: errors of another kind leave estimates
as they are."""
MEASURES = ("T11-", "T34b-")
"""Correlations, which a standardised path with nothing beside it equals, and shares."""
OTHERS = ("boot", "bc", "holm", "beta", "range")
"""Intervals of another kind or of another number, under headings that say so."""


@dataclass
class Heard:
    """What was printed: forms of every number, intervals and p-values of every estimate."""

    forms: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    ends: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    tests: dict = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    place: str = "a sentence or picture"

    def pair(self, est, ci, place):
        if place.partition(": ")[2].startswith((*SPECIFICATIONS, *MEASURES)):
            return
        if told(est) and ci is not None and None not in tuple(ci):
            self.ends[full(est)][full(tuple(ci))].add(place)


def full(value):
    """A number with the digits that no machine computes otherwise."""
    return tuple(map(full, value)) if isinstance(value, tuple | list) else format(value, ".9g")


def told(value):
    """Whether a number is recognised wherever it appears."""
    if not isinstance(value, float):
        return False
    digits = format(value, ".9g").partition("e")[0].replace(".", "").lstrip("-0")
    return len(digits) >= DIGITS and not any(
        abs(value * n - round(value * n)) < n * 1e-9 for n in range(1, FRACTIONS)
    )


@cache
def heard(language, name):
    """All documents of some results, built and read while `show` is listened to."""
    found = Heard()
    real = rounding.show

    def show(value, kind, language, **more):
        text = real(value, kind, language, **more)
        pair = isinstance(value, tuple | list)
        known = value is not None and (not pair or (len(value) == 2 and None not in value))
        if (
            known
            and kind not in ("percent", "text")
            and all(map(told, value if pair else (value,)))
        ):
            found.forms[full(value)][text].add(found.place)
        return text

    def estimate(self, est, ends, *limits, **more):
        found.pair(est, ends, found.place)
        return real_estimate(self, est, ends, *limits, **more)

    def lines(self, words):
        found.pair(self.est, self.ci, "a picture")
        return real_lines(self, words)

    real_estimate, real_lines = Words.estimate, Value.lines
    with pytest.MonkeyPatch.context() as patch:
        for module in list(sys.modules.values()):
            if getattr(module, "show", None) is real:
                patch.setattr(module, "show", show)
        patch.setattr(Words, "estimate", estimate)
        patch.setattr(Value, "lines", lines)
        # a diagonal has the decimals of the correlations around it
        patch.setattr(correlations, "_in_brackets", lambda value, words: "")
        for document in book.documents(STORED[name], language):
            for table in document.tables():
                found.place = f"{document.name}: {table.id}"
                of_table(table, language, found)
            found.place = "a sentence or picture"
    return found


def of_table(table: Table, language, found):
    """Reads a table, and which intervals and p stand beside which estimates."""
    for row in table.rows:
        if row.role == "group":
            continue
        table.shown(row, language)
        for at, head in enumerate(table.columns):
            value = row.cells.get(head.key)
            mine = row.kind(head) in PAIRS and isinstance(value, tuple | list)
            if mine and not any(one in head.key for one in OTHERS):
                of = estimate_of(table, row, at)
                found.pair(row.cells[of] if of else None, value, found.place)
        p = row.cells.get("pvalue")
        for key in ("est", "b"):
            if told(p) and told(row.cells.get(key)):
                found.tests[full(row.cells[key])][full(p)].add(found.place)


def estimate_of(table, row, at):
    """The column that an interval belongs to: by its name, else the nearest before it."""
    key = table.columns[at].key
    keys = [head.key for head in table.columns]
    stem, _, what = key.rpartition("_")
    own = {"": ("est", "b"), "mc": ("est", "b"), "std": ("std", "std_all")}.get(stem)
    for name in own or (stem, f"est_{stem}", f"b_{stem}"):
        if name in keys and what in ("ci", "mc", "boot"):
            return name
    for head in reversed(table.columns[:at]):
        if row.kind(head) in ("dec1", "dec2", "dec3", "unit2", "unit3"):
            return None if head.key.startswith(("se", "std_se")) else head.key
    return None


def bare(text):
    """Without the zero before its sign."""
    return text.replace("0.", ".").replace("0,", ",")


def forms_of(places):
    """Forms that a reader would ask about."""
    kept = {
        text: where
        for text, where in places.items()
        if not all(one.partition(": ")[2].startswith(CLOSER) for one in where)
    }
    mixed = any(
        one.partition(": ")[2].startswith((*MIXED, *MEASURES))
        for w in kept.values()
        for one in w
    )
    return {bare(text) if mixed else text: where for text, where in kept.items()}


@pytest.mark.parametrize(("language", "name"), EACH)
def test_every_number_has_one_form(language, name):
    wrong = {}
    for value, places in heard(language, name).forms.items():
        kept = forms_of(places)
        if len(kept) > 1:
            wrong[value] = {text: sorted(found)[:4] for text, found in kept.items()}
    assert wrong == {}


@pytest.mark.parametrize("name", STORED)
def test_an_estimate_has_the_decimals_of_its_interval(name):
    wrong = []
    for document in book.documents(STORED[name], "en"):
        for table in document.tables():
            for row in (one for one in table.rows if one.role != "group"):
                said = table.said(row, "en")
                for at, head in enumerate(table.columns):
                    of = estimate_of(table, row, at) if row.kind(head) in PAIRS else None
                    both = (said[of], said[head.key]) if of else (DASH, DASH)
                    if (
                        all(both)
                        and DASH not in both
                        and decimals(both[0]) != decimals(both[1])
                    ):
                        wrong.append((document.name, table.id, *both))
    assert wrong == []


def decimals(text):
    """Those of a number, or of the first of two limits, with any mark behind it."""
    found = re.match(r"\[?−?[\d,]*\.?(\d*)", text)
    return len(found[1])


@pytest.mark.parametrize("name", STORED)
def test_every_estimate_has_one_interval_and_one_p(name):
    found = heard("en", name)
    for facts in (found.ends, found.tests):
        wrong = {
            value: {other: sorted(places)[:4] for other, places in others.items()}
            for value, others in facts.items()
            if len(others) > 1
        }
        assert wrong == {}
