"""Options of `control`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Questionnaire, Study
from cpsurvey.errors import did_you_mean
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Filled


class Options(Params):
    """Options of `control`."""

    outcomes: tuple[str, ...] = Field(
        min_length=1, description="Variables that groups are said to have a part in."
    )
    beside: str | None = Field(
        None, description="Variable that they should have a smaller part in (routine work)."
    )
    marker: str | None = Field(
        None, description="Scale about nothing; by default the one whose role is marker."
    )
    group: str = Field("team", description="Group whose members may resemble each other.")
    involvement: str | None = Field(
        None, description="What is said to explain: in the place of it the marker is tried."
    )
    explained: tuple[str, ...] = Field(
        (), description="What involvement is said to explain; by default 'outcomes'."
    )
    covariates: str = Field("", description="Formula of what shares and slopes are net of.")
    net_of: tuple[str, ...] = Field(
        (), description="Groups of groups whose means are taken out, too (centres)."
    )
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something: left out of what they lack (listwise), "
        "or kept by multiple imputation (imputed), in which groups have effects.",
    )


def marker_of(params: Options, questionnaire: Questionnaire) -> str | None:
    """The marker scale, where there is one."""
    scales = questionnaire.scales
    return params.marker or next((s.id for s in scales if s.role == "marker"), None)


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables, groups or scales, and one variable in two places."""
    known = numeric(study)
    named = {
        "outcomes": params.outcomes,
        "beside": (params.beside,),
        "involvement": (params.involvement,),
        "explained": params.explained,
    }
    for option, names in named.items():
        asked = [name for name in names if name is not None]
        yield from unknown(option, asked, known, "a variable with numbers")
    for option, names in {"group": (params.group,), "net_of": params.net_of}.items():
        yield from unknown(option, names, grouping(study), "a group")
    if params.covariates:
        yield from understood("covariates", params.covariates, known)
    scales = study.questionnaire.scale_by_id
    if params.marker is not None and params.marker not in scales:
        fix = did_you_mean(params.marker, scales)
        yield Problem("marker", f"'{params.marker}' is not a scale", fix)
    for option, name in (("beside", params.beside), ("marker", params.marker)):
        if name is not None and name in params.outcomes:
            yield Problem(option, f"'{name}' is among the outcomes", f"leave '{option}' out")
    if params.involvement in (params.explained or params.outcomes):
        said = f"'{params.involvement}' would explain itself"
        yield Problem("involvement", said, "take it out of 'explained'")
