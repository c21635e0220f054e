"""Power by simulation: regressions among scores with error, many samples at once.

Scores are standardised; a path's disturbance takes what is left of variance one. Observed
scores are sqrt(r) times the true ones plus error, r their reliability. Members of a team
share a part of everything that is drawn. Errors are those that regressions print by
default: CR2 with Satterthwaite's degrees of freedom in teams, else HC3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from cpsurvey.stats.robust import cr2_many, hc3_many

Array = NDArray[np.float64]
CELLS = 1_000_000
"""Numbers held per variable at a time; bounds memory."""
LEAST = 0.05
"""Smallest share of an outcome's variance that is left to its disturbance."""
Equations = Mapping[str, Mapping[str, float]]
"""Outcome -> predictor (or product ``a:b``) -> standardised coefficient, causes first."""
Link = tuple[str, str]
"""Outcome and predictor of one path."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Estimates and two-sided p-values of every path over samples.

    Parameters
    ----------
    est, se, df, p : mapping of (outcome, predictor) to (replications,) array
    """

    est: Mapping[Link, Array]
    se: Mapping[Link, Array]
    df: Mapping[Link, Array]
    p: Mapping[Link, Array]

    def power(self, links: Sequence[Link], alpha: float = 0.05) -> float:
        """Share of samples in which every link is significant (joint significance).

        MacKinnon, Lockwood, Hoffman, West & Sheets (2002, doi:10.1037/1082-989X.7.1.83).
        """
        return float(np.mean(np.all([self.p[link] < alpha for link in links], axis=0)))


def sizes(n: int, teams: int) -> NDArray[np.int64]:
    """(n,) team of each person, teams as equal as can be, members side by side."""
    return np.sort(np.arange(n) % teams)


def simulate(
    equations: Equations,
    reliability: Mapping[str, float],
    n: int,
    replications: int,
    rng: np.random.Generator,
    *,
    teams: int | None = None,
    icc: float = 0.0,
    scale: float = 1.0,
) -> Fitted:
    """Draw samples of `n`, fit every equation in each.

    Parameters
    ----------
    reliability : mapping of str to float
        Of observed scores; 1 where a name is left out.
    icc : float
        Share of every drawn variable that members of a team have in common.
    scale : float
        Multiplies every coefficient.

    Raises
    ------
    ValueError
        Fewer than three teams, or fewer people than predictors.
    """
    widest = max(len(causes) for causes in equations.values())
    if n <= widest + 2 or (teams is not None and not 3 <= teams <= n):
        raise ValueError("too few people or teams for these equations")
    team = None if teams is None else sizes(n, teams)
    parts: list[Fitted] = []
    for size in _batches(replications, n):
        scores = _draw(equations, n, size, rng, team, icc, scale)
        observed = {
            name: _observe(values, reliability.get(name, 1.0), rng)
            for name, values in scores.items()
        }
        parts.append(_fit(equations, observed, team))
    return Fitted(*(_joined(parts, name) for name in ("est", "se", "df", "p")))


def _joined(parts: Sequence[Fitted], name: str) -> dict[Link, Array]:
    first: Mapping[Link, Array] = getattr(parts[0], name)
    return {
        link: np.concatenate([getattr(part, name)[link] for part in parts]) for link in first
    }


def _batches(replications: int, n: int) -> Iterator[int]:
    size = max(1, min(replications, CELLS // n))
    for begin in range(0, replications, size):
        yield min(size, replications - begin)


def _draw(
    equations: Equations,
    n: int,
    size: int,
    rng: np.random.Generator,
    team: NDArray[np.int64] | None,
    icc: float,
    scale: float,
) -> dict[str, Array]:
    """True scores (size, n) of every variable, causes first."""

    def noise() -> Array:
        own = rng.standard_normal((size, n))
        if team is None or icc == 0.0:
            return own
        shared = rng.standard_normal((size, int(team[-1]) + 1))[:, team]
        return np.asarray(np.sqrt(icc) * shared + np.sqrt(1.0 - icc) * own)

    scores: dict[str, Array] = {}
    for name in _sources(equations):
        scores[name] = noise()
    for outcome, causes in equations.items():
        systematic = np.zeros((size, n))
        for term, b in causes.items():
            systematic += scale * b * _product(term, scores)
        left = max(LEAST, 1.0 - float(systematic.var()))
        scores[outcome] = systematic + np.sqrt(left) * noise()
    return scores


def _sources(equations: Equations) -> list[str]:
    """Variables nothing acts on, in order of appearance."""
    named = [v for causes in equations.values() for term in causes for v in term.split(":")]
    return [name for name in dict.fromkeys(named) if name not in equations]


def _product(term: str, scores: Mapping[str, Array]) -> Array:
    first, *others = term.split(":")
    found = scores[first]
    for other in others:
        found = found * scores[other]
    return found


def _observe(scores: Array, reliability: float, rng: np.random.Generator) -> Array:
    if reliability >= 1.0:
        return scores
    error = rng.standard_normal(scores.shape)
    return np.asarray(np.sqrt(reliability) * scores + np.sqrt(1.0 - reliability) * error)


def _fit(
    equations: Equations, observed: Mapping[str, Array], team: NDArray[np.int64] | None
) -> Fitted:
    est: dict[Link, Array] = {}
    se: dict[Link, Array] = {}
    df: dict[Link, Array] = {}
    p: dict[Link, Array] = {}
    for outcome, causes in equations.items():
        y = observed[outcome]
        X = np.stack([np.ones_like(y), *(_product(term, observed) for term in causes)], axis=-1)
        b, errors, freedom = _least_squares(y, X, team)
        chances = np.asarray(2.0 * stats.t.sf(np.abs(b / errors), freedom))
        for k, term in enumerate(causes, 1):
            link = (outcome, term)
            est[link], se[link], p[link] = b[:, k], errors[:, k], chances[:, k]
            df[link] = freedom[:, k]
    return Fitted(est, se, df, p)


def _least_squares(
    y: Array, X: Array, team: NDArray[np.int64] | None
) -> tuple[Array, Array, Array]:
    """Coefficients of r regressions at once, their errors and degrees of freedom: (r, p)."""
    transposed = np.swapaxes(X, 1, 2)
    b = np.asarray(np.linalg.solve(transposed @ X, transposed @ y[:, :, None])[:, :, 0], float)
    e = y - (X @ b[:, :, None])[:, :, 0]
    if team is None:
        return b, *hc3_many(X, e)
    return b, *cr2_many(X, e, np.flatnonzero(np.diff(team, prepend=-1)))
