"""How much do answers owe to the method of asking? Common-method variance (table T14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.models import sample_of
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import chosen
from cpsurvey.design.scales import Scale
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.method import marker as technique
from cpsurvey.kinds.method.marker import Block, Design
from cpsurvey.kinds.method.options import Options
from cpsurvey.kinds.method.series import Series, best
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.stats.association import p_values
from cpsurvey.stats.method import adjusted, crossed, first_axis, first_component

Array = NDArray[np.float64]
Chosen = list[tuple[Scale, list[str]]]
FITS = 11
"""Models of a full run."""
CLOSE_MARKER = 0.30
"""Correlation of marker and factor from which the marker may hold substance."""
SINGLE, MEASUREMENT = "single", "measurement"
FORGIVEN = (SINGLE, "ulmc_equal", "ulmc_free", "method_s05", "method_s01")
Z975 = 1.959963984540054


def method(params: Options, context: Context) -> list[Result[Any]]:
    """Harman, single factor, marker technique, unmeasured factor, partial correlations."""
    caveats: list[Caveat] = []
    scales, marker = _scales(params, context, caveats)
    blocks = [Block(scale.id, tuple(items)) for scale, items in scales]
    series = _series(params, context, [*scales, *([marker] if marker else [])])
    items = [item for block in blocks for item in block.items]
    taken = {*context.scored.values}
    measured = series.add(MEASUREMENT, technique.written(blocks), items)
    one = _free("single_factor", taken)
    series.add(SINGLE, Block(one, tuple(items)).line, items)
    data: dict[str, Any] = {
        "scales": [scale.id for scale, _ in scales],
        "items": len(items),
        "marker": marker[0].id if marker else None,
        "marker_items": marker[1] if marker else [],
        "estimator": series.estimator,
        "missing": series.missing,
        "harman": _harman(context, items, measured),
        "single": _single(series),
    }
    data |= _marked(series, blocks, marker, taken, caveats)
    factor, label = _free("method_factor", taken), _free("method_loading", taken)
    data["ulmc"] = technique.unmeasured(blocks, series, factor, label) if params.ulmc else []
    data["models"] = series.rows()
    data["crossed"] = _crossed(context, scales, marker)
    data["partial"] = _partial(context, scales, marker, caveats)
    return [
        Result(
            kind="method",
            id=context.id,
            sample=_sample(context, series, items),
            data=data,
            caveats=(*caveats, *series.caveats),
        )
    ]


def _scales(
    params: Options, context: Context, caveats: list[Caveat]
) -> tuple[Chosen, tuple[Scale, list[str]] | None]:
    """Scales with two varying items and more, and the marker with its own."""
    everything = context.questionnaire.scale_by_id
    core = tuple(s.id for s in everything.values() if s.role == "core")
    wanted = params.scales or core or tuple(everything)
    name = params.marker or next(
        (s.id for s in everything.values() if s.role == "marker"), None
    )
    asked = params.model_copy(update={"scales": tuple(s for s in wanted if s != name)})
    scales = _varying(chosen(asked, context), context, caveats)
    few = [scale.id for scale, items in scales if len(items) < 2]
    if few:
        caveats.append(Caveat("method_few_items", "note", {"variables": ", ".join(few)}))
    scales = [(scale, items) for scale, items in scales if len(items) > 1]
    if len(scales) < 2:
        raise CpsurveyError(
            "CPS410",
            "method variance needs two scales with two varying items each",
            fix="name other scales with 'scales', or leave this analysis out",
        )
    marker = None
    if name is not None:
        there = context.available(item.id for item in everything[name].items)
        left = _varying([(everything[name], there)], context, caveats)
        marker = left[0] if left and left[0][1] else None
    if marker is None:
        caveats.append(Caveat("method_no_marker", "warning", {}))
    elif len(marker[1]) < 3:
        caveats.append(
            Caveat(
                "method_short_marker",
                "warning",
                {"variable": marker[0].id, "k": len(marker[1])},
            )
        )
    return scales, marker


def _varying(found: Chosen, context: Context, caveats: list[Caveat]) -> Chosen:
    flat = [
        item
        for _, items in found
        for item in items
        if np.nanmin(x := context.scored.values[item]) == np.nanmax(x)
    ]
    if flat:
        caveats.append(Caveat("method_constant", "warning", {"variables": ", ".join(flat)}))
    return [(scale, [i for i in items if i not in flat]) for scale, items in found]


def _series(
    params: Options, context: Context, used: Iterable[tuple[Scale, list[str]]]
) -> Series:
    estimator = params.estimator or ("wlsmv" if context.ordinal else "mlr")
    ordered = estimator == "wlsmv"
    names = [item for _, items in used for item in items]
    done = iter(range(1, FITS + 1))
    return Series(
        {name: context.scored.values[name] for name in names},
        estimator,
        params.missing or ("listwise" if ordered else "fiml"),
        context.fits,
        names if ordered else (),
        FORGIVEN,
        lambda: context.progress(next(done, FITS), FITS),
    )


def _free(name: str, taken: set[str]) -> str:
    """`name`, longer where the questionnaire has it."""
    while name in taken:
        name += "_"
    return name


def _sample(context: Context, series: Series, items: Sequence[str]) -> Sample:
    """Those the models rest on; without any model, those with an answer."""
    found = series.fits.get(technique.CFA) or series.fits.get(MEASUREMENT)
    if found is not None and found.model.rows is not None:
        return sample_of(found, context)
    answered = ~np.isnan(context.scored.matrix(list(items))).all(axis=1)
    return context.scored.sample(np.asarray(answered), "no_answer")


# ------------------------------------------------------------------------- one factor
def _harman(context: Context, items: list[str], found: Any) -> dict[str, Any]:
    """Shares of the first unrotated component and axis of the items' correlations.

    With missing answers the correlations are those of the saturated model.
    """
    if found is not None:
        cov = found.model.samples[0].cov
    else:
        matrix = context.scored.matrix(items)
        complete = matrix[~np.isnan(matrix).any(axis=1)]
        if len(complete) < 3 or (np.ptp(complete, axis=0) == 0).any():
            return {"component": None, "axis": None}
        cov = np.cov(complete.T)
    sd = np.sqrt(np.diag(cov))
    R = cov / np.outer(sd, sd)
    axis = first_axis(R)
    return {
        "component": number(first_component(R)),
        "axis": None if axis is None else number(axis),
    }


def _single(series: Series) -> dict[str, Any] | None:
    """One factor against the measurement model."""
    test = series.test(SINGLE, MEASUREMENT)
    if test is None:
        return None
    cfi = {name: best(series.fits[name], "cfi") for name in (SINGLE, MEASUREMENT)}
    return {**test, "cfi_single": cfi[SINGLE], "cfi_measurement": cfi[MEASUREMENT]}


# ----------------------------------------------------------------------------- marker
def _marked(
    series: Series,
    blocks: Sequence[Block],
    marker: tuple[Scale, list[str]] | None,
    taken: set[str],
    caveats: list[Caveat],
) -> dict[str, Any]:
    """The marker technique's tests, and what its three phases say."""
    found: dict[str, Any] = {
        "tests": [],
        "retained": None,
        "method_variance": None,
        "reliability": [],
        "sensitivity": [],
        "marker_factor": None,
        "detectable": None,
    }
    if marker is None or len(marker[1]) < 2:
        return found
    design = Design(tuple(blocks), Block(marker[0].id, tuple(marker[1])))
    retained = technique.sequence(design, series, _free("marker_loading", taken))
    first = series.fits.get(technique.CFA)
    if first is not None and first.converged:
        name, r = technique.nearest(design, first)
        found["marker_factor"] = {"scale": name, "r": number(r)}
        if abs(r) >= CLOSE_MARKER:
            caveats.append(
                Caveat(
                    "method_close_marker",
                    "warning",
                    {"variable": marker[0].id, "outcome": name, "r": r},
                )
            )
    if series.sound(technique.METHOD_C):
        equal = series.fits[technique.METHOD_C]
        found["detectable"] = technique.detectable(design, equal)
    pairs = [
        (technique.BASELINE, technique.METHOD_C),
        (technique.METHOD_C, technique.METHOD_U),
    ]
    tests = [(*pair, series.test(*pair)) for pair in pairs]
    if retained is not None:
        tests.append((technique.METHOD_R, retained, series.test(technique.METHOD_R, retained)))
        base, kept = series.fits[technique.BASELINE], series.fits[retained]
        found["method_variance"] = technique.variance(design, kept)
        found["reliability"] = technique.reliability(design, base, kept)
        found["sensitivity"] = technique.correlations(design, series, retained)
    found["retained"] = retained
    found["tests"] = [
        test or {"restricted": a, "general": b, "chisq": None, "df": None, "pvalue": None}
        for a, b, test in tests
    ]
    return found


