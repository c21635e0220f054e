"""Regressions of choices, counts and amounts, asked for in a study file."""

import numpy as np
import pytest
from conftest import SMALL

HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure,yes,solved,calls,hours,cost\n"
MORE = """\
  - {id: yes, type: integer, min: 0, max: 5, label: {en: "Yes", fr: Oui}}
  - {id: solved, type: decimal, label: {en: Solved, fr: Résolus}}
  - {id: calls, type: integer, label: {en: Calls, fr: Appels}}
  - {id: hours, type: decimal, label: {en: Hours, fr: Heures}}
  - {id: cost, type: decimal, label: {en: Cost, fr: Coût}}
derived:
"""
LOGIT = "  - {kind: regression, outcome: yes, family: binomial, blocks: [years, help]"


@pytest.fixture
def asked(analysed, tiny):
    (tiny / "small.yaml").write_text(SMALL.replace("derived:\n", MORE, 1), "utf-8")
    return analysed


def rows(n=200, seed=7, teams=12, **fixed):
    """Answers; `fixed` columns replace what is drawn."""
    rng = np.random.default_rng(seed)
    help_ = rng.normal(size=n)
    items = np.clip(np.round(3 + help_[:, None] + 0.8 * rng.normal(size=(n, 6))), 1, 5)
    items[:, 2] = 6 - items[:, 2]
    calls = rng.integers(5, 30, n)
    hours = np.round(rng.uniform(1, 9, n), 1)
    drawn = {
        "tenure": 1 + np.arange(n) % 2,
        "yes": rng.binomial(1, 1 / (1 + np.exp(-help_))),
        "solved": rng.binomial(calls, 1 / (1 + np.exp(-help_ / 2))),
        "calls": calls,
        "hours": hours,
        "cost": np.round(rng.gamma(2, np.exp(help_ / 4)) + 0.01, 2),
    }
    drawn |= {name: np.broadcast_to(value, n) for name, value in fixed.items()}
    lines = [
        ",".join(
            [f"r{i}", f"t{i % teams}", "en", *(f"{v:.0f}" for v in items[i])]
            + [f"{column[i]:g}" for column in drawn.values()]
        )
        for i in range(n)
    ]
    return HEAD + "\n".join(lines) + "\n"


def message(results):
    (result,) = results.values()
    (caveat,) = result["caveats"]
    assert caveat["code"] == "not_done"
    return caveat["values"]["code"], caveat["values"]["message"]


@pytest.mark.parametrize(
    ("options", "ratio"),
    [
        ("outcome: yes, family: binomial", True),
        ("outcome: solved, family: binomial, trials: calls", True),
        ("outcome: solved, family: poisson, exposure: hours", False),
        ("outcome: cost, family: gamma", True),
    ],
)
def test_every_family_finds_what_was_planted(asked, tiny, options, ratio):
    entry = f"  - {{kind: regression, {options}, blocks: [years, help], cluster: team}}\n"
    status, results, _ = asked(entry, rows())
    assert status == 0
    (result,) = results.values()
    data = result["data"]
    term = data["blocks"][-1]["terms"][-1]
    assert term["term"] == "help"
    assert term["ci"]["lower"] > 0
    assert term["ratio"] == pytest.approx(np.exp(term["b"]))
    assert data["margins"]["effects"][-1]["est"] > 0
    assert data["influence"]["groups"] == 12
    assert data["influence"]["lowest"] <= term["b"] <= data["influence"]["highest"]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T16c" in text
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert "Effets marginaux moyens" in french


def test_effects_by_moderator_and_predictions_of_a_product(asked):
    entry = (
        "  - {kind: regression, outcome: perf, blocks: ['help*C(tenure) + poly(hours, 2)'], "
    )
    entry += "focal: 'help:tenure=2', cluster: team}\n"
    status, results, _ = asked(entry, rows())
    assert status == 0
    data = results["regression-perf"]["data"]
    (pair,) = data["margins"]["conditional"]
    assert [row["at"] for row in pair["rows"]] == [1.0, 2.0]
    b = {t["term"]: t["b"] for t in data["blocks"][-1]["terms"]}
    first, second = pair["rows"]
    assert first["est"] == pytest.approx(b["help"])
    assert second["est"] == pytest.approx(b["help"] + b["help:tenure=2"])
    effects = {e["term"]: e["est"] for e in data["margins"]["effects"]}
    assert effects["hours"] == pytest.approx(b["hours^1"], abs=0.02)  # powers are centred
    assert [len(line["points"]) for line in data["margins"]["predicted"]["lines"]] == [15, 15]
    assert data["influence"]["term"] == "help:tenure=2"


def test_complete_and_quasi_complete_separation_are_named(asked):
    n = 60
    upper = (np.arange(n) % 2).astype(int)
    status, results, _ = asked(LOGIT + "}\n", rows(n, yes=upper))  # tenure tells everything
    assert status == 70
    code, said = message(results)
    assert code == "CPS441"
    assert said.startswith("complete separation")
    assert "years" in said
    rng = np.random.default_rng(1)
    partly = np.where(upper == 1, 1, rng.integers(0, 2, n))
    _, results, _ = asked(LOGIT + "}\n", rows(n, yes=partly))
    code, said = message(results)
    assert said.startswith("quasi-complete separation: years tell")
    assert "help" not in said


