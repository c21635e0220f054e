"""Individuals and teams: against multilevel and psych, and on hostile answers."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import SMALL, answers

from cpsurvey.kinds.aggregation.worth import Evidence, judged, verdict
from cpsurvey.stats.agreement import NULLS, agreement, beyond_chance, icc, null_variances

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "aggregation.json").read_text())
HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"
TEAMS = "  - {kind: aggregation, draws: 99}\n"
seven = np.full(5, 7)


@pytest.fixture(scope="module")
def agents():
    data = pd.read_csv(GOLD / "data" / "synthetic_agents.csv")
    return data[[f"me{i}" for i in range(1, 6)]].to_numpy(float), data["team_id"].to_numpy()


# ------------------------------------------------------------------------ against R
@pytest.mark.gold
@pytest.mark.parametrize("name", ["COP", "TKS", "AD"])
def test_intervals_are_psychs(name):
    data = pd.read_csv(GOLD / "data" / "synthetic_scores.csv")
    found = icc(data[name].to_numpy(), data["team_id"].to_numpy())
    stored = STORED["balanced"][name]
    assert found.icc1 == pytest.approx(stored["icc1"], abs=1e-10)
    assert found.icc1_k0 == pytest.approx(stored["psych_icc1"], abs=1e-10)
    assert found.icc2 == pytest.approx(stored["icc2"], abs=1e-10)
    assert pytest.approx(stored["F"], rel=1e-10) == found.F
    assert [found.lower, found.upper] == pytest.approx(stored["icc1_ci"], abs=1e-10)
    assert [found.icc2_lower, found.icc2_upper] == pytest.approx(stored["icc2_ci"], abs=1e-10)


@pytest.mark.gold
@pytest.mark.parametrize("name", ["WBEING", "HRS"])
def test_unequal_groups_count_as_k0(name):
    data = pd.read_csv(GOLD / "data" / "bh1996.csv")
    found = icc(data[name].to_numpy(float), data["GRP"].to_numpy())
    stored = STORED["unequal"][name]
    assert found.k0 == pytest.approx(stored["k0"], rel=1e-12)
    assert found.icc1_k0 == pytest.approx(stored["icc1"], abs=1e-10)
    assert found.icc1 == pytest.approx(stored["icc1_mean"], abs=1e-10)
    assert found.size == pytest.approx(stored["mean_k"], rel=1e-12)


@pytest.mark.gold
def test_agreement_under_every_null_is_multilevels(agents):
    found = agreement(*agents, seven)
    stored = STORED["cop_me"]
    order = np.argsort([int(g) for g in stored["group"]])
    for null in NULLS:
        theirs = np.array(stored["rwgj"][null])[order]
        assert found.rwgj[null] == pytest.approx(theirs, abs=1e-10)
    assert found.lindell == pytest.approx(np.array(stored["lindell"])[order], abs=1e-10)
    assert found.ad == pytest.approx(np.array(stored["ad"])[order], abs=1e-10)


@pytest.mark.gold
def test_agreement_of_companies_is_multilevels():
    data = pd.read_csv(GOLD / "data" / "lq2002_lead.csv")
    items = data.iloc[:, 1:].to_numpy(float)
    found = agreement(items, data["COMPID"].to_numpy(), np.full(11, 5))
    stored = STORED["lead"]
    order = np.argsort([int(g) for g in stored["group"]])
    for null in NULLS:
        theirs = np.array(stored["rwgj"][null])[order]
        assert found.rwgj[null] == pytest.approx(theirs, abs=1e-10)


@pytest.mark.gold
def test_the_printed_numbers_of_mutual_engagement(agents):
    found = agreement(*agents, seven)
    uniform = found.rwgj["uniform"]
    assert round(uniform.mean(), 4) == 0.8168
    assert round(np.median(uniform), 4) == 0.8456
    assert np.mean(uniform >= 0.7) == pytest.approx(0.90)
    assert round(found.rwgj["moderate"].mean(), 4) == 0.3169
    assert round(found.ad.mean(), 4) == 1.0998


@pytest.mark.gold
def test_random_groups_are_multilevels(agents):
    found = beyond_chance(*agents, np.random.default_rng(1), 400)
    stored = STORED["chance"]
    assert found.observed == pytest.approx(stored["observed"], rel=1e-12)
    assert found.expected == pytest.approx(stored["expected"], rel=0.002)
    assert found.pvalue == pytest.approx(1 / 401)


def test_random_groups_of_random_answers_agree_no_more_than_chance():
    rng = np.random.default_rng(8)
    group = np.repeat(np.arange(30), 8)
    found = [
        beyond_chance(rng.integers(1, 6, (240, 4)).astype(float), group, rng, 99).pvalue
        for _ in range(40)
    ]
    assert np.mean(np.array(found) < 0.05) < 0.15
    assert 0.3 < np.mean(found) < 0.7


# ----------------------------------------------------------------------- decisions
def evidence(**changed):
    usual = {"groups": 40, "icc1": 0.12, "pvalue": 0.001, "icc2": 0.6, "rwgj": 0.8}
    usual |= {"skewed": 0.5, "ad": 1.0, "cut": 7 / 6, "counted": 40, "response": None}
    return Evidence(**(usual | changed))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "shared"),
        ({"icc1": 0.04}, "agree"),
        ({"pvalue": 0.2}, "agree"),
        ({"ad": 1.3}, "differ"),
        ({"rwgj": 0.6}, "differ"),
        ({"rwgj": 0.6, "icc1": -0.02}, "own"),
        ({"groups": 9, "counted": 9}, "unknown"),
        ({"rwgj": None, "ad": None, "counted": 0}, "unknown"),
    ],
)
def test_what_the_criteria_say_together(changed, expected):
    assert verdict(judged(evidence(**changed))) == expected


def test_criteria_are_judged_one_by_one():
    found = judged(evidence(counted=38, response=(30, 40)))
    assert asdict(found) == {
        "icc1": "meets",
        "icc2": "meets",
        "rwgj": "meets",
        "rwgj_moderate": "not",
        "ad": "meets",
        "size": "not",
        "response": "not",
    }
    assert judged(evidence(skewed=None)).rwgj_moderate == "cannot"


# ---------------------------------------------------------------------- edge cases
def rows(n, teams, value):
    """Answers of `n` people; `value(i, j)` is the answer of person i to item j."""
    lines = [
        f"r{i},t{teams(i)},en,{','.join(str(value(i, j)) for j in range(6))},1"
        for i in range(n)
    ]
    return HEAD + "\n".join(lines) + "\n"


def codes(result):
    return {c["code"] for c in result["caveats"]}


def of_teams(n=240, spread=1.0, seed=3):
    rng = np.random.default_rng(seed)
    team = rng.normal(scale=spread, size=24)
    noise = rng.normal(scale=0.5, size=(n, 6))

    def answer(i, j):
        x = int(np.clip(round(3 + team[i % 24] + noise[i, j]), 1, 5))
        return 6 - x if j == 2 else x  # h3 is reversed

    return rows(n, lambda i: i % 24, answer)


def test_teams_that_agree_and_differ(analysed, tiny):
    status, results, _ = analysed(TEAMS, of_teams())
    assert status == 0
    data = results["aggregation"]["data"]
    for row in data["scales"]:
        assert row["found"] == "shared"
        assert row["chance"]["pvalue"] == pytest.approx(0.01)
        for name in ("icc1", "icc2"):
            assert row[f"{name}_ci"]["lower"] < row[name] < row[f"{name}_ci"]["upper"]
        assert [n["null"] for n in row["rwgj"]] == list(NULLS)
        medians = [n["median"] for n in row["rwgj"]]
        assert medians == sorted(medians, reverse=True)
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "differ and agree" in text
    assert "LeBreton & Senter" in text
    assert "cannot be judged: its size on the books" in text


def test_no_group_is_shown_by_itself(analysed, tiny):
    analysed(TEAMS, of_teams())
    for file in (tiny / "reports" / "current").rglob("*.md"):
        text = file.read_text("utf-8").split("## Where the numbers")[0]
        assert not [name for name in (f"t{i}" for i in range(24)) if f" {name} " in text]
    results = json.loads((tiny / "reports" / "current" / "results.json").read_text())
    (result,) = results["results"]
    assert all(len(s["rwgj_quantiles"]) == 5 for s in result["data"]["scales"])


def test_unrelated_answers_have_a_negative_icc_that_is_said(analysed):
    """Every team holds the same spread of answers."""
    rng = np.random.default_rng(1)
    noise = rng.integers(-1, 2, (240, 6))

    def answer(i, j):
        return int(np.clip(1 + (i // 24) % 5 + noise[i, j], 1, 5))

    status, results, _ = analysed(TEAMS, rows(240, lambda i: i % 24, answer))
    assert status == 0
    assert "aggregation_negative" in codes(results["aggregation"])
    assert all(r["icc1"] < 0 for r in results["aggregation"]["data"]["scales"])
    assert all(r["found"] in ("own", "agree") for r in results["aggregation"]["data"]["scales"])


def test_nobody_differs_from_the_team(analysed, tiny):
    def answer(i, j):
        return 1 + (i % 12) % 5

    status, results, _ = analysed(TEAMS, rows(120, lambda i: i % 12, answer))
    assert status == 0
    row = results["aggregation"]["data"]["scales"][1]
    assert row["F"] is None
    assert row["icc1"] == 1
    assert "aggregation_no_within" in codes(results["aggregation"])
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "nobody differs from the group" in text


def test_a_scale_that_does_not_vary_is_named(analysed):
    def answer(i, j):
        return 3 if j < 3 else 1 + (i * (j + 3)) % 5

    status, results, _ = analysed(TEAMS, rows(120, lambda i: i % 12, answer))
    assert status == 0
    (caveat,) = [
        c for c in results["aggregation"]["caveats"] if c["code"] == "aggregation_nothing"
    ]
    assert caveat["values"] == {"scale": "help"}


def test_everybody_answers_alike(analysed):
    status, results, _ = analysed(TEAMS, rows(60, lambda i: i % 6, lambda i, j: 3))
    assert status == 70
    assert results["aggregation"]["caveats"][0]["values"]["code"] == "CPS405"


@pytest.mark.parametrize("team", [lambda i: i, lambda i: 0])
def test_teams_that_are_no_teams(analysed, team):
    status, results, _ = analysed(TEAMS, rows(40, team, lambda i, j: 1 + (i * (j + 2)) % 5))
    assert status == 0  # does not apply
    assert results["aggregation"]["caveats"][0]["severity"] == "not_applicable"


def test_some_teams_of_one_and_two(analysed):
    def team(i):
        return i if i < 5 else 5 + (i - 5) // 2 if i < 11 else 20 + i % 10

    status, results, _ = analysed(TEAMS, rows(120, team, lambda i, j: 1 + (i * (j + 7)) % 5))
    assert status == 0
    data = results["aggregation"]["data"]
    assert data["too_small"] == 8
    assert data["scales"][0]["counted"] == 10
    assert data["scales"][0]["judged"]["size"] == "not"
    assert not data["equal_sizes"]
    assert data["scales"][0]["k0"] < data["scales"][0]["size"] * 2
    assert "groups_of_one" in codes(results["aggregation"])


def test_twenty_respondents_in_few_teams_cannot_be_judged(analysed, tiny):
    small = rows(20, lambda i: i % 4, lambda i, j: 1 + (i * (j + 3)) % 5)
    status, results, _ = analysed(TEAMS, small)
    assert status == 0
    assert all(r["found"] == "unknown" for r in results["aggregation"]["data"]["scales"])
    assert results["aggregation"]["data"]["scales"][0]["rwgj_quantiles"] is None
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "cannot be judged (n)" in text


def test_items_with_different_numbers_of_answers(analysed, tiny):
    mixed = SMALL.replace(
        "scales:\n",
        """\
  agree7:
    options:
