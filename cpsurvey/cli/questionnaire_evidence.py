"""``cpsurvey questionnaire evidence``: files to fill in, and what they hold so far."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, Talk
from cpsurvey.cli.questionnaire import commands

if TYPE_CHECKING:
    from cpsurvey.design import Questionnaire
    from cpsurvey.evidence.said import Said

NAMES = {
    "ratings": "ratings of experts",
    "sorting": "items sorted by judges",
    "interviews": "entries of interviews",
    "backtranslation": "translations back",
}


@commands.command()
def evidence(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="Folder of a study, or of one questionnaire."),
    ],
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "--questionnaire",
            metavar="NAME",
            help="Shipped questionnaire, or a .yaml file, where the folder does not tell.",
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write files for evidence of validity to fill in; read those that are filled in.

    The files are written into DIR/evidence, one row per item and language; what is there
    already is never changed. Says what counts, and which items need new rows because their
    wording changed.

    Example: cpsurvey questionnaire evidence my-study
    """
    from cpsurvey.evidence.forms import write
    from cpsurvey.evidence.read import read

    chosen, place = _chosen(folder, questionnaire)
    done = write(place, chosen)
    said = read([place], chosen)
    old = sorted({scale for _, scale, _ in said.earlier})
    Talk(as_json, quiet).result(
        {
            "schema": "cpsurvey/questionnaire-evidence/1",
            "folder": str(place),
            "questionnaire": chosen.id,
            "version": chosen.version,
            "written": list(done.written),
            "kept": list(done.kept),
            "rows": dict(said.rows),
            "earlier_wording": {
                scale: sum(n for (_, of, _), n in said.earlier.items() if of == scale)
                for scale in old
            },
        },
        "" if quiet else "\n".join(_lines(place, done.written, said)),
    )


def _chosen(folder: Path, name: str | None) -> tuple[Questionnaire, Path]:
    """The questionnaire, and the folder of its evidence.

    Raises
    ------
    CpsurveyError
        CPS761 the folder holds no study and not one questionnaire.
    """
    from cpsurvey.design import load_questionnaire, load_study
    from cpsurvey.design.evidence import FOLDER
    from cpsurvey.design.load import STUDY_FILE
    from cpsurvey.errors import CpsurveyError

    if not folder.is_dir():
        raise CpsurveyError(
            "CPS761",
            "there is no such folder",
            where=str(folder),
            fix="name the folder of a study, or of a questionnaire",
        )
    if name is not None:
        return load_questionnaire(name).questionnaire, folder / FOLDER
    if (folder / STUDY_FILE).is_file():
        return load_study(folder).questionnaire, folder / FOLDER
    there = sorted(file for file in folder.glob("*.yaml") if file.is_file())
    if len(there) != 1:
        many = (
            f"{len(there)} questionnaires" if there else "neither a study nor a questionnaire"
        )
        raise CpsurveyError(
            "CPS761",
            f"this folder holds {many}",
            where=str(folder),
            fix="name the one you mean: --questionnaire NAME, or a .yaml file",
        )
    return load_questionnaire(str(there[0])).questionnaire, folder / FOLDER


def _lines(place: Path, written: tuple[str, ...], said: Said) -> Iterator[str]:
    if written:
        yield f"wrote {', '.join(written)} in {place}"
    for kind, count in said.rows.items():
        yield f"{NAMES[kind]}: {count}"
    for kind, count in said.unsaid.items():
        yield f"note: {kind}: {count} do not say their wording and count for that of now"
    for (kind, scale, language), count in sorted(said.earlier.items()):
        yield (
            f"note: {kind}, scale {scale}, {language}: {count} about another wording than that "
            "of now, and count for nothing: ask again"
        )
    yield "next: fill in the files as README.md there says, then 'cpsurvey analyze'"
