"""Do groups differ? Welch's tests, effect sizes, every pair after a test of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.engines import compare as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.compare.data import Comparison, Comparisons, Mean, Pair, Score
from cpsurvey.kinds.compare.options import Options
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.stats.effects import Size, eta_squared, games_howell, hedges_g, omega_squared
from cpsurvey.stats.multiple import holm
from cpsurvey.stats.robust import cr2
from cpsurvey.stats.tails import t_quantile

Array = NDArray[np.float64]
MOST = 12
"""Groups beyond which comparing one by one becomes a ranking."""
NOT_COMPARED = "CPS442"
"""A grouping whose groups may not stand side by side; the other groupings still do."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups large enough to be shown: codes by name, and each respondent's place or -1."""

    names: list[str]
    member: NDArray[np.int64]
    left_out: int


def compare(params: Options, context: Context) -> list[Result[Comparisons]]:
    """Compare the scores between the groups of every grouping.

    Groups with fewer than k respondents in any score are left out, with so many members of
    another group, drawn by lot, that nothing of them is found by subtraction. A grouping
    without two groups to show, or with too many, is left out and named.

    Raises
    ------
    CpsurveyError
        CPS442 no grouping can be compared; CPS410, CPS444 no score can.
    """
    names = _scores(params, context)
    found, used = [], np.zeros(context.scored.n, dtype=bool)
    caveats: list[Caveat] = []
    aside: dict[str, list[str]] = {}
    refused: list[CpsurveyError] = []
    for by in params.by:
        try:
            groups = _groups(by, names, context)
        except CpsurveyError as error:
            if error.code != NOT_COMPARED:
                raise
            refused.append(error)
            why = "groupings_many" if _too_many(by, context) else "groupings_small"
            aside.setdefault(why, []).append(context.variable(by))
            continue
        used |= groups.member >= 0
        variable = context.variable(by)
        found.append(
            Comparison(
                by=variable,
                groups=tuple(groups.names),
                hidden=groups.left_out,
                scores=tuple(_adjusted([_score(n, groups, params, context) for n in names])),
            )
        )
        if groups.left_out:
            caveats.append(
                Caveat("groups_hidden", "note", {"variable": variable, "k": context.k})
            )
        if variable == context.study.groups.get("language"):
            caveats.append(Caveat("languages_need_invariance", "warning", {}))
    if not found:
        raise refused[0]
    for why, left in aside.items():
        limit = {"most": MOST} if why == "groupings_many" else {"k": context.k}
        caveats.append(Caveat(why, "note", {"variables": ", ".join(left), **limit}))
    data = Comparisons(
        cluster=context.variable(params.cluster) if params.cluster else None,
        comparisons=tuple(found),
    )
    sample = _sample(context, used, names)
    return [Result("compare", context.id, sample, data, caveats=tuple(caveats))]


def _scores(params: Options, context: Context) -> list[str]:
    asked = params.variables or tuple(
        scale.id for scale in context.questionnaire.scales if scale.role == "core"
    )
    names = context.available(asked)
    if not names:
        raise CpsurveyError(
            "CPS410",
            "none of these scores has values",
            fix="check 'variables', and that the export holds their columns",
        )
    if telling := [name for name in names if context.protection.mean_tells(name)]:
        raise CpsurveyError(
            "CPS444",
            f"the means of {', '.join(telling)} would tell how many gave an answer that fewer "
            f"than {context.k} respondents gave",
            fix="take it out of 'variables'",
        )
    return names


def _too_many(by: str, context: Context) -> bool:
    return len(context.group_names(by)) > MOST


def _groups(by: str, names: Sequence[str], context: Context) -> _Groups:
    count = len(context.group_names(by))
    if _too_many(by, context):
        raise CpsurveyError(
            NOT_COMPARED,
            f"'{by}' has {count} groups; compared one by one they would be ranked",
            fix="use kind: aggregation or variance, or a grouping with fewer groups",
        )
    found = context.side_by_side(by)
    there = np.column_stack([~np.isnan(context.scored.values[n]) for n in names])
    kept = np.flatnonzero(found.shown(there, context.k))
    if len(kept) < 2:
        raise CpsurveyError(
            NOT_COMPARED,
            f"'{by}' has fewer than two groups of {context.k} respondents and more who can be "
            "shown without telling about the others",
            fix="use a grouping with larger groups, or leave this comparison out",
        )
    place = np.full(len(found.names) + 1, -1)
    place[kept] = np.arange(len(kept))
    return _Groups([found.names[g] for g in kept], place[found.member], count - len(kept))


