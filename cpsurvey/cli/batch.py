"""``cpsurvey batch``: many studies, unattended."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cpsurvey import system
from cpsurvey.cli.app import JsonOption, QuietOption, Talk, absent, add

commands = typer.Typer(no_args_is_help=True, help="Run every study below a folder, unattended.")
add(commands, "batch", place=90)

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of studies.")]


@commands.command()
def run(
    folder: FolderArgument,
    force: Annotated[
        bool, typer.Option("--force", help="Analyse also studies whose inputs did not change.")
    ] = False,
    on_failure: Annotated[
        str | None,
        typer.Option(
            "--on-failure", metavar="CMD", help="Program that gets the record on its stdin."
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Ingest new files and analyse what changed; exit with the gravest status.

    Example: cpsurvey batch run /surveys
    """
    from cpsurvey.batch.run import run as work

    talk = Talk(as_json, quiet)
    with talk.progress("studies") as step:
        record = work(
            folder, force=force, progress=lambda name, at, total: step(at, total, name)
        )
    for study in record["studies"]:
        line = f"{study['study']:<30} {study['status']:<8} {study['reason']}"
        (talk.warn if study["exit"] else talk.say)(line)
        for warning in _warnings(study):
            talk.say(f"  {warning}")
        for one in (file["error"] for file in study["ingested"] if file.get("error")):
            for detail in (one["message"].split("\n")[0], *_details(one)):
                talk.warn(f"  {detail}")
        for detail in _details(study.get("error") or {}):
            talk.warn(f"  {detail}")
    if record["exit"] and on_failure:
        _tell(on_failure, record)
    talk.result(record)
    return int(record["exit"])


def _warnings(study: dict[str, Any]) -> Iterator[str]:
    """What the import warned of: in full of files read now, counted of those known before."""
    for pattern in study["absent"]:
        yield from absent(pattern).splitlines()
    before = 0
    for file in study["ingested"]:
        for one in file["findings"]:
            if one["severity"] != "warning":
                continue
            if file["status"] == "already":
                before += 1
                continue
            times = f" ({one['count']} times)" if one["count"] > 1 else ""
            yield f"warning: {one['where']}: {one['message']}{times}"
            if one["fix"]:
                yield f"  fix: {one['fix']}"
    if before:
        known = "1 warning" if before == 1 else f"{before} warnings"
        yield f"{known} of files read before: the report, or --json, says which"


def _details(error: dict[str, Any]) -> list[str]:
    """Where a study failed and what to do, below its line."""
    found = str(error.get("message") or "").split("\n")[1:]
    found += [f"at:  {error['where']}"] if error.get("where") else []
    found += [f"fix: {error['fix']}"] if error.get("fix") else []
    return [line.removeprefix("  ") for line in found]


def _tell(command: str, record: dict[str, Any]) -> None:
    try:
        subprocess.run(  # noqa: S603  the command is the scheduler's own, and runs without a shell
            system.words(command), input=json.dumps(record), text=True, check=False
        )
    except OSError as error:
        print(f"--on-failure could not start: {error.strerror}", file=sys.stderr)


@commands.command()
def status(
    folder: FolderArgument,
    last: Annotated[int, typer.Option("--last", min=1, help="How many runs to show.")] = 5,
    as_json: JsonOption = False,
) -> None:
    """Show the last runs and what became of each study.

    Example: cpsurvey batch status /surveys
    """
    from cpsurvey.batch.run import records

    found = list(itertools.islice(records(folder), last))
    lines = []
    for record in found:
        lines.append(_ended(record))
        lines += [
            f"  {study['study']:<28} {study['status']:<8} {study['reason']}"
            for study in record["studies"]
        ]
    Talk(as_json).result(
        {"schema": "cpsurvey/batch-status/1", "runs": found},
        "\n".join(lines) or "no batch has run here yet",
    )


def _ended(record: dict[str, Any]) -> str:
    """How a batch ended, in one line."""
    if record["status"] == "unreadable":
        return f"{record['id']}  this record cannot be read"
    if record["exit"] is not None:
        return f"{record['started']}  exit {record['exit']}"
    if record["status"] == "running":
        return f"{record['started']}  is running now"
    return f"{record['started']}  never finished"


@commands.command()
def schedule(
    folder: FolderArgument,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="Time of day.")] = "02:30",
) -> None:
    """Print a cron line and a systemd timer, ready to paste.

    Example: cpsurvey batch schedule /surveys --at 03:00
    """
    import re
    import shlex
    import unicodedata

    from cpsurvey.errors import CpsurveyError

    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
        raise CpsurveyError("CPS904", f"'{at}' is not a time of day", fix="write --at 02:30")
    program = shutil.which("cpsurvey") or "cpsurvey"
    hour, minute = at.split(":")
    place = str(folder.resolve())
    if any(unicodedata.category(sign) == "Cc" for sign in place):
        raise CpsurveyError(
            "CPS904",
            "the path of this folder has a line break or another control character, which no "
            "crontab can hold",
            fix="rename the folder",
        )
    cron = f"{shlex.quote(program)} batch run {shlex.quote(place)} --quiet"
    service = f"{_systemd(program)} batch run {_systemd(place)}"
    print(
        f"""# crontab -e
{int(minute)} {int(hour)} * * *  {cron.replace("%", chr(92) + "%")}

# /etc/systemd/system/cpsurvey.service
[Unit]
Description=cpsurvey batch

[Service]
Type=oneshot
ExecStart={service}
# 70: a model is not sound, the reports are written; 75: another run holds the lock
SuccessExitStatus=70 75

# /etc/systemd/system/cpsurvey.timer
[Unit]
Description=cpsurvey every night

[Timer]
OnCalendar=*-*-* {at}:00
Persistent=true

[Install]
WantedBy=timers.target"""
    )


def _systemd(word: str) -> str:
    """One word of a unit file: specifiers and variables doubled, quoted where it must be."""
    word = word.replace("%", "%%").replace("$", "$$")
    if not set(word) & set(" \t\"'\\;"):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
