"""What a progress bar of an import shows: it moves within a large file, and never back."""

import shutil

from cpsurvey.batch.ingest import ingest
from cpsurvey.batch.steps import Steps
from cpsurvey.design import load_study
from cpsurvey.intake import encoding
from cpsurvey.intake.sources import delimited

OWN = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: en
option_sets: {agree: [No, Maybe, "Yes"]}
scales: [{id: s, options: agree, items: [{i1: One}, {i2: Two}]}]
"""


def test_steps_are_hundredths_of_a_file():
    seen = []
    steps = Steps(lambda done, of: seen.append((done, of)), 1, 3)
    steps.read(0, 10)
    steps.read(10, 10)
    steps.decided(1, 2)
    steps.written(5, 10)
    steps.written(10, 10)
    Steps(None, 0, 1).read(1, 2)
    assert seen == [(100, 300), (140, 300), (150, 300), (180, 300), (200, 300)]


def test_the_bar_moves_within_a_large_file_and_never_back(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LARGE", 0)
    monkeypatch.setattr(encoding, "_PIECE", 4096)
    (tmp_path / "own.yaml").write_text(OWN)
    (tmp_path / "study.yaml").write_text(
        "study: {id: own, title: Own}\nquestionnaire: ./own.yaml\nsources: [{path: '*.csv'}]\n"
        "privacy: {key_file: k.key}\n"
    )
    rows = "".join(f"r{at},{1 + at % 3},{1 + at % 2}\n" for at in range(5000))
    (tmp_path / "a.csv").write_text(f"respondent_id,i1,i2\n{rows}")
    shutil.copy(tmp_path / "a.csv", tmp_path / "b.csv")
    seen = []
    found = ingest(load_study(tmp_path), progress=lambda done, of: seen.append((done, of)))
    assert [one.status for one in found] == ["ingested", "already"]
    assert seen == sorted(seen)
    assert {of for _, of in seen} == {200}
    assert len({done for done, _ in seen if done < 40}) > 5
    assert len({done for done, _ in seen if 40 <= done <= 60}) > 2
    assert len({done for done, _ in seen if 60 <= done <= 100}) > 3