"""
        + "".join(
            f"      - {{code: {c}, label: {{en: L{c}, fr: L{c}}}}}\n" for c in range(1, 8)
        )
        + "scales:\n",
    ).replace("label: {en: Help 1, fr: Aide 1}}", "label: {en: H, fr: A}, options: agree7}")
    (tiny / "small.yaml").write_text(mixed, "utf-8")
    status, results, _ = analysed(TEAMS, of_teams())
    assert status == 0
    assert "aggregation_mixed_answers" in codes(results["aggregation"])
    row = results["aggregation"]["data"]["scales"][0]
    assert row["ad_cut"] == pytest.approx((7 + 5 + 5) / 3 / 6)
    uniform = null_variances(np.array([7, 5, 5]))["uniform"]
    assert row["rwgj"][0]["variance"] == pytest.approx(uniform.mean())


def test_answers_without_a_tabled_null():
    found = agreement(np.ones((6, 2)), np.repeat([0, 1], 3), np.array([4, 4]))
    assert list(found.rwgj) == ["uniform"]
    assert found.rwgj["uniform"].tolist() == [1.0, 1.0]


def test_group_sizes_on_the_books(analysed, tiny):
    more = SMALL.replace(
        "derived:\n",
        "  - {id: books, type: integer, label: {en: Size, fr: Taille}, min: 1, max: 99}\n"
        "derived:\n",
    )
    (tiny / "small.yaml").write_text(more, "utf-8")
    lines = of_teams().splitlines()
    sized = [lines[0] + ",books"]
    sized += [f"{line},{15 if i % 24 < 12 else 40}" for i, line in enumerate(lines[1:])]
    status, results, _ = analysed(
        "  - {kind: aggregation, draws: 0, members: books}\n", "\n".join(sized)
    )
    assert status == 0
    data = results["aggregation"]["data"]
    assert data["response"]["known"] == 24
    assert data["response"]["half"] == 12
    assert data["scales"][0]["judged"]["response"] == "not"
    assert data["scales"][0]["chance"] is None


def test_wrong_names_are_found_before_data_are_read(analysed):
    status, _, err = analysed("  - {kind: aggregation, group: teem, members: bokks}\n")
    assert status == 78
    assert "teem" in err
    assert "bokks" in err


def test_who_has_no_group_and_who_no_answer_are_told_apart(analysed):
    lines = answers(120).splitlines()
    lines[1] = lines[1].replace(",t0,", ",,")
    cells = lines[2].split(",")
    lines[2] = ",".join(["" if 3 <= i < 9 else c for i, c in enumerate(cells)])
    _, results, _ = analysed("  - {kind: aggregation, draws: 0}\n", "\n".join(lines) + "\n")
    sample = results["aggregation"]["sample"]
    assert sample["used"] == 118
    assert sample["dropped"]["missing_group"] == 1
