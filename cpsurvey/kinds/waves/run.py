"""What changed since the last wave? (tables T30, T30c, T30m, T31, T32)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.design import Questionnaire
from cpsurvey.design.waves import Waves as Declared
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.waves import means
from cpsurvey.kinds.waves.crossed import Side, crossed
from cpsurvey.kinds.waves.data import (
    Basis,
    Change,
    Crossed,
    Followed,
    LeftOut,
    Mean,
    OverWaves,
    Wave,
    Word,
)
from cpsurvey.kinds.waves.factor import Ground, Shift, contrast, ground, shifts
from cpsurvey.kinds.waves.layout import FOR_MODELS, Layout, Line, laid_out, lines
from cpsurvey.kinds.waves.options import Options
from cpsurvey.kinds.waves.pairs import ends
from cpsurvey.kinds.waves.periods import periods
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Caveat, Result, Sample, Scalar
from cpsurvey.stats.multiple import holm

FACTOR = 3
"""Items a factor needs."""
MANY_RETURN = 0.10
"""Share of a wave's people who had answered the one before, from which they are not new."""
Pair = tuple[int, int]


def waves(params: Options, context: Context) -> list[Result[OverWaves]]:
    """Measurement over the waves first, then means where they may be compared."""
    declared = context.study.file.waves
    assert declared is not None  # the plan was checked
    layout = _layout(params, context)
    caveats = list(_people(layout, declared, context))
    some = {scale: _lines(scale, layout, declared) for scale in _scales(params, layout)}
    grounds = {
        scale: ground(scale, those, layout, declared.people, params.rule)
        for scale, (those, _) in some.items()
        if len(those) >= FACTOR and _enough(layout, those)
    }
    followed = [
        _followed(scale, *some[scale], grounds.get(scale), layout, context) for scale in some
    ]
    pairs = (
        _crossed(params, grounds, some, layout, context) if declared.people == "same" else ()
    )
    data = OverWaves(
        people=declared.people,
        rule=params.rule,
        cluster=context.variable(params.cluster or "") if layout.cluster is not None else None,
        waves=tuple(_waves(layout, context)),
        scales=tuple(_adjusted(followed)),
        crossed=tuple(pairs),
        periods=tuple(periods(context, layout.waves)),
        after=layout.after,
    )
    caveats += _said(data, declared, layout, context)
    people = len(np.unique(layout.waves.person))
    lost = people - len(layout.rows)
    sample = Sample(people, len(layout.rows), {"small_wave": lost} if lost else {})
    return [Result("waves", context.id, sample, data, caveats=tuple(caveats))]


# ------------------------------------------------------------------------------ who answered
def _layout(params: Options, context: Context) -> Layout:
    if context.waves is None:
        raise CpsurveyError(
            "CPS410",
            "no answer says which wave it belongs to",
            fix="give each file its wave: 'cpsurvey ingest FILE --wave 1', or 'wave: 1' on its "
            "source",
        )
    layout = laid_out(context.waves, params.cluster, context)
    if len(layout.labels) < 2:
        raise CpsurveyError(
            "CPS410",
            f"fewer than two waves have answers of {context.study.smallest} people and more: "
            "there is nothing to compare yet",
            fix="ingest the next wave: 'cpsurvey ingest FILE --wave 2'",
        )
    return layout


def _people(layout: Layout, declared: Declared, context: Context) -> Iterator[Caveat]:
    """Compare what is declared of the people with who came back.

    Raises
    ------
    CpsurveyError
        CPS450 nobody comes back although they should, or many do although they should not.
    """
    k = context.study.smallest
    for first, second in pairwise(range(len(layout.labels))):
        both, left, joined = layout.together(first, second)
        smaller = both + min(left, joined)
        names: dict[str, Scalar] = {
            "earlier": layout.labels[first],
            "later": layout.labels[second],
        }
        if declared.people == "same" and both < k:
            raise CpsurveyError(
                "CPS450",
                f"the study declares 'waves: {{people: same}}', and fewer than {k} people of "
                f"wave {layout.labels[first]} are known again in wave {layout.labels[second]}",
                where=str(context.study.folder / "study.yaml"),
                fix="export the same identifier in every wave (the column named under "
                "'identifiers', or 'columns:' of the source); if others answered, write "
                "'waves: {people: new}'",
            )
        if declared.people == "new" and both >= max(k, MANY_RETURN * smaller):
            raise CpsurveyError(
                "CPS450",
                "the study declares 'waves: {people: new}', and "
                f"{both} people of wave {layout.labels[first]} are known again in wave "
                f"{layout.labels[second]}",
                where=str(context.study.folder / "study.yaml"),
                fix="write 'waves: {people: same}'; if the identifiers number other people "
                "each "
                "time, give each source a 'survey:' name of its own",
            )
        if declared.people == "same" and both < smaller / 2:
            yield Caveat("waves_few_return", "warning", {**names, "n": both})
        if declared.people == "new" and both:
            yield Caveat("waves_some_return", "note", {**names, "k": k})
    if declared.people == "same":
        yield Caveat("waves_one_key", "note", {})
    if context.ordinal:
        yield Caveat("waves_as_numbers", "note", {})


