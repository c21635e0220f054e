"""A short section on how to read a document."""

from __future__ import annotations

from cpsurvey.report import lexicon
from cpsurvey.report import reading_words as w
from cpsurvey.report.document import Section, Text
from cpsurvey.report.words import Words


def reading(words: Words) -> Section:
    """Verdicts, numbers, causes, codes."""
    said = (w.VERDICT, w.NUMBER, lexicon.SUM_ASSOCIATION, w.CODES)
    return Section("reading", words(w.SECTION), tuple(Text(words(one), "note") for one in said))
