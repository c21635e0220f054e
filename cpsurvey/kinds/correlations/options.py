"""Options of `correlations`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `correlations`."""

    variables: tuple[str, ...] | None = Field(
        None,
        description="Variables to correlate; by default the scales and the numeric controls "
        "that were asked.",
    )
    cluster: str | None = Field(
        None, description="Group to split the correlations by: within and between."
    )


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown variables or groups."""
    known = numeric(study)
    yield from unknown("variables", params.variables or (), known, "a variable with numbers")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
