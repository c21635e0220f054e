"""How much do answers owe to the method of asking? Common-method variance (table T14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.models import sample_of
from cpsurvey.analysis.names import free_name
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.method import marker as technique
from cpsurvey.kinds.method.correlations import Chosen, Marker, crossed, harman, partial
from cpsurvey.kinds.method.data import Method, Model, Nearest, Technique, Test
from cpsurvey.kinds.method.marker import Block, Design
from cpsurvey.kinds.method.options import Options
from cpsurvey.kinds.method.series import Series
from cpsurvey.results import Caveat, Result, Sample, Scalar

FITS = 11
"""Models of a full run."""
CLOSE_MARKER = 0.30
"""Correlation of marker and factor from which the marker may hold substance."""
FORGIVEN: tuple[Model, ...] = ("single", "ulmc_equal", "ulmc_free", "method_s05", "method_s01")


def method(params: Options, context: Context) -> list[Result[Method]]:
    """Harman, single factor, marker technique, unmeasured factor, partial correlations."""
    caveats: list[Caveat] = []
    scales, marker = _scales(params, context, caveats)
    blocks = [Block(scale.id, tuple(items)) for scale, items in scales]
    series = _series(params, context, [*scales, *([marker] if marker else [])])
    items = [item for block in blocks for item in block.items]
    taken = {*context.scored.values}
    measured = series.add("measurement", technique.written(blocks), items)
    one = Block(free_name("single_factor", taken), tuple(items))
    series.add("single", one.line, items)
    marked = _technique(series, blocks, marker, taken, caveats)
    factor, label = free_name("method_factor", taken), free_name("method_loading", taken)
    ulmc = technique.unmeasured(blocks, series, factor, label) if params.ulmc else ()
    data = Method(
        scales=tuple(scale.id for scale, _ in scales),
        items=len(items),
        marker=marker[0].id if marker else None,
        marker_items=tuple(marker[1]) if marker else (),
        estimator=series.estimator,
        missing=series.missing,
        harman=harman(context, items, measured),
        models=series.rows(),
        single=series.test("single", "measurement"),
        technique=marked,
        ulmc=ulmc,
        crossed=tuple(crossed(context, scales, marker)),
        partial=partial(context, scales, marker, caveats),
    )
    sample = _sample(context, series, items)
    return [Result("method", context.id, sample, data, caveats=(*caveats, *series.caveats))]


def _scales(
    params: Options, context: Context, caveats: list[Caveat]
) -> tuple[Chosen, Marker | None]:
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


def _series(params: Options, context: Context, used: Iterable[Marker]) -> Series:
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


def _sample(context: Context, series: Series, items: Sequence[str]) -> Sample:
    """Those the models rest on; without any model, those with an answer."""
    found = series.fits.get("cfa") or series.fits.get("measurement")
    if found is not None and found.model.rows is not None:
        return sample_of(found, context)
    answered = ~np.isnan(context.scored.matrix(list(items))).all(axis=1)
    return context.scored.sample(np.asarray(answered), "no_answer")


def _technique(
    series: Series,
    blocks: Sequence[Block],
    marker: Marker | None,
    taken: Collection[str],
    caveats: list[Caveat],
) -> Technique | None:
    """The marker technique's tests, and what its three phases say."""
    if marker is None or len(marker[1]) < 2:
        return None
    design = Design(tuple(blocks), Block(marker[0].id, tuple(marker[1])))
    retained = technique.sequence(design, series, free_name("marker_loading", taken))
    nearest = _nearest(design, series)
    if nearest and nearest.r is not None and abs(nearest.r) >= CLOSE_MARKER:
        said: dict[str, Scalar] = {"variable": marker[0].id, "outcome": nearest.scale}
        caveats.append(Caveat("method_close_marker", "warning", {**said, "r": nearest.r}))
    equal = series.fits["method_c"] if series.sound("method_c") else None
    kept = series.fits[retained] if retained else None
    tests = [_test(series, "baseline", "method_c"), _test(series, "method_c", "method_u")]
    if retained:
        tests.append(_test(series, "method_r", retained))
    return Technique(
        tests=tuple(tests),
        retained=retained,
        method_variance=technique.variance(design, kept) if kept else None,
        marker_factor=nearest,
        detectable=technique.detectable(design, equal) if equal else None,
        reliability=technique.reliability(design, series.fits["baseline"], kept)
        if kept
        else (),
        sensitivity=technique.correlations(design, series, retained) if retained else (),
    )


def _nearest(design: Design, series: Series) -> Nearest | None:
    first = series.fits.get("cfa")
    if first is None or not first.converged:
        return None
    name, r = technique.nearest(design, first)
    return Nearest(scale=name, r=number(r))


def _test(series: Series, restricted: Model, general: Model) -> Test:
    """A difference, empty where one of the models is unsound."""
    return series.test(restricted, general) or Test(
        restricted=restricted, general=general, chisq=None, df=None, pvalue=None, method=None
    )
