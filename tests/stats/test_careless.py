"""Indices of careless answers, against their definitions written in R."""

import csv
import json
import time

import numpy as np
import pytest
from conftest import ROOT

from cpsurvey.stats import careless
from cpsurvey.stats.mahalanobis import distance

nan = np.nan
GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def gold():
    return json.loads((GOLD / "careless.json").read_text())


def table(name, items):
    with (GOLD / "data" / name).open() as lines:
        rows = list(csv.DictReader(lines))
    return np.array([[float(r[i]) if r[i] != "NA" else nan for i in items] for r in rows])


@pytest.fixture(scope="module")
def x(gold):
    return table("careless_items.csv", gold["items"])


def numbers(values):
    return np.array([nan if v is None else v for v in values], dtype=float)


def same(ours, theirs, tol=1e-10):
    theirs = numbers(theirs)
    assert (np.isnan(ours) == np.isnan(theirs)).all()
    assert np.nanmax(np.abs(ours - theirs)) < tol


@pytest.mark.gold
def test_longstring_irv_and_contradictions(gold, x):
    same(careless.longstring(x).astype(float), gold["longstring"])
    same(careless.irv(x), gold["irv"])
    at = {name: i for i, name in enumerate(gold["items"])}
    k = len(gold["reversed"])
    found = careless.contradictions(
        x[:, [at[i] for i in gold["partner"]]],
        x[:, [at[i] for i in gold["reversed"]]],
        np.full(k, 2.0),
        np.full(k, 6.0),
    )
    same(found, gold["contradictions"])


@pytest.mark.gold
def test_even_odd(gold, x):
    keyed = x.copy()
    places = [gold["items"].index(i) for i in gold["reversed"]]
    keyed[:, places] = 8 - keyed[:, places]
    scale = [name.rstrip("0123456789") for name in gold["items"]]
    halves = [
        careless.half_means(keyed[:, [i for i, s in enumerate(scale) if s == one]])
        for one in dict.fromkeys(scale)
    ]
    odd, even = (np.column_stack(side) for side in zip(*halves, strict=True))
    same(careless.even_odd(odd, even), gold["even_odd"])


@pytest.mark.gold
@pytest.mark.parametrize(("name", "bound"), [("synonyms", 0.5), ("antonyms", -0.3)])
def test_synonyms_and_antonyms(gold, x, name, bound):
    R = careless.pairwise(x)
    pairs = careless.correlated_pairs(R, bound)
    assert pairs.tolist() == gold[name]["pairs"]
    same(careless.synonyms(x, pairs), gold[name]["r"])


@pytest.mark.gold
def test_distances_of_complete_answers_are_those_of_stats_mahalanobis(gold):
    full = table("synthetic_answers.csv", gold["items"])
    full[:16] = gold["complete"]["full"]
    found = distance(full)
    same(found.d2, gold["complete"]["d2"])
    assert found.beyond(0.001).tolist() == (found.d2 > gold["cutoff"][2]).tolist()


@pytest.mark.gold
def test_distances_with_missing_answers(gold, x):
    found = distance(x[:, :30], tol=1e-10)
    expected = gold["missing"]
    # both stop when no moment moves by more than their tolerance
    assert np.abs(found.cov - np.array(expected["cov"])).max() < 1e-7
    assert np.abs(found.mean - np.array(expected["mean"])).max() < 1e-7
    same(found.d2, expected["d2"], 1e-6)
    assert found.df.tolist() == expected["df"]


def test_a_missing_answer_does_not_break_a_run():
    answers = np.array([[4, 4, nan, 4, 1], [1, 2, 3, 4, 5], [nan] * 5])
    assert careless.longstring(answers).tolist() == [3, 1, 0]


def test_answers_that_do_not_vary_have_no_consistency():
    flat = np.full((1, 8), 4.0)
    assert np.isnan(careless.even_odd(flat, flat)).all()
    assert np.isnan(careless.even_odd(flat, np.arange(8.0)[None])).all()
    assert careless.irv(flat).tolist() == [0.0]


def test_consistency_is_high_when_halves_agree_and_never_below_minus_one():
    odd = np.array([[1, 2, 3, 4, 5, 6.0]])
    assert careless.even_odd(odd, odd)[0] == pytest.approx(1.0)
    assert careless.even_odd(odd, -odd)[0] == -1.0
    assert careless.even_odd(odd, odd[:, ::-1])[0] == -1.0
    assert np.isnan(careless.even_odd(odd[:, :5], odd[:, :5])).all()


def test_a_pair_contradicts_itself_only_at_the_same_end():
    direct = np.array([[7, 6, 1, 2.0], [7, 6, 1, 2.0], [nan] * 4])
    turned = np.array([[6, 7, 2, 1.0], [1, 5, 3, nan], [1] * 4])
    low, high = np.full(4, 2.0), np.full(4, 6.0)
    found = careless.contradictions(direct, turned, low, high)
    assert found[:2].tolist() == [4, 0]
    assert np.isnan(found[2])


def test_items_that_repeat_others_or_do_not_vary_are_left_out_of_distances():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(60, 4))
    more = np.column_stack([x, x[:, 0] - x[:, 1], np.ones(60)])
    assert distance(more).items.tolist() == [0, 1, 2, 3]
    assert distance(more).d2 == pytest.approx(distance(x).d2, abs=1e-9)
    centred = more - more.mean(axis=0)
    general = np.linalg.pinv(np.cov(more, rowvar=False), rcond=1e-10)  # noqa: TID251
    assert distance(more).d2 == pytest.approx(
        np.einsum("ij,jk,ik->i", centred, general, centred), abs=1e-8
    )
    more[rng.random(more.shape) < 0.05] = nan
    assert np.isfinite(distance(more).d2[~np.isnan(more).all(axis=1)]).all()


@pytest.mark.parametrize("x", [np.ones((50, 3)), np.full((5, 2), nan), np.zeros((0, 3))])
def test_nothing_to_measure_distances_with(x):
    assert distance(x) is None


def test_as_few_respondents_as_items_have_no_distances():
    assert distance(np.random.default_rng(1).normal(size=(10, 9))) is None


def test_half_of_all_answers_missing():
    x = np.random.default_rng(3).normal(size=(300, 10))
    x[np.random.default_rng(4).random(x.shape) < 0.5] = nan
    found = distance(x)
    assert (np.isnan(found.d2) == np.isnan(x).all(axis=1)).all()
    assert found.beyond(0.001).mean() < 0.02


def test_distances_are_chi_squared_when_answers_are_normal():
    x = np.random.default_rng(5).normal(size=(4000, 30)) @ np.tri(30)
    x[np.random.default_rng(6).random(x.shape) < 0.02] = nan
    begun = time.perf_counter()
    found = distance(x)
    assert time.perf_counter() - begun < 10
    assert found.d2.mean() == pytest.approx(found.df.mean(), rel=0.01)
    assert found.beyond(0.05).mean() == pytest.approx(0.05, abs=0.012)
