"""Bring export files into a study's store."""

from __future__ import annotations

import fnmatch
import gc
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.batch import mended
from cpsurvey.batch.indicators import indicators_of, kpi_spec_for
from cpsurvey.batch.ingested import Ingested, not_real, of_this_file, simulated
from cpsurvey.batch.lock import LOCK_FILE, locked
from cpsurvey.batch.nominations import tie_spec_for, ties_of
from cpsurvey.batch.recipe import recipe
from cpsurvey.batch.steps import Steps
from cpsurvey.design import Study
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.finding import Finding
from cpsurvey.errors.foreign import coded
from cpsurvey.nominations import Lists
from cpsurvey.responses import Batch

if TYPE_CHECKING:
    from cpsurvey.intake.mending import Fix
    from cpsurvey.intake.read import Reading
    from cpsurvey.store import Recalled
    from cpsurvey.store.keep import Added

_OF_THE_FILE = ("rows", "accepted", "quarantined", "complete", "unknown", "partial", "timed")
_OF_THE_STORE = ("new", "replaced", "unchanged", "kept", "forgotten")


def ingest(
    study: Study,
    files: Sequence[Path] = (),
    *,
    wave: int | None = None,
    replace: bool = False,
    platform: str | None = None,
    dry_run: bool = False,
    rejected: bool = False,
    fix: Path | None = None,
    max_rejected: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Ingested]:
    """Read `files`, or all files the study names, each in one transaction.

    Answers come first, so that indicators can say how many of their agents answered.

    A file that is rejected does not keep the others out.

    Parameters
    ----------
    wave : int or None
        Wave all answers of these files belong to, whatever their sources say.
    replace : bool
        Whether these files replace the stored answers they contradict.
    platform : str or None
        Reader of all these files, whatever their sources say.
    dry_run : bool
        Read and judge everything against a copy of the store; nothing is stored, and no key
        is made.
    rejected : bool
        Whether to say what was set aside one by one, also of files that are known already.
    fix : path, optional
        List of mended cells that takes the place of cells of these files.
    max_rejected : str, optional
        How much may be set aside, whatever the sources say: ``"20"`` or ``"5%"``.
    progress : callable, optional
        Told how far the import is, of how much: in hundredths of a file, of all files.

    Raises
    ------
    CpsurveyError
        CPS109 no such reader, CPS603 no file, CPS601 locked, CPS128 the list is of another
        file, CPS136 or CPS137 waves without a variable, or an error of the store.
    """
    from cpsurvey.intake.network import read_lists
    from cpsurvey.store import open_store

    check_waves(study, wave)
    told = _told_platform(platform)
    if max_rejected is not None:
        told["max_rejected"] = max_rejected
    indicators = [(f, entry) for f in files if (entry := kpi_spec_for(study, f))]
    ties = [(f, tie) for f in files if (tie := tie_spec_for(study, f))]
    named_here = {file for file, _ in (*indicators, *ties)}
    asked = [(file, spec_for(study, file)) for file in files if file not in named_here]
    if not files:
        asked, indicators = _once(study.source_files()), study.kpi_files()
        ties = study.tie_files()
    if not asked and not indicators and not ties:
        named = ", ".join(source.path for source in study.file.sources)
        raise CpsurveyError(
            "CPS603",
            "no export file was found" + (f" for {named}" if named else ""),
            where=str(study.folder / "study.yaml"),
            fix="name files: 'cpsurvey ingest FILE --study DIR', or mend 'sources'",
        )
    way = _Way(wave, replace, mended.given(fix, (file for file, _ in asked)), dry_run, rejected)
    every = len(asked) + len(indicators) + len(ties)
    outcomes = []
    with _alone(study, dry_run=dry_run), open_store(study, rehearsed=dry_run) as store:
        lists = read_lists(study)
        store.set_lists(lists)
        for done, (file, spec) in enumerate(asked):
            spec = spec.model_copy(update=told)
            steps = Steps(progress, done, every)
            work = partial(_one, study, store, file, spec, way, steps, lists)
            outcomes.append(_guarded(file, "answers", work))
        for done, (file, entry) in enumerate(indicators, len(asked)):
            Steps(progress, done, every).read(0, 1)
            work = partial(indicators_of, study, store, file, entry, max_rejected)
            outcomes.append(_guarded(file, "indicators", work))
        for done, (file, tie) in enumerate(ties, len(asked) + len(indicators)):
            Steps(progress, done, every).read(0, 1)
            work = partial(ties_of, study, store, file, tie, lists)
            outcomes.append(_guarded(file, "ties", work))
    return outcomes


