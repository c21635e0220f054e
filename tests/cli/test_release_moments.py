"""``cpsurvey release --moments``: no answers, nothing of few people, compared with before."""

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


def test_a_run_without_models_has_no_moments(study, capsys):
    file = study / "study.yaml"
    file.write_text(
        file.read_text("utf-8").replace(ASKED, "analyses:\n  - kind: flow\n"), "utf-8"
    )
    answered(study, ALL[1:])
    assert release(study, "--moments") == 66
    assert "CPS620" in capsys.readouterr().err
