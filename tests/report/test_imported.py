"""What the import warned of stands in the report, in both languages, without cells."""

import ast
import json
import re

import pytest
from conftest import ROOT, TOLD, answers

from cpsurvey.cli import funnel
from cpsurvey.report.imported_words import WARNINGS
from cpsurvey.report.losses import LOSSES
from cpsurvey.typography import printed

ELSEWHERE = {"key_inside", "plan_not_there"}
"""Of the study, not of a file of answers."""
INDICATORS = {"no_agent_matches"}
"""True until the survey is ingested: said when indicators are read, and counted in T21."""


def warned():
    """Rules of every warning that is written out in the rooms of the import."""
    for room in ("intake", "store", "batch"):
        for file in (ROOT / "cpsurvey" / room).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "Finding":
                    continue
                rule, severity, *_ = [*call.args, ast.Constant(""), ast.Constant("")]
                if isinstance(rule, ast.Constant) and ast.unparse(severity) == "'warning'":
                    yield rule.value


def test_every_warning_of_the_import_has_words():
    rules = set(warned())
    assert len(rules) > 20
    assert rules <= WARNINGS.keys() | LOSSES.keys() | ELSEWHERE | INDICATORS


@pytest.fixture
def nameless(tiny):
    """Answers two of which have no identifier."""
    lines = answers(60).splitlines()
    for at in (3, 4):
        lines[at] = "," + lines[at].partition(",")[2]
    (tiny / "data" / "a.csv").write_text("\n".join(lines) + "\n", "utf-8")
    text = (tiny / "study.yaml").read_text("utf-8").replace("[html]", "[md, csv]")
    (tiny / "study.yaml").write_text(text, "utf-8")
    return tiny


def test_the_first_page_and_the_list_of_files_say_what_was_warned_of(nameless):
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(nameless), "--quiet"]) == 0
    current = nameless / "reports" / "current"
    english = (current / "supplement.md").read_text("utf-8")
    french = (current / "supplement.fr.md").read_text("utf-8")
    assert "each counted as one person (2)" in english.partition("T1")[0]
    assert "comptées chacune comme une personne (2)" in french
    (file,) = json.loads((current / "results.json").read_text())["provenance"]["sources"]
    assert file["warnings"]["row_without_id"] == 2
    assert "each counted as one person (2)" in (
        current / "tables" / "T26b-sources.csv"
    ).read_text("utf-8")


def test_files_without_warnings_need_no_column(nameless):
    text = answers(60).splitlines()
    text[0] += ",submitdate"
    lines = [text[0], *(f"{line},2026-11-02 10:00:00" for line in text[1:])]
    (nameless / "data" / "a.csv").write_text("\n".join(lines) + "\n", "utf-8")
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(nameless), "--quiet"]) == 0
    current = nameless / "reports" / "current"
    assert "The import warned" not in (current / "supplement.md").read_text("utf-8")
    head = (current / "tables" / "T26b-sources.csv").read_text("utf-8").splitlines()[0]
    assert "warnings" not in head


# ------------------------------------------------------------------------ batches
def test_a_batch_shows_the_warnings_of_new_files(nameless, capsys):
    assert funnel.run(["batch", "run", str(nameless)]) == 0
    said = capsys.readouterr().out
    assert "rows have no identifier" in said
    assert funnel.run(["batch", "run", str(nameless)]) == 0
    again = capsys.readouterr().out
    assert "rows have no identifier" not in again  # said the night it came
    assert "warning" in again
    assert funnel.run(["batch", "run", str(nameless), "--json"]) == 0
    (study,) = json.loads(capsys.readouterr().out)["studies"]
    rules = [finding["rule"] for finding in study["ingested"][0]["findings"]]
    assert "row_without_id" in rules
    assert study["warnings"] == sum(
        one["severity"] == "warning" for one in study["ingested"][0]["findings"]
    )


def test_a_quiet_batch_is_quiet_where_nothing_failed(nameless, capsys):
    assert funnel.run(["batch", "run", str(nameless), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


# --------------------------------------------------------------------- indicators
@pytest.fixture
def measured(nameless):
    """A file of indicators with a heading that is spelt almost as it should be."""
    file = nameless / "study.yaml"
    file.write_text(
        file.read_text("utf-8").replace("privacy: {key_file: secret.key}\n", TOLD)
        + """
kpi:
  files: [{path: kpi/*.csv, agent: agent}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: solved, trials: n}
    - {id: qa, label: QA, definition: form, type: linear, direction: "+", score: quality}
""",
        "utf-8",
    )
    (nameless / "kpi").mkdir()
    rows = "".join(f"r{i},{5 + i % 9},20,x\n" for i in range(1, 50))
    (nameless / "kpi" / "k.csv").write_text(f"agent,solved,n,qualty\n{rows}", "utf-8")
    return nameless


def test_indicators_warn_as_answers_do(measured, capsys):
    assert funnel.run(["batch", "run", str(measured)]) == 0
    said = capsys.readouterr().out
    assert "looks like 'quality'" in said
    current = measured / "reports" / "current"
    english, french = ((current / f"report{end}.md").read_text("utf-8") for end in ("", ".fr"))
    number = r"S\d+"
    told = (
        rf"columns that resemble an indicator's, not read. Table\s{number} and Table\s{number}"
    )
    assert re.search(told, english)
    dit = (
        printed("celles d'un indicateur, non lues", "fr")
        + rf"\. Tableau\s{number} et tableau\s{number}"
    )
    assert re.search(dit, french)
    table = (current / "tables" / "T26c-indicators.csv").read_text("utf-8")
    assert "columns that resemble an indicator's" in table
    assert "identifier" not in table  # that of the answers


def test_indicators_that_warn_no_more_say_so_without_being_read_anew(measured):
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(measured), "--quiet"]) == 0
    file = measured / "study.yaml"
    text = file.read_text("utf-8").replace("score: quality", "score: unheard")
    file.write_text(text, "utf-8")
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(measured), "--quiet"]) == 0
    page = (measured / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "identifier" in page
    assert "columns that resemble" not in page
