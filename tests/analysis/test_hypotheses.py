"""Declared hypotheses: looked up in other results, adjusted together, said in words."""

import numpy as np
import pytest
from conftest import answers

from cpsurvey.stats.multiple import holm

ANALYSES = """\
  - kind: hypotheses
  - {kind: regression, id: one, outcome: perf, blocks: [[years], [help]], cluster: team}
  - {kind: regression, id: two, outcome: perf, blocks: ["help*years"], cluster: team}
  - kind: sem
    id: model
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
      perf ~ b*help
      twice := 2*b
      less := 0 - b
  - {kind: aggregation, id: teams}
"""
DECLARED = """\
hypotheses:
  - id: H1
    label: {en: "Help goes with performance", fr: "L'aide va avec la performance"}
    tests: [{analysis: one, term: help}, {analysis: model, path: "perf ~ help"}]
  - id: H2
    label: {en: More with years, fr: Plus avec les années}
    tests: [{analysis: two, term: "help:years"}]
  - id: H3
    label: {en: Twice, fr: Double}
    judged: interval
    tests: [{analysis: model, effect: twice}]
  - id: H4
    label: {en: Help goes down, fr: L'aide baisse}
    direction: negative
    tests: [{analysis: model, path: b}]
  - id: H5
    label: {en: Teams differ, fr: Les équipes diffèrent}
    tests: [{analysis: teams, scale: perf}]
  - id: H6
    label: {en: Beyond us, fr: Au-delà}
    untested: {en: no network here, fr: pas de réseau ici}
  - id: H7
    label: {en: Both ways, fr: Dans les deux sens}
    judged: interval
    tests: [{analysis: model, effect: twice}, {analysis: model, effect: less}]
"""


def test_hypotheses_are_looked_up_and_adjusted_together(analysed, tiny):
    status, results, _ = analysed(ANALYSES, answers(240), more=DECLARED)
    assert status == 0
    data = results["hypotheses"]["data"]
    rows = {one["id"]: one for one in data["hypotheses"]}
    assert [one["verdict"] for one in data["hypotheses"]] == [
        "as_expected",
        "not_supported",
        "as_expected",
        "opposite",
        "not_supported",
        "not_tested",
        "not_supported",
    ]
    assert data["family"] == 6
    assert rows["H7"]["why"] == "directions"
    assert {one["exploratory"] for one in data["hypotheses"]} == {"no_plan"}
    first = rows["H1"]
    assert first["pvalue"] == max(t["pvalue"] for t in first["tests"])
    b = results["one"]["data"]["blocks"][-1]["terms"][-1]
    assert first["tests"][0]["est"] == b["b"]
    assert first["tests"][0]["ci"]["lower"] == b["ci"]["lower"]
    tested = [one for one in data["hypotheses"] if one["tests"]]
    ps = [one["pvalue"] for one in tested]
    adjusted = [one["pvalue_holm"] for one in tested]
    assert adjusted == pytest.approx(list(holm(np.array(ps))))
    effect = results["model"]["data"]["effects"][0]
    assert rows["H3"]["pvalue"] == effect["mc_p"]
    assert 0 < effect["mc_p"] < 0.05
    text = (tiny / "reports" / "current" / "report.md").read_text("utf-8")
    assert "Verdict: as expected, exploratory: no plan was declared." in text
    assert "its associations go in different directions" in text
    assert "upported at .05" not in text.replace("not supported at .05", "")
    assert "Verdict: not tested: no network here." in text
    assert "answer_" not in text
    assert "Hypotheses in this chapter: H1, H2. No plan declared before" in text
    assert "No plan was declared: all results are exploratory." in text
    assert text.index("The hypotheses and their tests") < text.index("Regression of")
    french = (tiny / "reports" / "current" / "report.fr.md").read_text("utf-8")
    assert "non testée\u00a0: pas de réseau ici" in french