def _waves(layout: Layout, context: Context) -> Iterator[Wave]:
    for w, label in enumerate(layout.labels):
        again = None
        if w:
            both, _, joined = layout.together(w - 1, w)
            again = both if _hidden_none(context, both, joined) else None
        yield Wave(wave=label, n=int(layout.there[:, w].sum()), again=again)


def _hidden_none(context: Context, *counts: int) -> bool:
    """Whether none of these counts is of few people."""
    return all(count == 0 or count >= context.study.smallest for count in counts)


# ------------------------------------------------------------------------------------ scales
def _scales(params: Options, layout: Layout) -> list[str]:
    questionnaire = layout.waves.questionnaire
    core = [scale.id for scale in questionnaire.scales if scale.role == "core"]
    every = [scale.id for scale in questionnaire.scales]
    default = [one for one in every if one in {*core, *_levers(questionnaire)}]
    asked = params.scales or (default if core else every)
    values = layout.waves.scored.values
    return [
        one
        for one in asked
        if params.scales
        or any(
            not np.isnan(values[item.id]).all() for item in questionnaire.scale_by_id[one].items
        )
    ]


def _levers(questionnaire: Questionnaire) -> Iterator[str]:
    """Scales that levers name, whole or by an item: whoever acted on one asks if it moved."""
    for scale in questionnaire.scales:
        parts = {scale.id, *(item.id for item in scale.items)}
        if any(lever.of in parts for lever in questionnaire.levers):
            yield scale.id


def _lines(scale: str, layout: Layout, declared: Declared) -> tuple[list[Line], list[LeftOut]]:
    return lines(layout.waves.questionnaire.scale_by_id[scale], layout, declared)


def _enough(layout: Layout, those: Sequence[Line]) -> bool:
    """Whether in every wave enough people answered some of the items."""
    for w in range(len(layout.labels)):
        there = [~np.isnan(layout.column(line.columns[w], w)) for line in those]
        if np.any(there, axis=0).sum() < FOR_MODELS:
            return False
    return True


def _followed(
    scale: str,
    those: list[Line],
    left_out: list[LeftOut],
    on: Ground | None,
    layout: Layout,
    context: Context,
) -> Followed:
    found = Followed(
        scale=scale,
        n=len(layout.rows),
        items=tuple(line.item for line in those),
        changed=tuple(line.item for line in those if line.changed),
        left_out=tuple(left_out),
    )
    if on is None:
        return replace(found, silent="few_items" if len(those) < FACTOR else "few_people")
    if on.climb is None:
        return replace(found, silent=on.silent)
    found = replace(
        found,
        n=sum(on.climb.last.nobs) if on.climb.last else 0,
        steps=tuple(on.climb.rows),
        reached=next(reversed(on.climb.best), None),
        freed=tuple(on.climb.released),
        silent=on.silent,
        syntax=on.climb.last.syntax.text if on.climb.last else None,
    )
    if on.silent:
        return found
    basis: Basis = "partial" if on.freed else "scalar"
    held = [line for line in those if line.item in on.held]
    return replace(
        found,
        basis=basis,
        means=tuple(_means(scale, held, on, layout)),
        changes=tuple(_changes(scale, held, on, layout, context)),
    )


def _means(scale: str, held: Sequence[Line], on: Ground, layout: Layout) -> Iterator[Mean]:
    y = means.scores(layout, held)
    base = on.scalar
    assert base is not None
    for w, found in enumerate(means.by_wave(y, _clusters(layout))):
        there = y[~np.isnan(y[:, w]), w]
        est, se = contrast(base, scale, 0, w)
        yield Mean(
            wave=layout.labels[w],
            n=len(there),
            mean=found.est,
            sd=float(there.std(ddof=1)),
            ci=found.ci,
            latent=est,
            latent_ci=_within(est, base.reference.reach * se) if w else None,
        )


def _within(est: float, reach: float) -> Interval | None:
    return limits(est - reach, est + reach)


def _clusters(layout: Layout) -> np.ndarray:
    return np.arange(len(layout.rows)) if layout.cluster is None else layout.cluster


