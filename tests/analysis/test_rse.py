"""Real answers end to end: the published export in, R's numbers out."""

import json
import shutil

import pytest
from conftest import ROOT, SHARED

from cpsurvey import stored
from cpsurvey.cli import funnel

EXPORT = SHARED / "data" / "rse_uk_2017_limesurvey.csv"
pytestmark = [
    pytest.mark.gold,
    pytest.mark.needs_shared,
    pytest.mark.skipif(not EXPORT.is_file(), reason="the published export is not here"),
]
GOLD = json.loads((ROOT / "tests" / "gold" / "rse.json").read_text())


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rse")
    study = folder / "rse-2017"
    shutil.copytree(ROOT / "tests" / "studies" / "rse-2017", study)
    text = (study / "study.yaml").read_text("utf-8")
    text = text.replace("languages: [en, fr]", "languages: [en]\n  formats: [html]")
    (study / "study.yaml").write_text(text + "\nprivacy: {key_file: ../rse.key}\n", "utf-8")
    assert funnel.run(["ingest", str(EXPORT), "--study", str(study), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(study), "--quiet"]) == 0
    return stored.read((study / "reports" / "current" / "results.json").read_text("utf-8"))


def of(results, name):
    return next(r for r in results.results if r.id == name)


def test_all_253_rows_are_accounted_for(results):
    flow = of(results, "flow")
    assert GOLD["rows"] == 253
    assert flow.sample.read == 253
    assert flow.sample.used == GOLD["analysed"] == 225
    assert sum(flow.sample.dropped.values()) == 28


def test_reliabilities_are_rs(results):
    ours = {s.scale: s for s in of(results, "reliability").data.scales}
    for theirs in GOLD["reliability"]:
        mine = ours[theirs["scale"]]
        assert (mine.n, mine.k) == (theirs["n"], theirs["k"])
        assert mine.alpha == pytest.approx(theirs["alpha"], abs=1e-10)
        assert tuple(mine.alpha_ci) == pytest.approx(theirs["alpha_ci"], abs=1e-10)
        # lavaan stops 1e-7 short of the optimum
        assert mine.omega_total == pytest.approx(theirs["omega_total"], abs=1e-6)


def test_item_rest_correlations_are_rs(results):
    ours = {s.scale: s for s in of(results, "items").data.scales}
    for theirs in GOLD["reliability"]:
        mine = [item.item_rest for item in ours[theirs["scale"]].items]
        assert mine == pytest.approx(theirs["item_rest"], abs=1e-10)


def test_correlations_are_rs(results):
    data = of(results, "correlations").data
    theirs = GOLD["correlations"]
    names = [variable.name for variable in data.variables]
    assert names == theirs["variables"]
    pairs = {(pair.first, pair.second): pair for pair in data.pairs}
    for i in range(len(theirs["r"])):
        for j in range(i):
            pair = pairs[names[j], names[i]]
            assert pair.r == pytest.approx(theirs["r"][i][j], abs=1e-10)
            assert pair.n == theirs["n"][i][j]
            assert pair.pvalue == pytest.approx(theirs["p"][i][j], abs=1e-10)


@pytest.mark.parametrize("outcome", ["satisfaction", "feedback"])
def test_regressions_are_rs(results, outcome):
    data = of(results, outcome).data
    theirs = next(r for r in GOLD["regressions"] if r["outcome"] == outcome)
    last = data.blocks[-1]
    assert last.n == theirs["n"]
    for key, name in (("b", "b"), ("se_classical", "se_classical"), ("se_hc3", "se_hc3")):
        mine = [getattr(term, key) for term in last.terms]
        assert mine == pytest.approx(theirs[name], rel=1e-9, abs=1e-12)
    assert [b.r2 for b in data.blocks] == pytest.approx(theirs["r2"], abs=1e-10)
    assert last.f_change == pytest.approx(theirs["f_change"], rel=1e-9)
    assert [t.vif for t in last.terms[1:]] == pytest.approx(theirs["vif"], rel=1e-9)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("cfa-measurement", "measurement"),
        ("sem-leaving", "leaving"),
        ("leaving-complete", "leaving_listwise"),
    ],
)
def test_models_are_lavaans(results, name, stored):
    ours, theirs = of(results, name), GOLD["models"][stored]
    assert ours.sample.used == theirs["nobs"]
    mine = {(e.lhs, e.op, e.rhs): e for e in ours.estimates}
    compared = 0
    for e in theirs["estimates"]:
        if e["op"] == ":=" or e.get("est_polished") is None:
            continue
        found = mine[e["lhs"], e["op"], e["rhs"]]
        assert found.est == pytest.approx(e["est_polished"], rel=1e-7, abs=1e-9)
        assert found.se == pytest.approx(e["se"], rel=5e-5)
        compared += 1
    assert compared > 30
    for measure in ("chisq", "df", "cfi", "tli", "rmsea", "logl", "aic", "bic"):
        assert ours.fit[measure] == pytest.approx(theirs["fit"][measure], rel=1e-6)
    for measure in ("chisq.scaled", "chisq.scaling.factor"):
        if measure in theirs["fit"]:
            assert ours.fit[measure] == pytest.approx(theirs["fit"][measure], rel=1e-5)


def test_the_indirect_effect_is_lavaans(results):
    ours = {e.name: e for e in of(results, "sem-leaving").data.effects}
    for e in GOLD["models"]["leaving"]["estimates"]:
        if e["op"] == ":=":
            assert ours[e["lhs"]].est == pytest.approx(e["est"], rel=1e-4)
            assert ours[e["lhs"]].se == pytest.approx(e["se"], rel=1e-4)


def test_semopy_agrees(results):
    found = of(results, "sem-leaving").data.crosscheck
    assert found.max_est < 1e-5
    assert found.max_chisq < 1e-5
