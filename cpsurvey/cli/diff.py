"""``cpsurvey diff``: which numbers moved between two runs, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command

_NAMED = "Name of a run, 'current', a folder of reports/, or a study for its current run."


@command(place=75)
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help=_NAMED)],
    b: Annotated[str, typer.Argument(metavar="B", help="The same; what is said is B from A.")],
    study: StudyOption = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every move, also those that print alike.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say which numbers moved between two runs, the largest first, and what could be why.

    Moves are measured by the standard error of the number. Ends with 0 whether anything
    moved or not; 'same' in --json says which. Two working copies that differ by few people
    tell about them: this is for who may see both.

    Example: cpsurvey diff 20261102T080000Z-1f2e3d4c current --study quarter-1

    Example: cpsurvey diff quarter-1 quarter-2 --json
    """
    from cpsurvey.batch.diff.compare import compare, in_words
    from cpsurvey.batch.diff.runs import find

    talk = Talk(as_json, quiet)
    found = compare(find(a, study), find(b, study))
    talk.result(found.document(), "" if quiet else "\n".join(in_words(found, every=every)))
