"""Small studies unlike the demo: what they ask, who answers, and the files they leave."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

OFFICE = """\
schema: cpsurvey/questionnaire/1
id: office
version: 1.0.0
status: validated
title: {en: Helping at work, fr: L'entraide au travail}
languages: [en, fr]
default_language: en
identifiers:
  respondent: {variable: who, aliases: [who]}
  team: {variable: crew, aliases: [crew]}
option_sets:
  agree:
    ordered: true
    options:
      - {code: 1, label: {en: Never, fr: Jamais}}
      - {code: 2, label: {en: Rarely, fr: Rarement}}
      - {code: 3, label: {en: Sometimes, fr: Parfois}}
      - {code: 4, label: {en: Often, fr: Souvent}}
      - {code: 5, label: {en: Always, fr: Toujours}}
scales:
  - id: help
    label: {en: Help, fr: Aide}
    options: agree
    items: [{h1: {en: I ask, fr: Je demande}}, {h2: {en: I am told, fr: On me dit}},
      {h3: {en: I look, fr: Je regarde}}, {h4: {en: I call, fr: J'appelle}}]
  - id: share
    label: {en: Sharing, fr: Partage}
    options: agree
    items: [{s1: {en: I tell, fr: Je raconte}}, {s2: {en: I show, fr: Je montre}},
      {s3: {en: I note, fr: Je note}}, {s4: {en: I warn, fr: Je préviens}}]
  - id: work
    label: {en: Work done, fr: Travail fait}
    options: agree
    items: [{w1: {en: On time, fr: À l'heure}}, {w2: {en: Right, fr: Juste}},
      {w3: {en: Whole, fr: Complet}}, {w4: {en: Clean, fr: Propre}}]
questions:
  - id: years
    type: integer
    label: {en: Years here, fr: Années ici}
    min: 0
    max: 50
    control: true
models:
  paths:
    label: {en: From help to work, fr: De l'aide au travail}
    kind: sem
    syntax: |
      help  =~ h1 + h2 + h3 + h4
      share =~ s1 + s2 + s3 + s4
      work  =~ w1 + w2 + w3 + w4
      share ~ a*help + years
      work  ~ b*share + c*help + years
      through := a*b
    effects: {through: {en: Help through sharing, fr: Aide à travers le partage}}
hypotheses:
  - id: H1
    label: {en: Help goes with sharing, fr: L'aide va avec le partage}
    tests: [{analysis: sem-paths, path: "share ~ help"}]
  - id: H2
    label: {en: Sharing goes with work done, fr: Le partage va avec le travail fait}
    tests: [{analysis: regression-work, term: share}]
  - id: H3
    label: {en: Teams differ in work done, fr: Les équipes diffèrent par le travail fait}
    tests: [{analysis: aggregation, scale: work}]
plan:
  - kind: hypotheses
  - kind: flow
  - {kind: reliability, bootstrap: 0, cluster: team}
  - {kind: correlations, variables: [help, share, work], cluster: team}
  - {kind: rivals, local_fit: false}
  - {kind: aggregation, group: team, draws: 20}
  - {kind: variance, outcomes: [work, share], groups: [team]}
  - {kind: regression, outcome: work, blocks: [years, help + share], errors: cr2, cluster: team}
  - {kind: mixed, outcome: work, predictors: [help], groups: [team]}
  - {kind: sem, model: paths, estimator: mlr, missing: fiml, cluster: team, main: true}
"""
"""An own questionnaire with its plan, written for people in teams."""
SCALES = {"help": 4, "share": 4, "work": 4}


def answers(
    n: int, *, teams: int = 30, seed: int = 4, scales: Mapping[str, int] | None = None
) -> dict[str, list[str]]:
    """Columns of `n` people: each scale goes with the one before it, .5 standardised."""
    rng = np.random.default_rng(seed)
    crew = rng.integers(1, teams + 1, n)
    factor = rng.standard_normal(n)
    columns = {
        "who": [f"SIM-{i:04d}" for i in range(n)],
        "crew": [f"C{one:02d}" for one in crew],
        "years": [str(one) for one in rng.integers(0, 31, n)],
    }
    shared = rng.standard_normal(teams + 1)[crew]
    for name, size in (scales or SCALES).items():
        factor = 0.5 * factor + 0.3 * shared + 0.8 * rng.standard_normal(n)
        for item in range(1, size + 1):
            x = 0.8 * factor + 0.6 * rng.standard_normal(n)
            codes = np.clip(np.round(3 + x), 1, 5).astype(int)
            lost = rng.random(n) < 0.01
            values = ["" if gone else str(code) for gone, code in zip(lost, codes, strict=True)]
            columns[f"{name[0]}{item}" if scales is None else f"{name}_{item}"] = values
    return columns


def write(
    folder: Path,
    columns: Mapping[str, Sequence[str]],
    questionnaire: str = OFFICE,
    *,
    without: Collection[str] = (),
    more: str = "",
    languages: str = "[en, fr]",
) -> Path:
    """A study folder with its questionnaire and one export."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "q.yaml").write_text(questionnaire, "utf-8")
    (folder / "study.yaml").write_text(
        f"study: {{id: small, title: {{en: Small, fr: Petite}}, simulated: true, seed: 5}}\n"
        "questionnaire: q.yaml\n"
        "sources: [{path: answers.csv}]\n"
        f"report: {{languages: {languages}, formats: [md]}}\n"
        f"privacy: {{key_file: small.key}}\n{more}",
        "utf-8",
    )
    kept = {name: column for name, column in columns.items() if name not in without}
    with (folder / "answers.csv").open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(kept)
        out.writerows(zip(*kept.values(), strict=True))
    return folder
