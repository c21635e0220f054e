"""Errors and tests of ordered answers that are robust to clusters."""

import numpy as np
import pytest
from scipy import stats

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.bootstrap import bootstrap
from cpsurvey.sem.after.compare import wald
from cpsurvey.sem.after.standard import some
from cpsurvey.sem.after.uncertain import drawn as drawn_of
from cpsurvey.sem.fit import fit

ITEMS = ["a", "b", "c", "d"]
PLAIN = "f =~ a + b + c + d"
GIVEN = PLAIN + "\nf ~ x"
N = 200


def answers(teams=None):
    """Four items, a covariate; members of a team share much where there are teams."""
    rng = np.random.default_rng(5)
    together = np.zeros(N) if teams is None else 1.5 * rng.normal(size=teams.max() + 1)[teams]
    x = rng.normal(size=N) + together
    f = 0.5 * x + rng.normal(size=N) + together
    cut = {
        name: np.digitize(f + rng.normal(size=N), [-1, 0, 1.5]).astype(float) for name in ITEMS
    }
    return cut | {"x": x}


def errors(found):
    return np.sqrt(np.diag(found.vcov))


@pytest.mark.parametrize("model", [PLAIN, GIVEN])
def test_everybody_a_cluster_of_their_own_is_no_cluster(model):
    data = answers()
    alone = fit(model, data, ordered=ITEMS)
    each = fit(model, data, ordered=ITEMS, cluster=list(range(N)))
    factor = N / (N - 1)
    assert each.theta == pytest.approx(alone.theta, rel=1e-9)
    assert errors(each) == pytest.approx(errors(alone) * np.sqrt(factor), rel=1e-6)
    assert each.fit["chisq.scaling.factor"] == pytest.approx(
        alone.fit["chisq.scaling.factor"] * factor, rel=1e-6
    )


@pytest.mark.parametrize("model", [PLAIN, GIVEN])
def test_everybody_twice_in_one_cluster_is_everybody_once(model):
    data = answers()
    once = fit(model, data, ordered=ITEMS)
    twice = {name: np.concatenate([x, x]) for name, x in data.items()}
    both = fit(model, twice, ordered=ITEMS, cluster=2 * list(range(N)))
    assert both.theta == pytest.approx(once.theta, rel=1e-7, abs=1e-9)
    # N - 1 people stand for N clusters, and 2N - 1 rows for 2N
    counted = N / (N - 1) * (N - 1) / (N - 0.5)
    assert errors(both) == pytest.approx(errors(once) * np.sqrt(counted), rel=1e-5)
    ignored = fit(model, twice, ordered=ITEMS)
    assert errors(ignored)[:3] == pytest.approx(errors(once)[:3] / np.sqrt(2.0), rel=0.01)


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
@pytest.mark.parametrize("estimator", ["wlsmv", "dwls"])
def test_teams_change_errors_and_never_estimates(missing, estimator):
    teams = np.arange(N) // 5
    data = answers(teams)
    data["a"][:9] = np.nan
    options = {"ordered": ITEMS, "missing": missing, "estimator": estimator}
    ignored = fit(GIVEN, data, **options)
    robust = fit(GIVEN, data, cluster=teams.tolist(), **options)
    assert robust.theta == pytest.approx(ignored.theta, rel=1e-12)
    ratios = errors(robust) / errors(ignored)
    assert np.median(ratios) > 1.05
    assert ratios.max() > 1.2
    assert robust.fit["chisq"] == pytest.approx(ignored.fit["chisq"])
    assert robust.fit["chisq.scaled"] is not None


@pytest.mark.parametrize("model", [PLAIN, GIVEN])
def test_clusters_that_span_groups_tie_them_together(model):
    """The same people as two groups: their estimates have one error, not two."""
    data = answers()
    twice = {name: np.concatenate([x, x]) for name, x in data.items()}
    people, group = list(range(N)), ["one"] * N + ["two"] * N
    alone = fit(model, data, ordered=ITEMS, cluster=people)
    spanning = fit(model, twice, ordered=ITEMS, group=group, cluster=2 * people)
    apart = fit(model, twice, ordered=ITEMS, group=group, cluster=list(range(2 * N)))
    half = len(alone.theta)
    V = spanning.vcov
    assert V[:half, half:] == pytest.approx(V[:half, :half], rel=1e-6, abs=1e-12)
    assert apart.vcov[:half, half:] == pytest.approx(np.zeros((half, half)), abs=1e-12)
    assert spanning.fit["chisq.scaling.factor"] == pytest.approx(
        np.sqrt(2.0) * alone.fit["chisq.scaling.factor"], rel=0.02
    )
    assert apart.fit["chisq.scaling.factor"] == pytest.approx(
        alone.fit["chisq.scaling.factor"], rel=0.02
    )
    if model == PLAIN:
        assert spanning.fit["rmsea.robust"] == pytest.approx(
            alone.fit["rmsea.robust"], rel=1e-4
        )


