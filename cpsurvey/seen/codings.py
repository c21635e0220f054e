"""From tables of codings, projects, a codebook and a register to what was coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from cpsurvey.design.evidence_seen import (
    CODINGS,
    DOCUMENTS,
    Code,
    Codebook,
    CodingSpec,
    SourceType,
    found,
    read_codebook,
)
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.identity import alike, is_nobody
from cpsurvey.intake.numerals import whole
from cpsurvey.seen import age, cells, places, project, table
from cpsurvey.seen.aside import Aside, Reason
from cpsurvey.seen.coded import Coded, CoderInfo, DocumentInfo, Kind, Segment
from cpsurvey.seen.observe import Ask

_TYPES: dict[str, SourceType] = {
    **{one: one for one in get_args(SourceType)},
    "entretien": "interview",
    **dict.fromkeys(("field note", "note de terrain", "notes de terrain"), "fieldnote"),
}
_KINDS: dict[str, Kind] = {
    **{one.replace("_", " "): one for one in get_args(Kind)},
    "procédure": "procedure",
    "organigramme": "chart",
    **dict.fromkeys(("tableau d'indicateurs", "indicateurs", "indicators"), "indicator_sheet"),
    **dict.fromkeys(("compte rendu", "cr", "minutes"), "minutes"),
    "formation": "training",
}


def read(
    spec: CodingSpec,
    folder: Path,
    questionnaire: Questionnaire,
    claims: list[str],
    ask: Ask,
    out: Iterable[str],
    since: str = "",
) -> Coded:
    """Read everything that was coded; nobody of `out` and nothing older than `since` is used.

    Raises
    ------
    CpsurveyError
        CPS770 a table, CPS771 the codebook, CPS772 a project cannot be used.
    """
    book = _codebook(spec, folder, questionnaire, claims)
    making = _Making(spec, book, Aside(), places.known(book.codes))
    making.tables(folder, ask, set(map(alike, out)), since)
    making.projects(folder)
    documents = tuple(_documents(spec, folder, making.aside))
    if not making.segments and not documents:
        raise table.refused(
            "codings", "no row can be used", "look whether its columns are those that are meant"
        )
    return Coded(
        codebook=book,
        sources=tuple(making.sources),
        coders=tuple(_coder(name, spec) for name in making.coders),
        segments=tuple(dict.fromkeys(making.segments)),
        documents=documents,
        left=making.aside.done(),
        unlisted=len(making.unlisted),
        units=dict(making.units),
    )


def _codebook(
    spec: CodingSpec, folder: Path, questionnaire: Questionnaire, claims: list[str]
) -> Codebook:
    if spec.codebook is None:
        return Codebook()
    (file,) = found(folder, (spec.codebook,))[:1]
    if file.suffix.casefold() == ".qdc":
        names = project.read_qdc(file, "codebook").values()
        return Codebook({name: Code() for name in names})
    return read_codebook(file, questionnaire, claims)


def _coder(name: str, spec: CodingSpec) -> CoderInfo:
    said = {one.casefold(): coder for one, coder in spec.coders.items()}.get(name)
    return CoderInfo(said.model, said.prompt) if said else CoderInfo()


@dataclass(slots=True, repr=False)
class _Making:
    """Segments as they are gathered; names of sources and people stay in here."""

    spec: CodingSpec
    book: Codebook
    aside: Aside
    listed: dict[str, str]
    places: dict[str, int] = field(default_factory=dict)
    sources: list[SourceType] = field(default_factory=list)
    coders: dict[str, int] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=list)
    unlisted: set[str] = field(default_factory=set)
    units: Counter[str] = field(default_factory=Counter)

    def tables(self, folder: Path, ask: Ask, out: set[str], since: str) -> None:
        """Segments of the tables."""
        needed = ("source_id", "start_char", "end_char", "coder", "code")
        every = [
            table.read(path, "codings", self.spec, CODINGS, needed)
            for path in found(folder, self.spec.codings)
        ]
        kept = age.younger("codings", every, self.spec.dates, {}, since, self.aside)
        rows = [row for one in kept for row in one.rows]
        named = {row["agent_token"] for row in rows if row["agent_token"]}
        gone = {one for one, who in ask(sorted(named)).items() if who is None}
        gone |= {one for one in named if alike(one) in out}
        for row in rows:
            if row["agent_token"] in gone:
                self.aside.add("codings", "withdrawn", row.line)
            else:
                self._row(row)

    def _row(self, row: table.Row) -> None:
        if not row["source_id"]:
            return self.aside.add("codings", "no_source", row.line)
        if not row["code"]:
            return self.aside.add("codings", "no_code", row.line)
        ends = [_place(row[name]) for name in ("start_char", "end_char")]
        empty = not (row["start_char"] or row["end_char"])
        if not empty and None in ends:
            return self.aside.add("codings", "no_place", row.line)
        start, end = ends
        if start is not None and end is not None and start >= end:
            return self.aside.add("codings", "reversed", row.line)
        kind = _TYPES.get(cells.plain(row["source_type"]), "interview")
        place = (start, end)
        self._keep(
            f"table {row['source_id']}", kind, place, row["coder"], row["code"], row.line
        )
        return None

    def projects(self, folder: Path) -> None:
        """Segments of the projects, whose sources are told apart by project."""
        for at, path in enumerate(found(folder, self.spec.projects), 1):
            held = project.read_qdpx(path, f"project {at}")
            way, sure = places.counting(held)
            self.units[way.name if sure else "unverified"] += 1
            for number, (one, place) in enumerate(places.placed(held, way), 1):
                if place is None:
                    self.aside.add("projects", "beyond", number)
                    continue
                name = held.sources[one.source]
                code = held.codes[one.code]
                source = f"project {at} {one.source}"
                self._keep(source, self._type(name), place, one.user, code, number)
            for reason, count in _lost(held):
                for number in range(1, count + 1):
                    self.aside.add("projects", reason, number)

    def _type(self, name: str) -> SourceType:
        for begin, kind in self.spec.sources.items():
            if name.casefold().startswith(begin.casefold()):
                return kind
        return "interview"

    def _keep(
        self,
        source: str,
        kind: SourceType,
        place: tuple[int | None, int | None],
        coder: str,
        code: str,
        row: int,
    ) -> None:
        if source not in self.places:
            self.places[source] = len(self.sources)
            self.sources.append(kind)
        who = " ".join(coder.split()).casefold() or "?"
        self.coders.setdefault(who, len(self.coders))
        listed = self.listed.get(" ".join(code.split()).casefold())
        if listed is None:
            self.unlisted.add(code)
            self.aside.add("codings", "unknown_code", row)
            return
        at = self.places[source]
        self.segments.append(Segment(at, *place, self.coders[who], listed))


def _lost(held: project.Project) -> Iterator[tuple[Reason, int]]:
    yield "not_text", held.others
    yield "unknown_code", held.astray


def _place(cell: str) -> int | None:
    said = whole(cell) if cell else frozenset()
    return next(iter(said)) if len(said) == 1 and min(said) >= 0 else None


def _documents(spec: CodingSpec, folder: Path, aside: Aside) -> Iterator[DocumentInfo]:
    if spec.documents is None:
        return
    seen: set[str] = set()
    for path in found(folder, (spec.documents,)):
        rows = table.read(path, "documents", spec, DOCUMENTS, ("id", "formal_group_mentioned"))
        for row in rows.rows:
            if not row["id"] or is_nobody(row["id"]) or row["id"] in seen:
                aside.add("documents", "twice" if row["id"] in seen else "no_source", row.line)
                continue
            seen.add(row["id"])
            try:
                said = cells.one_of(row["formal_group_mentioned"], cells.CROSS)
            except cells.NotUnderstood:
                aside.add("documents", "not_understood", row.line)
                said = None
            kind = _KINDS.get(cells.plain(row["type"]), "other")
            yield DocumentInfo(kind, said if isinstance(said, bool) else None)
