"""Indicators of the respondents, summed up per agent, routine and non-routine apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.coded import Coded
from cpsurvey.design.kpi import Indicator, Type, Version
from cpsurvey.kinds.kpi.data import Mix
from cpsurvey.responses import Indicators

Array = NDArray[np.float64]
PAIR: tuple[Version, Version] = ("routine", "nonroutine")
VERSIONS: tuple[Version, ...] = ("overall", *PAIR)
_CLASS = {"routine": "routine", "non_routine": "nonroutine"}


@dataclass(frozen=True, slots=True)
class Rates:
    """One version of one indicator, one entry per agent; NaN where there is none.

    Parameters
    ----------
    n : (m,) array
        Contacts over all periods used; 1 per period where the file does not say.
    y : (m,) array
        Successes, events, mean logarithm of the seconds, or mean score.
    before : (m,) array
        The same in the period before, on the scale of the model.
    thin : int
        Agents' periods left out for too few contacts.
    counted : bool
        Whether the file says how many contacts there were.
    """

    n: Array
    y: Array
    before: Array
    thin: int
    counted: bool

    def value(self, kind: Type) -> Array:
        """Share, rate per contact, log seconds or score of each agent."""
        return self.y / self.n if kind in ("binomial", "count") else self.y

    @property
    def there(self) -> NDArray[np.bool_]:
        """Agents who have the indicator."""
        return np.asarray(self.n > 0)


@dataclass(frozen=True, slots=True)
class Joined:
    """One indicator of respondents and, apart, of agents who did not answer.

    Parameters
    ----------
    rates : mapping of version to Rates
        One entry per respondent.
    others : mapping of version to Rates
        One entry per agent outside the survey.
    mix : Mix or None
        How the contacts of respondents fall by the reason map.
    lengths : tuple of str
        Lengths of the periods that were met.
    """

    rates: Mapping[Version, Rates]
    others: Mapping[Version, Rates]
    mix: Mix | None
    periods: tuple[str, ...]
    lengths: tuple[str, ...]

    @property
    def modelled(self) -> tuple[Version, ...]:
        """Routine and non-routine where both are known, else the whole, else what there is."""
        return PAIR if set(PAIR) <= set(self.rates) else tuple(self.rates)[:1]


def periods_of(data: Indicators | None, indicator: Indicator) -> tuple[str, ...]:
    """Periods of which the store holds something of an indicator."""
    if data is None:
        return ()
    own = data.indicator.which(indicator.id.__eq__)
    return tuple(sorted(data.period.take(own).counts()))


def join(
    context: Context, indicator: Indicator, periods: tuple[str, ...], *, lag: bool, fewest: int
) -> Joined | None:
    """Sum up an indicator per agent; None when the store holds nothing of it.

    Parameters
    ----------
    periods : tuple of str
        Those that are used.
    lag : bool
        Take the last of them, and the one before it as a covariate; else all.
    fewest : int
        Contacts an agent must have in a period and version.
    """
    data = context.indicators
    if data is None:
        return None
    own = data.indicator.which(indicator.id.__eq__)
    mine = np.flatnonzero(own & data.period.which(periods.__contains__))
    if not len(mine):
        return None
    # of a respondent who answered in several waves the last row is the one that is joined
    place = {who: at for at, who in enumerate(context.scored.respondent)}
    who = data.agent.take(mine).pruned()
    outside = {one: at for at, one in enumerate(sorted(set(who.kinds) - set(place)))}
    version, mix = _versions(context, data, mine, place)
    at, off = _places(who, place), _places(who, outside)
    shared = (indicator, data, mine, version, periods, fewest)
    return Joined(
        rates=_per_agent(at, context.scored.n, *shared, lag=lag),
        others=_per_agent(off, len(outside), *shared, lag=lag),
        mix=mix,
        periods=periods[-1:] if lag else periods,
        lengths=tuple(sorted({_length(period) for period in periods})),
    )


def _places(column: Coded[str], known: Mapping[str, int]) -> NDArray[np.int64]:
    """What is known of the text of each row; -1 where nothing is."""
    return np.array([known.get(one, -1) for one in column.kinds], dtype=np.int64)[column.at]


def _length(period: str) -> str:
    if not period:
        return "none"
    return "week" if "W" in period else "quarter" if "Q" in period else (
        "month" if re.match(r"\d{4}-\d\d$", period) else "year"
    )  # fmt: skip


def _versions(
    context: Context, data: Indicators, mine: NDArray[np.int64], place: Mapping[str, int]
) -> tuple[Coded[str], Mix | None]:
    """Version of every row, the reason map applied, and the contacts by class."""
    stored, reason = data.version.take(mine).pruned(), data.reason.take(mine).pruned()
    reasons = context.study.reasons
    if reasons is None or not any(reason.kinds) or set(PAIR) <= set(stored.kinds):
        return stored, None
    known = reasons.by_reason()
    found = reason.map(lambda one: _CLASS.get(known.get(one, "unclear"), "unclear"))
    answered = data.agent.which(place.__contains__)[mine]
    n = np.nan_to_num(data.n[mine])
    routine, nonroutine, unclear = (
        float(n[answered & found.which(name.__eq__)].sum()) for name in (*PAIR, "unclear")
    )
    return found, Mix(routine=routine, nonroutine=nonroutine, unclear=unclear)


def _per_agent(
    at: NDArray[np.int64],
    m: int,
    indicator: Indicator,
    data: Indicators,
    mine: NDArray[np.int64],
    version: Coded[str],
    periods: Sequence[str],
    fewest: int,
    *,
    lag: bool,
) -> dict[Version, Rates]:
    found = {}
    when = _places(data.period.take(mine), {one: at for at, one in enumerate(periods)})
    for name in VERSIONS:
        rows = np.flatnonzero(version.which(name.__eq__) & (at >= 0))
        if not len(rows) or not m:
            continue
        cells, thin, counted = _cells(
            data, mine[rows], at[rows], when[rows], m, len(periods), fewest
        )
        last = len(periods) - 1
        chosen = cells[:, :, last:] if lag else cells
        n, y = _pooled(indicator.type, chosen)
        before = np.full(m, np.nan)
        if lag and last > 0:
            before = _on_scale(
                indicator.type, *_pooled(indicator.type, cells[:, :, last - 1 : last])
            )
        found[name] = Rates(n, y, before, thin, counted)
    return found


def _cells(
    data: Indicators,
    rows: NDArray[np.int64],
    at: NDArray[np.int64],
    when: NDArray[np.int64],
    m: int,
    periods: int,
    fewest: int,
) -> tuple[Array, int, bool]:
    """(3, m, periods) sums of contacts, totals and logarithms; too thin ones emptied."""
    cells = np.zeros((3, m, periods))
    counted = not np.isnan(data.n[rows]).any()
    n = np.where(np.isnan(data.n[rows]), 1.0, data.n[rows])
    np.add.at(cells[0], (at, when), n)
    np.add.at(cells[1], (at, when), data.total[rows])
    np.add.at(cells[2], (at, when), data.logs[rows])  # NaN where contacts are not known singly
    if not counted:
        return cells, 0, False
    thin = (cells[0] > 0) & (cells[0] < fewest)
    cells[:, thin] = 0.0
    return cells, int(thin.sum()), True


def _pooled(kind: str, cells: Array) -> tuple[Array, Array]:
    """Contacts and figure of each agent over the periods."""
    n, total, logs = cells.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind == "log":
            singly = logs / n
            y = np.where(np.isnan(singly), np.log(total / n), singly)
        elif kind == "linear":
            y = total / n
        else:
            y = total
    none = n <= 0
    return np.where(none, np.nan, n), np.where(none, np.nan, y)


def _on_scale(kind: str, n: Array, y: Array) -> Array:
    """Figure on the scale of the model, half a contact added where it could be infinite."""
    if kind == "binomial":
        return np.asarray(np.log((y + 0.5) / (n - y + 0.5)))
    return np.asarray(np.log((y + 0.5) / n)) if kind == "count" else y
