"""What a study file says about files outside it: places that cannot be what they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cpsurvey.design.study import StudyFile
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding


def check(content: StudyFile, folder: Path, document: Document) -> Iterator[Finding]:
    """Places that are there and are of another kind; what is not there may come."""
    named = content.privacy.key_file
    if named is not None and (problem := _no_key(folder, named)):
        yield Finding(
            "key_file",
            "error",
            document.where(("privacy", "key_file")),
            f"privacy.key_file: {problem}",
            "name a file, outside the study folder; it is made when absent",
        )
    sheets: dict[str, str | None] = {}
    for at, source in enumerate(content.sources):
        if sheets.setdefault(source.path, source.sheet) != source.sheet:
            yield Finding(
                "two_sheets",
                "error",
                document.where(("sources", at, "sheet")),
                "a second sheet of the same workbook; one file holds one table of answers",
                "save the other sheet as a workbook of its own and name it here",
            )


def _no_key(folder: Path, named: str) -> str:
    try:
        place = folder / Path(named).expanduser()
    except RuntimeError:
        return f"nobody here is called '{named.split('/')[0].lstrip('~')}'"
    if place.is_dir():
        return "this is a folder"
    if place.exists() and not place.is_file():
        return "this is a pipe or a device"
    return ""
