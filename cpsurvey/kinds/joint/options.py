"""Options of `joint`, and what they are for the shipped questionnaires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import unknown
from cpsurvey.design import Study
from cpsurvey.design.evidence_seen import constructs
from cpsurvey.design.hypotheses import Target
from cpsurvey.kind import Params, Problem

Seen = Literal["mobilised", "resolved", "resolved_more", "crossing", "ties"]
"""What was seen that may speak of a claim: see `observed`."""
SEEN: Mapping[str, Mapping[str, Seen]] = {
    "cop-callcentre": {
        "H3": "resolved",
        "H5": "resolved_more",
        "H6": "resolved_more",
        "H6b": "mobilised",
        "H8": "crossing",
        "H9": "ties",
    }
}
CONSTRUCTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "cop-callcentre": {
        "H1": ("cop", "cop_me", "cop_je", "cop_sr"),
        "H2": ("tks", "tks_don", "tks_col", "crm"),
        "H3": ("perf_ad",),
        "H6": ("nrw", "nrw_exc", "nrw_ana"),
        "H6b": ("nrw", "nrw_exc", "nrw_ana"),
    }
}
"""Questionnaire -> claim -> constructs whose codes speak of it."""
INDICATORS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "cop-callcentre": {
        "H3": ("term", "nonroutine.tks"),
        "H4": ("effect", "nonroutine.indirect"),
        "H5": ("effect", "difference.indirect"),
        "H6": ("term", "difference.tks"),
    }
}
"""Claim -> what is looked for in the first indicator of which more is better."""


class Options(Params):
    """Options of `joint`."""

    observation: dict[str, Seen] | None = Field(
        None,
        description="Claim -> what was seen that speaks of it; the instrument's if absent.",
    )
    constructs: dict[str, tuple[str, ...]] | None = Field(
        None, description="Claim -> constructs whose codes speak of it; the instrument's ..."
    )
    indicators: dict[str, Target] | None = Field(
        None, description="Claim -> number of an analysis of indicators; the instrument's ..."
    )

    def seen(self, study: Study) -> Mapping[str, Seen]:
        """What was seen by claim."""
        own = SEEN.get(study.questionnaire.id, {})
        return own if self.observation is None else self.observation

    def spoken(self, study: Study) -> Mapping[str, tuple[str, ...]]:
        """Constructs by claim."""
        own = CONSTRUCTS.get(study.questionnaire.id, {})
        return own if self.constructs is None else self.constructs


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Claims nobody makes, constructs there are not, nothing beside the answers."""
    claims = [one.id for one in study.hypotheses]
    for option in ("observation", "constructs", "indicators"):
        yield from unknown(option, getattr(params, option) or (), claims, "a claim")
    known = constructs(study.whole.questionnaire)
    for names in (params.constructs or {}).values():
        yield from unknown("constructs", names, known, "a construct")
    if not study.kinds_of_evidence:
        yield Problem(
            "kind",
            "the study has neither observations nor codings",
            "add 'observation: {episodes: FILE, sessions: FILE}' or 'coding: {codings: FILE}'",
        )
