"""Whether the scales are apart (T10, a picture)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import sqrt

from cpsurvey.kinds.discriminant import words as w
from cpsurvey.kinds.discriminant.data import LENIENT, STRICT, Discriminant, Pair, Scale
from cpsurvey.kinds.discriminant.figure import discriminant as picture
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import least
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

CUTOFFS = (STRICT, LENIENT)
MOST = 15
"""Pairs shown on a page."""


def short(result: Result[Discriminant], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    closest = result.data.pairs[0]
    if closest.htmt2 is None:
        return
    yield from words.lead(
        w.IN_SHORT,
        first=words.label(closest.first),
        second=words.label(closest.second),
        **words.estimate(closest.htmt2, closest.htmt2_ci, *CUTOFFS, against=(*CUTOFFS, 1.0)),
        cutoff=cutoff(closest, words),
    )


def show(result: Result[Discriminant], words: Words, _study: Study) -> list[Block]:
    """T10: matrix and pairs, and the closest pairs as a picture."""
    tables = [matrix(result.data, words), *pairs(result.data, words)]
    return [*tables, picture(result, words)]


def matrix(data: Discriminant, words: Words) -> Table:
    """Latent correlations below, HTMT2 above, the root of AVE on the diagonal."""
    place = {scale.name: i for i, scale in enumerate(data.scales)}
    found = {frozenset((pair.first, pair.second)): pair for pair in data.pairs}

    def name(scale: Scale) -> str:
        return f"{place[scale.name] + 1}. {words.label(scale.name)}"

    def beside(other: Scale) -> c.Column[Scale]:
        def cell(scale: Scale) -> float | str | None:
            if scale is other:
                return None if scale.ave is None else _in_brackets(sqrt(scale.ave), words)
            pair = found[frozenset((scale.name, other.name))]
            return pair.r if place[other.name] < place[scale.name] else pair.htmt2

        number = str(place[other.name] + 1)
        key = c.own_key(other.name, columns)
        return c.Column(key, number, "unit2", at=cell, limits=CUTOFFS)

    columns: list[c.Column[Scale]] = [c.Column("scale", x.SCALE, "text", at=name)]
    for scale in data.scales:
        columns.append(beside(scale))
    notes = [words(w.MATRIX_NOTE), _rests_on(data, words)]
    made = c.table("T10-discriminant", words(w.T10D), columns, data.scales, words, notes)
    keys = [column.key for column in made.columns[1:]]
    rows = (
        replace(row, kinds=dict.fromkeys(keys[at + 1 :], "dec2"))  # HTMT2 can exceed one
        for at, row in enumerate(made.rows)
    )
    return replace(made, rows=tuple(rows))


def _in_brackets(value: float, words: Words) -> str:
    return f"({words.number(value, 'unit2')})"


def _rests_on(data: Discriminant, words: Words) -> str:
    """Which correlations, from how many, and by which estimator the latent ones."""
    said = words(w.CORRELATIONS[data.correlations], low=data.n_low, high=data.n_high)
    latent = data.measurement
    if latent is None:
        return said
    how = f"{latent.estimator.upper()}, {words(x.MISSING[latent.missing])}"
    return said + " " + words(w.LATENT, how=how, n=latent.n)


def pairs(data: Discriminant, words: Words) -> list[Table]:
    """One line per two scales, closest first, with the words for them.

    Pages show the closest; the spreadsheet has all pairs and indices.
    """
    number = {scale.name: str(i) for i, scale in enumerate(data.scales, 1)}

    def both(pair: Pair) -> str:
        return f"{number[pair.first]} ↔ {number[pair.second]}"

    def band(pair: Pair) -> str:
        return words(w.BANDS[pair.band] if pair.band else w.UNKNOWN)

    def side(pair: Pair) -> str:
        return cutoff(pair, words)

    indices: list[c.Column[Pair]] = [
        c.Column("r", w.R, "unit2"),
        c.Column("r_ci", x.CI95, "unit_interval", limits=(0.80, 0.90, 1.0)),
        c.Column("band", w.BAND, "text", at=band),
        c.Column("htmt2", "HTMT2", "dec2", limits=CUTOFFS),
        c.Column("htmt2_ci", x.CI95, "interval", limits=(*CUTOFFS, 1.0)),
        c.Column("cutoff", w.CUTOFF, "text", at=side),
        c.text("fornell_larcker", w.FORNELL_LARCKER, words.of(w.MET)),
    ]
    short: list[c.Column[Pair]] = [c.Column("pair", w.PAIR, "text", at=both), *indices]
    full: list[c.Column[Pair]] = [
        c.text("first", x.SCALE, words.label),
        c.text("second", x.SCALE, words.label),
        *indices,
        c.Column("htmt", "HTMT", "dec2"),
        c.text("one", w.BELOW_ONE, words.of(w.MET), at="excludes_one"),
    ]
    title, found = words(w.T10P), data.pairs
    notes = [words(w.PAIRS_NOTE, bootstrap=_bootstrap(data, words))]
    if len(found) > MOST:
        notes.append(words(w.CLOSEST, shown=MOST, all=len(found)))
    return [
        c.table("T10-pairs", title, short, found[:MOST], words, notes),
        c.table("T10-pairs-all", title, full, found, words, sheet_only=True),
    ]


def _bootstrap(data: Discriminant, words: Words) -> str:
    drawn = data.bootstrap
    unit = words.label(drawn.unit) if drawn.unit else words(x.DRAWS_OF["cases"])
    text = words(w.DRAWS[data.correlations], draws=drawn.draws, unit=unit)
    if drawn.failed:
        text += " " + words(w.FAILED, failed=drawn.failed)
    return text


def cutoff(pair: Pair, words: Words) -> str:
    """Which cut-off of HTMT2 a pair meets, and whether its interval says otherwise."""
    if pair.meets_lenient is None:
        return words(w.UNKNOWN)
    if not pair.meets_lenient:
        unsure = pair.htmt2_ci and not least(pair.htmt2_ci.lower, LENIENT)
        return words(w.ABOVE) + (words(w.REACHES_BELOW) if unsure else "")
    said = words(w.MEETS_85 if pair.meets_strict else w.MEETS_90)
    limit = STRICT if pair.meets_strict else LENIENT
    beyond = pair.htmt2_ci and least(pair.htmt2_ci.upper, limit)
    return said + words(w.REACHES) if beyond else said
