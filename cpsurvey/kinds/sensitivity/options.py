"""Options of `sensitivity`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import Field

from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.analysis.names import numeric, unknown
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem
from cpsurvey.kinds.sensitivity.data import Choice


class Options(Params):
    """Options of `sensitivity`."""

    effects: tuple[str, ...] = Field(
        (), description="Effects that ':=' defines in the main model; by default the main ones."
    )
    without: tuple[str, ...] = Field(
        (), description="Choices to leave out: ordinal, short, ..."
    )
    controls: tuple[str, ...] | None = Field(
        None, description="Further covariates; by default scales whose role is 'control'."
    )
    overlapping: tuple[tuple[str, str], ...] = Field(
        (),
        description="Pairs of items that share their wording; one choice leaves out the first "
        "of each.",
    )
    noninvariant: tuple[str, ...] = Field(
        (), description="Items that do not measure alike in all groups, left out by one choice."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """No main model, unknown effects or choices."""
    from cpsurvey.sem.language.syntax import parse

    chosen = main_model(study)
    if chosen is None:
        yield Problem(
            "kind", "the study asks for no model", "add a 'sem' analysis with 'main: true'"
        )
        return
    try:
        syntax = parse(text_of(chosen[2], study))
    except (CpsurveyError, KeyError):
        return  # said where the model is asked for
    known = [d.name for d in syntax.defined]
    for name in params.effects:
        if name not in known:
            message = f"the main model defines no '{name}'"
            yield Problem("effects", message, did_you_mean(name, known))
    yield from unknown("controls", params.controls or (), numeric(study), "a number")
    for option, asked in (
        ("overlapping", [name for pair in params.overlapping for name in pair]),
        ("noninvariant", params.noninvariant),
    ):
        yield from unknown(option, asked, list(study.questionnaire.items), "an item")
    _, *names = get_args(Choice)  # what was reported is not left out
    for name in params.without:
        if name not in names:
            message = f"'{name}' is none of the choices"
            yield Problem("without", message, did_you_mean(name, names))
