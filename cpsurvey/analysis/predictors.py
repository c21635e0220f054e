"""Columns of a formula, as far as their coefficients tell of no few people.

Intercept and coefficient together are the mean of a category: one of a single person is that
person's score, and an error beside it tells how many the category holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import lacking
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.terms import Column
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat

Flags = NDArray[np.bool_]


def columns(formula: str, context: Context) -> list[Column]:
    """Columns of a formula; answers that few gave are one category together.

    Raises
    ------
    CpsurveyError
        CPS444 a category is too small, and there is nothing to merge it with.
    """
    merged = {}
    for term in grammar.parse(formula):
        for factor in term:
            if factor.role == "C":
                merged[factor.name] = _merged(factor.name, context)
            else:
                refuse_few(factor.name, context, factor.degree)
    return grammar.columns(formula, context.scored, context.questionnaire, merged)


def numbered(formula: str, context: Context) -> dict[str, Column]:
    """Columns of a formula by names that the text of a model can hold."""
    found = columns(formula, context) if formula else []
    return {f"cov_{i}": column for i, column in enumerate(found, 1)}


def _merged(name: str, context: Context) -> frozenset[float]:
    """Codes of the answers that few gave; together they are many."""
    found = context.categories(name)
    if not found.hidden.any():
        return frozenset()
    if found.hidden.all() or not found.small[found.hidden].all():
        raise _refusal(name, context)
    return frozenset(float(found.labels[i]) for i in np.flatnonzero(found.small))


def refuse_few(name: str, context: Context, degree: int = 1) -> None:
    """Refuse the two values of a variable, or its powers, that tell few people apart.

    Raises
    ------
    CpsurveyError
        CPS444 with the variable.
    """
    if context.scored.n < context.k or not context.protection.is_categories(name):
        return
    x = context.scored.values[name]
    values = len(np.unique(x[~np.isnan(x)]))
    if 2 <= values <= degree + 1 and context.categories(name).hidden.any():
        raise _refusal(name, context)


def _refusal(name: str, context: Context) -> CpsurveyError:
    found = context.categories(name)
    shown = np.flatnonzero(~found.hidden)
    fix = "leave the term out"
    if name in context.questionnaire.question_by_id and len(shown):
        code = found.labels[shown[found.counts[shown].argmax()]]
        derived = f"{name}_{code}"
        fix = (
            f"take one answer against all others: add '{derived}: {name} == {code}' under "
            f"'derived' in the questionnaire, write '{derived}' instead; or leave the term out"
        )
    return CpsurveyError(
        "CPS444",
        f"'{name}' has answers that fewer than {context.k} respondents gave; with a "
        "coefficient of its own such an answer would show what these few said",
        fix=fix,
    )


def check(entered: Sequence[Column], used: Flags, context: Context) -> None:
    """Refuse columns that part fewer than `k` of the respondents used from the others.

    Raises
    ------
    CpsurveyError
        CPS444 with the term, CPS404 where fewer can be analysed at all.
    """
    n = int(used.sum())
    if context.scored.n < context.k:  # the whole report is of too few, and says so
        return
    if 0 < n < context.k:
        raise CpsurveyError(
            "CPS404",
            f"only {n} of {context.scored.n} respondents have every variable, fewer than "
            f"the {context.k} of whom anything is shown",
            fix=lacking({c.term: c.values for c in entered})
            if entered
            else "ask for fewer variables",
        )
    for name, count in _parted(entered, used):
        if 0 < count < context.k:
            raise CpsurveyError(
                "CPS444",
                f"'{name}' parts fewer than {context.k} of the respondents who can be analysed "
                "from all others; its coefficient would show what these few said",
                fix="leave it out, or leave out predictors with many missing answers",
            )


def _parted(entered: Sequence[Column], used: Flags) -> Iterator[tuple[str, int]]:
    """Smallest part of each column of two values, and of each set of categories."""
    left: dict[str, int] = {}
    for column in entered:
        values, counts = np.unique(column.values[used], return_counts=True)
        if len(values) == 2:
            yield column.term, int(counts.min())
        if len(column.parts) == 1 and column.parts[0].factor.role == "C":
            name = column.parts[0].factor.name
            left.setdefault(name, int(used.sum()))
            left[name] -= int(np.count_nonzero(column.values[used]))
    yield from left.items()


def caveats(entered: Sequence[Column], context: Context) -> list[Caveat]:
    """Which answers were merged, under which number."""
    found: dict[str, float] = {}
    for part in (part for column in entered for part in column.parts):
        name = part.factor.name
        if part.factor.role == "C" and name not in found:
            number = grammar.other(name, context.scored, context.questionnaire)
            found |= {name: number} if part.number == number else {}
    return [
        Caveat("answers_merged", "warning", {"variable": name, "number": code, "k": context.k})
        for name, code in found.items()
    ]
