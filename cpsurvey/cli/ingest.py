"""``cpsurvey ingest``: export files into the study's store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command

if TYPE_CHECKING:
    from cpsurvey.batch.ingest import Ingested


@command(place=50)
def ingest(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Exports; by default the study's sources."),
    ] = None,
    study: StudyOption = None,
    wave: Annotated[
        int | None,
        typer.Option(
            "--wave",
            metavar="N",
            help="Wave these answers belong to, where people are asked again in the same "
            "study: cpsurvey ingest october.csv --wave 2",
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Let a file replace the stored answers it contradicts, after it was refused "
            "for that: cpsurvey ingest corrected.csv --replace",
        ),
    ] = False,
    platform: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Platform that wrote these files, where their headings do not tell: cpsurvey "
            "ingest export.csv --format qualtrics",
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Import survey exports; the same file twice changes nothing.

    Example: cpsurvey ingest export.csv --study quarter-1
    """
    from cpsurvey.batch.ingest import exit_of
    from cpsurvey.face.study import ingest as work
    from cpsurvey.face.study import read_study
    from cpsurvey.store.exposure import exposures

    talk = Talk(as_json, quiet)
    loaded = read_study(study)
    exposed = exposures(loaded.design)
    for finding in exposed:
        talk.warn(f"{finding.severity}: {finding}")
    with talk.progress("ingest") as step:
        outcomes = work(
            loaded, files or (), wave=wave, replace=replace, platform=platform, progress=step
        )
    for one in outcomes:
        show(talk, one)
    absent = [] if files else loaded.design.absent_files()
    for pattern in absent:
        talk.warn(
            f"warning: no file is there for '{pattern}'\n"
            "  fix: put the file there, or mend 'sources' or 'kpi' in study.yaml"
        )
    status = exit_of(outcomes)
    talk.result(
        {
            "schema": "cpsurvey/ingest/1",
            "study": loaded.id,
            "wave": wave,
            "replace": replace,
            "files": [one.record() for one in outcomes],
            "absent": absent,
            "exposed": [finding.rule for finding in exposed],
            "exit": int(status),
        },
        "" if quiet or status else f"next: cpsurvey analyze --study {study or loaded.folder}",
    )
    return int(status)


def show(talk: Talk, one: Ingested) -> None:
    """Say what became of one file."""
    if one.error is not None:
        talk.warn(f"{one.file.name}: rejected\nerror {one.error.code}: {one.error}")
        for finding in one.findings if one.holds == "indicators" else ():
            talk.warn(f"  {finding.severity}: {finding}")
        return
    counts = one.counts or {}
    answers = one.holds == "answers"
    if one.status == "already":
        talk.say(f"{one.file.name}: already ingested, nothing to do")
        return
    talk.say(f"{one.file.name}: {one.reader}, {one.encoding}")
    for line in one.evidence:
        talk.say(f"  seen: {line}")
    talk.say(
        f"  {counts['rows']} rows = {counts['accepted']} accepted + "
        f"{counts['quarantined']} quarantined" + (f" ({_progress(counts)})" if answers else "")
    )
    if answers:
        talk.say(
            f"  {counts['new']} new respondents, {counts['replaced']} replaced, "
            f"{counts['unchanged']} unchanged"
            + (f", {counts['kept']} held as they were" if counts.get("kept") else "")
            + (f", {counts['forgotten']} of erased people" if counts.get("forgotten") else "")
        )
    else:
        talk.say(f"  {counts['agents']} agents, {counts['respondents']} of them respondents")
    if counts.get("timed"):
        pages = "1 page" if counts["timed"] == 1 else f"{counts['timed']} pages"
        talk.say(f"  {pages} of the form timed")
    for finding in one.findings:
        talk.say(f"  {finding.severity}: {finding}")


def _progress(counts: dict[str, int]) -> str:
    unknown = f"{counts['unknown']} unknown, " if counts.get("unknown") else ""
    return f"{counts['complete']} complete, {unknown}{counts['partial']} partial"