def test_a_team_without_a_name_is_counted_and_one_team_refused():
    data = answers()
    found = fit(GIVEN, data, ordered=ITEMS, cluster=[None] * 20 + [i // 6 for i in range(180)])
    assert found.dropped == {"missing_cluster": 20}
    few = fit(PLAIN, data, ordered=ITEMS, cluster=[i // 10 for i in range(N)])
    assert "few_clusters_for_test" in {remark.code for remark in few.remarks}
    assert "few_clusters_for_test" not in {remark.code for remark in found.remarks}
    with pytest.raises(CpsurveyError, match="one cluster") as refused:
        fit(GIVEN, data, ordered=ITEMS, cluster=["t"] * N)
    assert refused.value.code == "CPS305"


def test_whole_teams_are_redrawn():
    teams = np.arange(N) // 5
    found = fit(PLAIN, answers(teams), ordered=ITEMS, cluster=teams.tolist())
    drawn = bootstrap(found, 20, seed=1)
    assert (drawn.kind, drawn.failed) == ("clusters", 0)


def test_intervals_and_p_have_as_many_degrees_of_freedom_as_clusters_less_one():
    teams = np.repeat(np.arange(20), 10)
    found = fit(
        f"{PLAIN}\nf ~ b*x\ntwice := 2*b", answers(teams), ordered=ITEMS, cluster=teams.tolist()
    )
    free = [e for e in found.estimates if e.se]
    assert {e.op for e in free} >= {"=~", "~", "|", ":="}
    for e in free:
        lower, upper = stats.t.interval(0.95, 19, e.est, e.se)
        assert (e.ci_lower, e.ci_upper) == pytest.approx((lower, upper), rel=1e-9)
        assert e.pvalue == pytest.approx(2 * stats.t.sf(abs(e.z), 19), rel=1e-9, abs=1e-300)
    slope = next(e for e in free if e.op == "~")
    tested = wald(found, "b == 0")
    assert tested.pvalue == pytest.approx(slope.pvalue, rel=1e-6, abs=1e-300)
    for one in some(found, "all", "~"):
        if one.se:
            assert one.ci == pytest.approx(
                stats.t.interval(0.95, 19, one.est, one.se), rel=1e-9
            )


def test_draws_are_as_wide_as_intervals():
    teams = np.repeat(np.arange(12), 20)[:N]
    found = fit(GIVEN, answers(teams), ordered=ITEMS, cluster=teams.tolist())
    slope = next(e for e in found.estimates if e.op == "~")
    df = len(np.unique(teams)) - 1
    drawn = drawn_of(
        lambda theta: theta[:, slope.free],
        found.theta,
        found.vcov,
        np.arange(len(found.theta)),
        seed=1,
        count=40_500,
        against=found.reference,
    )
    assert len(np.unique(drawn)) == 40_500
    lower, upper = np.percentile(drawn, [2.5, 97.5])
    width = 2 * stats.t.ppf(0.975, df) * slope.se
    assert upper - lower == pytest.approx(width, rel=0.02)


def test_without_clusters_and_by_likelihood_they_are_normal_as_in_lavaan():
    teams = np.repeat(np.arange(20), 10)
    data = answers(teams)
    alone = fit(GIVEN, data, ordered=ITEMS)
    likely = fit(GIVEN, data, estimator="mlr", cluster=teams.tolist())
    for found in (alone, likely):
        e = next(e for e in found.estimates if e.op == "~")
        lower, upper = stats.norm.interval(0.95, e.est, e.se)
        assert (e.ci_lower, e.ci_upper) == pytest.approx((lower, upper), rel=1e-9)
