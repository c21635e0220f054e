"""Indirect effects: any number of mediators, side by side or in a row (T17, T18).

The model is written out in lavaan syntax from the names of its variables, over scores or
over the items of the scales, and fitted by the engine like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import models, outcomes, predictors
from cpsurvey.analysis.complete import refuse_empty
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import members
from cpsurvey.design import Questionnaire
from cpsurvey.kinds.mediation.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after.bootstrap import Bootstrap, bias_corrected, bootstrap
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
WAYS = "or explain it with 'kind: regression' and its family (binomial, poisson), step by step"


def mediation(params: Options, context: Context) -> list[Result[Any]]:
    """Write the model, fit it, and give every effect three kinds of interval."""
    taken = outcomes.linear((*params.mediators, *params.outcomes), params.linear, context, WAYS)
    written = write(params, context.questionnaire)
    data, terms = _columns(params, context, written)
    named = {terms.get(name, name): column for name, column in data.items()}
    refuse_empty({**named, **members(context, params.cluster)})
    text = written.syntax(list(terms))
    cluster = None
    if params.cluster:
        codes = context.group(params.cluster)
        cluster = [None if code < 0 else int(code) for code in codes]
    found = context.fits.fit(
        text, data, estimator=params.estimator, missing=params.missing, cluster=cluster
    )
    seed = context.study.file.study.seed
    drawn: Bootstrap | None = None
    if params.bootstrap and found.converged:
        drawn = bootstrap(found, params.bootstrap, seed=seed, progress=context.progress)
    return [_result(params, context, written, found, terms, drawn, taken)]


# ------------------------------------------------------------------ writing the model
@dataclass(frozen=True, slots=True)
class Written:
    """A mediation model in words of lavaan.

    Parameters
    ----------
    measurement : list of str
        Factors behind latent variables.
    observed : list of str
        Data columns the model needs, covariates left out.
    equations : list of (outcome, right-hand side)
    extra : list of str
        Residual covariances.
    effects : list of dict
        ``name``, ``role`` (direct, specific, total_indirect, total, difference),
        ``outcome``, ``path`` (variables passed through), ``expression``.
    """

    measurement: list[str]
    observed: list[str]
    equations: list[tuple[str, str]]
    extra: list[str]
    effects: list[dict[str, Any]]

    def syntax(self, covariates: Sequence[str]) -> str:
        """Whole model; every equation gets the covariates."""
        more = "".join(f" + {name}" for name in covariates)
        lines = [*self.measurement]
        lines += [f"{outcome} ~ {right}{more}" for outcome, right in self.equations]
        lines += self.extra
        lines += [f"{e['name']} := {e['expression']}" for e in self.effects]
        return "\n".join(lines)


def write(params: Options, questionnaire: Questionnaire) -> Written:
    """Equations and effects of the model that was asked for."""
    measurement: list[str] = []
    observed: list[str] = []
    for name in (params.source, *params.mediators, *params.outcomes):
        lines, columns = _measured(name, questionnaire) if params.latent else ([], [name])
        measurement += lines
        observed += columns
    return Written(measurement, observed, *structure(params))


class Chain(Protocol):
    """What passes through what."""

    @property
    def source(self) -> str:
        """Where effects begin."""

    @property
    def mediators(self) -> tuple[str, ...]:
        """What they pass through."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Where they end."""

    @property
    def serial(self) -> bool:
        """Whether earlier mediators act on later ones."""


def structure(
    params: Chain, part: str = ""
) -> tuple[list[tuple[str, str]], list[str], list[dict[str, Any]]]:
    """Equations, residual covariances and effects; labels and names end in `part`."""
    equations = []
    for j, mediator in enumerate(params.mediators):
        right = [f"a{j + 1}{part}*{params.source}"]
        if params.serial:
            right += [f"d{i + 1}{j + 1}{part}*{params.mediators[i]}" for i in range(j)]
        equations.append((mediator, " + ".join(right)))
    for k, outcome in enumerate(params.outcomes):
        right = [f"c{k + 1}{part}*{params.source}"]
        right += [f"b{j + 1}{k + 1}{part}*{m}" for j, m in enumerate(params.mediators)]
        equations.append((outcome, " + ".join(right)))
    extra = [f"{a} ~~ {b}" for a, b in combinations(params.outcomes, 2)]
    if not params.serial:
        extra += [f"{a} ~~ {b}" for a, b in combinations(params.mediators, 2)]
    return equations, extra, _effects(params, part)


def _measured(name: str, questionnaire: Questionnaire) -> tuple[list[str], list[str]]:
    """Measurement of a latent variable: a scale by items, a composite by its scales."""
    scales = questionnaire.scale_by_id
    if name in scales:
        items = [item.id for item in scales[name].items]
        if len(items) < 2:
            return [], items
        return [f"{name} =~ {' + '.join(items)}"], items
    for composite in questionnaire.composites:
        if composite.id == name:
            lines, columns = [], []
            for part in composite.of:
                more, items = _measured(part, questionnaire)
                lines += more
                columns += items
            # Two first-order factors cannot carry free loadings: they are set equal.
            equal = "1*" if len(composite.of) == 2 else ""
            lines.append(f"{name} =~ " + " + ".join(f"{equal}{part}" for part in composite.of))
            return lines, columns
    return [], [name]


