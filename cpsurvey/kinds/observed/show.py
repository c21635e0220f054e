"""Help that was seen (T34), its ways (T34b), ties (T34c), observers and rows left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cpsurvey.kinds.observed import words as w
from cpsurvey.kinds.observed.data import Observed, Observers, OfMode, Rate, Ties
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study, caveats
from cpsurvey.report.document import Text
from cpsurvey.report.left import reasons
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.seen.aside import LeftOut


def short(result: Result[Observed], words: Words) -> Iterator[str]:
    """How often people help, and how often outside routine."""
    every, far = result.data.rate("all"), result.data.rate("nonroutine")
    if every and far and every.rate is not None and every.ci and far.share_ci:
        yield words(
            w.IN_SHORT,
            rate=every.rate,
            **words.estimate(every.rate, every.ci),
            **{
                f"share_{key}": text
                for key, text in words.estimate(far.share, far.share_ci, kind="unit2").items()
            },
        )


def show(results: Sequence[Result[Observed]], words: Words, _study: Study) -> list[Block]:
    """The tables of each log, those with nothing in them left out."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        if not result.done:
            continue
        data = result.data
        blocks.append(rates(data, words) if data.rates else None)
        blocks.append(modes(data, words) if data.modes else None)
        blocks.append(ties(data.ties, words) if data.ties else None)
        blocks.append(observers(data, words) if data.observers else None)
        blocks.append(left(data.left, words) if data.left else None)
    return blocks


def rates(data: Observed, words: Words) -> Table:
    """T34: one line per part of the work."""
    columns: list[c.Column[Rate]] = [
        c.text("part", w.PART, words.of(w.PARTS)),
        c.Column("hours", w.HOURS, "dec1"),
        c.Column("helped", w.HELPED, "int"),
        c.Column("rate", w.RATE, "dec2"),
        c.CI,
        c.Column("episodes", w.EPISODES, "int"),
        c.Column("share", w.SHARE, "unit2"),
        c.Column("share_ci", x.CI95, "unit_interval"),
        c.Column("resolved_with", w.RESOLVED_WITH, "unit2"),
        c.Column("resolved_without", w.RESOLVED_WITHOUT, "unit2"),
    ]
    return c.table("T34-seen", words(w.T34), columns, data.rates, words, _notes(data, words))


def _notes(data: Observed, words: Words) -> Iterator[str]:
    yield words(w.RATES_NOTE)
    if data.ratio_ci:
        yield words(w.RATIO_NOTE, **words.estimate(data.ratio, data.ratio_ci))
    for one in data.contrasts:
        if one.ci:
            yield words(w.MEASURES[one.measure], **words.estimate(one.est, one.ci))
    if data.agents:
        yield words(w.AGENTS_NOTE, agents=data.agents, sessions=data.sessions)
    if data.known:
        yield words(w.KNOWN_NOTE, known=data.known)
    if data.perceived:
        found = data.perceived
        yield words(
            w.PERCEIVED_NOTE,
            variable=found.variable,
            teams=found.teams,
            rho=words.number(found.rho, "unit2"),
            p=words.p(found.pvalue),
        )


def modes(data: Observed, words: Words) -> Table:
    """T34b: one line per way of helping."""
    columns: list[c.Column[OfMode]] = [
        c.text("mode", w.MODE, words.of(w.MODES)),
        c.N,
        c.Column("share", w.SHARE_OF_HELP, "unit2"),
        c.UNIT_CI,
        c.Column("told", w.TOLD, "dec2"),
        c.Column("told_ci", w.TOLD_CI, "interval"),
        c.Column("told_n", w.TOLD_N, "int", at=lambda one: one.told_n or None),
        c.Column("seen_more", w.SEEN_MORE, "dec2"),
        c.Column("seen_more_ci", w.SEEN_MORE_CI, "interval"),
        c.Column("told_more", w.TOLD_MORE, "dec2"),
        c.Column("told_more_ci", w.TOLD_MORE_CI, "interval"),
    ]
    return c.table(
        "T34b-ways", words(w.T34B), columns, data.modes, words, [words(w.MODES_NOTE)]
    )


def ties(found: Ties, words: Words) -> Table:
    """T34c: one line."""
    columns: list[c.Column[Ties]] = [
        c.Column("people", w.PEOPLE, "int"),
        c.Column("told", w.TIES_TOLD, "int"),
        c.Column("seen", w.TIES_SEEN, "int"),
        c.Column("both", w.BOTH, "int"),
        c.Column("jaccard", w.JACCARD, "unit2"),
        c.Column("precision", w.PRECISION, "unit2"),
        c.Column("recall", w.RECALL, "unit2"),
        c.Column("r", w.QAP, "unit2"),
        c.P,
    ]
    notes = [words(w.TIES_NOTE, draws=found.draws)]
    return c.table("T34c-ties", words(w.T34C), columns, [found], words, notes)


def observers(data: Observed, words: Words) -> Table:
    """T34d: one line per part that observers took."""
    columns: list[c.Column[Observers]] = [
        c.text("role", w.ROLE, words.of(w.ROLES)),
        c.Column("observers", w.OBSERVERS, "int"),
        c.Column("sessions", w.SESSIONS, "int"),
        c.Column("hours", w.HOURS, "dec1"),
    ]
    window = data.window
    notes = [words(w.ROLES_NOTE)]
    if window.first and window.answers_first:
        notes.append(
            words(
                w.WINDOW_NOTE,
                first=window.first,
                last=window.last,
                answers_first=window.answers_first,
                answers_last=window.answers_last,
            )
        )
    notes.append(words(w.OVERLAPS[window.overlap]))
    return c.table("T34d-observers", words(w.T34D), columns, data.observers, words, notes)


def left(found: Sequence[LeftOut], words: Words) -> Table:
    """T34e: one line per table and reason."""
    return reasons("T34e-left", words(w.T34E), found, w.TABLES, words)


def manager(
    result: Result[Observed], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M5: how often people help, and across teams."""
    return {"together": _together(result.data, words)}


def _together(data: Observed, words: Words) -> Iterator[Text]:
    every, far = data.rate("all"), data.rate("nonroutine")
    if every and far and every.rate is not None and far.share is not None:
        share = words.number(far.share, "percent")
        yield Text(words(w.MANAGER, rate=every.rate, share=share))
    if (crossing := data.contrast("crossing")) and crossing.est is not None:
        yield Text(words(w.MANAGER_CROSSING, share=words.number(crossing.est, "percent")))
