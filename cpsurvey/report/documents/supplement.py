"""The supplement: every chapter with its tables, for who wants to check the article."""

from __future__ import annotations

from dataclasses import replace

from cpsurvey.report import documents_words as w
from cpsurvey.report import proof_words
from cpsurvey.report.article import jars_words
from cpsurvey.report.article.jars import jars
from cpsurvey.report.document import Document, Section
from cpsurvey.report.documents import Given, Paper, papers
from cpsurvey.report.proof import proof_table
from cpsurvey.report.reading import reading


def build(given: Given) -> Document:
    """All of it, under a name of its own; beside an article, where its points stand."""
    whole = given.whole
    subtitle = f"{given.words(w.SUPPLEMENT)} · {whole.subtitle}"
    sections = [*whole.sections, reading(given.words)]
    sections += given.guard("chapter", "proof", lambda: _proof(given)) or ()
    if text := given.beside.get("article"):
        standards = given.guard(
            "chapter", "standards", lambda: _standards(text.document, given)
        )
        sections += [standards] if standards else []
    return replace(
        whole,
        name="supplement",
        subtitle=subtitle,
        sections=tuple(sections),
        others=given.others,
    )


def _standards(text: Document, given: Given) -> Section:
    table = jars(text, given.whole, given.words)
    return Section("standards", given.words(jars_words.SECTION), (table,))


def _proof(given: Given) -> tuple[Section, ...]:
    """Where another program finds the same numbers; nothing without structural models."""
    tables = proof_table(given.results, given.words)
    title = given.words(proof_words.SECTION)
    return (Section("proof", title, tuple(tables)),) if tables else ()


papers("supplement")(Paper(build, prefix="S", after=("article",)))
