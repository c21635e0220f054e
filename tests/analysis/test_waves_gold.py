"""Longitudinal invariance, factor means, paths and changes over waves: lavaan's numbers."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.analysis.ladder import Setting
from cpsurvey.cutoffs import CHEN
from cpsurvey.kinds.waves import crossed
from cpsurvey.kinds.waves.factor import STEPS, contrast
from cpsurvey.kinds.waves.layout import Layout
from cpsurvey.kinds.waves.longitudinal import Longitudinal, syntax
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit

GOLD = Path(__file__).parents[1] / "gold"
WANTED = json.loads((GOLD / "waves.json").read_text(encoding="utf-8"))
SETTING = Setting("mlr", "test", strict=False, limits=CHEN["adequate"])
LABELS = ("1", "2", "3")


@pytest.fixture(scope="module")
def answers():
    with (GOLD / "data" / "waves.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        name: np.array([np.nan if row[name] == "NA" else float(row[name]) for row in rows])
        for name in rows[0]
    }


def panel(answers, scale, cluster=None):
    items = [f"{scale}{i}" for i in range(1, 5)]
    data = {f"w{w}_{i}": answers[f"w{w}_{i}"] for w in (1, 2, 3) for i in items}
    return Longitudinal(scale, items, data, LABELS, cluster)


def compare(found, wanted, *, se=2e-3):
    """Every parameter lavaan prints of the same place: estimate and error."""
    mine = {(p.lhs, p.op, p.rhs): p for p in found.estimates}
    for row in wanted["estimates"]:
        place = row["lhs"], row["op"], row.get("rhs", "")
        other = place if place in mine else (place[2], place[1], place[0])
        assert mine[other].est == pytest.approx(row["est"], abs=2e-4), place
        if row["se"]:
            assert mine[other].se == pytest.approx(row["se"], rel=se, abs=1e-4), place
    for name in ("chisq", "chisq.scaled", "cfi.robust", "rmsea.robust", "srmr"):
        assert found.fit[name] == pytest.approx(wanted["fit"][name], rel=2e-3, abs=2e-4), name


@pytest.mark.parametrize("case", ["inv", "inv_team"])
def test_every_step_is_that_of_lavaan(answers, case):
    cluster = answers["team"].astype(int).tolist() if case == "inv_team" else None
    model = panel(answers, "inv", cluster)
    fits = {
        "configural": model.fitted(SETTING, STEPS[:1], {}),
        "metric": model.fitted(SETTING, STEPS[:2], {}),
        "scalar": model.fitted(SETTING, STEPS, {}),
        "partial": model.fitted(SETTING, STEPS, {"inv3": "scalar"}),
    }
    for step, found in fits.items():
        compare(found, WANTED[case]["steps"][step])
    for step, before in (("metric", "configural"), ("scalar", "metric"), ("partial", "metric")):
        found = difference(fits[step], fits[before])
        wanted = WANTED[case]["tests"][step]
        assert found.chisq == pytest.approx(wanted["chisq"], rel=5e-3)
        assert found.df == wanted["df"]


def test_the_change_of_the_mean_has_lavaans_error(answers):
    found = panel(answers, "inv").fitted(SETTING, STEPS, {"inv3": "scalar"})
    wanted = {
        row["lhs"]: row for row in WANTED["inv"]["steps"]["partial"]["estimates"]
        if row["op"] == "~1"
    }  # fmt: skip
    est, se = contrast(found, "inv", 0, 2)
    assert est == pytest.approx(wanted["w3_inv"]["est"], abs=2e-4)
    assert se == pytest.approx(wanted["w3_inv"]["se"], rel=2e-3)
    assert contrast(found, "inv", 1, 2)[0] == pytest.approx(
        wanted["w3_inv"]["est"] - wanted["w2_inv"]["est"], abs=3e-4
    )


def run(text, answers):
    return fit(
        text, answers, estimator="mlr", missing="fiml", std_lv=True, meanstructure=True,
        fixed_x=False,
    )  # fmt: skip


def measured(scale, waves):
    return syntax(scale, [f"{scale}{i}" for i in range(1, 5)], waves, ("metric",), {})


def test_crossed_paths_are_those_of_lavaan(answers):
    text = [*measured("inv", 3), *measured("per", 3), *crossed._lagged("inv", "per", 3)]
    compare(run("\n".join(text), answers), WANTED["crossed"])


def test_changes_are_those_of_lavaan(answers):
    both = [*measured("inv", 2), *measured("per", 2)]
    text = [line for line in both if "NA*" not in line] + [*crossed._changes("inv", "per", 2)]
    compare(run("\n".join(text), answers), WANTED["changes"])


def test_means_and_spreads_of_changes_are_those_of_lavaan(answers):
    steps = ("metric", "scalar")
    both = [
        line
        for scale, freed in (("inv", {"inv3": "scalar"}), ("per", {}))
        for line in syntax(scale, [f"{scale}{i}" for i in range(1, 5)], 2, steps, freed)
        if "NA*" not in line
    ]
    means = crossed._means("inv", "per", 2, latent=True)
    text = [*both, *crossed._changes("inv", "per", 2), *means]
    found = run("\n".join(text), answers)
    compare(found, WANTED["level"])
    told = crossed._of_changes(found, "inv", "per", Layout(None, ("1", "2"), None, None))
    lines = {(p.role, p.outcome): p for p in told}
    own = [r for r in WANTED["level"]["estimates"] if r.get("rhs", "") in ("", r["lhs"])]
    wanted = {(r["lhs"], r["op"]): r for r in own}
    for scale in ("inv", "per"):
        mean, sd = lines["change_mean", scale], lines["change_sd", scale]
        assert mean.est == pytest.approx(wanted[f"d2_{scale}", "~1"]["est"], abs=2e-4)
        assert mean.se == pytest.approx(wanted[f"d2_{scale}", "~1"]["se"], rel=2e-3)
        assert sd.est**2 == pytest.approx(wanted[f"d2_{scale}", "~~"]["est"], abs=2e-4)
        assert sd.ci.lower < sd.est < sd.ci.upper


def test_changes_of_scores_have_the_means_and_spreads_of_differences(answers):
    scores = {
        f"w{w}_{s}": np.mean([answers[f"w{w}_{s}{i}"] for i in range(1, 5)], axis=0)
        for w in (1, 2)
        for s in ("inv", "per")
    }
    whole = ~np.any([np.isnan(one) for one in scores.values()], axis=0)
    scores = {name: one[whole] for name, one in scores.items()}
    text = [*crossed._changes("inv", "per", 2), *crossed._means("inv", "per", 2, latent=False)]
    found = fit("\n".join(text), scores, estimator="mlr", missing="fiml", fixed_x=False)
    told = crossed._of_changes(found, "inv", "per", Layout(None, ("1", "2"), None, None))
    lines = {(p.role, p.outcome): p for p in told}
    gap = scores["w2_inv"] - scores["w1_inv"]
    mean, sd = lines["change_mean", "inv"], lines["change_sd", "inv"]
    assert mean.est == pytest.approx(gap.mean(), abs=1e-5)
    assert mean.se == pytest.approx(gap.std() / np.sqrt(len(gap)), rel=1e-3)
    assert sd.est == pytest.approx(gap.std(), rel=1e-4)


def test_the_random_intercept_model_of_the_docs_is_that_of_lavaan(answers):
    page = (GOLD.parents[1] / "docs" / "howto" / "waves.md").read_text(encoding="utf-8")
    model = page.split("```lavaan\n")[1].split("```")[0]
    scores = {
        f"{name}{w}": np.mean([answers[f"w{w}_{s}{i}"] for i in range(1, 5)], axis=0)
        for w in (1, 2, 3)
        for name, s in (("x", "inv"), ("y", "per"))
    }
    found = fit(model, scores, estimator="mlr", missing="fiml", fixed_x=False)
    wanted = WANTED["random_intercept"]["told"]
    told = {(r["lhs"], r["op"], r.get("rhs", "")): r for r in wanted["estimates"]}
    paths = [p for p in found.estimates if p.op == "~"]
    assert len(paths) == 8
    for p in paths:
        row = told[_called(p.lhs), "~", _called(p.rhs)]
        assert p.est == pytest.approx(row["est"], abs=5e-4)
        assert p.se == pytest.approx(row["se"], rel=1e-2)
    assert found.fit["chisq"] == pytest.approx(wanted["fit"]["chisq"], abs=1e-3)


def _called(name):
    """What R's script calls a variable of the docs."""
    return name.replace("x", "inv").replace("y", "per")
