"""Numbers of a measurement or structural model that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey import parts
from cpsurvey.analysis import targets
from cpsurvey.analysis.model_options import Options, text_of
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.models.data import Model
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """Defined effects, paths and their labels, as the model's text has them."""
    from cpsurvey.sem.language.syntax import parse

    try:
        syntax = parse(text_of(options, study))
    except CpsurveyError:
        return {"effect": None, "path": None}  # what is wrong is said elsewhere
    paths = [f"{r.lhs}{r.op}{r.rhs}" for r in syntax.relations]
    labels = [label for r in syntax.relations for label in r.modifier.labels]
    return {"effect": [d.name for d in syntax.defined], "path": [*labels, *paths]}


def find(result: Result[Model], way: str, name: str) -> Number | None:
    """An effect by its Monte Carlo interval, or a path by its label or its variables."""
    df = parts.degrees(result.data)
    if way == "effect":
        return targets.effect(result.data.effects, name, df=df)
    wanted = "".join(name.split())
    for e in result.estimates:
        if e.est is not None and wanted in (e.label, f"{e.lhs}{e.op}{e.rhs}"):
            return Number(e.est, e.ci_lower, e.ci_upper, e.pvalue, df)
    return None


TARGETS: Targets[Options, Model] = Targets(names, find)
