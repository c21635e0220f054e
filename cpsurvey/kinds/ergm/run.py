"""What makes ties: reciprocity, closure and mixing at once (ERGM). Tables T22j, T22k."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from cpsurvey.analysis import network as nets
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.network import Net
from cpsurvey.analysis.numbers import number
from cpsurvey.engines import ergm as engine
from cpsurvey.engines.ergm import Term
from cpsurvey.kinds.ergm.data import Ergm, OfNetwork, OfTerm, Statistic
from cpsurvey.kinds.ergm.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.network.ties import Arcs
from cpsurvey.stats.network.whole import HALF

Array = NDArray[np.float64]
FEWEST = 30
"""People with ties below which nothing is fitted, as no communities are sought."""
MOST = 4000
"""Ties up to which a model is fitted: the time it takes grows with their square."""
OUTSIDE = 0.05
"""p of a statistic that networks drawn from the model do not have."""
STATISTICS: tuple[Statistic, ...] = ("indegree", "outdegree", "alone", "shared")


@dataclass(frozen=True, slots=True)
class _Named:
    """A term and what it is about."""

    term: Term
    name: str | None = None


def ergm(params: Options, context: Context) -> list[Result[Ergm | None]]:
    """Odds of a tie by what it returns, closes and stays in, all at once (needs an extra)."""
    ties = context.ties
    if gone := nets.nothing(ties):
        return nets.without("ergm", context, *gone)
    assert ties is not None
    if not engine.there():
        return nets.without(
            "ergm",
            context,
            Caveat(
                "ergm_absent",
                "not_applicable",
                {"install": f"pip install 'cpsurvey[{engine.EXTRA}]'"},
            ),
        )
    net = nets.net(context, ties, nets.relation(ties, params.relation))
    at, known = _people(params, context, net)
    among, asked = _among(net.ties, at), net.asked[at]
    if refused := _refused(net, among, asked, context.k):
        return nets.without("ergm", context, refused)
    named, caveats = _terms(params, context, net, at, known, among)
    try:
        found = engine.fit(
            among, asked, [one.term for one in named], params.decay, context.seed
        )
    except engine.Degenerate:
        return nets.without("ergm", context, Caveat("ergm_degenerate", "not_done", {}))
    data = _payload(params, net, asked, among, named, found)
    caveats += _judged(found, data, asked)
    here = (net.place >= 0) & np.isin(net.place, at[asked])
    sample = context.scored.sample(here, "not_in_network")
    return [Result("ergm", context.id, sample, data, caveats=tuple(caveats))]


Values = dict[str, Array]


def _people(params: Options, context: Context, net: Net) -> tuple[NDArray[np.int64], Values]:
    """Places of people in the model, and their values; who lacks one is not in it."""
    wanted = [*([params.exposure] if params.exposure else []), *params.differences]
    values = {name: net.of_people(context.scored.values[name]) for name in wanted}
    complete = np.ones(net.n, dtype=bool)
    for one in values.values():
        complete &= ~np.isnan(one)
    at = np.flatnonzero(complete)
    return at, {name: one[at] for name, one in values.items()}


def _among(ties: Arcs, at: NDArray[np.int64]) -> Arcs:
    """Ties among some people."""
    place = np.full(ties.n, -1, dtype=np.int64)
    place[at] = np.arange(len(at))
    kept = ties.kept((place[ties.source] >= 0) & (place[ties.target] >= 0))
    return Arcs(len(at), place[kept.source], place[kept.target], kept.weight)


def _refused(net: Net, ties: Arcs, asked: NDArray[np.bool_], k: int) -> Caveat | None:
    """Why nothing is fitted."""
    if net.coverage.least < HALF:
        said = {"share": round(100 * net.coverage.least), "needed": round(100 * HALF)}
        return Caveat("ergm_unanswered", "not_applicable", said)
    if min(int(ties.tied.sum()), int(asked.sum())) < max(FEWEST, k):
        return Caveat("ergm_few", "not_applicable", {"needed": max(FEWEST, k)})
    if len(ties.source) > MOST:
        said = {"ties": len(ties.source), "most": MOST}
        return Caveat("ergm_large", "not_applicable", said)
    return None


def _terms(
    params: Options,
    context: Context,
    net: Net,
    at: NDArray[np.int64],
    values: Values,
    ties: Arcs,
) -> tuple[list[_Named], list[Caveat]]:
    """Terms that enough ties speak of, and those that are left out."""
    asked: list[_Named] = [
        _Named(Term(sort)) for sort in ("mutual", "closure") if sort in params.terms
    ]
    if "same" in params.terms:
        asked += [
            _Named(Term("same", net.group[role][at]), context.variable(role))
            for role in params.formal
            if role in net.group
        ]
    edges = _Named(Term("edges"))
    counts = engine.statistics(ties, [one.term for one in (edges, *asked)], params.decay)
    kept, caveats = [edges], []
    for one, count in zip(asked, counts[1:], strict=True):
        beyond = counts[0] - count if one.term.sort == "same" else np.inf
        if min(count, beyond) >= context.k:
            kept.append(one)
        else:
            said = {"variable": one.name} if one.name else {}
            caveats.append(Caveat(f"ergm_no_{one.term.sort}", "warning", said))
    return [*kept, *_held(params, values)], caveats


def _held(params: Options, values: Values) -> Iterator[_Named]:
    """Scores of both ends, standardised, and differences of variables."""
    if params.exposure:
        score = values[params.exposure]
        z = (score - score.mean()) / (score.std(ddof=1) or 1.0)
        if np.ptp(z) > 0:
            yield _Named(Term("receiver", z), params.exposure)
            yield _Named(Term("sender", z), params.exposure)
    for name in params.differences:
        if np.ptp(values[name]) > 0:
            yield _Named(Term("difference", values[name]), name)


def _payload(
    params: Options,
    net: Net,
    asked: NDArray[np.bool_],
    ties: Arcs,
    named: Sequence[_Named],
    found: engine.Ergm,
) -> Ergm:
    return Ergm(
        relation=net.relation,
        people=ties.n,
        asked=int(asked.sum()),
        ties=len(ties.source),
        response=number(net.coverage.share),
        decay=params.decay,
        terms=tuple(_term(one, found, at) for at, one in enumerate(named)),
        converged=found.converged,
        effective=number(found.effective),
        rhat=number(found.rhat),
        off=number(found.off),
        drawn=engine.DRAWN,
        package=engine.package(),
        against=tuple(_against(name, found.against[name]) for name in STATISTICS),
    )


def _term(one: _Named, found: engine.Ergm, at: int) -> OfTerm:
    b, se = float(found.b[at]), float(found.se[at])
    reach = float(stats.norm.ppf(0.5 + LEVEL / 2)) * se
    ends = limits(b - reach, b + reach)
    return OfTerm(
        term=one.term.sort,
        name=one.name,
        b=number(b),
        se=number(se),
        ci=ends,
        odds=number(np.exp(b)),
        odds_ci=limits(*np.exp(list(ends))) if ends else None,
        pvalue=number(2.0 * stats.norm.sf(abs(b) / se)) if se > 0 else None,
        simulation=number(found.simulation[at]),
    )


def _against(name: Statistic, one: engine.Against) -> OfNetwork:
    # two-sided, the network observed among those drawn
    fewer = min(int((one.drawn <= one.observed).sum()), int((one.drawn >= one.observed).sum()))
    return OfNetwork(
        statistic=name,
        observed=number(one.observed),
        mean=number(one.drawn.mean()),
        range=limits(*np.quantile(one.drawn, (0.5 - LEVEL / 2, 0.5 + LEVEL / 2))),
        pvalue=min(1.0, 2.0 * (1 + fewer) / (1 + len(one.drawn))),
    )


def _judged(found: engine.Ergm, data: Ergm, asked: NDArray[np.bool_]) -> Iterator[Caveat]:
    """Whether it may be read, what it does not reproduce, what is missing."""
    if not found.sound:
        yield Caveat("ergm_unsound", "inadmissible", {})
    wrong = {
        one.statistic for one in data.against if one.pvalue is None or one.pvalue < OUTSIDE
    }
    if wrong & {"indegree", "outdegree"}:
        yield Caveat("ergm_degrees", "warning", {})
    if wrong & {"alone", "shared"}:
        yield Caveat("ergm_closed", "warning", {})
    if not asked.all():
        share = round(100 * float(asked.mean()))
        yield Caveat("ergm_missing", "note", {"share": share})
