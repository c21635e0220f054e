"""Internal structure and relations: what the other analyses of this run found of a scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import atanh
from typing import Any

import numpy as np
from scipy import special

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import robust
from cpsurvey.kinds.evidence.data import Criterion, Distinct, Model, Reliability
from cpsurvey.parts import Step
from cpsurvey.results import Result, sound
from cpsurvey.sem.inference.reference import Z975
from cpsurvey.stats.multiple import holm

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Answered:
    """In which languages people answered.

    Parameters
    ----------
    by : mapping of str to int or None
        Language -> people, None where few, or where showing it would tell of few.
    known : bool
        Whether it is known who answered in which; not needed where there is one language.
    """

    by: Mapping[str, int | None]
    known: bool

    @property
    def one(self) -> bool:
        """Whether all answered in one language."""
        return len(self.by) == 1


def answered(context: Context) -> Answered:
    """Who answered in which language."""
    languages = context.study.whole.questionnaire.languages
    n = context.scored.n
    if len(languages) == 1:
        return Answered({languages[0]: n if n >= context.k else None}, known=True)
    role = context.study.whole.roles.get("language")
    if role is None or role not in context.scored.groups:
        return Answered({}, known=False)
    found = context.protection.of(role)
    by = {
        label: int(count) if mark == "shown" and count >= context.k else None
        for label, count, mark in zip(found.labels, found.counts, found.marks, strict=True)
        if count
    }
    return Answered(by, known=bool(by))


def reliability(
    context: Context, scale: str, language: str, who: Answered
) -> Reliability | None:
    """Reliability of the scale in this language, or of all languages where it is not apart."""
    for result in _sound(context, "reliability"):
        group = f"{context.study.groups.get('language')}={language}"
        apart = [
            one.found
            for one in result.data.groups
            if (one.scale, one.group) == (scale, group) and one.found
        ]
        whole = [one for one in result.data.scales if one.scale == scale]
        found = apart if apart and not who.one else whole
        if found and found[0].reliability is not None:
            one = found[0]
            return Reliability(
                n=one.omega_n if one.headline == "omega_total" and one.omega_n else one.n,
                day=context.until or None,
                headline=one.headline,
                reliability=one.reliability,
                ci=one.reliability_ci,
                pooled=found is whole and not who.one,
            )
    return None


def model(context: Context, scale: str) -> Model | None:
    """The first measurement model with the scale as a factor, a sound one before others."""
    there = [
        result
        for result in context.results
        if result.kind == "cfa" and result.done and scale in result.data.latent
    ]
    if not there:
        return None
    result = next((one for one in there if sound(one)), there[0])
    return Model(
        n=result.sample.used,
        day=context.until or None,
        analysis=result.id,
        sound=sound(result),
        df=robust(result.fit, "df"),
        cfi=robust(result.fit, "cfi"),
        rmsea=robust(result.fit, "rmsea"),
        srmr=robust(result.fit, "srmr"),
        across=_across(context, scale),
    )


def _across(context: Context, scale: str) -> Step | None:
    """How far the measurement of the scale is the same in all languages."""
    by = context.study.whole.roles.get("language")
    for result in _sound(context, "invariance"):
        if result.data.by not in ("language", by):
            continue
        for ladder in result.data.models:
            if scale in ladder.scales and ladder.reached:
                step: Step = ladder.reached
                return step
    return None


def distinct(context: Context, scale: str) -> Distinct | None:
    """Other scales that this one was compared with."""
    for result in _sound(context, "discriminant"):
        pairs = [
            pair
            for pair in result.data.pairs
            if scale in (pair.first, pair.second) and pair.meets_strict is not None
        ]
        if pairs:
            return Distinct(
                n=result.sample.used,
                day=context.until or None,
                pairs=len(pairs),
                distinct=sum(pair.meets_strict for pair in pairs),
            )
    return None


def criterion(context: Context, scale: str) -> Criterion | None:
    """Indicators that go with the score of the scale, by simple correlations.

    Their errors are taken from their intervals on Fisher's scale, where they are symmetric.
    """
    found = [
        one
        for result in _sound(context, "kpi")
        for one in _with_indicators(result.data, scale)
        if one.n and one.r is not None and one.ci is not None and abs(one.r) < 1
    ]
    if not found:
        return None
    p = np.array([_pvalue(one.r, one.ci.lower, one.ci.upper) for one in found])
    beyond = holm(p) < LEVEL
    at = int(np.argmin(p))
    return Criterion(
        n=found[at].n,
        day=context.until or None,
        tested=len(found),
        beyond=int(beyond.sum()),
        indicator=found[at].indicator,
        r=found[at].r,
        ci=found[at].ci,
    )


def _with_indicators(data: Any, scale: str) -> Iterator[Any]:
    seen = set()
    own = (one.own for one in data.convergence)
    for one in (*data.correlations, *own):
        if one.score == scale and (one.indicator, one.version) not in seen:
            seen.add((one.indicator, one.version))
            yield one


def _pvalue(r: float, lower: float, upper: float) -> float:
    if not -1 < lower < upper < 1:
        return 1.0
    error = (atanh(upper) - atanh(lower)) / (2.0 * Z975)
    return float(2.0 * special.ndtr(-abs(atanh(r)) / error))


def _sound(context: Context, kind: str) -> Iterator[Result[Any]]:
    return (result for result in context.results if result.kind == kind and sound(result))
