"""What was set out to be found, and what was: declared tests with Holm's adjustment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from cpsurvey.analysis import targets
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.kinds.hypotheses.options import Options
from cpsurvey.results import Result, admissible, sound
from cpsurvey.stats.multiple import holm
from cpsurvey.stats.robust import LOW_DF


def hypotheses(params: Options, context: Context) -> list[Result[Any]]:
    """One row per hypothesis, from the results of the other analyses of this run.

    A hypothesis with several tests is supported when all are: its p is the largest of
    theirs (intersection-union, Berger, 1982, doi:10.1080/00401706.1982.10487790). Holm's
    adjustment runs over all hypotheses declared to be judged by p: leaving out the analysis
    of one does not make the others easier to support.
    """
    by_id = {result.id: result for result in context.results}
    rows = [_row(one, by_id) for one in context.study.hypotheses]
    family = [row for row in rows if row["judged"] != "interval" and row["tests"]]
    p_values = [1.0 if row["pvalue"] is None else row["pvalue"] for row in family]
    adjusted = holm(np.array(p_values, dtype=float))
    for row, p in zip(family, adjusted, strict=True):
        row["pvalue_holm"] = None if row["pvalue"] is None else number(p)
    for row in rows:
        row["verdict"] = _verdict(row, params.alpha)
    scored = context.scored
    return [
        Result(
            kind="hypotheses",
            id=context.id,
            sample=scored.sample(np.ones(scored.n, dtype=bool)),
            data={"alpha": params.alpha, "family": len(family), "hypotheses": rows},
        )
    ]


def _row(one: Hypothesis, by_id: Mapping[str, Result[Any]]) -> dict[str, Any]:
    tests = [_test(target, by_id) for target in one.tests]
    reasons = [test["reason"] for test in tests if test["reason"]]
    values = [test["pvalue"] for test in tests]
    by_p = one.judged == "p" and bool(tests) and not reasons
    if by_p and any(value is None for value in values):
        by_p, reasons = False, ["no_p"]
    ends = [test[end] for test in tests for end in ("ci_lower", "ci_upper")]
    if one.judged == "interval" and not reasons and any(end is None for end in ends):
        reasons = ["no_interval"]
    return {
        "id": one.id,
        "direction": one.direction,
        "judged": one.judged,
        "tests": tests,
        "reason": "declared" if not tests else reasons[0] if reasons else None,
        "pvalue": max(values) if by_p else None,
        "pvalue_holm": None,
    }


def _test(target: Any, by_id: Mapping[str, Result[Any]]) -> dict[str, Any]:
    result = by_id.get(target.analysis)
    way, name = target.named
    row: dict[str, Any] = {
        "analysis": target.analysis,
        "kind": result.kind if result else None,
        "named": way,
        "name": name,
        **dict.fromkeys(("est", "ci_lower", "ci_upper", "pvalue", "n")),
        "reason": None,
        "caveats": [],
    }
    if result is None:
        return {**row, "reason": "no_analysis"}
    if not result.done:
        return {**row, "reason": "not_done"}
    if not sound(result):
        return {**row, "reason": "too_few" if admissible(result) else "unsound"}
    found = targets.find(result, target)
    if found is None or found.est is None:
        return {**row, "reason": "not_found"}
    if found.df is not None and found.df < LOW_DF:
        return {**row, "reason": "low_df"}
    return {
        **row,
        "est": found.est,
        "ci_lower": found.lower,
        "ci_upper": found.upper,
        "pvalue": found.pvalue,
        "n": result.sample.used,
        "caveats": [asdict(caveat) for caveat in result.caveats],
    }


def _verdict(row: Mapping[str, Any], alpha: float) -> str:
    """``supported``, ``not_supported``, ``opposite``, the same by interval, or else.

    ``mixed`` where tests beyond chance go in different directions, ``not_tested``.
    """
    if row["reason"]:
        return "not_tested"
    signs = [_sign(test, row["direction"]) for test in row["tests"]]
    if row["judged"] == "interval":
        return _by_interval(row["tests"], signs)
    if row["pvalue_holm"] >= alpha:
        return "not_supported"
    return _direction(signs)


def _sign(test: Mapping[str, Any], direction: str) -> bool:
    return direction == "any" or (test["est"] > 0) == (direction == "positive")


def _by_interval(tests: Sequence[Mapping[str, Any]], signs: Sequence[bool]) -> str:
    if not all(test["ci_lower"] > 0 or test["ci_upper"] < 0 for test in tests):
        return "not_supported_interval"
    found = _direction(signs)
    return found if found == "mixed" else f"{found}_interval"


def _direction(signs: Sequence[bool]) -> str:
    if all(signs):
        return "supported"
    return "mixed" if any(signs) else "opposite"
