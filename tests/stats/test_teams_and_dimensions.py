"""Against psych, semTools and multilevel (tests/gold/psychometrics.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.stats.agreement import agreement, icc
from cpsurvey.stats.dimensions import factorability
from cpsurvey.stats.htmt import htmt

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "psychometrics.json").read_text())
pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def bfi():
    return pd.read_csv(GOLD / "data" / "bfi.csv").iloc[:, :15].dropna().to_numpy(float)


def test_kmo_and_bartlett_are_psychs(bfi):
    found = factorability(np.corrcoef(bfi.T), len(bfi))
    assert len(bfi) == STORED["kmo"]["n"]
    assert found.kmo == pytest.approx(STORED["kmo"]["overall"], abs=1e-10)
    assert found.msa == pytest.approx(STORED["kmo"]["items"], abs=1e-10)
    assert found.chisq == pytest.approx(STORED["bartlett"]["chisq"], rel=1e-10)
    assert found.df == STORED["bartlett"]["df"]


def test_kmo_and_bartlett_of_the_simulated_agents():
    """Printed by psych for the 40 items of 600 simulated agents."""
    items = pd.read_csv(GOLD / "data" / "synthetic_items.csv").iloc[:, 1:].to_numpy(float)
    found = factorability(np.corrcoef(items.T), len(items))
    assert items.shape == (600, 40)
    assert found.kmo == pytest.approx(0.9163, abs=5e-5)
    assert found.chisq == pytest.approx(9608.803, abs=5e-4)
    assert found.df == 780


def test_htmt_is_semtools(bfi):
    members = [range(5), range(5, 10), range(10, 15)]
    found = htmt(np.corrcoef(bfi.T), [list(m) for m in members])
    assert found.htmt == pytest.approx(np.array(STORED["htmt"]), abs=1e-6)
    assert found.htmt2 == pytest.approx(np.array(STORED["htmt2"]), abs=1e-6)


@pytest.mark.parametrize("name", ["LEAD", "WBEING"])
def test_intraclass_correlations_are_multilevels(name):
    data = pd.read_csv(GOLD / "data" / "bh1996.csv")
    found = icc(data[name].to_numpy(float), data["GRP"].to_numpy())
    stored = STORED["icc"][name]
    assert found.icc1 == pytest.approx(stored["icc1"], abs=1e-10)
    assert found.icc2 == pytest.approx(stored["icc2"], abs=1e-10)
    assert pytest.approx(stored["F"], rel=1e-10) == found.F
    assert (found.df1, found.df2) == (stored["df1"], stored["df2"])
    assert found.lower < found.icc1 < found.upper


def test_the_printed_icc_of_wellbeing():
    """Bliese (2016): ICC(1) of WBEING .04336905."""
    assert round(STORED["icc"]["WBEING"]["icc1"], 8) == 0.04336905


def test_agreement_is_multilevels():
    data = pd.read_csv(GOLD / "data" / "lq2002_lead.csv")
    items = data.iloc[:, 1:].to_numpy(float)
    found = agreement(items, data["COMPID"].to_numpy(), np.full(11, 5))
    stored = STORED["agreement"]
    assert found.n.tolist() == stored["n"]
    assert found.rwgj["uniform"] == pytest.approx(stored["rwgj"], abs=1e-10)
    assert found.rwgj["slight"] == pytest.approx(stored["skewed"], abs=1e-10)
    assert found.lindell == pytest.approx(stored["lindell"], abs=1e-10)
    assert found.ad == pytest.approx(stored["ad"], abs=1e-10)


def test_teams_of_one_and_one_team():
    x = np.arange(6.0)
    with pytest.raises(ValueError):
        icc(x, np.arange(6))
    with pytest.raises(ValueError):
        icc(x, np.zeros(6, dtype=int))
    assert len(agreement(np.ones((3, 2)), np.arange(3), np.full(2, 5)).n) == 0
