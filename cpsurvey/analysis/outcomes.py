"""What kind of number an outcome is: linear models of yes/no and counts are never silent.

A linear model of a yes/no variable is a linear probability model: its effects are differences
of probability. It is fitted where an analysis declares it, and then named so beside every
number of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Scalar

Kind = Literal["yes_no", "count"]
LARGEST_COUNT = 1000
"""Whole numbers beyond are amounts, such as pay."""
CROWDED = 2.0
"""Mean in standard deviations below which counts are crowded at zero."""


def special(names: Iterable[str], context: Context) -> dict[str, Kind]:
    """Those of `names` that are yes/no or counts."""
    found = {name: _kind(name, context) for name in names}
    return {name: kind for name, kind in found.items() if kind}


def _kind(name: str, context: Context) -> Kind | None:
    """By the codebook, and by the answers where it leaves it open.

    Yes/no: two answers to choose from, or a derived variable of two values. A count: an
    `integer` question, or a derived variable, of whole numbers from zero on that are crowded
    there; far from zero counts are near enough to normal.
    """
    questionnaire = context.questionnaire
    known = context.scored.values[name]
    known = known[~np.isnan(known)]
    if name in questionnaire.scale_by_id:
        items = questionnaire.scale_by_id[name].items
        return _kind(items[0].id, context) if len(items) == 1 else None
    if options := questionnaire.options_of(name):
        return "yes_no" if len(options.codes) == 2 and known.size else None
    question = questionnaire.question_by_id.get(name)
    open_ = name in questionnaire.derived or (
        question is not None and question.type == "integer"
    )
    if not open_ or not known.size:
        return None
    if name in questionnaire.derived and len(np.unique(known)) == 2:
        return "yes_no"
    return "count" if _crowded(known) else None


def _crowded(known: NDArray[np.float64]) -> bool:
    whole = bool(np.all(known == np.round(known))) and known.min() >= 0
    return whole and known.max() <= LARGEST_COUNT and known.mean() < CROWDED * known.std()


def linear(
    explained: Iterable[str], declared: Iterable[str], context: Context, ways: str
) -> list[Caveat]:
    """What a linear model of `explained` must be called.

    Parameters
    ----------
    declared : iterable of str
        Variables the analysis takes as numbers though they are yes/no or counts.
    ways : str
        What else one can do, for the refusal.

    Raises
    ------
    CpsurveyError
        CPS443 a yes/no or count variable that was not declared.
    """
    found = special(explained, context)
    allowed = set(declared)
    for name, kind in found.items():
        if name not in allowed:
            raise _refused(name, kind, ways)
    return list(named(found, context))


def named(found: Mapping[str, Kind], context: Context) -> Iterator[Caveat]:
    """A caveat for each variable that a linear model takes as a number."""
    for name, kind in found.items():
        if kind == "count":
            yield Caveat("linear_count", "warning", {"variable": name})
            continue
        values = context.scored.values[name]
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        said: dict[str, Scalar] = {"variable": name, "answer": f"{high:g}"}
        if high - low == 1.0:
            yield Caveat("linear_yes_no", "warning", said)
        else:
            said["apart"] = f"{high - low:g}"
            yield Caveat("linear_two_values", "warning", said)


def refused_family(name: str, kind: Kind) -> CpsurveyError:
    """A regression of a yes/no or count variable that names no family."""
    what = "a yes/no variable" if kind == "yes_no" else "a count crowded at zero"
    family = "binomial" if kind == "yes_no" else "poisson"
    more = " (on a variable of 0 and 1: 'derived: {yes: question == 1}')"
    return CpsurveyError(
        "CPS443",
        f"'{name}' is {what}, and no family was named",
        fix=f"add 'family: {family}'{more if kind == 'yes_no' else ''}, or write 'family: "
        "gaussian' for a linear model of it, which the report then names so",
    )


def _refused(name: str, kind: Kind, ways: str) -> CpsurveyError:
    what = "a yes/no variable" if kind == "yes_no" else "a count crowded at zero"
    other = (
        "differences of probability" if kind == "yes_no" else "differences of the mean count"
    )
    return CpsurveyError(
        "CPS443",
        f"'{name}' is {what}, and this analysis is a linear model",
        fix=f"add 'linear: [{name}]' to have effects as {other} of a linear model, {ways}",
    )
