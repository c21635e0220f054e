"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.errors.fault import Fault, OnFault
from cpsurvey.parallel import each
from cpsurvey.report import lexicon
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.excerpt import excerpt
from cpsurvey.report.guard import Guard, Guarded
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

if TYPE_CHECKING:
    from cpsurvey.report.pictures import Pictures
    from cpsurvey.report.render import Renderer

Block = Text | Table | Figure
Written = list[list[Path]]
"""Files in the order of the formats asked for; the last are the pages for managers."""


def write_report(
    results: ResultSet,
    folder: Path,
    *,
    formats: Sequence[str],
    languages: Sequence[str],
    on_fault: OnFault | None = None,
    released: bool = False,
    pictures: Pictures | None = None,
    only: Sequence[str] = (),
) -> list[Path]:
    """Write the report of a run into `folder`.

    The first language gets plain names (``report.html``), the others carry theirs
    (``report.fr.html``). The same results give the same bytes. A chapter that fails is
    said in its place; a format that fails leaves none of its files.

    Parameters
    ----------
    on_fault : callable, optional
        Told what failed while the rest was written.
    released : bool
        Whether it may be passed on: nothing says that it is a working copy, and tables in
        numbers hold what is printed, not more.
    pictures : Pictures, optional
        Those kept of earlier runs.
    only : sequence of str
        Tables and pictures of the report, of which alone files are written.

    Returns
    -------
    list of Path
        Files written, in the order of `formats`.
    """
    from cpsurvey.report.render import renderers

    chosen = {name: renderers.get(name) for name in formats}
    languages = tuple(dict.fromkeys(languages))
    _import(chosen.values())
    suffixes = {lang: "" if i == 0 else f".{lang}" for i, lang in enumerate(languages)}

    def work(language: str) -> tuple[Written, list[Fault]]:
        guard = Guard()
        made = _documents(results, language, suffixes, guard, pictures)
        if only:
            made = [made[0] and excerpt(made[0], only)]
        ready = [one and _as_allowed(one, results, released=released) for one in made]
        written = _in_one_language(ready, folder, chosen, suffixes[language], guard)
        return written, guard.faults

    done = each(tuple(suffixes), work)
    for _, faults in done.values():
        for fault in faults if on_fault else ():
            assert on_fault is not None
            on_fault(fault)
    parts = zip(*(written for written, _ in done.values()), strict=True)
    return [file for part in parts for files in part for file in files]


def _documents(
    results: ResultSet,
    language: str,
    suffixes: dict[str, str],
    guard: Guarded,
    pictures: Pictures | None,
) -> list[Document | None]:
    """The report, and the pages for managers where they are asked for."""
    from cpsurvey.report import build, manager

    others = {o: s for o, s in suffixes.items() if o != language}
    document = guard(
        "report",
        language,
        lambda: build.build(results, language, others, guard=guard, pictures=pictures),
    )
    if results.study.get("report", {}).get("audience", "journal") == "journal":
        return [document]
    few = guard(
        "page",
        "manager",
        lambda: manager.build(results, language, others, guard=guard, pictures=pictures),
    )
    return [document, few]


def _as_allowed(document: Document, results: ResultSet, *, released: bool) -> Document:
    """A working copy says so on every page; a release tells no more than it prints."""
    if released:
        return replace(
            document, sections=tuple(_printed(section) for section in document.sections)
        )
    mark = Words(document.language, results.labels)(lexicon.WORKING_COPY)
    return replace(document, banner=" · ".join(filter(None, (document.banner, mark))))


def _printed(section: Section) -> Section:
    return replace(
        section,
        blocks=tuple(
            block.rounded() if isinstance(block, Table) else block for block in section.blocks
        ),
    )


def _in_one_language(
    documents: Sequence[Document | None],
    folder: Path,
    chosen: Mapping[str, Renderer],
    suffix: str,
    guard: Guarded,
) -> Written:
    report, *pages = documents
    written = [_rendered(report, *one, folder, suffix, guard) for one in chosen.items()]
    shown = [
        file
        for page in pages
        for name, renderer in chosen.items()
        if renderer.for_managers
        for file in _rendered(page, name, renderer, folder, suffix, guard)
    ]
    return [*written, shown]


def _rendered(
    document: Document | None,
    name: str,
    renderer: Renderer,
    folder: Path,
    suffix: str,
    guard: Guarded,
) -> list[Path]:
    """Files of one format: all of them, or none where it fails."""
    if document is None:
        return []
    beside = folder / f".{document.name}-{name}{suffix}"
    beside.mkdir()
    try:
        ready = _drawn(document, renderer.draws, guard)
        found = guard(
            "format",
            f"{document.name}{suffix}.{name}",
            lambda: renderer.write(ready, beside, suffix),
        )
        return [_moved(file, beside, folder) for file in dict.fromkeys(found or ())]
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _moved(file: Path, beside: Path, folder: Path) -> Path:
    place = folder / file.relative_to(beside)
    place.parent.mkdir(parents=True, exist_ok=True)
    return file.replace(place)


@dataclass(frozen=True, slots=True)
class _Done:
    """A picture in one of its forms."""

    form: str | bytes

    def svg(self) -> str:
        assert isinstance(self.form, str)
        return self.form

    def png(self) -> bytes:
        assert isinstance(self.form, bytes)
        return self.form


def _drawn(document: Document, form: str | None, guard: Guarded) -> Document:
    """The document with its pictures drawn, so that one that fails is only missed."""
    if form is None:
        return document

    def block(one: Block, section: Section) -> Block:
        if not isinstance(one, Figure):
            return one
        found = guard("figure", f"{section.id}: {one.id}", lambda: getattr(one, form))
        if found is None:
            return Text(document.words["no_figure"], "alert")
        return replace(one, drawing=_Done(found))

    sections = tuple(
        replace(section, blocks=tuple(block(one, section) for one in section.blocks))
        for section in document.sections
    )
    return replace(document, sections=sections)


def _import(chosen: Collection[Renderer]) -> None:
    """Load the heavy libraries once, before there are children."""
    for renderer in chosen:
        for library in renderer.loads:
            importlib.import_module(library)
    if any(renderer.draws for renderer in chosen):
        import matplotlib.backends.backend_agg
        import matplotlib.backends.backend_svg
        import matplotlib.font_manager  # noqa: F401
