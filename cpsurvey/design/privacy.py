"""How people are protected: the section ``privacy`` of a study file, and its notice."""

from __future__ import annotations

import datetime
import hashlib
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from cpsurvey.design.base import FilePath, LooseText, Part, wrong
from cpsurvey.errors import CpsurveyError

SMALLEST_GROUP = 5
"""No setting goes below: smaller groups can be recognised."""
LARGEST_GROUP = 1_000_000
"""A larger smallest group would show nothing of any study."""
LONGEST_RETENTION = 36_525
"""Days of a century."""
LARGEST_NOTICE = 5_000_000
READ = (".md", ".markdown", ".txt", "")
"""Suffixes of notices that are read as text; of others (PDF, Word) only the hash is kept."""
OPEN = re.compile(r"\[(?:to be filled in by|à compléter par)[^\]]*\]")
"""A place of a notice that nobody has filled in yet."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
WRITE = "cpsurvey check --notice > notice.md"
"""Writes a notice to be filled in."""


def _absent(value: object) -> object:
    return None if value == "" else value


def _day(value: object) -> object:
    """A day as ISO writes it; numbers would be taken for seconds since 1970."""
    if value is None or value == "":
        return None
    if type(value) is datetime.date:
        return value
    try:
        if _DAY.fullmatch(str(value)):
            return datetime.date.fromisoformat(str(value))
    except ValueError:
        pass
    raise wrong("this is no day", "write it as 2026-09-01")


class Notice(Part):
    """What people were told before they answered."""

    file: FilePath = Field(description="Its text, inside the study folder; the dossier has it.")
    given: Annotated[datetime.date | None, BeforeValidator(_day)] = Field(
        None, description="Day on which people got it; empty while they have not."
    )


class Declared(Part):
    """What only the study can say; the dossier prints it, and asks for what is not there."""

    controller: LooseText = Field(default_factory=dict, description="Who is responsible.")
    contact: LooseText = Field(default_factory=dict, description="Whom people may ask.")
    officer: LooseText = Field(default_factory=dict, description="Data-protection officer.")
    purposes: LooseText = Field(default_factory=dict, description="What the data are for.")
    basis: LooseText = Field(
        default_factory=dict, description="Lawful basis, with its article."
    )
    recipients: LooseText = Field(default_factory=dict, description="Who gets the documents.")


class Privacy(Part):
    """How respondents are protected."""

    key_file: Annotated[FilePath | None, BeforeValidator(_absent)] = Field(
        None, description="32-byte secret outside the study folder; made when absent."
    )
    k: int = Field(
        10,
        ge=SMALLEST_GROUP,
        le=LARGEST_GROUP,
        description="Smallest group shown, in every file of a run.",
    )
    notice: Notice | None = Field(
        None, description="Information notice; indicators are not read before it was given."
    )
    retention_days: int | None = Field(
        None,
        strict=True,
        ge=1,
        le=LONGEST_RETENTION,
        description="Days after which 'cpsurvey purge' deletes answers and indicators.",
    )
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that was read.

    Parameters
    ----------
    text : str or None
        None of a file that is no text (PDF, Word).
    open : int
        Places that nobody has filled in.
    """

    file: str
    sha256: str
    text: str | None
    open: int = 0


def read_notice(folder: Path, notice: Notice) -> Told:
    """The notice of a study.

    Raises
    ------
    CpsurveyError
        CPS014 it is not there, CPS015 it cannot be one.
    """
    place = folder / notice.file
    try:
        about = place.stat()
        data = place.read_bytes() if about.st_size <= LARGEST_NOTICE else b""
    except OSError:
        raise CpsurveyError(
            "CPS014",
            f"the information notice '{notice.file}' is not there, or may not be read",
            where=str(place),
            fix=f"put it there; '{WRITE}' writes one to fill in",
        ) from None
    if about.st_size > LARGEST_NOTICE:
        raise _none(place, f"it has more than {LARGEST_NOTICE / 1e6:.0f} MB")
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise _none(place, "it is empty")
    if place.suffix.lower() not in READ:
        return Told(notice.file, sha256, None)
    text = _decoded(data)
    if text is None:
        raise _none(place, "it is not text")
    return Told(notice.file, sha256, text, len(OPEN.findall(text)))


def _none(place: Path, why: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS015",
        f"this cannot be what people were told: {why}",
        where=str(place),
        fix="save the notice as UTF-8 text (.md, .txt), or name the PDF or Word file itself "
        f"with its own ending; '{WRITE}' writes one to fill in",
    )


def _decoded(data: bytes) -> str | None:
    """Text as editors save it: UTF-8, UTF-16 with its mark, Windows-1252; None of others."""
    encodings = ["utf-8-sig", "cp1252"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings.insert(0, "utf-16")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        if not any(ord(sign) < 32 and sign not in "\n\t\f" for sign in plain):
            return plain.strip() + "\n"
    return None


def misplaced(folder: Path, notice: Notice, others: Iterable[str]) -> str:
    """Why a file cannot be the notice: the dossier would print it; empty where it can.

    Parameters
    ----------
    others : iterable of str
        Paths and patterns of the study's files that hold a secret or answers.
    """
    place = folder / notice.file
    try:
        real, home = place.resolve(), folder.resolve()
        if not real.is_relative_to(home):
            return "the file lies outside the study folder"
        if any(real.match(str(home / Path(one).expanduser())) for one in others):
            return "this file holds answers, or a secret, and the dossier would print it"
        mode = place.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        return ""
    if stat.S_ISDIR(mode):
        return "this is a folder"
    return "" if stat.S_ISREG(mode) else "this is a pipe or a device"
