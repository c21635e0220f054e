"""What lavaan's users ask of a fitted model, against lavaan's own numbers (`daily.R`)."""

import json

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after import standard
from cpsurvey.sem.after.bootstrap import bootstrap
from cpsurvey.sem.after.effects import effects
from cpsurvey.sem.after.modify import modification_indices
from cpsurvey.sem.after.nested import compare, nested
from cpsurvey.sem.after.scores import factor_scores, residuals
from cpsurvey.sem.fit import fit

GOLD = json.loads((gold.GOLD / "daily.json").read_text())
FREED = json.loads((gold.GOLD / "freed.json").read_text())
CFA, ZERO = GOLD["models"]["CFA"], GOLD["models"]["ZERO"]
ONE = "f =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9"
ODD = "f =~ x1 + x2 + x3 + x4\ng =~ x5 + x6 + x7 + x8 + x9"


@pytest.fixture(scope="module")
def hs():
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")
    return data.assign(girl=data["sex"] - 1)


@pytest.fixture(scope="module")
def ordered():
    return pd.read_csv(gold.GOLD / "data" / "holzinger_swineford_ordinal.csv")


@pytest.fixture(scope="module")
def fits(hs):
    path = GOLD["models"]["PATH"]
    pd_data = pd.read_csv(gold.GOLD / "data" / "political_democracy.csv")
    return {
        "pd": fit(GOLD["models"]["PD"], pd_data),
        "path": fit(path, hs, meanstructure=True),
        "free": fit(path, hs, fixed_x=False),
        "mlr": fit(path, hs, estimator="mlr"),
    }


# -------------------------------------------------------------------------- standardised
@pytest.mark.parametrize("metric", ["lv", "all", "nox"])
@pytest.mark.parametrize("name", ["pd", "path", "free", "mlr"])
def test_standardised_solutions_have_lavaans_errors_and_limits(fits, name, metric):
    wanted = {(r["lhs"], r["op"], r["rhs"]): r for r in GOLD["standard"][name][f"std.{metric}"]}
    found = {(s.lhs, s.op, s.rhs): s.value for s in standard.solution(fits[name], metric)}
    compared = 0
    for key, row in wanted.items():
        if key not in found and key[1] == "~~":
            key = (key[2], key[1], key[0])
        value = found[key]
        assert value.est == pytest.approx(row["est.std"], rel=2e-4, abs=2e-5), key
        if row.get("se"):
            assert value.se == pytest.approx(row["se"], rel=5e-4, abs=1e-6), key
            assert value.ci[0] == pytest.approx(row["ci.lower"], rel=1e-3, abs=1e-4), key
            compared += 1
    assert compared > 5


def test_effects_without_syntax_are_what_definitions_say(fits):
    """Both ways to the same numbers, which are lavaan's."""
    for name, source, outcome, through in (
        ("pd", "ind60", "dem65", ("dem60",)),
        ("mlr", "girl", "x7", ("x4",)),
    ):
        found = {
            (e.wanted.source, e.wanted.outcome, e.wanted.role, e.wanted.through): e
            for e in effects(fits[name], 1).rows
        }
        metric = "nox" if source == "girl" else "all"
        rows = {r["lhs"]: r for r in GOLD["standard"][name][f"std.{metric}"]}
        for role, way, defined in (("specific", through, "ind"), ("total", (), "tot")):
            e = found[source, outcome, role, way]
            value = e.nox if metric == "nox" else e.std_all
            assert e.binary == (metric == "nox")
            assert value.est == pytest.approx(rows[defined]["est.std"], abs=2e-5)
            assert value.se == pytest.approx(rows[defined]["se"], rel=5e-4)
            plain = next(p for p in fits[name].estimates if p.lhs == defined)
            assert e.value.est == pytest.approx(plain.est, rel=1e-10)
            assert e.value.se == pytest.approx(plain.se, rel=1e-8)
            low, high = value.mc
            assert low < value.est < high


def test_defined_effects_have_the_intervals_of_the_whole_model(fits):
    """The part of a model that is drawn from gives what the whole gives."""
    found = fits["pd"]
    drawn = bootstrap(found, 60, seed=3)
    part = standard.defined(found, "all", 1, drawn)
    whole = [s for s in standard.solution(found, "all", 1, drawn) if s.op == ":="]
    for one, other in zip(part, whole, strict=True):
        assert one.se == pytest.approx(other.value.se, rel=1e-8)
        assert one.boot == pytest.approx(other.value.boot, rel=1e-10)


