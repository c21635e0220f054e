"""Options of `rivals`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.measurement_options import Options
from cpsurvey.analysis.measurement_options import check as check_measured
from cpsurvey.analysis.names import unknown
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class RivalOptions(Options):
    """Options of `rivals`."""

    local_fit: bool = Field(
        default=True, description="List residual correlations and modification indices."
    )
    uniqueness: bool = Field(
        default=False, description="Also let the reversed items' uniquenesses correlate."
    )
    embedded: tuple[str, ...] = Field(
        (),
        description="Composites of three scales and more that are tested within the whole "
        "model, the other scales left as they are.",
    )


def check(params: RivalOptions, study: Study) -> Iterator[Problem]:
    """What the scales need, and composites of fewer than three of them."""
    yield from check_measured(params, study)
    composites = {one.id: one for one in study.questionnaire.composites}
    yield from unknown("embedded", params.embedded, list(composites), "a composite")
    core = [scale.id for scale in study.questionnaire.scales if scale.role == "core"]
    for name in params.embedded:
        parts = set(composites[name].of) if name in composites else set()
        if parts and len(parts & set(params.scales or core)) < 3:
            said = f"fewer than three scales of '{name}' are in the model"
            yield Problem("embedded", said, "leave it out, or name its scales in 'scales'")
