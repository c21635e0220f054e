"""``cpsurvey questionnaire export``: a form that can be fielded."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, Talk
from cpsurvey.cli.questionnaire import NameArgument, commands
from cpsurvey.registry import plugins

if TYPE_CHECKING:
    from cpsurvey.design import Questionnaire
    from cpsurvey.forms.export import Target

TARGETS = ", ".join(plugins("cpsurvey.forms.export"))


class Form(StrEnum):
    """How long a form is."""

    full = "full"
    core = "core"
    short = "short"


@commands.command()
def export(
    name: NameArgument,
    to: Annotated[
        str, typer.Option("--to", metavar="FORM", help=f"Where it is asked: {TARGETS}.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="File to write; named after the questionnaire if absent. "
            "Paper: .html to print, or .docx to edit.",
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", "-l", help="Only this language; may be repeated."),
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            "--form", help="full, core (without what is optional) or short (the short items)."
        ),
    ] = Form.full,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a questionnaire as a form to field: for KoboToolbox and ODK, LimeSurvey, or paper.

    Every language of the questionnaire is in it. What the target cannot say is listed.
    What the platform exports later is read by 'cpsurvey ingest'. A file is never overwritten.

    Example: cpsurvey questionnaire export cop-callcentre --to xlsform
    Example: cpsurvey questionnaire export cop-callcentre --to paper -l fr --out form.docx
    Example: cpsurvey questionnaire export cop-generic --to limesurvey --form short
    """
    from cpsurvey.design import load_questionnaire
    from cpsurvey.forms.export import targets
    from cpsurvey.forms.minutes import minutes
    from cpsurvey.forms.spoken import spoken
    from cpsurvey.forms.write import write_new

    talk = Talk(as_json, quiet)
    target = targets.get(to)
    questionnaire = spoken(load_questionnaire(name).questionnaire, language)
    questionnaire = _of_length(questionnaire, form)
    named = questionnaire.id if form is Form.full else f"{questionnaire.id}-{form.value}"
    file = out or Path(f"{named}-{to}{next(iter(target.writers))}")
    writer = target.writers[_suffix(file, target)]
    written = writer(questionnaire)
    write_new(file, written.data)
    for note in written.notes:
        talk.say(f"note: {note}")
    talk.result(
        {
            "schema": "cpsurvey/questionnaire-export/1",
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "to": to,
            "languages": list(questionnaire.languages),
            "form": form.value,
            "items": len(questionnaire.items),
            "minutes": minutes(questionnaire),
            "file": str(file),
            "notes": list(written.notes),
        },
        ""
        if quiet
        else f"wrote {file}: {len(questionnaire.items)} items, about "
        f"{minutes(questionnaire)} minutes",
    )


def _of_length(questionnaire: Questionnaire, form: Form) -> Questionnaire:
    """What a form of this length asks; one without a scale item or question is refused."""
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.forms.shortened import shortened

    found = shortened(questionnaire, form.value)
    if not (found.items or found.questions):
        mark = "short: true" if form is Form.short else "no 'optional: true'"
        raise CpsurveyError(
            "CPS904",
            f"nothing of '{questionnaire.id}' belongs to its {form.value} form",
            fix=f"give what it asks '{mark}', or leave out --form",
        )
    return found


def _suffix(file: Path, target: Target) -> str:
    """Suffix of a file that the target can write."""
    from cpsurvey.errors import CpsurveyError

    suffix = file.suffix.lower()
    if suffix not in target.writers:
        either = " or ".join(target.writers)
        raise CpsurveyError(
            "CPS904",
            f"this form is a file that ends in {either}, and '--out' names another",
            where=str(file),
            fix=f"--out {file.with_suffix(next(iter(target.writers)))}",
        )
    return suffix
