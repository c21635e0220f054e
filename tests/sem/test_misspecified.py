"""What is left out of a model, and populations in which it is."""

import numpy as np
import pytest

from cpsurvey.sem.after import misspecified
from cpsurvey.sem.after.simulated import Normal
from cpsurvey.sem.fit import fit


def fitted(model, R, names, n=500, **options):
    R = np.asarray(R, dtype=float)
    return fit(model, sample_cov=R, sample_names=names, nobs=n, kind="cfa", **options)


def one_factor(loadings, correlated=()):
    R = np.outer(loadings, loadings)
    np.fill_diagonal(R, 1.0)
    names = [f"y{i}" for i in range(len(loadings))]
    text = "f =~ " + " + ".join(names) + "".join(f"\n{a} ~~ {b}" for a, b in correlated)
    for a, b in correlated:
        i, j = names.index(a), names.index(b)
        R[i, j] = R[j, i] = R[i, j] + 0.1
    return fitted(text, R, names)


def two_factors(first, second, r, single=None):
    parts = [first, second, *([[single]] if single else [])]
    L = np.zeros((sum(map(len, parts)), len(parts)))
    at = 0
    for factor, part in enumerate(parts):
        L[at : at + len(part), factor] = part
        at += len(part)
    P = np.full((len(parts), len(parts)), r)
    np.fill_diagonal(P, 1.0)
    R = L @ P @ L.T
    np.fill_diagonal(R, 1.0)
    names = [f"y{i}" for i in range(len(L))]
    rows, at = [], 0
    for factor, part in enumerate(parts):
        rows.append(f"f{factor} =~ " + " + ".join(names[at : at + len(part)]))
        at += len(part)
    return fitted("\n".join(rows), R, names)


def pairs(levels):
    return [[(o.lhs, o.rhs) for o in level] for level in levels]


@pytest.mark.parametrize(
    ("items", "sizes"), [(4, [1]), (5, [1, 2]), (6, [1, 2, 3]), (7, [1, 2, 3]), (12, [2, 4, 6])]
)
def test_residuals_correlate_in_pairs_the_weakest_first(items, sizes):
    loadings = np.linspace(0.8, 0.4, items)
    left, levels = misspecified.omitted(one_factor(loadings), 3)
    assert left == "residual_correlations"
    assert [len(level) for level in levels] == sizes
    assert pairs(levels)[0][0] == (f"y{items - 1}", f"y{items - 2}")
    assert {o.value for level in levels for o in level} == {0.3}


def test_items_whose_residuals_correlate_already_are_left_alone():
    found = one_factor([0.8, 0.7, 0.6, 0.5, 0.65, 0.4], correlated=[("y5", "y3")])
    _, levels = misspecified.omitted(found, 3)
    assert pairs(levels) == [[("y2", "y4")]]


def test_the_weakest_item_loads_on_the_best_measured_other_factor():
    found = two_factors([0.8, 0.7, 0.5], [0.6, 0.9, 0.7], 0.4)
    left, levels = misspecified.omitted(found, 3)
    assert (left, pairs(levels)) == ("cross_loadings", [[("f1", "y2")]])
    assert levels[0][0].value == pytest.approx(0.5, abs=1e-4)


def test_a_cross_loading_leaves_a_residual_variance():
    """.95 (sqrt((.8 * .7)^2 + 1 - .8^2) - .8 * .7) by hand."""
    found = two_factors([0.95, 0.9, 0.8], [0.85, 0.9, 0.9], 0.7)
    (level,) = misspecified.omitted(found, 3)[1]
    joint = 0.8 * 0.7
    by_hand = 0.95 * (np.sqrt(joint**2 + 1 - 0.64) - joint)
    assert by_hand < 0.8
    assert level[0].value == pytest.approx(by_hand, abs=1e-3)


