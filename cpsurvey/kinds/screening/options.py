"""Options of `screening`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.kind import Params


class Options(Params):
    """Options of `screening`."""

    compare: bool = Field(
        default=True,
        description="Fit the main model to all, to those no hard rule leaves out, and to the "
        "careful ones.",
    )
