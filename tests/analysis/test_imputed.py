"""Regressions that keep whoever lacks something."""

import numpy as np
import pytest
from analysis.test_regression import HEAD, MORE, message, rows
from conftest import SMALL

WAY = "blocks: [years, help], cluster: team, missing: imputed"


@pytest.fixture
def asked(analysed, tiny):
    (tiny / "small.yaml").write_text(SMALL.replace("derived:\n", MORE, 1), "utf-8")
    return analysed


def holed(text, share=0.1, seed=2, columns=("tenure", "yes", "cost", "p"), only=None):
    """The same answers, some of them not given; `p`: whole scales."""
    rng = np.random.default_rng(seed)
    names = HEAD.strip().split(",")
    made = [HEAD.strip()]
    for line in text.strip().split("\n")[1:]:
        cells = line.split(",")
        for column in columns:
            if rng.random() < share:
                for i, name in enumerate(names):
                    if name == column or (column in ("p", "h") and name[0] == column):
                        cells[i] = ""
        made.append(",".join(cells))
    return "\n".join(made) + "\n"


@pytest.mark.parametrize(
    "options",
    [
        "outcome: perf",
        "outcome: yes, family: binomial",
        "outcome: solved, family: binomial, trials: calls",
        "outcome: solved, family: poisson, exposure: hours",
        "outcome: calls, family: poisson",
        "outcome: cost, family: gamma",
    ],
)
def test_everybody_counts_in_every_family(asked, options):
    entry = f"  - {{kind: regression, id: all, {options}, {WAY}}}\n"
    entry += (
        f"  - {{kind: regression, id: some, {options}, blocks: [years, help], cluster: team}}"
    )
    status, results, _ = asked(entry, holed(rows()))
    assert status == 0
    data, few = results["all"]["data"], results["some"]["data"]
    assert results["all"]["sample"]["used"] == 200
    assert results["some"]["sample"]["used"] < 200
    told = data["imputation"]
    assert told["incomplete"] == 200 - results["some"]["sample"]["used"]
    assert told["sets"] == max(20, -(-told["incomplete"] // 2))
    assert few["imputation"] is None
    for term, complete in zip(
        data["blocks"][-1]["terms"], few["blocks"][-1]["terms"], strict=True
    ):
        assert term["b"] == pytest.approx(complete["b"], abs=2 * complete["se"])
        assert term["df"] < 200
        assert 0 <= term["fmi"] < 0.5
        assert complete["fmi"] is None
    assert data["influence"]["groups"] == 12
    assert data["blocks"][-1]["wald_p"] is not None


def test_where_nothing_is_missing_nothing_is_drawn(asked):
    plain = "outcome: cost, family: gamma, blocks: [years, help], cluster: team"
    entry = f"  - {{kind: regression, id: a, {plain}}}\n"
    entry += f"  - {{kind: regression, id: b, {plain}, missing: imputed}}\n"
    _, results, _ = asked(entry, rows())
    assert results["a"]["data"] == results["b"]["data"]
    assert results["b"]["data"]["imputation"] is None


def test_products_powers_and_categories_are_made_of_completed_parts(asked):
    entry = (
        "  - {kind: regression, id: r, outcome: perf, missing: imputed, "
        "blocks: ['C(tenure)', 'help + help:C(tenure)', 'poly(calls, 2)']}\n"
    )
    status, results, _ = asked(entry, holed(rows(), columns=("tenure", "calls", "h", "p")))
    assert status == 0, results["r"]["caveats"]
    terms = [t["term"] for t in results["r"]["data"]["blocks"][-1]["terms"]]
    assert terms[-2:] == ["calls^1", "calls^2"]
    assert all(t["fmi"] > 0 for t in results["r"]["data"]["blocks"][-1]["terms"])
    assert results["r"]["data"]["margins"]["conditional"]


def test_auxiliary_variables_help(asked):
    answers = holed(rows(seed=3), columns=("p",), share=0.4)
    lines = (
        "  - {{kind: regression, id: {}, outcome: perf, blocks: [years], missing: imputed{}}}\n"
    )
    entry = lines.format("without", "") + lines.format("with", ", auxiliary: help")
    _, results, _ = asked(entry, answers)
    lost = {k: r["data"]["imputation"]["lost"] for k, r in results.items()}
    assert lost["with"] < lost["without"]


def test_twice_the_same_and_another_order_of_rows_too(asked):
    answers = holed(rows())
    entry = f"  - {{kind: regression, id: r, outcome: perf, {WAY}}}\n"
    first = asked(entry, answers)[1]
    head, *lines = answers.strip().split("\n")
    second = asked(entry, "\n".join([head, *reversed(lines)]) + "\n")[1]
    assert first["r"]["data"] == second["r"]["data"]


def test_what_too_few_answered_is_named(asked):
    head, *lines = rows().strip().split("\n")
    place = head.split(",").index("calls")
    kept = [line.split(",") for line in lines]
    for cells in kept[11:]:
        cells[place] = ""
    entry = (
        "  - {kind: regression, outcome: perf, missing: imputed, "
        "blocks: [years, calls, hours, cost, solved, yes, h1, h2, h3]}\n"
    )
    _, results, _ = asked(entry, "\n".join([head, *map(",".join, kept)]) + "\n")
    code, said = message(results)
    assert code == "CPS404"
    assert "11 answers to 'calls' are too few" in said


def test_what_nobody_answered_does_not_apply(asked):
    entry = f"  - {{kind: regression, outcome: perf, {WAY}}}\n"
    _, results, _ = asked(entry, holed(rows(), columns=("tenure",), share=1.0))
    (result,) = results.values()
    assert [c["code"] for c in result["caveats"]] == ["not_asked"]


def test_a_rare_category_is_still_not_shown(asked):
    answers = rows(tenure=np.where(np.arange(200) < 3, 1, 2))
    entry = (
        "  - {kind: regression, outcome: perf, blocks: ['C(tenure)', help], missing: imputed}\n"
    )
    _, results, _ = asked(entry, holed(answers, columns=("p",)))
    (result,) = results.values()
    (caveat,) = result["caveats"]
    assert caveat["values"]["code"] == "CPS444"


def test_three_people_are_refused_in_words(asked):
    entry = f"  - {{kind: regression, outcome: perf, {WAY}}}\n"
    _, results, _ = asked(entry, holed(rows(n=3), columns=("p",), share=0.4))
    assert message(results)[0] == "CPS404"


def test_a_group_or_an_exposure_is_never_imputed(asked):
    answers = rows()
    lines = answers.strip().split("\n")
    for i in range(1, 6):
        cells = lines[i].split(",")
        cells[1] = ""
        lines[i] = ",".join(cells)
    entry = f"  - {{kind: regression, id: r, outcome: perf, {WAY}}}\n"
    _, results, _ = asked(entry, holed("\n".join(lines) + "\n"))
    assert results["r"]["sample"]["used"] == 195
    assert results["r"]["sample"]["dropped"]["missing_value"] == 5


def test_auxiliary_without_imputation_is_a_mistake_with_a_way_out(asked):
    entry = "  - {kind: regression, outcome: perf, blocks: [years], auxiliary: help}\n"
    status, _, said = asked(entry, rows())
    assert status == 78
    assert "missing: imputed" in said


def test_the_table_says_how_many_were_kept_in_both_languages(asked, tiny):
    entry = f"  - {{kind: regression, id: r, outcome: perf, {WAY}}}\n"
    _, results, _ = asked(entry, holed(rows()))
    told = results["r"]["data"]["imputation"]
    english = (tiny / "reports" / "current" / "supplement.md").read_text()
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text()
    assert f"{told['incomplete']} respondents who lack something are kept" in english
    assert f"in {told['sets']} completed data sets" in english
    assert f"{told['incomplete']} répondants incomplets sont gardés" in french.replace(
        "\xa0", " "
    )
    header = next(line for line in english.split("\n") if line.startswith("| Predictor"))
    assert "FMI" in header
    assert "D1 over the completed data sets" in english


@pytest.mark.parametrize(
    ("kind", "options", "terms"),
    [
        ("moderation", "predictor: help, moderator: calls, covariates: years", "terms"),
        ("mixed", "predictors: [help, years, calls], groups: [team]", "fixed"),
    ],
)
def test_interactions_and_mixed_models_keep_everybody_too(asked, kind, options, terms):
    cluster = ", cluster: team" if kind == "moderation" else ""
    plain = f"kind: {kind}, outcome: perf, {options}{cluster}"
    entry = f"  - {{{plain}, id: all, missing: imputed}}\n  - {{{plain}, id: some}}\n"
    status, results, _ = asked(entry, holed(rows(), columns=("tenure", "calls", "p")))
    assert status == 0, [r["caveats"] for r in results.values()]
    everybody, some = results["all"], results["some"]
    assert everybody["sample"]["used"] == 200 > some["sample"]["used"]
    told = everybody["data"]["imputation"]
    assert told["incomplete"] == 200 - some["sample"]["used"]
    assert told["sets"] == max(20, -(-told["incomplete"] // 2))
    assert some["data"]["imputation"] is None
    for one, other in zip(some["data"][terms], everybody["data"][terms], strict=True):
        assert other["b"] == pytest.approx(one["b"], abs=2 * one["se"])
        assert other["df"] < 200
        if one["term"] == "intercept":
            assert (other["beta"], other["beta_ci"]) == (None, None)
            continue
        for end in ("lower", "upper"):
            at = other["beta"] * other["ci"][end] / other["b"]
            assert other["beta_ci"][end] == pytest.approx(at, rel=1e-9)


def test_answers_missing_for_a_reason_bias_complete_cases_and_not_imputed_ones(asked):
    """Whoever costs much seldom says how many calls there were."""
    rng = np.random.default_rng(11)
    calls = rng.integers(10, 60, size=200)
    cost = np.round(20 + 0.1 * calls + rng.normal(0, 2.0, 200), 2)
    text = rows(calls=calls, cost=cost)
    entry = "  - {{kind: mixed, id: {}, outcome: cost, predictors: [help, calls], "
    entry += "groups: [team]{}}}\n"
    plan = entry.format("all", ", missing: imputed") + entry.format("some", "")
    whole = np.polyfit(calls, cost, 1)[0]  # of everybody, before anything is taken away
    lines = text.strip().split("\n")
    place = lines[0].split(",").index("calls")
    for i in range(200):
        if cost[i] > np.median(cost) and rng.random() < 0.9:
            cells = lines[i + 1].split(",")
            cells[place] = ""
            lines[i + 1] = ",".join(cells)
    status, found, said = asked(plan, "\n".join(lines) + "\n")
    assert status == 0, said
    some, everybody = (found[name]["data"]["fixed"][2] for name in ("some", "all"))
    assert some["ci"]["upper"] < whole
    assert everybody["ci"]["lower"] < whole < everybody["ci"]["upper"]
    assert abs(everybody["b"] - whole) < abs(some["b"] - whole) / 2