def test_an_analysis_that_is_not_done_tests_nothing(analysed):
    declared = DECLARED.split("  - id: H2")[0]
    status, results, _ = analysed(ANALYSES, answers(5), more=declared)
    assert status == 70
    (row,) = results["hypotheses"]["data"]["hypotheses"]
    assert row["verdict"] == "cannot_be_judged"
    assert [test["reason"] for test in row["tests"]] == ["low_df", "not_done"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("analysis: one,", "analysis: onne,", "did you mean 'one'"),
        ("term: help}", "term: hellp}", "did you mean 'help'"),
        ('path: "perf ~ help"', 'path: "perf ~ halp"', "has no path 'perf ~ halp'"),
        ("effect: twice", "effect: thrice", "did you mean 'twice'"),
        ("effect: twice", "term: twice", "no term a hypothesis can rest on"),
        ("scale: perf", "scale: prf", "did you mean 'perf'"),
        ("effect: twice", "effect: twice, path: b", "name one number"),
        ("id: H2", "id: H1", "two hypotheses are called 'H1'"),
        ("fr: Double", "de: Doppelt", "missing in 'fr'"),
        ("direction: negative", "direction: down", "not a choice"),
        ("untested: {en", "tests: []\n    untestd: {en", "did you mean 'untested'"),
        ("tests: [{analysis: two", "untested: {en: a, fr: b}\n    tests: [{analysis: two",
         "give one: 'claim"),
    ],
)  # fmt: skip
def test_wrong_targets_are_findings_with_their_line(analysed, old, new, said):
    assert old in DECLARED
    status, _, err = analysed(ANALYSES, None, more=DECLARED.replace(old, new, 1))
    assert status == 78
    assert said in err
    line = DECLARED[: DECLARED.index(old)].count("\n")
    named = [int(part.split(":")[0]) for part in err.split("study.yaml:")[1:]]
    assert any(abs(n - (line + 5)) <= 4 for n in named)


def test_a_kind_without_hypotheses_is_refused(analysed):
    status, _, err = analysed("  - kind: hypotheses\n")
    assert status == 78
    assert "declares hypotheses" in err


def test_own_analyses_may_leave_the_questionnaires_hypotheses_untested(analysed, tiny):
    file = tiny / "small.yaml"
    file.write_text(file.read_text("utf-8") + DECLARED, "utf-8")
    status, results, _ = analysed("  - kind: hypotheses\n  - kind: flow\n", answers(60))
    assert status == 0
    rows = results["hypotheses"]["data"]["hypotheses"]
    assert {row["verdict"] for row in rows} == {"not_tested"}
    assert [row["reason"] for row in rows[:2]] == ["no_analysis", "no_analysis"]


def test_leaving_an_analysis_out_makes_no_other_hypothesis_easier(analysed):
    """One whose model did not converge still counts in the family, as p = 1."""
    _, whole, _ = analysed(ANALYSES, answers(240), more=DECLARED)
    broken = ANALYSES.replace("perf ~ b*help\n", "perf ~ b*help\n      g =~ NA*h1 + h2\n")
    _, less, _ = analysed(broken, more=DECLARED)
    before, after = whole["hypotheses"]["data"], less["hypotheses"]["data"]
    assert after["family"] == before["family"] == 6
    rows = [{one["id"]: one for one in data["hypotheses"]} for data in (before, after)]
    assert rows[1]["H4"]["pvalue"] is None
    assert rows[1]["H4"]["pvalue_holm"] is None
    alone = rows[1]["H2"]["pvalue"]
    assert rows[1]["H2"]["pvalue_holm"] >= min(1.0, 2 * alone) - 1e-12


def test_holm_by_hand():
    # Holm (1979): .01, .02, .03, .04 of four
    np.testing.assert_allclose(
        holm(np.array([0.03, 0.01, 0.04, 0.02])), [0.06, 0.04, 0.06, 0.06]
    )
    assert holm(np.array([])).size == 0


def test_a_verdict_says_that_it_rests_on_few_clusters(analysed, tiny):
    declared = DECLARED.split("  - id: H2")[0].replace("{analysis: one, term: help}, ", "")
    entries = ANALYSES.replace("    id: model\n", "    id: model\n    cluster: team\n")
    status, results, _ = analysed(entries, answers(240), more=declared)
    assert status == 0
    (row,) = results["hypotheses"]["data"]["hypotheses"]
    assert row["verdict"] == "as_expected"
    text = (tiny / "reports" / "current" / "report.md").read_text("utf-8")
    said = "only 12 clusters: errors too small on average"
    assert f"H1, as expected, exploratory: Help goes with performance ({said})." in text
    assert f"no plan was declared ({said})." in text
    assert text.count(f"Read with: {said}.") >= 2
    assert "model ‡" in text


def test_a_model_of_too_few_clusters_tests_nothing(analysed):
    declared = DECLARED.split("  - id: H2")[0].replace("{analysis: one, term: help}, ", "")
    entries = ANALYSES.replace("    id: model\n", "    id: model\n    cluster: team\n")
    rows = answers(240)
    for team in range(6, 12):
        rows = rows.replace(f",t{team},", f",t{team - 6},")
    status, results, _ = analysed(entries, rows, more=declared)
    assert status == 0
    (row,) = results["hypotheses"]["data"]["hypotheses"]
    assert (row["verdict"], row["reason"]) == ("cannot_be_judged", "too_few")