def _crossed(
    context: Context, scales: Chosen, marker: tuple[Scale, list[str]] | None
) -> list[dict[str, Any]]:
    """Mean correlation of the marker's items with the others, by answer format."""
    if marker is None:
        return []
    formats: dict[str, list[str]] = {}
    own = {marker[0].options}
    for scale, items in scales:
        for item in items:
            options = context.questionnaire.items[item].options or scale.options
            formats.setdefault(options, []).append(item)
    rows = []
    for options, items in formats.items():
        matrix = context.scored.matrix([*marker[1], *items])
        full = matrix[~np.isnan(matrix).any(axis=1)]
        if len(full) < 3 or (np.ptp(full, axis=0) == 0).any():
            continue
        k = len(marker[1])
        found = crossed(full[:, :k], full[:, k:])
        rows.append(
            {
                "options": options,
                "same": options in own,
                "items": len(items),
                "n": len(full),
                "mean": number(found.mean),
                "se": number(found.se),
                "ci_lower": number(found.mean - Z975 * found.se),
                "ci_upper": number(found.mean + Z975 * found.se),
            }
        )
    return rows


# ---------------------------------------------------------------- partial correlations
def _partial(
    context: Context,
    scales: Chosen,
    marker: tuple[Scale, list[str]] | None,
    caveats: list[Caveat],
) -> dict[str, Any] | None:
    """Lindell and Whitney: the smallest positive correlation with the marker, taken out.

    Without a marker, the smallest positive correlation of two scales stands in for it. The
    largest correlation with the marker says how much the choice matters.
    """
    names = [scale.id for scale, _ in scales]
    if marker and np.isnan(context.scored.values[marker[0].id]).all():
        marker = None  # too few of its items were answered for a score
    scores = context.scored.matrix([*names, *([marker[0].id] if marker else [])])
    full = scores[~np.isnan(scores).any(axis=1)]
    n = len(full)
    if n < 4 or (np.ptp(full, axis=0) == 0).any():
        caveats.append(Caveat("method_no_partial", "warning", {"n": n}))
        return None
    R = np.asarray(np.corrcoef(full.T))
    p = len(names)
    among = [(float(R[i, j]), names[i], names[j]) for i, j in combinations(range(p), 2)]
    candidates = (
        [(float(R[i, p]), names[i], marker[0].id) for i in range(p)] if marker else among
    )
    positive = sorted(c for c in candidates if c[0] > 0)
    taken = positive[0] if positive else (0.0, None, None)
    largest = positive[-1][0] if positive and marker else None
    rows = [_pair(r, a, b, taken[0], largest, n) for r, a, b in among]
    return {
        "basis": "marker" if marker else "smallest",
        "r": taken[0],
        "first": taken[1],
        "second": taken[2],
        "largest": largest,
        "n": n,
        "pairs": rows,
    }


def _pair(
    r: float, first: str, second: str, taken: float, largest: float | None, n: int
) -> dict[str, Any]:
    less = adjusted(r, taken, n)
    return {
        "first": first,
        "second": second,
        "r": number(r),
        "pvalue": number(p_values(np.array(r), np.array(n))),
        "adjusted": number(less.r),
        "t": number(less.t),
        "df": less.df,
        "adjusted_p": number(less.pvalue),
        "conservative": None if largest is None else number(adjusted(r, largest, n).r),
    }
