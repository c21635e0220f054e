"""Discriminant validity (T10): everything about two scales in one cell, then in one line."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from cpsurvey.kinds.discriminant import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table, show
from cpsurvey.report.words import Words
from cpsurvey.results import Result

CUTOFFS = (0.85, 0.90)
"""Of HTMT, as the analysis judges it."""
MOST = 15
"""Pairs shown on a page."""


def matrix(result: Result[Any], words: Words) -> Table:
    """Latent correlations below, HTMT2 above, the root of AVE on the diagonal."""
    data = result.data
    names = data["scales"]
    latent = data["measurement"]
    rows = []
    for i, name in enumerate(names):
        cells: list[Any] = [f"{i + 1}. {words.label(name)}"]
        for j in range(len(names)):
            if i == j:
                cells.append(_root(latent, i, words))
            elif j < i:
                cells.append(latent["r"][i][j] if latent else None)
            else:
                cells.append(data["htmt2"][i][j])
        rows.append(Row(tuple(cells)))
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        *(Column(name, str(i + 1), "unit2", CUTOFFS) for i, name in enumerate(names)),
    )
    notes = [words(w.DISCRIMINANT_MATRIX_NOTE), _rests_on(data, words)]
    return Table("T10-discriminant", words(w.T10D), columns, tuple(rows), tuple(notes))


def _root(latent: Mapping[str, Any] | None, i: int, words: Words) -> str | None:
    ave = latent["ave"][i] if latent else None
    return None if ave is None else f"({show(sqrt(ave), 'unit2', words.language)})"


def _rests_on(data: Mapping[str, Any], words: Words) -> str:
    """Which correlations, from how many, and by which estimator the latent ones."""
    said = words(f"discriminant_{data['correlations']}", low=data["n_low"], high=data["n_high"])
    latent = data["measurement"]
    if latent is None:
        return said
    how = f"{latent['estimator'].upper()}, {words(latent['missing'])}"
    return said + " " + words(w.DISCRIMINANT_LATENT, how=how, n=latent["n"])


def pairs(result: Result[Any], words: Words) -> list[Table]:
    """One line per two scales, closest first, with the words for them.

    Pages show the closest; the spreadsheet has all pairs and indices.
    """
    found = result.data["pairs"]
    number = {name: str(i + 1) for i, name in enumerate(result.data["scales"])}
    notes = [words(w.DISCRIMINANT_PAIRS_NOTE, bootstrap=_bootstrap(result.data, words))]
    if len(found) > MOST:
        notes.append(words(w.DISCRIMINANT_MOST, shown=MOST, all=len(found)))
    head = (
        Column("r", words(w.DISCRIMINANT_R), "unit2"),
        Column("r_ci", words(lexicon.CI95), "interval", (0.80, 0.90, 1.0)),
        Column("band", words(w.DISCRIMINANT_BAND), "text"),
        Column("htmt2", "HTMT2", "unit2", CUTOFFS),
        Column("htmt2_ci", words(lexicon.CI95), "interval", (*CUTOFFS, 1.0)),
        Column("cutoff", words(w.DISCRIMINANT_CUTOFF), "text"),
        Column("fornell_larcker", words(w.DISCRIMINANT_FL), "text"),
    )
    tail = (Column("htmt", "HTMT", "unit2"), Column("one", words(w.DISCRIMINANT_ONE), "text"))
    title = words(w.T10P)
    short = tuple(
        Row((f"{number[p['first']]} ↔ {number[p['second']]}", *_indices(p, words)))
        for p in found[:MOST]
    )
    full = tuple(
        Row(
            (
                words.label(p["first"]),
                words.label(p["second"]),
                *_indices(p, words),
                p["htmt"],
                meets(p, "excludes_one", words),
            )
        )
        for p in found
    )
    pair = Column("pair", words(w.DISCRIMINANT_PAIR), "text")
    both = (
        Column("first", words(lexicon.SCALE), "text"),
        Column("second", words(lexicon.SCALE), "text"),
    )
    return [
        Table("T10-pairs", title, (pair, *head), short, tuple(notes)),
        Table("T10-pairs-all", title, (*both, *head, *tail), full, sheet_only=True),
    ]


def _indices(pair: Mapping[str, Any], words: Words) -> tuple[Any, ...]:
    return (
        pair["r"],
        (pair["r_lower"], pair["r_upper"]),
        words(f"discriminant_{pair['band'] or 'unknown_word'}"),
        pair["htmt2"],
        (pair["htmt2_lower"], pair["htmt2_upper"]),
        cutoff(pair, words),
        meets(pair, "fornell_larcker", words),
    )


def _bootstrap(data: Mapping[str, Any], words: Words) -> str:
    found = data["bootstrap"]
    key = "discriminant_influence" if found["first_order"] else "discriminant_draws"
    unit = words.label(found["unit"]) if found["unit"] else words(lexicon.DRAWS_OF["cases"])
    text = words(key, draws=found["draws"], unit=unit)
    if found["failed"]:
        text += " " + words(w.DISCRIMINANT_FAILED, failed=found["failed"])
    return text


def meets(pair: Mapping[str, Any], criterion: str, words: Words) -> str:
    """Word for a criterion of a pair."""
    value = pair[criterion]
    if value is None:
        return words(w.DISCRIMINANT_UNKNOWN_WORD)
    return words(w.DISCRIMINANT_MEETS if value else "discriminant_not")


def cutoff(pair: Mapping[str, Any], words: Words) -> str:
    """Which cut-off of HTMT2 a pair meets, and whether its interval reaches beyond."""
    if pair["meets_lenient"] is None:
        return words(w.DISCRIMINANT_UNKNOWN_WORD)
    if not pair["meets_lenient"]:
        return words(w.DISCRIMINANT_ABOVE)
    strict = pair["meets_strict"]
    said = words(w.DISCRIMINANT_MEETS_85 if strict else "discriminant_meets_90")
    upper = pair["htmt2_upper"]
    if upper is not None and upper >= (0.85 if strict else 0.90):
        said += words(w.DISCRIMINANT_REACHES)
    return said
