"""``cpsurvey check``: is the study file right, before anything is read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cpsurvey.cli import _seen
from cpsurvey.cli._console import written
from cpsurvey.cli.app import JsonOption, QuietOption, Talk, command

if TYPE_CHECKING:
    from cpsurvey.design import Study


PLANS = {
    "study": "those of study.yaml",
    "questionnaire": "the questionnaire's plan",
    "default": "the default plan, what fits this questionnaire",
}
"""Who chose the analyses, in words."""


@command(place=40)
def check(
    study: Annotated[
        Path | None,
        typer.Argument(
            metavar="[STUDY]", help="Study folder or file; else the nearest upwards."
        ),
    ] = None,
    study_option: Annotated[
        Path | None, typer.Option("--study", "-s", metavar="DIR", help="The same as STUDY.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of study files and stop.")
    ] = False,
    show_plan: Annotated[
        bool,
        typer.Option(
            "--plan", help="Print the analyses that will run, as a section for study.yaml."
        ),
    ] = False,
    show_notice: Annotated[
        bool,
        typer.Option(
            "--notice",
            help="Print an information notice from what the study knows, to fill in.",
        ),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check a study file, its questionnaire and its analyses; show every problem.

    Example: cpsurvey check --study quarter-1

    Example: cpsurvey check --plan >> study.yaml

    Example: cpsurvey check --notice > notice.md
    """
    talk = Talk(as_json, quiet)
    if schema:
        print(written(study_schema()))
        return
    from cpsurvey.analysis.declared import record
    from cpsurvey.analysis.planned import plan
    from cpsurvey.batch import informed
    from cpsurvey.batch.ingest import check_waves
    from cpsurvey.batch.plan import earlier, missing
    from cpsurvey.design import load_study
    from cpsurvey.design.plan import read_plan
    from cpsurvey.design.plan_text import plan_text
    from cpsurvey.store.exposure import exposures
    from cpsurvey.store.holding import peek

    loaded = load_study(study or study_option)
    if show_notice and not as_json:
        print(notice_of(loaded), end="")
        return
    check_waves(loaded)
    planned = plan(loaded)
    evidence = _evidence(loaded)
    if show_plan and not as_json:
        print(plan_text(loaded), end="")
        return
    seen = _seen.looked_at(loaded)
    declared = record(loaded, read_plan(loaded.folder, loaded.id), [])
    files = list(dict.fromkeys(file for file, _ in loaded.source_files()))
    exposed = [*exposures(loaded), *informed.findings(loaded, peek(loaded))]
    for finding in [*missing(earlier(loaded)), *exposed]:
        talk.warn(f"{finding.severity}: {finding}")
    document = {
        "schema": "cpsurvey/check/1",
        "study": loaded.id,
        "questionnaire": loaded.questionnaire.id,
        "version": loaded.questionnaire.version,
        "analyses": [
            {"id": one.id, "kind": one.request.kind, "why": one.request.why or None}
            for one in planned
        ],
        "analyses_from": loaded.plan_from,
        "sources": [file.name for file in files],
        "plan": declared,
        "notice": notice_of(loaded) if show_notice else None,
        "kpi": [file.name for file, _ in loaded.kpi_files()],
        "evidence": evidence,
        "seen": _seen.document(seen),
        "remarks": [asdict(remark) for remark in loaded.remarks],
        "exposed": [finding.rule for finding in exposed],
    }
    lines = [
        f"study {loaded.id}: good",
        f"  questionnaire  {loaded.questionnaire.id} {loaded.questionnaire.version}, "
        f"{len(loaded.questionnaire.items)} items in {len(loaded.questionnaire.scales)} scales",
        f"  export files   {len(files) or 'none yet'}",
        *_indicators(loaded),
        *([f"  evidence       {', '.join(evidence)}"] if evidence else []),
        *_seen.lines(seen),
        f"  analyses       {', '.join(one.id for one in planned)}",
        f"  chosen by      {PLANS[loaded.plan_from]}; to change it: cpsurvey check --plan",
        f"  declared plan  {_plan_in_words(declared)}",
        *(f"  {remark.severity}: {remark}" for remark in loaded.remarks),
    ]
    talk.result(document, "" if quiet else "\n".join(lines))


def notice_of(loaded: Study) -> str:
    """An information notice to fill in, from what the study knows."""
    from cpsurvey.design.notice_text import Known, notice_text

    file = loaded.file
    known = Known(
        file.study.title,
        loaded.questionnaire,
        file.privacy,
        file.kpi,
        loaded.languages,
        loaded.smallest,
    )
    return notice_text(known)


def _plan_in_words(declared: dict[str, Any] | None) -> str:
    if declared is None:
        return "none (declare one before the data: cpsurvey analyze --freeze-plan)"
    if not declared["intact"]:
        return f"of {declared['declared']}, edited since"
    count = len(declared["deviations"])
    return f"of {declared['declared']}, {count or 'no'} deviation{'s' if count != 1 else ''}"


def _evidence(loaded: Study) -> list[str]:
    """Files of evidence with something in them, read and checked."""
    if not loaded.evidence_folders:
        return []
    from cpsurvey.evidence.read import read

    said = read(loaded.evidence_folders, loaded.questionnaire)
    return sorted(kind for kind, rows in said.rows.items() if rows)


def _indicators(loaded: Study) -> list[str]:
    """What the study says about objective indicators, where it says anything."""
    spec = loaded.file.kpi
    if spec is None:
        return []
    names = ", ".join(one.id for one in spec.indicators)
    lines = [f"  indicators     {names}; files: {len(loaded.kpi_files()) or 'none yet'}"]
    absent = set(loaded.absent_files())
    lines += [f"  not there      {entry.path}" for entry in spec.files if entry.path in absent]
    if loaded.reasons:
        found = loaded.reasons.map
        lines.append(
            f"  reason map     {found.id} {found.version}, decided on {found.decided}, "
            f"{len(found.reasons)} reasons"
        )
    return lines


def study_schema() -> dict[str, Any]:
    """JSON Schema of study files, with the options of every kind of analysis."""
    from cpsurvey.design.study import StudyFile
    from cpsurvey.kind import found

    document = StudyFile.model_json_schema()
    entries = []
    for name, kind in sorted(found().items()):
        options = kind.options.model_json_schema()
        for definition, content in options.pop("$defs", {}).items():
            document.setdefault("$defs", {})[definition] = content
        options["properties"] = {"kind": {"const": name}, **options.get("properties", {})}
        options["required"] = ["kind", *options.get("required", [])]
        options["title"] = name
        entries.append(options)
    document["properties"]["analyses"] = {
        "description": "Analyses to run, in order; when absent the questionnaire's own plan, "
        "else the one that fits it.",
        "type": "array",
        "items": {"oneOf": entries},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}
