"""Published files are whole, or are written again; `report` never harms what stands."""

import json
import shutil

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.batch import record
from cpsurvey.batch.publish import current_run, digests
from cpsurvey.cli import funnel
from cpsurvey.report import write as report_room


@pytest.fixture
def study(tmp_path):
    """One analysed study below a folder of studies; returns the study's folder."""
    folder = tmp_path / "one"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL, "utf-8")
    (folder / "study.yaml").write_text(STUDY.replace("[html]", "[md, csv]"), "utf-8")
    (folder / "data" / "x.csv").write_text(answers(40), "utf-8")
    assert batch(folder) == 0
    return folder


def batch(study):
    return funnel.run(["batch", "run", str(study.parent), "--quiet"])


def outcome(study):
    newest = max((study.parent / ".cpsurvey-runs").glob("*.json"))
    return json.loads(newest.read_text("utf-8"))["studies"][0]


def runs(study):
    folders = (p.name for p in (study / "reports").iterdir() if p.is_dir())
    return sorted(name for name in folders if name != "current")


def change_record(study, **changes):
    file = study / "reports" / "current" / "run.json"
    found = json.loads(file.read_text("utf-8")) | changes
    file.write_text(json.dumps(found), "utf-8")


def test_the_record_keeps_the_hash_of_every_published_file(study):
    folder = current_run(study / "reports")
    files = record.read(folder)["files"]
    assert files == digests(folder)
    assert {"results.json", "supplement.md", "supplement.fr.md"} < set(files)
    assert "run.json" not in files


@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
def test_a_report_that_is_not_whole_is_written_again(study, harm):
    before = current_run(study / "reports")
    file = before / "supplement.md"
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(whole[:100] if harm == "cut" else whole.replace(b"n", b"m"))
    assert batch(study) == 0
    found = outcome(study)
    assert found["status"] == "done"
    assert "supplement.md" in found["reason"]
    assert "written again" in found["reason"]
    now = current_run(study / "reports")
    assert (now / "supplement.md").read_bytes() == whole
    assert record.read(now)["files"] == digests(now)
    assert (now / "results.json").read_bytes() == (before / "results.json").read_bytes()
    assert batch(study) == 0
    assert outcome(study)["status"] == "skipped"


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
def test_results_that_are_not_whole_are_computed_again(study, harm):
    file = study / "reports" / "current" / "results.json"
    if harm == "gone":
        file.unlink()
    else:
        text = file.read_text("utf-8")
        file.write_text(text[:80] if harm == "cut" else text.replace("40", "41"), "utf-8")
        assert funnel.run(["report", "--study", str(study)]) == 65
    assert batch(study) == 0
    assert "results.json" in outcome(study)["reason"]
    assert len(runs(study)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"exit": 99},
        {"exit": "x"},
        {"exit": None},
        {"exit": True},
        {"exit": [70]},
        {"id": 5},
        {"files": None},
        {"files": []},
        {"files": {"results.json": 3}},
        {"files": {"../../../etc/passwd": "0"}},
        {"key": None},
    ],
)
def test_a_strange_record_means_analyse_again(study, changes):
    change_record(study, **changes)
    assert batch(study) == 0
    assert outcome(study)["status"] == "done"
    assert len(runs(study)) == 2


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"3", b"\xff\x00", b"[" * 100_000, b'{"exit": NaN}']
)
def test_a_torn_record_means_analyse_again(study, content):
    (study / "reports" / "current" / "run.json").write_bytes(content)
    assert batch(study) == 0
    assert "record of the last run" in outcome(study)["reason"]


def test_the_status_of_a_run_is_kept_when_it_is_skipped(study):
    change_record(study, exit=70)
    assert batch(study) == 70
    assert outcome(study)["status"] == "skipped"


def test_a_report_that_changes_nothing_writes_nothing(study, capsys):
    before = runs(study)
    assert funnel.run(["report", "--study", str(study)]) == 0
    assert "unchanged" in capsys.readouterr().out
    assert runs(study) == before


