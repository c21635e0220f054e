"""Options of `multiverse`: the first of every list is the declared primary choice."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.kinds.multiverse import data as d
from cpsurvey.kinds.multiverse.question import asked


class Options(Params):
    """Options of `multiverse`."""

    source: str | None = Field(
        None, description="Where effects begin; by default as hypotheses or the main model say."
    )
    mediators: tuple[str, ...] | None = Field(
        None, description="What they pass through; by default likewise, () for none."
    )
    outcomes: tuple[str, ...] | None = Field(
        None,
        description="Where they end: the first answers the question, others answer another "
        "one and are shown apart. By default likewise.",
    )
    serial: bool | None = Field(
        None, description="Earlier mediators also act on later ones; by default likewise."
    )
    moderated: str | None = Field(None, description="Source or mediator that is moderated.")
    moderator: str | None = Field(None, description="What the association depends on.")
    covariates: str | None = Field(
        None, description="Formula of the declared controls; by default likewise."
    )
    further: str | None = Field(
        None,
        description="Formula of more controls, taken one by one and together; by default "
        "scales whose role is 'control'.",
    )
    cluster: str | None = Field(
        None, description="Group whose members resemble each other; by default teams."
    )
    samples: tuple[d.Sample, ...] = Field(
        ("kept", "everybody", "careful"), min_length=1, description="Who is analysed."
    )
    exclusions: tuple[d.Exclusion, ...] = Field(
        ("none", "outliers", "small_teams"), min_length=1, description="Who is left out then."
    )
    missing: tuple[d.Missing, ...] = Field(
        ("declared", "every_item", "any_item"),
        min_length=1,
        description="Answered items that a score needs: as the scale says, all, any.",
    )
    items: tuple[d.Items, ...] = Field(
        ("all", "no_reversed", "no_overlap", "short"),
        min_length=1,
        description="Items that make up scores.",
    )
    overlapping: tuple[tuple[str, str], ...] = Field(
        (),
        description="Pairs of items that share their wording; 'no_overlap' leaves out the "
        "first of each.",
    )
    noninvariant: tuple[str, ...] = Field(
        (),
        description="Items that measure otherwise in some group; named here, their scales "
        "are taken without them too ('invariant').",
    )
    facets: bool = Field(
        default=True, description="Also each scale of a composite in the composite's place."
    )
    estimators: tuple[d.Estimator, ...] = Field(
        ("ols", "within", "random", "rank"),
        min_length=1,
        description="Least squares, within teams, random intercepts of teams, ranks.",
    )
    specifications: int = Field(
        300, ge=1, le=100_000, description="Most sets of choices; more are drawn at random."
    )
    inference: int = Field(
        60, ge=0, le=200, description="Most specifications of joint inference; 0: none."
    )
    resamples: int = Field(
        500, ge=19, le=10_000, description="Draws without an effect behind joint inference."
    )

    @property
    def item_sets(self) -> tuple[d.Items, ...]:
        """Items that make up scores, with the set that non-invariant items name."""
        more: tuple[d.Items, ...] = ("invariant",) if self.noninvariant else ()
        return tuple(dict.fromkeys((*self.items, *more)))


LISTS = ("samples", "exclusions", "missing", "items", "estimators")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Nothing to ask about, unknown names, a variable in two places, a choice named twice."""
    for option in LISTS:
        levels = getattr(params, option)
        if len(set(levels)) < len(levels):
            yield Problem(option, "a choice stands twice", "name each once, the primary first")
    question = asked(params, study)
    if question is None:
        message = "neither an option nor a hypothesis or model says what goes with what"
        yield Problem("source", message, "add 'source: NAME' and 'outcomes: [NAME]'")
        return
    yield from _names(params, study)
    if (question.moderated is None) != (question.moderator is None):
        message = "'moderated' and 'moderator' go together"
        yield Problem("moderator", message, "name both or neither")
    elif question.moderated not in (None, question.source, *question.mediators):
        message = f"'{question.moderated}' is neither the source nor a mediator"
        yield Problem("moderated", message, f"name '{question.source}' or a mediator")


def _names(params: Options, study: Study) -> Iterator[Problem]:
    question = asked(params, study)
    assert question is not None
    known = numeric(study)
    seen: set[str] = set()
    places = {
        "source": (question.source,),
        "mediators": question.mediators,
        "outcomes": question.outcomes,
        "moderator": (question.moderator,) if question.moderator else (),
    }
    for option, names in places.items():
        yield from unknown(option, names, known, "a variable with numbers")
        for name in names:
            if name in seen:
                yield Problem(option, f"'{name}' has two places", "name each variable once")
            seen.add(name)
    for option in ("covariates", "further"):
        if formula := getattr(question, option):
            yield from understood(option, formula, known)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    items = list(study.questionnaire.items)
    yield from unknown(
        "overlapping", [n for p in params.overlapping for n in p], items, "an item"
    )
    yield from unknown("noninvariant", params.noninvariant, items, "an item")
    if "invariant" in params.items and not params.noninvariant:
        yield Problem(
            "items", "no item is said to be non-invariant", "add 'noninvariant: [ITEM]'"
        )
