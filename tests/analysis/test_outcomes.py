"""Yes/no and count variables in linear models: refused, or declared and then named."""

import re

import numpy as np
import pytest
from conftest import SMALL, answers

QUESTIONS = """\
questions:
  - id: promoted
    type: select_one
    label: {en: Promoted, fr: Promu}
    options:
      - {code: 0, label: {en: "No", fr: "Non"}}
      - {code: 1, label: {en: "Yes", fr: "Oui"}}
  - {id: errors, type: integer, min: 0, max: 100, label: {en: Errors, fr: Erreurs}}
  - {id: rating, type: integer, min: 0, max: 10, label: {en: Rating, fr: Note}}
"""
CHAIN = "{kind: mediation, source: help, mediators: [perf], outcomes: [%s]%s}"


@pytest.fixture
def survey(small):
    """The small questionnaire with a yes/no, a count and a rating; and its rows."""
    text = SMALL.replace("questions:\n", QUESTIONS).replace(
        "  years: value(tenure)\n", "  years: value(tenure)\n  often: errors > 2\n"
    )
    small.write_text(text, "utf-8")
    head, *lines = answers(200).splitlines()
    rng = np.random.default_rng(5)
    level = np.array([float(line.split(",")[3]) for line in lines]) - 3
    columns = (
        (rng.random(200) < 0.5 + 0.1 * level).astype(int),
        rng.poisson(np.exp(0.2 * level)),
        np.clip(np.round(7 + level + rng.normal(size=200)), 0, 10).astype(int),
    )
    rows = [f"{line},{a},{b},{c}" for line, a, b, c in zip(lines, *columns, strict=True)]
    return "\n".join([f"{head},promoted,errors,rating", *rows]) + "\n"


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        (CHAIN % ("promoted", ", latent: true"), "factors are measured by linear models"),
        (CHAIN % ("errors", ", serial: true"), "a row of mediators are not told apart"),
        (CHAIN % ("often", ", bootstrap: 100"), "leave out every cluster in turn"),
        (
            "{kind: moderation, outcome: errors, predictor: help, moderator: perf}",
            "'errors' is a count",
        ),
        ("{kind: mixed, outcome: promoted, predictors: [help]}", "'promoted' is a yes/no"),
        (
            "{kind: multilevel_mediation, source: help, mediators: [perf], outcomes: [errors]}",
            "'errors' is a count",
        ),
        ("{kind: regression, outcome: promoted, blocks: [help]}", "no family was named"),
        ("{kind: regression, outcome: errors, blocks: [help]}", "no family was named"),
    ],
)
def test_a_linear_model_of_it_is_not_fitted_in_silence(analysed, survey, entry, what):
    status, results, _ = analysed(f"  - {entry}\n  - {{kind: flow}}\n", survey)
    assert status == 70
    (result,) = [r for r in results.values() if r["kind"] != "flow"]
    (caveat,) = result["caveats"]
    assert caveat["values"]["code"] == "CPS443"
    assert what in caveat["values"]["message"]
    assert "flow" in results


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (CHAIN % ("promoted", ", linear: [promoted]"), "linear_yes_no"),
        (CHAIN % ("errors", ", linear: [errors]"), "linear_count"),
        (CHAIN % ("years", ", linear: [years]"), "linear_two_values"),
        ("{kind: mixed, outcome: promoted, linear: [promoted]}", "linear_yes_no"),
        (
            "{kind: moderation, outcome: errors, predictor: help, moderator: perf, "
            "linear: [errors]}",
            "linear_count",
        ),
        (
            "{kind: regression, outcome: promoted, family: gaussian, blocks: [help]}",
            "linear_yes_no",
        ),
        ('{kind: sem, syntax: "promoted ~ help", estimator: mlr}', "linear_yes_no"),
    ],
)
def test_what_is_declared_is_named_beside_every_number(analysed, survey, tiny, entry, code):
    status, results, _ = analysed(f"  - {entry}\n", survey)
    assert status == 0
    (result,) = results.values()
    assert code in {c["code"] for c in result["caveats"]}
    name = "linear model of a count" if code == "linear_count" else "linear probability model"
    report = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    tables = [part for part in report.split("**Table ")[1:] if re.search(r"\[T[12]\d", part)]
    noted = [part for part in tables if "*Note.*" in part and "[T26" not in part]
    assert noted
    if "sem" not in entry:
        assert all(name in part for part in noted)
    if "mediation" in entry:
        assert name in report.split("## What was declared")[0]


