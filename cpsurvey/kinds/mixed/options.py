"""Options of `mixed`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import Linear, grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Filled


class Options(Params):
    """Options of `mixed`."""

    outcome: str = Field(description="Variable to explain.")
    predictors: tuple[str, ...] = Field(
        (), description="Terms: 'x', 'x:z' or 'x*z', 'C(x)', 'poly(x, 2)'."
    )
    groups: tuple[str, ...] = Field(
        ("team",), min_length=1, description="Groups with an intercept of their own."
    )
    split: tuple[str, ...] = Field(
        (),
        description="Predictors parted into a within-group and a between-group slope.",
    )
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something: left out (listwise), or kept by "
        "multiple imputation (imputed), in which the first groups have effects.",
    )
    linear: Linear = ()
    slopes: tuple[str, ...] = Field(
        (),
        description="Predictors whose slope may differ between the first groups; each is "
        "kept only when its test and the data support it.",
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcome, terms, groups; slopes of what is no predictor."""
    known = numeric(study)
    yield from unknown("outcome", [params.outcome], known, "a variable with numbers")
    for formula in params.predictors:
        yield from understood("predictors", formula, known)
    yield from unknown("linear", params.linear, known, "a variable with numbers")
    yield from unknown("groups", params.groups, grouping(study), "a group")
    for option, names in (("split", params.split), ("slopes", params.slopes)):
        yield from unknown(option, names, list(params.predictors), "one of 'predictors'")
