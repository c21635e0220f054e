"""Models and data that are not what they seem: read as meant, or named; never another one."""

import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.syntax import parse

N = 300


def answers(seed=4, n=N):
    """Two factors of three items, a covariate and groups."""
    rng = np.random.default_rng(seed)
    f = rng.normal(size=n)
    g = 0.5 * f + rng.normal(size=n)
    data = {f"a{i}": f + rng.normal(size=n) for i in (1, 2, 3)}
    data |= {f"b{i}": g + rng.normal(size=n) for i in (1, 2, 3)}
    data["x"] = f + rng.normal(size=n)
    data["w"] = rng.normal(size=n)
    return data


def cut(data):
    return {name: np.digitize(x, [-1.0, 0.0, 1.0]) + 1.0 for name, x in data.items()}


def refusal(model, data=None, **options):
    with pytest.raises(CpsurveyError) as refused:
        fit(model, answers() if data is None else data, **options)
    return refused.value


def codes(found):
    return {remark.code: remark for remark in found.remarks}


# ------------------------------------------------------------------------------ the text
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("f =\u02dc a1 + a2 + a3", "f =~ a1 + a2 + a3"),
        ("f =\u223c a1\uff0ba2 + a3", "f =~ a1 + a2 + a3"),
        ("a1 \u02dc\u02dc a2", "a1 ~~ a2"),
        ("a1 ~ b\u00d7a2\nd := b \u2212 1", "a1 ~ b*a2\nd := b - 1"),
        ("a1 ~ \u201cb\u201d*a2", 'a1 ~ "b"*a2'),
        ("\ufefff =~ a1 + a2\u200b + a3", "f =~ a1 + a2 + a3"),
    ],
)
def test_signs_that_a_word_processor_made_are_read_as_meant(written, meant):
    assert [(r.lhs, r.op, r.rhs, r.modifier) for r in parse(written).relations] == [
        (r.lhs, r.op, r.rhs, r.modifier) for r in parse(meant).relations
    ]


def test_names_in_backticks_hold_spaces_and_signs():
    data = answers()
    renamed = {"item 1": data["a1"], "item-2": data["a2"], "3 \u00d7 d": data["a3"]}
    ours = fit("f =~ `item 1` + L*`item-2` + `3 \u00d7 d`\nL2 := L^2", renamed)
    theirs = fit("f =~ a1 + L*a2 + a3\nL2 := L^2", data)
    assert np.allclose(ours.theta, theirs.theta)
    again = fit(
        "f =~ `item 1` + `item-2` + `3 \u00d7 d`",
        renamed,
        group=["u", "v"] * (N // 2),
        group_equal=["loadings"],
        group_partial=["f =~ item-2"],
    )
    assert again.npar == 20 - 2 - 1


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("f =~ item 1 + item 2", "`item 1`"),
        ("item 1 ~ x", "`item 1`"),
        ("f =~ a1 + my item 2 + a3", "`my item 2`"),
        ("a1 ~ item-2", "`item-2`"),
    ],
)
def test_names_with_spaces_are_told_how_to_be_written(model, name):
    error = refusal(model)
    assert error.code == "CPS301"
    assert name in error.fix


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ('efa("e")*f + efa("e")*g =~ a1 + a2 + a3 + b1', "efa"),
        ("level: 1\ns | a1 ~ x\nlevel: 2\na1 ~~ a1", "random slopes"),
        ('level: 1\na1 ~ rv("s")*x\nlevel: 2\na1 ~~ a1', "random slopes"),
        ("group: 1\na1 ~ x", "--group"),
        ("f <~ a1 + a2", "composites"),
        ("a1 ~ lower(0)*x", "a > 0"),
        ("a1 ~ a*x\na1 ~ 0.5*x", "stands twice"),
        ("a1 ~~ u*a2\na2 ~~ v*a1", "stands twice"),
        ("a1 ~ x\na1 ~ a*x", "stands twice"),
        ("a1 ~ a*x + b*x", "stands twice"),
        ("f =~ a1 + a2 + a3\na1 ~ f", "once more"),
        ("f =~ f + a1 + a2", "itself"),
        ("a1 ~ a*x\nd := a\nd := 2*a", "defined twice"),
        ("a1 ~ a*x\nd := e\ne := d", "defined by itself"),
        ("a1 ~ a*x + b*w\na := b", "label of a parameter"),
    ],
)
def test_what_would_be_another_model_is_refused_by_name(model, said):
    error = refusal(model)
    assert error.code == "CPS301"
    assert said in f"{error.message} {error.fix}"


