"""Negative control: what teams and involvement do to a scale about nothing (table T28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE, of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.control import slopes
from cpsurvey.kinds.control.data import (
    Contrast,
    Control,
    Difference,
    Judged,
    Role,
    Share,
    Verdict,
)
from cpsurvey.kinds.control.options import Options, marker_of
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.resemblance import Known, Resemblance, resemblance

Array = NDArray[np.float64]
ALPHA = 0.05


def control(params: Options, context: Context) -> list[Result[Control]]:
    """Shares of groups against the marker's, and the marker in the place of involvement."""
    rows = slopes.rows_of(params, context)
    used = rows.used
    caveats: list[Caveat] = []
    named = _named(params, context, rows, caveats)
    if not any(role == "outcome" for role in named.values()):
        raise CpsurveyError(
            "CPS405",
            "no outcome varies between and within groups",
            fix="look at the distributions of the outcomes, or leave this analysis out",
        )
    marker = next((name for name, role in named.items() if role == "marker"), None)
    if marker is None:
        caveats.append(Caveat("control_no_marker", "warning", {}))
    Y = np.column_stack([context.scored.values[name][used] for name in named])
    plain = resemblance(Y, rows.X[:, :0], rows.member)
    net = resemblance(Y, rows.X, rows.member) if rows.terms else None
    differences = tuple(_differences(named, plain, net))
    groups = len(np.unique(rows.member))
    outcomes = [name for name, role in named.items() if role == "outcome"]
    data = Control(
        group=context.variable(params.group),
        groups=groups,
        marker=marker,
        involvement=params.involvement,
        covariates=rows.terms,
        shares=tuple(_shares(named, Y, plain, net)),
        differences=differences,
        contextual=tuple(slopes.contextual(params, context, rows, outcomes)),
        slopes=tuple(slopes.beside(params, context, rows, marker)),
        judged=tuple(_judged(outcomes, differences, groups, marker)),
    )
    caveats += of_groups(data.group, groups)
    answered = np.zeros(context.scored.n, dtype=bool)
    answered[used] = ~np.isnan(Y).all(axis=1)
    sample = levels.sample(context, context.group(params.group), answered)
    return [Result("control", context.id, sample, data, caveats=tuple(caveats))]


def _named(
    params: Options, context: Context, rows: slopes.Rows, caveats: list[Caveat]
) -> dict[str, Role]:
    """Variables whose variance can be split, by what they are here."""
    asked: dict[str, Role] = dict.fromkeys(params.outcomes, "outcome")
    if params.beside:
        asked[params.beside] = "beside"
    if marker := marker_of(params, context.questionnaire):
        asked[marker] = "marker"
    there = context.available(asked)
    found: dict[str, Role] = {}
    for name, role in asked.items():
        y = context.scored.values[name][rows.used]
        try:
            resemblance(y[:, None], rows.X, rows.member)
        except ValueError:
            split = False
        else:
            split = name in there
        if split:
            found[name] = role
        elif role != "marker":
            caveats.append(Caveat("control_nothing", "warning", {"outcome": name}))
    return found


def _shares(
    named: dict[str, Role], Y: Array, plain: Resemblance, net: Resemblance | None
) -> Iterator[Share]:
    for at, (name, role) in enumerate(named.items()):
        only = [float(n == name) for n in named]
        one, other = plain.of(only), net.of(only) if net else None
        yield Share(
            variable=name,
            role=role,
            n=int(np.count_nonzero(~np.isnan(Y[:, at]))),
            icc1=number(one.est),
            ci=limits(one.lower, one.upper),
            net=number(other.est) if other else None,
            net_ci=limits(other.lower, other.upper) if other else None,
        )


def _differences(
    named: dict[str, Role], plain: Resemblance, net: Resemblance | None
) -> Iterator[Difference]:
    """Each outcome's share less the marker's and less that of what stands beside."""
    of_role: dict[Role, tuple[Contrast, Contrast]] = {
        "marker": ("above_marker", "above_marker_net"),
        "beside": ("above_beside", "above_beside_net"),
    }
    for outcome in (name for name, role in named.items() if role == "outcome"):
        for other, role in named.items():
            if role == "outcome":
                continue
            weights = [float(n == outcome) - float(n == other) for n in named]
            for contrast, shares in zip(of_role[role], (plain, net), strict=True):
                if shares is not None:
                    yield _difference(outcome, contrast, other, shares.of(weights))


def _difference(outcome: str, contrast: Contrast, against: str, found: Known) -> Difference:
    return Difference(
        outcome=outcome,
        contrast=contrast,
        against=against,
        est=number(found.est),
        se=number(found.se),
        df=float(found.df),
        pvalue=number(found.pvalue),
        ci=limits(found.lower, found.upper),
    )


def _judged(
    outcomes: Sequence[str], differences: Sequence[Difference], groups: int, marker: str | None
) -> Iterator[Judged]:
    """Beyond a group effect on anything: above the marker's, net of the covariates too."""
    for outcome in outcomes:
        mine = [
            one
            for one in differences
            if one.outcome == outcome and one.contrast in ("above_marker", "above_marker_net")
        ]
        verdict: Verdict = "anything"
        if marker is None:
            verdict = "no_marker"
        elif groups < DESCRIPTIVE or any(one.pvalue is None for one in mine):
            verdict = "cannot_be_judged"
        elif all((one.est or 0.0) > 0 and (one.pvalue or 0.0) < ALPHA for one in mine):
            verdict = "beyond"
        yield Judged(outcome=outcome, verdict=verdict)
