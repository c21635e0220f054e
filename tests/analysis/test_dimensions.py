"""Items, missing answers, dimensions and factors, asked for in a study file."""

import json

import numpy as np
import pytest
from conftest import SMALL, answers

from cpsurvey.cli import funnel

ALL = """\
  - kind: missing
  - kind: items
  - {kind: dimensions, draws: 100}
  - {kind: efa, factors: 1, draws: 100}
"""
ORDINAL = "measurement: {items: ordinal}\n"
HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"


def rows_of(text):
    return [line.split(",") for line in text.strip().splitlines()[1:]]


def table(rows):
    return HEAD + "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def holed(rows, share=0.15, seed=3):
    rng = np.random.default_rng(seed)
    return [
        [cell if not 3 <= j <= 8 or rng.random() > share else "" for j, cell in enumerate(row)]
        for row in rows
    ]


def codes(result):
    return {c["code"] for c in result["caveats"]}


@pytest.mark.parametrize("more", ["", ORDINAL])
def test_holes_cost_answers_not_respondents(analysed, more):
    rows = holed(rows_of(answers(300)))
    status, results, _ = analysed(ALL, table(rows), more=more)
    assert status == 0
    complete = sum("" not in row for row in rows)
    assert results["missing"]["data"]["complete"] == complete < 150
    for name in ("dimensions", "efa"):
        result = results[name]
        assert result["sample"]["used"] > 290
        data = result["data"]
        assert data["missing"] == ("pairwise" if more else "em")
        assert data["matrix"] == ("polychoric" if more else "pearson")
        assert complete < data["n"] < 250
    assert results["dimensions"]["data"]["kept"] == 2
    assert results["dimensions"]["data"]["reduced_kept"] == 2
    assert (results["efa"]["data"]["chisq"] is None) is True  # minres
    mcar = results["missing"]["data"]["mcar"]
    assert mcar["pvalue"] > 0.01
    assert mcar["items"] == 6


def test_complete_answers_only_on_request(analysed):
    rows = holed(rows_of(answers(300)))
    text = "  - {kind: dimensions, missing: complete}\n"
    _, results, _ = analysed(text, table(rows))
    data, sample = results["dimensions"]["data"], results["dimensions"]["sample"]
    assert data["missing"] == "complete"
    assert data["n"] == sample["used"] == sum("" not in row for row in rows)
    assert sample["dropped"]["missing_value"] > 100


def test_nothing_missing_is_said(analysed):
    _, results, _ = analysed(ALL, answers(100))
    assert codes(results["missing"]) == {"nothing_missing"}
    assert results["missing"]["data"]["mcar"] is None
    assert results["dimensions"]["data"]["missing"] == "none"
    assert results["dimensions"]["data"]["n"] == 100


@pytest.mark.parametrize("more", ["", ORDINAL])
def test_an_item_without_variance_is_left_out_by_name(analysed, more):
    rows = [[*row[:4], 3, *row[5:]] for row in rows_of(answers(150))]
    status, results, _ = analysed(ALL, table(rows), more=more)
    assert status == 0
    for name in ("dimensions", "efa"):
        said = [c for c in results[name]["caveats"] if c["code"] == "items_constant"]
        assert said[0]["values"]["variables"] == "h2"
    assert "h2" not in [i["item"] for i in results["dimensions"]["data"]["items"]]
    assert len(results["efa"]["data"]["rows"]) == 5
    item = results["items"]["data"]["scales"][0]["items"][1]
    assert item["loading"] is None
    assert item["sd"] == 0


def test_all_answers_equal_are_refused_with_a_reason(analysed):
    rows = [[*row[:3], 3, 3, 3, 3, 3, 3, row[9]] for row in rows_of(answers(60))]
    status, results, _ = analysed(ALL, table(rows))
    assert status == 70
    for name in ("dimensions", "efa"):
        assert results[name]["caveats"][0]["values"]["code"] == "CPS405"
    assert "constant_item" in codes(results["items"])


@pytest.mark.parametrize("more", ["", ORDINAL])
def test_twenty_respondents(analysed, more):
    status, results, _ = analysed(ALL, answers(20), more=more)
    assert status in (0, 70)
    data = results["dimensions"]["data"]
    assert len(data["eigenvalues"]) == 6
    assert data["kmo"] is not None or "no_factorability" in codes(results["dimensions"])
    assert len(results["efa"]["data"]["rows"]) == 6


