"""``cpsurvey release``: what may be passed on."""

from __future__ import annotations

from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command


@command(place=80)
def release(
    run: Annotated[
        str | None,
        typer.Argument(metavar="[RUN]", help="Name of a run; by default the current one."),
    ] = None,
    study: StudyOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say whether it may be released.")
    ] = False,
    moments: Annotated[
        bool,
        typer.Option(
            "--moments",
            help="Also covariances that the models can be fitted to in R, without answers.",
        ),
    ] = False,
    withdraw: Annotated[
        int | None,
        typer.Option(
            "--withdraw",
            metavar="N",
            min=1,
            help="Say that release N was called back from everybody who has it.",
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the documents of a run to releases/<n>, without the mark of a working copy.

    Refused with 77 while this release and earlier ones together would tell something about
    fewer people than the study's smallest group.

    Example: cpsurvey release --study quarter-1
    Example: cpsurvey release --moments
    """
    from cpsurvey.batch import release as work
    from cpsurvey.design import load_study
    from cpsurvey.errors import CpsurveyError

    talk = Talk(as_json, quiet)
    loaded = load_study(study)
    document = {"schema": "cpsurvey/release/1", "study": loaded.id}
    if withdraw is not None:
        if run is not None or dry_run or moments:
            raise CpsurveyError(
                "CPS904",
                "--withdraw stands alone",
                fix="write 'cpsurvey release --withdraw N'",
            )
        kept = work.withdraw(loaded, withdraw)
        where = f"; its folder is now {kept}" if kept else ""
        talk.result(
            {**document, "withdrawn": withdraw, "folder": str(kept) if kept else None},
            "" if quiet else f"release {withdraw} counts as called back{where}",
        )
        return
    done = work.release(loaded, run, dry_run=dry_run, moments=moments)
    if not done.changed:
        said = f"release {done.number} is of this run already: {done.folder}"
    elif dry_run:
        said = f"release {done.number} may be made"
    else:
        said = f"release {done.number}: {done.folder}"
    if done.left_out:
        talk.warn(
            f"left out, few are new or gone in one of the groups: {', '.join(done.left_out)}"
        )
    for model, why in done.without_moments.items():
        talk.warn(f"no moments of '{model}', they would tell of few people: {why}")
    talk.result(
        {
            **document,
            "without_moments": dict(done.without_moments),
            "left_out": list(done.left_out),
            "release": done.number,
            "run": done.run,
            "folder": str(done.folder),
            "changed": done.changed,
            "dry_run": dry_run,
            "files": [str(file) for file in done.files],
        },
        "" if quiet else said,
    )
