"""Is an indirect effect larger on one outcome than on another, or only worded so? (T33)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.indirect import Chain, Contrast, contrasts
from cpsurvey.analysis.model_options import missing_of, text_of
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.refitted import refitted
from cpsurvey.kinds.contrast import levels
from cpsurvey.kinds.contrast.data import (
    Contrasted,
    Line,
    Means,
    Outcome,
    Place,
    Standard,
    Verdict,
    Version,
)
from cpsurvey.kinds.contrast.options import Options, asked_model
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.reliability import alpha

Names = tuple[str, str, str]
"""Of first and second effect and of their difference."""


def contrast(params: Options, context: Context) -> list[Result[Contrasted]]:
    """The difference standardised, without items that share words, and by level."""
    asked = asked_model(context.study)
    assert asked is not None  # checked before any data was read
    syntax = parse(text_of(asked, context.study))
    found = contrasts(syntax)
    one = next((c for c in found if c.name == params.effect), found[0])
    asked = asked.model_copy(
        update={"bootstrap": 0, "main": False, "missing": missing_of(asked, syntax)}
    )
    names = (one.first.name, one.second.name, one.name)

    def fitted(text: Syntax) -> Callable[[], SemFit]:
        return lambda: models.fit_syntax(text, asked, context, "sem")

    context.progress(0, 3)
    lines = [_line("whole", fitted(syntax), names, context)]
    context.progress(1, 3)
    if params.drop_items:
        less = asked.model_copy(update={"without": (*asked.without, *params.drop_items)})
        shorter = parse(text_of(less, context.study))
        lines.append(_line("without", fitted(shorter), names, context))
    context.progress(2, 3)
    means, of_levels = _levels(params, one, context)
    lines += of_levels
    data = Contrasted(
        model=asked.model or asked.id or "sem",
        effect=one.name,
        source=one.first.source,
        first=one.first.outcome,
        second=one.second.outcome,
        dropped=params.drop_items,
        group=context.variable(params.group) if params.group else None,
        means=means,
        lines=tuple(lines),
        outcomes=tuple(_outcomes((one.first, one.second), context)),
        verdict=_verdict({line.version: line for line in lines}),
        place=_place({line.version: line for line in lines}),
    )
    return [_result(context, lines[0], data)]


def _line(version: Version, fit: Callable[[], SemFit], names: Names, context: Context) -> Line:
    again = refitted(fit, context)
    found = again.found
    effects: Mapping[str, Standard] = {}
    if found is not None and found.admissible:
        effects = _standard(found, context.seed)
    first, second, less = (effects.get(name) for name in names)
    used = context.scored.n if again.used is None else again.used
    return Line(version=version, n=used, first=first, second=second, difference=less)


def _standard(found: SemFit, seed: int) -> dict[str, Standard]:
    every = models.standardised(found, seed)
    return {
        defined.name: Standard(est=one.est, se=one.se, mc=one.mc, mc_p=one.mc_p)
        for defined, one in zip(found.table.defined, every, strict=True)
    }


def _levels(
    params: Options, one: Contrast, context: Context
) -> tuple[Means | None, list[Line]]:
    """Within and between groups: by latent means, or observed ones without a solution."""
    if params.group is None or not levels.possible(one, params.group, context):
        return None, []
    fits = levels.latent(one, params.group, context)
    lines = [_line(part, fit, names, context) for part, (fit, names) in fits.items()]
    if all(line.difference for line in lines):
        return "latent", lines
    fits = levels.observed(one, params.group, context)
    return "observed", [_line(part, fit, names, context) for part, (fit, names) in fits.items()]


def _outcomes(chains: tuple[Chain, Chain], context: Context) -> Iterator[Outcome]:
    """Outcomes that are scales."""
    scales = context.questionnaire.scale_by_id
    for outcome in (chain.outcome for chain in chains):
        if outcome not in scales:
            continue
        items = context.available(item.id for item in scales[outcome].items)
        answers = context.scored.matrix(items)
        top = np.array(
            [o.high if (o := context.questionnaire.options_of(i)) else np.nan for i in items]
        )
        score = context.scored.values[outcome]
        full = answers[~np.isnan(answers).any(axis=1)]
        try:
            reliable = alpha(full)
        except ValueError:
            reliable = None
        yield Outcome(
            outcome=outcome,
            n=int(np.count_nonzero(~np.isnan(score))),
            mean=number(np.nanmean(score)) if np.isfinite(score).any() else None,
            sd=number(np.nanstd(score, ddof=1)) if np.isfinite(score).sum() > 1 else None,
            highest=number(np.mean((answers == top)[~np.isnan(answers)]))
            if len(items)
            else None,
            alpha=number(reliable.alpha) if reliable else None,
            alpha_ci=limits(reliable.lower, reliable.upper) if reliable else None,
        )


def _shown(line: Line | None) -> bool | None:
    """Whether the whole interval lies above zero; None where there is none."""
    if line is None or line.difference is None or line.difference.mc is None:
        return None
    return line.difference.mc.lower > 0


def _verdict(lines: Mapping[Version, Line]) -> Verdict:
    """The difference of the whole model, and whether it is shown without the items too."""
    whole, without = _shown(lines["whole"]), _shown(lines.get("without"))
    if whole is None:
        return "unsound"
    if not whole:
        return "not_shown"
    if "without" not in lines:
        return "shown"
    return "stands" if without else "wording"


def _place(lines: Mapping[Version, Line]) -> Place:
    within, between = (_shown(lines.get(version)) for version in ("within", "between"))
    if within is None or between is None:
        return "unknown"
    if within and between:
        return "both"
    return "within" if within else "between" if between else "neither"


def _result(context: Context, whole: Line, data: Contrasted) -> Result[Contrasted]:
    caveats: tuple[Caveat, ...] = ()
    if data.verdict == "unsound":
        caveats = (Caveat("contrast_unsound", "inadmissible", {}),)
    without = data.line("without")
    if without is not None and without.difference is None:
        caveats = (*caveats, Caveat("contrast_no_without", "warning", {}))
    used = context.scored.n if whole.n > context.scored.n else whole.n
    sample = context.scored.counted(used, {"missing_value": context.scored.n - used})
    return Result("contrast", context.id, sample, data, caveats=caveats)
