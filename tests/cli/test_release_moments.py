"""``cpsurvey release --moments``: no answers, nothing of few people, compared with before."""

import csv
import subprocess

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel

ASKED = """analyses:
  - {kind: sem, model: direct, estimator: mlr, missing: fiml}
"""
ALL = answers(240).splitlines()


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    folder = tmp_path / "study"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL, "utf-8")
    text = STUDY.replace("analyses:\n  - kind: flow\n", ASKED)
    text = text.replace("seed: 1", "seed: 1, simulated: false")
    text = text.replace("formats: [html]", "formats: [md]")
    (folder / "study.yaml").write_text(text.replace("secret.key", "../secret.key"), "utf-8")
    return folder


def answered(folder, lines):
    file = folder / "data" / f"{len(list((folder / 'data').iterdir()))}.csv"
    file.write_text("\n".join([ALL[0], *lines]) + "\n", "utf-8")
    assert funnel.run(["ingest", str(file), "--study", str(folder), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0


def release(folder, *more):
    return funnel.run(["release", "--study", str(folder), "--quiet", *more])


def without(lines, count, name="p1"):
    at = ALL[0].split(",").index(name)
    made = []
    for place, line in enumerate(lines):
        cells = line.split(",")
        if place < count:
            cells[at] = ""
        made.append(",".join(cells))
    return made


def test_moments_stand_in_the_release_and_in_its_sums(study):
    answered(study, ALL[1:])
    assert release(study) == 0
    assert not (study / "releases" / "1" / "moments").exists()
    assert release(study, "--moments") == 0
    place = study / "releases" / "2"
    assert {file.name for file in (place / "moments").iterdir()} == {
        *("covariances.csv", "means.csv", "expected.csv", "moments.R"),
    }
    assert "moments/covariances.csv" in (place / "SHA256SUMS").read_text("utf-8")
    assert release(study, "--moments") == 0  # nothing new
    assert not (study / "releases" / "3").exists()


def test_few_who_left_something_out_hold_the_moments(study, capsys):
    answered(study, without(ALL[1:], 4))
    assert release(study, "--moments") == 77
    told = capsys.readouterr().err
    assert "CPS621" in told
    assert "4 of those who answered 'h1'" in told
    assert release(study) == 0


def test_a_few_more_people_hold_the_next_moments(study, capsys):
    answered(study, without(ALL[1:201], 15))
    assert release(study, "--moments") == 0
    answered(study, ALL[201:204])
    assert release(study, "--moments") == 77
    assert "CPS611" in capsys.readouterr().err
    answered(study, ALL[204:])
    assert release(study, "--moments") == 0


def test_a_few_who_answer_later_hold_the_moments(study, capsys):
    """As many people as before: what differs is who answered everything."""
    answered(study, without(ALL[1:], 20))
    assert release(study, "--moments") == 0
    answered(study, ALL[1:4])  # three of them now answer p1, too
    assert release(study, "--moments") == 77
    assert "CPS611" in capsys.readouterr().err


TWO = """analyses:
  - {kind: sem, model: direct, estimator: mlr, missing: fiml}
  - {kind: cfa, id: helping, syntax: "help =~ h1 + h2 + h3", missing: fiml}
"""


def test_a_model_of_few_people_is_left_out_and_the_others_stay(study, capsys):
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8").replace(ASKED, TWO), "utf-8")
    answered(study, without(ALL[1:], 4))
    capsys.readouterr()
    assert release(study, "--moments") == 0
    told = capsys.readouterr().err
    assert "no moments of 'sem-direct', they would tell of few people" in told
    script = (study / "releases" / "1" / "moments" / "moments.R").read_text("utf-8")
    assert 'models[["helping"]]' in script
    assert "sem-direct" not in script
    assert "p1" not in (study / "releases" / "1" / "moments" / "means.csv").read_text("utf-8")


def test_moments_of_other_variables_are_compared_by_who_is_in_them(study, capsys):
    """Means of the same items, of 225 and of 228 people: the difference is of three."""
    file = study / "study.yaml"
    text = file.read_text("utf-8")

    def modelled(last):
        asked = f'analyses:\n  - {{kind: cfa, id: one, syntax: "help =~ h1 + h2 + {last}"}}\n'
        file.write_text(text.replace(ASKED, asked), "utf-8")

    modelled("p1")
    answered(study, without(without(ALL[1:], 15, "p1"), 12, "p3"))
    assert release(study, "--moments") == 0
    modelled("p3")
    assert funnel.run(["analyze", "--study", str(study), "--quiet"]) == 0
    capsys.readouterr()
    assert release(study, "--moments") == 77
    assert "3 new" in capsys.readouterr().err


BOTH = """analyses:
  - {kind: sem, model: direct, estimator: mlr, missing: fiml}
  - {kind: cfa, id: plain, syntax: "help =~ h1 + h2 + h3\\n perf =~ p1 + p2 + p3"}
  - {kind: cfa, id: steps, syntax: "help =~ h1 + h2 + h3\\n perf =~ p1 + p2 + p3",
     estimator: wlsmv, missing: listwise}
"""


@pytest.mark.needs_r
def test_r_finds_the_same_from_what_was_released(study):
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8").replace(ASKED, BOTH), "utf-8")
    answered(study, ALL[1:])
    assert release(study, "--moments") == 0
    place = study / "releases" / "1" / "moments"
    told = subprocess.run(
        ["Rscript", str(place / "moments.R")], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    with (place / "compared.csv").open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert {one["model"] for one in found} == {"sem-direct", "plain", "steps"}
    assert "chisq.scaled" in {one["statistic"] for one in found if one["model"] == "steps"}
    assert not [one for one in found if not one["lavaan"]]
    apart = [one for one in found if float(one["difference"]) > 1e-4]
    assert not apart, apart


def test_a_run_without_models_has_no_moments(study, capsys):
    file = study / "study.yaml"
    file.write_text(
        file.read_text("utf-8").replace(ASKED, "analyses:\n  - kind: flow\n"), "utf-8"
    )
    answered(study, ALL[1:])
    assert release(study, "--moments") == 66
    assert "CPS620" in capsys.readouterr().err