@pytest.mark.parametrize("more", ["", ORDINAL])
def test_an_item_imported_twice_is_named(analysed, more):
    rows = [[*row[:8], row[7], row[9]] for row in rows_of(answers(150))]
    status, results, _ = analysed(ALL, table(rows), more=more)
    assert status == 0
    said = [c for c in results["dimensions"]["caveats"] if c["code"] == "items_dependent"]
    assert said[0]["values"]["variables"] == "p3"
    assert results["dimensions"]["data"]["kmo"] is not None


def test_an_answer_nobody_gave_is_named(analysed):
    rows = [[*row[:3], max(int(row[3]), 2), *row[4:]] for row in rows_of(answers(200))]
    status, results, _ = analysed(ALL, table(rows), more=ORDINAL)
    assert status == 0
    said = [c for c in results["dimensions"]["caveats"] if c["code"] == "categories_unused"]
    assert "h1" in said[0]["values"]["variables"]
    assert "categories_unused" not in codes(results["items"])


def test_contradicting_polychoric_correlations_are_smoothed_and_said(wide):
    status, results = wide(items=14, respondents=25, more=ORDINAL)
    result = results["dimensions"]
    said = [c for c in result["caveats"] if c["code"] == "matrix_smoothed"]
    assert said[0]["values"]["lowest"] < 0
    assert result["data"]["kmo"] is None
    assert "no_factorability" in codes(result)
    assert "ml_impossible" in codes(results["efa"])
    assert results["efa"]["data"]["extraction"] == "minres"
    assert status in (0, 70)


def test_more_items_than_respondents_is_told_not_crashed(wide):
    status, results = wide(items=60, respondents=50)
    assert "mcar_too_few" in codes(results["missing"])
    result = results["dimensions"]
    assert "more_items_than_people" in codes(result)
    assert result["data"]["kmo"] is None
    assert len(result["data"]["eigenvalues"]) == 60
    assert result["data"]["reduced_kept"] is None
    assert {e["reduced"] for e in result["data"]["eigenvalues"]} == {None}
    assert len(results["efa"]["data"]["rows"]) == 60
    assert len(results["items"]["data"]["scales"][0]["items"]) == 60
    assert status in (0, 70)


def test_one_scale_and_two_items(analysed):
    text = """\
  - {kind: dimensions, scales: [help]}
  - {kind: efa, scales: [help]}
  - {kind: efa, id: pair, items: [h1, h2]}
  - {kind: missing, scales: [help]}
"""
    status, results, _ = analysed(text, answers(150))
    assert status == 70
    assert len(results["efa"]["data"]["factors"]) == 1
    assert results["efa"]["data"]["rotation"] is None
    said = results["pair"]["caveats"][0]["values"]
    assert said["code"] == "CPS404"
    assert "three" in said["message"]


def test_a_scale_of_two_items_has_no_loadings(analysed, tiny):
    two = SMALL.replace("      - {id: p3, label: {en: Perf 3, fr: Perf 3}}\n", "")
    (tiny / "small.yaml").write_text(two.replace(" + p3", ""), "utf-8")
    rows = "\n".join(
        ",".join([*line.split(",")[:8], line.split(",")[9]])
        for line in answers(80).splitlines()
    )
    status, results, _ = analysed(ALL, rows + "\n")
    assert status == 0
    items = results["items"]["data"]["scales"][1]["items"]
    assert [item["loading"] for item in items] == [None, None]
    assert items[0]["item_rest"] > 0.3
    assert len(results["dimensions"]["data"]["items"]) == 5


def test_a_heywood_case_is_loud(analysed):
    """h1 goes with h2 and h3 more than these can go together through one factor."""
    rng = np.random.default_rng(1)
    rows = []
    for i, row in enumerate(rows_of(answers(400))):
        a, b = rng.normal(size=2)
        cut = [1 + int(np.digitize(v, [-1.2, -0.4, 0.4, 1.2])) for v in (a + b, a, b)]
        cut[2] = 6 - cut[2]
        rows.append([f"r{i}", row[1], "en", *cut, *row[6:]])
    text = "  - {kind: efa, scales: [help], factors: 1}\n  - {kind: items, scales: [help]}\n"
    status, results, _ = analysed(text, table(rows))
    assert status == 70
    caveat = next(c for c in results["efa"]["caveats"] if c["code"] == "efa_heywood")
    assert caveat["severity"] == "inadmissible"
    assert caveat["values"]["variables"] == "h1"
    assert "heywood" in results["efa"]["data"]["rows"][0]["flags"]
    assert "heywood_item_loading" in codes(results["items"])


