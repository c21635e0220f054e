"""Where a search ends: at the minimum if there is one, and soon if there is none.

Gold: tests/gold/overlapping.R.
"""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.sem.fit import fit

GOLD = Path(__file__).parents[1] / "gold"
SOON = 60
"""Steps; without a look at what they gain there were 300 from every start."""


TOLERANCE = 2e-5
"""Of estimates: lavaan's search ends so near to its own minimum here."""


def key(lhs, op, rhs):
    """A covariance reads the same from both sides."""
    return (op, *sorted((lhs, rhs))) if op == "~~" else (lhs, op, rhs)


@pytest.fixture(scope="module")
def told():
    return json.loads((GOLD / "overlapping.json").read_text("utf-8"))


def fitted(told, number):
    with (GOLD / "data" / "overlapping.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row.pop("set") == number]
    data = {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0]}
    return fit(told["model"], data, kind="cfa", estimator="ml", missing="fiml", std_lv=True)


@pytest.mark.parametrize("number", ["1", "2"])
def test_factors_that_overlap_are_found_where_lavaan_finds_them(told, number):
    theirs, found = told["sets"][number], fitted(told, number)
    assert theirs["converged"]
    assert found.converged
    assert found.admissible
    assert found.fit["logl"] == pytest.approx(theirs["logl"], abs=1e-6)
    ours = {key(p.lhs, p.op, p.rhs): p.est for p in found.estimates}
    theirs = {key(e["lhs"], e["op"], e["rhs"]): e["est"] for e in theirs["estimates"]}
    loadings = [one for one in theirs if one[:2] == ("m", "=~")]
    sign = np.sign(ours[loadings[0]] * theirs[loadings[0]])
    for one, est in theirs.items():
        turned = sign if one in loadings else 1.0
        assert ours[one] == pytest.approx(turned * est, abs=TOLERANCE), one


def test_a_search_without_a_minimum_ends_soon(told):
    found = fitted(told, "3")
    assert not told["sets"]["3"]["converged"]
    assert not found.converged
    assert found.iterations < SOON