def _score(name: str, groups: _Groups, params: Options, context: Context) -> Score:
    y = context.scored.values[name]
    there = (groups.member >= 0) & ~np.isnan(y)
    parts = [y[there & (groups.member == g)] for g in range(len(groups.names))]
    row = Score(
        score=name,
        n=int(there.sum()),
        means=tuple(_mean(g, part) for g, part in zip(groups.names, parts, strict=True)),
    )
    if any(np.ptp(part) == 0 for part in parts):
        return row
    test = engine.compare(parts)
    two = test.superiority is not None
    g, g_ci = _size(hedges_g(*parts)) if two else (None, None)
    eta2, eta2_ci = _size(eta_squared(parts))
    return replace(
        row,
        statistic=number(test.statistic),
        df1=number(test.df1),
        df2=number(test.df2),
        pvalue=number(test.pvalue),
        rank=number(test.rank),
        rank_pvalue=number(test.rank_pvalue),
        superiority=None if test.superiority is None else number(test.superiority),
        pvalue_cr2=_clustered(y, groups, there, context.group(params.cluster))
        if params.cluster
        else None,
        g=g,
        g_ci=g_ci,
        eta2=eta2,
        eta2_ci=eta2_ci,
        omega2=number(omega_squared(parts)),
        pairs=() if two else tuple(_pairs(parts, groups.names)),
    )


def _mean(group: str, part: Array) -> Mean:
    n, mean, sd = len(part), part.mean(), part.std(ddof=1)
    reach = t_quantile((1 + LEVEL) / 2, n - 1) * sd / np.sqrt(n)
    return Mean(
        group=group,
        n=n,
        mean=number(mean),
        sd=number(sd),
        ci=limits(mean - reach, mean + reach),
    )


def _size(found: Size) -> tuple[float | None, Interval | None]:
    return number(found.est), limits(found.lower, found.upper)


def _pairs(parts: list[Array], names: Sequence[str]) -> Iterator[Pair]:
    for pair in games_howell(parts):
        g, g_ci = _size(pair.g)
        yield Pair(
            first=names[pair.first],
            second=names[pair.second],
            difference=number(pair.difference),
            se=number(pair.se),
            t=number(pair.t),
            df=number(pair.df),
            pvalue=number(pair.pvalue),
            g=g,
            g_ci=g_ci,
        )


def _clustered(
    y: Array, groups: _Groups, there: NDArray[np.bool_], clusters: NDArray[np.int64]
) -> float | None:
    """The p of equal means with CR2 errors; None where the groups of people are too few."""
    rows = there & (clusters >= 0)
    member = groups.member[rows]
    X = np.column_stack(
        [np.ones(rows.sum()), *(member == g for g in range(1, len(groups.names)))]
    )
    X = np.asarray(X, dtype=float)
    if np.linalg.matrix_rank(X) < X.shape[1] or len(np.unique(clusters[rows])) <= X.shape[1]:
        return None
    b, *_ = np.linalg.lstsq(X, y[rows], rcond=None)
    found = cr2(X, y[rows] - X @ b, clusters[rows])
    _, _, df2, p = found.wald(b, np.arange(1, X.shape[1]))
    return number(p) if df2 > 0 else None


def _adjusted(rows: Sequence[Score]) -> list[Score]:
    """Holm over the scores of one grouping."""
    tested = [row.pvalue for row in rows if row.pvalue is not None]
    adjusted = iter(holm(np.array(tested, dtype=float)))
    return [
        row if row.pvalue is None else replace(row, pvalue_holm=number(next(adjusted)))
        for row in rows
    ]


def _sample(context: Context, grouped: NDArray[np.bool_], names: Sequence[str]) -> Sample:
    """Who is in a group that is shown, and has one of the scores at least."""
    scored = context.scored
    some = ~np.isnan(scored.matrix(names)).all(axis=1)
    lost = {
        "missing_value": int((~some).sum()),
        "group_not_compared": int((some & ~grouped).sum()),
    }
    return scored.counted(int((some & grouped).sum()), lost)
