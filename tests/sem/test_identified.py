"""What the data do not determine has no errors, no tests and no fit, and is named."""

import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit

N = 300


def data(seed=1):
    rng = np.random.default_rng(seed)
    top = rng.normal(size=N)
    found = {}
    for name in "abcd":
        f = 0.8 * top + 0.6 * rng.normal(size=N)
        found |= {f"{name}{i}": f + rng.normal(size=N) for i in (1, 2, 3)}
    return found


FIRST = "a =~ a1 + a2 + a3\nb =~ b1 + b2 + b3\n"
CASES = {
    "two items": ("f =~ a1 + a2", {"f=~a2", "a1~~a1", "a2~~a2", "f~~f"}),
    "second order of two": (f"{FIRST}h =~ a + b", {"h=~b", "a~~a", "b~~b", "h~~h"}),
    "no scale": ("f =~ NA*a1 + a2 + a3", {"f=~a1", "f=~a2", "f=~a3", "f~~f"}),
    "mirrored paths": ("a1 ~ b1\nb1 ~ a1", {"a1~b1", "b1~a1", "a1~~a1", "b1~~b1"}),
    "two paths for one": (
        f"{FIRST}b ~ p*a\na ~ q*b",
        {"p", "q", "a~~a", "b~~b"},
    ),
}
OPTIONS = {
    "ml": {},
    "mlr": {"estimator": "mlr"},
    "fiml": {"missing": "fiml", "estimator": "mlr"},
    "uls": {"estimator": "uls"},
    "gls": {"estimator": "gls"},
    "clusters": {"cluster": [i // 5 for i in range(N)]},
}


@pytest.mark.parametrize("how", OPTIONS)
@pytest.mark.parametrize("name", CASES)
def test_undetermined_parameters_are_named_and_nothing_is_tested(name, how):
    model, loose = CASES[name]
    found = fit(model, data(), **OPTIONS[how])
    if not found.converged:
        pytest.skip("lost on the way: nothing is shown either")
    said = next(r for r in found.remarks if r.code == "not_identified")
    named = set(str(said.values["parameters"]).split(", "))
    assert loose <= named
    assert not any("=~" in n and n[0] in "ab" for n in named - loose)
    assert not found.admissible
    assert {p.se for p in found.estimates} <= {None, 0.0}
    assert {p.z for p in found.estimates} == {p.ci_upper for p in found.estimates if p.z} | {
        None
    }
    assert set(found.fit) == {"npar", "df", "chisq"}
    assert found.fit["chisq"] is None
    assert found.r2 == ()


@pytest.mark.parametrize("ordered", [True, False])
def test_two_items_are_enough_beside_another_factor(ordered):
    rows = data()
    if ordered:
        rows = {k: np.digitize(v, [-1, 0, 1]) + 1.0 for k, v in rows.items()}
    options = {"ordered": "all"} if ordered else {}
    model = "a =~ a1 + a2\nb =~ b1 + b2 + b3"
    found = fit(model, rows, **options)
    assert found.identified
    assert found.fit["cfi"] is not None
    alone = fit("a =~ a1 + a2", rows, **options)
    assert not alone.identified
    assert alone.r2 == ()


def test_definitions_of_what_is_not_determined_have_no_errors():
    found = fit("f =~ a1 + L*a2\nL2 := L^2", data())
    assert [p.se for p in found.estimates if p.op == ":="] == [None]


def test_a_difference_with_an_unidentified_model_is_refused():
    rows = data()
    wide, tight = fit(f"{FIRST}h =~ a + b", rows), fit(f"{FIRST}a ~~ 0*b", rows)
    with pytest.raises(CpsurveyError, match="not identified"):
        difference(tight, wide)


def test_bounds_that_bind_without_degrees_of_freedom_are_not_called_saturated():
    found = fit("f =~ a1 + u*a2 + v*a3\nu > 1.5\nv < 0.5", data())
    codes = [r.code for r in found.remarks]
    assert "saturated" not in codes
    assert "constraint_active" in codes
    assert found.fit["df"] == 0
    assert found.fit["chisq"] > 5
    for name in ("pvalue", "rmsea", "rmsea.ci.upper", "tli", "cfi", "gfi"):
        assert found.fit[name] is None
    idle = fit("f =~ a1 + u*a2 + v*a3\nu > -9", data())
    assert "saturated" in [r.code for r in idle.remarks]
