"""Which levels of every choice this study has, and which make no difference in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cpsurvey.analysis import terms
from cpsurvey.analysis.context import Context
from cpsurvey.kinds.multiverse import data as d
from cpsurvey.kinds.multiverse.options import Options
from cpsurvey.kinds.multiverse.question import Question
from cpsurvey.kinds.multiverse.scores import Scores, parts_of, scales_of
from cpsurvey.screening import Stage

STAGES: dict[d.Sample, Stage | None] = {
    "kept": None,
    "everybody": "answered",
    "careful": "soft",
}
"""How far respondents are screened; None: as the study says."""
Levels = dict[str, d.LeftOut | None]
"""Level -> why it is left out, None where it is not."""


def choices(
    options: Options, question: Question, context: Context, clusters: int
) -> tuple[list[d.Choice], list[d.Left]]:
    """Every choice with the levels that apply, and what does not apply."""
    made: dict[d.Dimension, Levels] = {
        "sample": _samples(options, context),
        "exclusions": _of_teams(options.exclusions, ("small_teams",), clusters),
        "missing": _missing(options, question, context),
        "items": _items(options, question, context),
        "facet": dict.fromkeys(["whole", *_facets(options, question, context)]),
        "estimator": _of_teams(options.estimators, ("within", "random"), clusters),
        "controls": dict.fromkeys(_controls(question)),
    }
    found, left = [], []
    for dimension, levels in made.items():
        kept = tuple(level for level, why in levels.items() if why is None)
        found.append(d.Choice(dimension=dimension, levels=kept or (_least(dimension),)))
        left += [
            d.Left(dimension=dimension, level=level, reason=why)
            for level, why in levels.items()
            if why
        ]
    return found, left


def _least(dimension: d.Dimension) -> str:
    """What is done where no level that was asked for applies."""
    return {"estimator": "ols", "items": "all", "sample": "kept", "missing": "declared"}.get(
        dimension, "none"
    )


def _of_teams(levels: Sequence[str], needing: Collection[str], clusters: int) -> Levels:
    """Levels, some of which need teams."""
    return {x: "no_teams" if x in needing and clusters < 2 else None for x in levels}


def _samples(options: Options, context: Context) -> Levels:
    """Another sample differs by as many people as may be told apart."""
    found: Levels = {}
    sizes: list[int] = []
    for sample in options.samples:
        stage = STAGES[sample]
        n = context.scored.n if stage is None else context.at(stage).scored.n
        near = any(abs(n - size) < context.k for size in sizes)
        found[sample] = "few_apart" if near else None
        if not near:
            sizes.append(n)
    return found


def _missing(options: Options, question: Question, context: Context) -> Levels:
    scales = [s for name in _used(question) for s in scales_of(name, context)]
    several = any(len(scale.items) > 1 for scale in scales)
    return {
        level: None if several or at == 0 else "same"
        for at, level in enumerate(options.missing)
    }


def _items(options: Options, question: Question, context: Context) -> Levels:
    """Item sets that differ, and leave every score an item."""
    scores = Scores(context, overlapping(options), options.noninvariant)
    scales = [s for name in _used(question) for s in scales_of(name, context)]
    found: Levels = {}
    met: list[list[str]] = []
    for level in options.item_sets:
        kept = [[i.id for i in s.items if scores.keeps(i, level)] for s in scales]
        names = [name for part in kept for name in part]
        if not all(kept):
            found[level] = "no_items"
        elif names in met:
            found[level] = "same"
        else:
            found[level] = None
            met.append(names)
    return found


def overlapping(options: Options) -> set[str]:
    """Items left out where no two may share their wording."""
    return {first for first, _ in options.overlapping}


def _used(question: Question) -> Iterator[str]:
    yield from question.names
    if question.moderator:
        yield question.moderator


def _facets(options: Options, question: Question, context: Context) -> Iterator[str]:
    """Scales of a composite, each in its place; a part of two composites stands for none."""
    if not options.facets:
        return
    used = list(_used(question))
    every = [part for name in used for part in parts_of(name, context)]
    for part in every:
        if every.count(part) == 1 and part not in used:
            yield part


def whole_of(facet: str, question: Question, context: Context) -> str | None:
    """The composite that a facet stands for."""
    return next((n for n in _used(question) if facet in parts_of(n, context)), None)


def _controls(question: Question) -> Iterator[str]:
    """``declared``, ``none``, one or all more, and each declared one alone."""
    declared, further = terms_of(question.covariates), terms_of(question.further)
    if declared:
        yield "declared"
    yield "none"
    yield from (f"+{term}" for term in further)
    if len(further) > 1:
        yield "+"
    if len(declared) > 1:
        yield from (f"={term}" for term in declared)


def terms_of(formula: str) -> list[str]:
    """Terms of a formula, each as it is written."""
    return [terms.written(term) for term in terms.parse(formula)] if formula else []
