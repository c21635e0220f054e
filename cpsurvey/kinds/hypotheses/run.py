"""What was set out to be found, and what was: declared tests with Holm's adjustment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.hypotheses import Hypothesis as Declared
from cpsurvey.design.hypotheses import Specification as Other
from cpsurvey.kinds.hypotheses import intervals, judge, plan
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis, Specification
from cpsurvey.kinds.hypotheses.evidence import Found
from cpsurvey.kinds.hypotheses.options import Options
from cpsurvey.results import Result
from cpsurvey.stats.multiple import holm


def hypotheses(options: Options, context: Context) -> list[Result[Hypotheses]]:
    """One row per hypothesis, from the results of the other analyses of this run.

    A hypothesis with several tests is as expected when all are: its p is the largest of
    theirs (intersection-union, Berger, 1982, doi:10.1080/00401706.1982.10487790). Holm's
    adjustment runs over all hypotheses that have a test, and those that were withdrawn from a
    plan: leaving out one, or its analysis, does not make the others easier to support.
    """
    held = context.study.held
    found = Found(
        {result.id: result for result in context.results},
        held.gone if held else frozenset(),
        held.without_ties if held else frozenset(),
    )
    kinds = {result.id: result.kind for result in context.results}
    kinds[context.id] = "hypotheses"
    rows = [
        replace(
            _row(one, found, options),
            exploratory=plan.exploratory(context.declared, one, kinds),
        )
        for one in context.study.hypotheses
    ]
    withdrawn = plan.withdrawn(context.declared)
    family = [at for at, row in enumerate(rows) if row.tests]
    p_values = [1.0 if (p := rows[at].pvalue) is None else p for at in family]
    adjusted = holm(np.array([*p_values, *[1.0] * withdrawn], dtype=float))
    for at, p in zip(family, adjusted, strict=False):
        if rows[at].pvalue is not None:
            rows[at] = _adjusted(rows[at], float(p), options.alpha)
    scored = context.scored
    data = Hypotheses(
        alpha=options.alpha,
        family=len(family) + withdrawn,
        withdrawn=withdrawn,
        hypotheses=tuple(judge.judged(row, options.alpha) for row in rows),
    )
    sample = scored.sample(np.ones(scored.n, dtype=bool))
    return [Result("hypotheses", context.id, sample, data)]


def _row(one: Declared, found: Found, options: Options) -> Hypothesis:
    """A hypothesis with its tests and what stands beside them, before it is judged.

    One that was not asked says so, whatever else its tests lack. One about ties, where there
    are none, has no test, and makes no other harder to support.
    """
    smallest = one.smallest or options.smallest
    asked = bool(found.without_ties & {t.analysis for t in one.tests})
    if asked:
        one = one.model_copy(update={"tests": (), "specifications": (), "rivals": ()})
    tests = tuple(_against(found.evidence(t), smallest, options.alpha) for t in one.tests)
    reasons = [test.reason for test in tests if test.reason]
    reason = "not_asked" if "not_asked" in reasons else next(iter(reasons), None)
    values = [test.pvalue for test in tests if test.pvalue is not None]
    side = judge.side(tests, one.direction) if tests and not reason else None
    return Hypothesis(
        id=one.id,
        direction=one.direction,
        smallest=smallest,
        exploratory=None,
        tests=tests,
        specifications=_beside(one.specifications, found, one, tests, side),
        rivals=_beside(one.rivals, found, one, tests, side),
        reason=reason if tests else "no_ties" if asked else "declared",
        side=side,
        pvalue=max(values) if values and not reason else None,
        pvalue_holm=None,
        verdict="not_tested",
        why=None,
    )


def _against(test: Evidence, smallest: float | None, alpha: float) -> Evidence:
    """A test with what it could have seen, and whether the effect is surely smaller."""
    return replace(
        test,
        seen=intervals.seen(test, alpha),
        smaller=intervals.smaller(test, smallest, alpha),
    )


def _beside(
    others: tuple[Other, ...],
    found: Found,
    one: Declared,
    primary: tuple[Evidence, ...],
    side: str | None,
) -> tuple[Specification, ...]:
    made = []
    for place, other in enumerate(others):
        tests = tuple(found.evidence(target) for target in other.tests)
        own = None
        if all(test.reason in (None, "no_p") for test in tests):  # an interval is enough
            own = judge.side(tests, judge.direction(one.direction, primary))
        agrees = own == side if own and side else None
        made.append(Specification(place=place, tests=tests, side=own, agrees=agrees))
    return tuple(made)


def _adjusted(row: Hypothesis, p: float, alpha: float) -> Hypothesis:
    """A hypothesis with its adjusted p, and intervals at the level that this leaves it."""
    assert row.pvalue is not None
    level = alpha * row.pvalue / p if p > 0 else alpha
    tests = tuple(
        replace(test, ci_holm=intervals.at_level(test, level)) if level > 0 else test
        for test in row.tests
    )
    return replace(row, pvalue_holm=number(p), tests=tests)
