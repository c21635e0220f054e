"""Indicators for people who decide: what one step of the source goes with, in plain units."""

from __future__ import annotations

from cpsurvey.design.kpi import Type, Version
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Effect, Entry, Kpi, Term
from cpsurvey.kinds.kpi.effect_tables import as_change
from cpsurvey.payload import Interval
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import in_short
from cpsurvey.report.manager_words import SURE
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Size = tuple[float, tuple[float, float] | None]
"""What one standard deviation goes with, in units as printed, and its interval."""
HUNDRED: dict[Type, float] = {"binomial": 100.0, "count": 100.0, "log": 100.0, "linear": 1.0}
"""Shares are read as of a hundred contacts, ratios as changes in per cent."""


BEYOND = 0.05
"""Below it an adjusted p leaves no room for chance, as in the tables of the supplement."""


def table(result: Result[Kpi], words: Words) -> Table | None:
    """M6: one line per indicator, routine contacts beside the others."""
    data = result.data
    source = data.source or (data.predictors[0] if data.predictors else "")
    rows = [one for one in data.indicators if any(_size(one, v, source) for v in w.ON_PAGES)]
    if not rows:
        return None

    def of(version: Version) -> c.Column[Entry]:
        return c.Column(
            version,
            w.ON_PAGES[version],
            "text",
            at=lambda one: _said(one, version, source, words),
        )

    shown = [v for v in w.ON_PAGES if any(_size(one, v, source) for one in rows)]
    columns: list[c.Column[Entry]] = [
        c.text("indicator", w.INDICATOR, words.label, at="indicator"),
        *map(of, shown),
    ]
    notes = [
        words(w.STEP_NOTE, variable=source),
        *(f"{said}." for said in in_short(result, words)),
    ]
    return c.table(f"M6-{result.id}", words(w.M6, variable=source), columns, rows, words, notes)


def _row(one: Entry, version: Version, source: str) -> Effect | Term | None:
    """The total effect where it was taken apart, else the coefficient of a share or a score."""
    if one.parts:
        every = (e for e in one.parts.effects if e.role == "total" and e.version == version)
        return next(every, None)
    terms = one.model.of(source) if one.model else []
    return next((term for term in terms if term.version == version), None)


def _size(one: Entry, version: Version, source: str) -> Size | None:
    found = _row(one, version, source)
    if found is None:
        return None
    if isinstance(found, Effect):
        return _scaled(found.est, found.ci, HUNDRED[one.type])
    if one.type == "linear":
        return _scaled(found.b, found.ci, 1.0)
    est, ends = as_change(one.type, found)
    if est is None or isinstance(est, str):
        return None
    return est, None if isinstance(ends, str) else ends


def _scaled(est: float | None, ci: Interval | None, times: float) -> Size | None:
    ends = (times * ci.lower, times * ci.upper) if ci else None
    return None if est is None else (times * est, ends)


def _beyond(ends: tuple[float, float] | None, found: Effect | Term | None) -> bool:
    """Whether chance is ruled out: by the interval, and over all effects of the table."""
    if ends is None or found is None or ends[0] <= 0 <= ends[1]:
        return False
    return found.pvalue_holm is None or found.pvalue_holm < BEYOND


def _said(one: Entry, version: Version, source: str, words: Words) -> str:
    size = _size(one, version, source)
    if size is None:
        return ""
    est, ends = size
    beyond = _beyond(ends, _row(one, version, source))
    shown = words.estimate(est, ends) | ({} if ends else {"ci": ""})
    return words(
        w.SIZES[one.type],
        n=est,
        **shown,
        sure=words(SURE["fair" if beyond else "open"]),
    )
