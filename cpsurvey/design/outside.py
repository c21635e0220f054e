"""What a study file says about files outside it: places that cannot be what they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cpsurvey.design.begun import DATABASE
from cpsurvey.design.privacy import misplaced
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
    yield from _notice(content, folder, document)
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


def _notice(content: StudyFile, folder: Path, document: Document) -> Iterator[Finding]:
    """A notice that the dossier could not print, or must not."""
    notice = content.privacy.notice
    if notice is None:
        return
    entries = [entry.path for entry in content.sources]
    entries += [entry.path for entry in content.kpi.files] if content.kpi else []
    others = [*entries, "study.yaml", f"{DATABASE}*", content.privacy.key_file]
    if problem := misplaced(folder, notice, filter(None, others)):
        yield Finding(
            "notice",
            "error",
            document.where(("privacy", "notice", "file")),
            f"privacy.notice: {problem}",
            "copy the text that people were given into the study folder, and name that copy: "
            "'file: notice.md'",
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
