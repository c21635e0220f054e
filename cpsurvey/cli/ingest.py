"""``cpsurvey ingest``: export files into the study's store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cpsurvey import system
from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, absent, command

if TYPE_CHECKING:
    from cpsurvey.batch.ingested import Ingested


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
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Say what would become of the files, column by column, and store nothing.",
        ),
    ] = False,
    rejected: Annotated[
        Path | None,
        typer.Option(
            "--rejected",
            metavar="FILE",
            help="List the cells that were set aside, with their texts, in a new CSV for you "
            "to mend: cpsurvey ingest --rejected cells.csv",
        ),
    ] = None,
    fix: Annotated[
        Path | None,
        typer.Option(
            "--fix",
            metavar="FILE",
            help="Such a list with its column 'mended' filled in: the files are read again "
            "with these cells: cpsurvey ingest --fix cells.csv",
        ),
    ] = None,
    max_rejected: Annotated[
        str | None,
        typer.Option(
            "--max-rejected",
            metavar="N|P%",
            help="Refuse a file of which more cells and rows were set aside (20), or more of "
            "its rows (5%).",
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
            loaded,
            files or (),
            wave=wave,
            replace=replace,
            platform=platform,
            dry_run=dry_run,
            rejected=rejected,
            fix=fix,
            max_rejected=max_rejected,
            progress=step,
        )
    for one in outcomes:
        show(talk, one, dry_run=dry_run)
    listed = sum(len(one.aside) for one in outcomes)
    for line in _about_rejected(outcomes, rejected, listed):
        talk.say(line)
    missing = [] if files else loaded.design.absent_files()
    for pattern in missing:
        talk.warn(absent(pattern))
    status = exit_of(outcomes)
    talk.result(
        {
            "schema": "cpsurvey/ingest/1",
            "study": loaded.id,
            "wave": wave,
            "replace": replace,
            "dry_run": dry_run,
            "files": [_record(one, dry_run=dry_run) for one in outcomes],
            "rejected": str(rejected) if rejected and listed else None,
            "absent": missing,
            "exposed": [finding.rule for finding in exposed],
            "exit": int(status),
        },
        _next(study or loaded.folder, failed=bool(status), dry_run=dry_run)
        if not quiet
        else "",
    )
    return int(status)


def _next(study: Path, *, failed: bool, dry_run: bool) -> str:
    if dry_run:
        more = "" if failed else "; the same command without --dry-run stores it"
        return f"dry run: nothing was stored{more}"
    return "" if failed else f"next: cpsurvey analyze --study {system.quoted(str(study))}"


def _record(one: Ingested, *, dry_run: bool) -> dict[str, Any]:
    """JSON of one file, with its columns where it was only looked at."""
    if not dry_run:
        return one.record()
    columns = [
        {
            "column": column.number,
            "heading": column.heading,
            "variable": column.variable,
            "read_as": column.way,
        }
        for column in one.read_as
    ]
    return {**one.record(), "columns": columns, "rejected": dict(one.rejected)}


def _about_rejected(
    outcomes: Sequence[Ingested], file: Path | None, listed: int
) -> Iterator[str]:
    """Where the cells that were set aside are listed, or how to list them."""
    if file is not None and any(one.rejected and one.holds == "indicators" for one in outcomes):
        yield "what was set aside of indicators is not listed: mend it in their files"
    if file is not None and not listed:
        yield f"nothing of answers was set aside: {file} was not written"
    elif file is not None:
        yield (
            f"{listed} cells and rows set aside are listed in {file}, with their texts: keep "
            "it to yourself\n  to mend them, fill in the column 'mended', then: "
            f"cpsurvey ingest --fix {system.quoted(str(file))}"
        )
    elif any(one.read_as and one.rejected and one.holds == "answers" for one in outcomes):
        yield "to mend what was set aside, list it: cpsurvey ingest --rejected cells.csv"


def show(talk: Talk, one: Ingested, *, dry_run: bool = False) -> None:
    """Say what became of one file."""
    if one.error is not None:
        talk.warn(f"{one.file.name}: rejected\nerror {one.error.code}: {one.error}")
        _columns(talk, one, dry_run=dry_run)
        for finding in one.findings:
            talk.warn(f"  {finding.severity}: {finding}")
        return
    counts = one.counts or {}
    answers = one.holds == "answers"
    if one.status == "already":
        talk.say(f"{one.file.name}: already ingested, nothing to do")
        if not one.read_as:
            return
    talk.say(f"{one.file.name}: {one.reader}, {one.encoding}")
    for line in one.evidence:
        talk.say(f"  seen: {line}")
    _columns(talk, one, dry_run=dry_run)
    talk.say(
        f"  {counts['rows']} rows = {counts['accepted']} accepted + "
        f"{counts['quarantined']} quarantined" + (f" ({_progress(counts)})" if answers else "")
    )
    if answers:
        talk.say(
            f"  {counts['new']} new answers, {counts['replaced']} replaced, "
            f"{counts['unchanged']} unchanged"
            + (f", {counts['kept']} held as they were" if counts.get("kept") else "")
            + (f", {counts['forgotten']} of erased people" if counts.get("forgotten") else "")
        )
    elif one.holds == "ties":
        talk.say(f"  {counts['ties']} ties, {counts['asked']} times somebody was asked")
    else:
        talk.say(f"  {counts['agents']} agents, {counts['respondents']} of them respondents")
    if counts.get("timed"):
        pages = "1 page" if counts["timed"] == 1 else f"{counts['timed']} pages"
        talk.say(f"  {pages} of the form timed")
    for finding in one.findings:
        talk.say(f"  {finding.severity}: {finding}")


def _columns(talk: Talk, one: Ingested, *, dry_run: bool) -> None:
    """What every column would be read as, and what would be set aside."""
    from cpsurvey.intake.words import shown

    if not dry_run:
        return
    for column in one.read_as:
        becomes = f"{column.variable}, {column.way}" if column.variable else column.way
        talk.say(f"  column {column.number} {shown(column.heading)}: {becomes}")
    for rule, count in one.rejected.items():
        talk.say(f"  set aside: {rule} {count}")


def _progress(counts: dict[str, int]) -> str:
    unknown = f"{counts['unknown']} unknown, " if counts.get("unknown") else ""
    return f"{counts['complete']} complete, {unknown}{counts['partial']} partial"
