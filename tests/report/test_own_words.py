"""A report speaks of what its questionnaire asked, and of communities only where that did."""

import re

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel

OF_COMMUNITIES = re.compile(
    r"communit|communaut|tacit|involvement|l'implication|call cent|centre d'appel",
    re.IGNORECASE,
)
LEVER = """\
levers:
  - of: help
    action: {en: Protect time, fr: Protéger du temps}
    decides: {en: Managers, fr: Direction}
hypotheses:
  - H1: help -> perf
"""
PLAN = """\
plan:
  - kind: hypotheses
  - {kind: reliability, bootstrap: 0}
  - {kind: variance, outcomes: [help]}
  - {kind: ipma, target: perf, stages: [[help]]}
"""


@pytest.fixture
def reported(tiny, write):
    """Texts of the reports and of the pages for managers on a questionnaire."""

    def run(questionnaire):
        write("small.yaml", questionnaire)
        text = STUDY.split("analyses:")[0] + "privacy: {key_file: secret.key}\n"
        write("study.yaml", text + "report: {formats: [md, html], audience: both}\n")
        write("data/a.csv", answers(120))
        assert funnel.run(["ingest", "--study", str(tiny), "--quiet", "--replace"]) == 0
        assert funnel.run(["analyze", "--study", str(tiny), "--quiet"]) in (0, 70)
        files = (tiny / "reports" / "current").glob("*.html")
        return {file.name: file.read_text("utf-8") for file in files}

    return run


def test_own_questionnaires_hear_nothing_of_communities(reported):
    texts = reported(SMALL + LEVER + PLAN)
    assert {"supplement.html", "supplement.fr.html", "manager.html", "manager.fr.html"} < set(
        texts
    )
    for name, text in texts.items():
        assert not OF_COMMUNITIES.search(text), name
    assert "Levers are conditions people in charge can change." in texts["manager.html"]
    assert "Ce qui se décide, ce sont des conditions" in texts["manager.fr.html"]
    assert (
        "H1, as expected, exploratory: Mutual help → Performance (+)"
        in texts["supplement.html"]
    )
    assert re.search(
        r"H1, conforme à l\S+attente, exploratoire\s: Entraide → Performance \(\+\)",
        texts["supplement.fr.html"],
    )
    assert "Team" in texts["supplement.html"]
    assert "Équipe" in texts["supplement.fr.html"]


def test_questionnaires_on_communities_do(reported):
    renamed = {"id: help": "id: cop", "id: perf": "id: tks", "of: help": "of: cop"}
    plan = PLAN.replace("help", "cop").replace("perf", "tks")
    text = SMALL + LEVER.replace("help -> perf", "cop -> tks") + plan
    for old, new in (renamed | {"help =~": "cop =~", "perf =~": "tks =~"}).items():
        text = text.replace(old, new)
    texts = reported(text.replace("perf ~ help", "tks ~ cop"))
    assert "Communities form by themselves" in texts["manager.html"]
    assert "from involvement to performance" in texts["supplement.html"]


def test_one_scale_is_no_range_of_reliabilities(reported):
    text = SMALL[: SMALL.index("  - id: perf")] + SMALL[SMALL.index("questions:") :]
    text = text[: text.index("models:")]
    said = reported(text + "plan: [{kind: reliability, bootstrap: 0}]\n")["supplement.html"]
    assert re.search(r"Reliability \([^)]*\) of Mutual help: \.\d+\. Without intervals", said)
    assert "runs from" not in said