@pytest.mark.parametrize(
    ("options", "fixed", "said"),
    [
        ("outcome: yes, family: binomial", {"yes": 2}, "other than 0 and 1"),
        ("outcome: yes, family: binomial", {"yes": 1}, "yes: everybody"),
        (
            "outcome: solved, family: binomial, trials: calls",
            {"calls": 3, "solved": 4},
            "larger than its number of trials",
        ),
        (
            "outcome: solved, family: binomial, trials: calls",
            {"solved": 0.5},
            "not whole numbers",
        ),
        ("outcome: solved, family: poisson", {"solved": 1.5}, "not a count"),
        ("outcome: solved, family: poisson, exposure: hours", {"hours": 0}, "zero or negative"),
        ("outcome: cost, family: gamma", {"cost": 0}, "zero or below"),
        ("outcome: perf", {"tenure": 1}, "years: everybody"),
    ],
)
def test_outcomes_that_do_not_suit_are_refused_by_name(asked, options, fixed, said):
    entry = f"  - {{kind: regression, {options}, blocks: [years, help]}}\n"
    status, results, _ = asked(entry, rows(40, **fixed))
    assert status == 70
    assert said in message(results)[1]


def test_no_exposure_and_nothing_counted_is_left_out_and_said(asked, tiny):
    hours = np.full(60, 2.0)
    hours[:5] = 0
    solved = np.arange(60) % 4
    solved[:5] = 0
    entry = "  - {kind: regression, outcome: solved, family: poisson, exposure: hours, "
    status, results, _ = asked(
        entry + "blocks: [help]}\n", rows(60, hours=hours, solved=solved)
    )
    assert status == 0
    (result,) = results.values()
    assert result["sample"]["dropped"]["no_exposure"] == 5
    assert result["sample"]["used"] == 55
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "no trial or no exposure 5" in text


def test_overdispersion_few_events_and_few_clusters_are_said(asked):
    solved = np.where(np.arange(200) % 10 == 0, 40, 0)
    entry = "  - {kind: regression, outcome: solved, family: poisson, blocks: [help]}\n"
    entry += LOGIT + ", errors: cr1, cluster: team}\n"
    yes = (np.arange(200) % 25 == 0).astype(int)
    status, results, _ = asked(entry, rows(teams=3, solved=solved, yes=yes))
    assert status == 0
    poisson, logit = ({c["code"]: c["values"] for c in r["caveats"]} for r in results.values())
    assert poisson["overdispersed"]["ratio"] > 10
    assert logit["few_events"]["coefficients"] == 2
    assert logit["fewer_clusters_than_coefficients"] == {"clusters": 3, "parameters": 3}
    assert "clusters_descriptive" in logit


def test_fewer_clusters_than_parameters_has_no_joint_test(asked):
    entry = "  - {kind: regression, outcome: perf, blocks: ['help + years + hours + cost'], "
    status, results, _ = asked(entry + "cluster: team}\n", rows(teams=3))
    assert status == 0
    result = results["regression-perf"]
    assert result["data"]["blocks"][-1]["wald_p"] is None
    assert result["data"]["influence"] is None
    codes = {c["code"] for c in result["caveats"]}
    assert {"fewer_clusters_than_coefficients", "low_df"} <= codes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("family: beta", "is not a choice"),
        ("trials: calls", "only a binomial outcome has trials"),
        ("exposure: hours", "only a count has an exposure"),
        ("family: poisson, exposure: hous", "did you mean 'hours'"),
        ("focal: hlep", "did you mean 'help'"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(asked, options, said):
    entry = f"  - {{kind: regression, outcome: perf, blocks: [years, help], {options}}}\n"
    status, _, err = asked(entry)
    assert status == 78
    assert said in err


def test_a_respondent_who_alone_decides_a_coefficient_is_not_shown_by_it(asked):
    tenure = np.where(np.arange(40) == 0, 2, 1)
    entry = "  - {kind: regression, outcome: perf, blocks: [help, years]}\n"
    _, results, _ = asked(entry, rows(40, tenure=tenure))
    result = results["regression-perf"]
    assert result["data"] is None
    assert result["caveats"][0]["values"]["code"] == "CPS444"


def test_the_average_difference_of_two_categories_has_the_sign_of_its_coefficient(asked):
    line = "  - {kind: regression, outcome: perf, blocks: ['C(tenure) + poly(hours, 2)']}\n"
    status, results, _ = asked(line, rows())
    assert status == 0
    data = results["regression-perf"]["data"]
    b = {t["term"]: t["b"] for t in data["blocks"][-1]["terms"]}
    effects = {e["term"]: e["est"] for e in data["margins"]["effects"]}
    assert abs(b["tenure=2"]) > 1e-3
    assert effects["tenure=2"] == pytest.approx(b["tenure=2"])