def _effects(params: Chain, part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    totals = []
    for k, outcome in enumerate(params.outcomes):
        specific = []
        for chain in _chains(len(params.mediators), serial=params.serial):
            name = f"ind_{k + 1}_" + "_".join(str(j + 1) for j in chain) + part
            steps = [f"a{chain[0] + 1}{part}"]
            steps += [f"d{i + 1}{j + 1}{part}" for i, j in pairwise(chain)]
            steps.append(f"b{chain[-1] + 1}{k + 1}{part}")
            specific.append(name)
            through = [params.mediators[j] for j in chain]
            found.append(_effect(name, "specific", outcome, through, "*".join(steps)))
        total = f"ind_{k + 1}{part}"
        totals.append(total)
        if len(specific) > 1:
            found.append(
                _effect(
                    total, "total_indirect", outcome, params.mediators, " + ".join(specific)
                )
            )
        else:
            totals[-1] = specific[0]
        direct = f"c{k + 1}{part}"
        found.append(_effect(f"dir_{k + 1}{part}", "direct", outcome, [], direct))
        whole = f"{direct} + {totals[-1]}"
        found.append(_effect(f"tot_{k + 1}{part}", "total", outcome, [], whole))
    for (i, first), (j, second) in combinations(enumerate(params.outcomes), 2):
        entry = _effect(
            f"diff_{i + 1}_{j + 1}{part}",
            "difference",
            first,
            [],
            f"{totals[i]} - {totals[j]}",
        )
        found.append({**entry, "other": second})
    return found


def _effect(
    name: str, role: str, outcome: str, path: Sequence[str], expression: str
) -> dict[str, Any]:
    return {
        "name": name,
        "role": role,
        "outcome": outcome,
        "path": list(path),
        "expression": expression,
    }


def _chains(count: int, *, serial: bool) -> list[tuple[int, ...]]:
    """Mediators an indirect effect passes, in order: one each, or any ascending chain."""
    lengths = range(1, count + 1) if serial else (1,)
    return [chain for length in lengths for chain in combinations(range(count), length)]


# ------------------------------------------------------------------------ its results
def _columns(
    params: Options, context: Context, written: Written
) -> tuple[dict[str, Array], dict[str, str]]:
    """Data columns, and the term behind each covariate."""
    scored = context.scored
    data = {name: scored.values[name] for name in written.observed}
    terms: dict[str, str] = {}
    if params.covariates:
        found = predictors.columns(params.covariates, context)
        for i, column in enumerate(found, 1):
            data[f"cov_{i}"] = column.values
            terms[f"cov_{i}"] = column.term
        gaps = np.isnan(np.column_stack(list(data.values()))).any(axis=1)
        predictors.check(found, np.asarray(~gaps), context)
    return data, terms


def _result(
    params: Options,
    context: Context,
    written: Written,
    found: SemFit,
    terms: dict[str, str],
    drawn: Bootstrap | None,
    taken: Sequence[Caveat],
) -> Result[Any]:
    effects = []
    if found.converged:
        described = models.effects(found, context.study.file.study.seed, drawn)
        corrected = _corrected(params, found, drawn)
        effects = [
            {**asked, **numbers, **bounds}
            for asked, numbers, bounds in zip(
                written.effects, described, corrected, strict=True
            )
        ]
    return Result(
        kind="mediation",
        id=context.id,
        sample=models.sample_of(found, context),
        data={
            "source": params.source,
            "mediators": list(params.mediators),
            "outcomes": list(params.outcomes),
            "serial": params.serial,
            "measured": "items" if params.latent else "scores",
            "covariates": terms,
            "syntax": found.syntax.text,
            "estimator": params.estimator,
            "missing": params.missing,
            "cluster": context.variable(params.cluster) if params.cluster else None,
            "clusters": models.clusters(found),
            "converged": found.converged,
            "admissible": found.admissible,
            "npar": found.npar,
            "paths": _paths(found, written) if found.converged else [],
            "r2": [
                {"variable": name, "r2": number(value)}
                for name, _, value in found.r2
                if name in (*params.mediators, *params.outcomes)
            ],
            "draws": models.DRAWS,
            "effects": effects,
            "bootstrap": None
            if drawn is None
            else {
                "kind": drawn.kind,
                "draws": drawn.draws,
                "failed": drawn.failed,
                "inadmissible": drawn.inadmissible,
            },
        },
        fit={name: found.fit[name] for name in found.fit} if found.converged else {},
        caveats=(*taken, *models.remarks(found, context)),
    )


def _corrected(
    params: Options, found: SemFit, drawn: Bootstrap | None
) -> list[dict[str, float | None]]:
    defined = [p for p in found.estimates if p.op == ":="]
    if drawn is None or not params.bias_corrected:
        return [{"bc_lower": None, "bc_upper": None} for _ in defined]
    lower, upper = bias_corrected(drawn.defined, np.array([p.est for p in defined]))
    return [
        {"bc_lower": number(a), "bc_upper": number(b)}
        for a, b in zip(lower, upper, strict=True)
    ]


def _paths(found: SemFit, written: Written) -> list[dict[str, Any]]:
    """T17: every arrow of the structural part."""
    outcomes = [outcome for outcome, _ in written.equations]
    return [
        {
            "outcome": p.lhs,
            "predictor": p.rhs,
            "est": number(p.est),
            "se": p.se,
            "z": p.z,
            "pvalue": p.pvalue,
            "ci_lower": p.ci_lower,
            "ci_upper": p.ci_upper,
            "std_all": p.std_all,
        }
        for p in found.estimates
        if p.op == "~" and p.lhs in outcomes
    ]
