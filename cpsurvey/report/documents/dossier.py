"""The dossier: what is done with whose data, for who must answer for it or gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.report import dossier_words as w
from cpsurvey.report import lexicon
from cpsurvey.report.build import blocks, frame
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.documents import Given, Paper, papers
from cpsurvey.report.dossier import data, kept, told
from cpsurvey.report.dossier.facts import Facts
from cpsurvey.report.dossier.rules import assessment, protections, readers
from cpsurvey.report.dossier.summary import summary

CHAPTERS = {
    "summary": (w.SUMMARY, summary),
    "notice": (w.NOTICE_AS_GIVEN, told.notice),
    "purposes": (w.PURPOSES, told.purposes),
    "data": (w.DATA, data.variables),
    "readers": (w.WHO, readers),
    "protections": (w.PROTECTIONS, protections),
    "retention": (w.LONG, kept.retention),
    "register": (w.REGISTER, kept.releases),
    "flow": (w.HAPPENED, data.flow),
    "assessment": (w.ASSESSMENT, assessment),
}


def build(given: Given) -> Document | None:
    """None of results of an earlier version: they say nothing of how people were told."""
    found: Mapping[str, Any] | None = given.results.provenance.get("privacy")
    if found is None:
        return None
    facts, words = Facts(given.results, found), given.words
    study = given.results.study
    return Document(
        language=words.language,
        title=words.pick(study["title"]),
        subtitle=words(w.SUBTITLE),
        banner=words(lexicon.SIMULATED) if study["simulated"] else "",
        sections=tuple(_sections(given, facts)),
        words=frame(words),
        others=given.others,
        name="dossier",
    )


def _sections(given: Given, facts: Facts) -> Iterator[Section]:
    words = given.words
    for name, (title, write) in CHAPTERS.items():
        said = blocks(name, lambda write=write: write(facts, words), words, given.guard)  # type: ignore[misc]
        yield Section(name, words(title), said or (Text(words(w.NOTHING_OPEN)),))


papers("dossier")(Paper(build))