def test_a_report_is_published_beside_the_run_it_belongs_to(study):
    before = current_run(study / "reports")
    whole = digests(before)
    assert funnel.run(["report", "--study", str(study), "--format", "html"]) == 0
    now = current_run(study / "reports")
    assert now.name == f"{before.name}-2"
    assert digests(before) == whole
    assert set(digests(now)) == whole.keys() | {
        f"{name}{language}.html"
        for name in ("report", "article", "supplement")
        for language in ("", ".fr")
    }
    assert record.read(now)["report_of"] == before.name
    assert batch(study) == 0
    assert outcome(study)["status"] == "skipped"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_report_that_is_cut_off_leaves_the_old_one(study, monkeypatch, error):
    before = {p: p.read_bytes() for p in (study / "reports").rglob("*") if p.is_file()}

    def cut_off(_results, folder, **_options):
        (folder / "supplement.html").write_text("half", "utf-8")
        raise error

    monkeypatch.setattr(report_room, "write_report", cut_off)
    status = funnel.run(["report", "--study", str(study), "--format", "html"])
    assert status == (130 if isinstance(error, KeyboardInterrupt) else 73)
    after = {p: p.read_bytes() for p in (study / "reports").rglob("*") if p.is_file()}
    assert after == before


def test_damaged_files_are_not_taken_along(study):
    (study / "reports" / "current" / "supplement.md").write_text("damaged", "utf-8")
    assert funnel.run(["report", "--study", str(study), "--format", "html"]) == 0
    assert not (study / "reports" / "current" / "supplement.md").exists()
    assert (study / "reports" / "current" / "supplement.html").exists()


def made_a_folder(study):
    """What a tool that follows links leaves: a folder in the place of the link."""
    link = study / "reports" / "current"
    target = link.resolve()
    link.unlink()
    shutil.copytree(target, link)


def test_a_link_that_became_a_folder_is_read_and_put_right(study):
    made_a_folder(study)
    (study / "reports" / "current" / "mine.txt").write_text("a note of mine", "utf-8")
    assert batch(study) == 0
    assert outcome(study)["status"] == "skipped"
    assert funnel.run(["report", "--study", str(study), "--format", "html"]) == 0
    link = study / "reports" / "current"
    assert link.is_symlink()
    assert (link / "supplement.html").is_file()
    kept = study / "reports" / "current-copy"
    assert (kept / "mine.txt").read_text("utf-8") == "a note of mine"
    made_a_folder(study)
    assert funnel.run(["analyze", "--study", str(study), "--quiet"]) == 0
    assert link.is_symlink()
    assert (study / "reports" / "current-copy-2" / "supplement.html").is_file()


@pytest.mark.parametrize("text", ["{id}\n", "{id}"])
def test_a_link_as_a_text_file_is_read(study, text):
    link = study / "reports" / "current"
    target = link.resolve()
    link.unlink()
    link.write_text(text.format(id=target.name), "utf-8")
    assert current_run(study / "reports") == target
    assert batch(study) == 0
    assert outcome(study)["status"] == "skipped"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../..", b".", b"x" * 9000, b"none\n"])
def test_a_strange_text_file_is_no_run(study, content):
    link = study / "reports" / "current"
    link.unlink()
    link.write_bytes(content)
    assert current_run(study / "reports") is None
    assert batch(study) == 0
    assert link.is_symlink()


def test_a_publication_that_was_cut_off_before_its_link(study):
    reports = study / "reports"
    target = current_run(reports)
    (reports / "current").unlink()
    (reports / ".unfinished-link").symlink_to("nowhere")
    (reports / ".unfinished-file").write_text("x")
    assert current_run(reports) == target
    assert funnel.run(["analyze", "--study", str(study), "--quiet"]) == 0
    assert (reports / "current").is_symlink()
    assert not list(reports.glob(".unfinished*"))


def test_a_link_that_leads_nowhere_is_no_run(study):
    reports = study / "reports"
    shutil.rmtree(current_run(reports))
    assert current_run(reports) is None
    assert funnel.run(["report", "--study", str(study)]) == 66
