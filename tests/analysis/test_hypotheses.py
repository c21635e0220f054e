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
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Verdict: as expected, exploratory: no plan was declared." in text
    assert "its associations go in different directions" in text
    assert "upported at .05" not in text.replace("not supported at .05", "")
    assert "Verdict: not tested: no network here." in text
    assert "answer_" not in text
    assert "Hypotheses in this chapter: H1, H2. No plan declared before" in text
    assert "No plan was declared: all results are exploratory." in text
    assert text.index("The hypotheses and their tests") < text.index("Regression of")
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert "non testée\u202f: pas de réseau ici" in french


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
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
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


PLANNED = """\
hypotheses:
  - id: H1
    label: {en: Help goes with performance, fr: L'aide va avec la performance}
    smallest: 0.1
    tests: [{analysis: one, term: help}]
    specifications:
      - {label: {en: By items, fr: Par items}, analysis: model, path: "perf ~ help"}
      - label: {en: Twice, fr: Double}
        tests:
          - {analysis: model, effect: twice}
          - {analysis: model, effect: twice, standardised: true}
  - id: H2
    label: {en: More with years, fr: Plus avec les années}
    tests: [{analysis: two, term: "help:years"}]
"""


def verdict(results, name="H1"):
    rows = {one["id"]: one for one in results["hypotheses"]["data"]["hypotheses"]}
    return rows[name]["verdict"], rows[name]["exploratory"]


def test_a_plan_that_was_declared_before_the_data_supports(analysed, tiny, capsys):
    analysed(ANALYSES, more=PLANNED, freeze=True)
    capsys.readouterr()
    plan = tiny / "plan.yaml"
    declared = plan.read_text("utf-8")
    assert "specifications" in declared
    assert "judged" not in declared
    status, results, _ = analysed(ANALYSES, answers(240), more=PLANNED)
    assert status == 0
    assert verdict(results) == ("supported", None)
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Verdict: supported at .05 after Holm's adjustment." in text
    assert "The study follows its plan." in text
    assert "Declared hypotheses in this chapter: H1, H2." in text

    changed = PLANNED.replace("smallest: 0.1", "smallest: 0.2")
    _, results, _ = analysed(ANALYSES, more=changed)
    assert verdict(results) == ("as_expected", "changed")
    assert verdict(results, "H2")[1] is None
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "H1.smallest" in text
    assert "the study departed from its plan here" in text

    _, results, _ = analysed(ANALYSES, more=PLANNED.split("    specifications:")[0])
    assert verdict(results) == ("as_expected", "changed")
    other = ANALYSES.replace("[help]], cluster: team", "[help]]")
    _, results, _ = analysed(other, more=PLANNED)
    assert verdict(results) == ("as_expected", "changed")
    _, results, _ = analysed(ANALYSES.replace("teams}", "teams, draws: 50}"), more=PLANNED)
    assert verdict(results) == ("supported", None)
    _, results, _ = analysed(ANALYSES, more="screening: {attention: any}\n" + PLANNED)
    assert verdict(results) == ("as_expected", "changed")

    plan.write_text(declared.replace("smallest: 0.1", "smallest: 0.3"), "utf-8")
    _, results, _ = analysed(ANALYSES, more=PLANNED)
    assert verdict(results) == ("as_expected", "edited")


def test_a_plan_that_came_after_the_data_supports_nothing(analysed):
    analysed(ANALYSES, answers(240), more=PLANNED)
    analysed(ANALYSES, more=PLANNED, freeze=True)
    _, results, _ = analysed(ANALYSES, more=PLANNED)
    assert verdict(results) == ("as_expected", "late")


def test_a_clock_set_back_makes_no_plan_earlier_than_its_data(analysed, monkeypatch):
    from datetime import datetime, timedelta

    class Back(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(hours=1)

    analysed(ANALYSES, answers(240), more=PLANNED)
    monkeypatch.setattr("cpsurvey.batch.plan.datetime", Back)
    analysed(ANALYSES, more=PLANNED, freeze=True)
    _, results, _ = analysed(ANALYSES, more=PLANNED)
    assert verdict(results) == ("as_expected", "late")


def test_a_plan_of_an_earlier_version_is_still_kept(analysed, tiny):
    """It knew no specifications, and said by what indirect effects were judged."""
    from cpsurvey.design import yaml
    from cpsurvey.design.plan import write_plan

    older = PLANNED.split("    smallest")[0] + "    tests: [{analysis: one, term: help}]\n"
    analysed(ANALYSES, more=older, freeze=True)
    file = tiny / "plan.yaml"
    content = dict(yaml.read(file).data)
    (declared,) = content["plan"]["hypotheses"]
    for key in ("specifications", "rivals"):
        declared.pop(key, None)
    declared["judged"] = "interval"
    write_plan(file, {key: value for key, value in content.items() if key != "sha256"})
    _, results, _ = analysed(
        ANALYSES,
        answers(240),
        more=older.replace("    tests", "    judged: interval\n    tests"),
    )
    assert verdict(results) == ("supported", None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('analysis: model, path: "perf ~ help"}', "analysis: modell, path: b}", "mean 'model'"),
        ("fr: Par items", "de: Items", "missing in 'fr'"),
        ("effect: twice, standardised", "path: b, standardised", "only an effect is stand"),
        ("smallest: 0.1", "smallest: 0", "greater than 0"),
        ("smallest: 0.1", "rivals: [{term: help}]", "analysis"),
    ],
)
def test_wrong_specifications_are_findings_with_their_line(analysed, old, new, said):
    assert old in PLANNED
    status, _, err = analysed(ANALYSES, None, more=PLANNED.replace(old, new, 1))
    assert status == 78
    assert said in err
    assert "study.yaml:" in err
