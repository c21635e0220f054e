"""Total, direct and indirect effects with errors of teams left out in turn."""

import numpy as np
import pytest

from cpsurvey.stats import leaveout, rates
from cpsurvey.stats.decomposition import Outcome, decompose, together
from cpsurvey.stats.tails import t_above

TEAMS, SIZE = 60, 10
TEAM = np.repeat(np.arange(TEAMS), SIZE)
N = TEAMS * SIZE


def people(seed, direct=0.0, through=0.25):
    """Involvement, two mediators, and a share that goes with the first of them."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=N)
    x = (x - x.mean()) / x.std(ddof=1)
    m = 0.5 * x + 0.85 * rng.normal(size=N) + 0.2 * rng.normal(size=TEAMS)[TEAM]
    other = 0.4 * x + 0.3 * m + 0.8 * rng.normal(size=N)
    own = 0.3 * rng.normal(size=N) + 0.15 * rng.normal(size=TEAMS)[TEAM]
    n = 40.0 + rng.poisson(60, N)
    eta = 0.2 + direct * x + through * m + own
    share = Outcome(
        rng.binomial(n.astype(int), 1 / (1 + np.exp(-eta))).astype(float), "binomial", n
    )
    return share, x, np.column_stack([m, other]), rng.normal(size=(N, 1))


def run(outcomes, x, mediators, controls, seed=1, **more):
    rng = np.random.default_rng(seed)
    return decompose(outcomes, x, mediators, controls, TEAM, rng, **more)


def test_an_effect_entirely_through_a_mediator():
    share, x, mediators, controls = people(3)
    (found,) = run([share], x, mediators, controls)
    low, _ = found.total.interval(0.95)
    assert low > 0.01
    assert found.total.pvalue < 1e-4
    low, high = found.direct.interval(0.95)
    assert low < 0 < high
    assert found.through[0].interval(0.95)[0] > 0.01
    assert found.direct.est + found.indirect.est == pytest.approx(found.implied.est)
    assert found.indirect.est == pytest.approx(sum(one.est for one in found.through))
    assert found.implied.est == pytest.approx(found.total.est, abs=0.002)


def test_least_squares_parts_are_products_and_add_up_exactly():
    share, x, mediators, controls = people(4)
    value = Outcome(share.y / share.size, "gaussian")
    (found,) = run([value], x, mediators, controls)
    X = np.column_stack([np.ones(N), x, mediators, controls])
    b = rates.glm(value.y, X, "gaussian").b
    alone = X[:, [0, 1, 4]]
    a = [rates.glm(m, alone, "gaussian").b[1] for m in mediators.T]
    assert found.direct.est == pytest.approx(b[1])
    assert [one.est for one in found.through] == pytest.approx([a[0] * b[2], a[1] * b[3]])
    assert found.total.est == pytest.approx(found.implied.est, abs=1e-12)
    assert found.total.drawn.std() == pytest.approx(
        _cr3(value.y, alone)[1] * np.sqrt(59 / 57), rel=0.03
    )


def _cr3(y, X):
    """Jackknife errors by refits."""
    whole = np.linalg.lstsq(X, y, rcond=None)[0]
    left = [np.linalg.lstsq(X[g != TEAM], y[g != TEAM], rcond=None)[0] for g in range(TEAMS)]
    return np.sqrt((TEAMS - 1) / TEAMS * ((np.array(left) - whole) ** 2).sum(axis=0))


def test_least_squares_without_a_cluster_are_the_refit():
    share, x, _, controls = people(5)
    y = share.y / share.size
    X = np.column_stack([np.ones(N), x, controls])
    found = leaveout.changes(rates.glm(y, X, "gaussian"), X, TEAM)
    g = 17
    kept = g != TEAM
    refit = np.linalg.lstsq(X[kept], y[kept], rcond=None)[0]
    whole = np.linalg.lstsq(X, y, rcond=None)[0]
    assert found[g] == pytest.approx(refit - whole, abs=1e-12)


def test_one_step_stands_for_the_refit_of_a_logit():
    share, x, mediators, _ = people(6)
    X = np.column_stack([np.ones(N), x, mediators])
    whole = rates.glm(share.y, X, "binomial", share.size)
    found = leaveout.changes(whole, X, TEAM)
    kept = TEAM != 3
    refit = rates.glm(share.y[kept], X[kept], "binomial", share.size[kept])
    assert found[3] == pytest.approx(refit.b - whole.b, abs=2e-4)


def test_a_control_that_one_team_alone_has_leaves_the_rest_as_it_is():
    share, x, mediators, _ = people(7)
    only = (TEAM == 0).astype(float)[:, None]
    (found,) = run([share], x, mediators, only)
    assert np.isfinite(found.direct.drawn).all()
    (without,) = run([share], x, mediators, np.zeros((N, 0)))
    assert found.direct.est == pytest.approx(without.direct.est, abs=0.004)


def test_differences_share_their_draws():
    first, x, mediators, controls = people(8)
    one, two = run([first, first], x, mediators, controls)
    gap = two.total - one.total
    assert gap.est == 0.0
    assert np.abs(gap.drawn).max() < 1e-8


def test_a_yes_or_no_mediator_and_a_count_as_outcome():
    share, x, mediators, controls = people(9)
    helped = (mediators[:, 0] > 0).astype(float)[:, None]
    events = Outcome(share.size - share.y, "poisson", share.size)
    (found,) = run([events], x, helped, controls, kinds=["binomial"])
    assert found.through[0].est < 0  # what helps makes fewer of them
    assert found.through[0].interval(0.95)[1] < 0
    assert found.direct.est + found.through[0].est == pytest.approx(found.implied.est)


def test_without_mediators_there_is_a_total_alone():
    share, x, _, controls = people(10)
    (found,) = run([share], x, np.zeros((N, 0)), controls)
    assert found.through == ()
    assert found.total is found.direct


def test_a_model_that_runs_off_gives_none():
    _, x, mediators, controls = people(11)
    split = Outcome((x > 0).astype(float), "binomial", np.ones(N))
    assert run([split], x, mediators, controls) is None


def test_many_rows_of_controls_are_taken_together_without_a_trace():
    share, x, mediators, _ = people(12)
    controls = np.random.default_rng(1).normal(size=(N, 3))
    (fine,) = run([share], x, mediators, controls)
    spread = fine.direct.drawn.mean() - fine.direct.est
    assert abs(spread) < 0.1 * fine.direct.drawn.std()


def test_p_values_of_draws():
    drawn = np.linspace(-1, 9, 1001)
    assert leaveout.tail(drawn, 4.0, 59) == pytest.approx(2 * 102 / 1002)
    away = np.random.default_rng(1).standard_t(59, 5000) + 8
    wide = away.std() * np.sqrt(57 / 59)
    assert leaveout.tail(away, 8.0, 59) == pytest.approx(2 * t_above(8 / wide, 59))
    assert leaveout.tail(np.zeros(100), 0.0, 59) == 1.0


def test_a_mediator_measured_with_error_is_corrected_by_its_error_variance():
    """Least squares: the parts become those of the true mediator, among very many people."""
    rng = np.random.default_rng(13)
    n = 200_000
    x = rng.normal(size=n)
    c = rng.normal(size=(n, 1)) + 0.3 * x[:, None]
    m = 0.5 * x + 0.4 * c[:, 0] + 0.8 * rng.normal(size=n)
    m2 = 0.3 * x + 0.3 * m + 0.7 * rng.normal(size=n)
    y = Outcome(0.1 * x + 0.4 * m - 0.2 * m2 + 0.3 * c[:, 0] + rng.normal(size=n), "gaussian")
    scores = np.column_stack([m + 0.5 * rng.normal(size=n), m2 + 0.4 * rng.normal(size=n)])
    error = np.array([0.25, 0.16])
    team = np.arange(n) % 50
    rng = np.random.default_rng(1)
    (found,) = decompose([y], x, scores, c, team, rng, error=error, draws=200)
    assert found.direct.est > 0.12
    assert found.direct_corrected.est == pytest.approx(0.1, abs=0.015)
    total = found.direct_corrected.est + found.indirect_corrected.est
    assert total == pytest.approx(found.total.est, abs=1e-9)


def test_error_that_leaves_nothing_of_a_mediator_is_not_corrected_for():
    share, x, mediators, controls = people(14)
    (found,) = run([share], x, mediators, controls, error=np.array([5.0, 0.1]))
    assert (found.direct_corrected, found.indirect_corrected) == (None, None)


def test_completed_data_sets_spread_as_rubin_says():
    found = []
    for seed, shift in enumerate((-0.3, -0.1, 0.0, 0.1, 0.3)):
        share, x, mediators, controls = people(3)
        mediators = mediators + shift * np.random.default_rng(seed).normal(size=mediators.shape)
        found.append(run([share], x, mediators, controls, seed, draws=4000))
    (pooled,) = together(found)
    alone = [one[0].direct for one in found]
    assert pooled.direct.est == pytest.approx(np.mean([one.est for one in alone]))
    within = np.mean([one.drawn.var() for one in alone])
    between = np.var([one.est for one in alone], ddof=1)
    assert between > 0
    assert pooled.direct.drawn.var() == pytest.approx(within + 1.2 * between, rel=0.05)
    assert len(pooled.through) == 2
    assert pooled.direct_corrected is None
    assert together(found[:1]) == found[0]
