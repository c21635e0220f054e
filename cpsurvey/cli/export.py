"""``cpsurvey export``: scored data for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command
from cpsurvey.errors import CpsurveyError
from cpsurvey.registry import plugins

if TYPE_CHECKING:
    from cpsurvey.batch.export import Exported
    from cpsurvey.design import Study

LAVAAN = Path("lavaan")
"""Where to, when models and not answers are asked for."""
FORMATS = ", ".join(f".{name}" for name in plugins("cpsurvey.export.formats"))


class Moments(StrEnum):
    """Whom covariances rest on."""

    LISTWISE = "listwise"
    PAIRWISE = "pairwise"


class Missing(StrEnum):
    """What a CSV has where an answer is missing."""

    BLANK = "blank"
    CODES = "codes"
    COLUMNS = "columns"


class Sample(StrEnum):
    """Who is exported."""

    ANSWERED = "answered"
    HARD = "hard"
    SOFT = "soft"


@command(place=85)
def export(
    study: StudyOption = None,
    to: Annotated[
        list[Path] | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help=f"File to write ({FORMATS}); may be repeated. By default <study>-scored.csv "
            "in the study folder. 'lavaan': the models of the current run as a script in R.",
        ),
    ] = None,
    background: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="NAME,...",
            help="Groups, questions and derived variables beside scores and items; "
            "categories of few people are merged.",
        ),
    ] = None,
    scores: Annotated[
        bool, typer.Option("--scores", help="Factor scores of the study's measurement models.")
    ] = False,
    moments: Annotated[
        Moments | None,
        typer.Option(
            "--moments", help="Means, covariances and correlations, with n, in a file beside."
        ),
    ] = None,
    sample: Annotated[
        Sample | None,
        typer.Option(
            "--sample", help="Who is exported; by default those whom the study analyses."
        ),
    ] = None,
    wave: Annotated[
        str | None,
        typer.Option(
            "--wave",
            metavar="WAVE|all",
            help="A wave; 'all' writes a row per person and wave, with a column of the wave. "
            "By default the latest.",
        ),
    ] = None,
    missing: Annotated[
        Missing,
        typer.Option(
            "--missing",
            help="What a CSV has where an answer is missing: nothing, a number for why "
            "(-99; the codebook lists them), or nothing and why in columns NAME_na.",
        ),
    ] = Missing.BLANK,
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", help="Of labels; by default the study's first."),
    ] = None,
    identifiable: Annotated[
        bool,
        typer.Option(
            "--identifiable", help="With --with: every category as it is. This is recorded."
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that are there.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write scored data, codebook and moments for R, SPSS, Stata or Python.

    The rows and numbers are those that the analyses see. The files hold single people's
    answers: their owner alone can read them, and they never stand in 'reports' or a release.

    '--to lavaan' writes a folder in which R and its package lavaan compute every number of
    the current run's structural equation models again, and compare.

    Example: cpsurvey export --study quarter-1 --to scored.sav --to scored.csv
    Example: cpsurvey export --study quarter-1 --to lavaan
    Example: cpsurvey export --with team,centre --scores --moments pairwise
    Example: cpsurvey export --wave all --missing codes --to panel.csv
    """
    from cpsurvey.batch import export as work
    from cpsurvey.design import load_study
    from cpsurvey.face.study import checked_languages

    talk = Talk(as_json, quiet)
    loaded = load_study(study)
    if to and LAVAAN in to:
        options = (background, scores, moments, sample, wave, language, identifiable)
        if len(to) > 1 or any(options) or missing is not Missing.BLANK:
            raise CpsurveyError(
                "CPS904",
                "'--to lavaan' goes with no other file and none of the options of answers: it "
                "has the models of the current run as they were fitted",
                where="--to",
                fix="write 'cpsurvey export --to lavaan', and the other files by a command of "
                "their own",
            )
        _proof(loaded, talk, force=force, quiet=quiet)
        return
    checked_languages([language] if language else None, loaded)
    request = work.Request(
        files=tuple(to or [loaded.folder / f"{loaded.id}-scored.csv"]),
        background=tuple(_names(background)),
        identifiable=identifiable,
        scores=scores,
        moments=moments.value if moments else None,
        stage=sample.value if sample else None,
        language=language,
        wave=wave,
        missing=missing.value,
        replace=force,
    )
    done = work.export(loaded, request)
    for note in _notes(done):
        talk.warn(f"note: {note}")
    talk.result(
        {
            "schema": "cpsurvey/export/1",
            "study": loaded.id,
            "files": [str(file) for file in done.files],
            "rows": done.rows,
            "people": done.people,
            "sample": done.stage,
            "columns": [{"name": one.name, "role": one.role} for one in done.columns],
            "merged": list(done.merged),
            "identifiable": identifiable,
            "notes": list(done.notes),
        },
        "" if quiet else _said(done),
    )


def _proof(study: Study, talk: Talk, *, force: bool, quiet: bool) -> None:
    """The models of the current run, for R."""
    from cpsurvey.batch.proof import prove

    done = prove(study, replace=force)
    told = {
        "schema": "cpsurvey/export-lavaan/1",
        "study": study.id,
        "folder": str(done.folder),
        "files": [str(file) for file in done.files],
        "models": done.models,
        "numbers": done.numbers,
        "not_in_lavaan": done.beyond,
    }
    said = (
        f"{done.models} models with {done.numbers} numbers for lavaan, {done.beyond} that it "
        f"does not have; this folder holds single people's answers, and is yours alone to "
        f"read\n  {done.folder}\nin it, with R: Rscript reproduce.R"
    )
    talk.result(told, "" if quiet else said)


def _names(given: list[str] | None) -> list[str]:
    return [name.strip() for one in given or () for name in one.split(",") if name.strip()]


def _notes(done: Exported) -> list[str]:
    merged = ", ".join(done.merged)
    said = [f"categories of few people are merged: {merged}"] if merged else []
    return [*said, *done.notes]


def _who(done: Exported) -> str:
    if done.rows == done.people:
        return f"{done.rows} respondents"
    return f"{done.rows} rows of {done.people} respondents"


def _said(done: Exported) -> str:
    files = "".join(f"\n  {file}" for file in done.files)
    return (
        f"{_who(done)}, {len(done.columns)} columns; these files hold single "
        f"people's answers, and are yours alone to read{files}"
    )
