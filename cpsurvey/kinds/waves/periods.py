"""Indicators by period, beside the waves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import special

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.over_waves import Waves
from cpsurvey.kinds.waves.data import Period
from cpsurvey.payload import limits


def periods(context: Context, waves: Waves) -> Iterator[Period]:
    """Mean over respondents of each indicator (per contact, where contacts are known).

    Periods that are declared to belong to a wave are one, of the people of that wave; they
    are not shown over everybody, too: a difference of both would be that of few.
    """
    data, kpi = context.indicators, context.study.file.kpi
    declared = context.study.file.waves
    if data is None or kpi is None or declared is None:
        return
    people = _people(waves)
    of = {period: declared.wave_of(period) for period in set(data.period)}
    for indicator in kpi.indicators:
        sums: dict[tuple[str | None, str], dict[str, list[float]]] = {}
        for at, who in enumerate(data.agent):
            if data.indicator[at] != indicator.id:
                continue
            wave = of[data.period[at]]
            if who not in people.get(wave, ()):
                continue
            period = ", ".join(declared.periods[wave]) if wave else data.period[at]
            own = sums.setdefault((wave, period), {}).setdefault(who, [0.0, 0.0])
            contacts = float(data.n[at])
            own[0] += 1.0 if np.isnan(contacts) else contacts
            own[1] += float(data.total[at])
        for wave, period in sorted(sums, key=lambda one: one[1]):
            means = np.array([t / n for n, t in sums[wave, period].values() if n > 0])
            if period and len(means) >= context.study.smallest:
                yield _period(indicator.id, period, means, wave)


def _people(waves: Waves) -> dict[str | None, set[str]]:
    """Who answered in each wave, and in any."""
    who = np.array(waves.scored.respondent, dtype=object)
    found: dict[str | None, set[str]] = {
        label: set(who[waves.at == w]) for w, label in enumerate(waves.labels)
    }
    return {**found, None: set(who)}


def _period(indicator: str, period: str, values: np.ndarray, wave: str | None) -> Period:
    n, mean = len(values), values.mean()
    reach = special.stdtrit(n - 1, (1 + LEVEL) / 2) * values.std(ddof=1) / np.sqrt(n)
    return Period(
        indicator=indicator,
        period=period,
        n=n,
        mean=number(mean),
        ci=limits(mean - reach, mean + reach),
        wave=wave,
    )
