"""Clusters nested in groups, crossed with them, and few of them."""

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.face.semtext import lines
from cpsurvey.sem.fit import fit

MODEL = "f =~ y1 + y2 + y3\ng =~ y4 + y5 + y6\ng ~ f"


@pytest.fixture(scope="module")
def nested():
    return pd.read_csv(gold.GOLD / "data" / "demo_twolevel_groups.csv")


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_a_group_has_the_errors_it_has_alone(nested, missing):
    def errors(data, group, at):
        found = fit(
            MODEL,
            data,
            estimator="mlr",
            missing=missing,
            cluster=data["cluster"].tolist(),
            group=data["side"].tolist() if group else None,
            meanstructure=True,
        )
        return {(p.lhs, p.op, p.rhs): p.se for p in found.estimates if p.group == at}

    for at, side in enumerate(nested["side"].unique(), 1):
        alone = errors(nested[nested["side"] == side], group=False, at=1)
        together = errors(nested, group=True, at=at)
        assert together == pytest.approx(alone, rel=1e-5)


def test_clusters_that_span_groups_are_one_cluster(nested):
    """Halving every cluster by a coin: its members still resemble each other."""
    coin = np.random.default_rng(3).random(len(nested)) < 0.5
    equal = {"group_equal": ["loadings", "intercepts", "residuals", "lv.variances", "means"]}
    equal["group_equal"] += ["lv.covariances", "regressions"]
    halves = fit(
        MODEL,
        nested,
        estimator="mlr",
        cluster=nested["cluster"].tolist(),
        group=coin.tolist(),
        **equal,
    )
    whole = fit(MODEL, nested, estimator="mlr", cluster=nested["cluster"].tolist())
    for p in whole.estimates:
        other = next(
            q for q in halves.estimates if (q.lhs, q.op, q.rhs) == (p.lhs, p.op, p.rhs)
        )
        assert other.est == pytest.approx(p.est, rel=1e-5, abs=1e-8)
        assert other.se == pytest.approx(p.se, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize(("clusters", "said"), [(60, True), (120, False)])
def test_few_clusters_are_said_where_the_test_is_read(clusters, said):
    data = pd.read_csv(gold.GOLD / "data" / "demo_twolevel.csv")
    data = data[data["cluster"] <= clusters]
    found = fit(MODEL, data, estimator="mlr", cluster=data["cluster"].tolist())
    text = "\n".join(lines(found))
    assert (f"with {clusters} clusters, p of the scaled test is too small" in text) is said
    assert ("few_clusters_for_test" in {r.code for r in found.remarks}) is said
