"""Options of `contrast`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.model_options import Options as ModelOptions
from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem

FEWEST = 2
"""Items that a factor keeps."""


class Options(Params):
    """Options of `contrast`."""

    effect: str | None = Field(
        None,
        description="Difference of two indirect effects that the main model defines; by "
        "default the first one.",
    )
    drop_items: tuple[str, ...] = Field(
        (), description="Items it is fitted without, as they share words with others."
    )
    group: str | None = Field(
        None, description="Group within and between which it is looked at, by scores."
    )


def asked_model(study: Study) -> ModelOptions | None:
    """The study's main model, where it is a structural one."""
    main = main_model(study)
    return main[2] if main and main[0] == "sem" else None


def check(params: Options, study: Study) -> Iterator[Problem]:
    """No main model, no such difference, items it does not have or cannot do without."""
    from cpsurvey.analysis.indirect import contrasts
    from cpsurvey.sem.language.syntax import parse

    if params.group is not None:
        yield from unknown("group", [params.group], grouping(study), "a group")
    model = asked_model(study)
    if model is None:
        yield Problem(
            "kind", "the study asks for no structural model", "add a 'sem' with 'main: true'"
        )
        return
    try:
        syntax = parse(text_of(model, study))
    except (CpsurveyError, KeyError):
        return  # said where the model is asked for
    known = [one.name for one in contrasts(syntax)]
    if not known:
        yield Problem(
            "effect",
            "the main model defines no difference of two indirect effects of one source",
            "define it: 'less := ind_a - ind_b', with 'ind_a := a*b1' and 'ind_b := a*b2'",
        )
    elif params.effect is not None and params.effect not in known:
        said = f"'{params.effect}' is no difference of two indirect effects"
        yield Problem("effect", said, did_you_mean(params.effect, known))
    factors: dict[str, list[str]] = {}
    for r in syntax.relations:
        if r.op == "=~":
            factors.setdefault(r.lhs, []).append(r.rhs)
    items = [item for some in factors.values() for item in some]
    yield from unknown("drop_items", params.drop_items, items, "an item of the main model")
    for factor, some in factors.items():
        if (
            set(some) & set(params.drop_items)
            and len(set(some) - set(params.drop_items)) < FEWEST
        ):
            said = f"'{factor}' would keep fewer than {FEWEST} items"
            yield Problem("drop_items", said, "leave more of its items in")
