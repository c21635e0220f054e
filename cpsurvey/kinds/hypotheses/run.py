"""What was set out to be found, and what was: declared tests with Holm's adjustment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

import numpy as np

from cpsurvey.analysis import targets
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.hypotheses import Hypothesis as Declared
from cpsurvey.design.hypotheses import Target
from cpsurvey.kind import Number
from cpsurvey.kinds.hypotheses.data import Evidence, Hypotheses, Hypothesis, NotFound, Verdict
from cpsurvey.kinds.hypotheses.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Result, admissible, sound
from cpsurvey.stats.multiple import holm
from cpsurvey.stats.robust import LOW_DF

UNASKED = ("not_asked", "not_asked_enough", "no_groups")
"""Caveats of analyses whose data were never asked for."""


def hypotheses(options: Options, context: Context) -> list[Result[Hypotheses]]:
    """One row per hypothesis, from the results of the other analyses of this run.

    A hypothesis with several tests is supported when all are: its p is the largest of
    theirs (intersection-union, Berger, 1982, doi:10.1080/00401706.1982.10487790). Holm's
    adjustment runs over all hypotheses declared to be judged by p: leaving out the analysis
    of one does not make the others easier to support.
    """
    by_id = {result.id: result for result in context.results}
    held = context.study.held
    gone = held.gone if held else frozenset()
    rows = [_row(one, by_id, gone) for one in context.study.hypotheses]
    family = [at for at, row in enumerate(rows) if row.judged != "interval" and row.tests]
    p_values = [1.0 if (p := rows[at].pvalue) is None else p for at in family]
    for at, p in zip(family, holm(np.array(p_values, dtype=float)), strict=True):
        if rows[at].pvalue is not None:
            rows[at] = replace(rows[at], pvalue_holm=number(p))
    scored = context.scored
    data = Hypotheses(
        alpha=options.alpha,
        family=len(family),
        hypotheses=tuple(replace(row, verdict=_verdict(row, options.alpha)) for row in rows),
    )
    sample = scored.sample(np.ones(scored.n, dtype=bool))
    return [Result("hypotheses", context.id, sample, data)]


def _row(one: Declared, by_id: Mapping[str, Result[Any]], gone: Set[str]) -> Hypothesis:
    """A hypothesis with its tests, before it is judged.

    One that was not asked says so, whatever else its tests lack.
    """
    tests = tuple(_test(target, by_id, gone) for target in one.tests)
    reasons = [test.reason for test in tests if test.reason]
    reason = "not_asked" if "not_asked" in reasons else next(iter(reasons), None)
    values = [test.pvalue for test in tests]
    by_p = one.judged == "p" and bool(tests) and not reason
    if by_p and None in values:
        by_p, reason = False, "no_p"
    if one.judged == "interval" and not reason and any(test.ci is None for test in tests):
        reason = "no_interval"
    return Hypothesis(
        id=one.id,
        direction=one.direction,
        judged=one.judged,
        tests=tests,
        reason=reason if tests else "declared",
        pvalue=max(p for p in values if p is not None) if by_p else None,
        pvalue_holm=None,
        verdict="not_tested",
    )


def _test(target: Target, by_id: Mapping[str, Result[Any]], gone: Set[str]) -> Evidence:
    result = by_id.get(target.analysis)
    found, reason = _found(result, target)
    if reason == "not_found" and gone & set(re.findall(r"\w+", target.named[1])):
        reason = "not_asked"
    way, name = target.named
    return Evidence(
        analysis=target.analysis,
        kind=result.kind if result else None,
        named=way,
        name=name,
        est=found.est if found else None,
        ci=limits(found.lower, found.upper) if found else None,
        pvalue=found.pvalue if found else None,
        n=result.sample.used if found and result else None,
        reason=reason,
        caveats=tuple(result.caveats) if found and result else (),
    )


def _found(result: Result[Any] | None, target: Target) -> tuple[Number | None, NotFound | None]:
    """The number a test is about, or why it cannot be judged."""
    if result is None:
        return None, "no_analysis"
    if any(caveat.code in UNASKED for caveat in result.caveats):
        return None, "not_asked"
    if any(caveat.code == "not_carried" for caveat in result.caveats):
        return None, "too_few"
    if not result.done:
        return None, "not_done"
    if not sound(result):
        return None, "too_few" if admissible(result) else "unsound"
    found = targets.find(result, target)
    if found is None or found.est is None:
        return None, "not_found"
    if found.df is not None and found.df < LOW_DF:
        return None, "low_df"
    return found, None


def _verdict(row: Hypothesis, alpha: float) -> Verdict:
    """``mixed`` where tests beyond chance go in different directions."""
    if row.reason:
        return "not_asked" if row.reason == "not_asked" else "not_tested"
    signs = {_expected(test, row.direction) for test in row.tests}
    if row.judged == "interval":
        if not all(test.ci and test.ci.apart for test in row.tests):
            return "not_supported_interval"
        return "mixed" if len(signs) > 1 else _BY_INTERVAL[signs.pop()]
    if row.pvalue_holm is None or row.pvalue_holm >= alpha:
        return "not_supported"
    return "mixed" if len(signs) > 1 else _BY_P[signs.pop()]


_BY_P: dict[bool, Verdict] = {True: "supported", False: "opposite"}
_BY_INTERVAL: dict[bool, Verdict] = {True: "supported_interval", False: "opposite_interval"}


def _expected(test: Evidence, direction: str) -> bool:
    """Whether a number is on the expected side of zero."""
    return direction == "any" or ((test.est or 0.0) > 0) == (direction == "positive")
