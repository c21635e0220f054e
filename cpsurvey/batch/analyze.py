"""From a study's store to a published run: results, report, record."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cpsurvey.batch.lock import cannot_write, locked
from cpsurvey.batch.publish import current_run, new_run
from cpsurvey.design import Study
from cpsurvey.design.plan import read_plan
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.responses import Indicators
from cpsurvey.results import ResultSet

RECORD_SCHEMA = "cpsurvey/run/1"
PACKAGES = ("numpy", "scipy", "pandas", "statsmodels", "semopy", "pingouin", "matplotlib")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Analysed:
    """One finished run."""

    id: str
    folder: Path
    results: ResultSet
    unsound: tuple[str, ...]
    files: tuple[Path, ...]
    seconds: dict[str, float]

    @property
    def exit_status(self) -> Exit:
        """70 when an analysis did not converge or is inadmissible, else 0."""
        return Exit.NOT_CONVERGED if self.unsound else Exit.DONE


def analyze(
    study: Study,
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    strict: bool = False,
    power: bool = False,
    progress: Progress | None = None,
) -> Analysed:
    """Score, analyse, report and publish.

    Parameters
    ----------
    strict : bool
        Publish nothing when an analysis is unsound.
    power : bool
        Also say what the study could see; before there are answers, only that.

    Raises
    ------
    CpsurveyError
        CPS402 the analyses are invalid, CPS403 nobody to analyse, CPS407 unsound under
        `strict`, CPS601 locked, CPS602 cannot write, or an error of the store.
    """
    from cpsurvey.analysis import analyse, plan, unsound
    from cpsurvey.report import write_report
    from cpsurvey.scoring import score
    from cpsurvey.store import open_store

    if power:
        study = study.asking_also("power")
    plan(study)
    read_plan(study.folder, study.id)
    started = datetime.now(UTC)
    clock = _Clock()
    with locked(study.folder):
        with open_store(study) as store:
            key = inputs_key(study, store.fingerprint())
            responses = store.responses(study.questionnaire)
            quarantine = store.quarantine()
            batches = store.batches()
            indicators = store.indicators() if study.file.kpi else None
        clock.lap("read")
        scored = score(responses, study)
        if power and scored.n == 0:
            study = study.asking_only("power")
        clock.lap("score")
        results = analyse(
            study,
            scored,
            provenance=provenance(study, batches, indicators),
            quarantine=quarantine,
            progress=progress,
            indicators=indicators,
        )
        clock.lap("analyse")
        wrong = unsound(results)
        if strict and wrong:
            raise CpsurveyError(
                "CPS407",
                f"not sound: {', '.join(wrong)}; nothing was published",
                where=str(study.folder),
                fix="run without --strict to read the report that says why",
            )
        run_id = _free_id(study.reports, started, key)
        with new_run(study.reports, run_id) as draft:
            (draft / "results.json").write_text(results.to_json(), encoding="utf-8")
            if progress:
                progress("report", 0, 1)
            written = write_report(
                results,
                draft,
                formats=tuple(formats or study.file.report.formats),
                languages=tuple(languages or study.languages),
            )
            clock.lap("report")
            record = {
                "schema": RECORD_SCHEMA,
                "id": run_id,
                "study": study.id,
                "key": key,
                "started": started.isoformat(timespec="seconds"),
                "seconds": clock.laps,
                "provenance": dict(results.provenance),
                "ingested": [
                    {"file": b.file, "sha256": b.sha256, "at": b.ingested_at} for b in batches
                ],
                "analyses": [
                    {
                        "id": result.id,
                        "kind": result.kind,
                        "used": result.sample.used,
                        "sound": result.id not in wrong,
                    }
                    for result in results.results
                ],
                "unsound": wrong,
                "exit": int(Exit.NOT_CONVERGED if wrong else Exit.DONE),
            }
            _write_json(draft / "run.json", record)
    folder = study.reports / run_id
    files = tuple(folder / file.relative_to(draft) for file in written)
    return Analysed(run_id, folder, results, tuple(wrong), files, clock.laps)


def report(
    study: Study,
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
) -> list[Path]:
    """Write the report of the current run again, from its stored results alone.

    Raises
    ------
    CpsurveyError
        CPS604 no run yet, CPS606 results damaged, CPS601 locked, CPS602 cannot write.
    """
    from cpsurvey.report import write_report

    folder = current_run(study.reports)
    if folder is None or not (folder / "results.json").is_file():
        raise CpsurveyError(
            "CPS604",
            "this study has no finished run",
            where=str(study.folder),
            fix="run 'cpsurvey analyze' first",
        )
    with locked(study.folder):
        try:
            text = (folder / "results.json").read_text(encoding="utf-8")
            results = ResultSet.from_json(text)
        except (ValueError, KeyError, TypeError):
            raise CpsurveyError(
                "CPS606",
                "results.json is damaged or of another version",
                where=str(folder / "results.json"),
                fix="run 'cpsurvey analyze' again",
            ) from None
        try:
            return write_report(
                results,
                folder,
                formats=tuple(formats or study.file.report.formats),
                languages=tuple(languages or study.languages),
            )
        except OSError as error:
            raise cannot_write(folder, error) from None


def inputs_key(study: Study, fingerprint: str) -> str:
    """Hash of everything the numbers depend on."""
    declared = read_plan(study.folder, study.id)
    parts = [
        version("cpsurvey"),
        *(f"{name} {version(name)}" for name in PACKAGES),
        study.study_sha256,
        study.questionnaire_sha256,
        fingerprint,
        study.reasons.sha256 if study.reasons else "",
        *([declared.sha256, str(declared.intact)] if declared else []),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def provenance(
    study: Study, batches: Sequence[Any], indicators: Indicators | None = None
) -> dict[str, Any]:
    """What table T26 prints; no clock and no path, so that runs can be compared.

    A plan brings its day, and the day of the first data where that came before.
    """
    from cpsurvey.analysis.declared import record

    declared = read_plan(study.folder, study.id)
    return {
        "cpsurvey": version("cpsurvey"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "questionnaire": {
            "id": study.questionnaire.id,
            "version": study.questionnaire.version,
            "sha256": study.questionnaire_sha256,
        },
        "study_sha256": study.study_sha256,
        "sources": [
            {
                "file": batch.file,
                "sha256": batch.sha256,
                "reader": batch.reader,
                "encoding": batch.encoding,
                "rows": batch.rows,
                "accepted": batch.accepted,
                "quarantined": batch.quarantined,
            }
            for batch in batches
        ],
        "kpi": {
            "files": [
                {
                    "file": info.file,
                    "sha256": info.sha256,
                    "encoding": info.encoding,
                    "rows": info.rows,
                    "accepted": info.accepted,
                    "quarantined": info.quarantined,
                }
                for info in indicators.files
            ],
            "reasons": study.reasons.record() if study.reasons else None,
        }
        if indicators
        else None,
        "seed": study.file.study.seed,
        "plan_sha256": declared.sha256 if declared else None,
        "plan": record(study, declared, [batch.ingested_at for batch in batches]),
    }


def _free_id(reports: Path, started: datetime, key: str) -> str:
    name = f"{started:%Y%m%dT%H%M%SZ}-{key[:8]}"
    taken = 1
    while (reports / name).exists():
        taken += 1
        name = f"{started:%Y%m%dT%H%M%SZ}-{key[:8]}-{taken}"
    return name


def _write_json(file: Path, record: dict[str, Any]) -> None:
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    file.write_text(text, encoding="utf-8")


class _Clock:
    """Seconds each step took."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now
