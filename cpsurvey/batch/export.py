"""A study's scored data, written for other programs and recorded."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cpsurvey.batch import private
from cpsurvey.batch.lock import locked
from cpsurvey.batch.record import decoded
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write

if TYPE_CHECKING:
    from cpsurvey.export.column import Column
    from cpsurvey.export.missing import Missing
    from cpsurvey.export.rows import Rows
    from cpsurvey.screening import Stage

SCHEMA = "cpsurvey/export-record/1"
RECORDS = ".cpsurvey-exports"
OPTION = "--to"
WAY = "name another with --to, or add --force to write over it"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported.

    Parameters
    ----------
    files : tuple of Path
        Data, each in the format its suffix names; codebook and moments stand beside the first.
    background : tuple of str
        Groups, questions and derived variables beside scores and items.
    identifiable : bool
        Background as it is, whoever it tells apart.
    scores : bool
        Factor scores of the measurement models, too.
    stage : str or None
        Who is exported; by default those whom the study analyses.
    wave : str or None
        Label of a wave, or ``all``: a row per person and wave; by default the latest.
    missing : str
        What a CSV has where an answer is missing: nothing, the reason's number, or nothing
        and the reason in a column of its own.
    replace : bool
        Files that stand there are written over.
    """

    files: tuple[Path, ...]
    background: tuple[str, ...] = ()
    identifiable: bool = False
    scores: bool = False
    moments: Literal["listwise", "pairwise"] | None = None
    stage: Stage | None = None
    language: str | None = None
    wave: str | None = None
    missing: Missing = "blank"
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Parameters
    ----------
    rows, people : int
        Rows, and whose they are: of all waves, somebody may have several.
    merged : tuple of str
        Columns of which categories of few people were merged.
    notes : tuple of str
        What somebody must know who uses the files.
    """

    files: tuple[Path, ...]
    rows: int
    people: int
    stage: Stage
    columns: tuple[Column, ...]
    merged: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


def export(study: Study, request: Request) -> Exported:
    """Score the study's answers as its analyses do, and write them with their labels.

    Raises
    ------
    CpsurveyError
        CPS403 nobody to export, CPS614 a category or combination of few people, CPS615 no
        moments, CPS601 locked, CPS602 or CPS903 a file cannot be written, CPS904 a place, a
        format or a name that cannot be, or an error of the store.
    """
    from cpsurvey.export import asked
    from cpsurvey.export.scored import Words

    places = _places(request)
    for file in places:
        private.refuse_place(
            study, file, holds="single people's answers", way=WAY, replace=request.replace
        )
    names = asked.variables(request.background, study)
    if request.wave:  # stands in the file anyway
        names = [name for name in names if name != study.wave]
    with locked(study.folder):
        rows = _rows(study, request)
        scored = rows.scored
        words = Words(study, request.language or study.languages[0])
        if request.identifiable:
            background = asked.identifiable(names, scored, study, words)
        else:
            beside = _beside(study, set(places), rows.waves if names else ())
            background = asked.protected(names, scored, study, words, beside)
        columns, notes = _columns(rows, study, request, background.columns, words)
        data = _data(columns, request)
        done = Exported(
            tuple(places),
            scored.n,
            rows.people,
            scored.stage,
            tuple(columns),
            background.merged,
            (*notes, *_pooled(rows, request)),
        )
        _record(study, request, (names, rows.waves), done, dict(zip(places, data, strict=True)))
        for file, content in zip(places, data, strict=True):
            private.write(file, content, way=WAY, replace=request.replace)
    return done


def _places(request: Request) -> list[Path]:
    """Every file that will be written, data first."""
    from cpsurvey.export.formats import writers

    for file in request.files:
        writers.get(file.suffix.lower().removeprefix("."), where=str(file))
    first = request.files[0]
    beside = ["codebook", *(["moments"] if request.moments else [])]
    found = [*request.files, *(first.with_name(f"{first.stem}-{one}.csv") for one in beside)]
    if len(set(found)) < len(found):
        raise CpsurveyError(
            "CPS904",
            "two of the files to write have one name",
            where=OPTION,
            fix="name each file once",
        )
    if request.missing != "blank" and not any(map(_plain, request.files)):
        raise CpsurveyError(
            "CPS904",
            "--missing is for CSV: .sav and .dta hold reasons as missing values of their own",
            where="--missing",
            fix="leave --missing out, or add a file: --to FILE.csv",
        )
    return found


def _rows(study: Study, request: Request) -> Rows:
    from cpsurvey.export.rows import chosen
    from cpsurvey.store import open_store

    with open_store(study) as store:
        return chosen(store, study, request.wave, request.stage)


def _columns(
    rows: Rows,
    study: Study,
    request: Request,
    background: Sequence[Column],
    words: Any,
) -> tuple[list[Column], tuple[str, ...]]:
    from cpsurvey.export import rows as whose
    from cpsurvey.export.column import named
    from cpsurvey.export.factors import factors
    from cpsurvey.export.scored import everybody

    wave = whose.column(rows, words.own("wave")) if request.wave else None
    found = list(everybody(rows.scored, study, words, wave))
    first = [one for one in found if one.role in ("person", "wave", "sample")]
    rest = found[len(first) :]
    made = factors(rows.scored, study, words) if request.scores else None
    more = made.columns if made else ()
    return named([*first, *background, *rest, *more]), made.notes if made else ()


def _data(columns: Sequence[Column], request: Request) -> list[bytes]:
    """Content of every place."""
    from cpsurvey.export import codebook, missing, moments
    from cpsurvey.export.column import named
    from cpsurvey.export.formats import writers

    told = named(missing.told(columns, request.missing))
    found = [
        writers.get(file.suffix.lower().removeprefix("."))(told if _plain(file) else columns)
        for file in request.files
    ]
    found.append(codebook.written(told))
    if request.moments:
        found.append(moments.written(moments.moments(columns, request.moments)))
    return found


def _plain(file: Path) -> bool:
    """Whether a file has no missing values but empty cells."""
    return file.suffix.lower() == ".csv"


def _pooled(rows: Rows, request: Request) -> Iterator[str]:
    """What rests on the rows of several waves together."""
    if len(rows.waves) < 2:
        return
    if request.scores:
        yield "factor scores are of one model over the rows of all waves"
    if request.moments:
        yield "moments are over the rows of all waves; rows of one person are not independent"


def _record(
    study: Study,
    request: Request,
    held: tuple[Sequence[str], Sequence[str]],
    done: Exported,
    data: Mapping[Path, bytes],
) -> None:
    """Keep who could be told apart by what, before the files are there."""
    background, waves = held
    told = {
        "identifiable": request.identifiable and bool(background),
        "background": list(background),
        "waves": list(waves),
        "merged": list(done.merged),
        "people": done.people,
        "sample": done.stage,
        "columns": [one.name for one in done.columns],
    }
    sums = {file: hashlib.sha256(content).hexdigest() for file, content in data.items()}
    kept_record(study, told, sums)


def kept_record(study: Study, told: Mapping[str, Any], files: Mapping[Path, str]) -> None:
    """Keep a record of files that hold answers: what of whom, and their hashes."""
    now = datetime.now(UTC)
    record = {
        "schema": SCHEMA,
        "id": f"{now:%Y%m%dT%H%M%S}{now.microsecond:06d}Z",
        "study": study.id,
        "at": now.isoformat(timespec="seconds"),
        "host": platform.node(),
        "pid": os.getpid(),
        "k": study.smallest,
        **told,
        "files": {str(file.absolute()): sha256 for file, sha256 in files.items()},
    }
    folder = study.folder / RECORDS
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    private.write(
        folder / f"{record['id']}.json",
        text.encode("utf-8", "backslashreplace"),
        way=WAY,
    )


def standing(study: Study) -> list[tuple[str, str]]:
    """Files of earlier exports that are still there, with the day of each."""
    found = {file: str(record.get("at", ""))[:10] for file, record in _exported(study).items()}
    return sorted(found.items())


def _beside(study: Study, anew: set[Path], waves: Sequence[str]) -> dict[str, str]:
    """Background that other files hold as merged, and one such file of each.

    Raises
    ------
    CpsurveyError
        CPS614 a file holds background of other waves: who moved would be told apart.
    """
    written = {str(file.absolute()) for file in anew}
    found: dict[str, str] = {}
    for file, record in _exported(study).items():
        if not record.get("identifiable") and file not in written:
            if _of_others(record, waves):
                raise _other_wave(file)
            found |= dict.fromkeys(record.get("background") or (), file)
    return found


def _of_others(record: Mapping[str, Any], waves: Sequence[str]) -> bool:
    """Whether a file holds background of other waves than these."""
    held = record.get("waves")
    return bool(waves and held and record.get("background") and set(held) != set(waves))


def _other_wave(file: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS614",
        "a file exported before holds groups or questions of another wave under the same "
        "pseudonyms: who moved between waves would be told apart",
        where=file,
        fix="delete that file and its copies first, and export '--wave all' if you need "
        "several; '--identifiable' writes every group, and is recorded",
    )


def records(study: Study) -> Iterator[dict[str, Any]]:
    """What is known of every export, the first one first."""
    for file in sorted((study.folder / RECORDS).glob("*.json")):
        yield decoded(file) or {}


def _exported(study: Study) -> dict[str, dict[str, Any]]:
    """Files of earlier exports that are still there, with the record of the last of each."""
    found: dict[str, dict[str, Any]] = {}
    for record in records(study):
        files = record.get("files")
        found |= dict.fromkeys(files, record) if isinstance(files, dict) else {}
    return {name: record for name, record in found.items() if Path(name).is_file()}
