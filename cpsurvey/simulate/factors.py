"""Factor scores from standardised paths, with a share of their variance between teams."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.language.syntax import parse

Array = NDArray[np.float64]


def coefficients(questionnaire: Questionnaire) -> dict[str, dict[str, float]]:
    """Outcome -> predictor -> standardised coefficient, causes before consequences.

    Raises
    ------
    CpsurveyError
        CPS303 a coefficient is not fixed, or paths run in a circle.
    """
    text = questionnaire.simulation.paths
    found: dict[str, dict[str, float]] = {}
    for relation in parse(text).relations if text.strip() else ():
        fixed = relation.modifier.fixed
        if relation.op != "~" or not fixed or fixed[0] is None:
            raise CpsurveyError(
                "CPS303",
                f"'simulation: paths' line {relation.line} is not 'outcome ~ number*predictor'",
                fix="give every path its coefficient",
            )
        found.setdefault(relation.lhs, {})[relation.rhs] = float(fixed[0])
    return _ordered(found)


def _ordered(paths: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    done: dict[str, dict[str, float]] = {}
    waiting = dict(paths)
    while waiting:
        ready = [o for o, causes in waiting.items() if not set(causes) & set(waiting)]
        if not ready:
            raise CpsurveyError(
                "CPS303",
                f"'simulation: paths' run in a circle ({', '.join(waiting)})",
                fix="leave one of these paths out, or turn it round",
            )
        for outcome in ready:
            done[outcome] = waiting.pop(outcome)
    return done


def draw(
    questionnaire: Questionnaire,
    given: Mapping[str, Array],
    team: NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Factor scores (n,) with variance one.

    Parameters
    ----------
    given : mapping of str to (n,) array
        Standardised background variables paths may start from.
    """
    n = len(team)
    share = questionnaire.simulation.team_share
    paths = coefficients(questionnaire)
    names = list(
        dict.fromkeys(
            [
                *questionnaire.scale_by_id,
                *(c for causes in paths.values() for c in causes if c not in given),
                *paths,
            ]
        )
    )

    def noise() -> Array:
        teams = rng.standard_normal(int(team.max()) + 1)[team]
        own = rng.standard_normal(n)
        return np.asarray(np.sqrt(share) * teams + np.sqrt(1.0 - share) * own)

    scores: dict[str, Array] = {**given}
    for name in names:
        if name not in paths:
            scores[name] = noise()
    for outcome, causes in paths.items():
        systematic = np.asarray(sum(b * scores[cause] for cause, b in causes.items()))
        for one in questionnaire.simulation.moderation:
            if one.outcome == outcome:
                systematic = systematic + one.b * scores[one.of[0]] * scores[one.of[1]]
        left = max(0.05, 1.0 - float(np.var(systematic)))
        scores[outcome] = systematic + np.sqrt(left) * noise()
    return scores