def test_a_factor_of_one_indicator_is_named_and_not_measured():
    found = two_factors([0.8, 0.7, 0.5], [0.6, 0.9, 0.7], 0.4, single=1.0)
    assert pairs(misspecified.omitted(found, 3)[1]) == [[("f1", "y2")]]


def test_paths_that_a_model_of_observed_variables_leaves_out():
    R = np.array([[1, 0.5, 0.25], [0.5, 1, 0.5], [0.25, 0.5, 1]])
    found = fitted("m ~ x\ny ~ m", R, ["x", "m", "y"])
    left, levels = misspecified.omitted(found, 3)
    assert left == "paths"
    assert [{o.lhs, o.rhs} for level in levels for o in level] == [{"x", "y"}]
    everything = fitted("m ~ x\ny ~ m + x", R, ["x", "m", "y"])
    assert misspecified.omitted(everything, 3) == ("nothing", [])


def test_variances_stay_and_only_what_is_added_changes():
    found = two_factors([0.8, 0.7, 0.5], [0.6, 0.9, 0.7], 0.4)
    _, right = misspecified.population(found, [])
    (level,) = misspecified.omitted(found, 3)[1]
    _, wrong = misspecified.population(found, level)
    assert np.diag(wrong) == pytest.approx(np.diag(right))
    changed = np.abs(wrong - right) > 1e-8
    assert changed[2].sum() == 5  # the item with every other one
    changed[2] = changed[:, 2] = False
    assert not changed.any()
    # with the second factor's items: its loading times theirs, in standard deviations
    added = level[0].value * np.array([0.6, 0.9, 0.7])
    assert (wrong - right)[2, 3:] == pytest.approx(added, abs=2e-3)


def test_a_population_that_cannot_be_is_none():
    found = two_factors([0.8, 0.7, 0.5], [0.6, 0.9, 0.7], 0.4)
    much = [misspecified.Omitted("f1", "=~", "y2", 3.0)]
    assert misspecified.population(found, much) is None


def test_fit_of_samples_is_that_of_fitting_them_one_by_one():
    found = two_factors([0.8, 0.7, 0.5], [0.6, 0.9, 0.7], 0.4)
    draw = Normal.of(found, 120)
    mean, cov = misspecified.population(found, [])
    one = draw.drawn(mean, cov, 3, np.random.default_rng(9))
    rng = np.random.default_rng(9)
    from cpsurvey.sem.after.simulated import _moments

    S, _ = _moments(mean, cov, 120, 3, rng)
    for at in range(3):
        alone = fitted(
            "f0 =~ y0 + y1 + y2\nf1 =~ y3 + y4 + y5",
            S[at] * 120 / 119,
            found.table.observed,
            120,
        )
        for name in ("srmr", "rmsea", "cfi"):
            assert one.values[name][at] == pytest.approx(alone.fit[name], abs=1e-6)


def test_means_are_counted_where_the_model_has_them():
    """SRMR of a model with means averages over them too; covariates keep covariances."""
    rng = np.random.default_rng(3)
    x, z = rng.normal(size=(2, 400))
    f = 0.5 * x + rng.normal(size=400)
    data = {name: f + rng.normal(size=400) for name in ("a", "b", "c")} | {"x": x, "z": z}
    model = "f =~ a + b + c\nf ~ x + z"
    plain, means = fit(model, data), fit(model, data, meanstructure=True)
    for found in (plain, means):
        draw = Normal.of(found, 400)
        assert (draw.df, draw.base) == (found.test.df, found.baseline.df)
    rngs = np.random.default_rng(1), np.random.default_rng(1)
    moments = misspecified.population(plain, [])
    one, other = (
        Normal.of(found, 400).drawn(*moments, 20, rng)
        for found, rng in zip((plain, means), rngs, strict=True)
    )
    assert other.values["srmr"] == pytest.approx(one.values["srmr"] * np.sqrt(15 / 20))
    assert other.values["cfi"] == pytest.approx(one.values["cfi"], abs=1e-7)
