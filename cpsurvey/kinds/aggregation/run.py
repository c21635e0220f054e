"""Do answers belong to teams? Intraclass correlations and agreement (table T15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import chosen
from cpsurvey.design.scales import Scale
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.aggregation.data import (
    NULLS,
    Aggregation,
    Agreed,
    Chance,
    OfScale,
    Response,
)
from cpsurvey.kinds.aggregation.options import Options
from cpsurvey.kinds.aggregation.worth import Evidence, judged, verdict
from cpsurvey.payload import limits
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
Codes = NDArray[np.int64]
SHARED = 0.70
"""rwg(j) above which groups are usually said to agree; many call it too easily reached."""
QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)
FEW_FOR_QUANTILES = 5
"""Fewer groups would each be seen in the quantiles, and their sizes in the mean of squares."""


def aggregation(params: Options, context: Context) -> list[Result[Aggregation]]:
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
    rows: list[OfScale] = []
    caveats: list[Caveat] = []
    used = np.zeros(context.scored.n, dtype=bool)
    scales = chosen(params, context)
    rng = np.random.default_rng(context.seed)
    for done, (scale, names) in enumerate(scales):
        context.progress(done, len(scales))
        score = context.scored.values[scale.id]
        there = ~np.isnan(score) & (groups >= 0)
        if there.sum() <= len(np.unique(groups[there])) or np.ptp(score[there]) == 0:
            caveats.append(Caveat("aggregation_nothing", "warning", {"scale": scale.id}))
            continue
        used |= there
        found = icc(score[there], groups[there], LEVEL)
        answers = _answers(context, names)
        caveats += _of_scale(scale.id, found, answers)
        items = context.scored.matrix(names)
        rows.append(_row(params, scale, found, items, groups, answers, response, rng))
    if not rows:
        raise CpsurveyError(
            "CPS405",
            "no scale varies between and within groups",
            fix="look at the distributions of the items, or leave this analysis out",
        )
    count = int((members > 0).sum())
    seen = count < FEW_FOR_QUANTILES and context.categories(params.group).hidden.any()
    if seen:
        rows = [replace(row, k0=None, icc1_k0=None) for row in rows]
    small = int(((members > 0) & (members < params.smallest)).sum())
    data = Aggregation(
        group=context.variable(params.group),
        groups=count,
        smallest=params.smallest,
        too_small=None if seen else small,
        response=response,
        equal_sizes=bool(len(np.unique(members[members > 0])) == 1),
        scales=tuple(rows),
    )
    sample = levels.sample(context, groups, used)
    said = (*caveats, *_of_groups(data, members))
    return [Result("aggregation", context.id, sample, data, caveats=said)]


def _of_scale(scale: str, found: Icc, answers: Codes) -> Iterator[Caveat]:
    if len(np.unique(answers)) > 1:
        yield Caveat("aggregation_mixed_answers", "note", {"scale": scale})
    if not np.isfinite(found.F):
        yield Caveat("aggregation_no_within", "warning", {"scale": scale})


def _of_groups(data: Aggregation, members: Codes) -> Iterator[Caveat]:
    """What the groups themselves allow."""
    yield from of_groups(data.group, data.groups)
    if (members == 1).any():
        yield Caveat("groups_of_one", "note", {})
    negative = [row.scale for row in data.scales if row.icc1 is not None and row.icc1 < 0]
    if negative:
        yield Caveat("aggregation_negative", "note", {"variables": ", ".join(negative)})


def _response(params: Options, context: Context, groups: Codes) -> Response | None:
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
    half = int((np.array(shares) >= 0.5).sum())
    return Response(known=len(shares), median=_median(np.array(shares)), half=half)


def _answers(context: Context, names: Sequence[str]) -> Codes:
    """How many answers each item offers."""
    sets = [context.questionnaire.options_of(name) for name in names]
    return np.array([len(options.codes) if options else 0 for options in sets])


def _row(
    params: Options,
    scale: Scale,
    found: Icc,
    items: Array,
    groups: Codes,
    answers: Codes,
    response: Response | None,
    rng: np.random.Generator,
) -> OfScale:
    full = ~np.isnan(items).any(axis=1) & (groups >= 0)
    agreed = agreement(items[full], groups[full], answers, params.smallest)
    there = len(agreed.n) > 0
    cut = float(np.mean(answers)) / 6.0
    rwgj = tuple(_agreed(agreed, null_variances(answers)))
    criteria = judged(_evidence(found, agreed, cut, response))
    return OfScale(
        scale=scale.id,
        intended=scale.aggregation,
        groups=found.groups,
        size=number(found.size),
        k0=number(found.k0),
        icc1=number(found.icc1),
        icc1_ci=limits(found.lower, found.upper),
        icc1_k0=number(found.icc1_k0),
        icc2=number(found.icc2),
        icc2_ci=limits(found.icc2_lower, found.icc2_upper),
        F=number(found.F),
        df1=found.df1,
        df2=found.df2,
        pvalue=number(found.pvalue),
        counted=len(agreed.n),
        rwgj=rwgj,
        rwgj_quantiles=_quantiles(agreed.rwgj["uniform"]),
        lindell=_median(agreed.lindell),
        ad=_median(agreed.ad),
        ad_mean=number(np.mean(agreed.ad)) if there else None,
        ad_cut=number(cut),
        ad_within=number(np.mean(agreed.ad <= cut)) if there else None,
        chance=_chance(params, items[full], groups[full], rng),
        judged=criteria,
        found=verdict(criteria),
    )


def _evidence(found: Icc, agreed: Agreement, cut: float, response: Response | None) -> Evidence:
    return Evidence(
        groups=found.groups,
        icc1=found.icc1,
        pvalue=found.pvalue,
        icc2=found.icc2,
        rwgj=_median(agreed.rwgj["uniform"]),
        skewed=_median(agreed.rwgj["moderate"]) if "moderate" in agreed.rwgj else None,
        ad=_median(agreed.ad),
        cut=cut,
        counted=len(agreed.n),
        response=(response.half, response.known) if response else None,
    )


def _median(x: Array) -> float | None:
    return number(np.median(x)) if len(x) else None


def _quantiles(rwgj: Array) -> tuple[float | None, ...] | None:
    """Summary over groups: no group is shown by itself."""
    if len(rwgj) < FEW_FOR_QUANTILES:
        return None
    return tuple(number(q) for q in np.quantile(rwgj, QUANTILES))


def _agreed(agreed: Agreement, variances: dict[str, Array]) -> Iterator[Agreed]:
    """Agreement under every null that is tabled for the items."""
    for null in NULLS:
        if (values := agreed.rwgj.get(null)) is not None:
            yield Agreed(
                null=null,
                variance=number(np.mean(variances[null])),
                mean=number(np.mean(values)) if len(values) else None,
                median=_median(values),
                share=number(np.mean(values >= SHARED)) if len(values) else None,
            )


def _chance(
    params: Options, items: Array, groups: Codes, rng: np.random.Generator
) -> Chance | None:
    if not params.draws:
        return None
    found = beyond_chance(items, groups, rng, params.draws, params.smallest)
    if found is None:
        return None
    return Chance(
        observed=number(found.observed),
        expected=number(found.expected),
        pvalue=found.pvalue,
        draws=found.draws,
    )