def test_a_bootstrap_standardises_by_the_covariates_of_each_draw(hs):
    """A slope of one covariate is, standardised, the correlation of every draw."""
    found = fit("x4 ~ ageyr", hs)
    drawn = bootstrap(found, 40, seed=5)
    (path,) = [s for s in standard.solution(found, "all", 1, drawn) if s.op == "~"]
    at = np.random.SeedSequence(5).spawn(1)[0]
    rows = np.random.default_rng(at).integers(0, len(hs), (40, len(hs)))
    data = hs[["x4", "ageyr"]].to_numpy()
    by_hand = [np.corrcoef(data[one].T)[0, 1] for one in rows]
    assert path.value.boot == pytest.approx(np.percentile(by_hand, [2.5, 97.5]), rel=1e-6)


def test_intervals_hold_what_they_should():
    """A standardised indirect effect of known size, 200 samples: 95 % in 184 to 197."""
    rng = np.random.default_rng(20261127)
    truth = 0.5 * 0.4 / np.sqrt(0.4**2 * 1.25 + 1.0)  # sd of x is 1, of m sqrt(1.25)
    held = {"ci": 0, "mc": 0}
    for _ in range(200):
        x = rng.normal(size=150)
        m = 0.5 * x + rng.normal(size=150)
        y = 0.4 * m + rng.normal(size=150)
        found = fit("m ~ a*x\ny ~ b*m\nab := a*b", {"x": x, "m": m, "y": y}, fixed_x=False)
        (one,) = standard.defined(found, "all", 1)
        for kind in held:
            low, high = getattr(one, kind)
            held[kind] += low < truth < high
    assert all(181 <= count <= 198 for count in held.values()), held


# ------------------------------------------------------------------------------- effects
def test_second_order_factors_and_three_steps():
    rng = np.random.default_rng(1)
    x = rng.normal(size=300)
    a = 0.5 * x + rng.normal(size=300)
    b = 0.5 * a + 0.2 * x + rng.normal(size=300)
    c = 0.5 * b + rng.normal(size=300)
    found = fit("a ~ x\nb ~ a + x\nc ~ b", {"x": x, "a": a, "b": b, "c": c})
    told = effects(found, 1)
    rows = {
        (e.wanted.role, e.wanted.through): e.value.est
        for e in told.rows
        if (e.wanted.source, e.wanted.outcome) == ("x", "c")
    }
    assert set(rows) == {
        ("specific", ("b",)), ("specific", ("a", "b")), ("indirect", ()), ("total", ()),
    }  # fmt: skip
    ways = rows["specific", ("b",)] + rows["specific", ("a", "b")]
    assert rows["indirect", ()] == pytest.approx(ways) == rows["total", ()]
    assert not told.circular


def test_circles_have_sums_alone():
    rng = np.random.default_rng(2)
    data = {name: rng.normal(size=300) for name in "xwab"}
    data["a"] = data["a"] + data["x"]
    data["b"] = data["b"] + data["w"] + 0.3 * data["a"]
    found = fit("a ~ x + b\nb ~ w + a", data)
    told = effects(found, 1)
    assert told.circular
    assert not any(e.wanted.role == "specific" for e in told.rows)
    slopes = {(p.lhs, p.rhs): p.est for p in found.estimates if p.op == "~"}
    loop = 1 - slopes["a", "b"] * slopes["b", "a"]
    total = next(
        e.value.est
        for e in told.rows
        if (e.wanted.source, e.wanted.outcome, e.wanted.role) == ("x", "a", "total")
    )
    assert total == pytest.approx(slopes["a", "x"] / loop)


def test_groups_have_effects_of_their_own(hs):
    found = fit("x4 ~ ageyr\nx7 ~ x4", hs, group=hs["school"].tolist())
    ways = [e for e in effects(found, 1).rows if e.wanted.role == "specific"]
    slopes = {(p.lhs, p.group): p.est for p in found.estimates if p.op == "~"}
    for e in ways:
        g = e.wanted.group
        assert e.value.est == pytest.approx(slopes["x4", g] * slopes["x7", g])
    assert [e.wanted.group for e in ways] == [1, 2]


