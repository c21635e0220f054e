"""Hypotheses judged from results that are written by hand: nothing is fitted."""

from types import SimpleNamespace

from scipy import stats

from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.kinds.hypotheses.options import Options
from cpsurvey.kinds.hypotheses.run import hypotheses
from cpsurvey.kinds.mediation.data import Mediation, Path
from cpsurvey.payload import Interval
from cpsurvey.results import Result, Sample


def mediation(numbers, name="m", caveats=(), **lacking):
    """A mediation whose paths ``y ~ x0``, ``y ~ x1``, ... are (estimate, error)."""
    rest = dict.fromkeys(Mediation.__dataclass_fields__)
    paths = []
    for at, (est, se) in enumerate(numbers):
        ends = {"pvalue": 2 * stats.norm.sf(abs(est / se)), "ci": _ci(est, se)} | lacking
        every = dict.fromkeys(Path.__dataclass_fields__) | ends
        paths.append(Path(**every | {"outcome": "y", "predictor": f"x{at}", "est": est}))
    data = Mediation(**rest | {"paths": tuple(paths), "effects": (), "converged": True})
    return Result("mediation", name, Sample(300, 300, {}), data, caveats=caveats)


def _ci(est, se):
    return Interval(est - 1.959964 * se, est + 1.959964 * se)


def target(at=0, name="m"):
    return {"analysis": name, "path": f"y ~ x{at}"}


def verdicts(declared, results, plan=None, **options):
    """The hypotheses as the kind judges them."""
    context = SimpleNamespace(
        id="hypotheses",
        results=results,
        declared=plan,
        scored=SimpleNamespace(n=300, sample=lambda _: Sample(300, 300, {})),
        study=SimpleNamespace(
            held=None,
            hypotheses=tuple(
                Hypothesis.model_validate({"id": f"H{i}", "label": {"en": "x"}} | one)
                for i, one in enumerate(declared)
            ),
        ),
    )
    (found,) = hypotheses(Options(**options), context)
    return found.data
