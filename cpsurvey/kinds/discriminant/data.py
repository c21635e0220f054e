"""What a comparison of scales leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

STRICT, LENIENT = 0.85, 0.90
"""Cut-offs of HTMT2: distinct constructs, close ones (Henseler et al., 2015)."""
Band = Literal["none", "marginal", "moderate", "severe"]
Kind = Literal["pearson", "polychoric"]


@u.frozen
class Scale:
    """A scale, how many of its items vary, and its average variance extracted."""

    name: str
    items: u.Count
    ave: u.Share


@u.frozen
class Pair:
    """Two scales; `first` stands before `second` in the list of scales.

    `r` is the correlation of their factors, `band` how much of a problem its farther limit
    is; `meets_strict` and `meets_lenient`: HTMT2 below .85 and .90; `excludes_one`: the
    interval of HTMT2 below 1; `fornell_larcker`: both AVE above r squared.
    """

    first: str
    second: str
    r: u.Correlation
    r_ci: u.Limits
    band: Band | None
    htmt: u.Ratio
    htmt_ci: u.Limits
    htmt2: u.Ratio
    htmt2_ci: u.Limits
    meets_strict: bool | None
    meets_lenient: bool | None
    excludes_one: bool | None
    fornell_larcker: bool | None


@u.frozen
class Draws:
    """Bootstrap behind the intervals of HTMT.

    `failed` is the most that a ratio lost; `unit` is the group that was drawn, None for
    respondents.
    """

    draws: u.Count
    failed: u.Count
    unit: str | None


@u.frozen
class Measurement:
    """How the model behind the latent correlations was fitted, and to how many."""

    estimator: Literal["ml", "mlr", "wlsmv"]
    missing: Literal["listwise", "fiml", "pairwise"]
    n: u.Count
    admissible: bool


@u.frozen
class Discriminant(u.Payload):
    """Pairs, closest first; `n_low` and `n_high` are respondents behind a pair of items.

    `measurement` is None where the model could not be fitted: pairs then have no `r`.
    """

    scales: tuple[Scale, ...]
    correlations: Kind
    n_low: u.Count
    n_high: u.Count
    bootstrap: Draws
    measurement: Measurement | None
    pairs: tuple[Pair, ...]
