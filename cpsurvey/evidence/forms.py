"""Files of evidence to fill in: headings, one row per item and language, how to fill them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpsurvey.design import Questionnaire
from cpsurvey.design.evidence import TABLES, files, wording
from cpsurvey.evidence.readme import README
from cpsurvey.evidence.table import COLUMNS, MORE
from cpsurvey.forms.write import write_new
from cpsurvey.intake.mending import harmless

Line = Sequence[str]


@dataclass(frozen=True, slots=True)
class Written:
    """Files that were written, and those that stood there and were left alone."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def write(folder: Path, questionnaire: Questionnaire) -> Written:
    """Write what a folder of evidence does not hold yet; nothing in it is changed.

    Raises
    ------
    CpsurveyError
        CPS602 the folder cannot be written.
    """
    there = (
        {file.stem.casefold(): file.name for file in files(folder)} if folder.is_dir() else {}
    )
    contents: dict[str, bytes] = {
        f"{kind}.csv": _csv(kind, questionnaire) for kind in TABLES if kind not in there
    }
    if not (folder / README.name).exists():
        contents[README.name] = README.of(questionnaire).encode()
    for name, data in contents.items():
        write_new(folder / name, data)
    kept = tuple(there[kind] for kind in TABLES if kind in there)
    return Written(tuple(contents), kept)


def _csv(kind: str, questionnaire: Questionnaire) -> bytes:
    """UTF-8 with its mark, by which spreadsheets know it."""
    headings = list(COLUMNS[kind].needed)
    headings += [name for name in (*MORE, "text") if name not in headings]
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(headings)
    for cells in _rows(kind, questionnaire):
        lines.writerow([harmless(cells.get(name, "")) for name in headings])
    return out.getvalue().encode("utf-8-sig")


def _rows(kind: str, questionnaire: Questionnaire) -> Iterator[Mapping[str, str]]:
    """A row for every item in every language it is asked in, in the order of the form."""
    first = questionnaire.default_language
    for item in questionnaire.items.values():
        for language in questionnaire.languages:
            row = {
                "item": item.id,
                "language": language,
                "wording": wording(item.text.get(language)) or "",
                "text": item.text.get(language, ""),
            }
            if kind != "backtranslation":
                yield row
            elif language != first:
                yield {**row, "source": item.text.get(first, "")}
