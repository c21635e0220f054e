"""Do items mean the same in all languages or groups? (T13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cpsurvey.analysis import scales
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.ladder import Setting, climb
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.cutoffs import CHEN, variant
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.invariance import comparable, dif, distance
from cpsurvey.kinds.invariance.data import Group, Invariance, Ladder
from cpsurvey.kinds.invariance.options import Options
from cpsurvey.results import Caveat, Result, Sample, Scalar

Factors = Mapping[str, Sequence[str]]
FOR_MODELS = 100
"""Respondents a group needs for multi-group models."""
FOR_DIF = 20
"""And for ordinal regressions, if privacy does not ask for more."""


def invariance(params: Options, context: Context) -> list[Result[Invariance]]:
    """Compare the groups step by step; small groups are described by regressions."""
    wanted = scales.chosen(ScaleOptions(scales=params.scales), context)
    factors = {scale.id: items for scale, items in wanted}
    groups = comparable.groups(params.by, context, FOR_DIF)
    data = Invariance(
        by=context.variable(params.by),
        method="none",
        groups=tuple(Group(group=g, n=n) for g, n in groups.sizes.items()),
        left_out=groups.left_out,
        rule=params.rule,
        strict=params.strict,
        together=params.together,
    )
    caveats = comparable.caveats(groups, context)
    if len(groups.sizes) > 1:
        small = min(groups.sizes.values()) < FOR_MODELS
        data, more = (_described if small else _modelled)(
            data, params, context, groups, factors
        )
        caveats += more
    sample = _sample(context, groups)
    return [Result("invariance", context.id, sample, data, caveats=tuple(caveats))]


def _sample(context: Context, groups: comparable.Groups) -> Sample:
    used = int(groups.used.sum())
    if len(groups.sizes) < 2:
        return context.scored.counted(0, {**groups.dropped, "nothing_to_compare": used})
    return context.scored.counted(used, groups.dropped)


# -------------------------------------------------------------------------- small groups
def _described(
    data: Invariance,
    _params: Options,
    context: Context,
    groups: comparable.Groups,
    factors: Factors,
) -> tuple[Invariance, list[Caveat]]:
    """Regressions item by item, where a group is too small for models."""
    columns = {
        item: context.scored.values[item][groups.used]
        for items in factors.values()
        for item in items
    }
    lines = tuple(dif.items(factors, columns, groups.codes[groups.used], list(groups.sizes)))
    smallest = min(groups.sizes.values())
    values: dict[str, Scalar] = {"smallest": smallest, "limit": FOR_MODELS}
    said = [Caveat("invariance_small", "warning", values)]
    said += _naming("dif_not_judged", (i.item for i in lines if i.change is None), "note")
    return replace(data, method="dif", dif=lines), said


def _naming(code: str, names: Iterable[str], severity: str = "warning") -> Iterator[Caveat]:
    """A caveat about these variables, where there are any."""
    if said := ", ".join(names):
        yield Caveat(code, severity, {"variables": said})


# ----------------------------------------------------------------------------- models
def _modelled(
    data: Invariance,
    params: Options,
    context: Context,
    groups: comparable.Groups,
    factors: Factors,
) -> tuple[Invariance, list[Caveat]]:
    """One ladder per scale, or one of all."""
    limits = variant(list(groups.sizes.values()))
    setting = Setting(params.estimator, params.rule, params.strict, CHEN[limits])
    sets = [("", factors)] if params.together else [(s, {s: i}) for s, i in factors.items()]
    caveats: list[Caveat] = []
    if context.ordinal and "estimator" in params.model_fields_set:
        asked = params.estimator.upper()
        caveats.append(Caveat("invariance_ordered", "warning", {"asked": asked}))
    models = []
    for done, (name, some) in enumerate(sets):
        context.progress(done, len(sets))
        ready = comparable.measured(name or context.id, some, groups, context)
        model, more = _one(ready, setting)
        models.append(model)
        caveats += more
    found = replace(
        data,
        method="ordinal" if context.ordinal else "continuous",
        estimator="wlsmv" if context.ordinal else params.estimator,
        limits=limits,
        models=tuple(models),
    )
    return found, [*caveats, *_comparisons(models)]


def _one(ready: comparable.Ready, setting: Setting) -> tuple[Ladder, list[Caveat]]:
    measured = ready.measured
    model = Ladder(
        name=ready.name,
        scales=tuple(ready.scales),
        set_aside=tuple(ready.set_aside),
        merged=tuple(ready.merged),
        stopped="not_tested",
    )
    if measured is None:
        return model, ready.caveats
    try:
        found = climb(measured, setting)
    except CpsurveyError as error:
        values = {"scale": ready.name, "message": str(error.message), "fix": error.fix or ""}
        said = Caveat("invariance_not_fitted", "warning", values)
        return replace(model, stopped="not_fitted"), [*ready.caveats, said]
    assert found.last is not None
    solved = found.stopped != "not_converged"
    model = replace(
        model,
        n=tuple(found.last.nobs),
        steps=tuple(found.rows),
        reached=next(reversed(found.best), None),
        stopped=found.stopped,
        freed=tuple(found.released),
        items=tuple(distance.items(measured, setting, found)) if solved else (),
        stepped=solved and distance.stepped_only(measured),
        means=tuple(distance.means(measured, found)),
        syntax=found.last.syntax.text,
    )
    return model, [*ready.caveats, *_unsound(model)]


def _unsound(model: Ladder) -> Iterator[Caveat]:
    """What is wrong with the solutions of one set of scales."""
    values = {"scale": model.name}
    if not all(row.converged for row in model.steps):
        yield Caveat("invariance_not_converged", "inadmissible", values)
    if not all(row.admissible for row in model.steps if row.converged):
        yield Caveat("invariance_inadmissible", "inadmissible", values)


def _comparisons(models: Sequence[Ladder]) -> Iterator[Caveat]:
    """Which scales' means stand next to each other, and which do not."""
    hidden = (item for m in models for item in distance.hidden(m.items))
    poor = (m.name for m in models if m.steps and m.steps[0].decision == "does_not_meet")
    apart = (scale for m in models if not m.means for scale in m.scales)
    yield from _naming("invariance_hidden", hidden)
    yield from _naming("invariance_configural", poor)
    yield from _naming("invariance_not_compared", apart)
