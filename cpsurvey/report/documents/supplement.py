"""The supplement: every chapter with its tables, for who wants to check the article."""

from __future__ import annotations

from dataclasses import replace

from cpsurvey.report import documents_words as w
from cpsurvey.report.document import Document
from cpsurvey.report.documents import Given, Paper, papers


def build(given: Given) -> Document:
    """All of it, under a name of its own."""
    whole = given.whole
    subtitle = f"{given.words(w.SUPPLEMENT)} · {whole.subtitle}"
    return replace(whole, name="supplement", subtitle=subtitle, others=given.others)


papers("supplement")(Paper(build, prefix="S"))
