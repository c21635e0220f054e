"""Every model of whole studies again in R: what lavaan can compute is what was printed.

`python -m pytest -m needs_r tests/export/test_lavaan_whole.py`; that of the demo takes hours.
"""

import csv
import os
import shutil
import subprocess

import pytest
from studies import written

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
def test_the_demo(tmp_path):
    folder = tmp_path / "demo"
    assert run("demo", "--force", folder) in (0, 70)
    found, _ = proved(folder)
    assert len(found) > 14_000
