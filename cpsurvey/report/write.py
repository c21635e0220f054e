"""From stored results to files people read; nothing is fitted here."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.errors.fault import Fault, OnFault
from cpsurvey.parallel import each
from cpsurvey.report import lexicon
from cpsurvey.report.chapter import chapters
from cpsurvey.report.document import DOTS, PRINTED, Document, Drawing, Figure, Section, Text
from cpsurvey.report.dress import PLAIN, Dress
from cpsurvey.report.excerpt import excerpt
from cpsurvey.report.guard import Guard, Guarded
from cpsurvey.report.numbering import numbered, own_texts
from cpsurvey.report.table import Table
from cpsurvey.report.typeset import typeset
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

if TYPE_CHECKING:
    from cpsurvey.report.documents import Paper, Stands
    from cpsurvey.report.pictures import Pictures
    from cpsurvey.report.render import Renderer

Block = Text | Table | Figure
Form = Callable[[Drawing, str | int], Any]
SUPPLEMENT = "S"
"""Stands before numbers of the supplement."""


def write_report(
    results: ResultSet,
    folder: Path,
    *,
    formats: Sequence[str],
    languages: Sequence[str],
    documents: Sequence[str] | None = None,
    on_fault: OnFault | None = None,
    released: bool = False,
    pictures: Pictures | None = None,
    only: Sequence[str] = (),
    dress: Dress = PLAIN,
) -> list[Path]:
    """Write the documents of a run into `folder`.

    The first language gets plain names (``report.html``), the others carry theirs
    (``report.fr.html``). The same results give the same bytes. A chapter that fails is
    said in its place; a format that fails leaves none of its files.

    Parameters
    ----------
    documents : sequence of str, optional
        What is written beside the page to open first; by default what the study asks for.
    on_fault : callable, optional
        Told what failed while the rest was written.
    released : bool
        Whether it may be passed on: nothing says that it is a working copy, and tables in
        numbers hold what is printed, not more.
    pictures : Pictures, optional
        Those kept of earlier runs.
    only : sequence of str
        Tables and pictures of the report, of which alone files are written.
    dress : Dress
        Template and logo of an organisation.

    Returns
    -------
    list of Path
        Files written: language by language, the page to open first before the others.
    """
    from cpsurvey.report import render
    from cpsurvey.report.documents import FIRST, papers

    render.ready(formats)
    chosen = {name: render.renderers.get(name) for name in formats}
    languages = tuple(dict.fromkeys(languages))
    _import(chosen.values())
    suffixes = {lang: "" if i == 0 else f".{lang}" for i, lang in enumerate(languages)}
    asked = results.study.get("report", {})
    listed = documents is not None or asked.get("listed", False)
    if documents is None:  # results of earlier versions do not name them
        documents = asked.get("documents", papers.names())
    names = [name for name in dict.fromkeys(documents) if name != FIRST]
    wanted = {name: papers.get(name) for name in (*names, FIRST)}

    def work(language: str) -> tuple[list[Path], list[Fault]]:
        set_ = _Set(
            results,
            language,
            suffixes,
            folder,
            chosen,
            Guard(),
            pictures,
            released,
            dress,
            listed,
        )
        return set_.excerpt(only) if only else set_.written(wanted), set_.guard.faults

    if pictures and not only:
        pictures.prepare(results.results)
    done = each(tuple(suffixes), work)
    for _, faults in done.values():
        for fault in faults if on_fault else ():
            assert on_fault is not None
            on_fault(fault)
    return [file for written, _ in done.values() for file in written]


def ready(formats: Iterable[str], kinds: Container[str]) -> None:
    """Load what documents of results of these kinds need, before there are any."""
    from cpsurvey.graphs import igraph
    from cpsurvey.report import build  # noqa: F401
    from cpsurvey.report.documents import papers
    from cpsurvey.report.render import renderers

    igraph()  # path diagrams are laid out by it
    papers.names()
    _import([renderers.get(name) for name in formats])
    for chapter in chapters():
        chapter.kinds[0].words()  # short texts of every kind are looked up in all of them
        if any(kind.name in kinds for kind in chapter.kinds):
            chapter.kinds[0].shower()
            chapter.kinds[0].article()


@dataclass(frozen=True, slots=True)
class _Set:
    """The documents of one language."""

    results: ResultSet
    language: str
    suffixes: Mapping[str, str]
    folder: Path
    chosen: Mapping[str, Renderer]
    guard: Guard
    pictures: Pictures | None
    released: bool
    dress: Dress
    listed: bool
    """Whether the study names its documents: each is then written in every format."""
    drawn: dict[tuple[int, str | int], tuple[Drawing, Any]] = field(default_factory=dict)
    """Pictures in each form: several documents and formats show the same."""
    printed: dict[int, tuple[Block, Block]] = field(default_factory=dict)
    """Blocks as the language prints them: the workbook has the tables of the supplement."""
    own: list[re.Pattern[str] | None] = field(default_factory=list)
    """Texts of the study that read like codes of tables, looked for once."""

    def written(self, wanted: Mapping[str, Paper]) -> list[Path]:
        """Files of every document in their order; the one to open first knows the others.

        What another reads is made before it, wherever it is listed.
        """
        from cpsurvey.report.documents import FIRST

        whole = self._whole()
        if whole is None:
            return []
        tables = self._files(whole, [n for n, one in self.chosen.items() if one.tables])
        beside: dict[str, Stands] = {}
        files: dict[str, list[Path]] = {name: [] for name in wanted}
        if tables:
            beside["tables"] = self._stands(whole, tables)
        places = (*wanted, "tables")
        empty: list[str] = []
        for name in sorted(wanted, key=lambda one: (one == FIRST, bool(wanted[one].after))):
            there = {one: beside[one] for one in places if one in beside}
            faults = len(self.guard.faults)
            made = self._paper(name, wanted[name], whole, there, empty)
            if not made and self._formats(name) and len(self.guard.faults) == faults:
                empty.append(name)
            files[name] = self._files(made, self._formats(name)) if made else []
            if made and files[name]:
                beside[name] = self._stands(made, files[name])
        return [*files.pop(FIRST), *(file for some in files.values() for file in some), *tables]

    def excerpt(self, only: Sequence[str]) -> list[Path]:
        """Files of some tables and pictures."""
        whole = self._whole()
        return self._files(excerpt(whole, only), list(self.chosen)) if whole else []

    def _whole(self) -> Document | None:
        from cpsurvey.report import build

        def made() -> Document:
            whole = build.build(
                self.results,
                self.language,
                self._others(),
                guard=self.guard,
                pictures=self.pictures,
            )
            return numbered(whole, SUPPLEMENT, own=self._own())

        found: Document | None = self.guard("report", self.language, made)
        return found

    def _own(self) -> re.Pattern[str] | None:
        if not self.own:
            self.own.append(own_texts(self.results, self.language))
        return self.own[0]

    def _others(self) -> dict[str, str]:
        return {o: s for o, s in self.suffixes.items() if o != self.language}

    def _formats(self, name: str) -> list[str]:
        """Formats that a document is written in; the first page in one of them at least."""
        from cpsurvey.report.documents import FIRST

        read = {one: renderer for one, renderer in self.chosen.items() if not renderer.tables}
        usual = [one for one, r in read.items() if name in (r.documents or (name,))]
        return list(read) if self.listed or (name == FIRST and not usual) else usual

    def _paper(
        self,
        name: str,
        paper: Paper,
        whole: Document,
        beside: dict[str, Stands],
        empty: Sequence[str],
    ) -> Document | None:
        """A document with its numbers; None where it is written in no format or is empty."""
        from cpsurvey.report.documents import Given

        if not self._formats(name):
            return None
        given = Given(
            self.results,
            Words(self.language, self.results.labels),
            whole,
            self._others(),
            dict(beside),
            tuple(empty),
            self.guard,
            self.pictures,
        )
        made: Document | None = self.guard("document", name, lambda: paper.build(given))
        return numbered(made, paper.prefix, whole, self._own()) if made else None

    def _stands(self, document: Document, files: Sequence[Path]) -> Stands:
        from cpsurvey.report.documents import Stands

        names = (file.name for file in files if file.parent == self.folder)
        return Stands(document, tuple(names))

    def _files(self, document: Document, formats: Sequence[str]) -> list[Path]:
        """Files of a document, as it may be shown, in some formats."""
        dressed = replace(document, dress=self.dress)
        allowed = typeset(
            _as_allowed(dressed, self.results, released=self.released), self.printed
        )
        suffix = self.suffixes[self.language]
        return [
            file
            for one in formats
            for file in _rendered(
                allowed, one, self.chosen[one], self.folder, suffix, self.guard, self._form
            )
        ]

    def _form(self, drawing: Drawing, form: str | int) -> Any:
        """A picture as lines, or in so many dots an inch."""
        key = id(drawing), form
        if key not in self.drawn:
            known = self.pictures.known(drawing, self.language) if self.pictures else drawing
            data = known.svg() if isinstance(form, str) else known.png(form)
            self.drawn[key] = drawing, data
        return self.drawn[key][1]


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


def _rendered(
    document: Document,
    name: str,
    renderer: Renderer,
    folder: Path,
    suffix: str,
    guard: Guarded,
    form: Form,
) -> list[Path]:
    """Files of one format: all of them, or none where it fails."""
    beside = folder / f".{document.name}-{name}{suffix}"
    beside.mkdir()
    try:
        ready = _drawn(document, renderer.draws, guard, form)
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
    """A picture in the forms that were asked for."""

    lines: str = ""
    dots: bytes = b""

    def svg(self) -> str:
        return self.lines

    def png(self, dots: int = DOTS) -> bytes:  # noqa: ARG002  it is drawn
        return self.dots


SHARP = ("article",)
"""Documents whose pictures are also files of dots: printers ask for them."""


def _done(drawing: Drawing, draws: str, name: str, form: Form) -> _Done:
    if draws == "png":
        return _Done(dots=form(drawing, DOTS))
    sharp = draws == "files" and name in SHARP
    return _Done(form(drawing, "svg"), form(drawing, PRINTED) if sharp else b"")


def _drawn(document: Document, draws: str | None, guard: Guarded, form: Form) -> Document:
    """The document with its pictures drawn, so that one that fails is only missed."""
    if draws is None:
        return document
    name = document.name

    def block(one: Block, section: Section) -> Block:
        if not isinstance(one, Figure):
            return one
        found = guard(
            "figure", f"{section.id}: {one.id}", lambda: _done(one.drawing, draws, name, form)
        )
        if found is None:
            return Text(document.words["no_figure"], "alert")
        return replace(one, drawing=found)

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
        renderer.ready()
    for pen in ("picture", "svg", "dots") if any(one.draws for one in chosen) else ():
        importlib.import_module(f"cpsurvey.report.plot.{pen}")
