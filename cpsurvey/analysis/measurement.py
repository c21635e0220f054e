"""The measurement model of chosen scales, written from the questionnaire itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.measurement_options import Estimator, Options
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scales import chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.parts import Missing
from cpsurvey.results import Caveat
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """Scales as they can be modelled.

    Parameters
    ----------
    scales : dict of str to list of str
        Scale -> its items that vary, two at least.
    used : (n,) bool array
        Respondents who answered any of the items.
    caveats : tuple of Caveat
        What was left out.
    spread : dict of str to float
        Standard deviation of each item as the estimator sees it.
    """

    scales: dict[str, list[str]]
    used: NDArray[np.bool_]
    caveats: tuple[Caveat, ...]
    estimator: Estimator
    missing: Missing
    cluster: NDArray[np.int64] | None
    spread: dict[str, float] = field(default_factory=dict)

    @property
    def items(self) -> list[str]:
        """All items, scale by scale."""
        return [item for items in self.scales.values() for item in items]

    @property
    def members(self) -> list[list[int]]:
        """Places of each scale's items among all items."""
        found, at = [], 0
        for items in self.scales.values():
            found.append(list(range(at, at + len(items))))
            at += len(items)
        return found

    def syntax(self) -> str:
        """One factor per scale, in lavaan's syntax."""
        return "\n".join(
            f"{scale} =~ {' + '.join(items)}" for scale, items in self.scales.items()
        )


def measured(params: Options, context: Context) -> Measured:
    """Scales of the model; items that do not vary and scales of one item are left out.

    Raises
    ------
    CpsurveyError
        CPS404 fewer than two scales are left.
    """
    core = tuple(s.id for s in context.questionnaire.scales if s.role == "core")
    found = chosen(ScaleOptions(scales=params.scales or core), context)
    scales: dict[str, list[str]] = {}
    caveats = []
    for scale, items in found:
        flat = [item for item in items if not np.nanstd(context.scored.values[item]) > 0]
        if flat:
            caveats.append(Caveat("validity_flat", "warning", {"variables": ", ".join(flat)}))
        kept = [item for item in items if item not in flat]
        if len(kept) > 1:
            scales[scale.id] = kept
        else:
            caveats.append(Caveat("validity_one_item", "warning", {"scale": scale.id}))
    if len(scales) < 2:
        raise CpsurveyError(
            "CPS410",
            f"{len(scales)} scale has two items or more whose answers vary: nothing to compare",
            fix="name two scales or more with 'scales', and check that their answers vary",
        )
    names = [item for items in scales.values() for item in items]
    estimator = params.estimator or ("wlsmv" if context.ordinal else "mlr")
    return Measured(
        scales=scales,
        used=np.asarray(~np.isnan(context.scored.matrix(names)).all(axis=1)),
        caveats=tuple(caveats),
        estimator=estimator,
        missing=params.missing or ("pairwise" if estimator == "wlsmv" else "fiml"),
        cluster=context.group(params.cluster) if params.cluster else None,
        spread={
            name: 1.0
            if estimator == "wlsmv"
            else float(np.nanstd(context.scored.values[name], ddof=1))
            for name in names
        },
    )


def fitted(
    found: Measured,
    context: Context,
    syntax: str,
    *,
    std_lv: bool = True,
) -> SemFit:
    """Fit a model of the scales' items, all of them continuous or all ordered."""
    ordered = found.estimator == "wlsmv"
    data = {name: context.scored.values[name] for name in found.items}
    groups = None
    if found.cluster is not None:
        groups = [None if code < 0 else int(code) for code in found.cluster]
    return context.fits.fit(
        syntax,
        data,
        kind="cfa",
        estimator=found.estimator,
        missing=found.missing,
        cluster=groups,
        std_lv=std_lv,
        ordered="all" if ordered else (),
    )


def average_variance(model: SemFit, found: Measured) -> list[float | None]:
    """AVE per scale: sum l^2 psi / (sum l^2 psi + sum theta) (Fornell & Larcker, 1981).

    None where a residual variance is negative.
    """
    theta = {p.lhs: p.est for p in model.estimates if p.op == "~~" and p.lhs == p.rhs}
    loading = {p.rhs: p.est for p in model.estimates if p.op == "=~"}
    shares: list[float | None] = []
    for scale, items in found.scales.items():
        common = theta[scale] * sum(loading[item] ** 2 for item in items)
        rest = [theta[item] for item in items]
        total = common + sum(rest)
        shares.append(common / total if min(rest) >= 0 and total > 0 else None)
    return shares
