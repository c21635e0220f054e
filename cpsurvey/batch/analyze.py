"""From a study's store to a published run: results, report, record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey import stored
from cpsurvey.batch import informed
from cpsurvey.batch import record as run_record
from cpsurvey.batch.again import Again
from cpsurvey.batch.dressed import dress
from cpsurvey.batch.exit_status import gravest
from cpsurvey.batch.index import write_index
from cpsurvey.batch.inputs import inputs_key, read_inputs, version, wave_of
from cpsurvey.batch.lock import locked
from cpsurvey.batch.plan import missing
from cpsurvey.batch.publish import digests, free_id, new_run
from cpsurvey.batch.register import with_releases
from cpsurvey.design import Study
from cpsurvey.design.plan import read_plan
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.finding import Finding
from cpsurvey.parallel import MANY, Beside
from cpsurvey.results import ResultSet
from cpsurvey.system import hold_on

MOST_PICTURES = 60_000_000
"""Bytes of pictures kept of a study: about ten reports of the shipped plan."""

if TYPE_CHECKING:
    from cpsurvey.analysis.keeping import Step
    from cpsurvey.report.dress import Dress
    from cpsurvey.report.pictures import Pictures

Progress = Callable[[str, int, int], None]
Written = tuple[list[Path], list[Fault]]
"""Files of a report, and what failed while they were written."""


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
    from cpsurvey.report.render import ready

    wanted = tuple(formats or study.file.report.formats)
    ready(wanted)
    hold_on()
    if power:
        study = study.asking_also("power")
    paper = _Report(study, wanted, tuple(languages or study.languages), dress(study))
    with Beside(paper.ready, paper.write) as writer:
        return _analysed(
            study, paper, writer, strict=strict, power=power, only=only, progress=progress
        )


def _analysed(
    study: Study,
    paper: _Report,
    writer: Beside[Written],
    *,
    strict: bool,
    power: bool,
    only: Sequence[str],
    progress: Progress | None,
) -> Analysed:
    from cpsurvey.analysis.keeping import Keeping
    from cpsurvey.analysis.planned import chosen, plan
    from cpsurvey.analysis.run import analyse, not_done, unsound
    from cpsurvey.store import open_store
    from cpsurvey.store.kept import claim, kept

    chosen(plan(study), only, study)
    read_plan(study.folder, study.id)
    started = datetime.now(UTC)
    clock = _Clock()
    faults: list[Fault] = []
    steps: list[Step] = []
    with locked(study.folder):
        with open_store(study) as store:
            key = inputs_key(study, store.fingerprint())
            claim(study.folder, store.key_check)
            inputs = read_inputs(study, store)
        clock.lap("read")
        scored, asked, more = inputs.scored, inputs.asked, inputs.given()
        if power and scored.n == 0:
            asked = asked.asking_only("power")
        if scored.n > MANY:
            writer.leave()  # its memory is worth more than the time it saves
        clock.lap("score")
        results = analyse(
            asked,
            scored,
            **more,
            progress=progress,
            on_fault=faults.append,
            keeping=Keeping(kept(study.folder, "results")),
            on_step=steps.append,
            only=only,
        )
        clock.lap("analyse")
        wrong, absent = unsound(results), not_done(results)
        if strict and (wrong or absent):
            raise _not_published(study, wrong, absent)
        run_id = free_id(study.reports, f"{started:%Y%m%dT%H%M%SZ}-{key[:8]}")
        with new_run(study.reports, run_id, current=not only) as draft:
            if progress:
                progress("report", 0, 1)
            told = with_releases(study, results)
            anew = any(one.ran for one in steps)
            if anew:
                writer.begin(told, draft)
            text = stored.write(results)
            (draft / "results.json").write_text(text, encoding="utf-8", newline="\n")
            rests_on = text + repr(told.provenance.get("releases", ""))
            again = Again(study.folder, study.reports, rests_on, *paper.asked)
            written = None if anew else again.copied(draft)
            if written is None:
                written, failed = writer.ended() if anew else writer.do(told, draft)
                if written and not failed:
                    again.keep(run_id, draft, written)
                faults += failed
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
                warned=(
                    *missing(results.provenance.get("plans_before", ())),
                    *informed.findings(study, inputs.age),
                ),
            )
            record = _record(study, done, key, started, inputs.batches, draft)
            beside = {"wave": wave_of(study, inputs.responses), "settings": settings(study)}
            run_record.write(draft, {**record, **beside})
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


@dataclass(frozen=True, slots=True)
class _Report:
    """How the report of a study is written."""

    study: Study
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    dressed: Dress

    @property
    def asked(self) -> tuple[Sequence[str], ...]:
        """What it depends on beside results."""
        return self.formats, self.languages, [self.dressed.digest]

    def ready(self) -> None:
        """Load what it needs, before there are results."""
        from cpsurvey.report.write import ready

        ready(self.formats, [request.kind for request in self.study.requests])

    def write(self, results: ResultSet, draft: Path) -> Written:
        """Its files and what failed; the results are published even when all of it does."""
        from cpsurvey.report.guard import Guard
        from cpsurvey.report.write import write_report

        guard = Guard()
        faults: list[Fault] = []
        written = guard(
            "report",
            "all of it",
            lambda: write_report(
                results,
                draft,
                formats=self.formats,
                languages=self.languages,
                on_fault=faults.append,
                pictures=kept_pictures(self.study),
                dress=self.dressed,
            ),
        )
        return written or [], [*faults, *guard.faults]


def kept_pictures(study: Study) -> Pictures:
    """Pictures of earlier runs; the caller holds the study's lock."""
    from cpsurvey.analysis.program import NOT_DRAWN, program
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


class _Clock:
    """Seconds each step took."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now
