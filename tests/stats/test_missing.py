"""Normal estimates with missing answers and Little's test (tests/gold/missing.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.stats.missing import little, normal, pairwise, patterns

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "missing.json").read_text())
X = [f"x{i}" for i in range(1, 10)]
DATA = {
    "airquality": ("airquality", slice(None)),
    "hs": ("holzinger_swineford_missing", X),
    "bfi": ("bfi", slice(0, 25)),
}


def read(name):
    file, columns = DATA[name]
    frame = pd.read_csv(GOLD / "data" / f"{file}.csv")
    chosen = frame.iloc[:, columns] if isinstance(columns, slice) else frame[columns]
    return chosen.to_numpy(float)


@pytest.mark.gold
@pytest.mark.parametrize("name", DATA)
def test_littles_test_and_em_are_those_of_base_r(name):
    data, stored = read(name), STORED[name]
    found = little(data)
    assert found.d2 == pytest.approx(stored["d2"], rel=1e-9)
    assert (found.df, found.patterns) == (stored["df"], stored["patterns"])
    assert found.pvalue == pytest.approx(stored["pvalue"], rel=1e-7)
    estimates = normal(data)
    assert estimates.mean == pytest.approx(np.array(stored["mean"]), rel=1e-8)
    assert estimates.cov == pytest.approx(np.array(stored["cov"]), rel=1e-7, abs=1e-9)


@pytest.mark.gold
def test_em_agrees_with_lavaans_saturated_moments():
    found, stored = normal(read("hs")), STORED["lavaan_hs"]
    assert found.mean == pytest.approx(np.array(stored["mean"]), abs=1e-5)
    assert found.cov == pytest.approx(np.array(stored["cov"]), abs=1e-5)


def test_the_printed_test_of_airquality():
    """The naniar package's own tests print 35.1061288689702, df 14, 4 patterns.

    Its estimates stop at a looser criterion, 5e-5 from the end.
    """
    found = little(read("airquality"))
    assert found.d2 == pytest.approx(35.1061288689702, abs=1e-4)
    assert found.pvalue == pytest.approx(0.00141778113856683, abs=1e-7)
    assert (found.df, found.patterns) == (14, 4)


def test_the_test_keeps_its_level_and_sees_what_depends_on_answers():
    rng = np.random.default_rng(1)
    rejected, seen = 0, 0
    for _ in range(25):
        x = rng.normal(size=(300, 1)) + rng.normal(size=(300, 5))
        chance = x.copy()
        chance[rng.random(300) < 0.3, 2] = np.nan
        rejected += little(chance).pvalue < 0.05
        x[x[:, 0] > 0.5, 2] = np.nan
        seen += little(x).pvalue < 0.05
    assert rejected <= 4
    assert seen == 25


def test_patterns_come_by_frequency():
    x = np.array([[1, 2], [np.nan, 2], [1, np.nan], [3, np.nan], [4, 4], [5, 5]])
    found = patterns(x)
    assert found.n.tolist() == [3, 2, 1]
    assert found.missing.tolist() == [[False, False], [False, True], [True, False]]
    assert found.member.tolist() == [0, 2, 1, 1, 0, 0]


def test_respondents_without_an_answer_do_not_count():
    x = read("hs")
    more = np.vstack([x, np.full((3, 9), np.nan)])
    assert little(more) == little(x)


def test_what_cannot_be_estimated_is_refused():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(50, 4))
    with pytest.raises(ValueError, match="rows"):
        normal(x[:4])
    with pytest.raises(ValueError, match="vary"):
        normal(np.column_stack([x, np.ones(50)]))
    with pytest.raises(ValueError, match="singular"):
        normal(np.column_stack([x, x[:, 0]]))
    apart = x.copy()
    apart[:25, 0], apart[25:, 1] = np.nan, np.nan
    with pytest.raises(ValueError, match="nobody has both"):
        normal(apart)
    assert little(x) is None


def test_pairwise_correlations():
    x = read("hs")
    wanted = pd.DataFrame(x).corr().to_numpy()
    assert pairwise(x) == pytest.approx(wanted, abs=1e-12)
