"""Options of `direction`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.model_options import Options as ModelOptions
from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem, named


class Options(Params):
    """Options of `direction`."""

    of: str | None = Field(
        None, description="Id of a 'sem' analysis; by default the study's main model."
    )


def models_of(study: Study) -> dict[str, ModelOptions]:
    """The 'sem' analyses of a study that apply, by their ids."""
    found: dict[str, ModelOptions] = {}
    for request in study.requests:
        if request.kind == "sem" and request.applies:
            options = ModelOptions.model_validate(dict(request.options))
            found.setdefault(options.id or named("sem").name_for(options), options)
    return found


def chosen(params: Options, study: Study) -> ModelOptions | None:
    """The model that is asked about; None where there is none."""
    if params.of is not None:
        return models_of(study).get(params.of)
    main = main_model(study)
    return main[2] if main and main[0] == "sem" else None


def check(params: Options, study: Study) -> Iterator[Problem]:
    """No such model, or one without a single indirect effect."""
    from cpsurvey.analysis.indirect import chains, structure
    from cpsurvey.sem.language.syntax import parse

    model = chosen(params, study)
    if model is None and params.of is not None:
        known = list(models_of(study))
        said = f"no 'sem' analysis has the id '{params.of}'"
        yield Problem("of", said, did_you_mean(params.of, known))
        return
    if model is None:
        yield Problem(
            "kind", "the study asks for no structural model", "add a 'sem' with 'main: true'"
        )
        return
    try:
        syntax = parse(text_of(model, study))
    except (CpsurveyError, KeyError):
        return  # said where the model is asked for
    if syntax.two_level:
        yield Problem("of", "the model has two levels", "name a model of one level")
    elif not (found := chains(syntax)):
        yield Problem(
            "of",
            "the model defines no indirect effect: no ':=' is a product of labelled paths "
            "that lead from one variable to another",
            "label the paths and define it: 'ind := a*b'",
        )
    elif structure(syntax, found) is None:
        yield Problem("of", "the paths go in a circle", "name a model without one")