def test_what_it_recommends_can_be_followed(analysed, survey):
    status, _, _ = analysed(
        "  - {kind: regression, outcome: promoted, family: binomial, blocks: [help]}\n"
        "  - {kind: regression, outcome: errors, family: poisson, blocks: [help]}\n",
        survey,
    )
    assert status == 0


def test_ratings_and_scales_are_numbers(analysed, survey):
    status, _, _ = analysed(f"  - {CHAIN % ('rating', '')}\n", survey)
    assert status == 0


def by_name(result):
    return {one["name"]: one for one in result["data"]["effects"]}


@pytest.mark.parametrize(
    ("outcome", "kind", "clusters"),
    [("promoted", "yes_no", False), ("errors", "count", True), ("years", "yes_no", False)],
)
def test_mediation_of_it_gives_natural_effects(analysed, survey, tiny, outcome, kind, clusters):
    more = ", cluster: team" if clusters else ""
    status, results, _ = analysed(f"  - {CHAIN % (outcome, more)}\n", survey)
    assert status == 0
    (result,) = results.values()
    told = result["data"]["natural"]
    assert told["kinds"] == {"help": "number", "perf": "number", outcome: kind}
    assert (told["per_unit"], told["imputation"]) == (False, None)
    found = by_name(result)
    assert list(found) == ["ind_1_1", "dir_1", "tot_1"]
    parts = found["ind_1_1"]["est"] + found["dir_1"]["est"]
    assert found["tot_1"]["est"] == pytest.approx(parts)
    for one in found.values():
        assert one["mc"]["lower"] < one["est"] < one["mc"]["upper"]
    report = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Natural effects of Mutual help" in report
    assert "differences of probability" in report or "logarithms of ratios" in report


def test_a_yes_no_mediator_and_a_yes_no_source_are_what_they_are(analysed, survey):
    entry = "{kind: mediation, source: often, mediators: [promoted], outcomes: [perf]}"
    status, results, _ = analysed(f"  - {entry}\n", survey)
    assert status == 0
    (result,) = results.values()
    assert result["data"]["natural"]["per_unit"]
    # the outcome is a number: through a yes/no mediator, slope times difference of chances
    rows = [line.split(",") for line in survey.strip().split("\n")]
    table = dict(zip(rows[0], np.array(rows[1:]).T, strict=True))
    perf = np.mean([table[f"p{i}"].astype(float) for i in (1, 2, 3)], axis=0)
    often, yes = table["errors"].astype(float) > 2, table["promoted"].astype(float)
    X = np.column_stack([np.ones(200), often, yes])
    b = np.linalg.lstsq(X, perf, rcond=None)[0]
    found = by_name(result)
    assert found["dir_1"]["est"] == pytest.approx(b[1], abs=1e-6)
    apart = yes[often].mean() - yes[~often].mean()
    assert found["ind_1_1"]["est"] == pytest.approx(b[2] * apart, abs=1e-6)


def test_whoever_lacks_something_is_kept_by_imputation(analysed, survey):
    lines = survey.strip().split("\n")
    for at in range(1, 21):
        lines[at] = ",".join([*lines[at].split(",")[:-3], "", *lines[at].split(",")[-2:]])
    rows = "\n".join(lines) + "\n"
    some = "{kind: mediation, id: some, missing: listwise, source: help, mediators: [perf], "
    entry = f"  - {CHAIN % ('promoted', '')}\n  - {some}outcomes: [promoted]}}\n"
    status, results, _ = analysed(entry, rows)
    assert status == 0
    assert results["some"]["sample"]["used"] == 180
    assert results["mediation"]["sample"]["used"] == 200
    told = results["mediation"]["data"]["natural"]["imputation"]
    assert (told["sets"], told["incomplete"]) == (20, 20)
    assert 0 < told["lost"] < 0.5
    for name, one in by_name(results["mediation"]).items():
        other = by_name(results["some"])[name]
        assert one["est"] == pytest.approx(other["est"], abs=2 * other["se"])
