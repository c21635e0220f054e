"""From stored results to a document in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.guard import FAULT, Guarded, unguarded
from cpsurvey.report.phrases import Words
from cpsurvey.report.summary import leads, summary
from cpsurvey.report.table import Table
from cpsurvey.report.tables import hypotheses, provenance
from cpsurvey.results import Result, ResultSet

Block = Any
PARTS = {
    "": ("hypotheses",),
    "who": ("flow", "screening", "respondents", "missing"),
    "scales": (
        *("items", "dimensions", "efa", "reliability", "correlations", "rivals"),
        *("discriminant", "invariance", "method"),
    ),
    "question": (
        *("models", "mediation", "moderation", "regression", "mixed", "variance"),
        *("aggregation", "multilevel", "kpi", "compare"),
    ),
    "act": ("ipma",),
    "sure": ("sensitivity", "power"),
}
"""Parts of the report and their chapters; chapters not named here follow by name."""
ORDER = tuple(name for names in PARTS.values() for name in names)
"""Order of the chapters."""


def build(
    results: ResultSet, language: str, others: dict[str, str], *, guard: Guarded = unguarded
) -> Document:
    """Everything the report says, in `language`.

    Parameters
    ----------
    others : mapping of str to str
        Other languages -> file-name suffix of their report.
    guard : callable
        Keeps a chapter that fails from taking the others with it.
    """
    words = Words(language, results.labels)
    study = results.study
    found = _in_order()
    sections = [
        guard("chapter", "summary", lambda: summary(results, words, found, guard))
        or Section("summary", words("section_summary"), (_fault(words, "summary"),)),
        _plan(results, words, guard),
        *(_section(name, one, results, words, guard) for name, one in found),
        _strange(results, found),
        Section(
            "provenance",
            words("section_provenance"),
            blocks(
                "provenance",
                lambda: provenance.provenance(results.provenance, words),
                words,
                guard,
            )
            if results.provenance
            else (),
            words("part_source"),
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
        sections=tuple(_told_apart(section for section in sections if section.blocks)),
        words=frame(words),
        others=others,
    )


def _told_apart(sections: Iterable[Section]) -> Iterator[Section]:
    """Tables of one kind asked for twice get names, and hence files, of their own."""
    taken: set[str] = set()

    def named(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        name, count = block.id, 1
        while name.casefold() in taken:
            count += 1
            name = f"{block.id}-{count}"
        taken.add(name.casefold())
        return block if name == block.id else replace(block, id=name)

    for section in sections:
        yield replace(section, blocks=tuple(named(block) for block in section.blocks))


def frame(words: Words) -> dict[str, str]:
    """What renderers themselves say."""
    keys = ("contents", "table", "figure", "note", "other_language")
    return {key: words(key) for key in keys} | {"no_figure": words("figure_fault", code=FAULT)}


def _fault(words: Words, *names: str) -> Text:
    """What stands where a chapter could not be written."""
    named = ", ".join(words.label(name) for name in names)
    return Text(words("chapter_fault", names=named, code=FAULT), "alert")


def blocks(
    name: str, write: Callable[[], Iterable[Block]], words: Words, guard: Guarded, *ids: str
) -> tuple[Block, ...]:
    """What `write` says, or that it could not be said."""
    found = guard("chapter", name, lambda: tuple(write()))
    return (_fault(words, *(ids or (name,))),) if found is None else tuple(found)


def _in_order() -> list[tuple[str, Chapter]]:
    place = {name: at for at, name in enumerate(ORDER)}
    return sorted(chapters.items(), key=lambda item: (place.get(item[0], len(ORDER)), item[0]))


def _section(
    name: str, chapter: Chapter, results: ResultSet, words: Words, guard: Guarded
) -> Section:
    mine = [r for r in results.results if r.kind in chapter.kinds]
    together = [[r] for r in mine] if chapter.one_by_one else [mine] if mine else []
    said: list[Block] = []
    for group in together:
        ids = [r.id for r in group]
        write = partial(chapter.write, group, words, results.study)
        said += blocks(name, write, words, guard, *ids)
    note = _exploratory(mine, results, words) if said else ()
    found = blocks(name, lambda: leads(mine, chapter, words), words, guard) if said else ()
    part = next((part for part, names in PARTS.items() if name in names), "")
    heading = words(f"part_{part}") if part else ""
    return Section(name, words(f"section_{name}"), (*note, *found, *said), heading)


def _plan(results: ResultSet, words: Words, guard: Guarded) -> Section:
    """What was declared beforehand; nothing in runs that did not look for a plan."""
    said: Sequence[Block] = ()
    if "plan" in results.provenance:
        plan = results.provenance["plan"]
        said = blocks("plan", lambda: hypotheses.plan(plan, words), words, guard)
    return Section("plan", words("section_plan"), tuple(said))


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


def _strange(results: ResultSet, found: Sequence[tuple[str, Chapter]]) -> Section:
    """Results no chapter knows how to show are named, never dropped."""
    known = {kind for _, one in found for kind in one.kinds}
    strange = [r for r in results.results if r.kind not in known]
    blocks = tuple(Text(f"{r.kind}: {r.id} (results.json)", "note") for r in strange)
    return Section("other", "…", blocks)
