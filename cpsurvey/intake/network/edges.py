"""A list of ties: a row says who names whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from cpsurvey.design.form import Network
from cpsurvey.design.network import TieFile
from cpsurvey.identity import normal
from cpsurvey.intake.network import cells
from cpsurvey.intake.network.table import Opened, nothing, opened
from cpsurvey.intake.numerals import readings
from cpsurvey.intake.words import words
from cpsurvey.nominations import Given, Nominations, TieBatch

NAME_FIX = "name the columns of who names and of who is named: 'source' and 'target'"


def read_edges(path: Path, spec: TieFile, network: Network | None) -> TieBatch:
    """Read a list of ties; what does not fit is set aside and counted.

    A row without a target says that somebody was asked and named nobody. Of several rows
    about the same two, relation and period, the first counts.

    Raises
    ------
    CpsurveyError
        CPS150 a column is missing, CPS151 nothing can be used, else as for exports.
    """
    file = opened(path, spec)
    heading = any(words(one) == words(spec.relation) for one in file.table.header)
    relation_at = file.place(spec.relation, "the column of relations") if heading else None
    places = {
        name: file.place(getattr(spec, name), f"'{name}'")
        for name in ("source", "target", "weight", "period")
    }
    relations = file.cells(relation_at)
    ids = {words(one.id): one.id for one in network.generators} if network else {}
    aside: Counter[str] = Counter()
    named: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    first: dict[tuple[str, str, str], int] = {}
    sources, targets = file.tokens(places["source"]), file.tokens(places["target"])
    weights, periods = file.cells(places["weight"]), file.cells(places["period"])
    often = cells.times(network.frequency if network else None)
    used = 0
    for at, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if file.skipped(at + 1):
            aside["row"] += 1
            continue
        if not source:
            aside["no_source"] += 1
            continue
        said = relations[at] if heading else spec.relation
        key = (source, ids.get(words(said), words(said)), normal(periods[at]))
        first.setdefault(key, at + 1)
        mine = named.setdefault(key, [])
        weight = _weight(weights[at], often)
        if weight is None or weight < 0:
            aside["weight"] += 1
            continue
        used += 1
        if target and weight:
            mine.append((target, weight))
    if not used:
        raise nothing(file.where, "no row of the file can be used", NAME_FIX)
    given = tuple(
        Given(first[key], key[1], tuple(those), key[0], key[2]) for key, those in named.items()
    )
    return _batch(file, Nominations(given, dict(aside)), used)


def _weight(cell: str, often: Mapping[str, float]) -> float | None:
    """Times a month: a number, or an answer about how often; 1 where nothing stands."""
    if not cell:
        return 1.0
    point, comma = readings(cell)
    numbers = {one for one in (point, comma) if one is not None}
    if len(numbers) == 1:
        return numbers.pop()
    return None if numbers else often.get(words(cell))


def _batch(file: Opened, found: Nominations, used: int) -> TieBatch:
    ties = sum(len(one.named) for one in found.given)
    relations = ", ".join(dict.fromkeys(one.relation for one in found.given))
    evidence = (f"{ties} ties of {relations}",)
    return TieBatch(
        file.where, file.sha256, file.encoding, file.table.n, used, found, (), evidence
    )
