"""Own questionnaires from simulated answers to a report: every analysis is done, status 0."""

import json
import re

import pytest

from cpsurvey.cli import funnel

HEAD = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: fr
option_sets: {accord: [Non, Ni l'un ni l'autre, Oui]}
"""
POLL = """\
questions:
  - {id: sexe, text: Sexe, options: [Femme, Homme]}
  - {id: age, text: Âge, type: integer, min: 18, max: 60}
  - {id: mot, text: Un mot, type: text}
"""
ONE = """\
scales:
  - id: calme
    options: accord
    items:
      - c1: Je suis calme.
      - c2: Je suis en paix.
"""
SINGLE = ONE[: ONE.index("      - c2")]


@pytest.mark.parametrize(
    ("questionnaire", "kinds"),
    [
        (POLL, {"flow", "respondents", "compare"}),
        (SINGLE, {"flow", "screening", "missing", "items"}),
        (ONE, {"flow", "screening", "missing", "items", "reliability"}),
    ],
    ids=["a poll without scales", "one item", "two items, nobody in groups"],
)
def test_a_study_of_what_there_is(write, capsys, questionnaire, kinds):
    write("own.yaml", HEAD + questionnaire)
    study = write(
        "study.yaml",
        """\
        study: {id: own, title: À moi, simulated: true}
        questionnaire: ./own.yaml
        sources: [{path: data/*.csv}]
        report: {formats: [md]}
        privacy: {key_file: secret.key}
        """,
    ).parent
    (study / "data").mkdir()
    out = str(study / "data" / "a.csv")
    for argv in (["simulate", "-n", "90", "--out", out], ["ingest"], ["analyze"]):
        assert funnel.run([*argv, "--study", str(study)]) == 0, argv
    run = study / "reports" / "current"
    results = json.loads((run / "results.json").read_text())["results"]
    assert {one["kind"] for one in results} == kinds
    assert all(one["data"] for one in results)
    assert re.search(r"\d\d répondants analysés", (run / "supplement.md").read_text("utf-8"))
