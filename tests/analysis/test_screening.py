"""Screening from study file to report: who is left out, who is flagged, what it changes."""

import csv
import json
from typing import get_args

import numpy as np
import pytest
from conftest import STUDY
from screening_answers import careful, questionnaire

from bench.screening import KINDS, rates, responses, study_of
from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import Index
from cpsurvey.kinds.screening.words import THRESHOLDS
from cpsurvey.report.losses import LOSSES
from cpsurvey.screening import judge
from cpsurvey.simulate import simulate

MODEL = """\
models:
  path:
    label: {en: A path}
    syntax: |
      f =~ x0_0 + x0_1 + x0_2 + x0_3
      g =~ x1_0 + x1_1 + x1_2 + x1_3
      g ~ a*f
      twice := 2*a
    effects:
      twice: {en: Twice the path}
"""


@pytest.fixture
def run(write, capsys):
    """Analyse rows of answers; returns status and results by id."""

    def running(x, analyses, screening="", form=None, **more):
        form = {"checks": False, **(form or {})}
        file = write("many.yaml", questionnaire(**form) + MODEL)
        names = [f"x{s}_{i}" for s in range(form.get("scales", 8)) for i in range(4)]
        rows = ["id," + ",".join([*names, *more])]
        for at, row in enumerate(x):
            cells = ["" if np.isnan(v) else str(int(v)) for v in row]
            rows.append(",".join([f"r{at}", *cells, *(str(v[at]) for v in more.values())]))
        write("data/a.csv", "\n".join(rows) + "\n")
        text = STUDY.replace("./small.yaml", "./many.yaml")
        head, tail = text.split("analyses:\n  - kind: flow\n")
        tail = tail.replace("[html]", "[html, md, csv]")
        write("study.yaml", f"{head}{screening}analyses:\n{analyses}{tail}")
        assert funnel.run(["ingest", "--study", str(file.parent), "--quiet"]) == 0
        status = funnel.run(["analyze", "--study", str(file.parent), "--quiet"])
        stored = file.parent / "reports" / "current" / "results.json"
        results = {}
        if stored.is_file():
            results = {r["id"]: r for r in json.loads(stored.read_text())["results"]}
        return status, results, capsys.readouterr().err

    return running


PLAN = "  - kind: flow\n  - kind: screening\n  - {kind: sem, model: path, main: true}\n"


def planted(n=200, careless=12):
    x = careful(n)
    noise = np.random.default_rng(3).normal(size=(n, 5))
    cause = x[:, :3].mean(axis=1, keepdims=True) - 4
    answer = 4 + 0.6 * cause + 0.7 * noise[:, 4:] + 0.7 * noise[:, :4] * [1, 1, 1, -1]
    x[:, 4:8] = np.clip(np.round(answer), 1, 7)
    x[:, 7] = 8 - x[:, 7]
    x[:careless] = 7
    return x


def test_from_answers_to_counts_and_three_models(run, tmp_path):
    status, results, err = run(planted(), PLAN)
    assert status == 0, err
    data = results["screening"]["data"]
    assert (data["answered"], data["hard"], data["analysed"]) == (200, 200, 200)
    assert data["soft"] <= 188
    rule = {line["rule"]: line for line in data["rules"]}
    assert 12 <= rule["longstring"]["flagged"] < 20  # a careful one may tick so too
    assert rule["longstring"]["overlap"] >= 12
    assert rule["longstring"]["excluded"] == 0
    assert sum(line["n"] for line in data["flags"]) == 200
    stages = results["screening"]["data"]["models"]["stages"]
    assert [stage["stage"] for stage in stages] == ["answered", "hard", "soft"]
    assert [stage["used"] for stage in stages] == [200, 200, data["soft"]]
    # the second is what the analysis itself found
    assert stages[1]["fit"] == results["sem-path"]["fit"]
    (effect,) = stages[1]["effects"]
    own = results["sem-path"]["data"]["effects"][0]
    assert (effect["est"], effect["ci"]["lower"]) == (own["est"], own["mc"]["lower"])
    assert stages[2]["effects"][0]["est"] != effect["est"]
    flow = results["flow"]["data"]["stages"]
    assert [line["stage"] for line in flow[-2:]] == ["analysed", "careful"]
    assert flow[-1]["n"] == data["soft"]
    text = (tmp_path / "reports" / "current" / "supplement.md").read_text()
    assert "Twice the path" in text
    assert "T3-screening" in "".join(
        file.name for file in (tmp_path / "reports" / "current").rglob("*.csv")
    )


