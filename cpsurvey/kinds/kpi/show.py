"""Objective indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cpsurvey.kinds.kpi import described, tables
from cpsurvey.kinds.kpi import figure as pictures
from cpsurvey.kinds.kpi import words as w
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.known import known, largest_first, size
from cpsurvey.report.summary import careful
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """The strongest association with non-routine contacts first."""
    said: list[tuple[float | None, str]] = []
    for entry in result.data["indicators"]:
        model = entry["model"]
        if not model or len(model["versions"]) < 2 or entry["type"] != "binomial":
            continue
        for name in result.data["predictors"]:
            terms = tables.by_term(model, name)
            shown = [_ratio(term, words) for term in terms]
            line = words.lead(
                w.SUM_KPI_PAIR,
                outcome=entry["indicator"],
                term=name,
                routine=shown[0],
                nonroutine=shown[1],
                agents=model["agents"],
            )
            said += [(size(terms[1]["b"]), text) for text in line]
    yield from (line for _, line in sorted(said, key=lambda one: largest_first(one[0])))


def _ratio(term: Any, words: Words) -> str | None:
    value, interval = tables.shown(term)
    if None in (value, *interval):
        return None
    return f"{words.number(value, 'dec2')} {words.number(interval, 'interval')}"


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """Definitions, T21 and its picture, rates and theirs, self-reports, who is missing."""
    data = result.data
    last = (
        tables.full(result, words),
        tables.other_models(result, words),
    )
    blocks: list[Block | None] = [
        *tables.effects(result, words),
        *(Text(text, "note") for text in tables.points(data, words)),
        pictures.effects(result, words),
        *_unfitted(data, words),
        described.definitions(result, words),
        described.rates(result, words),
        *_mix(data, words),
        *_distributions(result, words),
        described.convergence(result, words),
        described.correlations(result, words),
        described.selection(result, words),
        described.set_aside(result, words),
        *last,
    ]
    return [block for block in blocks if block is not None]


def _unfitted(data: Any, words: Words) -> list[Text]:
    return [
        Text(words(e["reason"], variable=e["indicator"]), "note")
        for e in data["indicators"]
        if e["reason"] and e["reason"] != "kpi_separated"  # said above, loudly
    ]


def _mix(data: Any, words: Words) -> list[Text]:
    """How contacts fall by the reason map, said once where indicators share it."""
    said: dict[tuple[float, ...], str] = {}
    for e in data["indicators"]:
        mix = e["mix"]
        total = sum(known((mix or {}).values()))
        if not total or not data["reasons"] or None in mix.values():
            continue
        said.setdefault(
            tuple(mix.values()),
            words(
                w.KPI_MIX_NOTE,
                variable=e["indicator"],
                id=data["reasons"]["id"],
                release=data["reasons"]["version"],
                decided=data["reasons"]["decided"],
                **{name: words.number(n / total, "percent") for name, n in mix.items()},
            ),
        )
    notes = [Text(text, "note") for text in said.values()]
    return [*notes, Text(words(w.KPI_MIX_CAUTION), "note")] if notes else []


def _distributions(result: Result[Any], words: Words) -> list[Block]:
    """Pictures of the distribution of rates, and a sentence for each curve."""
    blocks: list[Block] = []
    for e in result.data["indicators"]:
        found = e["shrinkage"]
        if not found:
            continue
        if (picture := pictures.rates(e, result, words)) is not None:
            blocks.append(picture)
        for one in found:
            version = words(f"kpi_{one['version']}")
            if one["bounded"]:
                blocks.append(
                    Text(
                        words(w.KPI_NO_SPREAD, variable=e["indicator"], version=version), "note"
                    )
                )
        curves = [one for one in found if not one["bounded"]]
        if curves:
            blocks.append(Text(_explained(e["indicator"], curves, result, words), "note"))
    return blocks


def _explained(indicator: str, curves: Sequence[Any], result: Result[Any], words: Words) -> str:
    said = [
        words(w.KPI_CURVE, a=one["a"], b=one["b"], version=words(f"kpi_{one['version']}"))
        for one in curves
    ]
    return words(
        w.KPI_FIG_RATES_NOTE, variable=indicator, curves=", ".join(said), k=result.data["k"]
    )


def manager(
    result: Result[Any], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M6: what the indicators say."""
    return {"indicators": _indicators(result, words)}


def _indicators(result: Result[Any], words: Words) -> Iterator[Block]:
    yield Text(words(w.MANAGER))
    for text in tables.points(result.data, words):
        yield Text(careful(result, text, words))
    if picture := pictures.effects(result, words):
        yield picture
    undirected = [
        words.label(e["indicator"])
        for e in result.data["indicators"]
        if e["direction"] == "none"
    ]
    if undirected:
        said = words(w.CAVEATS["kpi_no_direction"], variables=", ".join(undirected))
        yield Text(said, "note")
