"""Deleting what was kept long enough: answers first, in one step, then every file with them.

What is left to delete is worked out from the register of deletions, not from memory: a
command that was interrupted is completed by the next one.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cpsurvey.batch import informed
from cpsurvey.batch import record as run_record
from cpsurvey.batch.export import RECORDS
from cpsurvey.batch.index import write_index
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import CURRENT, UNFINISHED, current_run, hash_now
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write
from cpsurvey.seen.age import aged
from cpsurvey.store import kept, open_store
from cpsurvey.store.holding import Purge
from cpsurvey.store.migrate import copies

AT = "%Y-%m-%dT%H:%M:%S.%f"
"""How a deletion is timed: the records of exports are, too."""
FILES = ("runs", "exports", "lists", "copies", "sources", "seen")
"""What is deleted beside the database, in the order in which it goes."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was deleted, or would be.

    Parameters
    ----------
    before : str
        Day before which everything goes.
    files : mapping of str to tuple of Path
        By what they are: runs, exports, lists of mended cells, copies of the database,
        export files of the platform, observations and codings.
    left : tuple of Path
        Files that hold such answers and are not deleted: they hold others too, were changed
        since, or lie outside the study folder.
    """

    before: str
    answers: int = 0
    people: int = 0
    indicators: int = 0
    ties: int = 0
    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    left: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.answers or self.indicators or self.ties or any(self.files.values()))


def purge(study: Study, *, dry_run: bool = False, now: date | None = None) -> Purged:
    """Delete everything that is older than the study's retention.

    Answers count from the day they were given, indicators from the last day of their period,
    both from the day they were ingested where they have none. Observations and codings are
    files alone: a row counts from its day, else from the day its file was last written; files
    of old rows alone are deleted, and of others the old rows are used no more.

    Parameters
    ----------
    dry_run : bool
        Only say what would go: it is done to a copy of the database in memory.
    now : date, optional
        Today, in UTC.

    Raises
    ------
    CpsurveyError
        CPS616 the study declares no retention, CPS601 locked, CPS602 a file cannot be
        deleted, or an error of the store.
    """
    days = study.file.privacy.retention_days
    if days is None:
        raise CpsurveyError(
            "CPS616",
            "the study does not say how long data are kept",
            where=str(study.folder / "study.yaml"),
            fix="write 'retention_days: 1826' (five years, for example) under 'privacy' in "
            "study.yaml",
        )
    limit = informed.limit(days, now)
    at = datetime.now(UTC).strftime(AT)
    if not study.database.is_file():
        return Purged(limit)
    with locked(study.folder), open_store(study, rehearsed=dry_run) as store:
        deletion = store.deletion()
        gone = deletion.take_out(limit, at)
        known = store.holding().purges
        seen = _Seen.of(study, limit, known)
        files, left = _files(study, known, deletion.emptied(), limit, seen)
        counts = gone.answers, gone.people, gone.indicators, gone.ties
        done = Purged(limit, *counts, files, left)
        unfinished = bool(known) and not known[-1].get("finished")
        if dry_run or not (done or seen.hit or unfinished):
            return done
        _delete(study, done)
        at = known[-1]["at"] if unfinished else at
        deleted = Counter({name: len(some) for name, some in files.items() if some})
        before = known[-1].get("deleted", {}) if unfinished else {}
        deletion.note(
            {
                **({} if unfinished else _nothing(limit)),
                "at": at,
                "deleted": dict(deleted + Counter(before)),
                "seen": sorted({*seen.hit, *(known[-1].get("seen", ()) if unfinished else ())}),
                "finished": True,
            }
        )
        write_index(study)
    return done


def _nothing(limit: str) -> dict[str, Any]:
    """A deletion of files alone: no answer was old."""
    return {"before": limit, "answers": 0, "people": 0, "indicators": 0, "files": []}


# ------------------------------------------------------------------- which files go
def _files(
    study: Study,
    known: tuple[Purge, ...],
    emptied: set[str],
    limit: str,
    seen: _Seen,
) -> tuple[dict[str, tuple[Path, ...]], tuple[Path, ...]]:
    """Files that go, by what they are, and those that a person must look at."""
    left: list[Path] = []
    hit = frozenset(sha256 for one in known for sha256 in one.get("files", ()))
    took = [one for one in known if one.get("files")]
    found = {
        "runs": _runs(study, known, limit, seen.hit),
        "exports": _exports(study, took, limit, left),
        "lists": _lists(study, emptied, hit, left),
        "copies": copies(study.database) if took and not took[-1].get("finished") else (),
        "sources": _sources(study, emptied, hit, left),
        "seen": seen.old,
    }
    left += seen.left
    return {name: tuple(some) for name, some in found.items()}, tuple(dict.fromkeys(left))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Files of observations and codings: those that go, those that a person must look at.

    Parameters
    ----------
    hit : frozenset of str
        SHA-256 of those with rows that no earlier deletion left out.
    """

    old: tuple[Path, ...]
    left: tuple[Path, ...]
    hit: frozenset[str]

    @classmethod
    def of(cls, study: Study, limit: str, known: tuple[Purge, ...]) -> _Seen:
        """Those that hold something from before a day."""
        since = max((str(one["before"]) for one in known if "seen" in one), default="")
        old, left, hit = [], [], set()
        for one in aged(study):
            if not one.some_before(limit):
                continue
            if one.all_before(limit) and _inside(study, one.file):
                old.append(one.file)
            else:
                left.append(one.file)
            if one.some_before(limit, since):
                hit.add(hash_now(one.file) or "")
        return cls(tuple(old), tuple(left), frozenset(hit - {""}))


