"""The six tables of an article, each of the pieces that kinds give for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cpsurvey.report.article import words as w
from cpsurvey.report.article.gathered import Gathered
from cpsurvey.report.article.pieces import Panel, joined, stacked
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

REVERSED = (0, 2, 3)
"""Places of the other order: standardised effects and intervals under those of an outcome."""


def sample(found: Gathered, words: Words) -> Iterator[Table]:
    """Table 1: the flow, then who the respondents are."""
    panels = [Panel(words(w.SAMPLE_FLOW), one) for one in found.pieces["flow"]]
    panels += [Panel(words(w.SAMPLE_WHO), one) for one in found.pieces["respondents"]]
    if panels:
        yield stacked("T1-article", words(w.SAMPLE), panels)


def correlations(found: Gathered, words: Words) -> Iterator[Table]:
    """Table 2: as its chapter has it."""
    for one in found.pieces["correlations"][:1]:
        split = one.id.endswith("-within-between")
        title = words(w.CORRELATIONS_SPLIT if split else w.CORRELATIONS)
        yield replace(one, id="T11-article", title=title, notes=tuple(one.notes))


def measurement(found: Gathered, words: Words) -> Iterator[Table]:
    """Table 3: rivals, then what is known of each scale."""
    panels = [Panel(words(w.RIVALS), one) for one in found.pieces["rivals"]]
    keys: list[str] = []
    if scales := found.pieces["scales"]:
        whole = joined(scales)
        keys = [column.key for column in whole.columns]
        panels.append(Panel(words(w.OF_SCALES), whole))
    if panels:
        notes = [
            words(phrase)
            for start, phrase in w.MEASUREMENT_NOTES.items()
            if any(key.startswith(start) for key in keys)
        ]
        yield stacked("T8-article", words(w.MEASUREMENT), panels, notes)


def effects(found: Gathered, words: Words) -> Iterator[Table]:
    """Table 4: effects by outcome, side by side, then paths, then the other order."""
    panels = []
    notes = []
    for one in found.pieces["effects"]:
        numbered, names = _sides(one)
        panels.append(Panel(words(w.ON_OUTCOMES), numbered))
        notes += [words(w.PATHS_NOTE, outcomes=words.semicolon.join(names))]
    panels += [Panel(words(w.STEPS), one) for one in found.pieces["steps"]]
    for one in found.pieces["reversed"]:
        panels.append(Panel(one.title, one, REVERSED if found.pieces["effects"] else ()))
        if found.pieces["effects"]:
            notes.append(words(w.REVERSED_NOTE))
    if panels:
        yield stacked("T18-article", words(w.PATHS), panels, notes)


def _sides(table: Table) -> tuple[Table, list[str]]:
    """Columns of each outcome numbered; the outcomes by their numbers."""
    first, *rest = table.columns
    names = table.title.split("\n")
    width = len(rest) // len(names)
    heads = [
        replace(head, heading=f"({at // width + 1}) {head.heading}")
        for at, head in enumerate(rest)
    ]
    told = [f"({at}) {name}" for at, name in enumerate(names, 1)]
    return replace(table, columns=(first, *heads)), told


def moderation(found: Gathered, words: Words) -> Iterator[Table]:
    """Table 5: hypotheses about an interaction, every specification a line."""
    panels = [Panel(one.title, one) for one in found.pieces["moderation"]]
    if panels:
        yield stacked("T0c-article", words(w.MODERATION), panels, [words(w.MODERATION_NOTE)])


def indicators(found: Gathered, words: Words, source: str | None) -> Iterator[Table]:
    """Table 6."""
    title = (
        words(w.INDICATORS_OF, source=words.label(source)) if source else words(w.INDICATORS)
    )
    for one in found.pieces["indicators"][:1]:
        yield replace(one, id="T21j-article" if source else "T21-article", title=title)
