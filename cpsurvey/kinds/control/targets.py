"""Numbers of a negative control that hypotheses may rest on."""

from __future__ import annotations

from typing import get_args

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.control.data import Contrast, Control, Predictor
from cpsurvey.kinds.control.options import Options
from cpsurvey.results import Result


def names(options: Options, _study: Study) -> Names:
    """Differences of shares by ``scale``, slopes by ``effect``."""
    of_slopes = [f"{name}.contextual" for name in options.outcomes]
    for outcome in options.explained or options.outcomes:
        of_slopes += [f"{outcome}.{one}" for one in get_args(Predictor)]
    return {
        "scale": [f"{name}.{one}" for name in options.outcomes for one in get_args(Contrast)],
        "effect": of_slopes,
    }


def find(result: Result[Control], way: str, name: str) -> Number | None:
    """``scale: OUTCOME.above_marker``, ``effect: OUTCOME.contextual`` and so on."""
    outcome, _, what = name.partition(".")
    data = result.data
    if way == "scale":
        for one in data.differences:
            if one.name == name:
                return Number.of(one.est, one.ci, one.pvalue, one.df)
        return None
    if what == "contextual":
        for two in data.contextual:
            if two.outcome == outcome:
                return Number.of(two.est, two.ci, two.pvalue, two.df)
    for three in data.slopes:
        if (three.outcome, three.predictor) == (outcome, what):
            return Number.of(three.std, three.ci, three.pvalue, three.df)
    return None


TARGETS: Targets[Options, Control] = Targets(names, find)
