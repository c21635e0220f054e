"""Chained equations: what is drawn, against mice and against what was planted."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.engines.ols import ols
from cpsurvey.stats.imputation import (
    Variable,
    by_chance,
    impute,
    intraclass,
    needed,
    scale_reduction,
)
from cpsurvey.stats.pooling import rubin

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "imputed.json").read_text())


@pytest.mark.gold
def test_pooled_estimates_are_those_of_mice_within_the_error_of_drawing():
    rows = GOLD["mice"]["data"]
    names = ("y", "x1", "x2", "x3")
    data = np.array([[row.get(n, np.nan) for n in names] for row in rows], dtype=float)
    made = impute([Variable(c) for c in data.T], GOLD["mice"]["m"], 5, outcome=0, iterations=10)
    fits = [ols(s[0], np.column_stack(s[1:])) for s in made.sets]
    V = np.array([fit.vcov["classical"] for fit in fits])
    pooled = rubin(np.array([fit.b for fit in fits]), V)
    drawing = np.sqrt(2 * np.diag(pooled.between) / len(fits))
    assert np.all(np.abs(pooled.b - GOLD["mice"]["b"]) < 4 * drawing)
    assert pooled.se == pytest.approx(GOLD["mice"]["se"], rel=0.08)
    assert np.nanmax(made.unsettled) < 1.1


def planted(n=300, seed=1, share=0.1):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)
    kind = rng.choice([1.0, 2.0, 5.0], n, p=[0.6, 0.37, 0.03])
    y = x + (kind == 2) + rng.normal(size=n)
    data = np.column_stack([y, x, kind])
    data[rng.random(data.shape) < share] = np.nan
    return [Variable(data[:, 0]), Variable(data[:, 1]), Variable(data[:, 2], categories=True)]


def test_only_holes_change_and_only_into_answers_somebody_gave():
    variables = planted()
    made = impute(variables, 3, 7, outcome=0, terms=[(1, 2)])
    for values in made.sets:
        for variable, full in zip(variables, values, strict=True):
            holes = np.isnan(variable.values)
            assert np.array_equal(full[~holes], variable.values[~holes])
            assert set(full[holes]) <= set(variable.values[~holes])


def test_the_same_seed_gives_the_same_bytes_and_more_sets_begin_with_the_same():
    few, more, other = (
        impute(planted(), m, seed, outcome=0).sets for m, seed in ((2, 7), (4, 7), (2, 8))
    )
    assert [v.tobytes() for s in few for v in s] == [v.tobytes() for s in more[:2] for v in s]
    assert [v.tobytes() for s in few for v in s] != [v.tobytes() for s in other for v in s]


def test_a_category_is_drawn_where_its_outcome_lies():
    rng = np.random.default_rng(3)
    kind = rng.choice([1.0, 2.0, 3.0], 600)
    y = 10 * kind + rng.normal(size=600)
    holed = np.where(rng.random(600) < 0.2, np.nan, kind)
    made = impute([Variable(y), Variable(holed, categories=True)], 5, 1, outcome=0)
    for _, full in made.sets:
        assert np.mean(full == kind) > 0.97


def test_groups_pull_what_is_drawn_towards_their_own():
    rng = np.random.default_rng(4)
    group = np.repeat(np.arange(30), 20)
    y = 3 * rng.normal(size=30)[group] + rng.normal(size=600)
    holed = np.where(rng.random(600) < 0.2, np.nan, y)
    holes = np.isnan(holed)
    x = Variable(rng.normal(size=600))

    def near(groups):
        made = impute([Variable(holed), x], 5, 1, outcome=0, groups=groups)
        return np.corrcoef(np.mean([s[0][holes] for s in made.sets], axis=0), y[holes])[0, 1]

    assert near(group) > 0.9
    assert abs(near(None)) < 0.4


@pytest.mark.parametrize(
    "columns",
    [
        [[1.0, 1.0, np.nan, 1.0], [1.0, 2.0, 3.0, 4.0]],  # constant
        [[1.0, 2.0, np.nan, 4.0], [1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 8.0]],  # collinear
        [[1.0, np.nan, 2.0], [np.nan, 1.0, 2.0]],  # three people
        [[np.nan, 5.0, np.nan, np.nan], [1.0, 2.0, 3.0, 4.0]],  # one answer
        [[1.0, np.nan, 3.0]],  # nothing to tell it from
        [[1e9, np.nan, 1e9 + 1, 1e9 + 2], [1.0, 2.0, 3.0, 4.0]],
    ],
)
@pytest.mark.parametrize("categories", [False, True])
def test_hopeless_columns_are_filled_all_the_same(columns, categories):
    variables = [Variable(np.array(c), categories) for c in columns]
    made = impute(variables, 3, 1, outcome=0, terms=[(0, 0)])
    assert all(np.isfinite(v).all() for s in made.sets for v in s)


def test_donors_as_near_as_each_other_are_all_taken():
    group = np.repeat([0.0, 1.0], 200)
    y = np.arange(400.0)
    holed = np.where(np.arange(400) % 4 == 0, np.nan, y)
    made = impute([Variable(holed), Variable(group)], 30, 1, outcome=0)
    taken = {v for s in made.sets for v in s[0][np.isnan(holed)]}
    assert len(taken) > 250  # of 300 donors, not always the same few


def test_needed_is_one_per_cent_each():
    assert [needed(s) for s in (0.0, 0.02, 0.2, 0.201, 0.29, 1.0)] == [20, 20, 20, 21, 29, 100]


def test_chains_that_stay_apart_are_seen():
    rng = np.random.default_rng(1)
    mixed = rng.normal(size=(20, 6, 1))
    apart = mixed + 5 * np.arange(20)[:, None, None]
    assert scale_reduction(mixed)[0] < 1.2
    assert scale_reduction(apart)[0] > 1.2


def test_intraclass_correlation_by_hand():
    # means 1 and 3: mean squares 4 between and 2 within
    assert intraclass(np.array([0.0, 2.0, 2.0, 4.0]), np.array([0, 0, 1, 1])) == pytest.approx(
        (4.0 - 2.0) / (4.0 + 2.0)
    )


def test_chains_that_have_settled_seldom_look_unsettled():
    """Three iterations of 20 chains vary by chance: more than 1.2, seldom more than said."""
    rng = np.random.default_rng(4)
    ratios = scale_reduction(rng.normal(size=(20, 5, 4000)))
    bound = by_chance(20)
    assert 1.2 < bound < 1.35
    assert 0 <= np.mean(ratios > bound) < 0.004
    apart = rng.normal(size=(20, 5, 50)) + np.arange(20)[:, None, None] / 5
    assert np.mean(scale_reduction(apart) > bound) > 0.9
