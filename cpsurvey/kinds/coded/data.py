"""What was coded, counted; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.design.evidence_seen import Mode, SourceType
from cpsurvey.parts import Mark
from cpsurvey.seen.aside import LeftOut
from cpsurvey.seen.coded import Kind

Grade = Literal["reliable", "tentative", "left_out", "unchecked"]
"""Of a code by Krippendorff's alpha: .80 and more, .667 and more, less; not coded twice."""
Between = Literal["people", "model"]
"""Coders whose agreement it is: people, or a person and a language model."""
Stance = Literal["for", "against", "either"]
Counting = Literal["code_points", "utf16", "unverified"]
"""How positions of a project were counted."""


@u.frozen
class OfType:
    """Sources of a type, and how many of them were coded by two people or more."""

    type: SourceType
    sources: u.Count
    twice: u.Count


@u.frozen
class OfCode:
    """A row of T35: where a code stands.

    Each stretch counts once, however many people coded it. `mark` says how `segments` and
    `people` are told, None where they are not: people are interviews and field notes,
    `documents` the documents with the code.
    """

    code: str
    label: u.Texts
    construct: str | None
    mode: Mode | None
    claims: tuple[str, ...]
    stance: Stance
    mark: Mark
    segments: u.Count | None
    people: u.Count | None
    documents: u.Count
    grade: Grade


@u.frozen
class Agreement:
    """A row of T35b: agreement on one code, over segments that two coders or more read.

    `code` is the name of a set of ordered codes where `ordered`: kappa is then weighted
    (quadratic), alpha ordinal. `model` is the place of a language model in `Coded.models`.
    """

    code: str
    label: u.Texts
    between: Between
    model: u.Count | None
    ordered: bool
    units: u.Count
    agreement: u.Share
    kappa: u.Reliability
    kappa_ci: u.Limits
    prevalence: u.Share
    bias: u.Share
    alpha: u.Reliability
    alpha_ci: u.Limits


@u.frozen
class Model:
    """A language model that coded, and what it was asked."""

    model: str
    prompt: str


@u.frozen
class Documents:
    """A row of T35c: documents of a type, and how many speak of any formal group."""

    type: Kind
    n: u.Count
    mention: u.Count
    share: u.Share
    ci: u.Limits


@u.frozen
class Coded(u.Payload):
    """Everything that was coded.

    `found` is the share of segments that all coders of their source marked, `unlisted` counts
    codes that the codebook does not have, `countings` projects by how positions are counted.
    """

    segments: u.Count
    people: u.Count
    models: tuple[Model, ...]
    sources: tuple[OfType, ...]
    found: u.Share
    codes: tuple[OfCode, ...]
    agreement: tuple[Agreement, ...]
    documents: tuple[Documents, ...]
    unlisted: u.Count
    countings: tuple[tuple[Counting, u.Count], ...]
    left: tuple[LeftOut, ...]
