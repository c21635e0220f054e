"""``reports/index.html``: every run of a study, written again whenever one is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from cpsurvey.batch import private
from cpsurvey.batch import record as run_record
from cpsurvey.batch.publish import CURRENT, RECORD, UNFINISHED, current_run
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.report.index import Entry, page
from cpsurvey.report.words import Words

INDEX = "index.html"
OPENED = (".html", ".pdf", ".docx", ".xlsx")
"""Files that people open; the others stand beside them."""


def write_index(study: Study) -> None:
    """Write the page of all runs; the caller holds the study's lock.

    A run is published whether or not this page can be written.
    """
    if not study.reports.is_dir():
        return
    spoken = next((one for one in study.languages if one in ("en", "fr")), "en")
    words = Words(spoken, {})
    with suppress(CpsurveyError, OSError):
        text = page(words.pick(study.file.study.title), entries(study), words)
        data = text.encode("utf-8", "backslashreplace")
        private.write(study.reports / INDEX, data, way="", replace=True)


def entries(study: Study) -> list[Entry]:
    """Every run, the newest first; a folder that holds none has no line."""
    now = current_run(study.reports)
    released = _released(study)
    found = [
        _entry(folder, released)
        for folder in study.reports.iterdir()
        if folder.is_dir()
        and not folder.is_symlink()
        and folder.name != CURRENT
        and not folder.name.startswith(UNFINISHED)
    ]
    named = now.name if now else ""
    ordered = sorted((one for one in found if one), key=lambda one: one.id, reverse=True)
    return [replace(one, current=one.id == named) for one in ordered]


def _released(study: Study) -> Mapping[str, tuple[int, ...]]:
    """Run -> releases made of it that stand; nothing where the store cannot be read."""
    from cpsurvey.batch.register import releases

    found: dict[str, list[int]] = defaultdict(list)
    with suppress(CpsurveyError):
        for one in releases(study) if study.database.is_file() else ():
            if not one["withdrawn"]:
                found[one["run"]].append(one["number"])
    return {run: tuple(numbers) for run, numbers in found.items()}


def _entry(folder: Path, released: Mapping[str, tuple[int, ...]]) -> Entry | None:
    record = run_record.read(folder)
    if record is None:
        part = not (folder / RECORD).is_file()
        documents = tuple(_documents(folder.name, [one.name for one in folder.iterdir()]))
        status = "part" if part else "unreadable"
        return Entry(folder.name, status=status, documents=documents) if documents else None
    made = _text(record.get("reported")) or _text(record.get("started"))
    analyses = [one for one in record.get("analyses") or () if isinstance(one, dict)]
    used = [one["used"] for one in analyses if isinstance(one.get("used"), int)]
    bad = {*_names(record.get("unsound")), *_names(record.get("not_done"))}
    return Entry(
        id=folder.name,
        day=made[:10],
        n=max(used, default=None),
        wave=_text(record.get("wave")),
        status=_status(run_record.exit_of(record), bad),
        bad=len(bad),
        documents=tuple(_documents(folder.name, run_record.published(record))),
        releases=released.get(folder.name, ()),
    )


def _status(exit_: Exit | None, bad: set[str]) -> str:
    if exit_ == Exit.BUG:
        return "fault"
    return "not_sound" if bad else "done"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _names(value: Any) -> set[str]:
    return {one for one in value if isinstance(one, str)} if isinstance(value, list) else set()


def _documents(
    run: str, names: Mapping[str, str] | list[str]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Documents with links to the files that people open, pages before other formats."""
    found: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for name in sorted(names):
        place = PurePosixPath(name)
        if len(place.parts) == 1 and place.suffix in OPENED:
            stem, *more = place.name.split(".")
            said = " ".join((more[-1], *more[:-1]))
            found[stem].append((OPENED.index(place.suffix), said, f"./{run}/{name}"))
    for stem in sorted(found, key=lambda one: (one != "report", one)):
        yield stem, tuple((said, place) for _, said, place in sorted(found[stem]))
