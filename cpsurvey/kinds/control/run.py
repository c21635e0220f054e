"""Negative control: what teams and involvement do to a scale about nothing (table T28)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpsurvey.analysis import imputed, levels
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE, of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Asked
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
from cpsurvey.stats.resemblance import Known, Resemblance, resemblance, together

ALPHA = 0.05


def control(params: Options, context: Context) -> list[Result[Control]]:
    """Shares of groups against the marker's, and the marker in the place of involvement."""
    made = _completed(params, context)
    sets = [slopes.rows_of(params, one) for one in made.contexts]
    rows, lost = sets[0], slopes.Lost()
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
    for name in params.net_of:
        if (many := int(context.group(name).max(initial=-1)) + 1) > slopes.MOST_LARGER:
            said: dict[str, str | int] = {"variable": context.variable(name), "n": many}
            caveats.append(Caveat("control_too_many", "warning", said))
    net = _resemblances(named, sets, net=True) if rows.terms else []
    split = _Split(named, _resemblances(named, sets, net=False), net, lost)
    differences = tuple(_differences(split))
    groups = len(np.unique(rows.member))
    outcomes = [name for name, role in named.items() if role == "outcome"]
    explained = context.available(params.explained or params.outcomes)
    data = Control(
        group=context.variable(params.group),
        groups=groups,
        marker=marker,
        involvement=params.involvement,
        covariates=rows.terms,
        shares=tuple(_shares(split, rows)),
        differences=differences,
        contextual=tuple(slopes.contextual(params, sets, outcomes, lost)),
        slopes=tuple(slopes.beside(params, explained, sets, marker, lost)),
        judged=tuple(_judged(outcomes, differences, groups, marker)),
        imputation=imputed.told(made, lost) if len(sets) > 1 else None,
    )
    caveats += [*of_groups(data.group, groups), *imputed.caveats(made, lost, context)]
    answered = np.zeros(context.scored.n, dtype=bool)
    answered[rows.used] = ~np.isnan([rows.of(name) for name in named]).all(axis=0)
    sample = levels.sample(context, context.group(params.group), answered)
    return [Result("control", context.id, sample, data, caveats=tuple(caveats))]


def _completed(params: Options, context: Context) -> imputed.Several:
    """The answers as they are, or completed several times."""
    marker = marker_of(params, context.questionnaire)
    asked = [*params.outcomes, params.beside, marker, params.involvement, *params.explained]
    names = context.available(dict.fromkeys(name for name in asked if name))
    if params.missing == "listwise" or not names:
        return imputed.Several((context,))
    formulas = [*names[1:], *([params.covariates] if params.covariates else [])]
    asking = Asked(outcome=names[0], formulas=tuple(formulas), cluster=params.group)
    return imputed.contexts(context, asking)


@dataclass(frozen=True, slots=True)
class _Split:
    """Variables by what they are, and their shares in every completed data set."""

    named: Mapping[str, Role]
    plain: Sequence[Resemblance]
    net: Sequence[Resemblance]
    lost: slopes.Lost

    def of(self, sets: Sequence[Resemblance], *less: str) -> Known | None:
        """The share of the first variable less that of the second, if there is one."""
        if not sets:
            return None
        weights = [float(n == less[0]) - float(n in less[1:]) for n in self.named]
        found = together(sets, weights)
        self.lost[less[0]] = max(self.lost.get(less[0], 0.0), found.lost)
        return found


def _resemblances(
    named: Iterable[str], sets: Iterable[slopes.Rows], *, net: bool
) -> list[Resemblance]:
    """Shares of the groups in every data set, net of the covariates where that is asked."""
    return [
        resemblance(
            np.column_stack([one.of(name) for name in named]),
            one.design if net else np.empty((len(one.member), 0)),
            one.member,
        )
        for one in sets
    ]


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
        try:
            resemblance(rows.of(name)[:, None], rows.design, rows.member)
        except ValueError:
            split = False
        else:
            split = name in there
        if split:
            found[name] = role
        elif role != "marker":
            caveats.append(Caveat("control_nothing", "warning", {"outcome": name}))
    return found


def _shares(split: _Split, rows: slopes.Rows) -> Iterator[Share]:
    for name, role in split.named.items():
        one, other = split.of(split.plain, name), split.of(split.net, name)
        assert one is not None
        yield Share(
            variable=name,
            role=role,
            n=int(np.count_nonzero(~np.isnan(rows.of(name)))),
            icc1=number(one.est),
            ci=limits(one.lower, one.upper),
            net=number(other.est) if other else None,
            net_ci=limits(other.lower, other.upper) if other else None,
        )


def _differences(split: _Split) -> Iterator[Difference]:
    """Each outcome's share less the marker's and less that of what stands beside."""
    of_role: dict[Role, tuple[Contrast, Contrast]] = {
        "marker": ("above_marker", "above_marker_net"),
        "beside": ("above_beside", "above_beside_net"),
    }
    for outcome in (name for name, role in split.named.items() if role == "outcome"):
        for other, role in split.named.items():
            if role == "outcome":
                continue
            for contrast, sets in zip(of_role[role], (split.plain, split.net), strict=True):
                if found := split.of(sets, outcome, other):
                    yield _difference(outcome, contrast, other, found)


def _difference(outcome: str, contrast: Contrast, against: str, found: Known) -> Difference:
    return Difference(
        outcome=outcome,
        contrast=contrast,
        against=against,
        est=number(found.est),
        se=number(found.se),
        df=found.df,
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
