"""Every model of whole studies again in R: what lavaan can compute is what was printed.

`python -m pytest -m needs_r tests/export/test_lavaan_whole.py` takes minutes. The demo takes an
hour and more: `make proof` runs it and stores what came out, CPSURVEY_PROOF=1 runs it here.
"""

import csv
import json
import os
import shutil
import subprocess

import pytest
from studies import written

from bench import proof
from cpsurvey.cli import funnel

KINDS = """
  - {kind: cfa, id: measured, syntax: "help =~ h1 + h2 + h3 + h4\\n share =~ s1 + s2 + s3 + s4"}
  - {kind: rivals, local_fit: true}
  - {kind: discriminant, scales: [help, share, work], bootstrap: 0}
"""
PATHS = (
    "help =~ h1 + h2 + h3 + h4\\n share =~ s1 + s2 + s3 + s4\\n work =~ w1 + w2 + w3 + w4\\n"
    " share ~ a*help{0}\\n work ~ b*share + c*help{0}\\n through := a*b"
)
WITHOUT_TEAMS = f"""groups: {{team: none}}
analyses:{KINDS}
  - {{kind: sem, model: paths, estimator: ml, missing: listwise, main: true, local_fit: true}}
  - {{kind: sem, id: filled, model: paths, estimator: mlr, missing: fiml}}
  - {{kind: sem, id: simple, syntax: "{PATHS.format("")}", estimator: mlm, missing: listwise}}
  - {{kind: direction, id: turned}}
"""
ORDINAL = f"""analyses:
  - {{kind: cfa, id: measured, estimator: wlsmv, missing: pairwise, local_fit: true,
     syntax: "help =~ h1 + h2 + h3 + h4\\n share =~ s1 + s2 + s3 + s4"}}
  - {{kind: cfa, id: complete, estimator: wlsmv, missing: listwise,
     syntax: "help =~ h1 + h2 + h3 + h4\\n work =~ w1 + w2 + w3 + w4"}}
  - {{kind: sem, id: path, estimator: wlsmv, missing: listwise, syntax: "{PATHS.format("")}"}}
  - {{kind: sem, id: given, model: paths, estimator: wlsmv, missing: listwise, main: true}}
  - {{kind: sem, id: crews, model: paths, estimator: wlsmv, missing: listwise, cluster: team}}
  - {{kind: sem, id: few, estimator: dwls, missing: listwise, syntax: "{PATHS.format("")}"}}
  - {{kind: rivals, estimator: wlsmv, local_fit: false}}
  - {{kind: discriminant, scales: [help, share, work], estimator: wlsmv, bootstrap: 0}}
"""


def run(*words):
    return funnel.run([*map(str, words), "--quiet"])


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def proved(folder):
    """Export, fit in R, and compare."""
    assert run("export", "--to", "lavaan", "--study", folder) == 0
    (place,) = folder.glob("*-lavaan")
    told = subprocess.run(
        ["Rscript", str(place / "reproduce.R")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert told.returncode == 0, told.stderr
    found = rows(place / "compared.csv")
    assert len(found) == len(rows(place / "printed.csv"))
    assert not [one for one in found if one["agrees"] != "TRUE"], told.stdout
    return found, rows(place / "not-in-lavaan.csv")


def of(folder, columns, more, **options):
    written.write(folder, columns, more=more, **options)
    assert run("ingest", "--study", folder) == 0
    assert run("analyze", "--study", folder) in (0, 70)
    return proved(folder)


@pytest.mark.needs_r
@pytest.mark.skipif(not shutil.which("Rscript"), reason="no R")
def test_a_study_without_teams(tmp_path):
    found, _ = of(tmp_path / "study", written.answers(300), WITHOUT_TEAMS, without=["crew"])
    assert {one["analysis"] for one in found} >= {
        *("measured", "rivals", "discriminant", "sem-paths", "filled", "simple", "turned"),
    }


@pytest.mark.needs_r
@pytest.mark.skipif(not shutil.which("Rscript"), reason="no R")
def test_ordered_answers(tmp_path):
    found, left = of(tmp_path / "study", written.answers(400), ORDINAL)
    analyses = {one["analysis"] for one in found}
    assert analyses >= {"measured", "complete", "path", "given", "few", "rivals"}
    # lavaan 0.6-14 ignores clusters of ordered variables without a word: errors are ours alone
    of_crews = {one["statistic"] for one in found if one["analysis"] == "crews"}
    assert "est" in of_crews
    assert not of_crews & {"se", "ci.lower", "pvalue", "chisq.scaled"}
    assert {one["why"] for one in left if one["analysis"] == "crews"} >= {"clustered"}


@pytest.mark.needs_r
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("Rscript"), reason="no R")
@pytest.mark.skipif(not os.environ.get("CPSURVEY_PROOF"), reason="an hour: CPSURVEY_PROOF=1")
def test_the_demo(tmp_path):
    folder = tmp_path / "demo"
    assert run("demo", "--force", folder) in (0, 70)
    found, _ = proved(folder)
    assert len(found) > 14_000


def test_what_r_found_of_the_demo_is_what_the_page_says():
    found = json.loads(proof.RESULTS.read_text("utf-8"))
    assert proof.table(found) in proof.PAGE.read_text("utf-8")
    compared = [one for one in found["analyses"].values() if one["compared"]]
    assert len(compared) > 10
    assert not [one for one in compared if one["agree"] < one["compared"]]


def test_analyses_are_summed_up_from_what_r_wrote(tmp_path):
    (tmp_path / "proof.csv").write_text("analysis,number\nx,lavaan 0.6.14\n", "utf-8")
    (tmp_path / "printed.csv").write_text("analysis\na\na\na\nb\n", "utf-8")
    lines = "analysis,agrees,relative\na,TRUE,1e-9\na,FALSE,0.25\na,FALSE,\n"
    (tmp_path / "compared.csv").write_text(lines, "utf-8")
    (tmp_path / "not-in-lavaan.csv").write_text("analysis,numbers\nc,4\n", "utf-8")
    found = proof.summed(tmp_path)["analyses"]
    assert {k: list(one.values()) for k, one in found.items()} == {
        "a": [3, 2, 1, 0.25, 0],
        "b": [1, 0, 0, None, 0],
        "c": [0, 0, 0, None, 4],
    }
    assert "| all | 4 | 2 | 1 | 2e-01 | 4 |" in proof.table({"lavaan": "", "analyses": found})