def test_factors_follow_the_planted_ones(analysed, tiny):
    text = "  - {kind: efa, extraction: ml, rotation: promax}\n"
    status, results, _ = analysed(text, answers(400))
    assert status == 0
    data = results["efa"]["data"]
    assert (len(data["factors"]), data["chosen"]) == (2, "parallel")
    assert {row["item"][0] for row in data["rows"] if row["factor"] == 1} in ({"h"}, {"p"})
    assert data["chisq"] is not None
    assert 0 <= data["rmsea_ci"]["lower"] <= data["rmsea"] <= data["rmsea_ci"]["upper"]
    assert [len(f["phi"]) for f in data["factors"]] == [0, 1]
    assert data["factors"][1]["phi"][0] > 0.3
    page = (tiny / "reports" / "current" / "supplement.html").read_text()
    assert 'class="num faint"' in page
    assert "promax" in page


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{kind: efa, items: [h1, h9, h2]}", "'h9' is not an item"),
        ("{kind: efa, items: [h1, h2, h3, h1]}", "named twice"),
        ("{kind: efa, items: [h1, h2, h3, p1], factors: 2}", "carry 1 factors at most"),
        ("{kind: efa, scales: [help], items: [p1, p2, p3]}", "not both"),
        ("{kind: efa, extraction: mle}", "extraction"),
        ("{kind: missing, by: chanel}", "'chanel' is not a group or a choice"),
        ("{kind: dimensions, scales: [halp]}", "did you mean 'help'"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, entry, said):
    status, _, err = analysed(f"  - {entry}\n")
    assert status == 78
    assert said in err


def test_too_many_factors_for_whole_scales_are_refused(analysed):
    status, results, _ = analysed("  - {kind: efa, factors: 5}\n", answers(100))
    assert status == 70
    values = results["efa"]["caveats"][0]["values"]
    assert values["code"] == "CPS430"
    assert "3 factors at most" in values["message"]


def test_small_teams_are_pooled_and_reasons_told_apart(analysed, tiny):
    small = (tiny / "small.yaml").read_text()
    small = small.replace("option_sets:", "missing_codes: {-8: not_applicable}\noption_sets:")
    (tiny / "small.yaml").write_text(small)
    rows = rows_of(answers(130))
    for i, row in enumerate(rows):
        row[1] = "big" if i < 60 else "middle" if i < 115 else "small"
        row[3] = "-8" if i % 7 == 0 else row[3]
        row[4] = "" if i % 9 == 0 else row[4]
        row[9] = 1 if i < 126 else 2
    text = "  - {kind: missing, by: tenure}\n"
    more = "screening: {min_answered: 0.3}\n"
    status, results, _ = analysed(text, table(rows), more=more)
    assert status == 0
    data = results["missing"]["data"]
    assert data["reasons"] == ["not_applicable", "not_shown"]
    assert data["items"][0]["reasons"] == {"not_applicable": 19, "not_shown": 0}
    assert data["items"][1]["reasons"] == {"not_applicable": 0, "not_shown": 15}
    assert data["groups"] == {"count": 3, "shown": 3, "rows": []}  # too few for quartiles
    # four respondents would be found by subtraction: nine more stand aside
    assert [(row["category"], row["n"]) for row in data["by"]["rows"]] == [("1", 117)]
    assert [p["missing"] for p in data["patterns"]] == [[], ["h1"], ["h2"]]
    assert data["pattern_rest"] == {"patterns": 1, "n": 3}
    assert min(band["n"] for band in data["bands"]) >= 10
    (void,) = data["not_applicable"]
    assert (void["scale"], void["people"]) == ("help", 19)
    assert void["share"] == pytest.approx(19 / (130 * 3))
    assert list(void["shares"]) == ["1"]


