"""Options of `ergm`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import no_groups, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem

Asked = Literal["mutual", "closure", "same"]


class Options(Params):
    """Options of `ergm`."""

    relation: str | None = Field(None, description="Relation; that of advice when absent.")
    terms: tuple[Asked, ...] = Field(
        ("mutual", "closure", "same"),
        description="What ties may come of: naming back, contacts of contacts, formal groups.",
    )
    formal: tuple[str, ...] = Field(
        ("team", "centre"), description="Formal groups that ties may stay in, as roles."
    )
    decay: float = Field(
        0.5, ge=0.0, le=2.0, description="How little a further person who closes a tie adds."
    )
    exposure: str | None = Field(
        None, description="Score of who names and of who is named, each a term."
    )
    differences: tuple[str, ...] = Field(
        (), description="Variables whose difference between two people is held constant."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Variables or groups that there are not."""
    yield from no_groups(params, study)
    wanted = [params.exposure] if params.exposure else []
    yield from unknown("exposure", wanted, numeric(study), "a variable with numbers")
    yield from unknown(
        "differences", params.differences, numeric(study), "a variable with numbers"
    )
