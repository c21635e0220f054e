"""Do groups differ? Welch's tests, effect sizes, every pair after a test of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.engines import compare as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.compare.options import Options
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.stats.effects import Size, eta_squared, games_howell, hedges_g, omega_squared
from cpsurvey.stats.multiple import holm
from cpsurvey.stats.robust import cr2

Array = NDArray[np.float64]
MOST = 12
"""Groups beyond which comparing one by one becomes a ranking."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups large enough to be shown: codes by name, and each respondent's place or -1."""

    names: list[str]
    member: NDArray[np.int64]
    left_out: int


def compare(params: Options, context: Context) -> list[Result[Any]]:
    """Compare the scores between the groups of every grouping.

    Groups with fewer than k respondents in any score are left out, with so many members of
    another group, drawn by lot, that nothing of them is found by subtraction.
    """
    names = _scores(params, context)
    found, used = [], np.zeros(context.scored.n, dtype=bool)
    caveats: list[Caveat] = []
    for by in params.by:
        groups = _groups(by, names, context)
        here = groups.member >= 0
        used |= here
        rows = [_row(name, groups, params, context) for name in names]
        _adjust(rows)
        found.append(
            {
                "by": context.variable(by),
                "groups": groups.names,
                "hidden": groups.left_out,
                "scores": rows,
            }
        )
        if groups.left_out:
            k = context.k
            caveats.append(
                Caveat("groups_hidden", "note", {"variable": context.variable(by), "k": k})
            )
        if context.variable(by) == context.study.groups.get("language"):
            caveats.append(Caveat("languages_need_invariance", "warning", {}))
    return [
        Result(
            kind="compare",
            id=context.id,
            sample=_sample(context, used, names),
            data={
                "level": LEVEL,
                "cluster": context.variable(params.cluster) if params.cluster else None,
                "comparisons": found,
            },
            caveats=tuple(caveats),
        )
    ]


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


def _groups(by: str, names: Sequence[str], context: Context) -> _Groups:
    if (count := len(context.group_names(by))) > MOST:
        raise CpsurveyError(
            "CPS442",
            f"'{by}' has {count} groups; compared one by one they would be ranked",
            fix="use kind: aggregation or variance, or a grouping with fewer groups",
        )
    found = context.side_by_side(by)
    there = np.column_stack([~np.isnan(context.scored.values[n]) for n in names])
    kept = np.flatnonzero(found.shown(there, context.k))
    if len(kept) < 2:
        raise CpsurveyError(
            "CPS442",
            f"'{by}' has fewer than two groups of {context.k} respondents and more who can be "
            "shown without telling about the others",
            fix="use a grouping with larger groups, or leave this comparison out",
        )
    place = np.full(len(found.names) + 1, -1)
    place[kept] = np.arange(len(kept))
    return _Groups([found.names[g] for g in kept], place[found.member], count - len(kept))


def _row(name: str, groups: _Groups, params: Options, context: Context) -> dict[str, Any]:
    y = context.scored.values[name]
    there = (groups.member >= 0) & ~np.isnan(y)
    parts = [y[there & (groups.member == g)] for g in range(len(groups.names))]
    row: dict[str, Any] = {
        "score": name,
        "n": int(there.sum()),
        "means": [_mean(part) for part in parts],
        **dict.fromkeys(("statistic", "df1", "df2", "pvalue", "pvalue_holm")),
        **dict.fromkeys(("rank", "rank_pvalue", "superiority", "pvalue_cr2")),
        **dict.fromkeys(("g", "g_ci", "eta2", "eta2_ci", "omega2")),
        "pairs": [],
    }
    if any(np.ptp(part) == 0 for part in parts):
        return row
    test = engine.compare(parts)
    row |= {
        key: number(getattr(test, key))
        for key in ("statistic", "df1", "df2", "pvalue", "rank", "rank_pvalue")
    }
    if len(parts) == 2:
        row["superiority"] = number(test.superiority)
        row["g"], row["g_ci"] = _size(hedges_g(*parts))
    else:
        row["pairs"] = _pairs(parts, groups.names)
    row["eta2"], row["eta2_ci"] = _size(eta_squared(parts))
    row["omega2"] = number(omega_squared(parts))
    if params.cluster:
        row["pvalue_cr2"] = _clustered(y, groups, there, context.group(params.cluster))
    return row


def _mean(part: Array) -> dict[str, Any]:
    n, mean, sd = len(part), part.mean(), part.std(ddof=1)
    reach = stats.t.ppf((1 + LEVEL) / 2, n - 1) * sd / np.sqrt(n)
    return {
        "n": n,
        "mean": number(mean),
        "sd": number(sd),
        "ci_lower": number(mean - reach),
        "ci_upper": number(mean + reach),
    }


def _size(found: Size) -> tuple[float | None, list[float | None]]:
    return number(found.est), [number(found.lower), number(found.upper)]


def _pairs(parts: list[Array], names: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "first": names[pair.first],
            "second": names[pair.second],
            "difference": number(pair.difference),
            "se": number(pair.se),
            "t": number(pair.t),
            "df": number(pair.df),
            "pvalue": number(pair.pvalue),
            "g": number(pair.g.est),
            "g_ci": [number(pair.g.lower), number(pair.g.upper)],
        }
        for pair in games_howell(parts)
    ]


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


def _adjust(rows: Sequence[dict[str, Any]]) -> None:
    """Holm over the scores of one grouping."""
    tested = [row for row in rows if row["pvalue"] is not None]
    adjusted = holm(np.array([row["pvalue"] for row in tested], dtype=float))
    for row, p in zip(tested, adjusted, strict=True):
        row["pvalue_holm"] = number(p)


def _sample(context: Context, grouped: NDArray[np.bool_], names: Sequence[str]) -> Sample:
    """Who is in a group that is shown, and has one of the scores at least."""
    scored = context.scored
    some = ~np.isnan(scored.matrix(names)).all(axis=1)
    lost = {
        "missing_value": int((~some).sum()),
        "group_not_compared": int((some & ~grouped).sum()),
    }
    return scored.counted(int((some & grouped).sum()), lost)
