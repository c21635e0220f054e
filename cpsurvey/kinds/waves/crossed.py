"""What goes with what from one wave to the next, each held at the wave before.

Two models of the same numbers: of later levels on earlier ones (cross-lagged), and of
changes (latent change scores; McArdle, 2009, doi:10.1146/annurev.psych.60.110707.163612).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number, robust
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.waves.data import Crossed, Path, Role
from cpsurvey.kinds.waves.factor import Ground
from cpsurvey.kinds.waves.layout import Layout, Line, name, wide
from cpsurvey.kinds.waves.longitudinal import syntax
from cpsurvey.parts import Step
from cpsurvey.payload import limits
from cpsurvey.sem.fit import fit
from cpsurvey.sem.inference.reference import Z975
from cpsurvey.sem.semfit import Parameter, SemFit

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two scores: a factor with its items, or a score itself."""

    variable: str
    lines: Sequence[Line]
    ground: Ground | None

    @property
    def latent(self) -> bool:
        """Whether its loadings are equal over the waves."""
        return self.ground is not None and "metric" in (
            self.ground.climb.best if self.ground.climb else {}
        )

    @property
    def level(self) -> bool:
        """Whether intercepts are, too, so that the mean of its change is known."""
        return self.ground is not None and not self.ground.silent and self.latent


def crossed(first: Side, second: Side, layout: Layout) -> Crossed | None:
    """The cross-lagged model of two scores; None where it cannot be fitted."""
    latent = first.latent and second.latent
    data = _data((first, second), layout, latent=latent)
    waves = len(layout.labels)
    measured = [line for one in (first, second) for line in _measured(one, waves)]
    level = latent and first.level and second.level
    still = [
        line
        for one in (first, second)
        for line in _measured(one, waves, ("metric", "scalar") if level else ("metric",))
        if "NA*" not in line  # neither residual nor mean beside a change
    ]
    means = [*_means(first.variable, second.variable, waves, latent=latent)]
    lagged = [*(measured if latent else ()), *_lagged(first.variable, second.variable, waves)]
    changes = [*(still if latent else ()), *_changes(first.variable, second.variable, waves)]
    changes += means if level or not latent else []
    try:
        one = _fitted(lagged, data, layout, latent=latent)
        two = _fitted(changes, data, layout, latent=latent)
    except CpsurveyError:
        return None
    sound = one.converged and one.admissible
    paths = [*_paths(one, first.variable, second.variable, layout)]
    if two.converged and two.admissible:
        paths += _of_changes(two, first.variable, second.variable, layout)
    return Crossed(
        predictor=first.variable,
        outcome=second.variable,
        latent=latent,
        n=sum(one.nobs),
        converged=one.converged,
        admissible=one.admissible,
        chisq=_measure(one, "chisq"),
        df=one.test.df,
        cfi=_measure(one, "cfi"),
        rmsea=_measure(one, "rmsea"),
        srmr=one.fit.get("srmr"),
        paths=tuple(paths) if sound else (),
        syntax="\n".join(lagged),
    )


def _measure(found: SemFit, measure: str) -> float | None:
    return robust(found.fit, measure) if found.test.df > 0 else None


def _data(sides: Sequence[Side], layout: Layout, *, latent: bool) -> Mapping[str, Array]:
    found: dict[str, Array] = {}
    for side in sides:
        if latent:
            found |= wide(layout, side.lines)
        else:
            found |= {
                name(side.variable, w): layout.column(side.variable, w)
                for w in range(len(layout.labels))
            }
    return found


def _fitted(
    text: Sequence[str], data: Mapping[str, Array], layout: Layout, *, latent: bool
) -> SemFit:
    return fit(
        "\n".join(text),
        data,
        kind="sem",
        estimator="mlr",
        missing="fiml",
        cluster=None if layout.cluster is None else layout.cluster.tolist(),
        std_lv=latent,
        meanstructure=True,
        fixed_x=False,
    )


