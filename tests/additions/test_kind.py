"""A kind of analysis: one folder (``paired`` beside this file, the recipe's example)."""

import json
import shutil
from pathlib import Path

import pytest

from cpsurvey.typography import printed

HERE = Path(__file__).parent
TESTS = HERE.parent
ASKED = """\
kind: paired
    id: gap
    pairs: [[help, perf], [p1, tenure]]
  - kind: hypotheses
hypotheses:
  - id: H1
    label: {en: More help, fr: Plus d'aide}
    direction: any
    tests: [{analysis: gap, effect: help - perf}]
"""


@pytest.fixture
def asked(scratch):
    """A study that asks for the kind; three of its respondents say their tenure."""
    scratch.setting("kind: flow\n", ASKED)
    scratch.setting("[html]", "[html, md, csv, docx]")
    file = scratch.study / "data" / "answers.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    known = [row if at < 3 else row.rpartition(",")[0] + "," for at, row in enumerate(rows)]
    file.write_text("\n".join([head, *known]) + "\n", "utf-8")
    return scratch


def add(scratch):
    scratch.add_folder("kinds/paired", HERE / "paired")


def test_its_name_and_options_are_checked_and_explained(asked):
    unknown = asked.run("check")
    assert unknown.returncode == 78
    assert "no kind of analysis is called 'paired'" in unknown.stderr
    add(asked)
    assert asked.run("check").returncode == 0
    said = asked.run("explain", "paired").stdout
    assert "Mean difference of two variables of the same respondents" in said
    assert "pairs: list of (list of names) (required)" in said
    asked.setting("[p1, tenure]]", "[help, pref]]\n  - {kind: paired, pair: [[h1, h2]]}")
    wrong = asked.run("check")
    assert wrong.returncode == 78
    assert "study.yaml:8: pairs: 'pref' is not a variable with numbers" in wrong.stderr
    assert "did you mean 'perf'?" in wrong.stderr
    assert "study.yaml:9" in wrong.stderr
    assert "did you mean 'pairs'?" in wrong.stderr


def test_its_numbers_are_reported_in_every_format(asked):
    add(asked)
    assert asked.run("ingest").returncode == 0
    assert asked.json("analyze")["faults"] == []
    reports = asked.study / "reports" / "current"
    stored = json.loads(reports.joinpath("results.json").read_text("utf-8"))
    gap, hypotheses = stored["results"]
    (row,) = gap["data"]["differences"]
    assert (row["first"], row["second"], row["n"]) == ("help", "perf", 40)
    assert row["est"] == pytest.approx(row["of_first"]["mean"] - row["of_second"]["mean"])
    assert row["ci"]["lower"] < row["est"] < row["ci"]["upper"]
    (test,) = hypotheses["data"]["hypotheses"][0]["tests"]
    assert (test["est"], test["pvalue"]) == (row["est"], row["pvalue"])
    for language, said in SAID.items():
        page = reports.joinpath(f"supplement{language}.md").read_text("utf-8")
        in_short, _, chapters = page.partition(said["plan"])
        assert said["pair"] in in_short
        for text in (
            said["heading"],
            said["caveat"],
            said["table"],
            f"| {said['pair']} | 40 |",
        ):
            assert text in chapters
        html = reports.joinpath(f"supplement{language}.html").read_text("utf-8")
        assert said["figure"] in html
        assert html.count("<svg") == 2  # its own, and the hypotheses'
        sheets = {
            number: reports.joinpath("tables", f"{number}-gap{language}.csv").read_text(
                "utf-8-sig"
            )
            for number in ("T90", "T91")
        }
        mark = ";" if language else ","  # as programs in French read them
        head, first = sheets["T90"].splitlines()
        assert head.replace(mark, " ") == "pair n est se t df pvalue ci_lower ci_upper d"
        number = str(row["est"]).replace(".", "," if language else ".")
        assert first.startswith(mark.join((said["pair"], "40", number, "")))
        assert sheets["T91"].splitlines()[0].replace(mark, " ") == (
            "pair mean_of_first sd_of_first mean_of_second sd_of_second r"
        )
        assert (reports / f"supplement{language}.docx").stat().st_size > 0
    again = reports.joinpath("supplement.html").read_bytes()
    assert asked.run("report", "--format", "html").returncode == 0
    assert reports.joinpath("supplement.html").read_bytes() == again  # all is in results.json


SAID = {
    "": {
        "plan": "## What was declared beforehand",
        "pair": "Mutual help minus Performance",
        "heading": "## Which of two scores is higher?",
        "caveat": "Perf 1 and Tenure were not compared: fewer than",
        "table": ". Differences of two scores** [T90]",
        "figure": "Differences of two scores with 95% intervals",
    },
    ".fr": {
        "plan": printed("## Ce qui était déclaré à l'avance", "fr"),
        "pair": "Entraide moins Performance",
        "heading": printed("## Lequel de deux scores est le plus haut ?", "fr"),
        "caveat": printed("Perf 1 et Ancienneté n'ont pas été comparés", "fr"),
        "table": ". Différences de deux scores** [T90]",
        "figure": "Différences de deux scores, intervalles à 95",
    },
}


def house(scratch):
    """What checks the house, beside the copy."""
    root = scratch.package.parent
    shutil.copy(TESTS.parent / "pyproject.toml", root)
    shutil.copytree(TESTS / "kinds", root / "tests" / "kinds")
    for name in ("conftest.py", "phrases.py", "hypotheses_made.py"):
        shutil.copy(TESTS / name, root / "tests")
    scratch.study = root  # where commands are run
    add(scratch)


LAYERS = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
ITS_OWN = "paired or phrase or caveat or families or two_kinds"


def test_it_keeps_the_rules_of_the_house(scratch):
    house(scratch)
    for argv in (
        ("-c", LAYERS),
        ("-m", "ruff", "check", "cpsurvey/kinds/paired"),
        ("-m", "ruff", "format", "--check", "cpsurvey/kinds/paired"),
        ("-m", "pytest", "tests/kinds", "-q", "-k", ITS_OWN),
    ):
        done = scratch.python(*argv)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_its_types_fit_at_both_ends_and_every_rule_holds(scratch):
    house(scratch)
    for argv in (
        ("-m", "mypy", "-p", "cpsurvey.kinds.paired"),
        ("-m", "pytest", "tests/kinds", "-q"),
    ):
        done = scratch.python(*argv)
        assert done.returncode == 0, done.stdout + done.stderr
