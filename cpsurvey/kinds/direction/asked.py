"""The model that is asked about, and how it is fitted in another order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cpsurvey.analysis import models, outcomes, predictors
from cpsurvey.analysis.chain_options import ChainOptions
from cpsurvey.analysis.chains import WAYS
from cpsurvey.analysis.complete import complete_rows, refuse_empty
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import missing_of, text_of
from cpsurvey.analysis.regression_data import members
from cpsurvey.kinds.direction.options import Options, main, written
from cpsurvey.parts import Estimator, Missing
from cpsurvey.results import Caveat
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.semfit import SemFit


@dataclass(frozen=True, slots=True)
class Asked:
    """A model.

    Parameters
    ----------
    fit : callable
        Another way of writing it in; its covariates are random.
    terms : mapping
        Column of a covariate -> what it is called.
    turns : bool
        Whether the source can be explained by a linear model.
    """

    name: str
    syntax: Syntax
    fit: Callable[[Syntax], SemFit]
    estimator: Estimator
    missing: Missing
    cluster: str | None
    terms: Mapping[str, str]
    turns: bool = True
    caveats: tuple[Caveat, ...] = ()


def asked(params: Options, context: Context) -> Asked:
    """The chain, or the study's main model."""
    if params.chain is not None:
        return _chain(params, params.chain, context)
    model = main(context.study)
    assert model is not None  # checked before any data was read
    syntax = parse(text_of(model, context.study))
    missing = missing_of(model, syntax)
    plain = model.model_copy(update={"bootstrap": 0, "main": False, "missing": missing})
    return Asked(
        name=model.model or model.id or "sem",
        syntax=syntax,
        fit=lambda text: models.fit_syntax(text, plain, context, "sem", random_x=True),
        estimator=model.estimator,
        missing=missing,
        cluster=model.cluster,
        terms={},
    )


def _chain(params: Options, chain: ChainOptions, context: Context) -> Asked:
    """Scores, as `mediation` takes them."""
    names = (chain.source, *chain.mediators, *chain.outcomes)
    said = outcomes.linear((*chain.mediators, *chain.outcomes), chain.linear, context, WAYS)
    found = predictors.numbered(chain.covariates, context)
    data = {name: context.scored.values[name] for name in names}
    data |= {name: column.values for name, column in found.items()}
    terms = {name: column.term for name, column in found.items()}
    refuse_empty(
        {terms.get(n, n): column for n, column in data.items()}
        | members(context, params.cluster)
    )
    if found:
        predictors.check(list(found.values()), complete_rows(data.values()), context)

    def fit(text: Syntax) -> SemFit:
        return context.fits.fit(
            text,
            data,
            estimator=params.estimator,
            missing=params.missing,
            cluster=context.clusters(params.cluster),
            fixed_x=False,
        )

    return Asked(
        name=context.id,
        syntax=parse(written(chain, tuple(found))),
        fit=fit,
        estimator=params.estimator,
        missing=params.missing,
        cluster=params.cluster,
        terms=terms,
        turns=not outcomes.special([chain.source], context),
        caveats=tuple(said),
    )
