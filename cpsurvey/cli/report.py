"""``cpsurvey report``: the report again, from stored results alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cpsurvey.cli.analyze import FormatOption, LanguageOption
from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command

OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        "--table",
        metavar="NAME",
        help="Only this table or picture ('Table S12', T18, T18-adaptive, F2), in a folder of "
        "its own; may be repeated.",
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="Word file (.docx, .dotx) whose styles, headers and footers are used, instead of "
        "the study's own.",
    ),
]


@command(place=70)
def report(
    study: StudyOption = None,
    formats: FormatOption = None,
    languages: LanguageOption = None,
    only: OnlyOption = None,
    template: TemplateOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the report of the last run again, without fitting anything.

    The new report is published beside the run it belongs to; where nothing changes, nothing
    is written.

    Example: cpsurvey report --study quarter-1 --format docx --language fr

    Example: cpsurvey report --only T18,F2

    Example: cpsurvey report --format docx --template firm.dotx
    """
    from cpsurvey.batch.analyze import fault_lines
    from cpsurvey.batch.report import excerpt
    from cpsurvey.batch.report import report as work
    from cpsurvey.face.study import checked_formats, checked_languages, read_study

    talk = Talk(as_json, quiet)
    checked_formats(formats)
    loaded = read_study(study).design
    checked_languages(languages, loaded)
    named = [name.strip() for names in only or () for name in names.split(",")]
    if named:
        done = excerpt(loaded, named, formats=formats, languages=languages, template=template)
    else:
        done = work(loaded, formats=formats, languages=languages, template=template)
    for line in fault_lines(done.faults):
        talk.warn(line)
    verb = "wrote" if done.changed else "unchanged"
    talk.result(
        {
            "schema": "cpsurvey/report/1",
            "study": loaded.id,
            "run": done.id,
            "changed": done.changed,
            "files": [str(file) for file in done.files],
            "faults": [fault.record() for fault in done.faults],
            "exit": int(done.exit_status),
        },
        "" if quiet else "\n".join(f"{verb} {file}" for file in done.files),
    )
    return int(done.exit_status)
