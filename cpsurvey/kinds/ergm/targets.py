"""Numbers of a model of ties that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.ergm.data import Ergm
from cpsurvey.kinds.ergm.options import Options
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """Terms, those of groups by their variable: ``same.team_id``."""
    about = {
        "same": [study.groups[role] for role in options.formal if role in study.groups],
        "receiver": [options.exposure] if options.exposure else [],
        "sender": [options.exposure] if options.exposure else [],
        "difference": list(options.differences),
    }
    if "same" not in options.terms:
        del about["same"]
    plain = [term for term in ("mutual", "closure") if term in options.terms]
    return {"term": [*plain, *(f"{term}.{one}" for term, of in about.items() for one in of)]}


def find(result: Result[Ergm], _way: str, name: str) -> Number | None:
    """The coefficient in log odds."""
    for one in result.data.terms:
        if name == (f"{one.term}.{one.name}" if one.name else one.term):
            return Number.of(one.b, one.ci, one.pvalue)
    return None


TARGETS: Targets[Options, Ergm] = Targets(names, find)
