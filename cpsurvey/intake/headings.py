"""Columns named in ``columns:`` of a source, by heading or by number, and printed so again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import shown, words

_NUMBER = re.compile(r"#(\d{1,5})")
_NAME = re.compile(r"(?!(?:null|true|false)$)[A-Za-z][\w.]*", re.I)
_SIMPLE = re.compile(r"[\w .,()\[\]/-]{1,40}")


def mapped(
    columns: Mapping[str, str], header: tuple[str, ...], where: str
) -> tuple[dict[int, str], dict[str, list[int]]]:
    """Place of a column -> what the source says it is, and headings that stand repeatedly.

    A repeated heading that is left out keeps its first column.

    Raises
    ------
    CpsurveyError
        CPS108 there is no such column, or several, or one is named twice.
    """
    found: dict[int, str] = {}
    repeated: dict[str, list[int]] = {}
    for key, variable in columns.items():
        places = find(key, header, where)
        if len(places) > 1 and variable:
            numbers = [f"#{at + 1}" for at in places]
            raise CpsurveyError(
                "CPS108",
                f"'columns' names {shown(key, 60)}, the heading of columns "
                f"{' and '.join(number[1:] for number in numbers)}",
                where=where,
                fix=f"name one by its number: '{numbers[0]}' or '{numbers[-1]}' instead of the "
                "heading",
            )
        if len(places) > 1:
            repeated[key], places = places, places[1:]
        for at in places:
            if found.setdefault(at, variable) != variable:
                raise CpsurveyError(
                    "CPS108",
                    f"'columns' names column {at + 1} twice, for two variables",
                    where=where,
                    fix=f"take one of the two out: {shown(key)}",
                )
    return found, repeated


def find(key: str, header: tuple[str, ...], where: str) -> list[int]:
    """Places of the columns that a key of ``columns:`` names.

    A key is a heading as it stands, else a heading that reads the same, else ``#3`` for the
    third column.

    Raises
    ------
    CpsurveyError
        CPS108 there is no such column.
    """
    places = [at for at, heading in enumerate(header) if heading == key] or [
        at for at, heading in enumerate(header) if words(heading) == words(key)
    ]
    if not places and (number := _NUMBER.fullmatch(key.strip())):
        at = int(number[1]) - 1
        if 0 <= at < len(header):
            return [at]
        raise CpsurveyError(
            "CPS108",
            f"'columns' names column {at + 1}, and the file has {len(header)}",
            where=where,
            fix=f"write a number from #1 to #{len(header)}, or a heading",
        )
    if not places:
        raise CpsurveyError(
            "CPS108",
            f"'columns' names the heading {shown(key, 60)}, which the file does not have",
            where=where,
            fix=did_you_mean(key, [heading for heading in header if heading.strip()]),
        )
    return places


def key_of(column: Column, export: Export) -> str:
    """Key that names a column and no other; by its number where its heading would not."""
    same = Counter(words(heading) for heading in export.table.header)[words(column.heading)]
    if same == 1 and _SIMPLE.fullmatch(column.heading):
        return column.heading
    return f"#{column.index + 1}"


def columns_line(there: Mapping[str, str], added: Mapping[Column, str], export: Export) -> str:
    """``columns:`` of the source as one line of YAML, with what it holds already."""
    anew = {column.index for column in added}
    kept = {
        key: to
        for key, to in there.items()
        if anew.isdisjoint(find(key, export.table.header, ""))
    }
    entries = {**kept, **{key_of(column, export): to for column, to in added.items()}}
    inside = ", ".join(
        f"{_quoted(key)}: {to if _NAME.fullmatch(to) else _quoted(to)}"
        for key, to in entries.items()
    )
    return f"columns: {{{inside}}}"


def line_out(
    there: Mapping[str, str],
    export: Export,
    roles: Iterable[str],
    also: Column | None = None,
) -> str:
    """The line that leaves a platform's columns of these roles out; empty without one."""
    places = {export.leads[role] for role in roles if role in export.leads}
    places |= {also.index} if also else set()
    added = {Column(at, export.table.header[at]): "" for at in sorted(places)}
    return columns_line(there, added, export) if added else ""


def _quoted(text: str) -> str:
    """A YAML scalar that is read back as it stands."""
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)