@dataclass(frozen=True, slots=True)
class _Way:
    """How all files of one command are brought in; see `ingest`."""

    wave: int | None
    replace: bool
    fix: Fix | None
    dry_run: bool
    rejected: bool


def _alone(study: Study, *, dry_run: bool) -> AbstractContextManager[None]:
    """The study's lock; a dry run makes none where no run ever worked."""
    if dry_run and not (study.folder / LOCK_FILE).is_file():
        return nullcontext()
    return locked(study.folder)


def _guarded(file: Path, holds: str, work: Callable[[], Ingested]) -> Ingested:
    """What became of one file; one that cannot be read in any way leaves the others.

    A store that fails would fail for every file, and ends the command.
    """
    try:
        with _uncollected():
            return work()
    except (CpsurveyError, sqlite3.Error):
        raise
    except Exception as error:  # noqa: BLE001  the other files must still be read
        known = coded(error, where=file.name)
        if known is not None:
            return Ingested(file, "rejected", error=known, holds=holds)
        fault = Fault.of("file", file.name, error)
        said = CpsurveyError(
            "CPS990",
            f"a fault of cpsurvey while it read this file ({fault.error})",
            where=file.name,
            fix="nothing of the file was stored; please report it",
        )
        return Ingested(file, "rejected", error=said, holds=holds, fault=fault)


def _told_platform(name: str | None) -> dict[str, str]:
    """Settings of every source, if a reader is named; an unknown one is refused."""
    from cpsurvey.intake.export import readers

    if name is None:
        return {}
    readers.get(name, where="--format")
    return {"format": name}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: among the texts of a million people it took a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def check_waves(study: Study, wave: int | None = None) -> None:
    """Refuse a wave that the questionnaire has no variable for.

    Raises
    ------
    CpsurveyError
        CPS136 a source says 'wave:', CPS137 --wave was given.
    """
    if study.questionnaire.identifiers.wave is not None:
        return
    sources = [source.path for source in study.file.sources if source.wave is not None]
    if wave is None and not sources:
        return
    said = "--wave" if wave is not None else f"the source '{sources[0]}' says 'wave:', but it"
    raise CpsurveyError(
        "CPS136" if wave is None else "CPS137",
        f"{said} needs a variable for waves, and questionnaire '{study.questionnaire.id}' "
        "declares none",
        where=str(study.folder / "study.yaml"),
        fix="add 'wave: {variable: wave}' under 'identifiers:' of the questionnaire, indented "
        "(write that line, too, if it has none)",
    )


def _once(files: Iterable[tuple[Path, SourceSpec]]) -> list[tuple[Path, SourceSpec]]:
    """Each file with one source: the one that names it goes before a pattern."""
    chosen: dict[Path, SourceSpec] = {}
    for file, spec in files:
        if file not in chosen or (_is_pattern(chosen[file]) and not _is_pattern(spec)):
            chosen[file] = spec
    return list(chosen.items())


def _is_pattern(spec: SourceSpec) -> bool:
    return any(char in spec.path for char in "*?[")