def test_a_term_may_stand_twice_for_a_label_and_a_start():
    (relation,) = parse("a1 ~ a*x + start(0.5)*x").relations
    assert (relation.modifier.labels, relation.modifier.start) == (("a",), (0.5,))
    assert len(parse("a1 ~ x\na1 ~ x").relations) == 1


def test_a_start_may_be_written_with_a_question_mark():
    written = parse("f =~ x1 + 0.7?x2 + a*-0.5?x3\nf ~~ c(0.8, NA)?f").relations
    meant = parse("f =~ x1 + start(0.7)*x2 + a*start(-0.5)*x3\nf ~~ start(0.8, NA)*f").relations
    assert str(written) == str(meant)
    assert refusal("a1 ~ b?x").message.startswith("expected a number before '?'")


@pytest.mark.parametrize(
    ("model", "way"),
    [
        ("a1 ~ x | w", "start a new line"),
        ("a1 ~ x =~ w", "start a new line"),
        ("a1 ~ x/w", "`x/w`"),
        ("a1 ~ x%", "in backticks"),
        ("f <~ a1 + x", "column of the data"),
        ("a1 ~*~ a1", "leave the line out"),
        ("a1 ~ x\nk == 2", "y ~ k*x"),
        ("a1 ~ x +", "at the caret"),
    ],
)
def test_every_refusal_says_what_to_do_where_it_points(model, way):
    assert way in refusal(model).fix


def test_definitions_need_no_order():
    data = answers()
    text = "x ~ a*w\na1 ~ b*x + c*w\n"
    late = fit(f"{text}share := ind/tot\ntot := c + ind\nind := a*b", data)
    early = fit(f"{text}ind := a*b\ntot := c + ind\nshare := ind/tot", data)
    shown = [{p.lhs: (p.est, p.se) for p in f.estimates if p.op == ":="} for f in (late, early)]
    assert shown[0] == shown[1]


def test_a_definition_without_a_value_has_none_and_nothing_warns():
    data = answers()
    found = fit("a1 ~ a*x\nz := 1/(a - a)\nl := log(-a*a)\no := 1/0\np := a/1e-320", data)
    assert [p.se for p in found.estimates if p.op == ":="] == [None] * 4


def test_a_product_of_columns_is_their_product():
    data = answers()
    ours = fit("a1 ~ x + w + x:w", data)
    theirs = fit("a1 ~ x + w + xw", data | {"xw": data["x"] * data["w"]})
    assert np.allclose(ours.theta, theirs.theta)
    assert refusal("a1 ~ x + x:v").message == (
        "the model uses 'v', which is neither a column nor a factor"
    )


def test_a_product_of_factors_is_refused_with_the_way_to_it():
    error = refusal("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nx ~ f + g + f:g")
    assert "latent: true" in error.fix
    assert "line 3" in error.where


def test_a_label_that_is_a_column_is_said():
    found = fit("a1 ~ x*w", answers())
    assert codes(found)["label_is_column"].severity == "warning"
    assert "x:w" in codes(found)["label_is_column"].fix
    found = fit("a1 ~ x*w\nd := 2*x", answers())
    assert codes(found)["label_is_column"].severity == "note"
    assert "label_is_column" not in codes(fit("a1 ~ b*w", answers()))


def test_a_factor_called_like_a_column_is_refused():
    assert "'x' is a factor" in refusal("x =~ a1 + a2 + a3").message


def test_paths_that_share_the_label_of_a_fixed_one_are_fixed_too():
    data = answers()
    shared = fit("f =~ b*a1 + b*a2 + b*a3", data)
    meant = fit("f =~ a1 + 1*a2 + 1*a3", data)
    assert [p.est for p in shared.estimates] == [p.est for p in meant.estimates]
    assert shared.test.df == meant.test.df == 2
    assert codes(shared)["label_held"].values == {"label": "b", "value": 1.0}
    held = fit("a1 ~ b*x + 0.5*x + b*w", data)
    assert {p.rhs: p.est for p in held.estimates if p.op == "~"} == {"x": 0.5, "w": 0.5}
    same = fit('f =~ a1 + a2 + equal("f=~a1")*a3', data)
    assert next(p.est for p in same.estimates if p.rhs == "a3") == 1.0
    freed = fit("f =~ NA*a1 + b*a1 + b*a2 + b*a3\nf ~~ 1*f", data)
    assert "label_held" not in codes(freed)
    assert freed.test.chisq == pytest.approx(shared.test.chisq)