def _measured(side: Side, waves: int, steps: Sequence[Step] = ("metric",)) -> Iterator[str]:
    """Factors with equal loadings; variances of later waves are residual ones, and free."""
    if side.ground is None:
        return
    items = [line.item for line in side.lines]
    freed = {i: at for i, at in side.ground.freed.items() if at in steps}
    yield from syntax(side.variable, items, waves, steps, freed)


def _lagged(x: str, y: str, waves: int) -> Iterator[str]:
    yield f"{name(x, 0)} ~~ {name(y, 0)}"
    for w in range(1, waves):
        before = f"{name(x, w - 1)} + {name(y, w - 1)}"
        yield f"{name(x, w)} ~ {before}"
        yield f"{name(y, w)} ~ {before}"
        yield f"{name(x, w)} ~~ {name(y, w)}"


def _changes(x: str, y: str, waves: int) -> Iterator[str]:
    """The change of each as a factor of its own, whose mean, SD and correlation are told."""
    both = [name(x, 0), name(y, 0)]
    for w in range(1, waves):
        for one in (x, y):
            yield f"{name(one, w)} ~ 1*{name(one, w - 1)}"
            yield f"{_change(one, w)} =~ 1*{name(one, w)}"
            yield f"{name(one, w)} ~~ 0*{name(one, w)}"
            yield f"{_change(one, w)} ~~ NA*{_change(one, w)}"
        both += [_change(x, w), _change(y, w)]
    for i, one in enumerate(both):
        for other in both[i + 1 :]:
            yield f"{one} ~~ {other}"


def _means(x: str, y: str, waves: int, *, latent: bool) -> Iterator[str]:
    """What a score has beyond the wave before is its change alone, which has a mean."""
    for w in range(1, waves):
        for one in (x, y):
            yield f"{_change(one, w)} ~ NA*1"
            if not latent:
                yield f"{name(one, w)} ~ 0*1"


def _change(variable: str, w: int) -> str:
    return f"d{w + 1}_{variable}"


def _paths(found: SemFit, x: str, y: str, layout: Layout) -> Iterator[Path]:
    """Crossed paths first, the question's own at the head."""
    at = {(p.lhs, p.rhs): p for p in found.estimates if p.op == "~"}
    for w in range(1, len(layout.labels)):
        for source, outcome in ((x, y), (y, x), (x, x), (y, y)):
            role: Role = "stability" if source == outcome else "crossed"
            p = at[name(outcome, w), name(source, w - 1)]
            yield _path(role, source, outcome, p, layout, w)


def _of_changes(found: SemFit, x: str, y: str, layout: Layout) -> Iterator[Path]:
    at = {(p.lhs, p.op, p.rhs): p for p in found.estimates}
    for w in range(1, len(layout.labels)):
        dx, dy = _change(x, w), _change(y, w)
        for variable, change in ((x, dx), (y, dy)):
            mean = at.get((change, "~1", ""))
            if mean and mean.free >= 0:
                told = _path("change_mean", variable, variable, mean, layout, w)
                yield replace(told, std=None)
            yield _spread(
                _path("change_sd", variable, variable, at[change, "~~", change], layout, w)
            )
        yield _path("changes_together", x, y, at[dx, "~~", dy], layout, w)


def _spread(variance: Path) -> Path:
    """The SD of a change from its variance: delta method, on the logarithm; no test."""
    if not variance.est or variance.est < 0 or variance.se is None:
        return replace(variance, est=None, se=None, pvalue=None, ci=None, std=None)
    sd = sqrt(variance.est)
    reach = exp(Z975 * variance.se / (2 * variance.est))
    ends = limits(sd / reach, sd * reach)
    return replace(variance, est=sd, se=variance.se / (2 * sd), pvalue=None, ci=ends, std=None)


def _path(role: Role, source: str, outcome: str, p: Parameter, layout: Layout, w: int) -> Path:
    return Path(
        role=role,
        source=source,
        outcome=outcome,
        first=layout.labels[w - 1],
        second=layout.labels[w],
        est=number(p.est),
        se=p.se,
        pvalue=p.pvalue,
        ci=limits(p.ci_lower, p.ci_upper),
        std=p.std_all,
    )
