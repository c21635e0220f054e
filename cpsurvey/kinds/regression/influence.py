"""Does one team carry a coefficient? The regression without each team in turn."""

from __future__ import annotations

import numpy as np

from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.analysis.regression_data import Data
from cpsurvey.kinds.regression.coefficients import Fit
from cpsurvey.kinds.regression.data import Family, Influence
from cpsurvey.parts import Errors
from cpsurvey.stats import without
from cpsurvey.stats.robust import without_each

FEWEST = 5
"""Groups below which leaving one out says little."""


def influence(
    fit: Fit, data: Data, family: Family, errors: Errors, focal: str
) -> Influence | None:
    """The focal coefficient without each group; None without groups, or with too few.

    Values are sorted and carry no group's name: nobody is pointed at. Over completed data
    sets the change is that of the first, around the pooled coefficient.
    """
    if data.clusters is None or (data.count or 0) < FEWEST:
        return None
    place = 1 + [column.term for column in data.columns()].index(focal)
    one = fit.fits[0] if isinstance(fit, PooledFit) else fit
    if family == "gaussian":
        design = np.column_stack([np.ones(len(data.y)), data.x()])
        values = without_each(design, one.residuals, one.b, data.clusters)[:, place]
    else:
        values = without.without_each(
            data.y,
            data.x(),
            family,
            data.clusters,
            one.b,
            trials=data.trials,
            offset=data.offset,
        )[:, place]
    values = values + (fit.b[place] - one.b[place])
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    b, se = float(fit.b[place]), float(fit.se[errors][place])
    return Influence(
        term=focal,
        b=number(b),
        groups=len(values),
        failed=len(values) - len(known),
        lowest=number(known.min()),
        highest=number(known.max()),
        largest_change=number(np.abs(known - b).max() / se),
        sign_changes=int(np.count_nonzero(np.sign(known) != np.sign(b))),
        values=tuple(row(np.sort(known))),
    )