def test_what_does_not_apply_is_told_by_category_and_not_taken_for_chance(analysed, tiny):
    small = (tiny / "small.yaml").read_text()
    small = small.replace("option_sets:", "missing_codes: {-8: not_applicable}\noption_sets:")
    (tiny / "small.yaml").write_text(small)
    rows = rows_of(answers(200))
    for i, row in enumerate(rows):
        row[9] = 1 + i % 2
        if i % 2 and i < 80:  # 40 of 100 of one category had no occasion to perform
            row[6:9] = ["-8", "-8", "-8"] if i < 40 else ["-8", row[7], row[8]]
        if i == 2:
            row[3] = "-8"
    more = "screening: {min_answered: 0.3}\n"
    _, results, _ = analysed("  - {kind: missing, by: tenure}\n", table(rows), more=more)
    perf, help_ = results["missing"]["data"]["not_applicable"]
    assert (perf["scale"], perf["people"], help_["scale"]) == ("perf", 40, "help")
    assert perf["share"] == pytest.approx(80 / 600)
    assert perf["shares"] == {"1": 0.0, "2": pytest.approx(80 / 300)}
    (said,) = [c for c in results["missing"]["caveats"] if c["code"] == "missing_by_work"]
    assert (said["severity"], said["values"]["variables"]) == ("warning", "perf")
    page = (tiny / "reports" / "current" / "supplement.md").read_text()
    part = page.split("Scales that do not apply")[1]
    (line,) = [row for row in part.splitlines() if row.startswith("| Performance")]
    assert [cell.strip() for cell in line.split("|")[2:6]] == ["40", "13.3", "0.0", "26.7"]
    assert "do not miss at random" in page


def test_nothing_is_said_of_what_always_applies(analysed):
    _, results, _ = analysed("  - kind: missing\n", answers(60))
    assert results["missing"]["data"]["not_applicable"] == []


def test_scores_at_the_ceiling_are_flagged(analysed):
    rows = rows_of(answers(100))
    for row in rows[:30]:
        row[6:9] = [5, 5, 5]
    _, results, _ = analysed("  - kind: items\n", table(rows))
    help_, perf = results["items"]["data"]["scales"]
    assert perf["ceiling"] >= 0.3
    assert perf["flagged"] == ["ceiling"]
    assert help_["flagged"] == []


@pytest.fixture
def wide(tiny, capsys):
    """Run everything on a scale of many items; returns status and results by id."""

    def run(items, respondents, more=""):
        names = [f"i{j}" for j in range(items)]
        listed = "".join(f"      - {{id: {n}, label: {{en: {n}, fr: {n}}}}}\n" for n in names)
        before, rest = SMALL.split("scales:\n")
        after = rest[rest.index("questions:") : rest.index("models:")]
        scale = "  - id: many\n    label: {en: Many, fr: Beaucoup}\n    options: agree5\n"
        text = f"{before}scales:\n{scale}    items:\n{listed}{after}"
        (tiny / "small.yaml").write_text(text, "utf-8")
        study = (tiny / "study.yaml").read_text().split("analyses:")[0] + more
        study += "analyses:\n" + ALL.replace("factors: 1", "factors: 1, extraction: ml")
        study += "report: {formats: [md], languages: [en]}\nprivacy: {key_file: secret.key}\n"
        (tiny / "study.yaml").write_text(study, "utf-8")
        rng = np.random.default_rng(1)
        common = rng.normal(size=(respondents, 1))
        x = np.clip(np.round(3 + common + rng.normal(size=(respondents, items))), 1, 5)
        lines = ["respondent_id,team_id,lang," + ",".join(names) + ",tenure"]
        for i, row in enumerate(x.astype(int)):
            cells = ["" if rng.random() < 0.01 else str(v) for v in row]
            lines.append(f"r{i},t{i % 4},en," + ",".join(cells) + ",1")
        (tiny / "data" / "a.csv").write_text("\n".join(lines) + "\n", "utf-8")
        assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
        status = funnel.run(["analyze", "--study", str(tiny), "--quiet"])
        file = tiny / "reports" / "current" / "results.json"
        return status, {r["id"]: r for r in json.loads(file.read_text())["results"]}

    return run


@pytest.mark.parametrize(("n", "few"), [(44, True), (80, False)])
def test_factors_of_few_respondents_are_said_to_be_unsteady(analysed, tiny, n, few):
    status, results, _ = analysed(ALL, answers(n))
    assert status == 0
    for name in ("dimensions", "efa"):
        assert ("items_few_respondents" in codes(results[name])) is few
    page = (tiny / "reports" / "current" / "report.md").read_text("utf-8")
    assert (f"{n} respondents for 6 items: unsteady" in page) is few
