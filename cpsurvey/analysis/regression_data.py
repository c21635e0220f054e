"""Complete rows of a regression, and what cannot be fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import (
    complete_rows,
    lacking,
    refuse_empty,
    refuse_exact,
    refuse_repeats,
)
from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Sample
from cpsurvey.scoring import Scored

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Data:
    """What a regression is fitted to; arrays hold the rows that are used.

    Parameters
    ----------
    y : (n,) array
    blocks : list of lists of Column
        Over all respondents; `used` picks the rows.
    trials, offset, clusters : (n,) arrays or None
    """

    y: Array
    blocks: list[list[grammar.Column]]
    used: NDArray[np.bool_]
    sample: Sample
    trials: Array | None = None
    offset: Array | None = None
    clusters: NDArray[np.int64] | None = None

    def columns(self, blocks: int | None = None) -> list[grammar.Column]:
        """Columns of the first `blocks`, or of all."""
        return [column for block in self.blocks[:blocks] for column in block]

    def x(self, blocks: int | None = None) -> Array:
        """(n, p) design of the first `blocks`, without the intercept."""
        return np.column_stack([c.values[self.used] for c in self.columns(blocks)])

    @property
    def count(self) -> int | None:
        """Number of clusters."""
        return None if self.clusters is None else len(np.unique(self.clusters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A regression as it is asked for; `blocks` of terms as `formulas`."""

    outcome: str
    formulas: tuple[str, ...]
    family: str = "gaussian"
    trials: str | None = None
    exposure: str | None = None
    cluster: str | None = None
    robust_to_clusters: bool = False


def prepare(context: Context, asked: Asked) -> Data:
    """Complete rows, all blocks on the same respondents.

    Raises
    ------
    CpsurveyError
        CPS404 too few respondents, CPS405 something does not vary, CPS406 predictors repeat
        each other, CPS408 one group, CPS440 the outcome does not suit the family.
    """
    found = gather(context, asked)
    used = found.complete & found.exposed
    made = found.data(used, counted(context.scored, found.complete, used))
    predictors.check(made.columns(), used, context)
    refuse(made, found)
    return made


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a regression is made of, over all respondents, holes and all.

    Parameters
    ----------
    columns : mapping of str to (n,) array
        Outcome, trials, exposure and terms.
    groups : (n,) array or None
        -1 where nobody knows.
    """

    asked: Asked
    blocks: list[list[grammar.Column]]
    columns: Mapping[str, Array]
    groups: NDArray[np.int64] | None

    @property
    def y(self) -> Array:
        """The outcome."""
        return self.columns[self.asked.outcome]

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Rows that lack nothing."""
        rows = complete_rows(self.columns.values())
        return rows if self.groups is None else rows & (self.groups >= 0)

    @property
    def exposed(self) -> NDArray[np.bool_]:
        """Rows that say something of a rate: no trial and no exposure say nothing."""
        rows = np.ones(len(self.y), dtype=bool)
        for name in (self.asked.trials, self.asked.exposure):
            if name:
                rows = rows & ~((self.columns[name] == 0) & (self.y == 0))
        return rows

    def data(self, used: NDArray[np.bool_], sample: Sample) -> Data:
        """The rows `used`."""
        trials, exposure = self.asked.trials, self.asked.exposure
        offset = _log(self.columns[exposure][used], exposure) if exposure else None
        return Data(
            y=self.y[used],
            blocks=self.blocks,
            used=used,
            sample=sample,
            trials=self.columns[trials][used] if trials else None,
            offset=offset,
            clusters=None if self.groups is None else self.groups[used],
        )


def gather(context: Context, asked: Asked) -> Gathered:
    """All that was asked for; refused where nobody has a value of something."""
    scored = context.scored
    blocks = [predictors.columns(f, context) for f in asked.formulas]
    names = (asked.outcome, asked.trials, asked.exposure)
    columns = {n: scored.values[n] for n in names if n}
    columns |= {c.term: c.values for b in blocks for c in b}
    refuse_empty({**columns, **members(context, asked.cluster)})
    groups = context.group(asked.cluster) if asked.cluster else None
    return Gathered(asked, blocks, columns, groups)


