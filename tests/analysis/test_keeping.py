"""What is kept from run to run: one input is changed, and exactly what reads it runs."""

import json
import re
import stat
from pathlib import Path

import pytest

from cpsurvey import parallel
from cpsurvey.analysis import keeping, run
from cpsurvey.batch.analyze import analyze
from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from tests.conftest import STUDY, answers

PLAN = """\
analyses:
  - kind: flow
  - kind: respondents
  - {kind: items, id: items-help, scales: [help]}
  - {kind: reliability, id: alpha-help, scales: [help]}
  - {kind: reliability, id: alpha-perf, scales: [perf]}
  - {kind: regression, id: main, outcome: perf, blocks: [help, years]}
  - {kind: sem, id: model, model: direct, main: true}
  - {kind: sensitivity, id: otherwise}
"""
EVERY = {
    *("flow", "respondents", "items-help", "alpha-help", "alpha-perf", "main", "model"),
    "otherwise",
}


@pytest.fixture
def study(tiny, write):
    """A study with answers and a plan, analysed once."""
    write("study.yaml", STUDY.replace("analyses:\n  - kind: flow\n", PLAN))
    write("data/answers.csv", answers(60))
    folder = Path(tiny)
    ingest(load_study(folder))
    analyze(load_study(folder))
    return folder


def ran(folder: Path) -> set[str]:
    """What runs when the study is analysed now."""
    return {one.id for one in analyze(load_study(folder)).steps if not one.kept}


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_nothing_changed_nothing_runs_and_the_files_are_the_same_bytes(study):
    first = sorted((study / "reports").iterdir())
    files = (study / "reports/current").glob("*.*")
    fresh = {f.name: f.read_bytes() for f in files if f.name != "run.json"}
    done = analyze(load_study(study))
    assert [one.id for one in done.steps if not one.kept] == []
    assert len(sorted((study / "reports").iterdir())) > len(first)
    assert {"supplement.html", "results.json"} <= set(fresh)
    assert fresh == {name: (done.folder / name).read_bytes() for name in fresh}


def test_one_option_of_one_regression(study):
    edit(study / "study.yaml", "blocks: [help, years]", "blocks: [help]")
    assert ran(study) == {"main"}


def test_one_answer_moves_its_person_so_that_all_that_read_answers_run(study, write):
    write("data/more.csv", answers(61))
    ingest(load_study(study), replace=True)
    assert ran(study) == EVERY


def test_the_model_that_others_rest_on(study):
    edit(study / "small.yaml", "perf ~ help\n", "perf ~ help\n      p1 ~~ p2\n")
    assert ran(study) == {"model", "otherwise"}


def test_the_items_of_a_scale(study):
    edit(study / "small.yaml", "      - {id: p3, label: {en: Perf 3, fr: Perf 3}}\n", "")
    edit(study / "small.yaml", "p1 + p2 + p3", "p1 + p2")
    assert "alpha-perf" in ran(study)


def test_scoring_of_one_scale_leaves_what_does_not_read_it(study):
    edit(study / "small.yaml", "  - id: perf\n", "  - id: perf\n    scoring: {min_valid: 3}\n")
    found = ran(study)
    assert "alpha-perf" in found
    assert found.isdisjoint({"flow", "respondents"})


def test_words_of_the_questionnaire_and_of_the_study(study):
    edit(study / "small.yaml", "en: Help 1", "en: Helping each other")
    edit(study / "small.yaml", "title: {en: Small", "title: {en: Little")
    edit(study / "study.yaml", "en: Tiny study", "en: A tiny study")
    assert ran(study) == set()
    report = (study / "reports/current/supplement.html").read_text(encoding="utf-8")
    assert "Helping each other" in report


def test_languages_and_formats(study):
    edit(study / "study.yaml", "formats: [html]", "formats: [md, html]\n  languages: [fr]")
    assert ran(study) == set()


def test_seed(study):
    edit(study / "study.yaml", "seed: 1", "seed: 2")
    found = ran(study)
    assert "alpha-help" in found
    assert found.isdisjoint({"flow", "respondents"})


def test_smallest_group(study):
    edit(study / "study.yaml", "key_file: secret.key", "key_file: secret.key, k: 12")
    assert "respondents" in ran(study)


def test_program_and_libraries(study, monkeypatch):
    monkeypatch.setattr(keeping, "code", lambda: "another")
    done = analyze(load_study(study))
    assert {one.why for one in done.steps} == {"the program changed"}
    monkeypatch.setattr(keeping, "libraries", lambda: ["numpy 9"])
    done = analyze(load_study(study))
    assert {one.why for one in done.steps} == {"a library changed"}


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", b"whole\n{}"])
def test_a_damaged_entry_is_worked_out_again_and_said(study, damage):
    (study / "study.kept/results/main").write_bytes(damage)
    done = analyze(load_study(study))
    why = {one.id: one.why for one in done.steps if not one.kept}
    assert why == {"main": "what was kept of it is damaged"}
    assert done.exit_status == 0
    assert ran(study) == set()


def test_an_entry_cut_off_while_written_is_no_entry(study):
    held = study / "study.kept/results"
    (held / "main").rename(held / "main.part")
    assert ran(study) == {"main"}
    assert not list(held.glob("*.part"))


def test_an_entry_under_another_name_is_not_taken(study):
    held = study / "study.kept/results"
    (held / "alpha-perf").write_bytes((held / "alpha-help").read_bytes())
    assert ran(study) == {"alpha-perf"}


