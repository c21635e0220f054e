"""Indicators by period, beside the waves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import special

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.waves.data import Period
from cpsurvey.payload import limits


def periods(context: Context, respondents: set[str]) -> Iterator[Period]:
    """Mean over respondents of each indicator (per contact, where contacts are known)."""
    data, kpi = context.indicators, context.study.file.kpi
    if data is None or kpi is None:
        return
    for indicator in kpi.indicators:
        sums: dict[str, dict[str, list[float]]] = {}
        for at, who in enumerate(data.agent):
            if data.indicator[at] == indicator.id and who in respondents:
                own = sums.setdefault(data.period[at], {}).setdefault(who, [0.0, 0.0])
                contacts = float(data.n[at])
                own[0] += 1.0 if np.isnan(contacts) else contacts
                own[1] += float(data.total[at])
        for period in sorted(sums):
            values = np.array([total / n for n, total in sums[period].values() if n > 0])
            if period and len(values) >= context.study.smallest:
                yield _period(indicator.id, period, values)


def _period(indicator: str, period: str, values: np.ndarray) -> Period:
    n, mean = len(values), values.mean()
    reach = special.stdtrit(n - 1, (1 + LEVEL) / 2) * values.std(ddof=1) / np.sqrt(n)
    return Period(
        indicator=indicator,
        period=period,
        n=n,
        mean=number(mean),
        ci=limits(mean - reach, mean + reach),
    )
