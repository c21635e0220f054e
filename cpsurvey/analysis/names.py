"""Names that options may use, checked before any data is read, and names nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Annotated

from pydantic import Field

from cpsurvey.analysis import terms
from cpsurvey.design import Study
from cpsurvey.design.checks import variables
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem

Linear = Annotated[
    tuple[str, ...],
    Field(
        description="Yes/no or count variables that are explained as if they were numbers: a "
        "linear probability model, named so in the report."
    ),
]
"""Option of kinds that only know linear models."""


def numeric(study: Study) -> list[str]:
    """Variables with numbers: everything but text questions and identifiers."""
    questionnaire = study.questionnaire
    texts = {*questionnaire.background} - {*questionnaire.numbers}
    identifiers = {named.variable for named in questionnaire.identifiers.by_role().values()}
    return [name for name in variables(questionnaire) if name not in texts | identifiers]


def grouping(study: Study) -> list[str]:
    """Names a grouping option may use: roles (team, centre, language, wave) and variables.

    Roles that the study has no groups of are names too: what is about them does not apply.
    """
    chosen = study.questionnaire.categories
    wave = ["wave", study.wave] if study.wave else []
    return list(dict.fromkeys([*study.roles, *study.roles.values(), *wave, *chosen]))


def no_groups(params: Params, study: Study) -> Iterator[Problem]:
    """Formal groups that were asked for and are none; those of the default may be absent."""
    if "formal" in params.model_fields_set:
        named: Iterable[str] = getattr(params, "formal")  # noqa: B009  of kinds that have it
        yield from unknown("formal", named, grouping(study), "a group")


def unknown(
    option: str, asked: Iterable[str], known: list[str], noun: str
) -> Iterator[Problem]:
    """One problem for each name that is not known."""
    for name in asked:
        if name not in known:
            several = [one for one in known if one.startswith(f"{name}__")]
            fix = f"each of its answers is a variable: {', '.join(several)}"
            yield Problem(
                option,
                f"'{name}' is not {noun}",
                fix if several else did_you_mean(name, known),
            )


def understood(option: str, formula: str, known: list[str]) -> Iterator[Problem]:
    """What is wrong with a formula: how it is written, or whom it names."""
    try:
        used = terms.variables(formula)
    except CpsurveyError as error:
        yield Problem(option, error.message, error.fix or "")
        return
    yield from unknown(option, used, known, "a variable with numbers")


def free_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, lengthened until no variable has that name."""
    while wanted in taken:
        wanted += "_"
    return wanted
