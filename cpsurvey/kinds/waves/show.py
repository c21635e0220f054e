"""What changed from wave to wave (T30, T30c, T30m, T31, T32, a picture)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cpsurvey.kinds.waves import figure
from cpsurvey.kinds.waves import words as w
from cpsurvey.kinds.waves.data import (
    Change,
    Crossed,
    Followed,
    Mean,
    Moved,
    OverWaves,
    Path,
)
from cpsurvey.parts import Rung
from cpsurvey.payload import limits
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.rounding import Kind
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[OverWaves], words: Words) -> Iterator[str]:
    """What is new since the last wave, then what goes with what over time."""
    yield news(result.data, words)
    for one in result.data.crossed:
        last = result.data.waves[-1].wave
        for path in one.paths:
            own = (path.source, path.outcome) == (one.predictor, one.outcome)
            if own and path.role == "crossed" and path.second == last:
                names = {
                    "first": words.label(one.predictor),
                    "second": words.label(one.outcome),
                }
                shown = words.estimate(path.est, path.ci)
                yield from words.lead(w.CROSSED_SHORT, **names, **shown)


def manager(
    result: Result[OverWaves], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """What is new since the last wave."""
    return {"news": (Text(news(result.data, words, points=True)), figure.means(result, words))}


def news(data: OverWaves, words: Words, *, points: bool = False) -> str:
    """One line on the changes since the wave before the last, in SD or in points."""
    before = data.waves[-2].wave
    if data.after:
        before = words(w.UP_TO, wave=before, last=data.waves[-1].wave)
    known = {one.scale: change for one in data.scales if (change := _latest(one, data))}
    if not known:
        return words(w.NOTHING, wave=before)
    said = [
        _moved(scale, change, word, words, points=points)
        for word in w.MOVED
        for scale, change in known.items()
        if change.word == word
    ]
    if not said:
        return words(w.NO_NEWS, wave=before, k=len(known))
    if others := len(known) - len(said):
        said.append(words(w.OTHERS, k=others))
    return words(w.NEW, wave=before, said=words.semicolon.join(said))


def _moved(scale: str, change: Change, word: Moved, words: Words, *, points: bool) -> str:
    """By how much a scale rose or fell, without a sign."""
    est, ends = (change.est, change.ci) if points else (change.std, change.std_ci)
    if word == "fell":
        est = None if est is None else -est
        ends = limits(-ends.upper, -ends.lower) if ends else None
    phrases = w.MOVED_POINTS if points else w.MOVED
    return words(phrases[word], scale=scale, **words.estimate(est, ends))


def _latest(one: Followed, data: OverWaves) -> Change | None:
    ends = (data.waves[-2].wave, data.waves[-1].wave)
    return next((c for c in one.changes if (c.first, c.second) == ends), None)


def show(result: Result[OverWaves], words: Words, _study: Study) -> list[Block]:
    """Means and changes where they may be compared, and what they rest on."""
    return [
        figure.means(result, words),
        means(result, words),
        changes(result, words),
        *(crossed(result, at, words) for at, _ in enumerate(result.data.crossed)),
        periods(result, words),
        measurement(result, words),
    ]


def _heading(one: Followed, words: Words) -> c.Heading:
    held = [i for i in one.items if i not in _free(one)]
    return c.Heading(words(w.BY_ITEMS, scale=one.scale, k=len(held), items=", ".join(held)))


def _free(one: Followed) -> list[str]:
    """Items that are not held equal: asked otherwise, or freed."""
    return [*one.changed, *(freed.item for freed in one.freed)]


def means(result: Result[OverWaves], words: Words) -> Table | None:
    """T30: one line per scale and wave."""
    rows: list[Mean | c.Heading] = []
    for one in result.data.scales:
        if one.means:
            rows += [_heading(one, words), *one.means]
    if not rows:
        return None
    columns: list[c.Column[Mean]] = [
        c.Column("wave", w.WAVE, "text"),
        *(c.N, c.MEAN, c.SD, c.CI),
        c.Column("latent", w.FACTOR_MEAN, "dec2"),
        c.Column("latent_ci", w.FACTOR_CI, "interval"),
    ]
    notes = [words(one) for one in (w.MEANS_NOTE, w.AS_NUMBERS, w.HOW[result.data.people])]
    return c.table(f"T30-{result.id}", words(w.T30), columns, rows, words, notes)


def changes(result: Result[OverWaves], words: Words) -> Table | None:
    """T30c: one line per scale and pair of waves."""
    rows: list[Change | c.Heading] = []
    for one in result.data.scales:
        if one.changes:
            rows += [c.Heading(words.label(one.scale)), *one.changes]
    if not rows:
        return None
    columns: list[c.Column[Change]] = [
        c.Column("first", w.FROM, "text"),
        c.Column("second", w.TO, "text"),
        c.Column("pairs", w.PAIRS, "int"),
        c.Column("est", w.CHANGE, "dec2"),
        c.CI,
        c.Column("std", w.STD_CHANGE, "dec2"),
        c.Column("std_ci", w.STD_CI, "interval"),
        c.P,
        c.Column("holm", x.P_HOLM, "p"),
        c.Column("least", w.LEAST, "dec2"),
        c.text("word", w.SAID, words.of(w.WORDS)),
    ]
    notes = [words(w.CHANGE_NOTE)]
    if result.data.cluster:
        notes.append(words(w.CLUSTERED, variable=result.data.cluster))
    return c.table(f"T30c-{result.id}", words(w.T30C), columns, rows, words, notes)


def measurement(result: Result[OverWaves], words: Words) -> Table:
    """T30m: one line per model, by scale, and why nothing is said of a scale."""

    def step(rung: Rung) -> str:
        named = words(w.STEPS[rung.step])
        return (
            words(w.WITH_FREED, step=named, items=", ".join(rung.freed))
            if rung.freed
            else named
        )

    rows: list[Rung | c.Heading] = []
    for one in result.data.scales:
        rows += [c.Heading(words.pair(words.label(one.scale), outcome(one, words))), *one.steps]
    columns: list[c.Column[Rung]] = [
        c.Column("step", w.STEP, "text", at=step),
        *(c.CHISQ, c.DF, c.P, c.CFI, c.RMSEA, c.SRMR),
        c.Column("dcfi", w.DCFI, "unit3"),
        c.Column("dchisq", w.DCHISQ, "dec2"),
        c.Column("ddf", w.DDF, "int"),
        c.Column("dpvalue", x.P, "p"),
        c.text("decision", w.DECIDED, words.of(w.DECISIONS)),
    ]
    said = (w.HOW[result.data.people], w.AS_NUMBERS, w.RULES[result.data.rule])
    notes = [words(one) for one in said]
    return c.table(f"T30m-{result.id}", words(w.T30M), columns, rows, words, notes)


def outcome(one: Followed, words: Words) -> str:
    """How far a scale came."""
    if one.silent:
        return words(w.SILENT[one.silent])
    if free := _free(one):
        return words(w.PARTIAL, items=", ".join(free))
    return words(w.STEPS["scalar"]).lower()


def crossed(result: Result[OverWaves], at: int, words: Words) -> Table | None:
    """T31: paths of one pair of scores; nothing of a model that is not sound."""
    one = result.data.crossed[at]
    if not one.paths:
        return None
    columns: list[c.Column[Path]] = [
        c.text("role", w.KIND, words.of(w.ROLES)),
        c.text("source", w.SOURCE, words.label),
        c.text("outcome", w.OUTCOME, words.label),
        c.Column("first", w.FROM, "text"),
        c.Column("second", w.TO, "text"),
        *(c.EST, c.SE, c.P, c.CI),
        c.Column("std", x.STD, "dec2"),
    ]
    title = words(w.T31, first=words.label(one.predictor), second=words.label(one.outcome))
    number = f"{at + 1}" if len(result.data.crossed) > 1 else ""
    notes = [_fit(one, words), words(w.AS_NUMBERS), words(w.LAGGED_NOTE)]
    name = f"T31{'-' if number else ''}{number}-{result.id}"
    return c.table(name, title, columns, one.paths, words, notes)


def _fit(one: Crossed, words: Words) -> str:
    kinds: dict[str, Kind] = {
        "chisq": "dec2",
        "df": "int",
        "cfi": "unit3",
        "rmsea": "unit3",
        "srmr": "unit3",
    }
    shown = {name: words.number(getattr(one, name), kind) for name, kind in kinds.items()}
    return words(w.LAGGED[one.latent], n=one.n, **shown)


def periods(result: Result[OverWaves], words: Words) -> Table | None:
    """T32: indicators beside the waves."""
    if not result.data.periods:
        return None
    columns: list[c.Column[object]] = [
        c.text("indicator", w.INDICATOR, words.label),
        c.Column("period", w.PERIOD, "text"),
        *(c.N, c.MEAN, c.CI),
    ]
    rows = result.data.periods
    notes = [words(w.PERIODS_NOTE)]
    if any(one.wave for one in rows):
        columns.insert(1, c.Column("wave", w.WAVE, "text"))
        notes = [words(w.PERIODS_OF_WAVES)]
    else:
        notes.append(words(w.PERIODS_OF_NO_WAVE))
    return c.table(f"T32-{result.id}", words(w.T32), columns, rows, words, notes)
