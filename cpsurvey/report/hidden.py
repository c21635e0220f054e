"""Counts that are not shown: what stands in their place, and what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cpsurvey.parts import Mark
from cpsurvey.report.words import Phrase, Words

WITHHELD = Phrase("(withheld)", "(retenu)")
SMALL_NOTE = Phrase(
    "< {k}: fewer than {k} respondents; their number is not shown.",
    "< {k} : moins de {k} répondants ; leur nombre n'est pas montré.",
)
WITHHELD_NOTE = Phrase(
    "(withheld): not shown because a count below {k} could be found from it.",
    "(retenu) : non montré, car un effectif inférieur à {k} pourrait en être déduit.",
)


def told(mark: Mark, count: float | None, words: Words, k: int) -> float | str | None:
    """What a table says: the count, that it is below `k`, or that it is withheld."""
    return {"shown": count, "small": f"< {k}", "withheld": words(WITHHELD)}[mark]


def hidden_notes(marks: Collection[Mark], words: Words, k: int) -> Iterator[str]:
    """What the marks of hidden counts mean."""
    if "small" in marks:
        yield words(SMALL_NOTE, k=k)
    if "withheld" in marks:
        yield words(WITHHELD_NOTE, k=k)
