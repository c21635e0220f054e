"""What exploratory factors leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Correlated

Flag = Literal["heywood", "weak", "cross"]
Extraction = Literal["minres", "ml", "pa"]
Rotation = Literal["oblimin", "promax", "varimax"]
Chosen = Literal["asked", "parallel"]


@u.frozen
class Item:
    """A row of T6; `factor` is the number of its main factor, from 1.

    `structure` holds its correlations with the factors; `h2` passes 1 in a Heywood case.
    """

    item: str
    scale: str
    factor: u.Count
    loadings: tuple[u.Std, ...]
    structure: tuple[u.Correlation, ...]
    h2: u.Share
    flags: tuple[Flag, ...]


@u.frozen
class Factor:
    """A row of T6b; `phi` holds its correlations with the factors before it."""

    number: u.Count
    explained: u.Pure
    share: u.Share
    phi: tuple[u.Correlation, ...]


@u.frozen
class Efa(Correlated, u.Payload):
    """Items by their main factor, largest loading first.

    `suggested` and `suggested_axes` are what parallel analysis keeps of components and of
    principal axes; `rotation` is None with one factor. Of `starts` rotations, `agreeing`
    reached the best of `minima`. chi-square and what follows from it are None but for
    maximum likelihood of product-moment correlations.
    """

    chosen: Chosen
    suggested: u.Count
    suggested_axes: u.Count | None
    extraction: Extraction
    rotation: Rotation | None
    converged: bool
    objective: u.Pure
    criterion: u.Pure
    starts: u.Count
    agreeing: u.Count
    minima: u.Count
    salient: u.Std
    weak: u.Std
    rows: tuple[Item, ...]
    factors: tuple[Factor, ...]
    rmsr: u.Fit
    df: u.Count
    chisq: u.Statistic
    pvalue: u.Probability
    tli: u.Fit
    rmsea: u.Fit
    rmsea_ci: u.Limits90

    @property
    def solved(self) -> bool:
        """Whether extraction and rotation converged."""
        return self.converged
