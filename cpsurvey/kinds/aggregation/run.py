"""Do answers belong to teams? Intraclass correlations and agreement (table T15)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import chosen
from cpsurvey.design.scales import Scale
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.aggregation.options import Options
from cpsurvey.kinds.aggregation.worth import Evidence, judged, verdict
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.agreement import (
    Agreement,
    Icc,
    agreement,
    beyond_chance,
    icc,
    null_variances,
)

Array = NDArray[np.float64]
SHARED = 0.70
"""rwg(j) above which groups are usually said to agree; many call it too easily reached."""
QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
FEW_FOR_QUANTILES = 5
"""Fewer groups would each be seen in the quantiles, and their sizes in the mean of squares."""


def aggregation(params: Options, context: Context) -> list[Result[Any]]:
    """ICC(1), ICC(2), rwg(j) under several nulls, r*wg and AD, and what they allow."""
    groups = context.group(params.group)
    members = np.bincount(groups[groups >= 0], minlength=1)
    if (members > 0).sum() < 2 or members.max() < 2:
        raise CpsurveyError(
            "CPS410",
            f"'{params.group}' does not split the respondents into groups of two and more",
            fix="name another group, or leave this analysis out",
        )
    response = _response(params, context, groups)
    rows: list[dict[str, Any]] = []
    caveats: list[Caveat] = []
    used = np.zeros(context.scored.n, dtype=bool)
    scales = chosen(params, context)
    rng = np.random.default_rng(context.study.file.study.seed)
    for done, (scale, names) in enumerate(scales):
        context.progress(done, len(scales))
        score = context.scored.values[scale.id]
        there = ~np.isnan(score) & (groups >= 0)
        if there.sum() <= len(np.unique(groups[there])) or np.ptp(score[there]) == 0:
            caveats.append(Caveat("aggregation_nothing", "warning", {"scale": scale.id}))
            continue
        used |= there
        found = icc(score[there], groups[there], LEVEL)
        row, said = _row(params, context, scale, names, found, groups, response, rng)
        rows.append(row)
        caveats += said
    if not rows:
        raise CpsurveyError(
            "CPS405",
            "no scale varies between and within groups",
            fix="look at the distributions of the items, or leave this analysis out",
        )
    found_groups = int((members > 0).sum())
    seen = found_groups < FEW_FOR_QUANTILES and context.categories(params.group).hidden.any()
    if seen:
        rows = [row | {"k0": None, "icc1_k0": None} for row in rows]
    caveats += _of_groups(params, context, members, rows)
    data = {
        "group": context.variable(params.group),
        "groups": found_groups,
        "smallest": params.smallest,
        "too_small": None if seen else int(((members > 0) & (members < params.smallest)).sum()),
        "response": response,
        "level": LEVEL,
        "equal_sizes": bool(len(np.unique(members[members > 0])) == 1),
        "scales": rows,
    }
    return [
        Result(
            kind="aggregation",
            id=context.id,
            sample=levels.sample(context, groups, used),
            data=data,
            caveats=tuple(caveats),
        )
    ]


def _of_groups(
    params: Options,
    context: Context,
    members: NDArray[np.int64],
    rows: Sequence[dict[str, Any]],
) -> list[Caveat]:
    """What the groups themselves allow."""
    found = of_groups(context.variable(params.group), int((members > 0).sum()))
    if (members == 1).any():
        found.append(Caveat("groups_of_one", "note", {}))
    negative = [r["scale"] for r in rows if r["icc1"] < 0]
    if negative:
        names = ", ".join(negative)
        found.append(Caveat("aggregation_negative", "note", {"variables": names}))
    return found


def _response(
    params: Options, context: Context, groups: NDArray[np.int64]
) -> dict[str, Any] | None:
    """Share of the group's members who answered, where their number is known."""
    if params.members is None:
        return None
    said = context.scored.values[params.members]
    shares = []
    for code in np.unique(groups[groups >= 0]):
        mine = groups == code
        sizes = said[mine & ~np.isnan(said)]
        if len(sizes) and np.median(sizes) > 0:
            shares.append(min(1.0, mine.sum() / float(np.median(sizes))))
    if not shares:
        return None
    return {
        "known": len(shares),
        "median": number(np.median(shares)),
        "half": int((np.array(shares) >= 0.5).sum()),
    }


