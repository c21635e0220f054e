"""LimeSurvey's survey archive: answers by the platform's numbers, and the survey they answer.

The archive is looked at before it is opened: what it holds, and how large that is unpacked. Of
its XML a document type is refused. Columns are named by the codes of their questions
(``TKS[SQ001]``), as LimeSurvey's CSV names them, with the texts beside; seconds come last.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, sources
from cpsurvey.intake.table import Cell, Known, Record

Row = dict[str, str]
_ANSWERS, _SURVEY, _TIMES = ".lsr", ".lss", ".lsi"
_COLUMN = re.compile(r"(\d+)X(\d+)X(\d+)(.*)", re.S)
_NUMBERED = re.compile(r"Q(\d+)(?:_S(\d+))?(?:#(\d))?")
_GROUP_TIME = re.compile(r"\d+X(\d+)time")


@dataclass(frozen=True, slots=True)
class _Survey:
    """Questions and their choices and rows, by number."""

    codes: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, table: str, row: Mapping[str, str]) -> None:
        """A row of one of the tables; what came first, in the language of the survey, stays."""
        number = row.get("qid", "")
        if table in ("questions", "subquestions"):
            self.codes.setdefault(number, row.get("title", ""))
            self.parents.setdefault(number, row.get("parent_qid", "0"))
        if text := row.get("question"):
            self.texts.setdefault(number, text)

    def column(self, name: str) -> tuple[str, str]:
        """Heading and text of a column of answers."""
        if found := _NUMBERED.fullmatch(name):
            sub = self.codes.get(found[2] or "", found[2] or "")
            return self._named(found[1], sub, found[3] or "", name)
        if not (found := _COLUMN.fullmatch(name)):
            return name, ""
        digits, rest = found[3], found[4]
        # digits of a choice's code may follow those of the question's number
        for end in range(len(digits), 0, -1):
            number, sub = digits[:end], digits[end:] + rest
            if self.parents.get(number) == "0" and self._fits(number, sub):
                sub, _, scale = sub.partition("#")
                return self._named(number, sub, scale, name)
        return name, ""

    def _fits(self, number: str, sub: str) -> bool:
        first = re.split(r"[_#]", sub.removesuffix("comment"))[0]
        return (
            not first
            or first == "other"
            or not first.isdigit()
            or bool(self._sub(number, first))
        )

    def _sub(self, number: str, code: str) -> str:
        """Number of a question's choice or row; ranks have none."""
        those = (one for one, parent in self.parents.items() if parent == number)
        return next((one for one in those if self.codes[one] == code), "")

    def _named(self, number: str, sub: str, scale: str, name: str) -> tuple[str, str]:
        if number not in self.codes:
            return name, ""
        heading, text = self.codes[number], self.texts.get(number, "")
        if sub:
            heading += f"[{sub}]" + (f"[{int(scale) + 1}]" if scale.isdigit() else "")
            text = f"{text} [{self.texts.get(self._sub(number, sub), sub)}]"
        return heading, text


def recognise(file: File) -> float:
    """Look for answers in the archive."""
    if not file.start.startswith(b"PK\x03\x04"):
        return 0.0
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            return 1.0 if _parts(archive, _ANSWERS) or _parts(archive, _SURVEY) else 0.0
    except Exception:  # noqa: BLE001  a damaged archive is known by its name only
        return 1.0 if file.suffix == ".lsa" else 0.0


