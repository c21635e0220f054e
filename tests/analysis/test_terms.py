"""The formula language of regressions."""

import numpy as np
import pytest

from cpsurvey.analysis.terms import Factor, columns, parse, variables, without_parts
from cpsurvey.errors import CpsurveyError
from cpsurvey.scoring import Scored


class Questionnaire:
    def options_of(self, name):
        return None


def scored(**values):
    n = len(next(iter(values.values())))
    arrays = {name: np.array(v, dtype=float) for name, v in values.items()}
    return Scored(arrays, {}, {}, {}, {}, {}, n)


def names(formula):
    return [":".join(f.name for f in term) for term in parse(formula)]


@pytest.mark.parametrize(
    ("formula", "terms"),
    [
        ("a", ["a"]),
        (" a + b:c ", ["a", "b:c"]),
        ("a*b", ["a", "b", "a:b"]),
        ("a*b*c", ["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]),
        ("a + a*b", ["a", "b", "a:b"]),
    ],
)
def test_formulas_spread_into_terms(formula, terms):
    assert names(formula) == terms


def test_choices_and_powers_are_factors():
    assert parse("C(x):poly(y, 2)") == [(Factor("x", "C"), Factor("y", "poly", 2))]
    assert variables("C(x) + poly(y, 2) + x") == ["x", "y"]


@pytest.mark.parametrize(
    "formula",
    ["", "a +", "a ++ b", "a b", "a**b", "__import__('os')", "a:b*c", "log(a)", "poly(a, 9)",
     "C(a", "1+1", "a.b", "a;b", "C(__import__)('os')"],
)  # fmt: skip
def test_anything_else_is_refused_with_its_place(formula):
    with pytest.raises(CpsurveyError) as refused:
        parse(formula)
    assert refused.value.code == "CPS409"
    assert refused.value.fix


def test_columns_multiply_and_carry_missing_values():
    data = scored(x=[1, 2, np.nan, 4], z=[1, 1, 2, 2])
    found = {
        c.term: c.values for c in columns("x*z + C(z) + poly(x, 2)", data, Questionnaire())
    }
    assert list(found) == ["x", "z", "x:z", "z=2", "x^1", "x^2"]
    np.testing.assert_allclose(found["x:z"], [1, 2, np.nan, 8])
    np.testing.assert_allclose(found["z=2"], [0, 0, 1, 1])
    np.testing.assert_allclose(found["x^2"], (np.array([1, 2, np.nan, 4]) - 7 / 3) ** 2)


def test_products_without_their_parts_are_named():
    assert without_parts(["a", "b", "a:b"]) == []
    assert without_parts(["a", "a:b"]) == ["a:b"]
