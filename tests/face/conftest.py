"""A study of the shipped questionnaire with stored results: nothing is fitted for it."""

import shutil

import pytest

from cpsurvey.cli.demo import STUDY

RUN = "20260601T080000Z-00000000"


@pytest.fixture(scope="session")
def demo(tmp_path_factory, request):
    """Folder ``demo``, as the command makes it, but for the results, which are small ones."""
    folder = tmp_path_factory.mktemp("face") / "demo"
    run = folder / "reports" / RUN
    run.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY.format(seed=1, kpi="", seen=""), encoding="utf-8")
    stored = request.config.rootpath / "tests" / "golden" / "results" / "agents.json"
    shutil.copy(stored, run / "results.json")
    (run / "run.json").write_text(f'{{"id": "{RUN}", "exit": 0}}', encoding="utf-8")
    return folder


@pytest.fixture
def beside_demo(demo, monkeypatch):
    """Examples say where a study is as a reader would: from the folder it is in."""
    monkeypatch.chdir(demo.parent)
