"""What there is of evidence for each scale; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Omega, Step

Status = Literal["drafted", "content", "pretested", "piloted", "confirmed", "criterion"]
"""Steps of the ladder, lowest first."""
Lack = Literal[
    "not_rated",
    "few_experts",
    "icvi",
    "scvi",
    "sorting",
    "back",
    "few_interviews",
    "troubled",
    "no_language",
    "few_answers",
    "no_reliability",
    "reliability",
    "no_role",
    "explored",
    "same_people",
    "items_chosen",
    "few_for_model",
    "no_model",
    "unsound",
    "fit",
    "languages",
    "no_criterion",
    "criterion",
]
"""What keeps a scale from the next step."""
Role = Literal["explored", "confirmed", "same_people"]
"""Of the answers; same_people: some of them were explored in another wave."""
Code = Literal["ok", "comprehension", "retrieval", "judgement", "response", "other"]
Judgement = Literal["same", "minor", "different"]


@u.frozen
class Item:
    """A row of TVc: an item in a language; None where nobody did so.

    `clear` is the share of experts who rate clarity 3 or 4; `critical` the smallest `c_sv`
    beyond chance with two constructs ((1 + `critical`) / 2 the smallest `p_sa`, which decides);
    `troubled` are people who had a problem, told of five people and more.
    """

    scale: str
    item: str
    language: str
    experts: u.Count
    agreed: u.Count
    icvi: u.Share
    chance: u.Probability
    kappa: u.Pure
    clear: u.Share
    judges: u.Count
    p_sa: u.Share
    c_sv: u.Pure
    critical: u.Pure
    people: u.Count
    troubled: u.Count | None
    back: Judgement | None


@u.frozen
class Ratings:
    """What experts say of the items of a scale; `enough` reach their I-CVI."""

    n: u.Count
    day: str | None
    items: u.Count
    enough: u.Count
    average: u.Share
    universal: u.Share


@u.frozen
class Sorting:
    """Where judges put the items of a scale; `enough` beyond chance."""

    n: u.Count
    day: str | None
    items: u.Count
    enough: u.Count


@u.frozen
class Back:
    """Items that were translated back; `n` are items, `different` those that say another."""

    n: u.Count
    day: str | None
    different: u.Count


@u.frozen
class Coded:
    """How often a code was given; told where five people and more were interviewed."""

    code: Code
    count: u.Count


@u.frozen
class Interviews:
    """People the items were tried on; `items` by enough of them, `troubled` among these."""

    n: u.Count
    day: str | None
    items: u.Count
    troubled: u.Count
    codes: tuple[Coded, ...]


@u.frozen
class Reliability:
    """Reliability in this study; `pooled`: of several languages together."""

    n: u.Count
    day: str | None
    headline: Omega | Literal["alpha"] | None
    reliability: u.Reliability
    ci: u.Limits
    pooled: bool


@u.frozen
class Model:
    """A measurement model of this study with the scale as a factor, all languages together.

    `across` is how far measurement is the same between languages.
    """

    n: u.Count
    day: str | None
    analysis: str
    sound: bool
    df: u.Df
    cfi: u.Fit
    rmsea: u.Fit
    srmr: u.Fit
    across: Step | None


@u.frozen
class Retest:
    """A row of TVd: the same people in a wave and its retest.

    `smallest` is the smallest change of one person that is not error.
    """

    scale: str
    language: str | None
    first: str
    second: str
    n: u.Count
    icc: u.Pure
    ci: u.Limits
    sd: u.Score
    sem: u.Score
    smallest: u.Score


@u.frozen
class Distinct:
    """Other scales that this one was compared with; `distinct` with HTMT2 below .85."""

    n: u.Count
    day: str | None
    pairs: u.Count
    distinct: u.Count


@u.frozen
class Criterion:
    """Indicators that go with the score; `beyond` chance after Holm, `r` the farthest."""

    n: u.Count
    day: str | None
    tested: u.Count
    beyond: u.Count
    indicator: str
    r: u.Correlation
    ci: u.Limits


@u.frozen
class OfScale:
    """A scale in a language: what there is, which step it is on, what the next one lacks.

    `also` are later steps whose own rule is met; `earlier` counts rows of files about another
    wording; `answers` are people who answered in this language, None where that is not shown.
    """

    scale: str
    language: str
    status: Status
    lacking: tuple[Lack, ...]
    also: tuple[Status, ...]
    earlier: u.Count
    answers: u.Count | None
    ratings: Ratings | None
    sorting: Sorting | None
    back: Back | None
    interviews: Interviews | None
    reliability: Reliability | None
    model: Model | None
    retest: Retest | None
    distinct: Distinct | None
    criterion: Criterion | None


@u.frozen
class Evidence(u.Payload):
    """All scales in all languages; `role` is what the study says of its answers."""

    questionnaire: str
    version: str
    source: str
    role: Role | None
    scales: tuple[OfScale, ...]
    items: tuple[Item, ...]
    retests: tuple[Retest, ...]
