"""Who names whom: each relation as a whole, and what ties go with (tables T22 to T22c)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import network as nets
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.network import Net
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.network.between import between
from cpsurvey.kinds.network.data import (
    Aside,
    Explained,
    Measure,
    Network,
    OfGroup,
    OfRelation,
    OfTie,
    SetAside,
    Spread,
    Term,
)
from cpsurvey.kinds.network.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.mrqap import draws_for, mrqap
from cpsurvey.stats.network import positions, whole
from cpsurvey.stats.network.mutual import reciprocated
from cpsurvey.stats.network.ties import Arcs, Codes
from cpsurvey.ties import Ties

Array = NDArray[np.float64]
SAID: tuple[Aside, ...] = ("self", "unknown", "twice", "beyond_roster")
"""Reasons that are told; of who opted out nothing is, not that there was one."""
ROBUST: tuple[Measure, ...] = ("indegree", "indegree_valued", "returned", "outward")
"""What is read where people did not answer."""
BACK = 999
"""Random networks that naming back is held against, at most."""
MOST = 1500
"""People up to which all pairs are regressed."""


def network(params: Options, context: Context) -> list[Result[Network | None]]:
    """Response, density, reciprocity, confirmed ties, E-I index, places, regression of ties."""
    ties = context.ties
    if gone := nets.nothing(ties):
        return nets.without("network", context, *gone)
    assert ties is not None
    rows: list[OfRelation] = []
    caveats: list[Caveat] = []
    used = np.zeros(context.scored.n, dtype=bool)
    every = [nets.net(context, ties, name) for name in _there(ties, context.k)]
    if not every:
        few = Caveat("network_small", "not_applicable", {"k": context.k})
        return nets.without("network", context, few)
    main = nets.relation(ties, None)
    for done, net in enumerate(every):
        context.progress(done, len(every))
        row = _relation(params, context, ties, net)
        if net.relation == main:
            row = replace(row, explained=_explained(params, context, net))
        rows.append(row)
        used |= (net.place >= 0) & net.asked[np.maximum(net.place, 0)]
    first = next((net for net in every if net.relation == main), every[0])
    caveats += nets.of_coverage(first.coverage)
    role = next((one for one in params.formal if one in first.group), None)
    data = Network(
        k=context.k,
        relations=tuple(rows),
        between=between(first, role, context.variable(role), context.k) if role else None,
        aside=tuple(
            SetAside(reason=reason, count=ties.set_aside[reason])
            for reason in SAID
            if ties.set_aside.get(reason)
        ),
    )
    sample = context.scored.sample(used, "not_in_network")
    return [Result("network", context.id, sample, data, caveats=tuple(caveats))]


def _there(ties: Ties, k: int) -> list[str]:
    """Relations that k people answered."""
    return [name for name, one in ties.relations.items() if one.asked.sum() >= k]


def _relation(params: Options, context: Context, ties: Ties, net: Net) -> OfRelation:
    full = net.coverage.reading == "all"
    told = ties.reverse.get(net.relation, "")
    confirmed = None
    if told in ties.relations:
        other = ties.relations[told]
        confirmed = whole.confirmed(net.ties, nets.arcs(other, net.n), other.asked)
    reach = context.scored.values[params.exposure] if params.exposure else None
    places = {
        name: values
        for name, values in _places(net, confirmed.tie if confirmed else None, reach)
        if full or name in ROBUST
    }
    return OfRelation(
        relation=net.relation,
        people=net.n,
        asked=int(net.asked.sum()),
        response=number(net.coverage.share),
        least=number(net.coverage.least),
        reading=net.coverage.reading,
        ties=len(net.ties.source),
        density=number(whole.density(net.ties, net.asked)) if full else None,
        reciprocity=number(whole.reciprocity(net.ties, net.asked)),
        confirmation=number(confirmed.rate) if confirmed and full else None,
        confirmable=confirmed.known if confirmed and full else 0,
        ei=tuple(
            OfGroup(
                group=context.variable(role),
                ei=number(positions.ei_index(net.ties, net.group[role])),
            )
            for role in params.formal
            if role in net.group
        ),
        places=tuple(_spreads(places, context.k)),
    )


def _places(
    net: Net, confirmed: NDArray[np.bool_] | None, reach: Array | None
) -> Iterator[tuple[Measure, Array]]:
    """Every place of every person, NaN where it is not known."""
    ties, asked = net.ties, net.asked
    yield "indegree", positions.indegree(ties)
    yield "indegree_valued", positions.indegree(ties, valued=True)
    yield "outdegree", positions.outdegree(ties, asked)
    if confirmed is not None:
        yield "confirmed", positions.indegree(ties.kept(confirmed))
    yield "returned", positions.returned(ties, asked)
    yield "core", positions.core(ties)
    yield "pagerank", positions.pagerank(ties)
    yield "betweenness", positions.betweenness(ties)
    yield "constraint", positions.constraint(ties)
    if "team" in net.group:
        yield "outward", positions.outward(ties, net.group["team"])
    if reach is not None:
        yield "exposure", positions.exposure(ties, net.of_people(reach))


def _spreads(places: dict[Measure, Array], k: int) -> Iterator[Spread]:
    for name, values in places.items():
        known = values[~np.isnan(values)]
        if len(known) >= max(k, 2):
            yield Spread(
                measure=name,
                n=len(known),
                mean=number(known.mean()),
                sd=number(known.std(ddof=1)),
                median=number(np.median(known)),
            )


def _explained(params: Options, context: Context, net: Net) -> Explained | None:
    """Ties among those asked by same group, tie back, and the score of both ends."""
    among = net.asked.copy()
    score = None
    if params.exposure:
        score = net.of_people(context.scored.values[params.exposure])
        among &= ~np.isnan(score)
    at = np.flatnonzero(among)
    if not max(context.k, 10) <= len(at) <= MOST:
        return None
    y = np.zeros((net.n, net.n))
    y[net.ties.source, net.ties.target] = 1.0
    y = y[np.ix_(at, at)]
    named: list[tuple[Term, str | None, Array]] = []
    for role in params.formal:
        if role in net.group:
            group = net.group[role][at]
            same = (group[:, None] == group) & (group >= 0)
            named.append(("same", context.variable(role), same.astype(float)))
    named.append(("mutual", None, y.T))
    if score is not None:
        z = (score[at] - score[at].mean()) / (score[at].std(ddof=1) or 1.0)
        named.append(("receiver", None, np.tile(z, (len(at), 1))))
        named.append(("sender", None, np.tile(z[:, None], (1, len(at)))))
    draws = draws_for(len(at), params.draws)
    found = _regressed(y, _varying(named), context.seed, draws)
    return _back(found, _among(net, at, params.formal), context.seed, min(draws, BACK))


def _among(net: Net, at: Codes, formal: Sequence[str]) -> tuple[Arcs, Codes | None]:
    """Ties among some people, and their formal groups."""
    place = np.full(net.n, -1, dtype=np.int64)
    place[at] = np.arange(len(at))
    kept = net.ties.kept((place[net.ties.source] >= 0) & (place[net.ties.target] >= 0))
    blocks = net.formal(formal)
    ties = Arcs(len(at), place[kept.source], place[kept.target], kept.weight)
    return ties, None if blocks is None else blocks[:, at]


def _back(
    found: Explained | None, among: tuple[Arcs, Codes | None], seed: int, draws: int
) -> Explained | None:
    """The p of naming back from random networks: permuted people do not test it."""
    if found is None:
        return None
    p = number(reciprocated(*among, seed, draws))
    terms = (replace(one, pvalue=p) if one.term == "mutual" else one for one in found.terms)
    return replace(found, terms=tuple(terms))


Named = Sequence[tuple[Term, str | None, Array]]


def _varying(named: Named) -> Named:
    off = ~np.eye(len(named[0][2]), dtype=bool)
    return [one for one in named if np.ptp(one[2][off]) > 0]


def _regressed(y: Array, named: Named, seed: int, draws: int) -> Explained | None:
    try:
        found = mrqap(y, [one for _, _, one in named], seed, draws)
    except ValueError:
        return None
    terms = zip(named, found.b[1:], found.t[1:], found.pvalue[1:], strict=True)
    return Explained(
        terms=tuple(
            OfTie(term=term, group=group, b=number(b), t=number(t), pvalue=number(p))
            for (term, group, _), b, t, p in terms
        ),
        r2=number(found.r2),
        people=len(y),
        draws=found.draws,
    )
