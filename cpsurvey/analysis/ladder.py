"""Steps of measurement invariance: models, their comparison, and what is freed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.cutoffs import CONFIGURAL, Cutoffs, chen, cheung_rensvold
from cpsurvey.errors import CpsurveyError
from cpsurvey.parts import Change, Decision, Freed, Judged, Parameter, Rule, Rung, Step, Stopped
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.after.release import Place, Score, score_tests
from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
EQUAL: dict[Step, Parameter] = {
    "thresholds": "thresholds",
    "metric": "loadings",
    "scalar": "intercepts",
    "strict": "residuals",
}
FEWEST = 2
"""Items of a factor that stay the same in all groups."""


class Compared(Protocol):
    """Factors that are measured several times: of groups of people, or at several times."""

    @property
    def factors(self) -> Mapping[str, Sequence[str]]:
        """Scale -> items."""

    @property
    def ordinal(self) -> bool:
        """Whether answers are ordered categories."""

    def places(self, step: Step, item: str) -> list[Place]:
        """Parameters of an item that a step holds equal."""

    def where(self, place: tuple[str, str, str, int]) -> str:
        """Group, or time, that a parameter is of."""

    def fitted(
        self,
        setting: Setting,
        steps: Sequence[Step],
        freed: Mapping[str, Step],
        like: SemFit | None = None,
    ) -> SemFit:
        """Fit the model in which all `steps` hold, but for the freed items."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Factors, and the answers of groups that are compared.

    Parameters
    ----------
    factors : mapping of str to list of str
        Scale -> items.
    data : mapping of str to (n,) array
        Answers; rows of the reference group first.
    group : (n,) list of str
    categories : mapping of str to int
        Of ordered items; empty when answers are numbers.
    cluster : (n,) sequence of int, optional
        Whose rows are not independent.
    """

    name: str
    factors: Mapping[str, Sequence[str]]
    data: Mapping[str, Array]
    group: Sequence[str]
    groups: Sequence[str]
    categories: Mapping[str, int] = field(default_factory=dict)
    cluster: Sequence[int] | None = None

    @property
    def items(self) -> list[str]:
        """Items of all factors."""
        return [item for items in self.factors.values() for item in items]

    @property
    def ordinal(self) -> bool:
        """Whether answers are ordered categories."""
        return bool(self.categories)

    def factor(self, item: str) -> str:
        """Factor of an item."""
        return next(f for f, items in self.factors.items() if item in items)

    def places(self, step: Step, item: str) -> list[Place]:
        """Parameters of an item that a step holds equal."""
        if step == "metric":
            return [(self.factor(item), "=~", item)]
        if step == "scalar":
            return [(item, "~1", "")]
        if step == "strict":
            return [(item, "~~", item)]
        return [(item, "|", f"t{k}") for k in range(1, self.categories[item])]

    def where(self, place: tuple[str, str, str, int]) -> str:
        """Group of a parameter."""
        return self.groups[place[3] - 1]

    def fitted(
        self,
        setting: Setting,
        steps: Sequence[Step],
        freed: Mapping[str, Step],
        like: SemFit | None = None,
    ) -> SemFit:
        """Fit the model of several groups."""
        return fitted(self, setting, steps, freed, like)


@dataclass(frozen=True, slots=True)
class Setting:
    """How steps are fitted and judged."""

    estimator: Literal["ml", "mlr"]
    rule: Rule | Literal["test"]
    strict: bool
    limits: Cutoffs

    def steps(self, *, ordinal: bool) -> tuple[Step, ...]:
        """Steps in order; thresholds come first where answers are ordered."""
        first: tuple[Step, ...] = ("configural", "thresholds") if ordinal else ("configural",)
        last: tuple[Step, ...] = ("strict",) if self.strict else ()
        return (*first, "metric", "scalar", *last)


@dataclass(slots=True)
class Climb:
    """How far a set of scales came.

    Parameters
    ----------
    rows : list
        One line of T13 per fitted model.
    freed : mapping of str to Step
        Item -> step at which it was freed.
    best : mapping of Step to SemFit
        Accepted model of each step that was reached.
    released : list
        What was freed, in order, and why.
    stopped : str or None
        Why no further step was taken.
    """

    rows: list[Rung]
    freed: dict[str, Step]
    best: dict[Step, SemFit]
    released: list[Freed] = field(default_factory=list)
    stopped: Stopped | None = None
    last: SemFit | None = None


# ----------------------------------------------------------------------------- models
def syntax(
    measured: Measured, steps: Sequence[Step], freed: Mapping[str, Step]
) -> tuple[str, list[str], list[str]]:
    """Model text, what is equal across groups, and the exceptions.

    Factors have variance one and mean zero in the first group. Ordered items follow Wu and
    Estabrook (2016, doi:10.1007/s11336-016-9506-0): once thresholds are equal, intercepts
    and residual variances of the other groups are free; equal loadings free the factors'
    variances, equal intercepts their means.
    """
    lines = [f"{f} =~ {' + '.join(items)}" for f, items in measured.factors.items()]
    if measured.ordinal:
        lines += _ordered_lines(measured, steps, freed)
    held = [s for s in steps if s != "configural"]
    equal: list[str] = [
        EQUAL[s] for s in held if not (measured.ordinal and s in ("scalar", "strict"))
    ]
    order = list(EQUAL)
    partial = []
    for item, at in freed.items():
        later = order[order.index(at) :]
        for step in held:
            if step in later and EQUAL[step] in equal:
                partial += ["".join(place) for place in measured.places(step, item)]
    return "\n".join(lines), equal, partial


def _ordered_lines(
    measured: Measured, steps: Sequence[Step], freed: Mapping[str, Step]
) -> Iterator[str]:
    if "thresholds" not in steps:
        return
    others = len(measured.groups) - 1

    def each(first: str, rest: str) -> str:
        return f"c({', '.join([first, *[rest] * others])})"

    for item in measured.items:
        at = freed.get(item)
        own_cuts = at == "thresholds"  # its intercept and scale then stay fixed
        intercept = "scalar" in steps and at not in ("metric", "scalar")
        residual = "strict" in steps and at is None
        yield f"{item} ~ {each('0', '0' if own_cuts or intercept else 'NA')}*1"
        yield f"{item} ~~ {each('1', '1' if own_cuts or residual else 'NA')}*{item}"
    for factor in measured.factors:
        yield f"{factor} ~ {each('0', 'NA' if 'scalar' in steps else '0')}*1"


def fitted(
    measured: Measured,
    setting: Setting,
    steps: Sequence[Step],
    freed: Mapping[str, Step],
    like: SemFit | None = None,
) -> SemFit:
    """Fit the model in which all `steps` hold, but for the freed items."""
    text, equal, partial = syntax(measured, steps, freed)
    blank = any(np.isnan(column).any() for column in measured.data.values())
    return fit(
        text,
        measured.data,
        kind="cfa",
        estimator="wlsmv" if measured.ordinal else setting.estimator,
        missing="fiml" if blank and not measured.ordinal else "listwise",
        group=measured.group,
        cluster=measured.cluster,
        group_equal=equal,
        group_partial=partial,
        std_lv=True,
        meanstructure=True,
        ordered="all" if measured.ordinal else (),
        parameterization="theta" if measured.ordinal else "delta",
        like=like,
    )


# -------------------------------------------------------------------------- the climb
def climb(
    measured: Compared, setting: Setting, freed: Mapping[str, Step] | None = None
) -> Climb:
    """Take one step after the other, as far as they hold; `freed` were never held.

    Where a step does not meet its rule, the item with the largest score test is freed, one
    at a time, while at least two and at least half of its factor's items stay the same.
    """
    steps = setting.steps(ordinal=measured.ordinal)
    found = Climb([], dict(freed or {}), {})
    before = measured.fitted(setting, steps[:1], found.freed)
    found.rows.append(_rung("configural", before, None, setting, ordinal=measured.ordinal))
    found.last = before
    if not before.converged:
        found.stopped = "not_converged"
        return found
    found.best["configural"] = before
    for at, step in enumerate(steps[1:], 1):
        after = _step(measured, setting, steps[: at + 1], before, found)
        if after is None:
            return found
        before = found.best[step] = after
    return found


def _step(
    measured: Compared, setting: Setting, steps: Sequence[Step], before: SemFit, found: Climb
) -> SemFit | None:
    """One step, with items freed as needed; None where the climb stops."""
    step = steps[-1]
    while True:
        now = measured.fitted(setting, steps, found.freed, before)
        freed = tuple(one.item for one in found.released if one.step == step)
        row = replace(_rung(step, now, before, setting, ordinal=measured.ordinal), freed=freed)
        found.rows.append(row)
        if not now.converged:
            found.stopped = "not_converged"
            return None
        if row.decision != "does_not_meet":
            return now
        item, score = _next(measured, step, now, found.freed)
        if item is None or score is None:
            found.stopped = "not_met"
            return None
        found.freed[item] = step
        found.released.append(_freed(measured, item, step, score))


def _next(
    measured: Compared, step: Step, now: SemFit, freed: Mapping[str, Step]
) -> tuple[str | None, Score | None]:
    """Item with the largest score test among those that may be freed."""
    allowed: dict[str, list[Place]] = {}
    for items in measured.factors.values():
        same = [item for item in items if item not in freed]
        if len(same) - 1 >= max(FEWEST, (len(items) + 1) // 2):
            allowed |= {item: measured.places(step, item) for item in same}
    if not allowed:
        return None, None
    scores = {k: s for k, s in score_tests(now, allowed).items() if s.df}
    if not scores:
        return None, None
    item = max(scores, key=lambda name: scores[name].chisq)
    return item, scores[item]


def _freed(measured: Compared, item: str, step: Step, score: Score) -> Freed:
    """What the table says of a freed item."""
    return Freed(
        item=item,
        step=step,
        parameter=EQUAL[step],
        chisq=number(score.chisq),
        df=score.df,
        pvalue=None if measured.ordinal else score.pvalue,
        change=tuple(
            Change(
                group=measured.where(place),
                threshold=int(place[2][1:]) if step == "thresholds" else None,
                epc=number(value),
            )
            for place, value in score.change.items()
        ),
    )


# ------------------------------------------------------------------------ comparisons
def _rung(
    step: Step, now: SemFit, before: SemFit | None, setting: Setting, *, ordinal: bool
) -> Rung:
    """A model with its measures, and whether it holds against the one before it."""
    found = Rung(
        step=step,
        converged=now.converged,
        admissible=now.admissible,
        remarks=tuple(r.code for r in now.remarks if r.severity == "inadmissible"),
        freed=(),
        decision="not_converged",
    )
    if not now.converged:
        return found
    robust = (".scaled",) if ordinal else (".robust", ".scaled")
    found = replace(
        found,
        chisq=version(now, "chisq"),
        df=now.test.df,
        pvalue=version(now, "pvalue"),
        cfi=version(now, "cfi", robust),
        rmsea=version(now, "rmsea", robust),
        srmr=version(now, "srmr", robust),
    )
    if before is None:
        return replace(found, decision=_configural(found))
    chisq, pvalue = _tested(now, before)
    found = replace(
        found,
        dcfi=_minus(found.cfi, version(before, "cfi", robust)),
        drmsea=_minus(found.rmsea, version(before, "rmsea", robust)),
        dsrmr=_minus(found.srmr, version(before, "srmr", robust)),
        dchisq=chisq,
        ddf=now.test.df - before.test.df,
        dpvalue=pvalue,
    )
    return _judged(found, setting)


def version(found: SemFit, name: str, suffixes: Sequence[str] = (".scaled",)) -> float | None:
    """A measure in the first of these versions that there is, else the plain one."""
    for one in (*(name + suffix for suffix in suffixes), name):
        if (value := found.fit.get(one)) is not None:
            return number(value)
    return None


def _minus(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def _judged(row: Rung, setting: Setting) -> Rung:
    """Both rules, and the one that decides."""
    if row.ddf == 0 or row.dcfi is None or row.drmsea is None or row.dsrmr is None:
        return replace(row, decision="cannot_be_judged")
    strict = _word(holds=chen(row.step, row.dcfi, row.drmsea, row.dsrmr, setting.limits))
    single = _word(holds=cheung_rensvold(row.dcfi))
    decided: dict[str, Decision] = {"chen": strict, "cheung_rensvold": single}
    decided["test"] = (
        "cannot_be_judged" if row.dpvalue is None else _word(holds=row.dpvalue >= 1.0 - LEVEL)
    )
    return replace(row, chen=strict, cheung_rensvold=single, decision=decided[setting.rule])


def _configural(row: Rung) -> Decision:
    if not row.df or row.cfi is None or row.srmr is None:
        return "cannot_be_judged"
    return _word(holds=row.cfi >= CONFIGURAL[0] and row.srmr <= CONFIGURAL[1])


def _word(*, holds: bool) -> Judged:
    return "meets" if holds else "does_not_meet"


def _tested(now: SemFit, before: SemFit) -> tuple[float | None, float | None]:
    """Difference of chi-square with its p, scaled where the models' are."""
    for method in ("default", "satorra.2000"):
        try:
            found = difference(now, before, method)
        except CpsurveyError:
            continue
        return number(found.chisq), found.pvalue
    return None, None
