"""The shipped questionnaire and its models on 600 simulated agents, from CSV to results.

What R printed for the same answers (tests/gold/synthetic: lavaan, clubSandwich) is read from
its output, with as many digits as it shows.
"""

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT

from cpsurvey.cli import funnel

GOLD = ROOT / "tests" / "gold"
PRINTED = {
    name: (GOLD / "synthetic" / f"{name}.out").read_text("utf-8") for name in ("run", "run2")
}
STUDY = """\
study: {id: agents, title: {en: Agents, fr: Agents}, seed: 1}
questionnaire: ./agents.yaml
sources: [{path: "data/*.csv"}]
screening: {attention: "off"}
analyses:
  - {kind: cfa, model: m1, estimator: mlr}
  - {kind: cfa, model: m2, estimator: mlr}
  - {kind: sem, model: m3, estimator: mlr}
  - {kind: sem, id: clustered, model: m3, estimator: mlr, cluster: team}
  - {kind: sem, model: m4, estimator: mlr}
  - kind: regression
    outcome: AD
    blocks: ["COP + TKS*NRW + tenure"]
    errors: cr2
    cluster: team
  - kind: moderation
    outcome: AD
    predictor: TKS
    moderator: NRW
    covariates: COP + tenure
    errors: classical
report: {formats: [md], languages: [en]}
privacy: {key_file: secret.key}
"""
TENURE = "  - {id: tenure, type: decimal, label: {en: Tenure, fr: Ancienneté}}\n"
"""The agents' tenure is a number here, not a band; below zero an answer is a missing code."""


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agents")
    text = (ROOT / "questionnaires" / "cop-callcentre-0.1.0.yaml").read_text("utf-8")
    text = text.replace("  tenure: z(value(tenure_centre))\n", "")
    text = re.sub(r"\n  tenure: \{en: [^\n]*", "", text)
    text = text.replace("\nquestions:\n", f"\nquestions:\n{TENURE}", 1)
    (folder / "agents.yaml").write_text(text, "utf-8")
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    lines = (GOLD / "data" / "synthetic_raw.csv").read_text("utf-8").splitlines()
    rows = [f"respondent_id,{lines[0]}"]
    for i, line in enumerate(lines[1:]):
        team, language, tenure, items = line.split(",", 3)
        rows.append(f"a{i},{team},{language},{float(tenure) + 5!r},{items}")
    (folder / "data").mkdir()
    (folder / "data" / "agents.csv").write_text("\n".join(rows) + "\n", "utf-8")
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0
    found = json.loads((folder / "reports" / "current" / "results.json").read_text("utf-8"))
    return {r["id"]: r for r in found["results"]}


def measures(model):
    """Fit measures lavaan printed below the name of a model."""
    text = PRINTED["run2" if model == "m4" else "run"]
    head, values = re.search(rf"^{model} TRUE \n(.*)\n(.*)\n", text, re.MULTILINE).groups()
    return dict(zip(head.split(), map(float, values.split()), strict=True))


def lines(name):
    """(lhs, op, rhs) -> estimate and error of the estimates printed by a script."""
    pattern = r"^ +(\w+) +(~|:=) +(\S+) +(?:[a-z]\w* +)?(-?\d+\.\d+) +(\d+\.\d+) +\d"
    text = PRINTED[name].split("m3 cluster-robust")[0].split("single factor")[0]
    found = re.findall(pattern, text, re.MULTILINE)
    return {(a, op, b): (float(est), float(se)) for a, op, b, est, se in found}


@pytest.mark.gold
@pytest.mark.parametrize("model", ["m1", "m2", "m3", "m4"])
def test_fit_of_the_shipped_models(results, model):
    kind = "cfa" if model in ("m1", "m2") else "sem"
    fit = results[f"{kind}-{model}"]["fit"]
    for name, value in measures(model).items():
        if (model, name) == ("m4", "srmr"):
            continue  # R fitted m4 with means, which SRMR then counts too
        digits = 4 if name.startswith(("chisq", "df")) else 3
        assert fit[name] == pytest.approx(
            value, abs=0.6 * 10 ** -(digits - 1 if digits == 4 else 3)
        ), name


