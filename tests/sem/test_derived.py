"""Modification indices, score and Wald tests, scores, residuals, standardised errors."""

import json

import gold
import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.compare import difference, wald
from cpsurvey.sem.after.modify import modification_indices, releases
from cpsurvey.sem.after.scores import factor_scores, residuals


def with_(key):
    return [n for n in gold.names() if gold.case(n).get(key)]


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("modindices"))
def test_modification_indices_are_lavaans(name):
    stored = gold.case(name)
    ours = gold.fitted(stored)
    turned = gold.mirrored(ours, stored)
    found = {}
    for m in modification_indices(ours):
        found[m.lhs, m.op, m.rhs, m.group] = m
        if m.op == "~~":
            found[m.rhs, m.op, m.lhs, m.group] = m
    compared = 0
    for m in stored["modindices"]:
        mine = found[m["lhs"], m["op"], m["rhs"], m.get("group") or 1]
        flip = -1 if (m["lhs"] in turned) != (m["rhs"] in turned and m["op"] == "~~") else 1
        assert mine.mi == pytest.approx(m["mi"], rel=2e-4, abs=1e-4)
        for ours_, theirs in (
            (mine.epc, m["epc"]),
            (mine.sepc_lv, m["sepc.lv"]),
            (mine.sepc_all, m["sepc.all"]),
        ):
            assert flip * ours_ == pytest.approx(theirs, rel=2e-4, abs=1e-5)
        compared += 1
    assert compared > 40


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("score_test"))
def test_releasing_equalities_is_lavaans_score_test(name):
    stored = gold.case(name)["score_test"]
    single, total = releases(gold.fitted(gold.case(name)))
    assert total.chisq == pytest.approx(stored["total"]["chisq"], rel=1e-4)
    assert total.df == stored["total"]["df"]

    def place(p):
        return (p["lhs"], p["op"], p["rhs"] or "", p["group"])

    ours = {(r.first, r.other): r.chisq for r in single}
    for one in stored["single"]:
        mine = ours.get((place(one["a"]), place(one["b"])))
        assert mine == pytest.approx(one["chisq"], rel=1e-4)


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("wald"))
def test_wald_tests_are_lavaans(name):
    stored = gold.case(name)
    found = wald(gold.fitted(stored), "\n".join(stored["wald"]["constraints"]))
    assert found.chisq == pytest.approx(stored["wald"]["chisq"], rel=1e-4)
    assert found.df == stored["wald"]["df"]


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("factor_scores"))
def test_factor_scores_are_lavaans(name):
    stored = gold.case(name)
    ours = gold.fitted(stored)
    wanted = stored["factor_scores"]
    order = [ours.table.latent.index(f) for f in wanted["latents"]]
    for method in ("regression", "bartlett"):
        for mine, theirs in zip(factor_scores(ours, method), wanted[method], strict=True):
            theirs = np.array(theirs)
            if name == "mimic":  # without means lavaan leaves the covariates uncentred
                mine = mine[: len(theirs)] - mine[: len(theirs)].mean(axis=0)
                theirs = theirs - theirs.mean(axis=0)
            assert mine[: len(theirs), order] == pytest.approx(theirs, rel=1e-4, abs=1e-4)


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("residuals"))
def test_residuals_are_lavaans(name):
    stored = gold.case(name)
    ours = gold.fitted(stored)
    wanted = stored["residuals"]
    order = [ours.table.observed.index(v) for v in wanted["variables"]]
    for mine, raw, cor in zip(residuals(ours), wanted["raw"], wanted["cor"], strict=True):
        at = np.ix_(order, order)
        assert mine.cov[at] == pytest.approx(np.array(raw["cov"]), abs=2e-5)
        assert mine.cor[at] == pytest.approx(np.array(cor["cov"]), abs=2e-5)


LRT = json.loads((gold.GOLD / "lrt.json").read_text())["pairs"]


