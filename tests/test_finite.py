"""Numbers that are none: taken out where a result is made, and said."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from cpsurvey import stored
from cpsurvey.kinds.hypotheses.data import Hypotheses
from cpsurvey.kinds.screening.data import Rule, Screening
from cpsurvey.results import Caveat, Estimate, Result, ResultSet, Sample

NAN, INF = float("nan"), float("inf")


def result(**parts):
    return Result("flow", "flow", Sample(3, 3), **{"data": None, **parts})


def written(one):
    """The result as ``results.json`` has it."""
    whole = ResultSet(study={}, labels={}, provenance={}, results=(one,))
    return json.loads(stored.write(whole))["results"][0]


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ({"data": {"rows": [{"se": NAN}, {"se": 1.0}, {"se": -INF}]}}, "se (2)"),
        ({"data": {"pair": (NAN, 1.0)}}, "pair"),
        ({"data": {"matrix": np.array([[1.0, NAN], [NAN, INF]])}}, "matrix (3)"),
        ({"data": {"x": np.float64("nan"), "y": np.float32("inf")}}, "x, y"),
        ({"fit": {"rmsea": NAN}}, "rmsea"),
        ({"estimates": (Estimate("a", "~", "b", NAN, se=INF),)}, "est, se"),
        ({"caveats": (Caveat("few", "note", {"share": NAN}),)}, "share"),
        ({"data": {f"v{i}": NAN for i in range(9)}}, "v0, v1, v2, v3, v4, v5, ..."),
    ],
)
def test_what_is_not_finite_is_none_with_one_caveat(parts, fields):
    one = result(**parts)
    caveat = one.caveats[-1]
    assert (caveat.code, caveat.severity) == ("not_finite", "warning")
    assert caveat.values == {"fields": fields}
    assert written(one)["caveats"][-1] == asdict(caveat)


def test_scalars_and_arrays_of_numpy_become_plain():
    data = {
        "n": np.int64(3),
        "yes": np.bool_(True),
        "of": {np.int64(1): np.arange(3)},
        "text": np.str_("x"),
        "list": [np.float64(0.5), (np.int32(2),)],
    }
    one = Result("flow", "flow", Sample(np.int64(3), 2, {"lost": np.int64(1)}), data=data)
    found = written(one)
    assert found["sample"] == {"read": 3, "used": 2, "dropped": {"lost": 1}}
    assert found["data"] == {
        "n": 3,
        "yes": True,
        "of": {"1": [0, 1, 2]},
        "text": "x",
        "list": [0.5, [2]],
    }
    assert not one.caveats


def test_what_holds_nothing_to_change_is_left_as_it_is():
    data = {"a": [1.0, (2, None)], "b": {"c": "x"}}
    assert result(data=data).data is data


@pytest.mark.parametrize("value", [{1, 2}, Path("x"), b"x", object(), {("a", "b"): 1}, 1j])
def test_what_no_file_can_hold_is_refused_where_it_is_made(value):
    with pytest.raises(TypeError, match="'odd'"):
        result(data={"odd": value})


def test_results_of_a_file_with_nan_are_read():
    data = Hypotheses(alpha=0.25, family=0, withdrawn=0, hypotheses=())
    one = Result("hypotheses", "hypotheses", Sample(3, 3), data)
    text = stored.write(ResultSet({}, {}, {}, (one,)))
    assert stored.read(text).results[0] == one
    found = stored.read(text.replace("0.25", "NaN")).results[0]
    assert found.data.alpha is None
    assert json.loads(stored.write(ResultSet({}, {}, {}, (found,))))


def test_results_without_a_field_that_is_newer_are_read():
    rule = Rule(
        rule="irv",
        hard=False,
        threshold={},
        judged=30,
        flagged=12,
        excluded=0,
        overlap=1,
        reason=None,
    )
    data = Screening(
        answered=30,
        hard=30,
        soft=28,
        analysed=30,
        stage="hard",
        soft_limit=2,
        rules=(rule,),
        flags=(),
        models=None,
    )
    text = stored.write(ResultSet({}, {}, {}, (Result("screening", "s", Sample(3, 3), data),)))
    document = json.loads(text)
    (line,) = document["results"][0]["data"]["rules"]
    assert line.pop("decides", 0) is None
    assert stored.read(json.dumps(document)).results[0].data == data
    line["unknown"] = None
    with pytest.raises(stored.StoredError):
        stored.read(json.dumps(document))


def test_results_with_fields_too_many_missing_or_of_another_type_are_refused():
    data = Hypotheses(alpha=0.25, family=0, withdrawn=0, hypotheses=())
    one = Result("hypotheses", "hypotheses", Sample(3, 3), data)
    text = stored.write(ResultSet({}, {}, {}, (one,)))
    for old, new in (
        ('"alpha": 0.25', '"alpha": 0.25, "beta": 1'),
        ('"alpha": 0.25,', ""),
        ('"family": 0', '"family": "none"'),
        ('"family": 0', '"family": 0.5'),
        ("results/2", "results/1"),
    ):
        assert old in text
        with pytest.raises(stored.StoredError):
            stored.read(text.replace(old, new))