def _changes(
    scale: str, held: Sequence[Line], on: Ground, layout: Layout, context: Context
) -> Iterator[Change]:
    y, clusters = means.scores(layout, held), _clusters(layout)
    last = len(layout.labels) - 1
    pairs = [*pairwise(range(last + 1)), *([(0, last)] if last > 1 else [])]
    for (first, second), shift in zip(pairs, shifts(on, scale, pairs), strict=True):
        both, left, joined = layout.together(first, second)
        alone = both >= context.study.smallest and _hidden_none(context, left, joined)
        of = means.paired if alone else means.change
        found = of(y, first, second, clusters)
        yield Change(
            first=layout.labels[first],
            second=layout.labels[second],
            pairs=int((~np.isnan(y[:, [first, second]])).all(axis=1).sum()) if alone else None,
            est=found.est,
            se=found.se,
            df=found.df,
            ci=found.ci,
            std=shift.est,
            std_se=shift.se,
            std_ci=shift.ci,
            pvalue=shift.pvalue,
            holm=None,
            freest=shift.freest,
            least=shift.least,
            word=word(shift),
        )


def word(shift: Shift, adjusted: float | None = None) -> Word:
    """What may be said of a change: only what holds whichever single item is free."""
    if shift.ci is None or not shift.ci.apart:
        return "not_told_apart"
    if not shift.stands:
        return "one_item"
    if adjusted is not None and adjusted >= 1.0 - LEVEL:
        return "several"
    return "rose" if (shift.est or 0.0) > 0 else "fell"


def _adjusted(followed: Sequence[Followed]) -> Iterator[Followed]:
    """Holm over the scales, change by change."""
    told: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for one in followed:
        for change in one.changes:
            if change.pvalue is not None:
                told.setdefault((change.first, change.second), []).append(
                    (one.scale, change.pvalue)
                )
    found = {
        (pair, scale): p
        for pair, those in told.items()
        for (scale, _), p in zip(those, holm(np.array([p for _, p in those])), strict=True)
    }
    for one in followed:
        changes = [
            _with_holm(c, found.get(((c.first, c.second), one.scale))) for c in one.changes
        ]
        yield replace(one, changes=tuple(changes))


def _with_holm(change: Change, adjusted: float | None) -> Change:
    said = change.word
    if said in ("rose", "fell") and adjusted is not None and adjusted >= 1.0 - LEVEL:
        said = "several"
    return replace(change, holm=None if adjusted is None else float(adjusted), word=said)


# ----------------------------------------------------------------------------------- crossed
def _crossed(
    params: Options,
    grounds: dict[str, Ground],
    some: dict[str, tuple[list[Line], list[LeftOut]]],
    layout: Layout,
    context: Context,
) -> Iterator[Crossed]:
    asked = params.crossed if params.crossed is not None else ends(context.study)
    for first, second in asked:
        sides = [_side(name, grounds, some, layout, params) for name in (first, second)]
        if found := crossed(sides[0], sides[1], layout):
            yield found


def _side(
    name: str,
    grounds: dict[str, Ground],
    some: dict[str, tuple[list[Line], list[LeftOut]]],
    layout: Layout,
    params: Options,
) -> Side:
    """A scale with its items, or a composite with its scales in their place."""
    if name in grounds:
        return Side(name, some[name][0], grounds[name])
    parts = {one.id: one.of for one in layout.waves.questionnaire.composites}.get(name, ())
    known = layout.waves.scored.values
    there = [part for part in parts if part in known and not np.isnan(known[part]).all()]
    own = [Line(part, (part,) * len(layout.labels), changed=False) for part in there]
    if len(own) >= FACTOR and _enough(layout, own):
        return Side(name, own, ground(name, own, layout, "same", params.rule))
    return Side(name, own, None)


# ----------------------------------------------------------------------------------- caveats
def _said(
    data: OverWaves, declared: Declared, layout: Layout, context: Context
) -> Iterator[Caveat]:
    labels = context.waves.labels if context.waves else ()
    silent = [one.scale for one in data.scales if one.silent]
    if silent:
        yield Caveat("waves_not_compared", "warning", {"variables": ", ".join(silent)})
    changed = [item for one in data.scales for item in one.changed]
    if changed:
        yield Caveat("waves_changed", "note", {"variables": ", ".join(changed)})
    later = [i for i, wave in declared.changed.items() if wave not in labels]
    if later:
        yield Caveat("waves_not_yet", "note", {"variables": ", ".join(later)})
    absent = [i.item for one in data.scales for i in one.left_out]
    if absent:
        yield Caveat("waves_left_out", "note", {"variables": ", ".join(absent)})
    if any(not one.latent for one in data.crossed):
        yield Caveat("waves_scores", "note", {})
    if wrong := [one.outcome for one in data.crossed if not (one.converged and one.admissible)]:
        yield Caveat("waves_crossed_unsound", "warning", {"variables": ", ".join(wrong)})
    if layout.thin:
        values: dict[str, Scalar] = {"waves": ", ".join(layout.thin), "limit": FOR_MODELS}
        yield Caveat("waves_thin", "warning", values)
    if len(labels) > len(data.waves) + len(layout.thin):
        yield Caveat("waves_small", "note", {"k": context.study.smallest})
