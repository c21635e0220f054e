"""Options of `multilevel_mediation`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.chain_options import ChainOptions, check_chain
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Problem
from cpsurvey.parts import Filled


class Options(ChainOptions):
    """Options of `multilevel_mediation`."""

    group: str = Field("team", description="Group that splits every effect in two parts.")
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something: left out (listwise), or kept by "
        "multiple imputation (imputed), in which groups have effects.",
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables or groups, a variable in two places."""
    yield from check_chain(params, study)
    yield from unknown("group", [params.group], grouping(study), "a group")
