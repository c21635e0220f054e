"""Indicators for people who decide: what one step of the source goes with, in plain units."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.design.kpi import Type, Version
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Entry, Kpi
from cpsurvey.payload import Interval
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import in_short
from cpsurvey.report.manager_words import SURE
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


@dataclass(frozen=True, slots=True)
class _Size:
    """An effect of one standard deviation, as `Effect` and `Term` have it."""

    est: float
    ci: Interval | None


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


def _size(one: Entry, version: Version, source: str) -> _Size | None:
    """The total effect where it was taken apart, else the coefficient of a share or a score."""
    if one.parts:
        for effect in one.parts.effects:
            if effect.role == "total" and effect.version == version and effect.est is not None:
                return _Size(effect.est, effect.ci)
        return None
    for term in one.model.of(source) if one.model else ():
        if term.version != version:
            continue
        if one.type == "binomial" and term.points is not None:
            return _Size(term.points, term.points_ci)
        if one.type == "linear" and term.b is not None:
            return _Size(term.b, term.ci)
        if term.ratio is not None:
            ends = term.ratio_ci
            return _Size(
                term.ratio - 1, Interval(ends.lower - 1, ends.upper - 1) if ends else None
            )
    return None


def _said(one: Entry, version: Version, source: str, words: Words) -> str:
    size = _size(one, version, source)
    if size is None:
        return ""
    times = HUNDRED[one.type]
    ends = size.ci and (times * size.ci.lower, times * size.ci.upper)
    beyond = bool(size.ci and (size.ci.lower > 0 or size.ci.upper < 0))
    return words(
        w.SIZES[one.type],
        n=times * size.est,
        est=words.number(times * size.est, "dec1"),
        ci=words.number(ends, "interval") if ends else "",
        sure=words(SURE["fair" if beyond else "open"]),
    )


HUNDRED: dict[Type, float] = {"binomial": 100.0, "count": 100.0, "log": 100.0, "linear": 1.0}
"""Shares are read as of a hundred contacts, ratios as changes in per cent."""
