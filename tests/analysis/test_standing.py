"""Standardised effects, covariates that some lack, pooled kinds (tests/gold/effects.R)."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.analysis import models
from cpsurvey.analysis.inference import standardised
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.engines.ols import ols
from cpsurvey.kinds.mixed.run import _pooled
from cpsurvey.kinds.moderation.latent import EFFECTS, TERMS, _standard, _syntax
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.payload import Interval
from cpsurvey.sem.after import standard
from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.syntax import parse
from cpsurvey.stats import mixed, pooling

HERE = Path(__file__).parents[1] / "gold"
GOLD = json.loads((HERE / "effects.json").read_text())


def table(rows):
    """Columns by name; what is null is missing."""
    names = list(rows[0])
    return {n: np.array([row.get(n, np.nan) for row in rows], dtype=float) for n in names}


def data(name):
    with (HERE / "data" / name).open() as lines:
        rows = list(csv.DictReader(lines))
    return table([{n: v for n, v in row.items() if v and n != "school"} for row in rows])


def agree(found, rows, limit=2e-4):
    for one, row in zip(found, rows, strict=True):
        assert one.est == pytest.approx(row["est.std"], abs=limit), row
        assert tuple(one.ci) == pytest.approx((row["ci.lower"], row["ci.upper"]), abs=5 * limit)


@pytest.mark.gold
def test_paths_of_two_levels_are_standardised_as_lavaan_does_it():
    gold, scores = GOLD["levels"], data("synthetic_scores.csv")
    found = fit(gold["model"], scores, cluster=scores["team_id"].tolist())
    rows = [row for row in gold["estimates"] if row["op"] == "~"]
    assert [row["level"] for row in rows] == [1, 1, 1, 2, 2, 2]
    agree(standard.some(found, "all", "~"), rows, limit=1e-3)


@pytest.mark.gold
def test_loadings_and_factor_correlations_have_the_limits_of_lavaan():
    gold = GOLD["factors"]
    found = fit(gold["model"], data("holzinger_swineford.csv"), kind="cfa", estimator="mlr")
    drawn = standard.drawn(found, "all")
    shown = [p for p in found.estimates if standard.is_drawn(p)]
    known = {(r["lhs"], r["op"], r["rhs"]): r for r in gold["estimates"]}
    agree(drawn, [known[p.lhs, p.op, p.rhs] for p in shown])
    loadings = [row for row in gold["estimates"] if row["op"] == "=~"]
    agree(standard.some(found, "all", "=~"), loadings)


@pytest.mark.gold
def test_a_latent_interaction_is_standardised_by_the_delta_method():
    gold, columns = GOLD["products"], data("latent_interaction.csv")
    names = gold["indicators"]
    columns |= {
        f"prod_{i}": centred(centred(columns[x]) * centred(columns[w]))
        for i, (x, w) in enumerate(zip(names["x"], names["w"], strict=True))
    }
    latent = {"predictor": "x", "moderator": "w", "outcome": "y"}
    asked = Options.model_validate({**latent, "latent": {"x": names["x"], "w": names["w"]}})
    text = _syntax(asked, names, [f"prod_{i}" for i in range(len(names["x"]))], [])
    found = _standard(fit(text, columns, estimator="mlr", meanstructure=True), "ly")
    assert list(found) == [*TERMS, *EFFECTS] == gold["name"]
    for one, est, se in zip(found.values(), gold["est"], gold["se"], strict=True):
        assert one.est == pytest.approx(est, abs=1e-4)
        assert one.se == pytest.approx(se, abs=1e-4)


def centred(x):
    return x - x.mean()


@pytest.mark.gold
def test_nobody_is_lost_to_a_covariate_and_the_numbers_are_lavaans():
    gold = GOLD["covariates"]
    columns, text = table(gold["data"]), parse(gold["model"])
    clusters = columns.pop("team_id").astype(int).tolist()
    columns = {n: columns[n] for n in ("TKS", "AD", "COP", "tenure")}
    assert models.lack_covariates(text, columns, "fiml")
    options = {"estimator": "mlr", "missing": "fiml", "cluster": clusters}
    found = fit(text, columns, fixed_x=False, **options)
    assert sum(found.nobs) == gold["n"] == 600
    assert sum(fit(text, columns, **options).nobs) < 540
    rows = {(r["lhs"], r["op"], r["rhs"]): r for r in gold["estimates"]}
    for p in found.estimates:
        row = rows[p.lhs, p.op, p.rhs]
        assert p.est == pytest.approx(row["raw"], rel=1e-3, abs=1e-4), row
        assert p.se == pytest.approx(row["raw.se"], rel=2e-3, abs=1e-5), row
    paths = [row for row in gold["estimates"] if row["op"] == "~"]
    agree(standard.some(found, "all", "~"), paths)


def test_covariates_are_taken_as_given_where_nobody_lacks_one():
    text = parse("y ~ x")
    one = {"y": np.array([1.0, np.nan, np.nan]), "x": np.array([0.0, 1.0, np.nan])}
    assert not models.lack_covariates(text, one, "fiml")  # the last tells nothing at all
    one["y"][2] = 2.0
    assert models.lack_covariates(text, one, "fiml")
    assert not models.lack_covariates(text, one, "listwise")
    both = parse("level: 1\ny ~ x\nlevel: 2\ny ~ x")
    assert not models.lack_covariates(both, one, "fiml")


@pytest.mark.gold
def test_a_regression_with_a_product_is_pooled_as_mice_does_it():
    gold = GOLD["pooled"]
    fits = []
    for one in map(table, gold["sets"]):
        x, w = one["TKS"], one["NRW"]
        fits.append(ols(one["AD"], np.column_stack([x, w, one["tenure"], x * w]), None))
    found, line = PooledFit.of(fits), gold["line"]
    assert found.b == pytest.approx(line["b"], rel=1e-7)
    assert found.se["classical"] == pytest.approx(line["se"], rel=1e-7)
    assert found.df["classical"] == pytest.approx(line["df"], rel=1e-6)
    assert found.lost["classical"] == pytest.approx(line["fmi"], rel=1e-6)
    assert pooling.r2(np.array([one.r2 for one in fits])) == pytest.approx(line["r2"], rel=1e-7)


@pytest.mark.gold
def test_a_mixed_model_is_pooled_as_mice_does_it():
    gold = GOLD["pooled"]
    fits = []
    for one in map(table, gold["sets"]):
        team = np.unique(one["team_id"], return_inverse=True)[1]
        X = np.column_stack([np.ones(len(team)), one["TKS"], one["tenure"]])
        term = mixed.Term("team", team, np.ones((len(team), 1)))
        fits.append(mixed.mixed(one["AD"], X, [term]))
    found, lost = _pooled(fits, ["intercept", "TKS", "tenure"])
    for i, row in enumerate(gold["mixed"]):
        assert found.b[i] == pytest.approx(row["est"], rel=1e-5)
        assert found.se[i] == pytest.approx(row["se"], rel=1e-5)
        assert found.df[i] == pytest.approx(row["df"], rel=1e-3)
        assert list(lost.values())[i] == pytest.approx(row["fmi"], rel=1e-3)


@pytest.mark.parametrize("ratio", [0.5, 2.0])
def test_limits_of_b_become_limits_of_beta(ratio):
    found = standardised(ratio, -1.0, Interval(-2.0, 0.5))
    assert found == {"beta": -ratio, "beta_ci": Interval(-2 * ratio, 0.5 * ratio)}
    assert standardised(None, 1.0, Interval(0.0, 2.0)) == {"beta": None, "beta_ci": None}
