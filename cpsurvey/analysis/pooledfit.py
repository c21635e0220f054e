"""One regression of every completed data set, read like the fit of a single one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from cpsurvey.engines.glm import Glm
from cpsurvey.engines.ols import Ols
from cpsurvey.parts import Errors
from cpsurvey.stats.pooling import Pooled, rubin

Array = NDArray[np.float64]
Single = Ols | Glm
F = TypeVar("F", Ols, Glm)


@dataclass(frozen=True, slots=True)
class PooledFit(Generic[F]):
    """Coefficients by Rubin's rules; names as in `Ols`.

    Parameters
    ----------
    fits : tuple of Ols or Glm
        Of the completed data sets.
    rules : mapping of str to Pooled
        By kind of error.
    lost : mapping of str to (p + 1,) array
        Fraction of missing information of each coefficient.
    """

    fits: tuple[F, ...]
    rules: Mapping[str, Pooled]
    b: Array
    se: Mapping[str, Array]
    df: Mapping[str, Array]
    vcov: Mapping[str, Array]
    lost: Mapping[str, Array]
    vif: Array

    @classmethod
    def of(cls, each_set: Iterable[F]) -> PooledFit[F]:
        """Pool the fits; what clusters add is kept of the first alone, it is large."""
        fits = [replace(fit, clustered=None) if i else fit for i, fit in enumerate(each_set)]
        b = np.array([fit.b for fit in fits])
        kinds = tuple(fits[0].vcov)
        rules = {k: rubin(b, np.array([fit.vcov[k] for fit in fits])) for k in kinds}
        complete = {k: np.mean([fit.df[k] for fit in fits], axis=0) for k in kinds}
        each = np.eye(b.shape[1])
        return cls(
            fits=tuple(fits),
            rules=rules,
            b=b.mean(axis=0),
            se={k: rules[k].se for k in kinds},
            df={
                k: np.array([rules[k].df(e, c) for e, c in zip(each, complete[k], strict=True)])
                for k in kinds
            },
            vcov={k: rules[k].total for k in kinds},
            lost={
                k: np.array(
                    [rules[k].lost(e, c) for e, c in zip(each, complete[k], strict=True)]
                )
                for k in kinds
            },
            vif=np.mean([fit.vif for fit in fits], axis=0),
        )

    def df_of(self, combination: Array, errors: Errors) -> float:
        """Degrees of freedom of a combination of coefficients."""
        return self.rules[errors].df(combination, df_of_one(self.fits[0], combination, errors))


def df_of_one(fit: Single, combination: Array, errors: Errors) -> float:
    """Degrees of freedom of a combination of coefficients in one data set."""
    if errors == "cr2" and fit.clustered is not None:
        return float(fit.clustered.df_of(combination))
    return float(fit.df[errors][0])
