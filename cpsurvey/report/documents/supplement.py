"""The supplement: every chapter with its tables, for who wants to check the article."""

from __future__ import annotations

from dataclasses import replace

from cpsurvey.report import documents_words as w
from cpsurvey.report.article import jars_words
from cpsurvey.report.article.compose import article
from cpsurvey.report.article.jars import jars
from cpsurvey.report.document import Document, Section
from cpsurvey.report.documents import Given, Paper, papers
from cpsurvey.report.numbering import numbered


def build(given: Given) -> Document:
    """All of it, under a name of its own; beside an article, where its points stand."""
    whole = given.whole
    subtitle = f"{given.words(w.SUPPLEMENT)} · {whole.subtitle}"
    made = replace(whole, name="supplement", subtitle=subtitle, others=given.others)
    if "article" not in given.beside:
        return made
    standards = given.guard("chapter", "standards", lambda: _standards(given))
    return replace(made, sections=(*made.sections, standards)) if standards else made


def _standards(given: Given) -> Section:
    text = numbered(article(given), "", given.whole)
    table = jars(text, given.whole, given.words)
    last = given.whole.sections[-1] if given.whole.sections else None
    part = last.part if last else ""
    return Section("standards", given.words(jars_words.SECTION), (table,), part)


papers("supplement")(Paper(build, prefix="S"))
