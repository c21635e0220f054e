"""Every rule on options speaks, and its way out leads to a fit."""

import re

import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after import bootstrap as drawn
from cpsurvey.sem.fit import fit
from cpsurvey.sem.rules import MODEL, OPTIONS

N = 240
CFA = "f =~ x1 + x2 + x3 + x4"
PATHS = CFA + "\nf ~ z"
TWO = "level: 1\nw =~ x1 + x2 + x3 + x4\nlevel: 2\nb =~ x1 + x2 + x3 + x4"


def _columns():
    rng = np.random.default_rng(3)
    team = np.repeat(rng.normal(size=N // 8), 8)
    factor = rng.normal(size=N)
    return {f"x{i}": factor + team + rng.normal(size=N) for i in range(1, 5)} | {
        "z": rng.normal(size=N)
    }


DATA = _columns()
TEAM = [i // 8 for i in range(N)]
CODES = {name: np.digitize(x, [-1.0, 1.0]).astype(float) for name, x in DATA.items()}
MOMENTS = {
    "data": None,
    "sample_cov": np.cov(np.array(list(DATA.values()))),
    "sample_names": list(DATA),
    "nobs": N,
}
LEVELS = {"model": TWO, "cluster": TEAM}
ORDERED = {"data": CODES, "ordered": "all"}

ASKED = [
    (LEVELS | {"cluster": None}, {"cluster": TEAM}),
    (LEVELS | MOMENTS, {"data": DATA}),
    (LEVELS | {"ordered": ["x1"]}, {"ordered": ()}),
    (LEVELS | {"estimator": "uls"}, {"estimator": "mlr"}),
    (LEVELS | {"missing": "fiml"}, {"missing": "listwise"}),
    (LEVELS | {"group": ["a", "b"] * (N // 2)}, {"group": None}),
    (LEVELS | {"kind": "growth"}, {"kind": "cfa"}),
    (LEVELS | {"information": "expected"}, {"information": "observed"}),
    (LEVELS | {"fixed_x": True}, {"fixed_x": False}),
    (LEVELS | {"meanstructure": False}, {"meanstructure": True}),
    (LEVELS | {"group_equal": ["loadings"]}, {"group_equal": ()}),
    ({"estimator": "wls"}, {"estimator": "gls"}),
    ({"missing": "ml"}, {"missing": "fiml"}),
    ({"kind": "path"}, {"kind": "sem"}),
    ({"information": "first"}, {"information": "observed"}),
    (ORDERED | {"parameterization": "probit"}, {"parameterization": "theta"}),
    (ORDERED | {"estimator": "ml"}, {"estimator": "wlsmv"}),
    ({"estimator": "dwls"}, {"estimator": "mlr"}),
    ({"estimator": "mlm", "missing": "fiml"}, {"estimator": "mlr"}),
    ({"estimator": "mlm", "cluster": TEAM}, {"estimator": "mlr"}),
    (ORDERED | {"missing": "fiml"}, {"missing": "pairwise"}),
    ({"estimator": "gls", "missing": "fiml"}, {"estimator": "mlr"}),
    ({"estimator": "uls", "cluster": TEAM}, {"estimator": "mlr"}),
    (MOMENTS | {"estimator": "mlr"}, {"data": DATA}),
    (MOMENTS | {"meanstructure": True}, {"sample_mean": np.zeros(5)}),
    ({"group_equal": ["loadings"]}, {"group": ["a", "b"] * (N // 2)}),
    (
        {"group": ["a", "b"] * (N // 2), "group_partial": ["f=~x2"]},
        {"group_equal": ["loadings"]},
    ),
    ({"parameterization": "theta"}, {"data": CODES, "ordered": "all"}),
    ({"missing": "pairwise"}, {"missing": "fiml"}),
    (ORDERED | {"model": PATHS, "ordered": list(CODES)}, {"ordered": "all"}),
    (
        ORDERED | {"model": PATHS, "fixed_x": False},
        {"parameterization": "theta"},
    ),
    ({"model": CFA + "\nx1 | t1"}, ORDERED),
    (ORDERED | {"model": CFA + "\nx1 | t1 + t3"}, {"model": CFA + "\nx1 | t1 + t2"}),
    ({"model": PATHS, "estimator": "gls", "fixed_x": True}, {"fixed_x": None}),
]


def _fit(options):
    return fit(**({"model": CFA, "data": DATA} | options))


@pytest.mark.parametrize(
    ("rule", "broken", "mended"),
    [
        pytest.param(rule, *asked, id=rule.what)
        for rule, asked in zip((*OPTIONS, *MODEL), ASKED, strict=True)
    ],
)
def test_a_rule_speaks_and_its_way_out_works(rule, broken, mended):
    with pytest.raises(CpsurveyError) as refused:
        _fit(broken)
    assert refused.value.code == "CPS303"
    said = ".+".join(re.escape(part) for part in re.split(r"\{.*?\}", rule.what))
    assert re.fullmatch(said, refused.value.message)
    assert refused.value.fix == rule.fix
    assert _fit(broken | mended).converged


@pytest.mark.parametrize(
    ("said", "options", "kind"),
    [
        ("not identified", {"model": "f =~ x1 + x2"}, "cases"),
        ("no bootstrap is called 'jackknife'", {}, "jackknife"),
        ("two levels", LEVELS, "cases"),
        ("moments alone", MOMENTS, "cases"),
        ("without clusters", {}, "clusters"),
        ("Bollen-Stine", {"missing": "fiml", "estimator": "mlr"}, "bollen-stine"),
    ],
)
def test_a_bootstrap_that_cannot_be_drawn(said, options, kind):
    assert any(said.split(" '")[0] in rule.what for rule in drawn.RULES)
    with pytest.raises(CpsurveyError, match=said) as refused:
        drawn.bootstrap(_fit(options), 10, seed=1, kind=kind)
    assert refused.value.code == "CPS303"
    assert refused.value.fix


def test_thresholds_have_no_place_in_two_levels():
    with pytest.raises(CpsurveyError, match="thresholds are of ordered variables"):
        _fit(LEVELS | {"model": TWO.replace("level: 2", "x1 | t1\nlevel: 2")})


@pytest.mark.parametrize(
    ("model", "fix"),
    [
        (f"model <- '\n{CFA}\n'", "without the assignment and the quotes it has in R"),
        (f"{CFA}\nf ~ 0 + z", "an intercept of zero is written '0*1'"),
        ("f =~ x1 + x2 + x 3", "`x 3`"),
        ("f =~ x1 x2 x3", "between two variables stands a '+'"),
        ("f = ~ x1 + x2 + x3", "'=~' for what measures a factor"),
        ("f ~= x1 + x2 + x3", "'=~' for what measures a factor"),
        ("x1 ~ a*x2\na = 0", "'==' for an equality"),
        ("model <- 'f =~ x1 + x2 + x3'", "without the assignment and the quotes it has in R"),
        ("model = 'f =~ x1 + x2 + x3'", "without the assignment and the quotes it has in R"),
        ("f =~ 'x 1' + x2 + x3", "in backticks: `x 1`"),
        ("f =~ NA + x2 + x3", "in backticks: `NA`"),
        ("f =~ 1x + x2 + x3", "in backticks: `1x`"),
    ],
)
def test_what_r_would_read_is_refused_with_what_to_write(model, fix):
    with pytest.raises(CpsurveyError) as refused:
        _fit({"model": model})
    assert refused.value.code == "CPS301"
    assert fix in refused.value.fix


def test_a_group_of_few_is_said_to_be_left_out_or_joined():
    few = ["one"] + ["two"] * (len(DATA["x1"]) - 1)
    with pytest.raises(CpsurveyError, match="1 row is left for a model of 3 variables") as got:
        _fit({"model": "f =~ x1 + x2 + x3", "group": few})
    assert got.value.where == "group 'one'"
    assert "leave so small a group out of the data" in got.value.fix
    assert "join it to another" in got.value.fix
