"""Communities held against chance and teams (tables T22d to T22g)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import network as nets
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.network import Net
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.emergence.data import (
    Against,
    AlikeBy,
    Answer,
    Claim,
    Emergence,
    Formed,
    Null,
    OfFormal,
    OfScale,
)
from cpsurvey.kinds.emergence.mapped import mapped
from cpsurvey.kinds.emergence.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.communities.alike import alike
from cpsurvey.stats.communities.emergence import ALPHA, Beyond, beyond, draws_for
from cpsurvey.stats.communities.found import Consensus, consensus, runs_for
from cpsurvey.stats.communities.partitions import (
    adjusted_rand,
    modularity,
    mutual_information,
    within,
)
from cpsurvey.stats.network.ties import Codes

Array = NDArray[np.float64]
FEWEST = 30
"""People with ties below which no communities are sought."""


def emergence(params: Options, context: Context) -> list[Result[Emergence | None]]:
    """Consensus of many runs, modularity against random networks, agreement with teams."""
    ties = context.ties
    if gone := nets.nothing(ties):
        return nets.without("emergence", context, *gone)
    assert ties is not None
    net = nets.net(context, ties, nets.relation(ties, params.relation))
    if refused := _refused(net):
        return nets.without("emergence", context, refused)
    found = consensus(net.ties, context.seed, runs_for(len(net.ties.source), params.runs))
    draws = draws_for(len(net.ties.source), params.draws)
    blocks = net.formal(params.formal)
    held: dict[Null, Beyond] = {"degrees": beyond(net.ties, None, context.seed, draws)}
    context.progress(1, 2)
    if blocks is not None:
        held["formal"] = beyond(net.ties, blocks, context.seed, draws)
    caveats = [*nets.of_coverage(net.coverage)]
    if draws < params.draws:
        caveats.append(Caveat("fewer_draws", "note", {"draws": draws, "asked": params.draws}))
    if blocks is None:
        caveats.append(Caveat("no_formal_groups", "warning", {}))
    here = (net.place >= 0) & (found.group[np.maximum(net.place, 0)] >= 0)
    sample = context.scored.sample(here, "not_in_network")
    data = _payload(params, context, net, found, held)
    return [Result("emergence", context.id, sample, data, caveats=tuple(caveats))]


def _refused(net: Net) -> Caveat | None:
    """Why no communities are sought."""
    if net.coverage.reading == "no_communities":
        (said,) = nets.of_coverage(net.coverage)
        return Caveat("communities_unknown", "not_applicable", said.values)
    if net.ties.tied.sum() < FEWEST:
        return Caveat("communities_few", "not_applicable", {"needed": FEWEST})
    return None


def _payload(
    params: Options, context: Context, net: Net, found: Consensus, held: dict[Null, Beyond]
) -> Emergence:
    size = np.bincount(found.group[found.group >= 0])
    small = int(size[size < context.k].sum())
    first = held["degrees"]
    return Emergence(
        relation=net.relation,
        k=context.k,
        people=int(net.ties.tied.sum()),
        ties=len(net.ties.source),
        response=number(net.coverage.share),
        q=number(first.observed),
        best_of=first.runs,
        draws=first.draws,
        consensus=number(found.q),
        stability=number(found.stability),
        runs=found.runs,
        communities=int((size >= context.k).sum()),
        smaller=small if small == 0 or small >= context.k else None,
        against=tuple(_against(null, one) for null, one in held.items()),
        claim=_claim(held),
        formal=tuple(_formal(params, context, net, found)),
        scales=tuple(_scales(params, context, net, found)),
        formed=tuple(_formed(params, context)),
        map=mapped(net, found.group, context.k),
    )


def _claim(held: dict[Null, Beyond]) -> Claim:
    """What p at most .05 against both kinds of random networks, or one, allows to say."""
    if held["degrees"].pvalue > ALPHA:
        return "none"
    formal = held.get("formal")
    return "beyond_teams" if formal and formal.pvalue <= ALPHA else "beyond_chance"


def _against(null: Null, one: Beyond) -> Against:
    return Against(
        null=null,
        mean=number(one.drawn.mean()),
        sd=number(one.drawn.std(ddof=1)),
        excess=number(one.excess),
        excess_ci=limits(*one.interval()),
        z=number(one.z),
        pvalue=one.pvalue,
    )


def _formal(
    params: Options, context: Context, net: Net, found: Consensus
) -> Iterator[OfFormal]:
    for role in params.formal:
        group = net.group.get(role)
        if group is None:
            continue
        there = (group >= 0) & (found.group >= 0)
        if len(np.unique(group[there])) < 2:
            continue
        known = net.ties.kept(there[net.ties.source] & there[net.ties.target])
        yield OfFormal(
            group=context.variable(role),
            groups=len(np.unique(group[there])),
            q=number(modularity(net.ties.symmetric(), group)),
            rand=number(adjusted_rand(found.group[there], group[there])),
            nmi=number(mutual_information(found.group[there], group[there])),
            inside_community=number(within(known, found.group)),
            inside_group=number(within(known, group)),
        )


def _scales(params: Options, context: Context, net: Net, found: Consensus) -> Iterator[OfScale]:
    core = [one.id for one in context.questionnaire.scales if one.role == "core"]
    rng = np.random.default_rng([context.seed, 22])
    community = _rows(net, found.group)
    for scale in context.available(params.scales or core):
        score = context.scored.values[scale]
        groupings: list[tuple[str | None, Codes]] = [(None, community)]
        groupings += [
            (context.variable(role), _rows(net, net.group[role]))
            for role in params.formal
            if role in net.group
        ]
        there = ~np.isnan(score) & (community >= 0)
        if there.sum() < context.k:
            continue
        by = [
            row
            for name, group in groupings
            if (row := _alike(name, score, group, there, rng, min(params.draws, 1000)))
        ]
        if by:
            yield OfScale(scale=scale, n=int(there.sum()), by=tuple(by))


def _rows(net: Net, group: Codes) -> Codes:
    return np.where(net.place >= 0, group[np.maximum(net.place, 0)], -1)


def _alike(
    name: str | None,
    score: Array,
    group: Codes,
    there: NDArray[np.bool_],
    rng: np.random.Generator,
    draws: int,
) -> AlikeBy | None:
    used = there & (group >= 0)
    one = alike(score[used], group[used], rng, draws)
    if one is None:
        return None
    return AlikeBy(
        group=name,
        groups=one.groups,
        icc1=number(one.icc1),
        ci=limits(one.lower, one.upper),
        pvalue=one.pvalue,
    )


def _formed(params: Options, context: Context) -> Iterator[Formed]:
    """What people said of how their group formed, as far as it may be told."""
    for name in params.formed:
        if name not in context.questionnaire.categories:
            continue
        told = context.categories(name)
        every = int(told.counts.sum())
        if every < context.k:
            continue
        yield Formed(
            variable=name,
            answers=tuple(
                Answer(
                    label=label,
                    count=int(count) if mark == "shown" else None,
                    share=int(count) / every if mark == "shown" else None,
                    mark=mark,
                )
                for label, count, mark in zip(told.labels, told.counts, told.marks, strict=True)
            ),
        )
