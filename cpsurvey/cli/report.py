"""``cpsurvey report``: the report again, from stored results alone."""

from __future__ import annotations

from cpsurvey.cli.analyze import FormatOption, LanguageOption
from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command


@command(place=70)
def report(
    study: StudyOption = None,
    formats: FormatOption = None,
    languages: LanguageOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the report of the last run again, without fitting anything.

    The new report is published beside the run it belongs to; where nothing changes, nothing
    is written.

    Example: cpsurvey report --study quarter-1 --format docx --language fr
    """
    from cpsurvey.batch.analyze import fault_lines
    from cpsurvey.batch.report import report as work
    from cpsurvey.face.study import checked_formats, checked_languages, read_study

    talk = Talk(as_json, quiet)
    checked_formats(formats)
    loaded = read_study(study).design
    checked_languages(languages, loaded)
    done = work(loaded, formats=formats, languages=languages)
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
