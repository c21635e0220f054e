"""Indirect effects: any number of mediators, side by side or in a row (T17, T18).

The model is written out in lavaan syntax from the names of its variables, over scores or
over the items of the scales, and fitted by the engine like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parts
from cpsurvey.analysis import models, outcomes, predictors
from cpsurvey.analysis.chains import Structure, structure
from cpsurvey.analysis.complete import complete_rows, refuse_empty
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import members
from cpsurvey.design import Questionnaire
from cpsurvey.kinds.mediation.data import Explained, Mediation, Path, Through
from cpsurvey.kinds.mediation.natural import natural
from cpsurvey.kinds.mediation.options import Options
from cpsurvey.payload import Limits, limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after import standard
from cpsurvey.sem.after.bootstrap import Bootstrap, bias_corrected, bootstrap
from cpsurvey.sem.after.standard import metric_of
from cpsurvey.sem.language.syntax import parse
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


def mediation(options: Options, context: Context) -> list[Result[Mediation]]:
    """Write the model, fit it, and give every effect three kinds of interval.

    Where a mediator or an outcome is yes/no or a count and not declared `linear`, natural
    effects take the place of products of coefficients.
    """
    explained = (*options.mediators, *options.outcomes)
    special = outcomes.special(explained, context)
    numbers = {name: kind for name, kind in special.items() if name in options.linear}
    taken = tuple(outcomes.named(numbers, context))
    if own := {name: kind for name, kind in special.items() if name not in numbers}:
        return natural(options, context, own, taken)
    written = write(options, context.questionnaire)
    data, terms = _columns(options, context, written)
    named = {terms.get(name, name): column for name, column in data.items()}
    refuse_empty({**named, **members(context, options.cluster)})
    syntax = parse(written.syntax(list(terms)))
    found = context.fits.fit(
        syntax,
        data,
        estimator=options.estimator,
        missing=options.missing,
        cluster=context.clusters(options.cluster),
        fixed_x=False if models.lack_covariates(syntax, data, options.missing) else None,
    )
    seed = context.seed
    drawn: Bootstrap | None = None
    if options.bootstrap and found.converged:
        drawn = bootstrap(found, options.bootstrap, seed=seed, progress=context.progress)
    return [_result(options, context, written, found, terms, drawn, taken)]


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
    """

    measurement: list[str]
    observed: list[str]
    structure: Structure

    def syntax(self, covariates: Sequence[str]) -> str:
        """Whole model; every equation gets the covariates."""
        more = "".join(f" + {name}" for name in covariates)
        lines = [*self.measurement]
        lines += [f"{outcome} ~ {right}{more}" for outcome, right in self.structure.equations]
        lines += self.structure.extra
        lines += [f"{e.name} := {e.expression}" for e in self.structure.effects]
        return "\n".join(lines)


def write(options: Options, questionnaire: Questionnaire) -> Written:
    """Equations and effects of the model that was asked for."""
    measurement: list[str] = []
    observed: list[str] = []
    for name in (options.source, *options.mediators, *options.outcomes):
        lines, columns = _measured(name, questionnaire) if options.latent else ([], [name])
        measurement += lines
        observed += columns
    return Written(measurement, observed, structure(options))


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


# ------------------------------------------------------------------------ its results
def _columns(
    options: Options, context: Context, written: Written
) -> tuple[dict[str, Array], dict[str, str]]:
    """Data columns, and the term behind each covariate."""
    scored = context.scored
    data = {name: scored.values[name] for name in written.observed}
    found = predictors.numbered(options.covariates, context)
    data |= {name: column.values for name, column in found.items()}
    if found:
        predictors.check(list(found.values()), complete_rows(data.values()), context)
    return data, {name: column.term for name, column in found.items()}


def _result(
    options: Options,
    context: Context,
    written: Written,
    found: SemFit,
    terms: dict[str, str],
    drawn: Bootstrap | None,
    taken: Sequence[Caveat],
) -> Result[Mediation]:
    sound = found.converged
    explained = (*options.mediators, *options.outcomes)
    data = Mediation(
        source=options.source,
        mediators=options.mediators,
        outcomes=options.outcomes,
        serial=options.serial,
        measured="items" if options.latent else "scores",
        syntax=found.syntax.text,
        estimator=options.estimator,
        missing=options.missing,
        cluster=context.variable(options.cluster) if options.cluster else None,
        clusters=models.clusters(found),
        converged=sound,
        admissible=found.admissible,
        npar=found.npar,
        paths=tuple(_paths(found, written, terms)) if sound else (),
        r2=tuple(
            Explained(variable=name, r2=number(value))
            for name, _, value in found.r2
            if name in explained
        ),
        draws=models.DRAWS,
        effects=tuple(_effects(options, context, written, found, drawn)) if sound else (),
        bootstrap=models.bootstrapped(drawn),
    )
    sample = models.sample_of(found, context)
    return Result(
        "mediation",
        context.id,
        sample,
        data,
        fit=dict(found.fit) if sound else {},
        caveats=(*taken, *models.remarks(found, context)),
    )


def _effects(
    options: Options, context: Context, written: Written, found: SemFit, drawn: Bootstrap | None
) -> Iterator[Through]:
    """Each effect that was asked for with its numbers."""
    metric = metric_of(found, options.source)
    described = models.effects(found, context.seed, drawn, metric=metric)
    corrected = _corrected(options, found, drawn)
    asked = written.structure.effects
    for one, numbers, bc in zip(asked, described, corrected, strict=True):
        shared = {f.name: getattr(numbers, f.name) for f in fields(parts.Effect)}
        more = {k: v for k, v in asdict(one).items() if k not in shared}
        yield Through(**{**shared, **more, "bc": bc})


def _corrected(options: Options, found: SemFit, drawn: Bootstrap | None) -> list[Limits]:
    defined = [p for p in found.estimates if p.op == ":="]
    if drawn is None or not options.bias_corrected:
        return [None for _ in defined]
    lower, upper = bias_corrected(drawn.defined, np.array([p.est for p in defined]))
    return [limits(a, b) for a, b in zip(lower, upper, strict=True)]


def _paths(found: SemFit, written: Written, terms: dict[str, str]) -> Iterator[Path]:
    """T17: every arrow of the structural part."""
    outcomes = [outcome for outcome, _ in written.structure.equations]
    every = [p for p in found.estimates if p.op == "~"]
    known = standard.some(found, "all", "~") if found.identified else [None] * len(every)
    for p, std in zip(every, known, strict=True):
        if p.lhs in outcomes:
            yield Path(
                outcome=p.lhs,
                predictor=terms.get(p.rhs, p.rhs),
                est=number(p.est),
                se=p.se,
                z=p.z,
                pvalue=p.pvalue,
                ci=limits(p.ci_lower, p.ci_upper),
                std_all=p.std_all,
                std_ci=limits(*std.ci) if std else None,
            )
