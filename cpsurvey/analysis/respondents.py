"""Who answered: background questions, teams and centres (table T2)."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import Field

from cpsurvey.analysis.base import Context, Params, Problem, kind
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.results import Result


class Options(Params):
    """Options of `respondents`."""

    variables: tuple[str, ...] | None = Field(
        None, description="Questions to tabulate; by default all with choices, and language."
    )


def check(params: Options, study: Study) -> list[Problem]:
    """Unknown variables."""
    known = grouping(study)
    return [*unknown("variables", params.variables or (), known, "a question with choices")]


@kind("respondents", Options, check)
def respondents(params: Options, context: Context) -> list[Result]:
    """Count respondents by background question, and the sizes of their groups."""
    scored = context.scored
    q = context.questionnaire
    asked = params.variables or [
        *(question.id for question in q.questions if question.type == "select_one"),
    ]
    k = context.study.file.privacy.k
    characteristics = [_by_choice(context, name) for name in asked if name in scored.values]
    roles = context.study.groups
    language = roles.get("language")
    if params.variables is None and language in scored.groups:
        characteristics.append(_by_group(context, str(language)))
    return [
        Result(
            kind="respondents",
            id=context.id,
            sample=scored.sample(np.ones(scored.n, dtype=bool)),
            data={
                "characteristics": [
                    _shielded(found, k) for found in characteristics if found["categories"]
                ],
                "groups": [
                    found
                    for role in ("team", "centre")
                    if roles.get(role) in scored.groups
                    and (found := _sizes(context, str(roles[role])))["count"]
                ],
            },
        )
    ]


def _shielded(found: dict[str, Any], k: int) -> dict[str, Any]:
    """Without counts below `k`; one alone takes the next smallest along.

    A single hidden count could be found by subtraction.
    """
    counts = [one["n"] for one in found["categories"]]
    hidden = {i for i, n in enumerate(counts) if 0 < n < k}
    others = [(n, i) for i, n in enumerate(counts) if n >= k]
    if len(hidden) == 1 and others:
        hidden.add(min(others)[1])
    return found | {
        "categories": [
            one | {"n": None, "share": None} if i in hidden else one
            for i, one in enumerate(found["categories"])
        ]
    }


def _by_choice(context: Context, name: str) -> dict[str, Any]:
    codes = context.scored.values[name]
    options = context.questionnaire.options_of(name)
    missing = int(np.isnan(codes).sum())
    known = len(codes) - missing
    categories = [
        {
            "code": option.code,
            "n": int((codes == option.code).sum()),
            "share": float((codes == option.code).sum() / known),
        }
        for option in (options.options if options and known else ())
        if not option.missing
    ]
    return {"variable": name, "categories": categories, "missing": missing}


def _by_group(context: Context, name: str) -> dict[str, Any]:
    members = context.scored.groups[name]
    there = [str(member) for member in members if member is not None]
    categories = [
        {"code": code, "n": there.count(code), "share": there.count(code) / len(there)}
        for code in sorted(set(there))
    ]
    return {"variable": name, "categories": categories, "missing": len(members) - len(there)}


def _sizes(context: Context, name: str) -> dict[str, Any]:
    members = [member for member in context.scored.groups[name] if member is not None]
    _, sizes = np.unique(np.array(members, dtype=str), return_counts=True)
    if not sizes.size:
        return {"variable": name, "count": 0}
    return {
        "variable": name,
        "count": int(sizes.size),
        "size_mean": float(sizes.mean()),
        "size_min": int(sizes.min()),
        "size_max": int(sizes.max()),
    }
