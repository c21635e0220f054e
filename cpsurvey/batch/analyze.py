"""From a study's store to a published run: results, report, record."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey import stored
from cpsurvey.batch import informed
from cpsurvey.batch import record as run_record
from cpsurvey.batch.again import Again
from cpsurvey.batch.dressed import dress
from cpsurvey.batch.exit_status import gravest
from cpsurvey.batch.index import write_index
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import digests, free_id, hash_now, new_run
from cpsurvey.batch.register import with_releases
from cpsurvey.design import Study
from cpsurvey.design.plan import read_plan
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Indicators, Responses
from cpsurvey.results import ResultSet

MOST_PICTURES = 60_000_000
"""Bytes of pictures kept of a study: about ten reports of the shipped plan."""

if TYPE_CHECKING:
    from cpsurvey.analysis.keeping import Step
    from cpsurvey.report.dress import Dress
    from cpsurvey.report.pictures import Pictures
    from cpsurvey.store import Store

PACKAGES = ("numpy", "scipy", "pandas", "statsmodels", "semopy", "pingouin", "matplotlib")
version = cache(metadata.version)  # reads a file each time, for each study of a batch
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Analysed:
    """One finished run.

    Parameters
    ----------
    unsound, not_done : tuple of str
        Analyses whose results must not be read, and analyses without a result.
    faults : tuple of Fault
        What failed by faults of ours while the rest was done.
    steps : tuple of Step
        Which analyses ran and why; the others were kept from earlier runs.
    warned : tuple of Finding
        What to know of how people were told, and how long they are kept.
    """

    id: str
    folder: Path
    results: ResultSet
    unsound: tuple[str, ...]
    not_done: tuple[str, ...]
    faults: tuple[Fault, ...]
    files: tuple[Path, ...]
    seconds: dict[str, float]
    steps: tuple[Step, ...] = ()
    warned: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> Exit:
        """1 after a fault of ours; 70 when an analysis is unsound or not done; else 0."""
        return gravest(
            [
                Exit.BUG if self.faults else Exit.DONE,
                Exit.NOT_CONVERGED if self.unsound or self.not_done else Exit.DONE,
            ]
        )

    def remarks(self) -> list[str]:
        """What did not go well, one line each."""
        by_fault = {fault.name for fault in self.faults if fault.part == "analysis"}
        return [
            *(f"not sound: {name} (the report says why)" for name in self.unsound),
            *(
                f"not done: {name} (the report says why)"
                for name in self.not_done
                if name not in by_fault
            ),
            *fault_lines(self.faults),
            *(f"{one.severity}: {one}" for one in self.warned),
        ]


def fault_lines(faults: Sequence[Fault]) -> list[str]:
    """Faults of ours as lines for people, each once."""
    lines = [
        f"not done: {fault.part} {fault.name}: a fault of cpsurvey (CPS990, {fault.error}); "
        "run.json says where"
        for fault in faults
    ]
    return list(dict.fromkeys(lines))


def analyze(
    study: Study,
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    strict: bool = False,
    power: bool = False,
    only: Sequence[str] = (),
    progress: Progress | None = None,
) -> Analysed:
    """Score, analyse, report and publish.

    One analysis or one part of the report that fails does not keep the rest from being
    published.

    Parameters
    ----------
    strict : bool
        Publish nothing when an analysis is unsound or not done.
    power : bool
        Also say what the study could see; before there are answers, only that.
    only : sequence of str
        Names of analyses: the run holds no others, and the last whole run stays current.

    Raises
    ------
    CpsurveyError
        CPS904 no such analysis, CPS402 the analyses are invalid, CPS403 nobody to analyse,
        CPS407 unsound under `strict`, CPS601 locked, CPS602 cannot write, or an error of the
        store.
    """
    from cpsurvey.analysis.asked import as_asked
    from cpsurvey.analysis.keeping import Keeping
    from cpsurvey.analysis.over_waves import made, with_retests
    from cpsurvey.analysis.run import analyse, chosen, not_done, plan, unsound
    from cpsurvey.analysis.ties import network
    from cpsurvey.report.render import ready
    from cpsurvey.scoring import in_order, score
    from cpsurvey.seen.read import read as read_seen
    from cpsurvey.store import open_store
    from cpsurvey.store.kept import claim, kept

    if power:
        study = study.asking_also("power")
    chosen(plan(study), only, study)
    read_plan(study.folder, study.id)
    ready(formats or study.file.report.formats)
    dressed = dress(study)
    started = datetime.now(UTC)
    clock = _Clock()
    faults: list[Fault] = []
    steps: list[Step] = []
    with locked(study.folder):
        with open_store(study) as store:
            key = inputs_key(study, store.fingerprint())
            claim(study.folder, store.key_check)
            responses = store.responses(study.questionnaire)
            quarantine = store.quarantine()
            batches = store.batches()
            indicators = store.indicators() if study.file.kpi else None
            every = every_wave(store, study)
            held = store.ties(responses)
            tie_files = store.tie_files()
            seen = read_seen(study, store.pseudonyms)
            age = store.holding()
        clock.lap("read")
        asked = as_asked(study, every or responses, ties=held is not None)
        scored = score(in_order(responses, study), asked)
        if power and scored.n == 0:
            asked = asked.asking_only("power")
        waves = made(every, asked) if every else None
        retested = with_retests(every, asked) if every else None
        clock.lap("score")
        results = analyse(
            asked,
            scored,
            provenance=provenance(study, batches, indicators, tie_files)
            | {"privacy": informed.facts(study, age, dict(responses.flow))},
            quarantine=quarantine,
            progress=progress,
            indicators=indicators,
            on_fault=faults.append,
            keeping=Keeping(kept(study.folder, "results")),
            on_step=steps.append,
            only=only,
            waves=waves,
            retested=retested,
            since=responses.since,
            until=responses.until,
            network=network(held, responses, study) if held else None,
            answered=responses.respondent if held else (),
            seen=seen,
        )
        clock.lap("analyse")
        wrong, absent = unsound(results), not_done(results)
        if strict and (wrong or absent):
            raise _not_published(study, wrong, absent)
        run_id = free_id(study.reports, f"{started:%Y%m%dT%H%M%SZ}-{key[:8]}")
        with new_run(study.reports, run_id, current=not only) as draft:
            text = stored.write(results)
            (draft / "results.json").write_text(text, encoding="utf-8", newline="\n")
            if progress:
                progress("report", 0, 1)
            asked_for = (formats or study.file.report.formats, languages or study.languages)
            told = with_releases(study, results)
            rests_on = text + repr(told.provenance.get("releases", ""))
            again = Again(study.folder, study.reports, rests_on, *asked_for, [dressed.digest])
            written = again.copied(draft)
            if written is None:
                before = len(faults)
                written = _report(
                    told, draft, *asked_for, faults, kept_pictures(study), dressed
                )
                if written and len(faults) == before:
                    again.keep(run_id, draft, written)
            clock.lap("report")
            folder = study.reports / run_id
            done = Analysed(
                id=run_id,
                folder=folder,
                results=results,
                unsound=tuple(wrong),
                not_done=tuple(absent),
                faults=tuple(faults),
                files=tuple(folder / file.relative_to(draft) for file in written),
                seconds=clock.laps,
                steps=tuple(steps),
                warned=tuple(informed.findings(study, age)),
            )
            record = _record(study, done, key, started, batches, draft)
            more = {"wave": wave_of(study, responses), "settings": settings(study)}
            run_record.write(draft, {**record, **more})
        write_index(study)
    return done


def settings(study: Study) -> dict[str, str]:
    """What the study file says beside its defaults, by the place of each key; no paths."""
    said = study.file.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for hidden in ("sources", "privacy", "network", "observation", "coding", "joint"):
        said.pop(hidden, None)
    said["privacy"] = {"k": study.file.privacy.k}
    return dict(_flat(said))


def _flat(said: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if key in ("file", "files", "path", "reasons"):
            continue
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", json.dumps(value, ensure_ascii=False)


def wave_of(study: Study, responses: Responses) -> str:
    """The wave whose answers are analysed; empty where there is none."""
    named = study.questionnaire.identifiers.wave
    labels = responses.groups.get(named.variable) if named else None
    waves = {str(one) for one in labels if one is not None} if labels is not None else set()
    return waves.pop() if len(waves) == 1 else ""


def every_wave(store: Store, study: Study) -> Responses | None:
    """The answers of all waves, where the study compares them."""
    if study.wave is None:
        return None
    return store.responses(study.questionnaire, every_wave=True)


def _report(
    results: ResultSet,
    draft: Path,
    formats: Sequence[str],
    languages: Sequence[str],
    faults: list[Fault],
    pictures: Pictures,
    dressed: Dress,
) -> list[Path]:
    """Write the report; the results are published even when all of it fails."""
    from cpsurvey.report import write_report
    from cpsurvey.report.guard import Guard

    guard = Guard()
    written = guard(
        "report",
        "all of it",
        lambda: write_report(
            results,
            draft,
            formats=tuple(formats),
            languages=tuple(languages),
            on_fault=faults.append,
            pictures=pictures,
            dress=dressed,
        ),
    )
    faults += guard.faults
    return written or []


def kept_pictures(study: Study) -> Pictures:
    """Pictures of earlier runs; the caller holds the study's lock."""
    from cpsurvey.analysis.keeping import NOT_DRAWN, program
    from cpsurvey.report.pictures import Pictures
    from cpsurvey.store.kept import kept

    place = kept(study.folder, "pictures")
    place.drop_beyond(MOST_PICTURES)
    drawn_by = [program(NOT_DRAWN), version("matplotlib"), version("pillow")]
    return Pictures(place, " ".join(drawn_by))