def test_one_label_at_two_fixed_values_is_refused():
    error = refusal("f =~ b*a1 + a2 + a3\ng =~ b1 + b*b2 + 0.5*b2 + b3")
    assert error.code == "CPS303"
    assert "fixed at 1 and at 0.5" in error.message


def test_one_label_for_all_groups_is_said():
    group = ["u", "v"] * (N // 2)
    found = fit("a1 ~ b*x + 1*w", answers(), group=group)
    assert codes(found)["label_in_groups"].values == {"labels": "b"}
    assert "c(b1, b2)" in codes(found)["label_in_groups"].fix
    assert "label_in_groups" not in codes(fit("a1 ~ c(b, b)*x", answers(), group=group))


# ------------------------------------------------------------------------------ the data
def test_a_constant_is_named_and_nobody_else():
    data = cut(answers())
    data["a2"] = np.full(N, 3.0)
    for options in ({}, {"ordered": "all"}, {"missing": "fiml"}):
        error = refusal("f =~ a1 + a2 + a3", data, kind="cfa", **options)
        assert error.message == "every answer to a2 is the same"


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_an_empty_column_is_named_and_nobody_else(missing):
    data = answers() | {"a2": np.full(N, np.nan)}
    error = refusal("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3", data, missing=missing)
    assert error.message == "there is no answer to a2"
    data = answers()
    group = np.array(["u", "v"] * (N // 2))
    data["b1"] = np.where(group == "v", np.nan, data["b1"])
    error = refusal("g =~ b1 + b2 + b3", data, missing=missing, group=group.tolist())
    assert (error.message, error.where) == ("there is no answer to b1", "group 'v'")


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_only_those_that_take_part_in_a_combination_are_named(missing):
    data = answers()
    data["s"] = 2.0 * data["x"] + 1.0
    if missing == "fiml":
        data["w"] = np.where(np.arange(N) % 7 == 0, np.nan, data["w"])
    error = refusal("w ~ x + s + a1", data, missing=missing, fixed_x=False)
    assert "(x, s)" in error.message
    data["s"] = data["a1"] + data["a2"] - data["a3"]
    error = refusal("f =~ a1 + a2 + a3 + s + b1 + b2", data, missing="listwise")
    assert "(a1, a2, a3, s)" in error.message


def test_ordered_items_that_are_one_are_refused_and_near_ones_said():
    data = cut(answers())
    error = refusal("f =~ a1 + a2 + a3 + d", data | {"d": data["a2"]}, ordered="all")
    assert "a2 and d say the same" in error.message
    data = cut(answers(n=3000))
    near = data["a2"].copy()
    two, three = np.flatnonzero(near == 2)[:40], np.flatnonzero(near == 3)[:40]
    near[two], near[three] = 3.0, 2.0
    found = fit("f =~ a1 + a2 + a3 + d", data | {"d": near}, ordered="all")
    assert codes(found)["nearly_identical"].values["r"] > 0.99
    near[:150] = 5.0 - near[:150]
    found = fit("f =~ a1 + a2 + a3 + d", data | {"d": near}, ordered="all")
    assert "nearly_identical" not in codes(found)


@pytest.mark.parametrize("options", [{"ordered": "all"}, {}])
def test_an_impossible_solution_is_called_so_ordered_or_not(options):
    """r12 r13 / r23, the squared loading of the first, is 1.35 in the population."""
    R = np.array([[1, 0.9, 0.6], [0.9, 1, 0.4], [0.6, 0.4, 1]])
    y = np.random.default_rng(8).multivariate_normal(np.zeros(3), R, size=2000).T
    data = dict(zip("abc", y, strict=True))
    found = fit("f =~ a + b + c", cut(data) if options else data, **options)
    first = {(p.op, p.rhs): p for p in found.estimates if "a" in (p.lhs, p.rhs)}
    assert first["~~", "a"].est < -0.1
    assert first["=~", "a"].std_all == pytest.approx(1.35**0.5, abs=0.08)
    assert not found.admissible
    assert codes(found)["heywood"].severity == "inadmissible"
    assert codes(found)["heywood"].values == {"variables": "a"}


def test_residuals_that_correlate_beyond_one_are_called_so():
    found = fit("a1 ~~ 3*a2\na1 ~~ 2*a1\na2 ~~ 2*a2\na1 ~ 0*x\na2 ~ 0*x", answers())
    assert "residuals_not_positive_definite" in codes(found) or not found.converged


# ---------------------------------------------------------------------------- the advice
ORDERED = "f =~ a1 + a2 + a3"


@pytest.mark.parametrize(
    ("model", "wrong", "followed"),
    [
        (
            ORDERED,
            {"ordered": "all", "estimator": "ml"},
            {"ordered": "all", "estimator": "wlsmv"},
        ),
        (ORDERED, {"ordered": "all", "estimator": "mlr"}, {"estimator": "mlr"}),
        (ORDERED, {"estimator": "wlsmv"}, {"estimator": "mlr"}),
        (
            ORDERED,
            {"ordered": "all", "missing": "fiml"},
            {"ordered": "all", "missing": "pairwise"},
        ),
        (
            ORDERED,
            {"missing": "fiml", "estimator": "mlm"},
            {"missing": "fiml", "estimator": "mlr"},
        ),
        (
            ORDERED,
            {"missing": "fiml", "estimator": "gls"},
            {"missing": "fiml", "estimator": "mlr"},
        ),
        (ORDERED, {"missing": "pairwise"}, {"missing": "fiml"}),
        (
            f"{ORDERED}\nf ~ b1",
            {"ordered": ["a1", "a2", "a3", "b1"]},
            {"ordered": ["a1", "a2", "a3"]},
        ),
        (
            f"{ORDERED}\nf ~ b1",
            {"ordered": ["a1", "a2", "a3", "b1"]},
            {"ordered": ["a1", "a2", "a3"], "fixed_x": False},
        ),
        ("a1 ~ x", {"estimator": "uls", "fixed_x": True}, {"estimator": "uls"}),
        (
            "a1 ~ a2\na2 ~ x",
            {"ordered": ["a1", "a2"], "fixed_x": False},
            {"ordered": ["a1", "a2"], "fixed_x": False, "parameterization": "theta"},
        ),
    ],
)
def test_advice_works_when_it_is_followed(model, wrong, followed):
    data = cut(answers()) | {"x": answers()["x"]}
    error = refusal(model, data, **wrong)
    assert error.code == "CPS303"
    assert error.fix
    assert fit(model, data, **followed).converged


@pytest.mark.parametrize("options", [{}, {"missing": "fiml"}, {"ordered": "all"}])
def test_two_variables_nobody_answered_both_of_are_named(options):
    data = cut(answers()) if "ordered" in options else answers()
    first = np.arange(N) < N // 2
    data["a1"], data["a2"] = (
        np.where(first, np.nan, data["a1"]),
        np.where(first, data["a2"], np.nan),
    )
    error = refusal("f =~ a1 + a2 + a3 + b1", data, **options)
    assert error.message == "nobody answered both a1 and a2"


def test_infinite_values_are_named_by_column_and_row():
    data = answers()
    data["a2"][4] = np.inf
    error = refusal("f =~ a1 + a2 + a3", data)
    assert "'a2' holds an infinite value" in error.message
    assert "row 5" in error.where


def test_full_information_is_recommended_only_where_it_helps():
    group = ["u"] * (N - 2) + ["v"] * 2
    assert "fiml" not in refusal("f =~ a1 + a2 + a3", group=group).fix
    data = answers()
    for k, name in enumerate(("a1", "a2", "a3")):
        data[name] = np.where(np.arange(N) % 3 == k, np.nan, data[name])
    error = refusal("f =~ a1 + a2 + a3", data)
    assert "fiml" in error.fix
    assert fit("f =~ a1 + a2 + a3", data, missing="fiml").converged


def test_a_column_of_text_in_a_product_is_named():
    data = answers() | {"t": np.array(["x"] * N)}
    assert "'t' holds text" in refusal("a1 ~ x:t", data).message


@pytest.mark.parametrize("group", [None, ["u"] * 150 + ["v"] * 150])
def test_errors_of_one_cluster_are_refused(group):
    cluster = [1] * N if group is None else group
    error = refusal("f =~ a1 + a2 + a3", cluster=cluster, group=group)
    assert "one cluster" in error.message
