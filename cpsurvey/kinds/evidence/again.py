"""Scores of the same people in a wave and its retest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.over_waves import Waves
from cpsurvey.design.waves import Waves as Declared
from cpsurvey.kinds.evidence.data import Retest
from cpsurvey.payload import limits
from cpsurvey.results import Caveat
from cpsurvey.stats.retest import retest

FEW = 50
"""People a retest should have (Terwee et al., 2007)."""
Array = NDArray[np.float64]


def retests(context: Context) -> Iterator[Retest]:
    """Every scale, in every language with enough people in both waves."""
    waves, declared = context.retested, context.study.file.waves
    if waves is None or declared is None:
        return
    for label in declared.retests:
        first = _before(waves, declared, label)
        if first is not None:
            yield from _pair(context, waves, declared, (first, label))


def caveats(context: Context, found: list[Retest]) -> Iterator[Caveat]:
    """Retests that say nothing, and those of few."""
    waves, declared = context.retested, context.study.file.waves
    for label in declared.retests if declared else ():
        own = [one for one in found if one.second == label]
        if waves is None or label not in waves.labels:
            yield Caveat("evidence_retest_absent", "note", {"wave": label})
        elif not own:
            k = context.study.smallest
            yield Caveat("evidence_retest_alone", "warning", {"wave": label, "k": k})
    fewest = min((one.n for one in found), default=FEW)
    if fewest < FEW:
        yield Caveat("evidence_retest_few", "note", {"n": fewest})


def _before(waves: Waves, declared: Declared, label: str) -> str | None:
    """The wave that a retest repeats: the last one before it that is none itself."""
    if label not in waves.labels:
        return None
    earlier = waves.labels[: waves.labels.index(label)]
    return next((one for one in reversed(earlier) if one not in declared.retests), None)


def _pair(
    context: Context, waves: Waves, declared: Declared, pair: tuple[str, str]
) -> Iterator[Retest]:
    whole = context.study.whole.questionnaire
    rows = waves.rows[:, [waves.labels.index(label) for label in pair]]
    first, second = rows[(rows >= 0).all(axis=1)].T
    spoken = _languages(context, waves, first)
    for scale in whole.scales:
        if any(declared.changed.get(item.id) == pair[1] for item in scale.items):
            continue  # another wording is no retest
        values = waves.scored.values.get(scale.id)
        if values is None:
            continue
        scores = np.column_stack([values[first], values[second]])
        full = ~np.isnan(scores).any(axis=1)
        for language, mine in spoken.items():
            own = scores[full & mine]
            if len(own) >= context.study.smallest:
                yield from _retest(own, scale.id, language, pair)


def _retest(
    scores: Array, scale: str, language: str, pair: tuple[str, str]
) -> Iterator[Retest]:
    try:
        found = retest(scores)
    except ValueError:  # nobody differs from the others
        return
    yield Retest(
        scale=scale,
        language=language,
        first=pair[0],
        second=pair[1],
        n=found.n,
        icc=found.icc,
        ci=limits(found.lower, found.upper),
        sd=found.sd,
        sem=found.sem,
        smallest=found.smallest,
    )


def _languages(
    context: Context, waves: Waves, rows: NDArray[np.int64]
) -> dict[str, NDArray[np.bool_]]:
    """Language -> who answered in it the first time; what would tell of few is left out."""
    known = context.study.whole.questionnaire.languages
    if len(known) == 1:
        return {known[0]: np.ones(len(rows), dtype=bool)}
    column = waves.scored.groups.get(context.study.whole.roles.get("language", ""))
    if column is None:
        return {}
    told = column[rows]
    found = {one: np.array([label == one for label in told], dtype=bool) for one in known}
    counts = [int(mine.sum()) for mine in found.values()]
    counts.append(len(rows) - sum(counts))
    if any(0 < count < context.study.smallest for count in counts):
        return {}
    return {one: mine for one, mine in found.items() if mine.any()}