def _row(
    params: Options,
    context: Context,
    scale: Scale,
    names: list[str],
    found: Icc,
    groups: NDArray[np.int64],
    response: dict[str, Any] | None,
    rng: np.random.Generator,
) -> tuple[dict[str, Any], list[Caveat]]:
    """One scale, and what must be said about it."""
    caveats: list[Caveat] = []
    sets = [context.questionnaire.options_of(name) for name in names]
    answers = np.array([len(options.codes) if options else 0 for options in sets])
    if len(np.unique(answers)) > 1:
        caveats.append(Caveat("aggregation_mixed_answers", "note", {"scale": scale.id}))
    if not np.isfinite(found.F):
        caveats.append(Caveat("aggregation_no_within", "warning", {"scale": scale.id}))
    items = context.scored.matrix(names)
    full = ~np.isnan(items).any(axis=1) & (groups >= 0)
    agreed = agreement(items[full], groups[full], answers, params.smallest)
    chance = (
        beyond_chance(items[full], groups[full], rng, params.draws, params.smallest)
        if params.draws
        else None
    )
    cut = float(np.mean(answers)) / 6.0
    evidence = Evidence(
        groups=found.groups,
        icc1=found.icc1,
        pvalue=found.pvalue,
        icc2=found.icc2,
        rwgj=_median(agreed.rwgj["uniform"]),
        skewed=_median(agreed.rwgj["moderate"]) if "moderate" in agreed.rwgj else None,
        ad=_median(agreed.ad),
        cut=cut,
        counted=len(agreed.n),
        response=None if response is None else (response["half"], response["known"]),
    )
    row = {
        "scale": scale.id,
        "intended": scale.aggregation,
        **_resemblance(found),
        **_agreement(agreed, null_variances(answers), cut),
        "chance": None
        if chance is None
        else {
            "observed": number(chance.observed),
            "expected": number(chance.expected),
            "pvalue": chance.pvalue,
            "draws": chance.draws,
        },
        "judged": judged(evidence),
        "found": verdict(judged(evidence)),
    }
    return row, caveats


def _median(x: Array) -> float | None:
    return number(np.median(x)) if len(x) else None


def _resemblance(found: Icc) -> dict[str, Any]:
    return {
        "groups": found.groups,
        "size": number(found.size),
        "k0": number(found.k0),
        "icc1": number(found.icc1),
        "icc1_ci": [number(found.lower), number(found.upper)],
        "icc1_k0": number(found.icc1_k0),
        "icc2": number(found.icc2),
        "icc2_ci": [number(found.icc2_lower), number(found.icc2_upper)],
        "F": number(found.F),
        "df1": found.df1,
        "df2": found.df2,
        "pvalue": number(found.pvalue),
    }


def _agreement(agreed: Agreement, nulls: dict[str, Array], cut: float) -> dict[str, Any]:
    """Summaries over groups: no group is shown by itself."""
    there = len(agreed.n) > 0
    return {
        "counted": len(agreed.n),
        "rwgj": [
            {
                "null": name,
                "variance": number(np.mean(nulls[name])),
                "mean": number(np.mean(values)) if there else None,
                "median": _median(values),
                "share": number(np.mean(values >= SHARED)) if there else None,
            }
            for name, values in agreed.rwgj.items()
        ],
        "rwgj_quantiles": [number(q) for q in np.quantile(agreed.rwgj["uniform"], QUANTILES)]
        if len(agreed.n) >= FEW_FOR_QUANTILES
        else None,
        "lindell": _median(agreed.lindell),
        "ad": _median(agreed.ad),
        "ad_mean": number(np.mean(agreed.ad)) if there else None,
        "ad_cut": number(cut),
        "ad_within": number(np.mean(agreed.ad <= cut)) if there else None,
    }
