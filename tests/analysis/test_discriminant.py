"""Discriminant validity, asked for in a study file."""

import numpy as np
import pytest
from conftest import answers

HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"
PLAIN = "  - {kind: discriminant, bootstrap: 200}\n"


def rows(matrix):
    """CSV of answers to h1-h3 and p1-p3; -1 is a missing answer."""
    lines = []
    for i, line in enumerate(matrix):
        cells = ["" if value < 0 else str(value) for value in line]
        lines.append(f"r{i},t{i % 12},en,{','.join(cells)},1")
    return HEAD + "\n".join(lines) + "\n"


def two_factors(n=300, r=0.6, seed=3, reverse=True):
    """Five ordered answers to two scales whose factors correlate `r`."""
    rng = np.random.default_rng(seed)
    first = rng.normal(size=n)
    second = r * first + np.sqrt(1 - r**2) * rng.normal(size=n)
    factors = np.column_stack([first] * 3 + [second] * 3)
    x = np.clip(np.round(3 + factors + 0.7 * rng.normal(size=(n, 6))), 1, 5).astype(int)
    if reverse:
        x[:, 2] = 6 - x[:, 2]  # as people answer it: h3 is worded the other way
    return x


def codes(result):
    return {caveat["code"]: caveat["values"] for caveat in result["caveats"]}


def test_all_indices_of_a_pair(analysed, tiny):
    status, results, _ = analysed(PLAIN, rows(two_factors()))
    assert status == 0
    data = results["discriminant"]["data"]
    (pair,) = data["pairs"]
    assert pair["htmt2_ci"]["lower"] < pair["htmt2"] < pair["htmt2_ci"]["upper"] < 1
    assert pair["r_ci"]["lower"] < 0.6 < pair["r_ci"]["upper"]
    assert pair["band"] == "none"
    assert pair["meets_strict"] is True
    assert pair["excludes_one"] is True
    assert pair["fornell_larcker"] is True
    assert data["measurement"]["estimator"] == "mlr"
    assert data["bootstrap"]["failed"] == 0
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T10" in text
    assert "valid" not in text.lower().replace("discriminant validity", "")


def test_scales_that_measure_the_same_are_said(analysed):
    _, results, _ = analysed(PLAIN, rows(two_factors(r=1.0)))
    (pair,) = results["discriminant"]["data"]["pairs"]
    assert pair["band"] == "severe"
    assert pair["meets_lenient"] is False
    assert pair["excludes_one"] is False
    assert pair["fornell_larcker"] is False


def test_missing_answers_lose_nobody(analysed):
    x = two_factors()
    x[np.random.default_rng(1).random(x.shape) < 0.15] = -1
    x[:, 0] = np.abs(x[:, 0])
    _, results, _ = analysed(PLAIN, rows(x), more="screening: {min_answered: 0.1}\n")
    result = results["discriminant"]
    assert result["sample"]["used"] == result["sample"]["read"] == 300
    assert result["data"]["n_low"] < 250
    assert result["data"]["measurement"]["n"] == 300
    (pair,) = result["data"]["pairs"]
    assert pair["htmt2"] == pytest.approx(0.6, abs=0.15)


def test_ordered_answers_take_polychoric_correlations(analysed, tiny):
    x = two_factors()
    x[:20, 1] = -1
    _, results, _ = analysed(
        PLAIN, rows(x), more="measurement: {items: ordinal}\nscreening: {min_answered: 0.1}\n"
    )
    data = results["discriminant"]["data"]
    assert data["correlations"] == "polychoric"
    assert data["measurement"]["estimator"] == "wlsmv"
    assert data["measurement"]["missing"] == "pairwise"
    assert data["measurement"]["n"] == 300
    (pair,) = data["pairs"]
    assert pair["htmt2_ci"]["lower"] < pair["htmt2"] < pair["htmt2_ci"]["upper"]
    text = (tiny / "reports/current/supplement.md").read_text("utf-8")
    assert "each changing the polychoric correlations to first order" in text


