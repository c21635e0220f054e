"""Moderation, asked for in a study file."""

from types import SimpleNamespace

import numpy as np
import pytest
from conftest import SMALL, STUDY

from cpsurvey.kinds.moderation import latent

HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"
PLAIN = """\
  - {kind: moderation, outcome: perf, predictor: help, moderator: years, cluster: team}
"""
assert STUDY


def crossed(n=600, b3=0.8, seed=4):
    """Help goes with performance only among those with long tenure."""
    rng = np.random.default_rng(seed)
    help_, tenure = rng.normal(size=n), rng.integers(1, 3, size=n)
    perf = b3 * (tenure == 2) * help_ + 0.6 * rng.normal(size=n)
    lines = []
    for i in range(n):
        h = np.clip(np.round(3 + help_[i] + 0.5 * rng.normal(size=3)), 1, 5).astype(int)
        p = np.clip(np.round(3 + perf[i] + 0.5 * rng.normal(size=3)), 1, 5).astype(int)
        h[2] = 6 - h[2]
        cells = [f"r{i}", f"t{i % 20}", "en", *map(str, h), *map(str, p), str(tenure[i])]
        lines.append(",".join(cells))
    return HEAD + "\n".join(lines) + "\n"


def test_a_planted_moderation_is_found(analysed):
    status, results, _ = analysed(PLAIN, crossed())
    assert status == 0
    data = results["moderation-perf"]["data"]
    product = data["terms"][3]
    assert product["term"] == "help:years"
    assert product["ci"]["lower"] > 0
    low, high, apart = data["conditional"]
    assert low["ci"]["lower"] < 0 < low["ci"]["upper"]
    assert high["ci"]["lower"] > 0
    assert (low["at"], high["at"]) == (0.5, 3.0)
    # the difference is the interaction over the two values, with its own test
    assert apart["effect"] == pytest.approx(high["effect"] - low["effect"])
    assert apart["effect"] == pytest.approx(2.5 * product["b"])
    assert (apart["name"], apart["at"]) == ("difference", None)
    for end in ("lower", "upper"):
        assert apart["ci"][end] == pytest.approx(2.5 * product["ci"][end])
    assert apart["t"] == pytest.approx(product["t"])
    assert data["region"] is None
    assert (data["curve"], data["quantiles"]) == ([], [])
    assert data["delta_r2"] > 0.05
    assert min(t["df"] for t in data["terms"]) < 25  # Satterthwaite's, not 594


def test_two_slopes_are_labelled_and_no_region_is_printed(analysed, tiny):
    entry = PLAIN.replace("moderator: years", "moderator: tenure")
    _, results, _ = analysed(entry + "  - kind: flow\n", crossed())
    low, high, apart = results["moderation-perf"]["data"]["conditional"]
    page = (tiny / "reports" / "current" / "supplement.md").read_text()
    table = page.split("at both values of Tenure, and the difference")[1].split("\n\n")
    rows = [r.split("|")[1:-1] for part in table for r in part.splitlines() if r[:1] == "|"]
    cells = [[cell.strip() for cell in row] for row in rows[2:5]]
    assert [row[0] for row in cells] == ["Less than a year", "A year or more", "Difference"]
    for row, one in zip(cells, (low, high, apart), strict=True):
        assert row[2] == f"{one['effect']:.2f}".replace("-", "\N{MINUS SIGN}")
        assert row[3] == f"{one['se']:.3f}"
    assert "Johnson-Neyman" not in page
    assert f"difference {apart['effect']:.2f}" in page  # in the line of the chapter, too


@pytest.mark.parametrize(
    ("derived", "named"),
    [
        ("years", {"Less than a year", "A year or more", "Moins d'un an", "Un an ou plus"}),
        ("newcomer", {"no", "yes", "non", "oui"}),
    ],
)
def test_slopes_of_a_derived_moderator_are_labelled_too(analysed, tiny, derived, named):
    more = "derived:\n  newcomer: tenure == 1\n"
    (tiny / "small.yaml").write_text(SMALL.replace("derived:\n", more, 1), "utf-8")
    analysed(PLAIN.replace("moderator: years", f"moderator: {derived}"), crossed())
    pages = [
        (tiny / "reports" / "current" / f"supplement{language}.md").read_text("utf-8")
        for language in ("", ".fr")
    ]
    cells = {cell.strip() for cell in "|".join(pages).replace("\n", "|").split("|")}
    assert named <= {cell.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for cell in cells}


def spread(b3, n=500, seed=6):
    """Help moderated by performance of items that take many values."""
    rng = np.random.default_rng(seed)
    help_, w = rng.normal(size=(2, n))
    y = 0.3 * help_ + b3 * help_ * w + rng.normal(size=n)
    lines = []
    for i in range(n):
        h = np.clip(np.round(3 + help_[i] + 0.4 * rng.normal(size=3)), 1, 5).astype(int)
        p = np.clip(np.round(3 + w[i] + 0.4 * rng.normal(size=3)), 1, 5).astype(int)
        h[2] = 6 - h[2]
        tenure = 1 + int(y[i] > 0)
        lines.append(",".join([f"r{i}", f"t{i % 25}", "en", *map(str, [*h, *p, tenure])]))
    return HEAD + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("b3", "shown"), [(0.8, True), (0.0, False)])
