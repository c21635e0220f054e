"""Places in the network beside perceived involvement, and outcomes. Tables T22h, T22i."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import network as nets
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.network import Net
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.position.data import Agrees, Measure, Outcome, Position, Role, Slope
from cpsurvey.kinds.position.measured import of_people, of_rows, places
from cpsurvey.kinds.position.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.network import positions
from cpsurvey.stats.permuted import permuted
from cpsurvey.stats.robust import LOW_DF, cr2
from cpsurvey.stats.tails import t_above, t_quantile
from cpsurvey.ties import Ties

Array = NDArray[np.float64]
FEWEST = 20
"""Respondents below which nothing is fitted."""
OF_OUTCOMES = ("indegree", "core")
"""Places that outcomes are held against."""
Named = tuple[Role, str, Array]


def position(params: Options, context: Context) -> list[Result[Position | None]]:
    """Standardised slopes with errors robust to groups, and permutation tests beside."""
    ties = context.ties
    if gone := nets.nothing(ties):
        return nets.without("position", context, *gone)
    assert ties is not None
    net = nets.net(context, ties, nets.relation(ties, params.relation))
    here = (net.place >= 0) & net.asked[np.maximum(net.place, 0)]
    if here.sum() < max(context.k, FEWEST):
        few = Caveat("position_few", "not_applicable", {"needed": max(context.k, FEWEST)})
        return nets.without("position", context, few)
    where = {
        name: np.where(here, net.of_rows(values), np.nan) for name, values in places(ties, net)
    }
    work = _Work(params, context, ties, net, where)
    data = Position(
        relation=net.relation,
        cluster=context.variable(params.cluster),
        groups=len(np.unique(work.group[here & (work.group >= 0)])),
        draws=params.draws,
        controls=params.controls,
        agrees=tuple(_agrees(work)),
        outcomes=tuple(_outcomes(work)),
    )
    caveats = nets.of_coverage(net.coverage)
    shown = {
        f"{one.outcome}.{one.version}" if one.version else one.outcome for one in data.outcomes
    }
    caveats += [
        Caveat("position_outcome", "warning", {"outcome": name})
        for name in params.outcomes
        if name not in shown
    ]
    low = [one for one in data.agrees if one.df is not None and one.df < LOW_DF]
    if low:
        names = ", ".join(dict.fromkeys(one.involvement for one in low))
        caveats.append(Caveat("low_df", "warning", {"variables": names}))
    sample = context.scored.sample(here, "not_in_network")
    return [Result("position", context.id, sample, data, caveats=tuple(caveats))]


@dataclass(frozen=True, slots=True)
class _Work:
    """What every regression of this analysis is made of."""

    params: Options
    context: Context
    ties: Ties
    net: Net
    where: Mapping[Measure, Array]

    @property
    def group(self) -> NDArray[np.int64]:
        """Groups of respondents; who has none is alone."""
        found = self.context.group(self.params.cluster).copy()
        alone = found < 0
        found[alone] = found.max(initial=-1) + 1 + np.arange(alone.sum())
        return found


def _agrees(work: _Work) -> Iterator[Agrees]:
    for name in work.params.involvement:
        score = work.context.scored.values[name]
        for measure, place in work.where.items():
            fit = _fitted(work, score, [("place", measure, place)], [])
            if fit is None:
                continue
            from scipy import stats  # takes a second to load

            used, _, (slope,) = fit
            yield Agrees(
                involvement=name,
                measure=measure,
                n=int(used.sum()),
                rho=number(stats.spearmanr(score[used], place[used]).statistic),
                b=slope.b,
                ci=slope.ci,
                df=slope.df,
                pvalue=slope.pvalue,
                permuted=slope.permuted,
            )


def _outcomes(work: _Work) -> Iterator[Outcome]:
    context, params = work.context, work.params
    controls = [of_rows(context, name) for name in params.controls]
    involved: list[Named] = [
        ("involvement", name, context.scored.values[name]) for name in params.involvement[:1]
    ]
    for name in params.outcomes:
        y = of_rows(context, name)
        told = of_people(context, work.ties, work.net, name)
        peers = work.net.of_rows(positions.exposure(work.net.ties, told))
        for measure, place in work.where.items():
            if measure in OF_OUTCOMES:
                named: list[Named] = [("place", measure, place), *involved]
                yield from _outcome(name, _fitted(work, y, named, controls), peers=False)
        named = [
            ("place", "indegree", work.where["indegree"]),
            *involved,
            ("peers", name, peers),
        ]
        yield from _outcome(name, _fitted(work, y, named, controls), peers=True)


Fit = tuple[NDArray[np.bool_], float, tuple[Slope, ...]]


def _outcome(name: str, fit: Fit | None, *, peers: bool) -> Iterator[Outcome]:
    if fit is None:
        return
    used, r2, slopes = fit
    outcome, _, version = name.partition(".")
    yield Outcome(
        outcome=outcome,
        version=version or None,
        peers=peers,
        n=int(used.sum()),
        r2=number(r2),
        slopes=slopes,
    )


def _fitted(
    work: _Work, y: Array, predictors: Sequence[Named], controls: Sequence[Array]
) -> Fit | None:
    """Least squares of standardised variables, CR2 errors; None where it cannot be fitted."""
    every = np.column_stack([y, *(one for _, _, one in predictors), *controls])
    used = np.asarray(np.isfinite(every).all(axis=1))
    if used.sum() < max(FEWEST, work.context.k, 5 * every.shape[1]):
        return None
    values = every[used]
    spread = values.std(axis=0, ddof=1)
    if (spread[: 1 + len(predictors)] == 0).any():
        return None
    values = (values - values.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    X = np.column_stack([np.ones(len(values)), values[:, 1:]])
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return None
    b = np.linalg.lstsq(X, values[:, 0], rcond=None)[0]
    rest = values[:, 0] - X @ b
    errors = cr2(X, rest, work.group[used])
    rng = np.random.default_rng([work.context.seed, 9])
    slopes = []
    for at, (role, name, _) in enumerate(predictors, 1):
        se, df = float(errors.se[at]), float(errors.df[at])
        reach = t_quantile(0.5 + LEVEL / 2, df) * se
        slopes.append(
            Slope(
                role=role,
                name=name,
                b=number(b[at]),
                ci=limits(b[at] - reach, b[at] + reach),
                df=number(df),
                pvalue=number(2 * t_above(abs(b[at]) / se, df)) if se > 0 else None,
                permuted=permuted(values[:, 0], X, at, rng, work.params.draws),
            )
        )
    r2 = 1.0 - float(rest @ rest) / float(values[:, 0] @ values[:, 0])
    return used, r2, tuple(slopes)
