"""Evidence for a questionnaire: where its files are, which wording it is for, which sample."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cpsurvey.design.base import Part
from cpsurvey.design.waves import Label
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import normal

if TYPE_CHECKING:
    from cpsurvey.design.study import StudyFile

FOLDER = "evidence"
"""Beside ``study.yaml``, or beside the file of the questionnaire."""
TABLES = ("ratings", "sorting", "interviews", "backtranslation")
"""Files of evidence, without their suffix."""
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
"""Files that may hold a table."""
Role = Literal["explored", "confirmed"]
"""Whether items were chosen or models changed on a sample, or only put to the test."""


class Evidence(Part):
    """What the answers of a study are to its questionnaire."""

    role: Role | dict[Label, Role] | None = Field(
        None,
        description="explored: items were chosen or models changed on these answers; "
        "confirmed: these are other people, and both were settled before. Or a wave each: "
        "{1: explored, 2: confirmed}. Without it, the answers confirm nothing.",
    )

    def of(self, wave: str | None) -> Role | None:
        """Role of the answers of a wave."""
        return self.role.get(wave or "") if isinstance(self.role, dict) else self.role

    @property
    def explored(self) -> tuple[str, ...]:
        """Waves that were explored."""
        several = self.role if isinstance(self.role, dict) else {}
        return tuple(wave for wave, role in several.items() if role == "explored")


def check(content: StudyFile, document: Document) -> Iterator[Finding]:
    """Roles of waves that the study does not compare."""
    if content.evidence and isinstance(content.evidence.role, dict) and content.waves is None:
        yield Finding(
            "no_waves",
            "error",
            document.where(("evidence", "role")),
            "a role for each wave, and the study declares no waves",
            "add 'waves: {people: new}' (same: the same people answer again), or write one "
            "role for all answers",
        )


def wording(text: str | None) -> str | None:
    """Short hash of a wording; blanks and line breaks do not count. None without a text.

    It begins with a letter, so that no spreadsheet takes it for a number.
    """
    if text is None or not (said := normal(text)):
        return None
    return f"w{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def folders(study: Path, questionnaire: Path | None) -> tuple[Path, ...]:
    """Folders of evidence that are there: the study's, and that of its own questionnaire.

    Where several questionnaires share a folder, each has ``evidence/<name of its file>``.
    """
    places = [study / FOLDER]
    if questionnaire is not None:
        own = questionnaire.parent / FOLDER / questionnaire.stem
        places.append(own if own.is_dir() else questionnaire.parent / FOLDER)
    found: dict[Path, Path] = {}
    for place in places:
        if place.is_dir():
            found.setdefault(place.resolve(), place)
    return tuple(found.values())


def files(folder: Path) -> list[Path]:
    """Files of a folder that may be evidence, misspelt ones among them."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix.casefold() in SUFFIXES and not file.name.startswith((".", "~"))
    )