@pytest.mark.gold
@pytest.mark.parametrize(("model", "script"), [("m3", "run"), ("m4", "run2")])
def test_paths_and_effects(results, model, script):
    result = results[f"sem-{model}"]
    ours = {(e["lhs"], e["op"], e["rhs"]): e for e in result["estimates"]}
    ours |= {(e["lhs"], ":="): e for e in result["estimates"] if e["op"] == ":="}
    stored = lines(script)
    assert len(stored) > 10
    for (lhs, op, rhs), (est, se) in stored.items():
        mine = ours[(lhs, ":=")] if op == ":=" else ours[(lhs, op, rhs)]
        assert mine["est"] == pytest.approx(est, abs=6e-4), (lhs, rhs)
        assert mine["se"] == pytest.approx(se, abs=6e-4), (lhs, rhs)


@pytest.mark.gold
def test_monte_carlo_intervals(results):
    """20,000 draws on both sides: ends differ by Monte Carlo error."""
    block = PRINTED["run"].split("MC CI\n")[1]
    effects = {e["name"]: e for e in results["sem-m3"]["data"]["effects"]}
    stored = re.findall(r"^(\w+) +(-?\d\.\d+) +(-?\d\.\d+) +(-?\d\.\d+)", block, re.MULTILINE)
    assert len(stored) == 10
    for name, est, lower, upper in stored:
        assert effects[name]["est"] == pytest.approx(float(est), abs=6e-4)
        assert effects[name]["mc"]["lower"] == pytest.approx(float(lower), abs=0.004)
        assert effects[name]["mc"]["upper"] == pytest.approx(float(upper), abs=0.004)
    difference = effects["diff_ind"]
    assert difference["mc"]["lower"] > 0  # larger on adaptive than on routine performance


@pytest.mark.gold
def test_errors_by_team(results):
    effects = {e["name"]: e for e in results["clustered"]["data"]["effects"]}
    assert effects["ind_ad_tot"]["est"] == pytest.approx(0.250, abs=6e-4)
    assert effects["ind_ad_tot"]["se"] == pytest.approx(0.039, abs=6e-4)
    codes = {c["code"] for c in results["clustered"]["caveats"]}
    assert "fewer_clusters_than_parameters" in codes  # lavaan warns of the same


@pytest.mark.gold
def test_regression_with_cr2_errors_and_their_degrees_of_freedom(results):
    terms = {t["term"]: t for t in results["regression-ad"]["data"]["blocks"][-1]["terms"]}
    pattern = r"^ +([\w:()]+) +(-?\d\.\d+) (\d\.\d+) +-?\d+\.\d+ +(\d+\.\d)"
    stored = re.findall(pattern, PRINTED["run2"], re.MULTILINE)
    assert [name for name, *_ in stored[1:]] == ["COP", "TKS", "NRW", "tenure", "TKS:NRW"]
    for name, b, se, df in stored[1:]:
        assert terms[name]["b"] == pytest.approx(float(b), abs=6e-5)
        assert terms[name]["se"] == pytest.approx(float(se), abs=6e-5)
        assert terms[name]["df"] == pytest.approx(float(df), abs=0.06)
    assert terms["TKS"]["se_classical"] == pytest.approx(0.03435, abs=6e-6)
    assert terms["TKS"]["se_hc3"] == pytest.approx(0.03310, abs=6e-6)
    assert results["regression-ad"]["data"]["blocks"][-1]["r2"] == pytest.approx(
        0.27258, abs=6e-6
    )


@pytest.mark.gold
def test_johnson_neyman_roots_and_the_share_of_cases(results):
    """domain.md section 9: roots -2.2735 and -.9565, the lower one outside the range."""
    region = results["moderation-ad"]["data"]["region"]
    assert region["roots"] == pytest.approx([-2.2735, -0.9565], abs=6e-5)
    assert [region["low"], region["high"]] == pytest.approx([-2.2375, 2.2514], abs=6e-5)
    assert region["inside"] == pytest.approx([-0.9565], abs=6e-5)
    assert region["share"] == pytest.approx(0.848, abs=6e-4)


def test_the_stored_output_is_the_scripts_own():
    script = Path(GOLD / "synthetic" / "run.R").read_text("utf-8")
    assert "m3_structural.lav" in script
    assert "lavaan 0.6.14" in PRINTED["run"]