@pytest.mark.gold
@pytest.mark.parametrize("name", sorted(LRT))
def test_differences_of_nested_models_are_lavaans(name):
    stored = LRT[name]
    base = gold.case("group_metric_mlr")

    def fit_with(equal):
        args = {"group": "school", "estimator": stored["estimator"], "group.equal": equal}
        return gold.fitted({**base, "args": args})

    restricted, general = fit_with(stored["restricted"]), fit_with(stored["general"])
    default = difference(restricted, general)
    assert default.method == "satorra.bentler.2001"
    assert default.df == stored["satorra.bentler.2001"]["df"]
    assert default.chisq == pytest.approx(stored["satorra.bentler.2001"]["chisq"], rel=5e-5)
    later = difference(restricted, general, "satorra.2000")
    assert later.chisq == pytest.approx(stored["satorra.2000.delta"]["chisq"], rel=5e-5)
    plain = difference(restricted, general, "plain")
    assert plain.chisq == pytest.approx(restricted.test.chisq - general.test.chisq)
    with pytest.raises(CpsurveyError):
        difference(general, restricted)


@pytest.mark.parametrize("text", ["p == ", "f =~ x1 + x2", "nobody == 0"])
def test_wrong_wald_constraints(text):
    with pytest.raises(CpsurveyError):
        wald(gold.fitted(gold.case("pd_wald")), text)


@pytest.mark.gold
@pytest.mark.parametrize("name", with_("standardized"))
@pytest.mark.parametrize("kind", ["lv", "all"])
def test_errors_of_standardised_solutions_are_lavaans(name, kind):
    from cpsurvey.sem.inference.standardize import Standardized

    stored = gold.case(name)["standardized"].get(f"std_{kind}")
    if not stored:
        pytest.skip("not stored")
    ours = gold.fitted(gold.case(name))
    standard = Standardized(ours.table, ours.model.rams, ours.model.samples)
    rows, defined = standard.errors(ours.theta, ours.vcov, kind)
    found = {}
    for row, se in zip(ours.table.rows, rows, strict=True):
        found[row.lhs, row.op, row.rhs, row.group] = se
        if row.op == "~~":
            found[row.rhs, row.op, row.lhs, row.group] = se
    for d, se in zip(ours.table.defined, defined, strict=True):
        found[d.name, ":=", "", 1] = se
    compared = 0
    for e in stored:
        key = (e["lhs"], e["op"], "" if e["op"] == ":=" else e["rhs"], e.get("group") or 1)
        if e["se"]:
            assert found[key] == pytest.approx(e["se"], rel=2e-4, abs=1e-6), key
            compared += 1
    assert compared > 5


@pytest.mark.gold
@pytest.mark.parametrize("name", ["pd_derived_mlr", "mimic", "mimic_means", "nonrecursive"])
def test_standardised_paths_have_lavaans_intervals(name):
    from cpsurvey.sem.after import standard

    stored = [e for e in gold.case(name)["standardized"]["std_all"] if e["op"] == "~"]
    ours = gold.fitted(gold.case(name))
    rows = [p for p in ours.estimates if p.op == "~"]
    found = dict(
        zip(((p.lhs, p.rhs) for p in rows), standard.some(ours, "all", "~"), strict=True)
    )
    assert len(stored) == len(found) > 2
    for e in stored:
        one = found[e["lhs"], e["rhs"]]
        assert one.est == pytest.approx(e["est.std"], abs=1e-4)
        assert one.ci == pytest.approx((e["ci.lower"], e["ci.upper"]), abs=2e-4)


@pytest.mark.gold
@pytest.mark.parametrize("name", ["pd_derived_mlr", "mimic", "hs_derived"])
def test_standardised_loadings_and_covariances_have_lavaans_intervals(name):
    from cpsurvey.sem.after import standard

    stored = {
        (e["lhs"], e["op"], e["rhs"]): (e["ci.lower"], e["ci.upper"])
        for e in gold.case(name)["standardized"]["std_all"]
    }
    ours = gold.fitted(gold.case(name))
    rows = [p for p in ours.estimates if standard.is_drawn(p)]
    assert {"=~"} <= {p.op for p in rows} <= {"=~", "~", "~~"}
    for p, found in zip(rows, standard.drawn(ours, "all"), strict=True):
        assert found.ci == pytest.approx(stored[p.lhs, p.op, p.rhs], abs=2e-4), p


def test_a_model_without_paths_has_none_to_standardise():
    from cpsurvey.sem.after import standard

    assert standard.some(gold.fitted(gold.case("hs_derived")), "all", "~") == []