def read(file: File, _told: Told) -> Sheet:
    """Answers with the codes of their questions.

    Raises
    ------
    CpsurveyError
        CPS104 an archive that cannot be read, CPS119 one that is too large.
    """
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            _look_before(archive, file.name)
            return _sheet(archive, file.name)
    except (CpsurveyError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  whatever a damaged archive or its XML raises
        raise _refused(file.name, "it is damaged, protected, or was cut off") from None


def _refused(where: str, why: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS104",
        f"this survey archive cannot be read: {why}",
        where=where,
        fix="export it again from LimeSurvey (Display/Export: Survey archive), or export the "
        "answers as CSV with 'Question code' as headings",
    )


def _parts(archive: zipfile.ZipFile, suffix: str) -> list[zipfile.ZipInfo]:
    return [part for part in archive.infolist() if part.filename.lower().endswith(suffix)]


def _look_before(archive: zipfile.ZipFile, where: str) -> None:
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > limits.LARGEST_UNPACKED:
        limits.too_large(
            "unpacked, the archive is larger than 1 GB", where, "export the answers as CSV"
        )
    for suffix, what in ((_ANSWERS, "answers"), (_SURVEY, "survey")):
        if (found := len(_parts(archive, suffix))) != 1:
            raise _refused(where, f"it holds {what} {found} times, not once")


def _sheet(archive: zipfile.ZipFile, where: str) -> Sheet:
    survey = _Survey()
    for table, row in _rows(archive, _SURVEY):
        survey.add(table, row)
    times = {row.get("id", ""): row for table, row in _rows(archive, _TIMES) if table}
    fields = _fields(archive, _ANSWERS)
    timed = [one for one in _fields(archive, _TIMES) if one != "id"]
    columns = [survey.column(name) for name in fields]
    headings = [*(heading for heading, _ in columns), *(_time(one, survey) for one in timed)]
    known = {at: Known(text) for at, (_, text) in enumerate(columns) if text}
    records = _records(archive, headings, fields, timed, times)
    return Sheet.of(
        records, "lsa", known=known, seen=("a survey archive of LimeSurvey",), where=where
    )


def _records(
    archive: zipfile.ZipFile,
    headings: Sequence[str],
    fields: Sequence[str],
    timed: Sequence[str],
    times: Mapping[str, Row],
) -> Iterator[Record]:
    """Headings, then a row of each response; what was never shown stands in no element."""
    yield 1, list(headings)
    elements = [_element(name) for name in fields]
    timings = [_element(name) for name in timed]
    for line, (_, row) in enumerate(_rows(archive, _ANSWERS), 2):
        cells: list[Cell] = [row.get(name) for name in elements]
        seconds = times.get(row.get("id", ""), {})
        yield line, [*cells, *(seconds.get(name) for name in timings)]


def _time(name: str, survey: _Survey) -> str:
    """Heading of a time, as LimeSurvey's CSV has it."""
    if found := _GROUP_TIME.fullmatch(name):
        return f"groupTime{found[1]}"
    heading = survey.column(name.removesuffix("time"))[0]
    return name if heading == name.removesuffix("time") else f"{heading}Time"


def _element(name: str) -> str:
    """A column's name as that of an element, which begins with no digit."""
    masked = name.replace("#", "-")
    return f"_{masked}" if masked[:1].isdigit() else masked


def _fields(archive: zipfile.ZipFile, suffix: str) -> list[str]:
    """Names of the columns, in their order."""
    found: list[str] = []
    for part in _parts(archive, suffix)[:1]:
        for _, tag, text in _elements(archive, part):
            if tag == "rows":
                break
            if tag == "fieldname":
                found.append(text)
    return found


def _rows(archive: zipfile.ZipFile, suffix: str) -> Iterator[tuple[str, Row]]:
    """Rows of every table of a part, with the name of the table."""
    for part in _parts(archive, suffix)[:1]:
        row: Row = {}
        for path, tag, text in _elements(archive, part):
            if tag == "row":
                yield path[1] if len(path) > 1 else "", row
                row = {}
            elif "row" in path:
                row[tag] = text


def _elements(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every element that ends, with the names of those around it; none is kept."""
    from defusedxml.ElementTree import iterparse

    open_: list[Any] = []
    with archive.open(part) as stream:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_.append(element)
                continue
            open_.pop()
            yield tuple(one.tag for one in open_), element.tag, element.text or ""
            if open_:
                open_[-1].clear()


sources("lsa")(Source(recognise, read))
