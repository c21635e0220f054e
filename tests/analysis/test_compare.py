"""Group comparisons, asked for in a study file."""

import numpy as np
import pytest
from conftest import answers

from cpsurvey.typography import printed

TWO = "  - {kind: compare, by: [language, tenure], cluster: team}\n"


def regrouped(sizes, n=None, seed=3):
    """Answers with languages of these sizes, the first two named by the questionnaire."""
    lines = answers(n or sum(sizes), seed=seed).splitlines()
    names = [name for name, size in zip("abcdefghijklmnop", sizes, strict=False)
             for _ in range(size)]  # fmt: skip
    head, rows = lines[0], [line.split(",") for line in lines[1:]]
    for row, name in zip(rows, names, strict=True):
        row[1] = name
    return "\n".join([head, *(",".join(row) for row in rows)]) + "\n"


def test_languages_and_bands_are_compared(analysed, tiny):
    status, results, _ = analysed(TWO, answers(240))
    assert status == 0
    result = results["compare"]
    languages, bands = result["data"]["comparisons"]
    assert languages["groups"] == ["en", "fr"]
    assert [row["score"] for row in languages["scores"]] == ["help", "perf"]
    row = languages["scores"][0]
    assert sum(m["n"] for m in row["means"]) == row["n"] == 240
    assert row["g_ci"]["lower"] < row["g"] < row["g_ci"]["upper"]
    assert row["pvalue_holm"] >= row["pvalue"]
    assert 0 < row["pvalue_cr2"] < 1
    assert bands["groups"] == ["1", "2"]
    assert "languages_need_invariance" in {c["code"] for c in result["caveats"]}
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "invariance" in text
    assert "Less than a year" in text
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert printed("Moins d'un an", "fr") in french
    assert "Moyennes par" in french


def test_three_groups_have_pairs(analysed):
    status, results, _ = analysed(
        "  - {kind: compare, by: team, variables: [help]}\n", regrouped([40, 50, 60])
    )
    assert status == 0
    (one,) = results["compare"]["data"]["comparisons"]
    (row,) = one["scores"]
    assert [(p["first"], p["second"]) for p in row["pairs"]] == [
        ("a", "b"), ("a", "c"), ("b", "c"),
    ]  # fmt: skip
    assert row["g"] is None
    assert [m["group"] for m in row["means"]] == one["groups"]
    assert row["eta2_ci"]["lower"] <= row["eta2"] <= row["eta2_ci"]["upper"]


def test_small_groups_and_what_would_reveal_them_are_hidden_everywhere(analysed, tiny):
    status, results, _ = analysed("  - {kind: compare, by: team}\n", regrouped([4, 30, 40, 50]))
    assert status == 0
    result = results["compare"]
    (one,) = result["data"]["comparisons"]
    assert one["groups"] == ["b", "c", "d"]
    assert one["hidden"] == 1
    # nine of the second smallest stand aside with the four: nobody can tell how many were small
    assert [m["n"] for m in one["scores"][0]["means"]] == [21, 40, 50]
    assert result["sample"]["dropped"]["group_not_compared"] == 13
    assert "groups_hidden" in {c["code"] for c in result["caveats"]}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (regrouped([4, 5, 50]), "fewer than two groups"),
        (regrouped([10] * 13), "ranked"),
    ],
)
def test_groups_that_cannot_be_compared_are_refused(analysed, rows, said):
    status, results, _ = analysed("  - {kind: compare, by: team}\n", rows)
    assert status == 0  # what is hidden, or does not apply, is nobody's fault
    assert results["compare"]["caveats"][0]["severity"] == "not_applicable"
    caveat = results["compare"]["caveats"][0]["values"]
    assert caveat["code"] == "CPS442"
    assert said in caveat["message"]


@pytest.mark.parametrize(
    ("sizes", "why"), [([10] * 13, "groupings_many"), ([56, 4], "groupings_small")]
)
def test_groupings_that_cannot_be_compared_do_not_stop_the_others(analysed, sizes, why):
    status, results, _ = analysed(
        "  - {kind: compare, by: [team, language]}\n", regrouped(sizes)
    )
    assert status == 0
    result = results["compare"]
    said = {c["code"]: c["values"] for c in result["caveats"] if "groupings" in c["code"]}
    assert said.keys() == {why}
    left = said[why]
    compared = [one["by"] for one in result["data"]["comparisons"]]
    assert len(compared) == 1
    assert left["variables"] == "team_id"


def test_one_group_is_none(analysed):
    status, results, _ = analysed("  - {kind: compare, by: team}\n", regrouped([60]))
    assert status == 0
    (caveat,) = results["compare"]["caveats"]
    assert (caveat["code"], caveat["severity"]) == ("no_groups", "not_applicable")


def test_a_score_that_does_not_vary_in_a_group_is_shown_without_a_test(analysed):
    lines = regrouped([30, 30]).splitlines()
    rows = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        if cells[1] == "a":
            cells[3:6] = ["3", "3", "3"]
        rows.append(",".join(cells))
    status, results, _ = analysed("  - {kind: compare, by: team}\n", "\n".join(rows) + "\n")
    assert status == 0
    row, other = results["compare"]["data"]["comparisons"][0]["scores"]
    assert row["pvalue"] is None
    assert row["means"][0]["sd"] == 0
    assert other["pvalue"] is not None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("by: langage", "did you mean 'language'"),
        ("by: language, variables: [hlep]", "did you mean 'help'"),
        ("by: []", "by"),
        ("by: language, cluster: taem", "did you mean 'team'"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, options, said):
    status, _, err = analysed(f"  - {{kind: compare, {options}}}\n")
    assert status == 78
    assert said in err


@pytest.mark.parametrize("shift", [0.0, 0.8])
def test_means_of_what_measures_otherwise_are_not_printed(analysed, tiny, shift):
    """Two of three items of help are answered otherwise in French, performance is not."""
    rng = np.random.default_rng(7)
    lines = ["respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure"]
    for i in range(800):
        french = i % 2
        of = rng.normal(size=2)
        noise = rng.normal(size=6) * 0.5
        raw = [of[0] + noise[j] for j in range(3)] + [of[1] + noise[j] for j in range(3, 6)]
        raw[0] += shift * french
        raw[1] -= shift * french
        cells = [int(np.clip(round(3 + 0.7 * x), 1, 5)) for x in raw]
        cells[2] = 6 - cells[2]
        language = "fr" if french else "en"
        lines.append(f"r{i},t{i % 40},{language},{','.join(map(str, cells))},{1 + i % 3 // 2}")
    asked = "  - {kind: compare, by: [language, tenure]}\n"
    asked += "  - {kind: invariance, by: language}\n"
    status, results, _ = analysed(asked, "\n".join(lines) + "\n")
    assert status == 0
    reached = {one["name"]: one["reached"] for one in results["invariance"]["data"]["models"]}
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    means = text.split("Means by Language")[1].split("**Table")[0]
    assert "Performance" in means
    assert reached["perf"] == "scalar"
    assert ("Mutual help" in means) == (reached["help"] == "scalar") == (shift == 0)
    assert ("no scalar invariance" in text) == (shift > 0)
    assert "Mutual help" in text.split("Means by Tenure")[1].split("**Table")[0]
