"""One question answered in thousands of ways that could all be defended (tables T25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_clusters
from cpsurvey.analysis.outcomes import special
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.multiverse import space
from cpsurvey.kinds.multiverse.cells import Maker
from cpsurvey.kinds.multiverse.choices import choices, overlapping, whole_of
from cpsurvey.kinds.multiverse.curves import Space, curves
from cpsurvey.kinds.multiverse.data import Choice, Multiverse
from cpsurvey.kinds.multiverse.options import Options
from cpsurvey.kinds.multiverse.orders import orders
from cpsurvey.kinds.multiverse.question import Question, asked
from cpsurvey.kinds.multiverse.work import Drawn, Work
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.multiverse.effects import stratified

DRAWS = 4000
"""Draws of the paths behind the interval of an indirect effect."""
AGREEING = 0.95
"""Share of specifications that read as the primary one, below which readers are warned."""


def multiverse(options: Options, context: Context) -> list[Result[Multiverse]]:
    """Cross every choice, estimate each effect in all, test all of them together."""
    question = _question(options, context)
    clusters = _clusters(question, context)
    levels, left = choices(options, question, context, clusters)
    maker = Maker(question, context, levels, overlapping(options), options.noninvariant)
    first, primary = question.outcomes[0], (0,) * len(levels)
    maker.controls(primary)  # what cannot be controlled for is said, not skipped
    rng = np.random.default_rng(context.seed)
    normal = stratified(rng, DRAWS, 2 * len(question.mediators))
    cells = space.drawn(levels, options.specifications, context.seed)
    work = Work(maker, cells, normal, context.progress)
    every = {outcome: work.rows(outcome) for outcome in question.outcomes}
    rows = {outcome: [row for row in found if row] for outcome, found in every.items()}
    if not rows[first]:
        raise CpsurveyError(
            "CPS404",
            "no specification has enough respondents to be estimated",
            fix="ask for fewer variables or controls, or collect more answers",
        )
    facets = next(c.levels for c in levels if c.dimension == "facet")
    whole = tuple(whole_of(facet, question, context) for facet in facets)
    named = (*levels, Choice(dimension="order", levels=orders(question)))
    places = {cell: at for at, cell in enumerate(cells, 1)}
    found = Space(question, named, whole, places)
    joints = {}
    if options.inference:
        drawn = _resampled(len(maker.units), options.resamples, rng)
        joints = work.tested(found, first, rows[first], drawn, options.inference)
    data = Multiverse(
        source=question.source,
        mediators=question.mediators,
        outcomes=question.outcomes,
        moderated=question.moderated,
        moderator=question.moderator,
        cluster=context.variable(question.cluster) if question.cluster else None,
        clusters=clusters if question.cluster else None,
        choices=named,
        left_out=tuple(left),
        possible=space.possible(levels),
        done=len(cells),
        failed=sum(row is None for one in every.values() for row in one),
        draws=DRAWS,
        specifications=tuple(tuple(at + 1 for at in cell) for cell in cells),
        curves=curves(found, rows, joints),
    )
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    said = tuple(_caveats(data, context))
    return [Result("multiverse", context.id, sample, data, caveats=said)]


def _question(options: Options, context: Context) -> Question:
    """What is asked; without clusters where all are of one, or of none."""
    question = asked(options, context.study)
    assert question is not None  # checked before any data was read
    if _clusters(question, context) < 2:
        return replace(question, cluster=None)
    return question


def _clusters(question: Question, context: Context) -> int:
    if not question.cluster:
        return 0
    codes = context.group(question.cluster)
    return len(np.unique(codes[codes >= 0]))


def _resampled(units: int, draws: int, rng: np.random.Generator) -> Drawn:
    """(draws, units) how often each is drawn."""
    return rng.multinomial(units, np.full(units, 1.0 / units), size=draws).astype(np.uint16)


def _caveats(data: Multiverse, context: Context) -> Iterator[Caveat]:
    """What readers must know of the curves that answer the question."""
    own = [curve for curve in data.curves if curve.outcome == data.outcomes[0]]
    unsure = [c for c in own if c.agree is not None and c.agree < AGREEING]
    if unsure:
        values = {"effects": len(unsure), "all": len(own), "share": round(100 * AGREEING)}
        yield Caveat("multiverse_differs", "warning", values)
    if any(curve.primary is None for curve in own):
        yield Caveat("multiverse_no_primary", "warning", {})
    if data.failed:
        yield Caveat("multiverse_failed", "note", {"failed": data.failed})
    explained = (*data.mediators, *data.outcomes)
    if named := list(special(explained, context)):
        yield Caveat("multiverse_linear", "warning", {"variables": ", ".join(named)})
    yield from of_clusters(data.clusters)