def _not_published(study: Study, wrong: list[str], absent: list[str]) -> CpsurveyError:
    said = [f"not sound: {', '.join(wrong)}"] if wrong else []
    said += [f"not done: {', '.join(absent)}"] if absent else []
    return CpsurveyError(
        "CPS407",
        f"{'; '.join(said)}; nothing was published",
        where=str(study.folder),
        fix="run without --strict to read the report that says why",
    )


def _record(
    study: Study,
    done: Analysed,
    key: str,
    started: datetime,
    batches: Sequence[Any],
    draft: Path,
) -> dict[str, Any]:
    """What ``run.json`` keeps of a run."""
    steps = {step.id: step for step in done.steps}
    failed = {fault.name: fault.record() for fault in done.faults if fault.part == "analysis"}
    return {
        "schema": run_record.SCHEMA,
        "id": done.id,
        "study": study.id,
        "key": key,
        "started": started.isoformat(timespec="seconds"),
        "seconds": done.seconds,
        "provenance": dict(done.results.provenance),
        "ingested": [
            {"file": b.file, "sha256": b.sha256, "at": b.ingested_at} for b in batches
        ],
        "analyses": [
            {
                "id": result.id,
                "kind": result.kind,
                "used": result.sample.used,
                "sound": result.id not in (*done.unsound, *done.not_done),
                "done": result.done,
                "kept": result.id in steps and steps[result.id].kept,
                "why": steps[result.id].why if result.id in steps else "",
                "fault": failed.get(result.id),
            }
            for result in done.results.results
        ],
        "unsound": list(done.unsound),
        "not_done": list(done.not_done),
        "faults": [fault.record() for fault in done.faults],
        "files": digests(draft),
        "exit": int(done.exit_status),
    }


