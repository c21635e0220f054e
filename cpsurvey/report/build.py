"""From stored results to a document in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import hypotheses, provenance
from cpsurvey.results import Result, ResultSet

Block = Any
ORDER = (
    "hypotheses",
    "flow",
    "screening",
    "respondents",
    "missing",
    "items",
    "dimensions",
    "efa",
    "reliability",
    "correlations",
    "compare",
    "rivals",
    "discriminant",
    "invariance",
    "method",
    "aggregation",
    "variance",
    "regression",
    "mediation",
    "moderation",
    "mixed",
    "multilevel",
    "kpi",
    "models",
    "ipma",
    "sensitivity",
    "power",
)
"""Order of the chapters; others follow by name."""


def build(results: ResultSet, language: str, others: dict[str, str]) -> Document:
    """Everything the report says, in `language`.

    Parameters
    ----------
    others : mapping of str to str
        Other languages -> file-name suffix of their report.
    """
    words = Words(language, results.labels)
    study = results.study
    found = _in_order()
    sections = [
        _summary(results, words, found),
        _plan(results, words),
        *(_section(name, one, results, words) for name, one in found),
        _strange(results, found),
        Section(
            "provenance",
            words("section_provenance"),
            tuple(provenance.provenance(results.provenance, words))
            if results.provenance
            else (),
        ),
    ]
    questionnaire = study["questionnaire"]
    subtitle = words(
        "subtitle",
        n=max((r.sample.used for r in results.results), default=0),
        questionnaire=questionnaire["id"],
        version=questionnaire["version"],
    )
    return Document(
        language=language,
        title=words.pick(study["title"]),
        subtitle=subtitle,
        banner=words("simulated") if study["simulated"] else "",
        sections=tuple(section for section in sections if section.blocks),
        words={
            key: words(key) for key in ("contents", "table", "figure", "note", "other_language")
        },
        others=others,
    )


def _in_order() -> list[tuple[str, Chapter]]:
    place = {name: at for at, name in enumerate(ORDER)}
    return sorted(chapters.items(), key=lambda item: (place.get(item[0], len(ORDER)), item[0]))


def _section(name: str, chapter: Chapter, results: ResultSet, words: Words) -> Section:
    mine = [r for r in results.results if r.kind in chapter.kinds]
    blocks = chapter.write(mine, words, results.study) if mine else ()
    note = _exploratory(mine, results, words) if blocks else ()
    return Section(name, words(f"section_{name}"), (*note, *blocks))


def _plan(results: ResultSet, words: Words) -> Section:
    """What was declared beforehand; nothing in runs that did not look for a plan."""
    blocks: Sequence[Block] = ()
    if "plan" in results.provenance:
        blocks = hypotheses.plan(results.provenance["plan"], words)
    return Section("plan", words("section_plan"), tuple(blocks))


TESTS = {
    *("correlations", "compare", "regression", "mediation", "moderation", "mixed"),
    *("multilevel_mediation", "cfa", "sem", "aggregation", "variance", "kpi"),
}
"""Kinds whose chapters say which of their numbers were declared beforehand."""


def _exploratory(mine: Sequence[Result], results: ResultSet, words: Words) -> tuple[Text, ...]:
    declared = [r for r in results.results if r.kind == "hypotheses" and r.data]
    if not declared or not any(result.kind in TESTS for result in mine):
        return ()
    ids = {result.id for result in mine}
    names = [
        one["id"]
        for result in declared
        for one in result.data["hypotheses"]
        if any(test["analysis"] in ids for test in one["tests"])
    ]
    if names:
        return (Text(words("partly_exploratory", names=", ".join(names)), "note"),)
    return (Text(words("exploratory"), "note"),)


def _summary(results: ResultSet, words: Words, found: Sequence[tuple[str, Chapter]]) -> Section:
    blocks: list[Block] = []
    unsound = [r for r in results.results if not _sound(r)]
    if unsound:
        names = ", ".join(_title(r, words) for r in unsound)
        blocks.append(Text(words("sum_unsound", names=names), "alert"))
    short = {kind: one.short for _, one in found for kind in one.kinds}
    for result in results.results:
        say = short.get(result.kind)
        if say and result.data and _sound(result):
            blocks += [Text(line) for line in say(result, words)]
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        blocks.append(Text(words("status", text=words.pick(status)), "note"))
    blocks.append(Text(words("sum_association"), "note"))
    return Section("summary", words("section_summary"), tuple(blocks))


def _sound(result: Result) -> bool:
    return not any(caveat.severity == "inadmissible" for caveat in result.caveats)


def _title(result: Result, words: Words) -> str:
    """What an analysis is called in the report."""
    if result.data.get("model"):
        return words.label(result.data["model"])
    if result.data.get("outcome"):
        return words.label(result.data["outcome"])
    return words.label(result.id)


def _strange(results: ResultSet, found: Sequence[tuple[str, Chapter]]) -> Section:
    """Results no chapter knows how to show are named, never dropped."""
    known = {kind for _, one in found for kind in one.kinds}
    strange = [r for r in results.results if r.kind not in known]
    blocks = tuple(Text(f"{r.kind}: {r.id} (results.json)", "note") for r in strange)
    return Section("other", "…", blocks)
