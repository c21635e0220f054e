"""Rival measurement models against lavaan (tests/gold/validity.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.analysis.measurement import Measured, average_variance
from cpsurvey.design import load_questionnaire
from cpsurvey.kinds.rivals.written import rivals
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "validity.json").read_text())
SHIPPED = Path(__file__).parents[2] / "questionnaires" / "cop-callcentre-0.1.0.yaml"
SCALES = {
    "cop_me": "me",
    "cop_je": "je",
    "cop_sr": "sr",
    "tks_don": "don",
    "tks_col": "col",
    "crm": "crm",
    "perf_rp": "rp",
    "perf_ad": "ad",
}
pytestmark = pytest.mark.gold


R_NAMES = {"wording": "share", "wording_free": "wording"}
"""What the script calls them: it was written first."""


def made(scales):
    items = {scale: [f"{SCALES[scale]}{i}" for i in range(1, 6)] for scale in scales}
    used = np.ones(600, dtype=bool)
    frame = pd.read_csv(GOLD / "data" / "synthetic_items.csv")
    spread = {name: float(frame[name].std()) for names in items.values() for name in names}
    found = Measured(items, used, (), "mlr", "listwise", None, spread)
    models, _, _ = rivals(
        found, load_questionnaire(str(SHIPPED)).questionnaire, uniqueness=True
    )
    return found, {model.name: model for model in models}


@pytest.fixture(scope="module")
def fits():
    """Every rival of the eight scales; the bifactor model of the first three alone."""
    frame = pd.read_csv(GOLD / "data" / "synthetic_items.csv")
    data = {name: frame[name].to_numpy(float) for name in frame}
    whole, models = made(SCALES)
    _, few = made(list(SCALES)[:3])
    found = {}
    for names, chosen in ((models, models), ({"three": 0, "bifactor": 0}, few)):
        first = None
        for name in names:
            model = chosen["correlated" if name == "three" else name]
            first = found[R_NAMES.get(name, name)] = fit(
                model.syntax,
                data,
                kind="cfa",
                estimator="mlr",
                std_lv=True,
                meanstructure=True,
                like=first,
            )
    return whole, found


@pytest.mark.parametrize("name", list(STORED["models"]))
def test_rivals_are_lavaans(fits, name):
    found, want = fits[1][name], STORED["models"][name]
    assert found.converged
    for measure, value in want["fit"].items():
        tolerance = 1e-5 if "scaled" in measure or "robust" in measure else 1e-6
        assert found.fit[measure] == pytest.approx(value, rel=tolerance, abs=tolerance)
    ours = {(p.lhs, p.op, p.rhs): p for p in found.estimates}
    for row in want["parameters"]:
        p = (
            ours.get((row["lhs"], row["op"], row["rhs"]))
            or ours[(row["rhs"], row["op"], row["lhs"])]
        )
        # lavaan's own estimates lie this far from its optimum
        assert abs(p.std_all) == pytest.approx(abs(row["std"]), abs=2e-5)
        if row["se"] and p.se:
            assert p.se == pytest.approx(row["se"], rel=3e-5)


@pytest.mark.parametrize("name", list(STORED["differences"]))
def test_scaled_differences_are_lavaans(fits, name):
    found, want = fits[1], STORED["differences"][name]
    base = found["three" if name == "bifactor" else "correlated"]
    restricted = name in ("one_factor", "second_order")
    pair = (found[name], base) if restricted else (base, found[name])
    tested = difference(*pair)
    assert tested.df == want["df"]
    assert tested.chisq == pytest.approx(want["chisq"], rel=3e-5)
    assert tested.pvalue == pytest.approx(want["p"], rel=1e-3, abs=1e-8)


def test_the_share_of_wording_is_lavaans(fits):
    p = next(
        p for p in fits[1]["share"].estimates if p.op == "~~" and p.lhs == p.rhs == "wording"
    )
    want = STORED["share"]
    assert p.est == pytest.approx(want["est"], abs=5e-6)
    assert p.se == pytest.approx(want["se"], abs=5e-6)
    assert p.ci_upper == pytest.approx(want["ci.upper"], abs=1e-5)


def test_average_variance_is_semtools(fits):
    whole, found = fits
    ours = average_variance(found["correlated"], whole)
    want = [STORED["ave"][scale] for scale in SCALES]
    assert ours == pytest.approx(want, abs=1e-5)
    assert np.round(ours, 4).tolist() == [
        0.4827, 0.4838, 0.4959, 0.4801, 0.4877, 0.4782, 0.4898, 0.4708,
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_ordered_items_are_lavaans(missing):
    """Factor correlations with limits by WLSMV, from complete answers and pairwise."""
    want = STORED["ordinal" if missing == "listwise" else "pairwise"]
    frame = pd.read_csv(GOLD / "data" / "bfi.csv").iloc[:, :15]
    data = {name: frame[name].to_numpy(float) for name in frame}
    syntax = "\n".join(f"{f} =~ " + " + ".join(f"{f}{i}" for i in range(1, 6)) for f in "ACE")
    found = fit(
        syntax, data, kind="cfa", estimator="wlsmv", missing=missing, std_lv=True, ordered="all"
    )
    assert found.nobs == (want["n"],)
    ours = {(p.lhs, p.op, p.rhs): p for p in found.estimates}
    for row in want["parameters"]:
        p = ours[(row["lhs"], row["op"], row["rhs"])]
        assert abs(p.est) == pytest.approx(abs(row["est"]), abs=1e-5)
        assert p.se == pytest.approx(row["se"], abs=1e-5)
    for measure, value in want.get("fit", {}).items():
        assert found.fit[measure] == pytest.approx(value, rel=1e-6)
    if "ave" in want:
        scales = {f: [f"{f}{i}" for i in range(1, 6)] for f in "ACE"}
        measured = Measured(scales, np.ones(1, dtype=bool), (), "wlsmv", missing, None)
        assert average_variance(found, measured) == pytest.approx(
            [want["ave"][f] for f in "ACE"], abs=1e-5
        )