# ---------------------------------------------------------------------------- comparisons
@pytest.mark.parametrize("name", ["ml", "mlr", "wlsmv"])
def test_difference_tests_are_those_of_lavtestlrt(hs, ordered, name):
    data, more = (ordered, {"ordered": "all"}) if name == "wlsmv" else (hs, {})
    models = [fit(text, data, kind="cfa", estimator=name, **more) for text in (ZERO, CFA)]
    (found,) = compare(models)
    assert (found.restricted, found.general) == (0, 1)
    assert found.test.chisq == pytest.approx(GOLD["lrt"][name]["chisq"], rel=2e-5)
    assert found.test.df == GOLD["lrt"][name]["df"]
    assert found.test.pvalue == pytest.approx(GOLD["lrt"][name]["pvalue"], rel=1e-4)


@pytest.mark.parametrize("more", [{}, {"ordered": "all"}])
def test_nesting_is_checked_and_not_guessed_from_degrees_of_freedom(hs, ordered, more):
    data = ordered if more else hs
    one, odd, three = (fit(text, data, kind="cfa", **more) for text in (ONE, ODD, CFA))
    assert odd.test.df > three.test.df
    assert nested(one, odd)  # a correlation of one: nested though no path is fixed
    assert nested(one, three)
    assert not nested(odd, three)
    with pytest.raises(CpsurveyError, match="special case"):
        compare([odd, three])


def test_equal_models_in_other_words_nest_both_ways(hs):
    marker, variance = fit(CFA, hs, kind="cfa"), fit(CFA, hs, kind="cfa", std_lv=True)
    assert nested(marker, variance)
    assert nested(variance, marker)
    with pytest.raises(CpsurveyError, match="no difference to test"):
        compare([marker, variance])


def test_a_bound_is_part_of_what_nests(hs):
    """With a path held above what the other needs, the other is no special case."""
    free = fit("x4 ~ b*ageyr + x1\nx7 ~ x4", hs)
    held = fit("x4 ~ b*ageyr + x1\nx7 ~ x4 + ageyr + x1\nb > 0.5", hs)
    assert not nested(free, held)


@pytest.mark.parametrize(
    ("other", "more", "said"),
    [
        ("x4 ~ ageyr", {}, "different variables"),
        ("x1 ~ ageyr\nx4 ~ ageyr", {}, "special case|explains them|no difference"),
        ("x4 ~ x1 + ageyr", {"missing": "fiml"}, "no difference|special case"),
    ],
)
def test_what_cannot_be_compared_is_refused(hs, other, more, said):
    with pytest.raises(CpsurveyError, match=said):
        compare([fit("x4 ~ x1 + ageyr", hs), fit(other, hs, **more)])


def test_of_several_models_those_that_cannot_be_compared_are_named(hs):
    apart = [CFA, f"{CFA}\nvisual ~~ 0*speed", f"{CFA}\nvisual ~~ 0*textual"]
    with pytest.raises(CpsurveyError) as caught:
        compare([fit(text, hs, kind="cfa") for text in apart])
    assert caught.value.where == "models 2 and 3, in the order given"


