"""``cpsurvey report``: the report again, from stored results alone."""

from __future__ import annotations

from cpsurvey.cli.analyze import FormatOption, LanguageOption, checked_formats
from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, app


@app.command()
def report(
    study: StudyOption = None,
    formats: FormatOption = None,
    languages: LanguageOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the report of the last run again, without fitting anything.

    Example: cpsurvey report --study quarter-1 --format docx --language fr
    """
    from cpsurvey.batch.analyze import report as work
    from cpsurvey.design import load_study

    talk = Talk(as_json, quiet)
    checked_formats(formats)
    loaded = load_study(study)
    files = work(loaded, formats=formats, languages=languages)
    talk.result(
        {
            "schema": "cpsurvey/report/1",
            "study": loaded.id,
            "files": [str(file) for file in files],
        },
        "" if quiet else "\n".join(f"wrote {file}" for file in files),
    )
