"""Numbers of indicators that hypotheses may rest on.

``effect: INDICATOR.CONTACTS.EFFECT``, for example ``fcr.nonroutine.total``: contacts are
overall, routine, nonroutine or difference (non-routine minus routine); effects are total,
direct, indirect, through_MEDIATOR, direct_corrected, indirect_corrected and marker.
``term: INDICATOR.CONTACTS.PREDICTOR`` is a coefficient of the model that holds every
predictor.
"""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.design import Study
from cpsurvey.design.kpi import Indicator
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.kpi.data import Effect, Entry, Kpi, Part
from cpsurvey.kinds.kpi.options import Options
from cpsurvey.results import Result

CONTACTS: tuple[Part, ...] = ("overall", "routine", "nonroutine", "difference")


def names(options: Options, study: Study) -> Names:
    """Every effect that can come of the options; contacts as the study tells them apart."""
    spec = study.file.kpi
    cells = [
        f"{one.id}.{contacts}"
        for one in (spec.indicators if spec else ())
        if one.id in (options.indicators or [one.id])
        for contacts in _contacts(one, study)
    ]
    effects = ["total"] if options.source else []
    if options.mediators:
        effects += ["direct", "indirect", *(f"through_{name}" for name in options.mediators)]
        effects += ["direct_corrected", "indirect_corrected"]
    if options.marked(study):
        effects.append("marker")
    return {
        "effect": [f"{cell}.{effect}" for cell in cells for effect in effects],
        "term": [f"{cell}.{name}" for cell in cells for name in options.entered],
    }


def _contacts(one: Indicator, study: Study) -> tuple[Part, ...]:
    """What there may be: files show which indicators have reasons."""
    if one.routine:
        return CONTACTS[1:]
    return CONTACTS if study.reasons else CONTACTS[:1]


def find(result: Result[Kpi], way: str, name: str) -> Number | None:
    """An effect by its draws, or a coefficient; None where the indicator has none."""
    indicator, contacts, what = "".join(name.split()).split(".", 2)
    for entry in result.data.indicators:
        if entry.indicator != indicator:
            continue
        if way == "term" and entry.model:
            for term in (*entry.model.terms, *entry.model.differences):
                if (term.version, term.term) == (contacts, what):
                    return Number.of(term.b, term.ci, term.pvalue, term.df)
        for called, effect in _effects(entry) if way == "effect" else ():
            if (effect.version, called) == (contacts, what):
                return Number.of(effect.est, effect.ci, effect.pvalue)
    return None


def _effects(entry: Entry) -> Iterator[tuple[str, Effect]]:
    """Effects of an indicator by their names."""
    for one in entry.parts.effects if entry.parts else ():
        yield (f"through_{one.through}" if one.role == "through" else one.role), one
    for one in entry.parts.corrected if entry.parts else ():
        yield f"{one.role}_corrected", one
    for one in entry.negative.effects if entry.negative else ():
        yield one.role, one


TARGETS: Targets[Options, Kpi] = Targets(names, find)
