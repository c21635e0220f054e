"""The report of the current run written again, from its stored results alone."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cpsurvey import stored
from cpsurvey.batch import record as run_record
from cpsurvey.batch.analyze import kept_pictures
from cpsurvey.batch.compared import with_proof
from cpsurvey.batch.dressed import dress
from cpsurvey.batch.exit_status import gravest
from cpsurvey.batch.index import write_index
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import (
    RECORD,
    current_run,
    digests,
    free_id,
    new_run,
    not_whole,
)
from cpsurvey.batch.register import with_releases
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.fault import Fault
from cpsurvey.results import ResultSet

RESULTS = "results.json"


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that stands.

    Parameters
    ----------
    id : str
        Run it belongs to.
    files : tuple of Path
        Files of the formats asked for.
    faults : tuple of Fault
        What could not be written, by faults of ours.
    changed : bool
        False when every file stood there already, byte by byte.
    """

    id: str
    files: tuple[Path, ...]
    faults: tuple[Fault, ...]
    changed: bool

    @property
    def exit_status(self) -> Exit:
        """1 when a part of the report could not be written, else 0."""
        return Exit.BUG if self.faults else Exit.DONE


def report(
    study: Study,
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    template: Path | None = None,
) -> Reported:
    """Write the report beside the current run and publish both as one.

    The run that was current stays as it is under its own name. What it holds besides the
    report, and further formats, is taken along where it is whole.

    Raises
    ------
    CpsurveyError
        CPS604 no run yet, CPS606 results damaged, CPS601 locked, CPS602 cannot write, or a
        template that is refused.
    """
    from cpsurvey.report.render import ready
    from cpsurvey.report.write import write_report

    ready(formats or study.file.report.formats)
    dressed = dress(study, template)
    with locked(study.folder):
        folder, last, results = current(study)
        run_id = free_id(study.reports, str(last.get("id") or folder.name))
        faults: list[Fault] = []
        with new_run(study.reports, run_id) as draft:
            _take_along(folder, draft, run_record.published(last))
            written = write_report(
                with_proof(
                    study,
                    with_releases(study, _as_asked(study, results)),
                    run_record.published(last).get(RESULTS, ""),
                ),
                draft,
                formats=tuple(formats or study.file.report.formats),
                languages=tuple(languages or study.languages),
                on_fault=faults.append,
                pictures=kept_pictures(study),
                dress=dressed,
            )
            made = [file.relative_to(draft) for file in written]
            files = digests(draft)
            changed = not files == run_record.published(last) == digests(folder)
            if changed:
                run_record.write(draft, _again(last, run_id, study, files, faults))
                folder = study.reports / run_id
            else:
                shutil.rmtree(draft)
        write_index(study)
    return Reported(
        id=folder.name,
        files=tuple(folder / file for file in made),
        faults=tuple(faults),
        changed=changed,
    )


def excerpt(
    study: Study,
    only: Sequence[str],
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    template: Path | None = None,
) -> Reported:
    """Write some tables and pictures of the current run into a private folder of their own.

    The current run stays as it is.

    Raises
    ------
    CpsurveyError
        CPS904 no such table or picture, CPS604 no run yet, CPS606 results damaged, CPS601
        locked, CPS602 cannot write.
    """
    from cpsurvey.report.render import ready
    from cpsurvey.report.write import write_report

    ready(formats or study.file.report.formats)
    dressed = dress(study, template)
    with locked(study.folder):
        folder, _, results = current(study)
        name = free_id(study.reports, f"{folder.name}-only")
        faults: list[Fault] = []
        with new_run(study.reports, name, current=False) as draft:
            written = write_report(
                results,
                draft,
                formats=tuple(formats or study.file.report.formats),
                languages=tuple(languages or study.languages),
                on_fault=faults.append,
                pictures=kept_pictures(study),
                dress=dressed,
                only=only,
            )
            made = [file.relative_to(draft) for file in written]
        write_index(study)
    files = tuple(study.reports / name / file for file in made)
    return Reported(id=name, files=files, faults=tuple(faults), changed=True)


def _as_asked(study: Study, results: ResultSet) -> ResultSet:
    """Results with the documents that the study file asks for by now."""
    kept = {k: v for k, v in results.study.get("report", {}).items() if k != "listed"}
    asked = {**kept, **study.file.report.asked_documents}
    return replace(results, study={**results.study, "report": asked})


def current(study: Study) -> tuple[Path, dict[str, Any], ResultSet]:
    """Folder, record and results of the last finished run.

    Raises
    ------
    CpsurveyError
        CPS604 no run yet, CPS606 results damaged.
    """
    folder = current_run(study.reports)
    if folder is None or not (folder / RESULTS).is_file():
        raise CpsurveyError(
            "CPS604",
            "this study has no finished run",
            where=str(study.folder),
            fix="run 'cpsurvey analyze' first",
        )
    last = run_record.read(folder) or {}
    return folder, last, stored_results(folder, run_record.published(last))


def stored_results(folder: Path, published: dict[str, str]) -> ResultSet:
    """The results of a run, if they are what was published.

    Raises
    ------
    CpsurveyError
        CPS606 they are not.
    """
    file = folder / RESULTS
    known = {name: digest for name, digest in published.items() if name == RESULTS}
    damaged = CpsurveyError(
        "CPS606",
        "results.json is damaged, was changed, or is of another version",
        where=str(file),
        fix="run 'cpsurvey analyze' again",
    )
    if not_whole(folder, known):
        raise damaged
    text = file.read_bytes()
    try:
        return stored.read(text.decode())
    except Exception:  # noqa: BLE001  a file can be damaged in any way
        raise damaged from None


def _take_along(folder: Path, draft: Path, published: dict[str, str]) -> None:
    """Copy the run's files, but none that is not what was published."""
    damaged = set(not_whole(folder, published))
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and name != Path(RECORD) and name.as_posix() not in damaged:
            place = draft / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def _again(
    last: dict[str, Any],
    run_id: str,
    study: Study,
    files: dict[str, str],
    faults: Sequence[Fault],
) -> dict[str, Any]:
    """The record of the run, now with another report."""
    before = [one for one in last.get("faults") or () if _of_an_analysis(one)]
    unsound = Exit.NOT_CONVERGED if last.get("unsound") or last.get("not_done") else Exit.DONE
    return {
        **last,
        "schema": run_record.SCHEMA,
        "id": run_id,
        "study": study.id,
        "report_of": last.get("id"),
        "reported": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": files,
        "faults": [*before, *(fault.record() for fault in faults)],
        "exit": int(gravest([unsound, Exit.BUG if before or faults else Exit.DONE])),
    }


def _of_an_analysis(fault: Any) -> bool:
    return isinstance(fault, dict) and fault.get("part") == "analysis"
