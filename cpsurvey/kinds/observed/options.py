"""Options of `observed`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `observed`."""

    relation: str = Field(
        "net_advice", description="Relation of the network that observed help is compared with."
    )
    perceived: str | None = Field(
        None,
        description="Variable that says how non-routine work is; 'nrw' where there is one.",
    )
    draws: int = Field(
        2000, ge=100, le=100_000, description="Permutations of the comparison of networks."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """No log, or a variable that is none."""
    if study.file.observation is None:
        yield Problem(
            "kind",
            "the study names no log of observations",
            "add 'observation: {episodes: FILE, sessions: FILE}'",
        )
    known = numeric(study)
    if params.perceived is not None:
        yield from unknown("perceived", [params.perceived], known, "a variable")
