"""A study's scored data, written for other programs and recorded."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
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
    from cpsurvey.scoring import Scored
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
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Parameters
    ----------
    merged : tuple of str
        Columns of which categories of few people were merged.
    notes : tuple of str
        What somebody must know who uses the files.
    """

    files: tuple[Path, ...]
    rows: int
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
    with locked(study.folder):
        scored = _scored(study, request.stage)
        words = Words(study, request.language or study.languages[0])
        if request.identifiable:
            background = asked.identifiable(names, scored, study, words)
        else:
            beside = _beside(study, set(places))
            background = asked.protected(names, scored, study, words, beside)
        columns, notes = _columns(scored, study, request, background.columns, words)
        data = _data(columns, request)
        done = Exported(
            tuple(places), scored.n, scored.stage, tuple(columns), background.merged, notes
        )
        _record(study, request, names, done, dict(zip(places, data, strict=True)))
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
    return found


def _scored(study: Study, stage: Stage | None) -> Scored:
    """Everybody to export, in the order and with the scores of the analyses."""
    from cpsurvey.scoring import in_order, score
    from cpsurvey.store import open_store

    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
    scored = score(in_order(responses, study), study)
    scored = scored.at(stage) if stage else scored
    if not scored.n:
        raise CpsurveyError(
            "CPS403",
            "nobody is left to export",
            where=str(study.folder),
            fix="run 'cpsurvey ingest' first, or relax 'screening' in study.yaml",
        )
    return scored


def _columns(
    scored: Scored,
    study: Study,
    request: Request,
    background: Sequence[Column],
    words: Any,
) -> tuple[list[Column], tuple[str, ...]]:
    from cpsurvey.export.column import named
    from cpsurvey.export.factors import factors
    from cpsurvey.export.scored import everybody

    found = list(everybody(scored, study, words))
    first = [one for one in found if one.role in ("person", "sample")]
    rest = found[len(first) :]
    made = factors(scored, study, words) if request.scores else None
    more = made.columns if made else ()
    return named([*first, *background, *rest, *more]), made.notes if made else ()


def _data(columns: Sequence[Column], request: Request) -> list[bytes]:
    """Content of every place."""
    from cpsurvey.export import codebook, moments
    from cpsurvey.export.formats import writers

    found = [
        writers.get(file.suffix.lower().removeprefix("."))(columns) for file in request.files
    ]
    found.append(codebook.written(columns))
    if request.moments:
        found.append(moments.written(moments.moments(columns, request.moments)))
    return found


def _record(
    study: Study,
    request: Request,
    background: Sequence[str],
    done: Exported,
    data: Mapping[Path, bytes],
) -> None:
    """Keep who could be told apart by what, before the files are there."""
    now = datetime.now(UTC)
    record = {
        "schema": SCHEMA,
        "id": f"{now:%Y%m%dT%H%M%S}{now.microsecond:06d}Z",
        "study": study.id,
        "at": now.isoformat(timespec="seconds"),
        "host": platform.node(),
        "pid": os.getpid(),
        "identifiable": request.identifiable and bool(background),
        "background": list(background),
        "merged": list(done.merged),
        "k": study.smallest,
        "people": done.rows,
        "sample": done.stage,
        "columns": [one.name for one in done.columns],
        "files": {
            str(file.absolute()): hashlib.sha256(content).hexdigest()
            for file, content in data.items()
        },
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


def _beside(study: Study, anew: set[Path]) -> dict[str, str]:
    """Background that other files hold as merged, and one such file of each."""
    written = {str(file.absolute()) for file in anew}
    found: dict[str, str] = {}
    for file, record in _exported(study).items():
        if not record.get("identifiable") and file not in written:
            found |= dict.fromkeys(record.get("background") or (), file)
    return found


def _exported(study: Study) -> dict[str, dict[str, Any]]:
    """Files of earlier exports that are still there, with the record of the last of each."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((study.folder / RECORDS).glob("*.json")):
        record = decoded(file) or {}
        files = record.get("files")
        found |= dict.fromkeys(files, record) if isinstance(files, dict) else {}
    return {name: record for name, record in found.items() if Path(name).is_file()}
