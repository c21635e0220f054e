"""The page of all runs: what it says, and that nothing in a folder can speak through it."""

import json
import os
import re
import stat

import pytest
from conftest import answers

from cpsurvey.batch import index
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.typography import printed


@pytest.fixture
def study(tiny):
    file = tiny / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("[html]", "[html, md]"), "utf-8")
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    assert run(tiny, "ingest") == 0
    assert run(tiny, "analyze") == 0
    return tiny


def run(study, *argv):
    return funnel.run([*argv, "--study", str(study), "-q"])


def page(study):
    return (study / "reports" / "index.html").read_text("utf-8")


def test_every_run_has_a_line_with_its_documents(study):
    assert run(study, "analyze", "--only", "flow") == 0
    text = page(study)
    runs = [one.id for one in index.entries(load_study(study))]
    assert len(runs) == 2
    for name in runs:
        assert f'href="./{name}/report.html"' in text
    places = re.findall(r'href="([^"]+)"', text)
    assert all((study / "reports" / place).is_file() for place in places)
    assert text.count("(current)") == 1
    assert ">60<" in text
    assert "<script" not in text


def test_it_says_what_was_released_and_called_back(study):
    assert run(study, "release") == 0
    last = re.compile(r'data-what="Released as">([^<]*)<')
    assert last.findall(page(study)) == ["1"]
    assert run(study, "release", "--withdraw", "1") == 0
    assert last.findall(page(study)) == [""]


def test_it_is_for_its_owner_alone_and_never_half(study):
    file = study / "reports" / "index.html"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list((study / "reports").glob(".index*"))


def test_a_run_is_published_where_the_page_cannot_be_written(study):
    file = study / "reports" / "index.html"
    file.unlink()
    file.mkdir()
    assert run(study, "analyze") == 0
    assert file.is_dir()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"id": "x"}',
        '{"id": "<b>", "exit": 0, "files": ["a"], "analyses": [3], "unsound": 5}',
        '{"id": "x", "exit": 0, "started": 5, "wave": ["<i>"], "analyses": {"a": 1}}',
        '{"id": "x", "exit": 70, "started": "<script>", "files": {"../../x.html": "a"}}',
    ],
)
def test_odd_records_take_no_other_line_away(study, text):
    odd = study / "reports" / "20200101T000000Z-<i>'\"&amp;"
    odd.mkdir()
    (odd / "run.json").write_text(text, "utf-8")
    (odd / 'a"><script>.html').write_text("x", "utf-8")
    assert run(study, "report", "--format", "md") == 0
    found = page(study)
    assert found.count("(current)") == 1
    assert "<script" not in found
    assert "<i>" not in found
    assert "../.." not in found


def test_links_pipes_and_strange_folders_are_passed_over(study):
    reports = study / "reports"
    (reports / "loop").symlink_to(reports)
    (reports / "empty").mkdir()
    (reports / ".unfinished-x").mkdir()
    (reports / "file").write_text("x", "utf-8")
    os.mkfifo(reports / "pipe")
    assert [one.id for one in index.entries(load_study(study))] == [
        f.name for f in reports.iterdir() if (f / "run.json").is_file() and not f.is_symlink()
    ]


def test_it_speaks_the_language_of_the_study(study):
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("[html, md]", "[html]\n  languages: [fr]"))
    assert run(study, "analyze") == 0
    text = page(study)
    assert '<html lang="fr">' in text
    assert printed("Exécutions de l'étude", "fr") in text


def test_unsound_runs_are_marked(study):
    current = (study / "reports" / "current").resolve()
    record = json.loads((current / "run.json").read_text("utf-8"))
    record |= {"unsound": ["flow"], "exit": 70}
    (current / "run.json").write_text(json.dumps(record), "utf-8")
    index.write_index(load_study(study))
    assert "not sound or not done: 1 analysis" in page(study)
