"""The pages for people who decide."""

from __future__ import annotations

from cpsurvey.report import manager
from cpsurvey.report.document import Document
from cpsurvey.report.documents import Given, Paper, papers


def build(given: Given) -> Document | None:
    """None where nothing was asked that they show."""
    return manager.build(
        given.results,
        given.words.language,
        given.others,
        guard=given.guard,
        pictures=given.pictures,
    )


papers("manager")(Paper(build))
