"""What the analysis of dimensions leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.parts import Correlated
from cpsurvey.payload import Count, Payload, Probability, Pure, Share, Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item and its sampling adequacy (Kaiser's measure)."""

    item: str
    msa: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Eigenvalue:
    """A row of T5: of components and, where there are any, of principal axes."""

    rank: Count
    eigenvalue: Pure
    limit: Pure
    reduced: Pure
    reduced_limit: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimensions(Correlated, Payload):
    """KMO and Bartlett's test, None where the correlations cannot be inverted, and T5.

    `kept` and `reduced_kept` count the leading eigenvalues above their limits (the 95th
    percentile of permuted columns); `reduced_kept` is None where there are no axes.
    """

    items: tuple[Item, ...]
    kmo: Share
    chisq: Statistic
    df: Count | None
    pvalue: Probability
    eigenvalues: tuple[Eigenvalue, ...]
    kept: Count
    reduced_kept: Count | None
    draws: Count
