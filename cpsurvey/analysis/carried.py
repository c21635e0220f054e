"""Which models so many people and so few items carry, in plans that nobody made for them.

A default plan, and that of a questionnaire, do not know how many will answer. Of such a plan
a model is fitted where there are more respondents than free parameters: with as many or
fewer its robust errors have no rank, and nothing it says could be read. Above that, but below
what `enough.of_respondents` calls few, a solution that is inadmissible is what few respondents
do (Boomsma, 1985, doi:10.1007/BF02294248), no failure of the run. Nor does such a plan know
how few items a short form leaves to a factor: with fewer than three the model is fitted all
the same, and where its solution is none it does not apply. A study that lists its `analyses`
chose them, and gets what it asks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_respondents
from cpsurvey.design import Questionnaire, Request
from cpsurvey.kind import Params
from cpsurvey.results import Caveat, Result, admissible

MEASUREMENT = ("rivals", "discriminant", "method")
"""Kinds that write the measurement model of scales themselves."""
MODELS = ("cfa", "sem", "cutoffs")
FACTOR = 3
"""Indicators that determine a factor by themselves."""


def carried(request: Request, params: Params, context: Context) -> tuple[int, int] | None:
    """Respondents and parameters of a model that cannot be fitted, None otherwise."""
    if context.study.plan_from == "study" or not request.applies:
        return None
    parameters = _parameters(request.kind, params, context)
    n = context.scored.n
    return (n, parameters) if parameters is not None and n <= parameters else None


def forgiven(result: Result[Any], request: Request, params: Params, context: Context) -> bool:
    """Whether so few respondents explain that a solution is inadmissible."""
    if context.study.plan_from == "study" or admissible(result):
        return False
    parameters = _parameters(request.kind, params, context)
    return parameters is not None and bool(of_respondents(context.scored.n, parameters))


def thinned(
    result: Result[Any], request: Request, params: Params, context: Context
) -> tuple[str, ...]:
    """Factors that a short form left too few items, where the solution is none for it."""
    if context.study.plan_from == "study" or admissible(result):
        return ()
    whole, before = context.study.whole.questionnaire, Counter[str]()
    if model := getattr(params, "model", None):
        before = _indicators(whole.models[model].syntax)
    left = _indicators(_text(request.kind, params, context))
    return tuple(
        factor
        for factor, count in left.items()
        if count < min(FACTOR, before.get(factor) or _items(factor, whole))
    )


def _indicators(text: str) -> Counter[str]:
    """How many indicators each factor of a model has."""
    from cpsurvey.sem.language.syntax import parse

    return Counter(r.lhs for r in parse(text).relations if r.op == "=~") if text else Counter()


def _items(factor: str, whole: Questionnaire) -> int:
    scale = whole.scale_by_id.get(factor)
    return len(scale.items) if scale else 0


def _parameters(kind: str, params: Params, context: Context) -> int | None:
    return parameters(text) if (text := _text(kind, params, context)) else None


def parameters(text: str) -> int | None:
    """Free parameters of a model with means; None for one of two levels."""
    from cpsurvey.sem.language.partable import build
    from cpsurvey.sem.language.settings import Settings
    from cpsurvey.sem.language.syntax import parse

    syntax = parse(text)
    if syntax.two_level:
        return None
    return build(syntax, Settings(kind="sem", meanstructure=True)).nfree


def _text(kind: str, params: Any, context: Context) -> str:
    from cpsurvey.analysis.model_options import text_of

    if kind in MODELS:
        return text_of(params, context.study)
    if kind in MEASUREMENT:
        return "\n".join(_lines(params.scales, context))
    return ""


def _lines(scales: tuple[str, ...] | None, context: Context) -> Iterator[str]:
    every = context.questionnaire.scale_by_id
    core = tuple(scale.id for scale in every.values() if scale.role == "core")
    for name in scales or core or tuple(every):
        items = context.available(item.id for item in every[name].items)
        if len(items) > 1:
            yield f"{name} =~ {' + '.join(items)}"


def said(few: tuple[int, int]) -> Caveat:
    """What stands in the place of a model that was not fitted."""
    return Caveat("not_carried", "not_applicable", {"n": few[0], "parameters": few[1]})


def said_of_items(factors: tuple[str, ...]) -> Caveat:
    """What stands in the place of a model that so few items do not determine."""
    return Caveat("not_asked_enough", "not_applicable", {"variables": ", ".join(factors)})
