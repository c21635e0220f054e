"""What `cpsurvey diff` is given: a run by its name, its folder, or a study's current run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpsurvey import stored
from cpsurvey.batch import record as run_record
from cpsurvey.batch.publish import CURRENT, current_run, not_whole
from cpsurvey.batch.report import RESULTS
from cpsurvey.design import find_study
from cpsurvey.design.load import STUDY_FILE
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.foreign import coded
from cpsurvey.results import ResultSet


@dataclass(frozen=True, slots=True)
class Run:
    """One run, read."""

    id: str
    folder: Path
    record: Mapping[str, Any]
    results: ResultSet


def find(named: str, study: Path | None = None) -> Run:
    """The run that a text names.

    Parameters
    ----------
    named : str
        Folder of a run or of a study, or the name of a run of `study`.
    study : Path, optional
        Study whose runs are named; by default the nearest upwards.

    Raises
    ------
    CpsurveyError
        CPS604 there is no such run, CPS618 it cannot be read, CPS006 there is no study to
        look in.
    """
    try:
        return read(_folder(named, study))
    except (OSError, ValueError) as error:
        raise coded(error, where=named[:200]) or _none(named, []) from None


def _folder(named: str, study: Path | None) -> Path:
    place = Path(named)
    if named.strip() and place.is_file() and place.name in (RESULTS, "run.json", STUDY_FILE):
        place = place.parent
    if named.strip() and (place / RESULTS).is_file():
        return place.resolve()
    if named.strip() and (place / STUDY_FILE).is_file():
        found = current_run(place / "reports")
        if found is None or not (found / RESULTS).is_file():
            raise CpsurveyError(
                "CPS604",
                "this study has no finished run",
                where=str(place),
                fix="run 'cpsurvey analyze' first",
            )
        return found.resolve()
    reports = find_study(study).parent / "reports"
    runs = sorted(
        one.parent.name for one in reports.glob(f"*/{RESULTS}") if not one.parent.is_symlink()
    )
    chosen = [one for one in runs if named and one.startswith(named)]
    if named == CURRENT:
        found = current_run(reports)
        chosen = [found.resolve().name] if found else []
    if named in runs or len(chosen) == 1:
        return (reports / (named if named in runs else chosen[0])).resolve()
    raise _none(named, chosen or runs)


def _none(named: str, runs: list[str]) -> CpsurveyError:
    shown = named if len(named) <= 80 else f"{named[:79]}…"
    return CpsurveyError(
        "CPS604",
        f"'{shown}' is no run, no folder of a run and no study",
        fix=f"{did_you_mean(named, runs)}; or name a folder of reports/, or 'current'",
    )


def read(folder: Path) -> Run:
    """A run whose results are what was published.

    Raises
    ------
    CpsurveyError
        CPS618 they are not, or are of a version that cannot be read.
    """
    record = run_record.read(folder) or {}
    published = run_record.published(record)
    known = {name: digest for name, digest in published.items() if name == RESULTS}
    if not_whole(folder, known):
        raise _unreadable(folder, record, "its results were changed since it was published")
    try:
        results = stored.read((folder / RESULTS).read_bytes().decode())
    except stored.StoredError as error:
        raise _unreadable(folder, record, str(error)) from None
    except Exception:  # noqa: BLE001  a file can be damaged in any way
        raise _unreadable(folder, record, "its results are damaged") from None
    return Run(folder.name, folder, record, results)


def _unreadable(folder: Path, record: Mapping[str, Any], why: str) -> CpsurveyError:
    provenance = record.get("provenance")
    version = provenance.get("cpsurvey") if isinstance(provenance, dict) else None
    by = f", written by cpsurvey {version}" if isinstance(version, str) else ""
    return CpsurveyError(
        "CPS618",
        f"run {folder.name}{by} cannot be compared: {why}",
        where=str(folder),
        fix="run 'cpsurvey analyze' on its study with this version, and compare that run",
    )
