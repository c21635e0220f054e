"""``cpsurvey analyze``: everything the study asks for, and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command
from cpsurvey.registry import plugins

if TYPE_CHECKING:
    from cpsurvey.design import Study
    from cpsurvey.face.study import Run

FORMATS = plugins("cpsurvey.report.render")
FormatOption = Annotated[
    list[str] | None,
    typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}; may be repeated."),
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", "-l", help="en or fr; may be repeated.")
]


@command(place=60)
def analyze(
    study: StudyOption = None,
    formats: FormatOption = None,
    languages: LanguageOption = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="ID",
            help="Only the analysis of this name; may be repeated. The last whole run stays "
            "current.",
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Publish nothing when a model is unsound or not done."),
    ] = False,
    power: Annotated[
        bool,
        typer.Option(
            "--power", help="Also say what the study could see; works before any answer."
        ),
    ] = False,
    freeze_plan: Annotated[
        bool,
        typer.Option(
            "--freeze-plan",
            help="Write plan.yaml, the declared plan, and stop: no data is read. Later runs "
            "list what differs from it.",
        ),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Run the study's analyses and write its report.

    Ends with 70 when a model did not converge, is inadmissible or could not be fitted, and
    with 1 after a fault of the program; the report is still written and says so.

    Example: cpsurvey analyze --study quarter-1

    An analysis whose data, options and program did not change since an earlier run is not
    run again: its results were kept.

    Example: cpsurvey analyze --only adaptive

    Example: cpsurvey analyze --freeze-plan
    """
    from cpsurvey.face.study import analyze as work
    from cpsurvey.face.study import read_study

    talk = Talk(as_json, quiet)
    loaded = read_study(study)
    if freeze_plan:
        return _freeze(loaded.design, talk)
    with talk.progress("analyze") as step:
        done = work(
            loaded,
            formats=formats,
            languages=languages,
            strict=strict,
            power=power,
            only=[name for names in only or () for name in names.split(",")],
            progress=lambda name, at, total: step(at, total, name),
        )
    for line in done.remarks():
        talk.warn(line)
    talk.result(
        {
            "schema": "cpsurvey/analyze/1",
            "study": loaded.id,
            "run": done.id,
            "folder": str(done.folder),
            "files": [str(file.relative_to(done.folder)) for file in done.files],
            "unsound": list(done.unsound),
            "not_done": list(done.not_done),
            "faults": [fault.record() for fault in done.faults],
            "steps": [
                {"id": one.id, "kept": one.kept, "why": one.why or None} for one in done.steps
            ],
            "seconds": done.seconds,
            "exit": done.exit_status,
        },
        "\n".join(_lines(done, quiet)),
    )
    return done.exit_status


def _freeze(study: Study, talk: Talk) -> int:
    from cpsurvey.batch.plan import freeze

    done = freeze(study)
    if done.first_data:
        talk.warn(
            f"data were first ingested on {done.first_data}: the report will say that the plan "
            "came after"
        )
    talk.result(
        {
            "schema": "cpsurvey/plan-frozen/1",
            "study": study.id,
            "file": str(done.file),
            "sha256": done.sha256,
            "analyses": done.analyses,
            "hypotheses": done.hypotheses,
            "first_data": done.first_data,
        },
        str(done.file)
        if talk.quiet
        else f"declared {done.analyses} analyses and {done.hypotheses} hypotheses\n"
        f"  {done.file}\n  sha256 {done.sha256}\n"
        "keep a copy of this hash outside the study folder",
    )
    return 0


def _lines(done: Run, quiet: bool) -> list[str]:
    report = next((file for file in done.files if file.suffix == ".html"), done.folder)
    if quiet:
        return [str(report)]
    steps = {one.id: one for one in done.steps}
    lines = []
    for result in done.results.values():
        sample = result.sample
        step = steps.get(result.id)
        said = "" if step is None else "  kept" if step.kept else f"  ran: {step.why}"
        lines.append(f"  {result.id:<28} {sample.used} of {sample.read} respondents{said}")
    kept = sum(one.kept for one in done.steps)
    told = f"ran {len(steps) - kept} analyses, kept {kept} of earlier runs"
    return [
        *lines,
        told,
        f"run {done.id} in {sum(done.seconds.values()):.1f} s",
        f"report: {report}",
    ]