def refuse(data: Data, found: Gathered) -> None:
    """Refuse an outcome that does not suit its family, and what cannot be fitted."""
    asked = found.asked
    suits(data, asked.outcome, asked.family)
    _refuse_what_cannot_be_fitted(
        data, asked.outcome, asked.family, found.columns, robust=asked.robust_to_clusters
    )


def members(context: Context, cluster: str | None) -> dict[str, Array]:
    """The group as a column, so that its holes are named like others'."""
    if cluster is None:
        return {}
    codes = context.group(cluster)
    return {context.variable(cluster): np.where(codes < 0, np.nan, codes)}


def counted(scored: Scored, complete: NDArray[np.bool_], used: NDArray[np.bool_]) -> Sample:
    """Sample of the rows `used`; others of the `complete` ones say nothing of a rate."""
    rows, kept = int(complete.sum()), int(used.sum())
    lost = {"missing_value": scored.n - rows, "no_exposure": rows - kept}
    return scored.counted(kept, lost)


def _log(exposure: Array, name: str) -> Array:
    wrong = int(np.count_nonzero(exposure <= 0))
    if wrong:
        raise CpsurveyError(
            "CPS440",
            f"the exposure '{name}' is zero or negative for {wrong} who have counts",
            fix="correct these rows, or leave them out of the export",
        )
    return np.log(exposure)


def suits(data: Data, outcome: str, family: str) -> None:
    """Refuse an outcome that does not suit its family; holes in it do not matter.

    Raises
    ------
    CpsurveyError
        CPS440.
    """
    known = ~np.isnan(data.y)
    y, trials = data.y[known], None if data.trials is None else data.trials[known]
    whole = bool(np.all(y == np.round(y)) and np.all(y >= 0))
    if trials is not None:
        more = int(np.count_nonzero(y > trials))
        if more:
            raise CpsurveyError(
                "CPS440",
                f"'{outcome}' is larger than its number of trials in {more} rows",
                fix="look whether the two columns are exchanged or of different periods",
            )
        if not whole or np.any(trials != np.round(trials)):
            raise CpsurveyError(
                "CPS440",
                f"'{outcome}' or its trials are not whole numbers",
                fix="give counts, not rates: how many of how many",
            )
    elif family == "binomial" and not np.isin(y, (0.0, 1.0)).all():
        raise CpsurveyError(
            "CPS440",
            f"'{outcome}' has values other than 0 and 1",
            fix="derive a variable that is one of two ('derived: {yes: question == 2}'), or "
            "give the number of trials with 'trials:'",
        )
    elif family == "poisson" and not whole:
        raise CpsurveyError(
            "CPS440",
            f"'{outcome}' is not a count: it has negative or broken numbers",
            fix="use family: gaussian, or gamma when all values are above zero",
        )
    elif family == "gamma" and len(y) and y.min() <= 0:
        raise CpsurveyError(
            "CPS440",
            f"'{outcome}' has values of zero or below, which no gamma distribution has",
            fix="use family: gaussian, or poisson for counts",
        )


def _refuse_what_cannot_be_fitted(
    data: Data, outcome: str, family: str, columns: Mapping[str, Array], *, robust: bool
) -> None:
    entered, y = data.columns(), data.y
    if len(y) < len(entered) + 2:
        raise CpsurveyError(
            "CPS404",
            f"{len(y)} complete respondents are too few for {len(entered)} predictors",
            fix=lacking(columns),
        )
    still = [c.term for c in entered if np.ptp(c.values[data.used]) == 0]
    rates = y if data.trials is None else y / data.trials
    if np.ptp(rates) == 0:
        still.insert(0, outcome)
    if still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still)}: everybody analysed has the same value",
            fix="leave it out of the analysis",
        )
    names = [c.term for c in entered]
    refuse_repeats(data.x(), names)
    if family == "gaussian":
        refuse_exact(outcome, y, data.x(), names)
    if robust and data.count is not None and data.count < 2:
        raise CpsurveyError(
            "CPS408", "all complete respondents are in one group", fix="use errors: hc3"
        )