def _one(
    study: Study,
    store: Any,
    file: Path,
    spec: SourceSpec,
    way: _Way,
    steps: Steps,
    lists: Lists,
) -> Ingested:
    from cpsurvey import intake
    from cpsurvey.intake import tolerance
    from cpsurvey.intake.file import File
    from cpsurvey.store.keep import Added

    read: Reading | None = None
    findings: list[Finding] = []
    try:
        steps.read(0, 1)
        sha256 = File.at(file).sha256()
        wave = way.wave
        if wave is None and spec.wave is None:
            wave = store.told_wave(sha256)
        fix, findings = _fix(study, spec, file, sha256, way)
        digest = fix.sha256 if fix else store.mended_by(sha256)[1]
        anew = way.rejected or way.dry_run
        read_as = recipe(study, file, spec, wave, digest)
        if (not anew or (digest and not fix)) and (known := store.recall(sha256, read_as)):
            added = Added(already=True, unchanged=known.info.accepted)
            return _outcome(file, known, added, findings)
        if not fix:
            mended.refuse_lost(store, sha256, file)
        said = spec if wave is None else spec.model_copy(update={"wave": wave})
        read = intake.reading(
            file,
            intake.Through(
                study.questionnaire,
                said,
                study.questionnaire_sha256,
                study.file.people.ids,
                steps.read,
                steps.decided,
                study.before,
                consent_elsewhere=study.file.network.consent == "elsewhere",
                nameable=frozenset(lists.frame or ()),
            ),
            fix,
        )
        batch = read.batch if wave is None else _told(read.batch, wave)
        tolerance.refuse(batch.rejected, batch.info.rows, spec.max_rejected, file.name)
        if simulated(study, batch.heads.respondents.kinds):
            return Ingested(file, "rejected", error=not_real(file))
        # a file that changes while it is read is not what was read by this recipe
        read_as = read_as if batch.info.sha256 == sha256 else ""
        added = store.add(batch, replace=way.replace, recipe=read_as, progress=steps.written)
    except CpsurveyError as error:
        if not of_this_file(error):
            raise
        found = (*getattr(error, "findings", ()), *findings)
        one = Ingested(file, "rejected", error=error, findings=found)
        return _with(one, read, way) if read else one
    return _with(_outcome(file, batch, added, findings), read, way)


def _fix(
    study: Study, spec: SourceSpec, file: Path, sha256: str, way: _Way
) -> tuple[Fix | None, list[Finding]]:
    """The list that mends cells of a file: the one given by hand goes first."""
    if way.fix and sha256 in way.fix.files:
        return way.fix, []
    return mended.of_source(study, spec, file, sha256)


def _with(one: Ingested, read: Reading, way: _Way) -> Ingested:
    """What became of a file, with how it was read."""
    batch = read.batch
    return changed(
        one,
        reader=batch.info.reader,
        encoding=batch.info.encoding,
        evidence=one.evidence or batch.info.evidence,
        findings=one.findings if one.error is None else (*batch.findings, *one.findings),
        read_as=batch.read_as,
        rejected=Counter(aside.rule for aside in batch.rejected),
        aside=read.aside() if way.rejected else (),
    )


def _outcome(
    file: Path, known: Batch | Recalled, added: Added, more: Iterable[Finding] = ()
) -> Ingested:
    """What became of a file whose answers are stored."""
    info = known.info
    return Ingested(
        file=file,
        status="already" if added.already else "ingested",
        reader=info.reader,
        encoding=info.encoding,
        evidence=info.evidence,
        counts={name: getattr(info, name) for name in _OF_THE_FILE}
        | {name: getattr(added, name) for name in _OF_THE_STORE},
        findings=(*known.findings, *added.findings, *more),
    )


def _told(batch: Batch, wave: int) -> Batch:
    """A batch that remembers the wave it was given, for when the file is read anew."""
    seen = (*batch.info.evidence, f"wave {wave}, as --wave said")
    return changed(batch, info=changed(batch.info, wave=wave, evidence=seen))


def spec_for(study: Study, file: Path) -> SourceSpec:
    """Settings for a file named by hand: its own source, or the study's only one."""
    mine = [
        source
        for source in study.file.sources
        if fnmatch.fnmatch(str(file.resolve()), str(study.folder / source.path))
    ]
    if mine:
        return min(mine, key=_is_pattern)
    if len(study.file.sources) == 1:
        return study.file.sources[0]
    return SourceSpec(path=str(file))


def exit_of(outcomes: Sequence[Ingested]) -> Exit:
    """Exit status of an ingest: that of the gravest rejection."""
    from cpsurvey.batch.exit_status import gravest

    return gravest(one.error.exit_status for one in outcomes if one.error)
