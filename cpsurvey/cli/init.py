"""``cpsurvey init``: a study folder that runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cpsurvey import system
from cpsurvey.cli.app import JsonOption, QuietOption, Talk, command

SHIPPED = "cop-callcentre"
"""Questionnaire of a study that names none."""
TEMPLATE = """\
# A cpsurvey study. Check it with: cpsurvey check --study .
# Every key is documented by: cpsurvey check --schema
study:
  id: {id}
  title:
{titles}
  # question: {{en: What the study is to answer; it heads the first page}}
  seed: 20261123            # every random draw starts here: same seed, same numbers
  # simulated: true         # a dry run on answers that 'cpsurvey simulate' drew

# A shipped questionnaire (cpsurvey questionnaire list) or a file: ./my-questionnaire.yaml
questionnaire: {questionnaire}

# Exports of the survey platform. Put the files there; then: cpsurvey ingest
sources:
  - path: data/*.csv
    # format: limesurvey    # found by content when absent
    # encoding: cp1252      # UTF-8 or Windows-1252 are found by content
    # sheet: Answers        # of an .xlsx workbook in which several hold something
    # max_rejected: 5%      # refuse a file of which more rows do not fit; or a number of cells
    # fix: mended.csv       # cells mended by hand: 'cpsurvey ingest --rejected mended.csv'
    # columns: {{Heading in the file: variable, Unwanted heading: '',
    #           groupTime12: seconds.p3_community}}   # seconds spent on a page

# Several waves in one study (docs: Ask again): each source says 'wave: N', and
# waves: {{people: same}}    # the same people answer again; new: others each time

# Indicators that do not come from the questionnaire (docs/kpi.md), joined by the same
# identifier. 'cpsurvey simulate --kpi {folder}/kpi' writes files of this shape.
{kpi}
# Variables that say who belongs together; by default the questionnaire's own.
# groups: {{team: team_id, centre: centre_id, language: lang}}

screening:
  # Who says that the answers should not be used is always left out of everything.
  # Hard rules: one is enough to be left out of every analysis.
  min_answered: 0.5         # answered less than half of the scale items
  attention: all            # failed all instructed items (off, any, all)
  min_seconds_per_item: 1   # faster than a second a line over all timed pages; null: no rule
  # hard: [longstring]      # more signs that leave out on their own; names below
  # Soft rules only flag; the main model is also fitted without who breaks soft_limit of them.
  # soft: [attention, page_time, even_odd, synonyms, antonyms, reversed_pairs, mahalanobis,
  #        longstring, irv]
  soft_limit: 2
  exclude_flagged: false    # true: leaves them out of every analysis
  # thresholds:
  #   seconds_per_item: 2   # page_time: a page is fast below so many seconds a line,
  #   fast_pages: 2         #   and so many fast pages count
  #   longstring: 8         # run of equal answers on a page, and at least
  #   longstring_share: 0.5 #   this share of its lines
  #   irv: 0.05             # share of respondents whose answers vary least
  #   mahalanobis: 0.001    # answers unlike the others': upper tail of chi-squared
  #   even_odd: 0.30        # consistency of the halves of scales below
  #   reversed_pairs: 3     # contradictions of reversed and direct items from

measurement:
  items: continuous         # or ordinal: answers as ordered categories

# Analyses to run, in order. Without this section the questionnaire's own plan is used, or the
# one that fits it where it has none; 'cpsurvey check --plan' prints it.
# analyses:
#   - kind: flow
#   - kind: reliability
#     by: language
#     cluster: team
#   - kind: regression
#     outcome: perf_ad
#     blocks: [[tenure], [cop], [tks]]
#     errors: cr2
#     cluster: team

# Before data arrive, declare all of this: cpsurvey analyze --freeze-plan
report:
  formats: [html, docx, xlsx, csv, md]
  languages: [{languages}]       # the first one is report.html, the next report.fr.html
  documents: [article, supplement, manager]   # beside report.html, the page to open first
  min_cell: 10              # smaller groups are not shown, in no file of a run
  release: asked            # auto: a batch also releases what it may (docs/releases.md)

privacy:
  # key_file: /safe/place/{id}.key   # secret behind the pseudonyms; made when absent
  notice:
    file: notice.md         # what people are told before they answer: fill it in, give it
    given:                  # the day they got it, as 2026-09-01; no indicators without it
  # retention_days: 1826    # how long data are kept; then 'cpsurvey purge' deletes them
  # declared: {{controller: ..., contact: ..., purposes: ..., basis: ...}}   # for the dossier
"""


@command(place=20)
def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="New study folder; without one, a terminal asks a few questions.",
        ),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Begin from a file of answers (Excel, CSV, SPSS, ... of any platform): writes "
            "a draft questionnaire that says what was guessed. Or from a definition.",
        ),
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(
            "--codebook",
            metavar="FILE",
            help="Definition of the form (.qsf, .lss, XLSForm, REDCap dictionary), instead of "
            "guessing.",
        ),
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "--questionnaire",
            metavar="NAME",
            help="Shipped questionnaire or .yaml file that the study uses.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", help="Language of the form; found when absent."),
    ] = None,
    respondent: Annotated[
        str | None,
        typer.Option(
            "--respondent",
            metavar="HEADING",
            help="Column that says who answered; '' for none.",
        ),
    ] = None,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="HEADING", help="Column of the team; '' for none."),
    ] = None,
    told: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="KEY=VALUE",
            help="What the file does not tell, as in study.yaml: sheet=Answers, dates=dmy, "
            "decimal=, , format=kobo, encoding=cp1252; may be repeated.",
        ),
    ] = None,
    in_place: Annotated[
        bool,
        typer.Option("--in-place", help="Read the answers where they are; make no copy."),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a study folder with a commented study.yaml that runs.

    Example: cpsurvey init my-study --from answers.xlsx

    Example: cpsurvey init quarter-1
    """
    from cpsurvey.cli._begin import Wishes, answered, begin_from

    talk = Talk(as_json, quiet)
    wishes = Wishes(
        folder, from_, codebook, questionnaire, language, respondent, team, tuple(told or ()),
        copy=not in_place,
    )  # fmt: skip
    if folder is None:
        wishes = answered(wishes, talk)
    if wishes.file is not None:
        begin_from(wishes, talk)
    else:
        wishes.alone()
        _empty(wishes.place, wishes.questionnaire or SHIPPED, talk)


def _empty(folder: Path, questionnaire: str, talk: Talk) -> None:
    """A study without answers yet."""
    from cpsurvey.begin.folder import NOTICE, STUDY, check_free, study_id, write
    from cpsurvey.cli._begin import named
    from cpsurvey.design import load_questionnaire
    from cpsurvey.design.notice_text import Known, notice_text

    check_free(folder)
    file = folder / STUDY
    used = named(questionnaire, folder)
    name = study_id(folder.resolve().name)
    asked = load_questionnaire(questionnaire).questionnaire
    text = filled(name, folder.resolve().name, folder, used, asked.languages)
    told = notice_text(Known({"en": folder.resolve().name}, asked))
    write(folder, {STUDY: text, NOTICE: told}, None, check=None)
    typed = system.quoted(str(folder))
    drawn = system.quoted(str(folder / "data" / "dry-run.csv"))
    talk.result(
        {"schema": "cpsurvey/init/1", "study": str(file)},
        ""
        if talk.quiet
        else f"made {file}\n\n"
        f"next: put the exports in {folder / 'data'}, then\n"
        f"  cpsurvey ingest  --study {typed}\n"
        f"  cpsurvey analyze --study {typed}\n"
        "no answers yet? say 'simulated: true' in study.yaml and draw some:\n"
        f"  cpsurvey simulate --study {typed} -n 300 --out {drawn}",
    )


def filled(
    name: str,
    title: str,
    folder: Path,
    questionnaire: str = SHIPPED,
    languages: Sequence[str] = ("en", "fr"),
) -> str:
    """The study file of a new study, in the languages of its questionnaire."""
    from cpsurvey.forms.lines import scalar
    from cpsurvey.simulate.kpi import SECTION

    kpi = "".join(f"# {line}\n" for line in SECTION.splitlines())
    return TEMPLATE.format(
        id=scalar(name),
        titles="\n".join(f"    {language}: {scalar(title)}" for language in languages),
        languages=", ".join(languages),
        folder=folder,
        kpi=kpi,
        questionnaire=scalar(questionnaire),
    )