def test_a_region_is_no_headline_without_an_interaction(analysed, tiny, b3, shown):
    entry = "  - {kind: moderation, outcome: years, predictor: help, moderator: perf,"
    entry += " linear: [years]}\n"
    _, results, _ = analysed(entry, spread(b3))
    data = results["moderation-years"]["data"]
    ends = data["terms"][3]["ci"]
    assert (ends["lower"] > 0 or ends["upper"] < 0) is shown
    assert data["region"] is not None
    page = (tiny / "reports" / "current" / "supplement.md").read_text()
    assert ("Johnson-Neyman" in page or "every observed value" in page) is shown
    assert ("depends on Performance is not shown" in page) is not shown


def test_the_index_of_moderated_mediation_and_latent_products_follow(analysed):
    more = PLAIN.rstrip("}\n") + ", source: h1, latent: {help: [h1, h2, h3], years: [years]}}\n"
    status, results, _ = analysed(more, crossed())
    assert status == 0
    found = results["moderation-perf"]["data"]
    names = [e["name"] for e in found["mediated"]["effects"]]
    assert names == ["low", "high", "high_minus_low", "index"]
    index = found["mediated"]["effects"][-1]
    assert index["mc"]["lower"] < index["est"] < index["mc"]["upper"]


def test_two_stages_have_no_single_index(analysed):
    more = PLAIN.rstrip("}\n") + ", source: h1, first_stage: true}\n"
    _, results, _ = analysed(more, crossed())
    effects = results["moderation-perf"]["data"]["mediated"]["effects"]
    assert "index" not in [e["name"] for e in effects]


def test_latent_products_agree_in_direction(analysed):
    more = "  - {kind: moderation, outcome: tenure, predictor: help, moderator: perf,"
    more += " latent: true, linear: [tenure]}\n"
    status, results, _ = analysed(more, crossed())
    assert status == 0
    latent = results["moderation-tenure"]["data"]["latent_interaction"]
    assert latent["products"] == 3
    lms = latent["lms"]
    assert lms["df"] == 1
    assert np.sign(lms["terms"][2]["est"]) == np.sign(latent["terms"][2]["est"])
    observed = results["moderation-tenure"]["data"]["terms"][3]["b"]
    assert np.sign(latent["terms"][2]["est"]) == np.sign(observed) == 1


def test_few_respondents_are_said_of_latent_products_that_a_study_asks_for(analysed):
    more = "  - {kind: moderation, outcome: tenure, predictor: help, moderator: perf,"
    more += " latent: true, linear: [tenure]}\n"
    _, results, _ = analysed(more, crossed(90))
    result = results["moderation-tenure"]
    said = [c for c in result["caveats"] if c["code"] == "latent_few"]
    assert [c["values"]["n"] for c in said] == [90]
    moments = 10 * 11 // 2 + 10
    df = result["data"]["latent_interaction"]["fit"]["df"]
    assert said[0]["values"]["parameters"] == moments - df


@pytest.mark.parametrize(
    ("n", "plan_from", "code"),
    [
        (15, "questionnaire", "latent_not_carried"),
        (15, "study", "latent_few"),
        (60, "questionnaire", "latent_few"),
        (300, "questionnaire", None),
    ],
)
def test_a_latent_interaction_needs_more_people_than_parameters(n, plan_from, code):
    """19 parameters: 4 loadings, 6 residuals, 6 intercepts, 2 factors and their path."""
    names = "abcdef"
    data = dict(zip(names, np.random.default_rng(1).normal(size=(6, n + 1)), strict=True))
    data["a"][0] = np.nan
    context = SimpleNamespace(study=SimpleNamespace(plan_from=plan_from))
    said = latent._few("lx =~ a + b + c\nly =~ d + e + f\nly ~ lx", data, context)
    assert [(one.code, one.values) for one in said] == (
        [(code, {"n": n, "parameters": 19})] if code else []
    )


def test_a_moderator_without_variance_is_said(analysed):
    rows = crossed(100)
    same = "\n".join(
        line[:-1] + "1" if line[-1] in "12" else line for line in rows.splitlines()
    )
    status, results, _ = analysed(PLAIN, same + "\n")
    assert status == 70
    values = results["moderation-perf"]["caveats"][0]["values"]
    assert values["code"] == "CPS405"
    assert "years" in values["message"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("first_stage: true", "a first stage needs a source"),
        ("latent: true", "'years' has no indicators"),
        ("latent: {help: [h9]}", "h9"),
        ("covariates: 'tenure + + lang'", "not understood"),
        ("errors: cr1, cluster: null", "need a group"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, options, said):
    text = PLAIN.replace(", cluster: team", "").rstrip("}\n") + f", {options}}}\n"
    status, _, err = analysed(text)
    assert status == 78
    assert said in err
