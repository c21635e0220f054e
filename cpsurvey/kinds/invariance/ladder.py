"""Steps of measurement invariance: models, their comparison, and what is freed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.after.release import Place, Score, score_tests
from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.invariance import (
    CONFIGURAL,
    Limits,
    Rule,
    Step,
    chen,
    cheung_rensvold,
)

Array = NDArray[np.float64]
EQUAL = {
    "thresholds": "thresholds",
    "metric": "loadings",
    "scalar": "intercepts",
    "strict": "residuals",
}
FEWEST = 2
"""Items of a factor that stay the same in all groups."""


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
    """

    name: str
    factors: Mapping[str, Sequence[str]]
    data: Mapping[str, Array]
    group: Sequence[str]
    groups: Sequence[str]
    categories: Mapping[str, int] = field(default_factory=dict)

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

    def places(self, step: str, item: str) -> list[Place]:
        """Parameters of an item that a step holds equal."""
        if step == "metric":
            return [(self.factor(item), "=~", item)]
        if step == "scalar":
            return [(item, "~1", "")]
        if step == "strict":
            return [(item, "~~", item)]
        return [(item, "|", f"t{k}") for k in range(1, self.categories[item])]


@dataclass(frozen=True, slots=True)
class Setting:
    """How steps are fitted and judged."""

    estimator: str
    rule: Rule
    strict: bool
    limits: Limits

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
    freed : mapping of str to str
        Item -> step at which it was freed.
    best : mapping of str to SemFit
        Accepted model of each step that was reached.
    stopped : str or None
        Why no further step was taken: ``not_met``, ``not_converged``.
    """

    rows: list[dict[str, Any]]
    freed: dict[str, str]
    best: dict[str, SemFit]
    stopped: str | None = None
    last: SemFit | None = None


# ----------------------------------------------------------------------------- models
def syntax(
    measured: Measured, steps: Sequence[str], freed: Mapping[str, str]
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
    equal = [EQUAL[s] for s in held if not (measured.ordinal and s in ("scalar", "strict"))]
    order = list(EQUAL)
    partial = []
    for item, at in freed.items():
        later = order[order.index(at) :]
        for step in held:
            if step in later and EQUAL[step] in equal:
                partial += ["".join(place) for place in measured.places(step, item)]
    return "\n".join(lines), equal, partial


def _ordered_lines(
    measured: Measured, steps: Sequence[str], freed: Mapping[str, str]
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
    steps: Sequence[str],
    freed: Mapping[str, str],
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
        group_equal=equal,
        group_partial=partial,
        std_lv=True,
        meanstructure=True,
        ordered="all" if measured.ordinal else (),
        parameterization="theta",
        like=like,
    )


# -------------------------------------------------------------------------- the climb
def climb(measured: Measured, setting: Setting) -> Climb:
    """Take one step after the other, as far as they hold.

    Where a step does not meet its rule, the item with the largest score test is freed, one
    at a time, while at least two and at least half of its factor's items stay the same.
    """
    steps = setting.steps(ordinal=measured.ordinal)
    found = Climb([], {}, {})
    before = fitted(measured, setting, steps[:1], {})
    found.rows.append(_row("configural", before, None, setting, measured))
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
    measured: Measured, setting: Setting, steps: Sequence[Step], before: SemFit, found: Climb
) -> SemFit | None:
    """One step, with items freed as needed; None where the climb stops."""
    step = steps[-1]
    freed_here: list[dict[str, Any]] = []
    while True:
        now = fitted(measured, setting, steps, found.freed, before)
        row = _row(step, now, before, setting, measured)
        row["freed"] = list(freed_here)
        found.rows.append(row)
        if not now.converged:
            found.stopped = "not_converged"
            return None
        if row["decision"] != "does_not_meet":
            return now
        item, score = _next(measured, step, now, found.freed)
        if item is None or score is None:
            found.stopped = "not_met"
            return None
        found.freed[item] = step
        freed_here = [*freed_here, _freed(measured, item, step, score)]


def _next(
    measured: Measured, step: str, now: SemFit, freed: Mapping[str, str]
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


def _freed(measured: Measured, item: str, step: str, score: Score) -> dict[str, Any]:
    """What a line of the table says of a freed item."""
    return {
        "item": item,
        "scale": measured.factor(item),
        "parameter": EQUAL[step],
        "chisq": number(score.chisq),
        "df": score.df,
        "pvalue": None if measured.ordinal else score.pvalue,
        "change": [
            {"group": measured.groups[g - 1], "parameter": rhs or EQUAL[step], "epc": value}
            for (_, _, rhs, g), value in score.change.items()
        ],
    }


# ------------------------------------------------------------------------ comparisons
INDICES = ("cfi", "rmsea", "srmr")


def indices(found: SemFit, *, ordinal: bool) -> dict[str, Any]:
    """Chi-square and indices: robust ones of numbers, scaled ones of ordered answers."""
    measures: Mapping[str, Any] = found.fit

    def best(name: str) -> Any:
        for suffix in (".scaled",) if ordinal else (".robust", ".scaled"):
            if measures.get(name + suffix) is not None:
                return measures[name + suffix]
        return measures.get(name)

    return {
        "chisq": best_scaled(measures, "chisq"),
        "df": measures.get("df"),
        "pvalue": best_scaled(measures, "pvalue"),
        **{name: best(name) for name in INDICES},
    }


def best_scaled(measures: Mapping[str, Any], name: str) -> Any:
    """The scaled version where there is one."""
    scaled = measures.get(f"{name}.scaled")
    return measures.get(name) if scaled is None else scaled


def _row(
    step: Step, now: SemFit, before: SemFit | None, setting: Setting, measured: Measured
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "step": step,
        "converged": now.converged,
        "admissible": now.admissible,
        "remarks": [remark.code for remark in now.remarks if remark.severity == "inadmissible"],
        "freed": [],
        **dict.fromkeys(("chisq", "df", "pvalue", *INDICES)),
        **dict.fromkeys(("dcfi", "drmsea", "dsrmr", "dchisq", "ddf", "dpvalue")),
        **dict.fromkeys(("chen", "cheung_rensvold")),
        "decision": "not_converged",
    }
    if not now.converged:
        return row
    mine = indices(now, ordinal=measured.ordinal)
    row |= {name: None if v is None else number(v) for name, v in mine.items()}
    row["df"] = now.test.df
    if before is None:
        row["decision"] = _configural(row)
        return row
    theirs = indices(before, ordinal=measured.ordinal)
    row["ddf"] = now.test.df - before.test.df
    for name in INDICES:
        if mine[name] is not None and theirs[name] is not None:
            row[f"d{name}"] = number(mine[name] - theirs[name])
    row |= _tested(now, before)
    changes = [row[f"d{name}"] for name in INDICES]
    if row["ddf"] == 0 or any(change is None for change in changes):
        row["decision"] = "cannot_be_judged"
        return row
    row["chen"] = _word(chen(step, row["dcfi"], row["drmsea"], row["dsrmr"], setting.limits))
    row["cheung_rensvold"] = _word(cheung_rensvold(row["dcfi"]))
    row["decision"] = row[setting.rule]
    return row


def _configural(row: Mapping[str, Any]) -> str:
    if not row["df"] or row["cfi"] is None or row["srmr"] is None:
        return "cannot_be_judged"
    return _word(row["cfi"] >= CONFIGURAL[0] and row["srmr"] <= CONFIGURAL[1])


def _word(holds: object) -> str:
    return "meets" if holds else "does_not_meet"


def _tested(now: SemFit, before: SemFit) -> dict[str, Any]:
    """Difference of chi-square, scaled where the models' are."""
    for method in ("default", "satorra.2000"):
        try:
            found = difference(now, before, method)
        except CpsurveyError:
            continue
        return {"dchisq": number(found.chisq), "dpvalue": found.pvalue}
    return {}
