import json

import numpy as np
import pytest

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire
from cpsurvey.sem.fit import fit
from cpsurvey.simulate import simulate, write_limesurvey


@pytest.fixture(scope="module")
def shipped():
    return load_questionnaire("cop-callcentre-0.1.0").questionnaire


def test_the_same_seed_draws_the_same_people(shipped, tmp_path):
    for name in ("a.csv", "b.csv"):
        write_limesurvey(simulate(shipped, 60, seed=5), tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    write_limesurvey(simulate(shipped, 60, seed=6), tmp_path / "c.csv")
    assert (tmp_path / "a.csv").read_bytes() != (tmp_path / "c.csv").read_bytes()


def test_known_parameters_are_recovered(shipped):
    """True scores: paths and team share; answers: loadings, signs, careless people."""
    drawn = simulate(shipped, 40_000, seed=1, teams=4000, careless=0, missing=0, dropout=0)
    s = drawn.scores
    x = np.column_stack([s["cop"], s["tks"], s["crm"]])
    x = np.column_stack([x, s["tenure_centre"], s["tks"] * s["nrw"], np.ones(drawn.n)])
    b = np.linalg.lstsq(x, s["perf_ad"], rcond=None)[0]
    assert b[:5] == pytest.approx([0.10, 0.30, 0.25, 0.10, 0.18], abs=0.02)
    assert s["perf_ad"].std() == pytest.approx(1, abs=0.03)
    teams = np.unique(drawn.team, return_inverse=True)[1]
    size = np.bincount(teams)
    means = np.bincount(teams, s["nrw"]) / size
    within = s["nrw"] - means[teams]
    msw = (within**2).sum() / (drawn.n - len(size))
    msb = (size * (means - s["nrw"].mean()) ** 2).sum() / (len(size) - 1)
    k = (drawn.n - (size**2).sum() / drawn.n) / (len(size) - 1)
    assert (msb - msw) / (msb + (k - 1) * msw) == pytest.approx(0.10, abs=0.02)
    names = ["don1", "don2", "don3", "don4", "don5"]
    found = fit(
        "f =~ " + " + ".join(names),
        {n: drawn.answers[n] for n in names},
        kind="cfa",
        std_lv=True,
    )
    standard = {p.rhs: p.std_all for p in found.estimates if p.op == "=~"}
    sign = np.sign(standard["don1"])
    for name in names:  # seven categories take a little off
        assert sign * standard[name] == pytest.approx(drawn.loadings[name], abs=0.05)
    assert drawn.loadings["don5"] < 0


def test_missing_and_careless_shares(shipped):
    drawn = simulate(shipped, 8000, seed=2, careless=0.2, missing=0.1, dropout=0)
    assert drawn.careless.mean() == pytest.approx(0.2, abs=0.02)
    assert (drawn.answers["me1"] < 0).mean() == pytest.approx(0.1, abs=0.02)
    failed = (drawn.answers["att1"] != 5) & (drawn.answers["att2"] != 2)
    assert failed[drawn.careless].mean() > 0.5
    assert failed[~drawn.careless].mean() == 0


def test_hidden_questions_are_bare_in_the_file(shipped, tmp_path):
    drawn = simulate(shipped, 300, seed=3)
    alone = drawn.answers["group_exists"] == 0
    assert (drawn.answers["group_size"][alone] == -99).all()


def study(folder, simulated):
    folder.mkdir()
    (folder / "study.yaml").write_text(
        f"study: {{id: dry, title: Dry run, seed: 9, simulated: {str(simulated).lower()}}}\n"
        "questionnaire: cop-callcentre-0.1.0\nsources: [{path: data/*.csv}]\n"
        "analyses: [{kind: flow}, {kind: reliability}]\n"
        "report: {formats: [md]}\nprivacy: {key_file: k.key}\n"
    )
    (folder / "data").mkdir()
    return folder


@pytest.mark.parametrize("answers", ["codes", "labels"])
def test_a_dry_run_walks_the_whole_corridor(tmp_path, answers, capsys):
    folder = study(tmp_path / "dry", True)
    file = folder / "data" / "dry.csv"
    argv = ["simulate", "--study", str(folder), "-n", "150", "--answers", answers]
    assert funnel.run([*argv, "--out", str(file), "--quiet"]) == 0
    assert funnel.run([*argv, "--out", str(file)]) == 73  # never overwritten
    truth = json.loads(file.with_suffix(".truth.json").read_text())
    assert truth["simulated"]
    assert set(truth["loadings"]) == set(
        load_questionnaire("cop-callcentre-0.1.0").questionnaire.items
    )
    capsys.readouterr()
    assert funnel.run(["ingest", "--study", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"][0]["accepted"] == 150
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0
    report = (folder / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "SIMULATED DATA" in report


def test_a_real_study_refuses_simulated_people(tmp_path, capsys):
    folder = study(tmp_path / "real", False)
    file = folder / "data" / "dry.csv"
    funnel.run(["simulate", "--study", str(folder), "-n", "20", "--out", str(file)])
    assert funnel.run(["ingest", "--study", str(folder)]) == 77
    assert "CPS111" in capsys.readouterr().err
