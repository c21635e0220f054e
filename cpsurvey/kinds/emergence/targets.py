"""Numbers of a search for communities that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.emergence.data import Emergence
from cpsurvey.kinds.emergence.options import Options
from cpsurvey.results import Result

NAMES = {"communities.beyond_chance": "degrees", "communities.beyond_teams": "formal"}


def names(_options: Options, _study: Study) -> Names:
    """Modularity above random networks of both kinds."""
    return {"scale": list(NAMES)}


def find(result: Result[Emergence], _way: str, name: str) -> Number | None:
    """Modularity above the mean of random networks; p two-sided, as its interval is."""
    for one in result.data.against:
        if one.null == NAMES.get(name) and one.pvalue is not None:
            return Number.of(one.excess, one.excess_ci, min(1.0, 2.0 * one.pvalue))
    return None


TARGETS: Targets[Options, Emergence] = Targets(names, find)
