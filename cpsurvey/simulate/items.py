"""Answers of people who read: factor, method factors, error, cut into the options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.design import Questionnaire
from cpsurvey.design.options import OptionSet
from cpsurvey.design.simulation import LOADING_SPREAD

Array = NDArray[np.float64]
REVERSED, COMMON = "reversed", "common"
"""Names of the two method factors."""


def loadings(questionnaire: Questionnaire, rng: np.random.Generator) -> dict[str, float]:
    """Loadings around the mean one; reversed items load less, as in real surveys."""
    mean = questionnaire.simulation.loading
    found = {}
    for name, item in questionnaire.items.items():
        spread = rng.uniform(-LOADING_SPREAD, LOADING_SPREAD)
        size = float(np.clip(mean + spread, 0.3, 0.95))
        found[name] = -0.85 * size if item.reverse else size
    return found


def methods(questionnaire: Questionnaire) -> dict[str, dict[str, float]]:
    """Item -> method factor -> share of the item's variance; only shares above zero."""
    simulation = questionnaire.simulation
    common = simulation.common_method
    options = {
        name: item.options or questionnaire.scale_of[name].options
        for name, item in questionnaire.items.items()
    }
    most = Counter(options.values()).most_common(1)
    usual = common.options or (most[0][0] if most else None)
    found: dict[str, dict[str, float]] = {}
    for name, item in questionnaire.items.items():
        shares = {
            REVERSED: simulation.reversed_method if item.reverse else 0.0,
            COMMON: common.share if options[name] == usual else 0.0,
        }
        found[name] = {method: share for method, share in shares.items() if share > 0}
    return found


def draw(
    questionnaire: Questionnaire,
    scores: Mapping[str, Array],
    method: Mapping[str, Array],
    size: Mapping[str, float],
    language: Sequence[str],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Answered codes (n,) of every item.

    A latent answer is ``loading * factor + sqrt(share) * method + error`` with variance
    one, in the direction of the construct; an item that is shifted in a language takes
    another loading and intercept there, and keeps its error. People disagree with a
    reversed item as readily as they agree with the others.

    Parameters
    ----------
    scores : mapping of str to (n,) array
        Scale -> factor score.
    method : mapping of str to (n,) array
        Method factor -> score.
    size : mapping of str to float
        Item -> signed loading.
    """
    shares = methods(questionnaire)
    spoken = np.array(language)
    found = {}
    for name, loading in size.items():
        options = questionnaire.options_of(name)
        assert options is not None
        factor = scores[questionnaire.scale_of[name].id]
        left = 1.0 - loading**2 - sum(shares[name].values())
        latent = abs(loading) * factor + np.sqrt(left) * rng.standard_normal(len(factor))
        for which, share in shares[name].items():
            latent = latent + np.sqrt(share) * method[which]
        for shift in questionnaire.simulation.shifts:
            if shift.item == name:
                other = shift.intercept + shift.loading * factor
                latent = latent + np.where(spoken == shift.group, other, 0.0)
        codes = _categories(latent, options)
        found[name] = options.low + options.high - codes if loading < 0 else codes
    return found


def _categories(latent: Array, options: OptionSet) -> Array:
    """Cut a continuous answer: people agree more often than not."""
    codes = np.array(options.codes, dtype=float)
    k = len(codes)
    cuts = special.ndtri(np.arange(1, k) / k) * 1.1 - 0.35
    return codes[np.searchsorted(cuts, latent)]
