"""Where a model does not fit: residual correlations, modification indices (table T12)."""

from __future__ import annotations

import numpy as np

from cpsurvey.analysis.numbers import number
from cpsurvey.parts import LocalFit, Modification, ResidualCorrelation
from cpsurvey.sem.after.modify import modification_indices
from cpsurvey.sem.after.scores import residuals
from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit

SHOWN = 10


def local_fit(model: SemFit) -> LocalFit:
    """The largest residual correlations and modification indices of a fitted model.

    With missing answers, and with robust errors, the indices are those of maximum
    likelihood on the estimated moments: they rank, and test nothing. There are none where
    covariates are fixed beside missing answers.
    """
    return LocalFit(residuals=_residuals(model), modifications=_modifications(model))


def _residuals(model: SemFit) -> tuple[ResidualCorrelation, ...]:
    names = model.table.observed
    rows, columns = np.tril_indices(len(names), -1)
    found = []
    for group, one in enumerate(residuals(model), 1):
        size = one.cor[rows, columns]
        found += [
            ResidualCorrelation(
                first=names[columns[at]],
                second=names[rows[at]],
                group=group,
                residual=number(size[at]),
            )
            for at in np.argsort(-np.abs(np.nan_to_num(size)), kind="stable")[:SHOWN]
        ]
    return tuple(sorted(found, key=lambda pair: -abs(pair.residual or 0.0))[:SHOWN])


def _modifications(model: SemFit) -> tuple[Modification, ...]:
    on = _on_moments(model)
    if on.model.missing == "fiml":  # over all missing patterns they would take minutes
        return ()
    indices = sorted(modification_indices(on), key=lambda index: -index.mi)
    return tuple(
        Modification(
            lhs=index.lhs,
            op=index.op,
            rhs=index.rhs,
            group=index.group,
            mi=number(index.mi),
            epc=number(index.epc),
            sepc=number(index.sepc_all),
        )
        for index in indices[:SHOWN]
    )


def _on_moments(model: SemFit) -> SemFit:
    """The same model fitted to the saturated moments, which is all the indices need."""
    sample = model.model.samples[0]
    options = model.table.settings
    if sample.polychoric is not None or len(model.model.samples) > 1:
        return model
    if model.table.exogenous or sample.n < 2:
        return model
    again = fit(
        model.syntax,
        kind=options.kind,
        sample_cov=sample.cov * sample.n / (sample.n - 1),
        sample_names=model.table.observed,
        nobs=sample.n,
        std_lv=options.std_lv,
        meanstructure=False,
    )
    return again if again.converged else model