def refuse_other_inputs(study: Study, fingerprint: str, key: str | None, then: str) -> None:
    """Refuse what only holds for the answers, study and programs of a run.

    Raises
    ------
    CpsurveyError
        CPS612 they are other ones now; `then` is the command to give after a new run.
    """
    if key != inputs_key(study, fingerprint):
        raise CpsurveyError(
            "CPS612",
            "the answers, the study or the programs are other ones than in this run",
            where=str(study.folder),
            fix=f"run 'cpsurvey analyze', then '{then}'",
        )


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
        *(f"{file.name} {sha256}" for file, sha256 in evidence_files(study)),
        *(f"{what} {hash_now(file) or ''}" for what, file in study.seen_files),
        *([declared.sha256, str(declared.intact)] if declared else []),
        *filter(None, [dress(study).digest]),
        *([notice.sha256] if (notice := informed.told(study)) else []),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def evidence_files(study: Study) -> list[tuple[Path, str]]:
    """Files of evidence with their hashes; what cannot be read has none, and is said later."""
    return [(file, hash_now(file) or "") for file in study.evidence_files]


def provenance(
    study: Study,
    batches: Sequence[Any],
    indicators: Indicators | None = None,
    ties: Sequence[Mapping[str, Any]] = (),
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
                **(
                    {"mended": batch.mended, "fix_sha256": batch.fix_sha256}
                    if batch.mended
                    else {}
                ),
                **({"warnings": dict(batch.warnings)} if batch.warnings else {}),
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
                    **({"warnings": dict(info.warnings)} if info.warnings else {}),
                }
                for info in indicators.files
            ],
            "reasons": study.reasons.record() if study.reasons else None,
        }
        if indicators
        else None,
        **({"ties": list(ties)} if ties else {}),
        "seen": [
            {"what": what, "sha256": hash_now(file) or ""} for what, file in study.seen_files
        ],
        "seed": study.file.study.seed,
        "plan_sha256": declared.sha256 if declared else None,
        "plan": record(study, declared, [batch.ingested_at for batch in batches]),
    }


class _Clock:
    """Seconds each step took."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now
