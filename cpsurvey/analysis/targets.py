"""The number a hypothesis rests on: which there are, and where results hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cpsurvey.analysis import terms as grammar
from cpsurvey.design import Study
from cpsurvey.design.hypotheses import Target
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Result

Names = Mapping[str, list[str] | None]
"""Way to name a number -> the names there are; None: known only after the analysis."""


@dataclass(frozen=True, slots=True)
class Number:
    """What an analysis found for a target; `df` where errors are small-sample ones (CR2)."""

    est: float | None
    lower: float | None
    upper: float | None
    pvalue: float | None
    df: float | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A kind of analysis whose numbers hypotheses may rest on."""

    names: Callable[[Any, Study], Names]
    find: Callable[[Result, str, str], Number | None]


def names(kind: str, params: Any, study: Study) -> Names:
    """What can be named in an analysis; empty where hypotheses cannot rest on its kind."""
    source = SOURCES.get(kind)
    return source.names(params, study) if source else {}


def find(result: Result, target: Target) -> Number | None:
    """The number in a stored result; None when it is not there."""
    source = SOURCES.get(result.kind)
    return source.find(result, *target.named) if source and result.data else None


# ------------------------------------------------------------------------- regressions
def _regression_names(params: Any, study: Study) -> Names:
    formulas = params.formulas
    return {"term": [n for f in formulas for n in grammar.named(f, study.questionnaire)]}


def _regression(result: Result, _way: str, name: str) -> Number | None:
    return _term(result.data["blocks"][-1]["terms"], name)


def _moderation_names(params: Any, study: Study) -> Names:
    found = [params.predictor, params.moderator, f"{params.predictor}:{params.moderator}"]
    if params.covariates:
        found += grammar.named(params.covariates, study.questionnaire)
    return {"term": found, "effect": ["low", "middle", "high", "high_minus_low", "index"]}


def _moderation(result: Result, way: str, name: str) -> Number | None:
    if way == "term":
        return _term(result.data["terms"], name)
    return _effect((result.data["mediated"] or {"effects": ()})["effects"], name)


def _mixed(result: Result, way: str, name: str) -> Number | None:
    if way == "term":
        return _term(result.data["fixed"], name)
    rows = [row for row in result.data["contextual"] if row["variable"] == name]
    return _interval(rows[0], "est") if rows else None


def _term(rows: Any, name: str) -> Number | None:
    found = [row for row in rows if row["term"] == name]
    return _interval(found[0], "b") if found else None


def _interval(row: Any, est: str) -> Number:
    return Number(row[est], row["ci_lower"], row["ci_upper"], row["pvalue"], row.get("df"))


# ------------------------------------------------------------------------------ models
def _model_names(params: Any, study: Study) -> Names:
    from cpsurvey.analysis.models import text_of
    from cpsurvey.sem.language.syntax import parse

    try:
        syntax = parse(text_of(params, study))
    except CpsurveyError:
        return {"effect": None, "path": None}  # what is wrong is said elsewhere
    paths = [_path(r.lhs, r.op, r.rhs) for r in syntax.relations]
    labels = [label for r in syntax.relations for label in r.modifier.labels]
    return {"effect": [d.name for d in syntax.defined], "path": [*labels, *paths]}


def _model(result: Result, way: str, name: str) -> Number | None:
    if way == "effect":
        return _effect(result.data["effects"], name)
    wanted = "".join(name.split())
    for e in result.estimates:
        if e.est is not None and wanted in (e.label, _path(e.lhs, e.op, e.rhs)):
            return Number(e.est, e.ci_lower, e.ci_upper, e.pvalue)
    return None


def _path(lhs: str, op: str, rhs: str) -> str:
    return f"{lhs}{op}{rhs}"


def _effect(rows: Any, name: str) -> Number | None:
    """An effect with its Monte Carlo interval, the one that is read where there is one."""
    found = [row for row in rows if row["name"] == name]
    if not found:
        return None
    row = found[0]
    if row.get("mc_lower") is not None:
        return Number(row["est"], row["mc_lower"], row["mc_upper"], row.get("pvalue"))
    return Number(row["est"], row.get("ci_lower"), row.get("ci_upper"), row.get("pvalue"))


def _mediation(result: Result, way: str, name: str) -> Number | None:
    if way == "effect":
        return _effect(result.data["effects"], name)
    wanted = "".join(name.split())
    rows = [p for p in result.data["paths"] if f"{p['outcome']}~{p['predictor']}" == wanted]
    return _interval(rows[0], "est") if rows else None


# ------------------------------------------------------------------------------ levels
def _scales(params: Any, study: Study) -> Names:
    return {"scale": list(params.scales or study.questionnaire.scale_by_id)}


def _aggregation(result: Result, _way: str, name: str) -> Number | None:
    rows = [row for row in result.data["scales"] if row["scale"] == name]
    if not rows:
        return None
    lower, upper = rows[0]["icc1_ci"]
    return Number(rows[0]["icc1"], lower, upper, rows[0]["pvalue"])


def _variance(result: Result, _way: str, name: str) -> Number | None:
    rows = [row for row in result.data["outcomes"] if row["outcome"] == name]
    if not rows:
        return None
    share = rows[0]["shares"][0]
    return Number(share["share"], share["ci_lower"], share["ci_upper"], None)


def _later(*ways: str) -> Callable[[Any, Study], Names]:
    def names(_params: Any, _study: Study) -> Names:
        return dict.fromkeys(ways)

    return names


SOURCES = {
    "regression": _Source(_regression_names, _regression),
    "moderation": _Source(_moderation_names, _moderation),
    "mixed": _Source(_later("term", "effect"), _mixed),
    "cfa": _Source(_model_names, _model),
    "sem": _Source(_model_names, _model),
    "mediation": _Source(_later("effect", "path"), _mediation),
    "aggregation": _Source(_scales, _aggregation),
    "variance": _Source(_later("scale"), _variance),
}
"""Kinds hypotheses may rest on."""


def problem(target: Target, known: Mapping[str, tuple[str, Any]], study: Study) -> Any:
    """What is wrong with a target (message and names to choose from), or None.

    Parameters
    ----------
    known : mapping
        Id of an analysis -> its kind and its options.
    """
    if target.analysis not in known:
        return f"no analysis has the id '{target.analysis}'", list(known)
    kind, params = known[target.analysis]
    way, name = target.named
    ways = names(kind, params, study)
    if way not in ways:
        said = f"'{target.analysis}' ({kind}) has no {way} a hypothesis can rest on"
        return said, [f"{one}: ..." for one in ways] or list(SOURCES)
    choices = ways[way]
    if choices is not None and "".join(name.split()) not in choices:
        return f"'{target.analysis}' has no {way} '{name}'", choices
    return None
