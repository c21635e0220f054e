"""Studies unlike the demo, each from its export to the first page of its report.

The pages are kept in ``pages/``; a line that changes is read before it is accepted
(``CPSURVEY_ACCEPT=1``).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from studies import written

from cpsurvey.cli import funnel

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Done:
    """A study that was ingested and analysed."""

    folder: Path
    status: int

    @property
    def results(self):
        text = (self.folder / "reports/current/results.json").read_text("utf-8")
        return json.loads(text)["results"]

    def page(self, language):
        """From the heading of the first page to the next."""
        run = self.folder / "reports/current"
        file = next(f for f in run.glob("report*.md") if _spoken(f, run) == language)
        return file.read_text("utf-8").split("\n## ")[1].strip() + "\n"

    def saying(self, code):
        return {r["id"] for r in self.results if code in {c["code"] for c in r["caveats"]}}

    def verdicts(self):
        found = next(r for r in self.results if r["kind"] == "hypotheses")
        return {one["id"]: one["verdict"] for one in found["data"]["hypotheses"]}


def _spoken(file, run):
    return "en" if "## In short" in file.read_text("utf-8") else "fr"


@pytest.fixture
def done(tmp_path, capsys):
    def do(*args, **options):
        folder = written.write(tmp_path / "study", *args, **options)
        assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
        status = funnel.run(["analyze", "--study", str(folder), "--quiet"])
        capsys.readouterr()
        return Done(folder, status)

    return do


def as_accepted(done, name, language="en"):
    file = PAGES / f"{name}.{language}.md"
    page = done.page(language)
    if os.environ.get("CPSURVEY_ACCEPT"):
        PAGES.mkdir(exist_ok=True)
        file.write_text(page, "utf-8")
    assert page == file.read_text("utf-8")


def test_nobody_has_a_team(done):
    study = done(written.answers(220), without=["crew"])
    assert study.status == 0
    assert study.saying("no_groups") == {"aggregation", "variance", "mixed-work"}
    assert study.verdicts() == {"H1": "as_expected", "H2": "as_expected", "H3": "not_asked"}
    as_accepted(study, "no-teams")
    as_accepted(study, "no-teams", "fr")


def test_a_study_says_that_it_has_no_teams(done):
    study = done(written.answers(220), more="groups: {team: none}\n")
    assert study.status == 0
    assert study.saying("no_groups") == {"aggregation", "variance", "mixed-work"}
    as_accepted(study, "no-teams")


def test_a_short_form_works_with_what_it_asks(done):
    study = done(written.answers(240), without=["h4", "s3", "s4", "years"])
    assert study.status == 0
    assert study.verdicts()["H1"] == "as_expected"
    assert study.saying("without_unasked") == {"regression-work", "sem-paths"}
    as_accepted(study, "short-form")


def test_a_scale_that_was_not_asked(done):
    study = done(written.answers(240), without=["s1", "s2", "s3", "s4"])
    assert study.status == 0
    assert study.saying("not_asked") == {"regression-work", "sem-paths"}
    assert study.verdicts() == {"H1": "not_asked", "H2": "not_asked", "H3": "as_expected"}
    as_accepted(study, "scale-not-asked")


def test_items_that_the_study_leaves_out(done):
    study = done(written.answers(240), more="drop_items: [h4]\nkeep_items: [s1, s2, s3]\n")
    assert study.status == 0
    as_accepted(study, "items-left-out")


def test_five_teams(done):
    study = done(written.answers(220, teams=5))
    assert study.status == 0
    assert study.verdicts()["H1"] == "cannot_be_judged"
    as_accepted(study, "five-teams")


def test_thirty_people(done):
    study = done(written.answers(30, teams=4))
    assert study.status == 0
    assert {"rivals", "sem-paths"} <= study.saying("not_carried")
    as_accepted(study, "thirty")


def test_two_scales(done):
    names = [f"{scale}{item}" for scale in "h" for item in range(1, 5)]
    study = done(written.answers(150), without=[*names, "crew"])
    assert study.status == 0
    as_accepted(study, "two-scales")


TEACHERS = """\
schema: cpsurvey/questionnaire/1
id: profs
version: 1.0.0
languages: fr
option_sets:
  accord:
    ordered: true
    options: [{code: 1, label: Jamais}, {code: 2, label: Rarement}, {code: 3, label: Parfois},
      {code: 4, label: Souvent}, {code: 5, label: Toujours}]
scales:
  - {id: entraide, options: accord, items: [{entraide_1: Je demande}, {entraide_2: On me dit},
      {entraide_3: Je regarde}]}
  - {id: classe, options: accord, items: [{classe_1: Au calme}, {classe_2: À l'heure},
      {classe_3: En forme}]}
questions:
  - {id: years, type: integer, label: Ancienneté, min: 0, max: 50, control: true}
hypotheses:
  - {id: H1, label: L'entraide va avec la classe, claim: entraide -> classe}
"""


def test_teachers_in_one_language_without_a_plan(done):
    columns = written.answers(90, scales={"entraide": 3, "classe": 3})
    study = done(columns, TEACHERS, without=["who", "crew"], languages="[fr]")
    assert study.status == 0
    as_accepted(study, "teachers", "fr")


def test_two_hundred_items(done):
    scales = {f"t{number:02d}": 5 for number in range(40)}
    lines = [
        f"  - {{id: {name}, options: agree, items: ["
        + ", ".join(f"{{{name}_{i}: Item {i} of {name}}}" for i in range(1, size + 1))
        + "]}\n"
        for name, size in scales.items()
    ]
    head = (
        "schema: cpsurvey/questionnaire/1\nid: long\nversion: 1.0.0\nlanguages: en\n"
        "option_sets:\n  agree: {ordered: true, options: [{code: 1, label: Never}, "
        "{code: 2, label: Rarely}, {code: 3, label: Sometimes}, {code: 4, label: Often}, "
        "{code: 5, label: Always}]}\nscales:\n"
    )
    study = done(
        written.answers(120, scales=scales),
        head + "".join(lines),
        without=["who", "crew", "years"],
        languages="[en]",
    )
    assert study.status == 0
    as_accepted(study, "two-hundred-items")


HALF = {
    "one scale": ["h3", "h4"],
    "two items each": ["h3", "h4", "s3", "s4", "w3", "w4"],
    "one item each": ["h2", "h3", "h4", "s2", "s3", "s4", "w2", "w3", "w4"],
}


@pytest.mark.parametrize("without", HALF.values(), ids=HALF)
def test_short_forms_down_to_one_item_are_no_failure(done, without):
    assert done(written.answers(240), without=without).status == 0


def without_a_factor():
    """Answers of which s1 and s2 have nothing in common."""
    columns = written.answers(240)
    return columns | {"s1": columns["s1"][::-1], "s2": columns["s2"][7:] + columns["s2"][:7]}


def test_a_model_that_too_few_items_do_not_determine_does_not_apply(done):
    study = done(without_a_factor(), without=["s3", "s4"])
    assert study.status == 0
    assert "sem-paths" in study.saying("not_asked_enough")
    assert study.verdicts()["H1"] == "not_asked"


def test_the_same_model_that_a_study_asks_for_is_unsound(done):
    more = "analyses: [{kind: sem, model: paths, estimator: mlr, missing: fiml, main: true}]\n"
    study = done(without_a_factor(), without=["s3", "s4"], more=more)
    assert study.status == 70
