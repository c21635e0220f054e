"""``cpsurvey demo``: the whole walk on simulated answers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, Talk, command
from cpsurvey.errors import CpsurveyError

MARK = ".cpsurvey-demo"
"""Stands in folders this command made, the only ones it may overwrite."""

STUDY = """\
# The demo study: simulated answers, the shipped questionnaire, its own plan.
study:
  id: demo
  title:
    en: "Demo: communities of practice in a call centre"
    fr: "Démonstration : communautés de pratique dans un centre d'appels"
  question:
    en: >-
      Does involvement in communities of practice go with individual performance, through the
      sharing of tacit knowledge, above all when work leaves routine?
    fr: >-
      L'implication dans des communautés de pratique est-elle associée à la performance
      individuelle, par le partage de connaissances tacites, surtout quand le travail sort de la
      routine ?
  seed: {seed}
  simulated: true           # printed on every page

questionnaire: cop-callcentre

sources:
  - path: data/*.csv

{kpi}
{seen}
report:
  languages: [en, fr]
  documents: [article, supplement, manager]   # beside report.html, the page to open first

privacy:
  key_file: demo.key        # simulated people need no safer place
  notice: {{given: 2026-09-01, file: notice.md}}   # what people were told, and when
  retention_days: 1826      # five years; then 'cpsurvey purge' deletes answers and indicators
"""


@command(place=10)
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="New folder.")] = Path("demo"),
    agents: Annotated[int, typer.Option("-n", min=100, help="Agents to simulate.")] = 600,
    teams: Annotated[int, typer.Option("--teams", min=10, help="Teams to simulate.")] = 60,
    seed: Annotated[
        int, typer.Option("--seed", help="Where the random draws start.")
    ] = 20261123,
    force: Annotated[
        bool, typer.Option("--force", help="Make the demo anew where one stands.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Simulate a call-centre survey, import it, analyse it, write the report.

    Example: cpsurvey demo
    """
    from cpsurvey.cli.ingest import show
    from cpsurvey.face.study import analyze, ingest, read_study
    from cpsurvey.simulate.kpi import SECTION
    from cpsurvey.simulate.seen import SECTION as SEEN

    talk = Talk(as_json, quiet)
    _make_room(folder, force=force)
    text = STUDY.format(seed=seed, kpi=SECTION, seen=SEEN)
    (folder / "study.yaml").write_text(text, encoding="utf-8", newline="\n")
    talk.say(f"simulating {agents} agents in {teams} teams")
    _simulate(folder, agents, teams, seed)
    _tell(folder)
    study = read_study(folder)
    for one in ingest(study):
        show(talk, one)
    with talk.progress("analyze") as step:
        done = analyze(study, progress=lambda name, at, total: step(at, total, name))
    report = next((file for file in done.files if file.suffix == ".html"), done.folder)
    talk.result(
        {
            "schema": "cpsurvey/demo/1",
            "study": str(study.folder),
            "run": done.id,
            "report": str(report),
            "exit": done.exit_status,
        },
        str(report) if quiet else f"the data are simulated; report: {report}",
    )
    return done.exit_status


def _make_room(folder: Path, *, force: bool) -> None:
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        if not (force and (folder / MARK).is_file()):
            raise CpsurveyError(
                "CPS903",
                "this folder is not empty",
                where=str(folder),
                fix="name a new folder"
                + (", or add --force" if (folder / MARK).is_file() else ""),
            )
        shutil.rmtree(folder)
    try:
        (folder / "data").mkdir(parents=True)
        (folder / MARK).write_bytes(b"made by cpsurvey demo\n")
    except OSError as error:
        from cpsurvey.errors.foreign import cannot_write

        raise cannot_write(folder, error) from None


def _tell(folder: Path) -> None:
    """The information notice, from what the study knows."""
    from cpsurvey.cli.check import notice_of
    from cpsurvey.design import load_study

    text = notice_of(load_study(folder))
    (folder / "notice.md").write_text(text, encoding="utf-8", newline="\n")


def _simulate(folder: Path, agents: int, teams: int, seed: int) -> None:
    """Write one export as LimeSurvey would, indicators, and what was seen and said."""
    from cpsurvey.design import load_questionnaire
    from cpsurvey.simulate import simulate, write_kpi, write_limesurvey
    from cpsurvey.simulate.seen import under_told, write_seen

    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    drawn = simulate(questionnaire, agents, seed=seed, teams=teams, network=True)
    told = under_told(drawn, seed)
    write_limesurvey(told, folder / "data" / "export.csv", answers="labels")
    for name in ("kpi", "seen"):
        (folder / name).mkdir()
    write_kpi(drawn, folder / "kpi", seed=seed)
    write_seen(folder / "seen", drawn, seed=seed)
