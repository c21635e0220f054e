"""Qualtrics' CSV and TSV: export tags, question texts and ImportIds above the answers.

The ImportId (``QID2_1``) is a question's most certain code, the export tag (``Q1_1``) the next:
it can be edited, and stands twice easily. People delete the second and third row; exports of
long ago have two (``V1`` ..., and texts). ``<name>_Page Submit`` is a time,
``<question>_DO_<choice>`` the order in which choices were shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.coded import Coded
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Evidence, Export, Reader, Timer, readers
from cpsurvey.intake.readers._parts import Parts, parted
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.responses import SKIPPED

_IMPORT_ID = re.compile(r"""\s*\{\s*["']+ImportId["']+\s*:\s*["']+(?P<id>[^"']+)""")
_OWN: Mapping[str, str] = {  # without blanks and signs; those without a role are personal
    **dict.fromkeys(("responseid", "recordid"), "id"),
    **dict.fromkeys(("externalreference", "externaldatareference"), "reference"),
    "startdate": "started",
    "enddate": "ended",
    "recordeddate": "recorded",
    **dict.fromkeys(("status", "responsetype"), "status"),
    "finished": "finished",
    "progress": "progress",
    "userlanguage": "language",
    **dict.fromkeys(("durationinseconds", "duration"), "duration"),
    **dict.fromkeys(("responseset", "responsesetid"), "set"),
    "distributionchannel": "channel",
    "locationaccuracy": "accuracy",
    **dict.fromkeys(
        (
            *("ipaddress", "recipientlastname", "recipientfirstname", "recipientemail"),
            *("locationlatitude", "locationlongitude", "name", "emailaddress"),
        ),
        "",
    ),
}
_DATES = ("started", "ended", "recorded")
_LEGACY = re.compile(r"V\d{1,2}")
_TIME = re.compile(r"(?P<page>.+)_page[ _]submit", re.I)
_TIMING = re.compile(r".+_(page[ _]submit|first[ _]click|last[ _]click|click[ _]count)", re.I)
_ORDER = re.compile(r".+_DO(_\w+)?")
_BITS = (("Survey Preview", 1), ("Survey Test", 2), ("Spam", 8))
"""A status in numbers is a sum of these; 4 is an import, 16 an answer given offline."""
_LARGEST_STATUS = 63
_UNANSWERED = "-99"
_DOUBTS = (
    ("Q_DuplicateRespondent", "may be a second response of the same person"),
    ("Q_BallotBoxStuffing", "came from a browser that had answered before"),
)


@dataclass(frozen=True, slots=True)
class _Heads:
    """Rows of headings: export tags, question texts and ImportIds, empty where there is none.

    Parameters
    ----------
    rows : int
        How many there are.
    """

    rows: int
    tags: tuple[str, ...]
    texts: tuple[str, ...]
    ids: tuple[str, ...]

    @staticmethod
    def of(sheet: Sheet) -> _Heads:
        """Look at the first rows."""
        top = sheet.top(4)
        if not top:
            return _Heads(0, (), (), ())
        found = [tuple(map(_import_id, row)) for row in top]
        at = next((at for at, row in enumerate(found) if any(row)), None)
        if at is None:
            rows = 2 if len(top) > 1 and _are_texts(top[0], top[1]) else 1
            texts, ids = top[rows - 1], top[0][:0]
        else:
            rows, ids = at + 1, found[at]
            texts = top[max(at - 1, 0)]
        width = len(top[0])
        tags = ids if at == 0 else top[0]
        return _Heads(rows, tags, _padded(texts, width), _padded(ids, width))

    def legacy(self, at: int) -> bool:
        """Whether a column is one of ``V1`` to ``V10``, which say nothing of themselves."""
        tag = self.tags[at].strip()
        return bool(_LEGACY.fullmatch(tag)) and _plain(self.texts[at]) in _OWN

    def name(self, at: int) -> str:
        """What a column of Qualtrics' own is called."""
        return (self.texts[at] if self.legacy(at) else self.tags[at]).strip()

    def role(self, at: int) -> str | None:
        """What a column of Qualtrics' own says; None for a question's."""
        if self.ids[at]:
            return _OWN.get(_plain(self.ids[at]))
        return _OWN.get(_plain(self.name(at)))

    def question(self, at: int) -> str:
        """The question's text, where it is more than the tag again."""
        text = self.texts[at].strip()
        return "" if words(text) == words(self.tags[at]) or _import_id(text) else text


def _import_id(cell: str) -> str:
    found = _IMPORT_ID.match(cell)
    return found["id"].strip() if found else ""


def _plain(name: str) -> str:
    """``panel-ExternalDataReference`` and ``External Data Reference`` are one name."""
    plain = re.sub(r"[\W_]+", "", words(name))
    return plain.removeprefix("panel").replace("locationlocation", "location")


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *[""] * (width - len(row)))[:width]


def _are_texts(tags: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the second row says again, in words, what Qualtrics' own columns are."""
    both = list(zip(tags, below, strict=False))
    legacy = sum(1 for tag, cell in both if _LEGACY.fullmatch(tag.strip()) and _known(cell))
    pairs = [(_OWN[_plain(tag)], cell) for tag, cell in both if cell.strip() and _known(tag)]
    same = sum(1 for role, cell in pairs if _known(cell) and _OWN[_plain(cell)] == role)
    dates = [cell for role, cell in pairs if role in _DATES]
    undated = bool(dates) and not any(map(str.isdigit, "".join(dates)))
    return legacy > 2 or undated or same * 2 > len(pairs)


def _known(name: str) -> bool:
    return _plain(name) in _OWN


def recognise(sheet: Sheet) -> Evidence:
    """Look for ImportIds, and for Qualtrics' own columns."""
    heads = _Heads.of(sheet)
    if any(heads.ids):
        return Evidence(1.0, (f"row {heads.rows} holds the ImportIds of Qualtrics",))
    own = {name: at for at in range(len(heads.tags)) if (name := heads.role(at)) is not None}
    places = [at for at in range(len(heads.tags)) if heads.role(at) is not None]
    named = ", ".join(map(heads.name, places[:5]))
    timed = sum(1 for tag in heads.tags if _TIMING.fullmatch(tag.strip()))
    score = {0: 0.0, 1: 0.0, 2: 0.1, 3: 0.4, 4: 0.6}.get(len(places), 0.9)
    if "id" not in own:
        score -= 0.25
    seen = [f"columns {named}"] if score > 0 and named else []
    if timed:
        score = max(score, 0.5)
        seen.append("columns of a timing question")
    return Evidence(max(score, 0.0), tuple(seen))


def read(sheet: Sheet, where: str) -> Export:
    """Take each ImportId, then each tag, as a code; previews and tests as what they are."""
    heads = _Heads.of(sheet)
    table = sheet.table(where, heads=max(heads.rows, 1), header=heads.tags)
    leads: dict[str, int] = {}
    for at in range(len(heads.tags)):
        if role := heads.role(at):
            leads.setdefault(role, at)
    columns, timers, orders = _columns(heads, set(leads.values()))
    if "id" not in leads and "reference" in leads:
        leads["id"] = leads["reference"]
    made: dict[str, Coded[str | None]] = {}
    if "status" in leads:
        made["status"] = table.columns[leads["status"]].map(_status)
    return Export(
        table,
        tuple(columns),
        ("headings", "tags", "texts", "ImportIds")[min(heads.rows, 3)],
        leads,
        timers=tuple(timers),
        orders=tuple(orders),
        made=made,
        marks={_UNANSWERED: SKIPPED},
        findings=(*_doubts(table, where), *_references(table, leads, where)),
    )


def _columns(heads: _Heads, own: set[int]) -> tuple[list[Column], list[Timer], list[Column]]:
    columns: list[Column] = []
    timers: list[Timer] = []
    orders: list[Column] = []
    parts = _parts(heads)
    asked = {words(tag) for at, tag in enumerate(heads.tags) if at not in own}
    for at, heading in enumerate(heads.tags):
        tag = heading.strip()
        if not tag or (at in own and (heads.legacy(at) or words(tag) in asked)):
            continue
        if found := _TIME.fullmatch(tag):
            timers.append(Timer(Column(at, heading, (found["page"],)), "page"))
        elif heads.role(at) is not None:
            columns.append(Column(at, heading, () if heads.legacy(at) else (tag,)))
        else:
            one = parts.get(at, Parts())
            codes, texts = _codes(heads, at), (*one.texts, tag)
            column = Column(at, heading, codes, texts, one.of, one.part)
            (orders if _ORDER.fullmatch(tag) else columns).append(column)
    return columns, timers, orders


def _codes(heads: _Heads, at: int) -> tuple[str, ...]:
    """ImportId, tag, and the tag of a side-by-side question (``Q6#1_1``) as ids are written."""
    tag = heads.tags[at].strip()
    names = (heads.ids[at], tag, tag.replace("#", "_"))
    return tuple(dict.fromkeys(filter(None, names)))


_ID = re.compile(r"(?P<question>(?:\d+_)?QID\d+(?:#\d+)?)(?P<rest>(?:[-_]-?\d+)*)(?P<text>.*)")
_TAG = re.compile(r"(?P<question>.+?)(?P<rest>(?:_-?\d+)*)(?P<text>_TEXT)?")


def _parts(heads: _Heads) -> dict[int, Parts]:
    """What each column is of its question: a choice, a row, or the whole."""
    named: dict[int, tuple[str, str, str]] = {}
    for at in range(len(heads.tags)):
        if heads.role(at) is not None:
            continue
        shape = _ID if heads.ids[at] else _TAG
        name = (heads.ids[at] or heads.tags[at]).strip()
        if found := shape.fullmatch(name):
            named[at] = (found["question"], found["rest"], found["text"] or "")
    return parted(named, heads.tags, [heads.question(at) for at in range(len(heads.tags))])


def _status(cell: str | None) -> str | None:
    """A status in words."""
    word = words(cell or "")
    if not re.fullmatch(r"\d{1,2}(\.0)?", word) or (bits := int(float(word))) > _LARGEST_STATUS:
        return cell
    return next((name for name, bit in _BITS if bits & bit), "IP Address")


def _filled(table: Table, at: int) -> dict[str, int]:
    cells = table.columns[at].counts().items()
    return {cell.strip(): count for cell, count in cells if cell and cell.strip()}


def _doubts(table: Table, where: str) -> Iterable[Finding]:
    """Responses that Qualtrics itself doubts; which of them to believe is not for us."""
    headings = [_plain(heading) for heading in table.header]
    for name, what in _DOUBTS:
        if _plain(name) not in headings:
            continue
        said = _filled(table, headings.index(_plain(name)))
        many = sum(count for cell, count in said.items() if words(cell) in ("true", "1"))
        if many:
            yield Finding(
                "platform_doubts",
                "warning",
                where,
                f"'{name}' of Qualtrics says that a response {what}; it is kept",
                "look at them in Qualtrics, and export again without those to leave out",
                count=many,
            )


def _references(table: Table, leads: Mapping[str, int], where: str) -> Iterable[Finding]:
    """The panel's own number of a person, where it stands several times."""
    at = leads.get("reference")
    if at is None or leads.get("id") == at:
        return
    many = sum(1 for count in _filled(table, at).values() if count > 1)
    if many:
        name = table.header[at].strip()
        yield Finding(
            "reference_repeated",
            "note",
            where,
            f"'{name}' is the same in several responses: each counts as a person of its own",
            f"if it tells people apart, in the source: columns: {{{name}: VARIABLE}}, with the "
            "questionnaire's respondent variable",
            count=many,
        )


readers("qualtrics")(Reader(recognise, read))
