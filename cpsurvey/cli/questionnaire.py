"""``cpsurvey questionnaire``: the instruments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from cpsurvey import system
from cpsurvey.cli._console import written
from cpsurvey.cli.app import JsonOption, QuietOption, Talk, add

commands = typer.Typer(
    no_args_is_help=True, help="List, show, check and import questionnaires."
)
add(commands, "questionnaire", place=30)

NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Shipped questionnaire, or a .yaml file.")
]


@commands.command("list")
def list_(as_json: JsonOption = False) -> None:
    """List the questionnaires that come with cpsurvey.

    Example: cpsurvey questionnaire list
    """
    from cpsurvey.design import load_questionnaire, shipped
    from cpsurvey.forms.minutes import by_length

    found = [load_questionnaire(name).questionnaire for name in shipped()]
    document = {
        "schema": "cpsurvey/questionnaires/1",
        "questionnaires": [
            {
                "id": q.id,
                "version": q.version,
                "status": q.status,
                "title": q.title,
                "languages": list(q.languages),
                "items": len(q.items),
                "scales": len(q.scales),
                "minutes": by_length(q),
            }
            for q in found
        ],
    }
    lines = [
        f"{q.id:<20} {q.version:<12} {len(q.items):>3} items  {'/'.join(q.languages):<8} "
        f"{_minutes(by_length(q))}  {q.title.get('en') or next(iter(q.title.values()))}"
        for q in found
    ]
    Talk(as_json).result(document, "\n".join(lines))


def _minutes(found: dict[str, int]) -> str:
    """Minutes of each length of a form, in words."""
    return f"{' / '.join(map(str, found.values())) + ' min':<14}"


@commands.command()
def show(
    name: NameArgument,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Language of the texts.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show scales and items, reversed ones marked with (R).

    Example: cpsurvey questionnaire show cop-callcentre --language fr
    """
    from cpsurvey.design import load_questionnaire
    from cpsurvey.errors import CpsurveyError, did_you_mean

    q = load_questionnaire(name).questionnaire
    chosen = language or q.default_language
    if chosen not in q.languages:
        raise CpsurveyError(
            "CPS904",
            f"the questionnaire has no texts in '{chosen}'",
            fix=did_you_mean(chosen, q.languages),
        )
    if as_json:
        print(written(q.model_dump(mode="json", by_alias=True)))
        return
    lines = [f"{q.title.get(chosen, q.id)} ({q.id} {q.version})"]
    if status := q.status_label.get(chosen):
        lines.append(status)
    for scale in q.scales:
        options = q.option_sets[scale.options]
        lines.append("")
        lines.append(
            f"{scale.label.get(chosen, scale.id)} [{scale.id}], {options.low} to {options.high}"
        )
        for item in scale.items:
            text = item.text.get(chosen) or item.label.get(chosen) or ""
            lines.append(f"  {item.id:<10} {'(R) ' if item.reverse else ''}{text}")
    print("\n".join(lines))


@commands.command()
def check(name: NameArgument, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Check a questionnaire file; show every problem with its line.

    Example: cpsurvey questionnaire check ./my-questionnaire.yaml
    """
    from cpsurvey.design import load_questionnaire

    loaded = load_questionnaire(name)
    q = loaded.questionnaire
    Talk(as_json, quiet).result(
        {
            "schema": "cpsurvey/questionnaire-check/1",
            "id": q.id,
            "version": q.version,
            "sha256": loaded.sha256,
            "items": len(q.items),
            "scales": len(q.scales),
        },
        ""
        if quiet
        else f"questionnaire {q.id} {q.version}: good, {len(q.items)} items in "
        f"{len(q.scales)} scales, {' and '.join(q.languages)}",
    )


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Definition of another tool.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File to write; by default ID.yaml, here."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", help="Format of the file, when it is not recognised."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", "-l", help="Language of texts for which the file names none."
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a draft questionnaire of a definition by another tool.

    Reads XLSForm (.xlsx, .xls), LimeSurvey (.lss, .lsg, .lsa, structure as tab-separated text),
    Qualtrics (.qsf), dictionaries of REDCap (.csv) and labels of SPSS and Stata (.sav, .dta).
    The draft loads at once and says beside each line what was guessed: read it before use.

    Example: cpsurvey questionnaire import survey.lss --out my-questionnaire.yaml
    """
    from cpsurvey.design import base
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.forms.draft import draft, draft_id
    from cpsurvey.forms.read import bytes_of, read_form
    from cpsurvey.forms.write import write_draft

    if language is not None and not re.fullmatch(base.LANGUAGE_PATTERN, language):
        raise CpsurveyError(
            "CPS904", "--language is no code of a language", fix="write en, fr, pt-BR, ..."
        )
    form = read_form(bytes_of(file), file.name, named=format_)
    place = out or Path(f"{draft_id(form, file.name)}.yaml")
    text = draft(form, source=file.name, language=language)
    q = write_draft(text, place, file.name).questionnaire
    document = {
        "schema": "cpsurvey/questionnaire-import/1",
        "file": str(place),
        "format": form.platform,
        "id": q.id,
        "languages": list(q.languages),
        "items": len(q.items),
        "scales": len(q.scales),
        "questions": len(q.questions),
    }
    said = (
        f"wrote {place}: {_many(len(q.items), 'item')} in {_many(len(q.scales), 'scale')}, "
        f"{_many(len(q.questions), 'question')}, {' and '.join(q.languages)}\n"
        f"Read it line by line, then: cpsurvey questionnaire check {system.quoted(str(place))}"
    )
    Talk(as_json, quiet).result(document, "" if quiet else said)


def _many(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


@commands.command()
def schema() -> None:
    """Print the JSON Schema of questionnaire files.

    Example: cpsurvey questionnaire schema > questionnaire.schema.json
    """
    from cpsurvey.design import Questionnaire

    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Questionnaire.model_json_schema(by_alias=True),
    }
    print(written(document))