# ------------------------------------------------------- indices, residuals, factor scores
def test_modification_indices_are_lavaans(hs):
    wanted = {(r["lhs"], r["op"], r["rhs"]): r for r in GOLD["modindices"]}
    found = modification_indices(fit(CFA, hs, kind="cfa"))
    assert len(found) == len(wanted)
    for one in found:
        row = wanted[one.lhs, one.op, one.rhs]
        assert one.mi == pytest.approx(row["mi"], rel=1e-3, abs=1e-4)
        assert one.sepc_all == pytest.approx(row["sepc.all"], rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("name", FREED["models"])
def test_paths_and_fixed_parameters_have_modification_indices(hs, name):
    data, kind = hs, "sem"
    if name == "growth":
        data, kind = pd.read_csv(gold.GOLD / "data" / "demo_growth.csv"), "growth"
    fitted = fit(FREED["models"][name], data, kind=kind)
    found = modification_indices(fitted)
    ours = {(one.lhs, one.op, one.rhs): one for one in found}
    assert len(ours) == len(found)
    explained = [
        r for r in FREED["modindices"][name] if r["lhs"] not in fitted.table.covariates
    ]
    assert {"~", "=~", "~1"} & {row["op"] for row in explained}
    for row in explained:
        ends = (row["rhs"], "~~", row["lhs"])
        one = ours.get((row["lhs"], row["op"], row["rhs"])) or ours[ends]
        assert one.mi == pytest.approx(row["mi"], rel=1e-3, abs=1e-4)
        assert one.epc == pytest.approx(row["epc"], rel=1e-3, abs=1e-4)
        assert one.sepc_all == pytest.approx(row["sepc.all"], rel=1e-3, abs=1e-4)


def test_residuals_are_lavaans(hs, ordered):
    wanted = GOLD["residuals"]
    (plain,) = residuals(fit(CFA, hs, kind="cfa", meanstructure=True))
    np.testing.assert_allclose(plain.cov, wanted["raw"], atol=1e-4)
    np.testing.assert_allclose(plain.cor, wanted["cor"], atol=1e-4)
    (cut,) = residuals(fit(CFA, ordered, kind="cfa", ordered="all"))
    np.testing.assert_allclose(cut.cov, wanted["ordered"], atol=1e-4)


def test_factor_scores_are_lavaans(hs):
    found = fit(CFA, hs, kind="cfa")
    for method in ("regression", "bartlett"):
        (scores,) = factor_scores(found, method)
        np.testing.assert_allclose(scores[:20], GOLD["scores"][method], atol=1e-4)


def test_scores_of_ordered_answers_are_lavaans_modes(ordered):
    (scores,) = factor_scores(fit(CFA, ordered, kind="cfa", ordered="all"))
    np.testing.assert_allclose(scores[:20], GOLD["scores"]["ordered"], atol=3e-4)


def test_scores_of_answers_some_of_which_are_missing(ordered):
    """Who answered nothing of one factor has the score that the others say."""
    data = ordered[[f"x{i}" for i in range(1, 10)]].astype(float)
    data.loc[3, ["x7", "x8", "x9"]] = np.nan
    found = fit(CFA, data, kind="cfa", ordered="all", missing="pairwise")
    (scores,) = factor_scores(found)
    assert np.isfinite(scores).all()
    assert abs(scores[3, 2]) < 0.5


# ------------------------------------------------------------------- what nothing comes of
LEVELS = "level: 1\ny1 ~ x1\nlevel: 2\ny1 ~ w1"


@pytest.mark.parametrize(
    ("model", "more", "said"),
    [
        (LEVELS, {"kind": "growth"}, "growth"),
        (LEVELS, {"information": "expected"}, "observed information"),
        (LEVELS, {"fixed_x": True}, "random"),
        (LEVELS, {"group_equal": ["loadings"]}, "no groups"),
        (LEVELS, {"meanstructure": False}, "means"),
        ("y1 ~ x1", {"group_equal": ["regressions"]}, "no groups"),
        ("y1 ~ x1", {"parameterization": "theta"}, "ordered"),
    ],
)
def test_options_nothing_would_come_of_are_refused(model, more, said):
    data = pd.read_csv(gold.GOLD / "data" / "demo_twolevel.csv")
    clusters = {"cluster": data["cluster"].tolist()} if "level" in model else {}
    assert fit(model, data, **clusters).converged
    with pytest.raises(CpsurveyError, match=said):
        fit(model, data, **clusters, **more)


def test_names_with_blanks_go_through_both_levels():
    data = pd.read_csv(gold.GOLD / "data" / "demo_twolevel.csv")
    cluster = data["cluster"].tolist()
    plain = fit("level: 1\ny1 ~ x1\nlevel: 2\ny1 ~ w1", data, cluster=cluster)
    named = data.rename(columns={"y1": "1 w", "x1": "1 w w", "w1": "w b"})
    model = "level: 1\n`1 w` ~ `1 w w`\nlevel: 2\n`1 w` ~ `w b`"
    found = fit(model, named, cluster=cluster)
    assert found.fit["logl"] == pytest.approx(plain.fit["logl"], rel=1e-10)
