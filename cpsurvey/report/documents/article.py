"""The article: what a researcher sends to a journal."""

from __future__ import annotations

from cpsurvey.report.article.compose import article
from cpsurvey.report.document import Document
from cpsurvey.report.documents import Given, Paper, papers


def build(given: Given) -> Document:
    """Methods, results by hypothesis, limits, references."""
    return article(given)


papers("article")(Paper(build))
