"""``cpsurvey questionnaire new``: a questionnaire to edit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from cpsurvey.cli.app import JsonOption, QuietOption, Talk
from cpsurvey.cli.questionnaire import commands

TEMPLATE = """\
# A questionnaire of your own. Replace the texts, then: cpsurvey questionnaire check {file}
# Every key is documented by: cpsurvey questionnaire schema
schema: cpsurvey/questionnaire/1
id: {id}
version: 1.0.0               # a changed wording is a new version
status: new_wording_to_be_validated   # or published_scale, validated
title: {{en: My questionnaire}}
licence: CC-BY-4.0
languages: [en]              # another: [en, fr], and a text in it beside every one in 'en'
default_language: en

identifiers:                 # take out what you do not ask; the platform numbers people itself
  team: {{variable: team, label: {{en: Your team}}}}

option_sets:                 # answers, from least to most
  agree5:
    options:
      - {{code: 1, label: {{en: Strongly disagree}}}}
      - {{code: 2, label: {{en: Disagree}}}}
      - {{code: 3, label: {{en: Neither agree nor disagree}}}}
      - {{code: 4, label: {{en: Agree}}}}
      - {{code: 5, label: {{en: Strongly agree}}}}
      - {{code: -8, missing: not_applicable, label: {{en: Does not apply}}}}

scales:                      # items that measure one thing; three or more are better
  - id: help
    label: {{en: Mutual help}}
    options: agree5
    items:
      - {{id: help1, text: {{en: My colleagues help me when I am stuck.}}}}
      - {{id: help2, text: {{en: I know whom to ask.}}}}
      - {{id: help3, text: {{en: Here everyone works alone.}}, reverse: true}}
  - id: ease
    label: {{en: Ease of work}}
    options: agree5
    items:
      - {{id: ease1, text: {{en: I solve most requests at once.}}}}
      - {{id: ease2, text: {{en: I find what I need quickly.}}}}
      - {{id: ease3, text: {{en: Unusual requests slow me down.}}, reverse: true}}

questions:                   # background; also type: select_one (with options), decimal, text
  - {{id: years, type: integer, min: 0, max: 60, text: {{en: How many years here?}}}}
"""


@commands.command()
def new(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="File to write, ending in .yaml."),
    ] = Path("my-questionnaire.yaml"),
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a small commented questionnaire to edit; it is valid as it stands.

    Example: cpsurvey questionnaire new --out trust.yaml
    """
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.forms.write import write_new

    if out.suffix not in (".yaml", ".yml"):
        raise CpsurveyError(
            "CPS904",
            "a questionnaire is a file that ends in .yaml, and '--out' names another",
            where=str(out),
            fix=f"--out {out.with_suffix('.yaml')}",
        )
    write_new(out, filled(out).encode("utf-8"))
    Talk(as_json, quiet).result(
        {"schema": "cpsurvey/questionnaire-new/1", "file": str(out)},
        ""
        if quiet
        else f"wrote {out}\n\n"
        "next: put your own texts in, then\n"
        f"  cpsurvey questionnaire check  {_path(out)}\n"
        f"  cpsurvey questionnaire export {_path(out)} --to paper\n"
        f"and write 'questionnaire: {_path(out)}' in study.yaml (cpsurvey init DIR)",
    )


def filled(file: Path) -> str:
    """The template with an id of the file's name."""
    from cpsurvey.forms.lines import file_id

    return TEMPLATE.format(id=file_id(file.name), file=file.name)


def _path(file: Path) -> str:
    text = str(file)
    return f"'{text}'" if re.search(r"[^\w./-]", text) else text