def test_whole_teams_are_drawn_when_asked(analysed):
    entry = "  - {kind: discriminant, bootstrap: 200, cluster: team}\n"
    _, results, _ = analysed(entry, rows(two_factors()))
    data = results["discriminant"]["data"]
    assert data["bootstrap"]["unit"] == "team_id"


def test_a_wrongly_keyed_item_is_named(analysed):
    _, results, _ = analysed(PLAIN, rows(two_factors(reverse=False)))
    assert codes(results["discriminant"])["discriminant_keyed"]["variables"] == "h3"


def test_an_item_without_variance_is_left_out_by_name(analysed):
    x = two_factors()
    x[:, 4] = 3
    status, results, _ = analysed(PLAIN, rows(x))
    assert status == 0
    result = results["discriminant"]
    assert codes(result)["validity_flat"]["variables"] == "p2"
    counts = {scale["name"]: scale["items"] for scale in result["data"]["scales"]}
    assert counts == {"help": 3, "perf": 2}
    assert result["data"]["pairs"][0]["htmt2"] is not None


def test_all_answers_the_same(analysed):
    status, results, _ = analysed(PLAIN, rows(np.full((60, 6), 3)))
    assert status == 0  # does not apply
    values = codes(results["discriminant"])["not_applicable"]
    assert values["code"] == "CPS410"
    assert "vary" in values["message"]


def test_one_scale_is_refused_before_data_are_read(analysed):
    status, _, err = analysed("  - {kind: discriminant, scales: [help]}\n", answers(50))
    assert status == 78
    assert "fewer than two scales" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("scales: [help, pref]", "perf"),
        ("missing: pairwise", "pairwise is for wlsmv"),
        ("estimator: wlsmv, missing: fiml", "wlsmv has no fiml"),
        ("cluster: taem", "team"),
    ],
)
def test_wrong_options_are_refused(analysed, options, said):
    status, _, err = analysed(f"  - {{kind: discriminant, {options}}}\n", answers(50))
    assert status == 78
    assert said in err


def test_twenty_respondents_get_wide_intervals(analysed):
    _, results, _ = analysed(PLAIN, rows(two_factors(n=20)))
    data = results["discriminant"]["data"]
    (pair,) = data["pairs"]
    assert pair["htmt2_ci"]["upper"] - pair["htmt2_ci"]["lower"] > 0.3
    assert data["n_low"] == 20


def test_more_items_than_respondents_leave_the_ratios(analysed, tiny):
    _, results, _ = analysed(PLAIN, rows(two_factors(n=6)))
    result = results["discriminant"]
    assert result["data"]["measurement"] is None
    assert "rows" in codes(result)["discriminant_no_model"]["message"]
    (pair,) = result["data"]["pairs"]
    assert pair["band"] is None
    assert pair["htmt"] is not None
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "NO LATENT CORRELATIONS" in text
    assert "cannot be judged" in text


def test_a_correlation_of_exactly_zero(analysed):
    base = np.array([[a, b] for a in (2, 4) for b in (2, 4)])  # h1 and p1 are unrelated
    rng = np.random.default_rng(2)
    x = []
    for _ in range(20):
        for a, b in base:
            jitter = rng.integers(-1, 2, size=4)
            x.append([a, a + jitter[0], 6 - a + jitter[1], b, b + jitter[2], b + jitter[3]])
    _, results, _ = analysed(PLAIN, rows(np.array(x)))
    values = codes(results["discriminant"])["discriminant_zero"]
    assert (values["first"], values["second"]) == ("h1", "p1")
    (pair,) = results["discriminant"]["data"]["pairs"]
    assert pair["htmt2"] is None
    assert pair["htmt"] is not None
    assert pair["meets_strict"] is None


def test_same_seed_same_numbers(analysed):
    _, first, _ = analysed(PLAIN, rows(two_factors()))
    _, second, _ = analysed(PLAIN)
    assert first == second
