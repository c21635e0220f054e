"""Who answered carefully, and whether the main model depends on who did not (table T3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.screening import data
from cpsurvey.kinds.screening.data import Screening
from cpsurvey.kinds.screening.options import Options
from cpsurvey.kinds.screening.stages import compare
from cpsurvey.results import Result
from cpsurvey.screening import Rule, Stage, Verdicts
from cpsurvey.screening.signs import CONSISTENCY

Flags = NDArray[np.bool_]


def screening(params: Options, context: Context) -> list[Result[Screening]]:
    """Count by rule who is flagged and who is left out; only counts leave the store."""
    scored = context.scored
    verdicts = scored.verdicts
    if verdicts is None or not verdicts.rules:
        raise CpsurveyError(
            "CPS410",
            "no rule of screening applies",
            fix="name rules under 'screening' in study.yaml, or leave the analysis out",
        )
    models, caveats = compare(context) if params.compare else (None, [])
    data = Screening(
        answered=int(verdicts.keep("answered").sum()),
        hard=int(verdicts.keep("hard").sum()),
        soft=int(verdicts.keep("soft").sum()),
        analysed=scored.n,
        stage=scored.stage,
        soft_limit=verdicts.limit,
        rules=tuple(_rules(verdicts, scored.stage, context.k)),
        flags=tuple(_flags(verdicts)),
        models=models,
    )
    sample = scored.sample(np.ones(scored.n, dtype=bool))
    said = (*verdicts.remarks, *caveats)
    return [Result("screening", context.id, sample, data, caveats=said)]


def _rules(verdicts: Verdicts, stage: Stage, k: int) -> Iterator[data.Rule]:
    """One line per rule; a group smaller than `k` is counted, not described."""
    gone = ~verdicts.keep(stage)
    out = ~verdicts.keep("soft")
    for rule in verdicts.rules:
        flagged = int(rule.broken.sum())
        described = flagged >= k
        others = [other for other in verdicts.rules if _differs(other, rule)]
        elsewhere = _by_any(others, rule)
        consistent = _by_any([one for one in others if one.name in CONSISTENCY], rule)
        without = replace(
            verdicts, rules=tuple(one for one in verdicts.rules if one is not rule)
        )
        yield data.Rule(
            rule=rule.name,
            hard=rule.hard,
            threshold=dict(rule.threshold),
            judged=int(rule.judged.sum()),
            flagged=flagged,
            excluded=int((rule.broken & gone).sum()) if described or rule.hard else None,
            overlap=int((rule.broken & elsewhere).sum()) if described else None,
            beyond=int((rule.broken & ~consistent).sum()) if described else None,
            decides=int((out & without.keep("soft")).sum()) if described else None,
            reason=rule.reason,
        )


def _by_any(rules: Sequence[Rule], rule: Rule) -> Flags:
    """Who is flagged by one of the rules, as long as `rule` is."""
    none = np.zeros_like(rule.broken)
    return np.asarray(np.any([none, *(one.broken for one in rules)], axis=0))


def _differs(other: Rule, rule: Rule) -> bool:
    """Whether a rule says something else: failing all checks is failing one."""
    return other.name != rule.name


def _flags(verdicts: Verdicts) -> Iterator[data.Flags]:
    """Respondents with enough answers by soft rules broken."""
    answered = verdicts.keep("answered")
    count = np.bincount(verdicts.soft_count[answered])
    left_out = ~verdicts.keep("hard")[answered]
    hard = np.bincount(verdicts.soft_count[answered][left_out], minlength=len(count))
    for flags, (n, out) in enumerate(zip(count, hard, strict=True)):
        yield data.Flags(flags=flags, n=int(n), hard=int(out))
