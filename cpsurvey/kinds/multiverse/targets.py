"""Numbers of a multiverse that hypotheses may rest on: those of its primary specification."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.multiverse.data import Multiverse
from cpsurvey.kinds.multiverse.options import Options
from cpsurvey.kinds.multiverse.question import asked
from cpsurvey.results import Result

EFFECTS = ("total", "direct", "indirect", "moderation")


def names(options: Options, study: Study) -> Names:
    """Effects on the first outcome."""
    question = asked(options, study)
    if question is None:
        return {"effect": []}
    through = ("direct", "indirect") if question.mediators else ()
    moderated = ("moderation",) if question.moderator else ()
    return {"effect": ["total", *through, *moderated]}


def find(result: Result[Multiverse], way: str, name: str) -> Number | None:
    """An effect on the first outcome, by the declared primary specification."""
    data = result.data
    found = data.curve(name, data.outcomes[0]) if way == "effect" and name in EFFECTS else None
    return Number.of(found.first_est, found.first, None) if found and found.first else None


TARGETS: Targets[Options, Multiverse] = Targets(names, find)
