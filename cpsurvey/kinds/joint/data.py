"""All evidence on each claim, side by side; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.design.evidence_seen import Mode
from cpsurvey.parts import Mark

Verdict = Literal["divergent", "convergent", "complementary", "inconclusive", "silent"]
"""By the sides of what has an interval; divergence first."""
Side = Literal["for", "against", "open"]
"""Where an interval lies: on the side of the claim, on the other one, on both."""
Says = Literal["for", "against", "mixed", "silent"]
"""What codes say of a claim, by the stance the codebook gives them."""


@u.frozen
class Number:
    """A number that speaks of a claim, with its interval.

    `side` is None where the number has no direction, such as a share that is described;
    `hours` are agent-hours observed.
    """

    name: str
    est: u.Pure
    ci: u.Limits
    n: u.Count | None
    side: Side | None
    pvalue: u.Probability = None
    hours: u.Pure = None


@u.frozen
class Said:
    """Codes that speak of a claim: how many segments, and interviews and notes with them."""

    code: str
    label: u.Texts
    mark: Mark
    segments: u.Count | None
    people: u.Count | None
    documents: u.Count


@u.frozen
class Claim:
    """A row of T24.

    A claim of the study, or a way of helping (`mode`): then the survey's number is the mean
    of its items less that of the other ways, the observation's its share less that of the
    others. `strength` counts the intervals on the side of the verdict, of `strands`.
    """

    id: str
    mode: Mode | None
    survey: Number | None
    indicators: Number | None
    observation: Number | None
    said: tuple[Said, ...]
    says: Says
    documents: u.Count
    verdict: Verdict
    strength: u.Count
    strands: u.Count
    comment: u.Texts
    signed: str

    @property
    def denied(self) -> bool:
        """Whether what converges lies against the claim."""
        every = (self.survey, self.indicators, self.observation)
        return self.verdict == "convergent" and any(n and n.side == "against" for n in every)


@u.frozen
class Joint(u.Payload):
    """Every claim, divergence first; `register` are documents that mention a formal group.

    `left_out` are codes on which coders do not agree.
    """

    claims: tuple[Claim, ...]
    documents: u.Count
    register: u.Count
    left_out: tuple[str, ...]

    def of(self, verdict: Verdict) -> tuple[Claim, ...]:
        """Claims with a verdict."""
        return tuple(one for one in self.claims if one.verdict == verdict)