def test_no_answer_and_no_respondent_leaves_the_store(run, tmp_path):
    run(planted(), PLAN)
    text = (tmp_path / "reports" / "current" / "results.json").read_text()
    assert '"r0"' not in text
    data = json.loads(text)["results"][1]["data"]

    def longest(part):
        if isinstance(part, dict):
            return max([0, *map(longest, part.values())])
        return max([len(part), *map(longest, part)]) if isinstance(part, list) else 0

    assert longest(data) < 20  # no list as long as the respondents


def test_a_group_below_k_is_counted_not_described(run):
    _, results, _ = run(planted(careless=4), PLAN)
    rule = {line["rule"]: line for line in results["screening"]["data"]["rules"]}
    assert 4 <= rule["longstring"]["flagged"] < 10
    assert rule["longstring"]["overlap"] is None
    assert rule["longstring"]["excluded"] is None


def test_what_each_rule_adds_is_counted(run, tmp_path):
    """Straight-liners of a form without reversed items: runs, spread, and nothing else."""
    x = careful(200)
    x[:12] = 4
    screening = "screening: {attention: off, soft: [even_odd, longstring, irv]}\n"
    _, results, _ = run(x, "  - kind: screening\n", screening)
    rule = {line["rule"]: line for line in results["screening"]["data"]["rules"]}
    data = results["screening"]["data"]
    longstring, irv, halves = rule["longstring"], rule["irv"], rule["even_odd"]
    assert longstring["beyond"] >= 12  # consistency does not see them
    assert longstring["overlap"] >= 12
    assert longstring["decides"] >= 12  # two rules count: without this one they pass
    assert irv["decides"] >= 12
    careless = data["answered"] - data["soft"]
    assert max(longstring["decides"], irv["decides"]) <= careless
    assert halves["flagged"] < 10 or halves["beyond"] == halves["flagged"]
    (file,) = (tmp_path / "reports" / "current").rglob("T3a-screening-added*.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    line = next(r for r in rows if r["rule"] == "Same answer many times in a row")
    flagged, overlap = longstring["flagged"], longstring["overlap"]
    assert [int(line[key]) for key in ("flagged", "alone", "overlap", "beyond", "decides")] == [
        flagged,
        flagged - overlap,
        overlap,
        longstring["beyond"],
        longstring["decides"],
    ]


def test_a_refusal_is_named_in_the_flow_whatever_the_study_says(run):
    use = np.where(np.arange(60) < 3, 0, 1)
    screening = "screening: {self_report: false, soft: []}\n"
    form = {"checks": True}
    x = careful(60)
    checks = {"a1": np.full(60, 5), "a2": np.full(60, 2)}
    _, results, _ = run(x, "  - kind: flow\n", screening, form, use=use, **checks)
    flow = results["flow"]
    assert flow["data"]["stages"][1] == {
        "stage": "self_report",
        "n": 57,
        "lost": 3,
        "reason": "self_report",
    }
    assert [c["code"] for c in flow["caveats"]] == ["refused_always"]


def test_conclusions_that_depend_on_the_careless_are_said(run):
    x = careful(160, seed=9)  # unrelated scales ...
    x[:40, :] = np.repeat([[1.0], [7.0]], 20, axis=0)  # ... related by straight-liners only
    _, results, _ = run(x, PLAN)
    caveats = {c["code"]: c["values"] for c in results["screening"]["caveats"]}
    assert caveats["screened_differs"] == {"variables": "twice"}


def test_hard_exclusion_precedes_every_analysis(run):
    screening = "screening: {hard: [longstring]}\n"
    _, results, _ = run(planted(), PLAN, screening)
    lost = results["sem-path"]["sample"]["dropped"]
    assert set(lost) == {"longstring"}
    stages = results["screening"]["data"]["models"]["stages"]
    assert [stage["n"] for stage in stages][:2] == [200, 200 - lost["longstring"]]
    assert results["flow"]["data"]["stages"][1]["reason"] == "longstring"


def test_the_careless_are_left_out_of_all_on_request(run):
    _, results, _ = run(planted(), PLAN, "screening: {exclude_flagged: true}\n")
    data = results["screening"]["data"]
    assert data["stage"] == "soft"
    assert results["sem-path"]["sample"]["dropped"]["flagged"] == 200 - data["soft"]
    assert results["flow"]["data"]["stages"][-1]["stage"] == "analysed"
    rule = {line["rule"]: line for line in data["rules"]}
    assert rule["longstring"]["excluded"] >= 12


@pytest.mark.parametrize(
    ("analyses", "op"),
    [
        ("  - {kind: cfa, syntax: 'f =~ x0_0 + x0_1 + x0_2 + x0_3'}\n", "=~"),
        (
            '  - {kind: sem, syntax: "f =~ x0_0 + x0_1 + x0_2 + x0_3\\nx1_0 ~ f"}\n',
            "~",
        ),
    ],
)
def test_without_effects_paths_or_loadings_are_laid_side_by_side(run, analyses, op):
    status, results, err = run(planted(), "  - kind: screening\n" + analyses)
    assert status == 0, err
    effects = results["screening"]["data"]["models"]["stages"][2]["effects"]
    assert {effect["op"] for effect in effects} == {op}


def test_without_a_model_the_counts_stand_alone(run):
    status, results, _ = run(planted(), "  - kind: screening\n")
    assert status == 0
    assert results["screening"]["data"]["models"] is None


def test_everybody_careless_is_said_and_the_others_are_fitted(run):
    x = planted()
    screening = "screening: {soft_limit: 1, thresholds: {reversed_pairs: 1, even_odd: 1}}\n"
    status, results, _ = run(x, PLAN, screening)
    assert status == 0
    codes = {c["code"]: c["values"] for c in results["screening"]["caveats"]}
    assert "screening_nobody_left" in codes
    assert codes["screened_not_fitted"] == {"stage": "soft", "reason": "nobody"}
    assert results["screening"]["data"]["models"]["stages"][0]["fit"]


@pytest.mark.parametrize("n", [1, 20])
def test_few_respondents_get_counts_and_reasons(run, n):
    status, results, err = run(careful(40)[:n], "  - kind: flow\n  - kind: screening\n")
    assert status == 0, err
    reasons = {line["rule"]: line["reason"] for line in results["screening"]["data"]["rules"]}
    assert reasons["mahalanobis"] == "few_respondents"


def test_a_study_that_applies_no_rule_says_so(run):
    screening = "screening: {attention: off, min_seconds_per_item: null, soft: []}\n"
    status, results, _ = run(planted(), "  - kind: screening\n", screening)
    assert status == 0  # does not apply
    assert results["screening"]["caveats"][0]["values"]["code"] == "CPS410"


def test_nobody_left_by_hard_rules_is_an_error_with_counts(run):
    x = np.full((30, 32), 4.0)
    status, _, err = run(x, PLAN, "screening: {hard: [longstring]}\n")
    assert status == 65
    assert "longstring: 30" in err


def test_every_rule_has_its_words_as_a_rule_and_as_a_reason():
    rules = {*get_args(Index), "too_fast"}
    assert rules <= LOSSES.keys()
    assert rules <= THRESHOLDS.keys()


# ------------------------------------------------------------------------- recovery
def test_planted_careless_respondents_are_found():
    """Shares found are those of docs/screening.md, within their sampling error."""
    shipped = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    drawn = simulate(shipped, 3000, seed=5, teams=300, careless=0.10)
    found = rates(drawn, judge(responses(drawn), study_of(shipped)))
    for rule, shares in found.items():
        print(f"{rule:<24}" + "".join(f"{100 * shares[kind]:>8.1f}%" for kind in KINDS))
    caught = found["hard or soft"]
    assert caught["careful"] < 0.015
    assert found["left out (hard)"]["careful"] == 0
    assert caught["straight"] > 0.98
    assert caught["random"] > 0.90
    assert caught["speeder"] > 0.90
    assert caught["diagonal"] > 0.80
    assert found["longstring"]["straight"] > 0.99
    assert found["mahalanobis"]["random"] > 0.6
    assert found["page_time"]["speeder"] > 0.95
    assert found["reversed_pairs"]["diagonal"] > 0.5
