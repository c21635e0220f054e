"""A report is copied where it would be the same again, and written in every other case."""

import json
import stat
from dataclasses import asdict
from pathlib import Path

import pytest

from cpsurvey import parallel, stored
from cpsurvey.batch import again
from cpsurvey.batch.analyze import analyze
from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.report import write as report_room
from tests.conftest import STUDY, answers

FORMATS = ("html", "csv")


@pytest.fixture
def written(monkeypatch):
    """How often a report was written."""
    calls = []
    write = report_room.write_report

    def counted(*args, **options):
        calls.append(options["formats"])
        return write(*args, **options)

    monkeypatch.setattr(report_room, "write_report", counted)
    monkeypatch.setattr(parallel, "cores", lambda: 1)  # a child's calls are not seen here
    return calls


@pytest.fixture
def study(tiny, write, written):
    """A study analysed once."""
    plan = "analyses:\n  - kind: flow\n  - {kind: items, scales: [help]}\n"
    write("study.yaml", STUDY.replace("analyses:\n  - kind: flow\n", plan))
    write("data/answers.csv", answers(30))
    ingest(load_study(Path(tiny)))
    run(Path(tiny))
    assert written == [FORMATS]
    written.clear()
    return Path(tiny)


def run(folder, formats=FORMATS, languages=None):
    return analyze(load_study(folder), formats=formats, languages=languages)


def content(done):
    return {file.relative_to(done.folder): file.read_bytes() for file in done.files}


def test_the_same_again_is_copied_byte_by_byte_and_private(study, written):
    before = {f.name: f.read_bytes() for f in (study / "reports/current").rglob("*.*")}
    done = run(study)
    assert written == []
    assert len(done.files) > len(FORMATS)
    assert {file.name: file.read_bytes() for file in done.files}.items() <= before.items()
    assert {stat.S_IMODE(file.stat().st_mode) for file in done.files} == {0o600}
    record = json.loads((done.folder / "run.json").read_text("utf-8"))
    assert {str(name) for name in content(done)} < set(record["files"])


@pytest.mark.parametrize(
    "change",
    [
        lambda folder, _: edit(folder / "study.yaml", "title: {", "title: {de: Neu, "),
        lambda folder, _: edit(folder / "study.yaml", "seed: 1", "seed: 4"),
        lambda _, patch: patch.setattr(again, "_version", lambda name: f"{name} 0"),
        lambda _, patch: patch.setattr("cpsurvey.analysis.program.program", lambda _: "other"),
    ],
    ids=["title", "seed", "library", "program"],
)
def test_what_a_report_depends_on_has_it_written_anew(study, written, monkeypatch, change):
    change(study, monkeypatch)
    run(study)
    assert written == [FORMATS]


def edit(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_other_formats_are_written_and_then_copied(study, written):
    run(study, ("md",))
    run(study, ("md",))
    assert written == [("md",)]


def test_other_languages_are_written(study, written):
    languages = load_study(study).languages
    run(study, languages=(*languages, *languages)[1:2])
    assert written == ([] if len(languages) == 1 else [FORMATS])


@pytest.mark.parametrize("spoilt", ["changed", "gone", "run gone", "note"])
def test_a_file_that_is_not_what_was_published_is_not_copied(study, written, spoilt):
    file = study / "reports/current/supplement.html"
    fresh = file.read_bytes()
    if spoilt == "changed":
        file.write_bytes(fresh + b"<p>mine</p>")
    elif spoilt == "gone":
        file.unlink()
    elif spoilt == "run gone":
        folder = file.parent.resolve()
        folder.rename(folder.with_name("elsewhere"))
    else:
        (study / "study.kept/report/last").write_bytes(b"spoilt\n{}")
    done = run(study)
    assert written == [FORMATS]
    assert (done.folder / "supplement.html").read_bytes() == fresh


def test_forget_erases_what_is_known_of_the_last_report(study):
    assert (study / "study.kept/report/last").is_file()
    assert funnel.run(["forget", "r1", "--study", str(study)]) == 0
    assert not (study / "study.kept").exists()


def test_results_are_the_text_that_json_would_write(study):
    text = (study / "reports/current/results.json").read_text("utf-8")
    whole = asdict(stored.read(text))
    found = {"schema": stored.SCHEMA, **whole}
    assert text == json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        stored._indented({"a": [float("nan")]}, "\n")
    odd = {"é\n": [True, None, 1, -0.0, 1e300, (), {}, {"x": []}], "2": {2: {None: 0.1}}}
    assert stored._indented(odd, "\n") == json.dumps(odd, ensure_ascii=False, indent=1)
