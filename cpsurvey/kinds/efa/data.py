"""What exploratory factors leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.parts import Correlated
from cpsurvey.payload import (
    Correlation,
    Count,
    Fit,
    Limits90,
    Payload,
    Probability,
    Pure,
    Share,
    Statistic,
    Std,
)

Flag = Literal["heywood", "weak", "cross"]
Extraction = Literal["minres", "ml", "pa"]
Rotation = Literal["oblimin", "promax", "varimax"]
Chosen = Literal["asked", "parallel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of T6; `factor` is the number of its main factor, from 1.

    `structure` holds its correlations with the factors; `h2` passes 1 in a Heywood case.
    """

    item: str
    scale: str
    factor: Count
    loadings: tuple[Std, ...]
    structure: tuple[Correlation, ...]
    h2: Share
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A row of T6b; `phi` holds its correlations with the factors before it."""

    number: Count
    explained: Pure
    share: Share
    phi: tuple[Correlation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Efa(Correlated, Payload):
    """Items by their main factor, largest loading first.

    `suggested` and `suggested_axes` are what parallel analysis keeps of components and of
    principal axes; `rotation` is None with one factor. Of `starts` rotations, `agreeing`
    reached the best of `minima`. chi-square and what follows from it are None but for
    maximum likelihood of product-moment correlations.
    """

    chosen: Chosen
    suggested: Count
    suggested_axes: Count | None
    extraction: Extraction
    rotation: Rotation | None
    converged: bool
    objective: Pure
    criterion: Pure
    starts: Count
    agreeing: Count
    minima: Count
    salient: Std
    weak: Std
    rows: tuple[Item, ...]
    factors: tuple[Factor, ...]
    rmsr: Fit
    df: Count
    chisq: Statistic
    pvalue: Probability
    tli: Fit
    rmsea: Fit
    rmsea_ci: Limits90

    @property
    def solved(self) -> bool:
        """Whether extraction and rotation converged."""
        return self.converged
