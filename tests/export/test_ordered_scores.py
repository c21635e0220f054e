"""Factor scores of ordered answers, as the engine has them (lavaan's numbers: tests/gold)."""

import csv

import numpy as np
import pytest
from studies import written

from cpsurvey.cli import funnel

MODEL = """\
analyses:
  - {kind: cfa, id: ordered, syntax: "help =~ h1 + h2 + h3 + h4", estimator: wlsmv}
"""


@pytest.fixture
def folder(tmp_path, capsys):
    made = written.write(tmp_path / "study", written.answers(240), more=MODEL)
    assert funnel.run(["ingest", "--study", str(made), "--quiet"]) == 0
    capsys.readouterr()
    return made


def test_scores_of_an_ordered_model_are_exported(folder, capsys):
    from cpsurvey.sem.after.scores import factor_scores
    from cpsurvey.sem.fit import fit

    out = folder / "scored.csv"
    assert funnel.run(["export", "--study", str(folder), "--to", str(out), "--scores"]) == 0
    assert "no factor scores" not in capsys.readouterr().err
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = ["h1", "h2", "h3", "h4"]
    data = {n: np.array([float(row[n] or "nan") for row in rows]) for n in names}
    found = fit(
        "help =~ h1 + h2 + h3 + h4",
        data,
        kind="cfa",
        estimator="wlsmv",
        ordered=names,
        missing="pairwise",
    )
    told = np.array([float(row["fs_help"]) for row in rows])
    assert any(np.isnan(column).any() for column in data.values())
    np.testing.assert_allclose(told, factor_scores(found)[0][:, 0], atol=1e-6)
