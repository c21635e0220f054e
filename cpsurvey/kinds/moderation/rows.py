"""Who a moderation rests on: complete rows, or everybody several times over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import complete_rows, refuse_empty, refuse_exact, refuse_repeats
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.regression_data import Asked, members
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.moderation.options import Options

Array = NDArray[np.float64]
SMALLEST_SPREAD = 1e-8


@dataclass(frozen=True, slots=True)
class Rows:
    """One set of rows without holes.

    Parameters
    ----------
    y, x, w, source : (n,) arrays
        Outcome, predictor, moderator; what works through the predictor, or None.
    beside : (n, q) array
        Covariates.
    ratios : (p,) array
        Deviation of each column of `design` over that of the outcome; of the product, the
        product of its parts' deviations.
    used : (respondents,) array
        Which rows these are.
    """

    y: Array
    x: Array
    w: Array
    source: Array | None
    beside: Array
    ratios: Array
    clusters: NDArray[np.int64] | None
    used: NDArray[np.bool_]

    @property
    def design(self) -> Array:
        """(n, p): predictor, moderator, product, source, covariates."""
        source = [] if self.source is None else [self.source]
        return np.column_stack([self.x, self.w, self.x * self.w, *source, self.beside])


def completed(params: Options, context: Context) -> imputed.Several:
    """The answers as they are, or completed several times."""
    if params.missing == "listwise":
        return imputed.Several((context,))
    more = [name for name in (params.source, params.covariates) if name]
    formula = " + ".join([f"{params.predictor}*{params.moderator}", *more])
    asked = Asked(outcome=params.outcome, formulas=(formula,), cluster=params.cluster)
    return imputed.contexts(context, asked)


def rows(params: Options, context: Context, covariates: Sequence[grammar.Column]) -> Rows:
    """Whoever lacks nothing."""
    scored = context.scored
    asked = [params.outcome, params.predictor, params.moderator]
    asked += [params.source] if params.source else []
    named = {n: scored.values[n] for n in asked} | {c.term: c.values for c in covariates}
    refuse_empty({**named, **members(context, params.cluster)})
    used = complete_rows(named.values())
    groups = context.group(params.cluster) if params.cluster else None
    if groups is not None:
        used &= groups >= 0
        robust = params.interpreted in ("cr1", "cr2")
        if robust and len(np.unique(groups[used])) == 1:
            raise CpsurveyError(
                "CPS408", "all complete respondents are in one group", fix="use errors: hc3"
            )
    predictors.check([*_alone(context, asked[1:]), *covariates], used, context)
    y, x, w, *source = (scored.values[n][used] for n in asked)
    beside = [c.values[used] for c in covariates]
    return Rows(
        y=y,
        x=x,
        w=w,
        source=source[0] if source else None,
        beside=np.column_stack([np.zeros((len(y), 0)), *beside]),
        ratios=_ratios(y, (x, w), source, [grammar.deviation(c, used) for c in covariates]),
        clusters=None if groups is None else groups[used],
        used=used,
    )


def _ratios(
    y: Array, pair: tuple[Array, Array], source: Sequence[Array], beside: Sequence[float]
) -> Array:
    if len(y) < 2 or not np.ptp(y):
        return np.full(3 + len(source) + len(beside), np.nan)  # refused before anybody asks
    first, second, *more = (float(column.std(ddof=1)) for column in (*pair, *source))
    spread = np.array([first, second, first * second, *more, *beside])
    return np.asarray(spread / y.std(ddof=1))


def stacked(sets: Sequence[Rows]) -> Rows:
    """All sets below each other: averages over them are averages of them."""
    first = sets[0]
    if len(sets) == 1:
        return first
    return replace(
        first,
        y=np.concatenate([one.y for one in sets]),
        x=np.concatenate([one.x for one in sets]),
        w=np.concatenate([one.w for one in sets]),
        source=None if first.source is None else np.concatenate([_source(s) for s in sets]),
        beside=np.concatenate([one.beside for one in sets]),
        ratios=np.mean([one.ratios for one in sets], axis=0),
    )


def _source(one: Rows) -> Array:
    assert one.source is not None
    return one.source


def _alone(context: Context, names: Sequence[str]) -> Iterator[grammar.Column]:
    """Predictor and moderator as columns."""
    for name in names:
        yield from predictors.columns(name, context)


def refuse(params: Options, made: Rows, names: list[str]) -> None:
    """Too few rows, what does not vary, what repeats others.

    Raises
    ------
    CpsurveyError
        CPS404, CPS405, CPS406.
    """
    X, y = made.design, made.y
    if len(y) < X.shape[1] + 3:
        raise CpsurveyError(
            "CPS404",
            f"{len(y)} complete respondents are too few for {X.shape[1]} predictors",
            fix="leave out covariates with many missing answers",
        )
    still = [name for name, x in zip(names, X.T, strict=True) if np.ptp(x) < SMALLEST_SPREAD]
    still += [params.outcome] if np.ptp(y) < SMALLEST_SPREAD else []
    if still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still)}: everybody analysed has the same value",
            fix="an effect cannot depend on what does not vary; leave it out",
        )
    refuse_repeats(X, names)
    refuse_exact(params.outcome, y, X, names)
