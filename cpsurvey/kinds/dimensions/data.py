"""What the analysis of dimensions leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u
from cpsurvey.parts import Correlated


@u.frozen
class Item:
    """An item and its sampling adequacy (Kaiser's measure)."""

    item: str
    msa: u.Share


@u.frozen
class Eigenvalue:
    """A row of T5: of components and, where there are any, of principal axes."""

    rank: u.Count
    eigenvalue: u.Pure
    limit: u.Pure
    reduced: u.Pure
    reduced_limit: u.Pure


@u.frozen
class Dimensions(Correlated, u.Payload):
    """KMO and Bartlett's test, None where the correlations cannot be inverted, and T5.

    `kept` and `reduced_kept` count the leading eigenvalues above their limits (the 95th
    percentile of permuted columns); `reduced_kept` is None where there are no axes.
    """

    items: tuple[Item, ...]
    kmo: u.Share
    chisq: u.Statistic
    df: u.Count | None
    pvalue: u.Probability
    eigenvalues: tuple[Eigenvalue, ...]
    kept: u.Count
    reduced_kept: u.Count | None
    draws: u.Count