def _runs(
    study: Study, known: tuple[Purge, ...], limit: str, hit: frozenset[str]
) -> Iterator[Path]:
    """Runs that are old, or count what was deleted."""
    if not study.reports.is_dir():
        return
    for folder in sorted(study.reports.iterdir()):
        if folder.is_symlink() or not folder.is_dir() or folder.name.startswith(UNFINISHED):
            continue
        record = run_record.read(folder)
        day = str((record or {}).get("started", ""))[:10] or _day_of(folder.name)
        if (day and day < limit) or _counts(record, known, hit):
            yield folder


def _day_of(name: str) -> str:
    """Day in the name of a run; empty where there is none."""
    digits = name[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdigit() else ""


def _counts(
    record: Mapping[str, Any] | None, known: tuple[Purge, ...], hit: frozenset[str]
) -> bool:
    """Whether a run rests on rows that were deleted after it was made, or are now."""
    if record is None:
        return bool(hit) or any(one.get("files") or one.get("seen") for one in known)
    provenance = record.get("provenance") or {}
    before = len((provenance.get("privacy") or {}).get("purges") or ())
    lost = (one.get(name, ()) for one in known[before:] for name in ("files", "seen"))
    later = {*hit, *(sha256 for some in lost for sha256 in some)}
    kpi = (provenance.get("kpi") or {}).get("files") or ()
    read = [
        *(provenance.get("sources") or ()),
        *(provenance.get("seen") or ()),
        *kpi,
        *(record.get("ingested") or ()),
    ]
    return any(isinstance(one, dict) and one.get("sha256") in later for one in read)


def _exports(study: Study, took: list[Purge], limit: str, left: list[Path]) -> Iterator[Path]:
    """Scored data that is old, or was written while deleted answers were there."""
    last = took[-1]["at"] if took else ""
    for file in sorted((study.folder / RECORDS).glob("*.json")):
        record = run_record.decoded(file) or {}
        files, at = record.get("files"), _time_of(str(record.get("id", "")))
        if not isinstance(files, dict) or not (at[:10] < limit or at <= last):
            continue
        for name, sha256 in files.items():
            place = Path(str(name))
            if place.is_file() and not place.is_symlink():
                if hash_now(place) == sha256:
                    yield place
                else:
                    left.append(place)


def _time_of(id: str) -> str:
    try:
        return datetime.strptime(id, "%Y%m%dT%H%M%S%fZ").strftime(AT)  # noqa: DTZ007
    except ValueError:
        return ""


def _sources(
    study: Study, emptied: set[str], hit: frozenset[str], left: list[Path]
) -> Iterator[Path]:
    """Exports of the platform and files of indicators of which nothing is held any more."""
    entries = (*study.source_files(), *study.kpi_files(), *study.tie_files())
    named = [file for file, _ in entries]
    for file in dict.fromkeys(named):
        sha256 = hash_now(file)
        if sha256 in emptied and _inside(study, file):
            yield file
        elif sha256 in hit:
            left.append(file)


def _lists(
    study: Study, emptied: set[str], hit: frozenset[str], left: list[Path]
) -> Iterator[Path]:
    """Lists of mended cells that speak of such files alone."""
    from cpsurvey.intake import mending

    for name in sorted({source.fix for source in study.file.sources if source.fix}):
        file = study.folder / name
        try:
            speaks_of = set(mending.read(file).files)
        except CpsurveyError:
            continue
        if speaks_of and speaks_of <= emptied and _inside(study, file):
            yield file
        elif speaks_of & hit:
            left.append(file)


def _inside(study: Study, file: Path) -> bool:
    return file.resolve().is_relative_to(study.folder) and not file.is_symlink()


# ------------------------------------------------------------------------- deleting
def _delete(study: Study, done: Purged) -> None:
    """Delete the files, what others point at last; each is gone whole or not at all."""
    kept.erase(study.folder)
    current = current_run(study.reports)
    if current is not None and current in {one.resolve() for one in done.files["runs"]}:
        _gone(study.reports / CURRENT)
    for name in FILES:
        for file in done.files[name]:
            _gone(file)


def _gone(file: Path) -> None:
    """Delete a file, a link or a folder; a folder by another name first, so none is half."""
    try:
        if file.is_dir() and not file.is_symlink():
            aside = file.with_name(f"{UNFINISHED}{file.name}")
            file.replace(aside)
            shutil.rmtree(aside)
        else:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(file, error) from None


def in_words(done: Purged, names: Iterable[str] = FILES) -> Iterator[str]:
    """What goes, one line each."""
    if done.answers:
        yield f"{done.answers} rows of answers, and all of {done.people} people"
    if done.indicators:
        yield f"{done.indicators} rows of indicators"
    if done.ties:
        yield f"{done.ties} rows of who named whom"
    for name in names:
        for file in done.files.get(name, ()):
            yield f"{SAID[name]} {file}"


SAID = {
    "runs": "run",
    "exports": "exported data",
    "lists": "mended cells",
    "copies": "copy of the database",
    "sources": "export file",
    "seen": "observations or codings",
}
