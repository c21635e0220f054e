"""Do answers belong to teams? Intraclass correlations and agreement (table T15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from pydantic import Field

from cpsurvey.analysis.base import Context, Problem, kind
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import ScaleOptions, chosen
from cpsurvey.analysis.scales import check as check_scales
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.agreement import agreement, icc

SHARED = 0.70
"""Share of agreement above which groups are usually said to agree (LeBreton & Senter)."""


class Options(ScaleOptions):
    """Options of `aggregation`."""

    group: str = Field("team", description="Group whose members may resemble each other.")


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown scales or groups."""
    yield from check_scales(params, study)
    yield from unknown("group", [params.group], grouping(study), "a group")


@kind("aggregation", Options, check)
def aggregation(params: Options, context: Context) -> list[Result]:
    """ICC(1), ICC(2), rwg(j) under two nulls, r*wg and AD for every scale."""
    groups = context.group(params.group)
    members = np.bincount(groups[groups >= 0]) if (groups >= 0).any() else np.zeros(1)
    if (members > 0).sum() < 2 or members.max() < 2:
        raise CpsurveyError(
            "CPS404",
            f"'{params.group}' does not split the respondents into groups of two and more",
            fix="name another group, or leave this analysis out",
        )
    rows: list[dict[str, Any]] = []
    used = np.zeros(context.scored.n, dtype=bool)
    for scale, names in chosen(params, context):
        score = context.scored.values[scale.id]
        there = ~np.isnan(score) & (groups >= 0)
        if there.sum() <= len(np.unique(groups[there])) or np.ptp(score[there]) == 0:
            continue
        used |= there
        found = icc(score[there], groups[there])
        options = context.questionnaire.options_of(names[0])
        assert options is not None
        items = context.scored.matrix(names)
        full = ~np.isnan(items).any(axis=1) & (groups >= 0)
        agreed = agreement(items[full], groups[full], len(options.codes))
        rows.append(
            {
                "scale": scale.id,
                "intended": scale.aggregation,
                "groups": found.groups,
                "size": number(found.size),
                "icc1": number(found.icc1),
                "icc1_ci": [number(found.lower), number(found.upper)],
                "icc2": number(found.icc2),
                "F": number(found.F),
                "df1": found.df1,
                "df2": found.df2,
                "pvalue": number(found.pvalue),
                "rwgj": number(np.median(agreed.rwgj)) if len(agreed.n) else None,
                "rwgj_skewed": number(np.median(agreed.skewed))
                if agreed.skewed is not None and len(agreed.n)
                else None,
                "agreeing": number(np.mean(agreed.rwgj >= SHARED)) if len(agreed.n) else None,
                "lindell": number(np.median(agreed.lindell)) if len(agreed.n) else None,
                "ad": number(np.median(agreed.ad)) if len(agreed.n) else None,
            }
        )
    small = int((members == 1).sum())
    caveats = (Caveat("groups_of_one", "note", {"count": small}),) if small else ()
    return [
        Result(
            kind="aggregation",
            id=context.id,
            sample=context.scored.sample(used),
            data={"group": context.variable(params.group), "scales": rows},
            caveats=caveats,
        )
    ]
