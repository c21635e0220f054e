"""From stored results to a document in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from cpsurvey.report import asked_words, lexicon, people, provenance
from cpsurvey.report.asked import asked
from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.guard import FAULT, Guarded, unguarded
from cpsurvey.report.pictures import Pictures
from cpsurvey.report.plan import plan as planned
from cpsurvey.report.summary import leads, summary
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet

Block = Any


def build(
    results: ResultSet,
    language: str,
    others: dict[str, str],
    *,
    guard: Guarded = unguarded,
    pictures: Pictures | None = None,
) -> Document:
    """Everything the report says, in `language`.

    Parameters
    ----------
    others : mapping of str to str
        Other languages -> file-name suffix of their report.
    guard : callable
        Keeps a chapter that fails from taking the others with it.
    pictures : Pictures, optional
        Those kept of earlier runs.
    """
    words = Words(language, results.labels)
    study = results.study
    found = chapters()
    sections = [
        guard("chapter", "summary", lambda: summary(results, words, found, guard))
        or Section("summary", words(lexicon.SECTION_SUMMARY), (fault(words, "summary"),)),
        _plan(results, words, guard),
        _asked(results, words, guard),
        *(_section(one, results, words, guard, pictures) for one in found),
        _strange(results, found),
        Section(
            "provenance",
            words(lexicon.SECTION_PROVENANCE),
            blocks(
                "provenance",
                lambda: provenance.provenance(results.provenance, words),
                words,
                guard,
            )
            if results.provenance
            else (),
            words(lexicon.PART_SOURCE),
        ),
    ]
    questionnaire = study["questionnaire"]
    subtitle = words(
        lexicon.SUBTITLE,
        n=people.analysed(results),
        questionnaire=questionnaire["id"],
        version=questionnaire["version"],
    )
    return Document(
        language=language,
        title=words.pick(study["title"]),
        subtitle=subtitle,
        banner=words(lexicon.SIMULATED) if study["simulated"] else "",
        sections=tuple(_told_apart(section for section in sections if section.blocks)),
        words=frame(words),
        others=others,
    )


def tables_of(kind: str, results: ResultSet, words: Words) -> dict[str, list[Table]]:
    """Result -> its tables as the report names them, of the chapter that shows `kind`.

    Of results shown together each has those named after it, and those named after none.
    Nothing is guarded here.
    """
    chapter = next((c for c in chapters() if kind in [one.name for one in c.kinds]), None)
    groups = chapter.groups(results.results) if chapter else []
    sections = [
        Section(str(at), "", tuple(chapter.write(group, words, results.study)))
        for at, group in enumerate(groups)
        if chapter
    ]
    found: dict[str, list[Table]] = {}
    for group, section in zip(groups, _told_apart(sections), strict=True):
        ids = [one.id for one in group]
        tables = [block for block in section.blocks if isinstance(block, Table)]
        for id in ids:
            found[id] = [t for t in tables if _named_after(t, ids) in ("", id)]
    return found


def _named_after(table: Table, ids: Iterable[str]) -> str:
    named = (one for one in ids if table.id.endswith(f"-{one}"))
    return max(named, key=len, default="")


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
    said = {
        "contents": lexicon.CONTENTS,
        "table": lexicon.TABLE,
        "tables": lexicon.TABLES,
        "figure": lexicon.FIGURE,
        "figures": lexicon.FIGURES,
        "note": lexicon.NOTE,
        "other_language": lexicon.OTHER_LANGUAGE,
    }
    return {key: words(phrase) for key, phrase in said.items()} | {
        "no_figure": words(lexicon.FIGURE_FAULT, code=FAULT)
    }


def fault(words: Words, *names: str) -> Text:
    """What stands where a chapter could not be written."""
    named = ", ".join(words.label(name) for name in names)
    return Text(words(lexicon.CHAPTER_FAULT, names=named, code=FAULT), "alert")


def blocks(
    name: str, write: Callable[[], Iterable[Block]], words: Words, guard: Guarded, *ids: str
) -> tuple[Block, ...]:
    """What `write` says, or that it could not be said."""
    found = guard("chapter", name, lambda: tuple(write()))
    return (fault(words, *(ids or (name,))),) if found is None else tuple(found)


def _section(
    chapter: Chapter,
    results: ResultSet,
    words: Words,
    guard: Guarded,
    pictures: Pictures | None,
) -> Section:
    said: list[Block] = []
    for group in chapter.groups(results.results):
        ids = [r.id for r in group]
        write = partial(chapter.write, group, words, results.study, pictures)
        said += blocks(chapter.name, write, words, guard, *ids)
    mine = chapter.mine(results.results)
    note = _exploratory(chapter, mine, results, words) if said else ()
    head = partial(leads, mine, chapter, words)
    found = blocks(chapter.name, head, words, guard) if said else ()
    part = lexicon.part(chapter.part, results.study)
    heading = words(part) if part else ""
    return Section(chapter.name, words(chapter.heading), (*note, *found, *said), heading)


def _plan(results: ResultSet, words: Words, guard: Guarded) -> Section:
    """What was declared beforehand; nothing in runs that did not look for a plan."""
    said: Sequence[Block] = ()
    if "plan" in results.provenance:
        said = blocks("plan", lambda: planned(results.provenance, words), words, guard)
    return Section("plan", words(lexicon.SECTION_PLAN), tuple(said))


def _asked(results: ResultSet, words: Words, guard: Guarded) -> Section:
    """Scales that were asked in part; nothing where all were asked whole."""
    held = results.study.get("held") or {}
    k = results.study.get("k") or 0
    said = blocks("asked", lambda: asked(held, words, k), words, guard)
    return Section("asked", words(asked_words.SECTION), said)


def _exploratory(
    chapter: Chapter, mine: Sequence[Result[Any]], results: ResultSet, words: Words
) -> tuple[Text, ...]:
    declared = [r for r in results.results if r.kind == "hypotheses" and r.data]
    if not declared or not chapter.tests:
        return ()
    ids = {result.id for result in mine}
    here = [
        one
        for result in declared
        for one in result.data.hypotheses
        if any(test.analysis in ids for test in one.evidence)
    ]
    if here:
        names = [one.id for one in here if not one.exploratory]
        said = lexicon.PARTLY_EXPLORATORY if names else lexicon.ALL_EXPLORATORY
        return (Text(words(said, names=names or [one.id for one in here]), "note"),)
    return (Text(words(lexicon.EXPLORATORY), "note"),)


def _strange(results: ResultSet, found: Sequence[Chapter]) -> Section:
    """Results no chapter knows how to show are named, never dropped."""
    known = {kind.name for one in found for kind in one.kinds}
    strange = [r for r in results.results if r.kind not in known]
    blocks = tuple(Text(f"{r.kind}: {r.id} (results.json)", "note") for r in strange)
    return Section("other", "…", blocks)
