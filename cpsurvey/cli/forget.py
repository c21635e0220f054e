"""``cpsurvey forget``: erase one person's answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command


@command(place=100)
def forget(
    respondent: Annotated[
        str, typer.Argument(metavar="ID", help="Identifier as it stands in the export.")
    ],
    study: StudyOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Erase a respondent from the study's store, for good.

    Reports and releases made before still count the person, and files written by 'cpsurvey
    export' still hold the answers; the command lists them, and says which releases would
    show the person beside a next one. Delete them and the export files yourself: they are
    yours, and cpsurvey never changes them.

    Example: cpsurvey forget 1042 --study quarter-1
    """
    from cpsurvey.batch.export import standing
    from cpsurvey.batch.lock import locked
    from cpsurvey.batch.release import dangerous
    from cpsurvey.design import load_study
    from cpsurvey.store import kept, open_store

    loaded = load_study(study)
    with locked(loaded.folder), open_store(loaded) as store:
        kept.erase(loaded.folder)
        gone = store.forget(respondent)
    risky = dangerous(loaded) if gone.releases else ()
    stale = [
        folder.name
        for folder in sorted(loaded.reports.glob("*"))
        if folder.is_dir() and not folder.is_symlink()
    ]
    exported = standing(loaded) if gone.rows else []
    talk = Talk(as_json, quiet)
    if not gone.rows:
        talk.warn(
            "warning: nobody is stored under this identifier\n"
            "  fix: write it exactly as it stands in the export"
        )
    for line in _about_releases(gone.releases, risky, loaded.smallest):
        talk.warn(line)
    for line in _about_exports(exported):
        talk.warn(line)
    for line in _about_seen({what for what, _ in loaded.seen_files}):
        talk.warn(line)
    talk.result(
        {
            "schema": "cpsurvey/forget/1",
            "study": loaded.id,
            "rows": gone.rows,
            "stale_reports": stale if gone.rows else [],
            "releases": list(gone.releases),
            "dangerous": list(risky),
            "exported": [name for name, _ in exported],
        },
        ("1 row erased" if gone.rows == 1 else f"{gone.rows} rows erased")
        + (
            f"; reports that still count them: {', '.join(stale)}"
            if gone.rows and stale
            else ""
        ),
    )


def _about_releases(counted: tuple[int, ...], risky: tuple[int, ...], k: int) -> Iterator[str]:
    """What was passed on and still counts the person, and what that means."""
    if counted:
        yield f"warning: releases that still count them: {', '.join(map(str, counted))}"
    if risky:
        named = ", ".join(map(str, risky))
        yield (
            f"  a release without them, beside release {named}, would show their answers: it "
            f"is refused while fewer than {k} have left or changed\n"
            f"  fix: call release {named} back from everybody who has it, then "
            f"'cpsurvey release --withdraw {risky[0]}'"
            + (", and so on for each" if len(risky) > 1 else "")
        )


def _about_exports(standing: list[tuple[str, str]]) -> Iterator[str]:
    """Files of scored data that were written while the person was in the store."""
    if standing:
        yield "warning: exported files that may still hold their answers:"
        yield from (f"  {name} ({day})" for name, day in standing)
        yield "  fix: delete them and every copy, then 'cpsurvey export' anew"


def _about_seen(files: set[str]) -> Iterator[str]:
    """Files of observations and codings, which are not in the store."""
    if files & {"episodes", "codings", "projects"}:
        yield (
            "note: files of observation and coding are yours and not in the store. Of who was "
            "erased here, rows are left out of every later analysis\n"
            "  fix: delete the rows in these files too; who is in none of the answers is left "
            "out by a list: 'opted_out: FILE' under 'observation' and 'coding'"
        )
