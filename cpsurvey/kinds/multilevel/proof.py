"""Numbers of a mediation within and between groups, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.multilevel.data import Multilevel, Way
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit

LEVELS = {"within": 1, "between": 2}


def told(result: Result[Multilevel], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """The model of two levels; regressions on observed means are no structural model.

    Over imputed answers there is no one model whose numbers these are.
    """
    data = result.data
    found = proof.written(fits, data.syntax)
    if data.latent is not None and found is not None:
        numbers = (*proof.measures(result.fit), *_numbers(data, data.latent))
        if data.imputation is None:
            yield proof.Told(found, numbers)
        else:
            yield from proof.counted("imputed", numbers)
        yield from proof.counted("monte_carlo", (one.mc for one in data.latent.effects))
        yield from proof.counted("monte_carlo", (one.std_ci for one in data.latent.effects))
    for path in data.observed.paths:
        yield from proof.counted("other_rule", (path.b, path.se, path.pvalue, path.ci))
    for effect in data.observed.effects:
        yield from proof.counted("monte_carlo", (effect.est, effect.se, effect.mc))


def _numbers(data: Multilevel, way: Way) -> Iterator[proof.Number]:
    columns = {term: name for name, term in data.covariates.items()}
    for path in way.paths:
        known = {"est": path.b, "se": path.se, "pvalue": path.pvalue, **proof.ends(path.ci)}
        predictor = columns.get(path.predictor, path.predictor)
        yield from proof.parameter(path.outcome, "~", predictor, LEVELS[path.part], known)
    for one in way.effects:
        known = {"est": one.est, "se": one.se, "std.all": one.std_all}
        yield from proof.parameter(one.name, ":=", "", 0, known)
