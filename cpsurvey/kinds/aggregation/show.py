"""Individuals and teams (T15): resemblance, agreement, what they allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cpsurvey.kinds.aggregation import figure
from cpsurvey.kinds.aggregation import words as w
from cpsurvey.kinds.aggregation.data import Aggregation, Judgement, Null, OfScale, Response
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.document import Text
from cpsurvey.report.known import known
from cpsurvey.report.rounding import DASH
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result


def short(result: Result[Aggregation], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    rows = result.data.scales
    sizes = known(row.icc1 for row in rows)
    yield from words.lead(
        w.IN_SHORT,
        shared=sum(row.found == "shared" for row in rows),
        scales=len(rows),
        variable=result.data.group,
        low=words.number(min(sizes, default=None), "unit2"),
        high=words.number(max(sizes, default=None), "unit2"),
    )


def show(result: Result[Aggregation], words: Words, _study: Study) -> list[Block]:
    """T15: resemblance, agreement, decision, with a picture of the first two."""
    data = result.data
    blocks: list[Block] = [resemblance(data, words), agreement(data, words)]
    blocks += [figure.aggregation(result, words), decision(data, words)]
    apart = [
        words.label(row.scale)
        for row in data.scales
        if row.intended == "consensus" and row.found not in ("shared", "unknown")
    ]
    if apart:
        blocks.append(Text(words(w.MISMATCH, variables=apart), "warning"))
    return blocks


def resemblance(data: Aggregation, words: Words) -> Table:
    """T15."""
    columns: list[c.Column[OfScale]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("icc1", w.ICC1, "unit2", limits=(0.05,)),
        c.Column("icc1_ci", x.CI95, "unit_interval"),
        c.Column("F", "F", "dec2"),
        c.P,
        c.Column("icc2", w.ICC2, "unit2", limits=(0.60,)),
        c.Column("icc2_ci", x.CI95, "unit_interval"),
    ]
    sizes = known(row.size for row in data.scales)
    notes = [
        words(
            w.NOTE,
            variable=data.group,
            groups=max(row.groups for row in data.scales),
            size=max(sizes, default=None),
        )
    ]
    if not data.equal_sizes:
        columns.insert(3, c.Column("icc1_k0", w.K0, "unit2"))
        notes.append(words(w.K0_NOTE))
    return c.table("T15-aggregation", words(w.T15), columns, data.scales, words, notes)


def agreement(data: Aggregation, words: Words) -> Table:
    """T15a: medians by null, and the share of agreeing groups."""
    nulls = [one.null for one in max((row.rwgj for row in data.scales), key=len)]
    columns: list[c.Column[OfScale]] = [
        c.text("scale", x.SCALE, words.label),
        *(_median(null) for null in nulls),
        c.Column("agreeing", w.AGREEING, "percent", at="uniform.share"),
        c.Column("lindell", "r*wg", "unit2"),
        c.Column("ad", w.AD, "dec2"),
        c.Column("chance", w.BEYOND, "p", at="chance.pvalue"),
    ]
    note = words(
        w.AGREEMENT_NOTE,
        smallest=data.smallest,
        draws=max((row.chance.draws for row in data.scales if row.chance), default=0),
        counted=max(row.counted for row in data.scales),
    )
    return c.table("T15a-agreement", words(w.T15A), columns, data.scales, words, [note])


def _median(null: Null) -> c.Column[OfScale]:
    """Median rwg(j) under a null; some are not tabled for every scale."""

    def median(row: OfScale) -> float | None:
        return next((one.median for one in row.rwgj if one.null == null), None)

    return c.Column(f"rwgj_{null}", w.NULLS[null], "unit2", at=median, limits=(0.70,))


def decision(data: Aggregation, words: Words) -> Table:
    """T15d."""

    def judged(
        key: str, heading: Phrase, of: Callable[[OfScale], Judgement]
    ) -> c.Column[OfScale]:
        return c.Column(key, heading, "text", at=lambda row: words(w.JUDGED[of(row)]))

    columns: list[c.Column[OfScale]] = [
        c.text("scale", x.SCALE, words.label),
        c.text("intended", w.OF_WHOM, words.of(w.INTENDED)),
        judged("icc1", w.ICC1, lambda row: row.judged.icc1),
        judged("icc2", w.ICC2, lambda row: row.judged.icc2),
        judged("rwgj", w.RWGJ, lambda row: row.judged.rwgj),
        judged("rwgj_moderate", w.RWGJ_MODERATE, lambda row: row.judged.rwgj_moderate),
        judged("ad", w.AD, lambda row: row.judged.ad),
        c.text("found", w.VERDICT, words.of(w.FOUND)),
    ]
    note = words(
        w.DECISION_NOTE,
        smallest=data.smallest,
        small=DASH if data.too_small is None else data.too_small,
        groups=data.groups,
        response=_response(data.response, words),
    )
    return c.table("T15d-decision", words(w.T15D), columns, data.scales, words, [note])


def _response(found: Response | None, words: Words) -> str:
    if found is None:
        return words(w.NO_RESPONSE)
    median = words.number(found.median, "percent")
    return words(w.RESPONSE, half=found.half, known=found.known, median=median)
