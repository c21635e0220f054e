"""What models may be asked: their options, their text, and which is a study's main one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Request, Study
from cpsurvey.design.base import Text
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Estimator, Missing, Treated

if TYPE_CHECKING:
    from cpsurvey.sem.language.syntax import Syntax


class Fitted(Params):
    """Which model is fitted, and how."""

    model: str | None = Field(None, description="Model of the questionnaire.")
    syntax: str | None = Field(None, description="Or a model in lavaan syntax.")
    without: tuple[str, ...] = Field(
        (), description="Items the model leaves out: does its answer hold without them?"
    )
    add: str | None = Field(
        None,
        description="Further lines in lavaan syntax: more controls, one more factor.",
    )
    label: Text = Field(
        default_factory=dict, description="What the report calls it; by default its model."
    )
    brief: bool = Field(
        default=False,
        description="Show only fit, paths and effects: a variant of another.",
    )
    estimator: Estimator = Field(
        "mlr", description="lavaan's names; dwls and wlsmv take items as ordered."
    )
    missing: Treated | None = Field(
        None,
        description="By default fiml under ml and mlr, pairwise for items taken as ordered, "
        "listwise else and in models of two levels. Where there is no fiml, imputed keeps "
        "everybody by multiple imputation.",
    )
    cluster: str | None = Field(None, description="Group whose members resemble each other.")

    @property
    def kept(self) -> Missing:
        """What one fit does about missing answers; completed data have none."""
        if self.missing is None or self.missing == "imputed":
            return "listwise"
        return self.missing


class Options(Fitted):
    """Options of `cfa` and `sem`."""

    bootstrap: int = Field(
        0, ge=0, le=20_000, description="Draws behind percentile intervals of the effects."
    )
    local_fit: bool = Field(
        default=False, description="List residual correlations and modification indices."
    )
    main: bool = Field(default=False, description="The main model: crosschecked by semopy.")


def missing_of(params: Fitted, syntax: Syntax) -> Missing:
    """What a fit does about missing answers, asked for or not."""
    if params.missing:
        return params.kept
    if params.estimator in ("ml", "mlr") and not syntax.two_level:
        return "fiml"
    return "pairwise" if params.estimator in ("dwls", "wlsmv") else "listwise"


def text_of(params: Fitted, study: Study) -> str:
    """Syntax of the model an analysis asks for."""
    text = params.syntax
    if text is None:
        text = study.questionnaire.models[str(params.model)].syntax
    if params.without:
        from cpsurvey.analysis.asked.syntax import without

        text = without(text, params.without, ()).text
    return f"{text}\n{params.add}" if params.add else text


def name_of(params: Options) -> str | None:
    """What the report knows a model by: a variant is no model of the questionnaire."""
    varied = params.without or params.add or params.label
    return params.id if varied and params.id else params.model


def check(params: Fitted, study: Study) -> Iterator[Problem]:
    """Unknown models and variables, and syntax that is not understood."""
    from cpsurvey.sem.language.partable import variables
    from cpsurvey.sem.language.syntax import parse

    models = study.questionnaire.models
    if (params.model is None) == (params.syntax is None):
        yield Problem("model", "give 'model' or 'syntax', one of them", "add 'model: NAME'")
        return
    option = "syntax" if params.syntax is not None else "model"
    if params.model is not None and params.model not in models:
        fix = did_you_mean(params.model, models)
        yield Problem("model", f"the questionnaire has no model '{params.model}'", fix)
        return
    try:
        syntax = parse(text_of(params, study))
    except CpsurveyError as error:
        yield Problem(option, error.message, error.fix or "")
        return
    if syntax.two_level:
        yield from _levels(params)
    elif params.missing == "imputed":
        yield from _imputed(params)
    observed, latent = variables(syntax)
    yield from unknown(option, observed, numeric(study), "a variable with numbers")
    if params.without:
        kept, _ = variables(parse(text_of(params.model_copy(update={"without": ()}), study)))
        yield from unknown("without", params.without, kept, "an item of the model")
        if left := set(params.without) & {*observed, *latent}:
            message = f"the model cannot do without {', '.join(sorted(left))}"
            yield Problem("without", message, "leave these in: paths or labels rest on them")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")


def _levels(params: Fitted) -> Iterator[Problem]:
    """Options that do not go with a model of two levels."""
    if not params.cluster:
        yield Problem(
            "cluster", "a model of two levels needs its groups", "add 'cluster: team'"
        )
    if params.estimator not in ("ml", "mlr"):
        yield Problem("estimator", "two levels are fitted by ml or mlr", "use one of them")
    if params.missing not in (None, "listwise"):
        yield Problem("missing", "two levels need complete answers", "use 'missing: listwise'")
    if getattr(params, "bootstrap", 0):
        yield Problem("bootstrap", "two levels are not bootstrapped", "leave it out")


def _imputed(params: Fitted) -> Iterator[Problem]:
    """Options that do not go with multiple imputation."""
    if not isinstance(params, Options):
        yield Problem("missing", "only cfa and sem impute", "use 'missing: pairwise'")
        return
    if params.estimator in ("ml", "mlr"):
        yield Problem(
            "missing", f"{params.estimator} needs no imputation", "use 'missing: fiml'"
        )
    for option in ("bootstrap", "local_fit", "main"):
        if getattr(params, option):
            yield Problem(
                option,
                "not done over imputed data",
                "leave it out, or use 'missing: pairwise' or 'listwise'",
            )


def main_request(requests: Iterable[Request]) -> Request | None:
    """The request for the main model: the first one when none is said to be it."""
    first: dict[str, Request] = {}
    for request in requests:
        if request.kind in ("sem", "cfa"):
            if request.options.get("main"):
                return request
            first.setdefault(request.kind, request)
    return first.get("sem") or first.get("cfa")


def main_model(study: Study) -> tuple[str, str, Options] | None:
    """Kind, name and options of the study's main model; None where it does not apply."""
    request = main_request(study.requests)
    if request is None or not request.applies:
        return None
    options = Options.model_validate(dict(request.options))
    return request.kind, options.model or options.id or request.kind, _spelt(options, study)


def _spelt(options: Options, study: Study) -> Options:
    """Options that say what is done about missing answers, also where nobody said it."""
    from cpsurvey.sem.language.syntax import parse

    try:
        syntax = parse(text_of(options, study))
    except (CpsurveyError, KeyError):
        return options  # said where the model is asked for
    return options.model_copy(update={"missing": missing_of(options, syntax)})
