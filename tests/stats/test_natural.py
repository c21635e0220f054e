"""Natural effects: equal to R's integrals and to a published example; parts add up."""

import csv
import json
from importlib.resources import files
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from cpsurvey.stats import rates
from cpsurvey.stats.natural import Mediator, System, parts

GOLD = Path(__file__).parents[1] / "gold"
R = json.loads((GOLD / "natural.json").read_text("utf-8"))
HALF = (-0.5, 0.5)


@pytest.fixture(scope="module")
def d():
    with (GOLD / "data" / "natural.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def fitted(d, outcome, family, predictors, size=None):
    X = np.column_stack([np.ones(240), *(d[name] for name in predictors)])
    return rates.glm(d[outcome], X, family, None if size is None else d[size])


def system(d, link, outcome, mediators):
    """`outcome` is a fit or coefficients; `mediators` name -> kind."""
    fits = {
        name: fitted(d, name, kind if kind != "gaussian" else "gaussian", ["x", "c"])
        for name, kind in mediators.items()
    }
    numbers = [fits[name].working for name, kind in mediators.items() if kind == "gaussian"]
    return System(
        link=link,
        b=np.atleast_2d(getattr(outcome, "b", outcome)),
        mediators=[Mediator(kind, fits[name].b[None]) for name, kind in mediators.items()],
        residual=np.atleast_2d(np.cov(numbers)) if numbers else np.zeros((0, 0)),
        controls=d["c"][:, None],
        weights=np.full(240, 1 / 240),
    )


def four(made, nodes=31):
    return [[made.mean(x, [m], nodes)[0] for m in HALF] for x in HALF]


@pytest.mark.parametrize(
    ("gold", "outcome", "size", "mediator", "kind"),
    [
        ("logit_normal", "s", "n", "m", "gaussian"),
        ("logit_binary", "y", None, "b", "binomial"),
        ("logit_count", "y", None, "k", "poisson"),
    ],
)
def test_means_are_those_of_r(d, gold, outcome, size, mediator, kind):
    fit = fitted(d, outcome, "binomial", ["x", mediator, "c"], size)
    made = system(d, "logit", fit, {mediator: kind})
    assert four(made) == pytest.approx(np.array(R[gold]), abs=2e-8)


def test_probit_has_the_closed_form_of_r(d):
    made = system(d, "probit", np.array(R["probit_b"]), {"m": "gaussian"})
    assert four(made) == pytest.approx(np.array(R["probit_normal"]), abs=1e-9)


def test_rates_have_the_closed_form(d):
    fit = fitted(d, "e", "poisson", ["x", "m", "c"], "n")
    found = parts(system(d, "log", fit, {"m": "gaussian"}), *HALF, relative=True)
    assert found.direct[0] == pytest.approx(R["poisson"]["direct"], abs=1e-9)
    assert found.through[0][0] == pytest.approx(R["poisson"]["indirect"], abs=1e-9)


def test_two_mediators_whose_residuals_go_together(d):
    fit = fitted(d, "s", "binomial", ["x", "m", "m2", "c"], "n")
    made = system(d, "logit", fit, {"m": "gaussian", "m2": "gaussian"})
    gold = {(row["x"], row["x1"], row["x2"]): row["mean"] for row in R["two"]}
    for x, *through in product(HALF, repeat=3):
        assert made.mean(x, through, 31)[0] == pytest.approx(gold[x, *through], abs=1e-8)
    found = parts(made, *HALF)
    low, high = HALF
    assert found.total[0] == pytest.approx(gold[high, high, high] - gold[low, low, low])
    first = np.mean(
        [gold[x, high, m2] - gold[x, low, m2] for x in HALF for m2 in HALF]
    )  # two mediators: the mean over all that the others can be is that over their orders
    assert found.through[0][0] == pytest.approx(first, abs=1e-7)
    assert found.direct + sum(found.through) == pytest.approx(found.total, abs=1e-12)
    assert found.indirect == pytest.approx(sum(found.through), abs=1e-12)


def test_a_number_and_a_yes_or_no_side_by_side(d):
    """Against a sum over both that is written out."""
    fit = fitted(d, "y", "binomial", ["x", "m", "b", "c"])
    made = system(d, "logit", fit, {"m": "gaussian", "b": "binomial"})
    rng = np.random.default_rng(1)
    m = fitted(d, "m", "gaussian", ["x", "c"])
    b = fitted(d, "b", "binomial", ["x", "c"])
    z = rng.standard_normal((4000, 1)) * m.working.std(ddof=1)
    base = fit.b[0] + 0.5 * fit.b[1] + fit.b[4] * d["c"]
    eta = base + fit.b[2] * (m.b[0] - 0.5 * m.b[1] + m.b[2] * d["c"] + z)
    q = special.expit(b.b[0] + 0.5 * b.b[1] + b.b[2] * d["c"])
    drawn = (1 - q) * special.expit(eta) + q * special.expit(eta + fit.b[3])
    assert made.mean(0.5, [-0.5, 0.5])[0] == pytest.approx(drawn.mean(), abs=0.004)


def test_few_nodes_are_enough_for_draws(d):
    fit = fitted(d, "s", "binomial", ["x", "m", "c"], "n")
    made = system(d, "logit", fit, {"m": "gaussian"})
    few, many = parts(made, *HALF, nodes=5), parts(made, *HALF, nodes=31)
    assert few.direct == pytest.approx(many.direct, abs=1e-6)
    assert few.through[0] == pytest.approx(many.through[0], abs=1e-6)


def test_the_framing_example_of_the_vignette_of_r_mediation():
    """As printed there: 100 draws, so that its own error is about .003."""
    import statsmodels
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.families.links import Probit
    from statsmodels.genmod.generalized_linear_model import GLM

    place = files(statsmodels) / "stats" / "tests" / "results" / "framing.csv"
    rows = list(csv.DictReader(place.read_text("utf-8").splitlines()))
    column = {
        name: np.array([float(row[name]) for row in rows])
        for name in ("emo", "treat", "age", "income", "cong_mesg")
    }
    dummies = [
        np.array([row[name] == one for row in rows], float)
        for name in ("educ", "gender")
        for one in sorted({row[name] for row in rows})[1:]
    ]
    controls = np.column_stack([column["age"], *dummies, column["income"]])
    X = np.column_stack([np.ones(len(rows)), column["treat"], controls])
    a = rates.glm(column["emo"], X, "gaussian")
    beside = np.column_stack([X[:, :2], column["emo"], controls])
    b = GLM(column["cong_mesg"], beside, family=Binomial(Probit())).fit().params
    made = System(
        link="probit",
        b=b[None],
        mediators=[Mediator("gaussian", a.b[None])],
        residual=np.array([[a.working @ a.working / a.df_resid]]),
        controls=controls,
        weights=np.full(len(rows), 1 / len(rows)),
    )
    (m00, m01), (m10, m11) = [[made.mean(x, [m])[0] for m in (0, 1)] for x in (0, 1)]
    printed = {"acme": (0.0802, 0.0808), "ade": (0.0142, 0.0147), "total": 0.0949}
    assert (m01 - m00, m11 - m10) == pytest.approx(printed["acme"], abs=0.006)
    assert (m10 - m00, m11 - m01) == pytest.approx(printed["ade"], abs=0.006)
    assert m11 - m00 == pytest.approx(printed["total"], abs=0.006)
    found = parts(made, 0, 1)
    assert found.through[0][0] == pytest.approx((m01 - m00 + m11 - m10) / 2)