def test_entries_of_analyses_no_longer_asked_for_are_dropped(study):
    edit(study / "study.yaml", "  - {kind: sensitivity, id: otherwise}\n", "")
    analyze(load_study(study))
    names = {file.name for file in (study / "study.kept/results").iterdir()}
    assert names == EVERY - {"otherwise"}


def test_kept_files_are_private_and_not_published(study):
    folder = study / "study.kept"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600)
    published = json.loads((study / "reports/current/run.json").read_text())["files"]
    assert not [name for name in published if "kept" in name]


def test_forget_erases_all_that_is_kept(study):
    assert (study / "study.kept").is_dir()
    assert funnel.run(["forget", "r1", "--study", str(study)]) == 0
    assert not (study / "study.kept").exists()


def test_another_key_erases_all_that_was_kept(study):
    from cpsurvey.store.kept import claim

    claim(study, "another key")
    assert [file.name for file in (study / "study.kept").iterdir()] == ["owner"]


def test_where_nothing_can_be_kept_everything_runs(study, monkeypatch):
    from cpsurvey.store import kept

    kept.erase(study)
    monkeypatch.setattr(kept, "_private", _refused)
    assert ran(study) == EVERY
    assert not list((study / "study.kept").rglob("*.part"))


def _refused(*_args):
    raise OSError(28, "no space left")


def test_every_part_a_step_reads_is_found_again(study):
    """A place that could not be walked to would make its analysis run for ever."""
    assert ran(study) == set()
    for file in (study / "study.kept/results").iterdir():
        entry = json.loads(file.read_bytes().split(b"\n")[1])
        assert entry["reads"], file.name


def test_only_the_analyses_named_and_the_last_whole_run_stays_current(study):
    current = (study / "reports/current").resolve()
    edit(study / "study.yaml", "blocks: [help, years]", "blocks: [help]")
    assert funnel.run(["analyze", "--only", "main,model", "--study", str(study)]) == 0
    done = analyze(load_study(study), only=["model", "alpha-help"])
    assert [one.id for one in done.results.results] == ["alpha-help", "model"]
    assert [one.id for one in done.steps if not one.kept] == []
    assert (study / "reports/current").resolve() == current
    assert done.folder != current
    assert ran(study) == set()


def test_an_analysis_nobody_asked_for_is_named_with_the_nearest(study):
    with pytest.raises(CpsurveyError) as caught:
        analyze(load_study(study), only=["mian"])
    assert caught.value.code == "CPS904"
    assert "main" in str(caught.value.fix)


def test_some_tables_alone_in_a_private_folder(study):
    current = (study / "reports/current").resolve()
    place = ["--study", str(study)]
    assert funnel.run(["report", "--only", "t7,F1", "--format", "md", *place]) == 0
    assert funnel.run(["report", "--table", "T16-main", "--format", "docx", *place]) == 0
    assert (study / "reports/current").resolve() == current
    first, second = sorted(study.glob("reports/*-only*"), key=lambda one: len(one.name))
    text = (first / "report.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "T26" in line] == []
    assert (second / "report.docx").is_file()
    assert stat.S_IMODE(first.stat().st_mode) == 0o700


def test_some_tables_by_the_numbers_of_the_supplement(study):
    assert funnel.run(["analyze", "--format", "md", "--study", str(study)]) == 0
    supplement = (study / "reports/current/supplement.md").read_text(encoding="utf-8")
    assert "**Table S2" in supplement
    asked = ["report", "--format", "md", "--study", str(study)]
    for name in ("Table S2", "tableau\u00a0s2", "Figure S1"):
        assert funnel.run([*asked, "--table", name]) == 0
    texts = [
        (folder / "report.md").read_text(encoding="utf-8")
        for folder in sorted(
            study.glob("reports/*-only*"), key=lambda one: (len(one.name), one.name)
        )
    ]
    assert [re.findall(r"^\*+(\w+ S\d+)", text, re.MULTILINE) for text in texts] == [
        ["Table S2"],
        ["Table S2"],
        ["Figure S1"],
    ]
    line = next(one for one in supplement.splitlines() if one.startswith("**Table S2"))
    assert line in texts[0].splitlines()


@pytest.mark.parametrize("name", ["Table 1", "Figure S99", "tableau 3"])
def test_numbers_of_other_documents_are_not_taken_for_the_supplements(study, capsys, name):
    assert funnel.run(["report", "--table", name, "--study", str(study)]) == 2
    said = capsys.readouterr().err
    assert "its number in the supplement, which has S1 to S" in said
    assert not list(study.glob("reports/*-only*"))


def test_a_table_the_report_does_not_have(study, capsys):
    assert funnel.run(["report", "--only", "T99", "--study", str(study)]) == 2
    assert "CPS904" in capsys.readouterr().err
    assert not list(study.glob("reports/*-only*"))


def test_many_respondents_are_left_to_one_process(study, monkeypatch):
    asked = []
    alone = parallel.in_turn
    monkeypatch.setattr(parallel, "shared", lambda *given: asked.append(1) or alone(*given))
    edit(study / "study.yaml", "- kind: flow", "- {kind: flow, id: people}")
    assert "people" in ran(study)
    assert asked == [1]
    monkeypatch.setattr(run, "SIDE_BY_SIDE", 59)
    edit(study / "study.yaml", "id: people", "id: everybody")
    assert "everybody" in ran(study)
    assert asked == [1]
