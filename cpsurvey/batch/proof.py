"""A study's models for lavaan: the current run's numbers, and what they were fitted to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.batch import private
from cpsurvey.batch import record as run_record
from cpsurvey.batch.compared import place
from cpsurvey.batch.export import kept_record
from cpsurvey.batch.inputs import Inputs, read_inputs, refuse_other_inputs, version
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import NOTE, NOTE_TEXT, PRIVATE_FOLDER
from cpsurvey.batch.report import RESULTS, current
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write
from cpsurvey.results import Result

if TYPE_CHECKING:
    from cpsurvey.analysis.planned import Planned
    from cpsurvey.export.lavaan.script import Proof
    from cpsurvey.scoring import Scored
    from cpsurvey.sem.moments.given import Given
    from cpsurvey.sem.semfit import SemFit

WAY = "move that folder away, or add --force to write over it"


@dataclass(frozen=True, slots=True)
class Proved:
    """What was written.

    Parameters
    ----------
    models, numbers : int
        Models that lavaan is to fit, printed numbers it is to compute.
    beyond : int
        Numbers of the same analyses that lavaan does not have.
    """

    folder: Path
    files: tuple[Path, ...]
    models: int
    numbers: int
    beyond: int


def prove(study: Study, *, replace: bool = False) -> Proved:
    """Fit the models of the current run again, and write them for lavaan with its numbers.

    Raises
    ------
    CpsurveyError
        CPS604 no run yet, CPS606 its results are damaged, CPS612 the store holds other
        answers now, CPS620 no model to prove, CPS601 locked, CPS602 or CPS903 a file cannot
        be written, CPS904 a place that cannot be.
    """
    from cpsurvey.export.lavaan.script import Proof

    folder = place(study)
    if (folder.is_symlink() or folder.exists()) and not replace:
        raise private.exists(folder, WAY)
    with locked(study.folder):
        _, record, results = current(study)
        inputs = _inputs(study, record)
        done = {one.id: one for one in results.results if one.done and one.data is not None}
        proof = Proof()
        for one, told in _tellers(study):
            if one.id in done:
                _told(proof, one, told, done[one.id], inputs)
        if not proof.printed:
            raise CpsurveyError(
                "CPS620",
                "the current run has no structural equation model to prove",
                where=str(study.folder),
                fix="ask for one in study.yaml (kind: cfa, sem, rivals, ...), then 'analyze'",
            )
        files = proof.files(_head(study, record)) | {NOTE: NOTE_TEXT.encode()}
        _write(study, folder, files, record, inputs.scored, replace=replace)
    return Proved(
        folder,
        tuple(folder / name for name in sorted(files)),
        len(proof.models),
        len(proof.printed),
        sum(proof.beyond.values()),
    )


def _head(study: Study, record: dict[str, Any]) -> list[str]:
    return [
        f"Study {study.id}, run {record.get('id')}, cpsurvey {version('cpsurvey')}.",
        "The files beside hold single people's answers: not for passing on.",
    ]


def _inputs(study: Study, record: dict[str, Any]) -> Inputs:
    """What the run was given; others are refused."""
    from cpsurvey.store import open_store

    with open_store(study) as store:
        then = "cpsurvey export --to lavaan"
        refuse_other_inputs(study, store.fingerprint(), record.get("key"), then)
        return read_inputs(study, store)


def _tellers(study: Study) -> Iterator[tuple[Planned, Any]]:
    from cpsurvey.analysis.planned import plan
    from cpsurvey.analysis.proof import teller

    for one in plan(study):
        told = teller(one.kind)
        if told is not None and one.request.applies:
            yield one, told


def _told(proof: Proof, one: Planned, told: Any, result: Result[Any], inputs: Inputs) -> None:
    """Numbers of one analysis, and the models they are of, fitted once more."""
    from cpsurvey.analysis.run import analyse
    from cpsurvey.sem.fit import watched

    fits: list[SemFit] = []
    given: dict[int, Given] = {}

    def watch(found: SemFit, data: Given) -> None:
        if data.data is not None and found.converged:
            fits.append(found)
            given[id(found)] = data

    with watched(watch):
        analyse(inputs.asked, inputs.scored, only=(one.id,), **inputs.given())
    proof.add(one.id, list(told(result, fits)), given)


def _write(
    study: Study,
    folder: Path,
    files: dict[str, bytes],
    record: dict[str, Any],
    scored: Scored,
    *,
    replace: bool,
) -> None:
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
        for old in _left_over(folder, files) if replace else ():
            old.unlink()
    except OSError as error:
        raise cannot_write(folder, error) from None
    for name in files:
        private.refuse_place(
            study, folder / name, holds="single people's answers", way=WAY, replace=replace
        )
    kept_record(
        study,
        {
            "identifiable": False,
            "background": [],
            "waves": [],
            "merged": [],
            "people": len(set(scored.respondent)),
            "sample": scored.stage,
            "columns": [],
            "lavaan_of": run_record.published(record).get(RESULTS),
        },
        {folder / name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    )
    for name, content in files.items():
        private.write(folder / name, content, way=WAY, replace=replace)


def _left_over(folder: Path, files: Sequence[str] | dict[str, bytes]) -> Iterator[Path]:
    """Files of an earlier export that this one does not write, and what R wrote of them."""
    for pattern in ("answers-*.csv", "names.csv", "compared.csv", "proof.csv"):
        yield from (file for file in folder.glob(pattern) if file.name not in files)
