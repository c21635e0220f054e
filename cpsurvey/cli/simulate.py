"""``cpsurvey simulate``: answers from known parameters, in a platform's shape."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, StudyOption, Talk, command


class Answers(StrEnum):
    """How answers are written."""

    codes = "codes"
    labels = "labels"


@command(place=110)
def simulate(
    respondents: Annotated[int, typer.Option("-n", min=1, help="Respondents to draw.")],
    study: StudyOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="File to write; simulated.csv in the study folder if absent."
        ),
    ] = None,
    teams: Annotated[int, typer.Option("--teams", min=1, help="Teams.")] = 60,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Start of the draws; the study's when absent.")
    ] = None,
    answers: Annotated[
        Answers, typer.Option("--answers", help="Codes, or labels in each one's language.")
    ] = Answers.labels,
    careless: Annotated[
        float | None,
        typer.Option(
            "--careless",
            min=0,
            max=1,
            help="Share who do not read; the questionnaire's when absent.",
        ),
    ] = None,
    missing: Annotated[
        float, typer.Option("--missing", min=0, max=1, help="Share of answers left blank.")
    ] = 0.015,
    kpi: Annotated[
        Path | None,
        typer.Option(
            "--kpi",
            metavar="DIR",
            help="Also write indicators of these agents, and a reason map, into this folder.",
        ),
    ] = None,
    network: Annotated[
        bool, typer.Option("--network", help="Also draw who names whom, in communities.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Draw answers from known parameters and write them as LimeSurvey would.

    For dry runs before the field. The questionnaire's 'simulation' says what is planted:
    paths, careless respondents, method factors, items that differ between languages. The
    parameters stand beside the file, in .truth.json.
    A real study refuses such a file: say 'simulated: true' under 'study' in study.yaml first.

    Example: cpsurvey simulate --study dry-run -n 400 --out dry-run/data/dry.csv
    """
    from cpsurvey.design import load_study
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.errors.foreign import cannot_write
    from cpsurvey.simulate import KPI_FILES, write_kpi, write_limesurvey
    from cpsurvey.simulate import simulate as draw

    talk = Talk(as_json, quiet)
    loaded = load_study(study, reasons=kpi is None)
    file = out or loaded.folder / "simulated.csv"
    if file.exists():
        raise CpsurveyError(
            "CPS903", "this file exists already", where=str(file), fix="name another with --out"
        )
    for name in KPI_FILES:
        if kpi is not None and (kpi / name).exists():
            raise CpsurveyError(
                "CPS903",
                "a file that would be written here exists already",
                where=str(kpi / name),
                fix="name another folder with --kpi",
            )
    start = loaded.file.study.seed if seed is None else seed
    drawn = draw(
        loaded.questionnaire,
        respondents,
        seed=start,
        teams=teams,
        careless=careless,
        missing=missing,
        network=network,
    )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_limesurvey(drawn, file, answers=answers.value)
        if kpi is not None:
            kpi.mkdir(parents=True, exist_ok=True)
            write_kpi(drawn, kpi, seed=start)
    except OSError as error:
        raise cannot_write(file, error) from None
    talk.result(
        {
            "schema": "cpsurvey/simulate/1",
            "file": str(file),
            "truth": str(file.with_suffix(".truth.json")),
            "kpi": None if kpi is None else str(kpi),
            "respondents": drawn.n,
            "careless": int(drawn.careless.sum()),
            "careless_kinds": {
                kind: int((drawn.kind == kind).sum())
                for kind in drawn.questionnaire.simulation.careless.kinds
            },
        },
        f"{drawn.n} simulated respondents: {file}",
    )
