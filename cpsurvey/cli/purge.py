"""``cpsurvey purge``: delete what was kept long enough."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command


@command(place=105)
def purge(
    study: StudyOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be deleted.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Delete what is older than the study's 'privacy: {retention_days: N}', for good.

    Answers, indicators, runs that rest on them, exported data, lists of mended cells, copies
    of the database, and export files in the study folder of which nothing is left, files of
    observations and codings among them. The
    releases, their register, and the fact of the deletion stay, with counts and days alone.

    Example: cpsurvey purge --study quarter-1 --dry-run

    Example: cpsurvey purge --study quarter-1 --yes
    """
    from cpsurvey.batch import purge as work
    from cpsurvey.design import load_study

    talk = Talk(as_json, quiet)
    loaded = load_study(study)
    done = work.purge(loaded, dry_run=True) if dry_run or not yes else None
    if done is not None and done and not dry_run:
        _ask(done, talk)
    if not dry_run:
        done = work.purge(loaded)
    assert done is not None
    for file in done.left:
        talk.warn(
            f"warning: {file} holds such answers, too, and stays: it holds others, was "
            "changed, or lies outside the study folder\n"
            "  fix: export it anew, or delete it yourself"
        )
    lines = list(work.in_words(done))
    head = "to be deleted" if dry_run else "deleted"
    talk.result(
        {
            "schema": "cpsurvey/purge/1",
            "study": loaded.id,
            "before": done.before,
            "dry_run": dry_run,
            "answers": done.answers,
            "people": done.people,
            "indicators": done.indicators,
            "ties": done.ties,
            "files": {name: list(map(str, some)) for name, some in done.files.items()},
            "left": list(map(str, done.left)),
        },
        ""
        if quiet
        else "\n".join([f"{head}, from before {done.before}:", *(f"  {one}" for one in lines)])
        if done
        else f"nothing is from before {done.before}: nothing to delete",
    )


def _ask(done: object, talk: Talk) -> None:
    """Show what goes, and ask; nobody there to ask is a refusal.

    Raises
    ------
    CpsurveyError
        CPS617 nobody confirmed.
    """
    from cpsurvey.batch import purge as work
    from cpsurvey.errors import CpsurveyError

    assert isinstance(done, work.Purged)
    if not (talk.json or talk.quiet) and sys.stdin.isatty() and sys.stderr.isatty():
        for line in work.in_words(done):
            talk.warn(f"  {line}")
        print("delete all of this for good? [no]: ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() in ("y", "yes", "o", "oui"):
            return
    raise CpsurveyError(
        "CPS617",
        "nothing was deleted: nobody confirmed it",
        fix="'cpsurvey purge --dry-run' says what would go, 'cpsurvey purge --yes' deletes it",
    )
