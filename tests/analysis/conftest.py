"""What tests of analyses share."""

import json

import pytest
from conftest import STUDY, TOLD

from cpsurvey.cli import funnel


@pytest.fixture
def analysed(tiny, capsys):
    """Run a study with `analyses` on `rows`; returns status, results by id, stderr."""

    def run(analyses, rows=None, *options, more="", freeze=False):
        text = STUDY.split("analyses:")[0] + more
        text += f"analyses:\n{analyses}\nreport: {{formats: [html, md]}}\n"
        text += TOLD
        (tiny / "study.yaml").write_text(text, "utf-8")
        if rows is not None:
            (tiny / "data" / "a.csv").write_text(rows, "utf-8")
            assert funnel.run(["ingest", "--study", str(tiny), "--quiet", "--replace"]) == 0
        if freeze:
            options = (*options, "--freeze-plan")
        status = funnel.run(["analyze", "--study", str(tiny), "--quiet", *options])
        file = tiny / "reports" / "current" / "results.json"
        results = {}
        if file.is_file():
            results = {r["id"]: r for r in json.loads(file.read_text())["results"]}
        return status, results, capsys.readouterr().err

    return run
