"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpsurvey.errors.fault import Fault, OnFault
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.guard import Guard, Guarded
from cpsurvey.report.parallel import each
from cpsurvey.report.table import Table
from cpsurvey.results import ResultSet

FOR_MANAGERS = ("html", "docx")
"""Formats of the pages for managers; tables in numbers stay in the report."""
DRAWN_AS = {"html": "svg", "docx": "png"}
"""Form in which a format shows pictures; the others show none."""
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
) -> list[Path]:
    """Write the report of a run into `folder`.

    The first language gets plain names (``report.html``), the others carry theirs
    (``report.fr.html``). The same results give the same bytes. A chapter that fails is
    said in its place; a format that fails leaves none of its files.

    Parameters
    ----------
    on_fault : callable, optional
        Told what failed while the rest was written.

    Returns
    -------
    list of Path
        Files written, in the order of `formats`.
    """
    from cpsurvey.report.render import renderers

    formats, languages = tuple(dict.fromkeys(formats)), tuple(dict.fromkeys(languages))
    for name in formats:
        renderers.get(name)
    _import(formats)
    suffixes = {lang: "" if i == 0 else f".{lang}" for i, lang in enumerate(languages)}

    def work(language: str) -> tuple[Written, list[Fault]]:
        guard = Guard()
        written = _in_one_language(results, folder, formats, language, suffixes, guard)
        return written, guard.faults

    done = each(tuple(suffixes), work)
    for _, faults in done.values():
        for fault in faults if on_fault else ():
            assert on_fault is not None
            on_fault(fault)
    parts = zip(*(written for written, _ in done.values()), strict=True)
    return [file for part in parts for files in part for file in files]


def _in_one_language(
    results: ResultSet,
    folder: Path,
    formats: Sequence[str],
    language: str,
    suffixes: dict[str, str],
    guard: Guarded,
) -> Written:
    from cpsurvey.report import build, manager

    others = {o: s for o, s in suffixes.items() if o != language}
    suffix = suffixes[language]
    document = guard(
        "report", language, lambda: build.build(results, language, others, guard=guard)
    )
    written = [_rendered(document, name, folder, suffix, guard) for name in formats]
    pages: list[Path] = []
    audience = results.study.get("report", {}).get("audience", "journal")
    if audience != "journal":
        few = guard(
            "page", "manager", lambda: manager.build(results, language, others, guard=guard)
        )
        for name in (name for name in formats if name in FOR_MANAGERS):
            pages += _rendered(few, name, folder, suffix, guard)
    return [*written, pages]


def _rendered(
    document: Document | None, name: str, folder: Path, suffix: str, guard: Guarded
) -> list[Path]:
    """Files of one format: all of them, or none where it fails."""
    from cpsurvey.report.render import renderers

    if document is None:
        return []
    beside = folder / f".{document.name}-{name}{suffix}"
    beside.mkdir()
    try:
        ready = _drawn(document, DRAWN_AS.get(name), guard)
        found = guard(
            "format",
            f"{document.name}{suffix}.{name}",
            lambda: renderers.get(name)(ready, beside, suffix),
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


def _import(formats: Sequence[str]) -> None:
    """Load the heavy libraries once, before there are children."""
    if any(name in FOR_MANAGERS for name in formats):
        import matplotlib.backends.backend_agg
        import matplotlib.backends.backend_svg
        import matplotlib.font_manager  # noqa: F401
    if "docx" in formats:
        import docx  # noqa: F401
