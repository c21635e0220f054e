"""The plan that fits: what each questionnaire is asked, why, and that it can be asked."""

import json

import pytest
from conftest import SMALL, STUDY

from cpsurvey.analysis.planned import plan
from cpsurvey.cli import funnel
from cpsurvey.design import load_study, yaml
from cpsurvey.design.default_plan import FILLED, ONLY_ASKED, RULES
from cpsurvey.errors.finding import Invalid
from cpsurvey.kind import found
from cpsurvey.parts import Filled
from cpsurvey.simulate.kpi import SECTION

HEAD = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: [en]
option_sets: {agree5: [Strongly disagree, Disagree, Neither, Agree, Strongly agree]}
"""
TEAM = "identifiers: {respondent: person, team: team, centre: site}\n"
QUESTIONS = """\
questions:
  - {id: sex, text: Sex, options: [Woman, Man], control: true}
  - {id: job, text: Job, options: [Desk, Field, Both], control: true}
  - {id: age, text: Age, type: integer, control: true}
  - {id: size, text: Size, type: decimal}
  - {id: said, text: Anything else, type: text}
"""
ALONE = ["flow", "screening", "missing", "items"]
FACTORS = ["rivals", "discriminant", "method"]


def scales(**items):
    """Scales by name, with so many items each."""
    lines = ["scales:"]
    for name, count in items.items():
        lines += [f"  - id: {name}", "    options: agree5", "    items:"]
        lines += [f"      - {name}{i}: Text {i} of {name}" for i in range(1, count + 1)]
    return "\n".join(lines) + "\n"


def study(write, questionnaire, more=""):
    write("own.yaml", questionnaire)
    text = "study: {id: s, title: Mine}\nquestionnaire: ./own.yaml\n" + more
    return load_study(write("study.yaml", text))


def kinds(made):
    return [request.kind for request in made.requests]


def options(made, kind):
    return [dict(request.options) for request in made.requests if request.kind == kind]


def test_every_kind_has_a_rule_or_a_reason_to_have_none():
    assert {rule.kind for rule in RULES} | ONLY_ASKED.keys() == found().keys()
    assert not {rule.kind for rule in RULES} & ONLY_ASKED.keys()
    assert all(rule.needs for rule in RULES)


def test_every_kind_that_can_keep_whoever_lacks_something_is_asked_to(write):
    filling = {
        name
        for name, kind in found().items()
        if (field := kind.options.model_fields.get("missing")) and field.annotation == Filled
    }
    assert filling == FILLED
    marker = "  - {id: z, options: agree5, role: marker, items: [{z1: Sun}, {z2: Rain}]}\n"
    scaled = scales(a=3, b=3, c=3, d=3) + marker
    kpi = "\n".join(line for line in SECTION.splitlines() if "reasons:" not in line) + "\n"
    made = study(write, HEAD + TEAM + scaled + QUESTIONS + CLAIMS, kpi)
    assert {one.kind for one in made.requests} >= FILLED
    for kind in FILLED:
        assert {one["missing"] for one in options(made, kind)} == {"imputed"}
    plan(made)


@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [
        (HEAD + scales(a=3), [*ALONE, "reliability", "dimensions"]),
        (HEAD + scales(a=4), [*ALONE, "reliability", "dimensions", "cfa", "cutoffs"]),
        (HEAD + scales(a=1), ALONE),
        (HEAD + scales(a=1, b=1), [*ALONE, "correlations"]),
        (HEAD + scales(a=2, b=1), [*ALONE, "reliability", "correlations"]),
        (
            HEAD + scales(a=3, b=3),
            [*ALONE, "reliability", "correlations", "dimensions", *FACTORS],
        ),
        (HEAD + QUESTIONS, ["flow", "respondents", "correlations", "compare"]),
        (HEAD + "questions:\n  - {id: said, text: Anything, type: text}\n", ["flow"]),
    ],
)
def test_what_needs_only_scales(write, questionnaire, expected):
    made = study(write, questionnaire)
    assert made.plan_from == "default"
    assert kinds(made) == expected
    assert len(plan(made)) == len(expected)
    assert all(request.why for request in made.requests)


CLAIMS = """\
hypotheses:
  - H1: a -> d
  - H2: b -> d
    direction: negative
  - H3: a -> b -> d
  - H4: a -> b -> c -> d
  - H5: a:c -> d
  - H6: sex -> d
    direction: any
"""


def test_hypotheses_teams_and_controls(write):
    made = study(write, HEAD + TEAM + scales(a=3, b=3, c=3, d=3) + QUESTIONS + CLAIMS)
    assert kinds(made) == [
        *("hypotheses", "flow", "screening", "respondents", "missing", "items"),
        *("reliability", "correlations", "dimensions", *FACTORS, "aggregation"),
        *("regression", "mediation", "mediation", "moderation", "variance", "mixed", "ipma"),
        *("multilevel_mediation", "multilevel_mediation", "compare"),
        *("direction", "direction", "multiverse"),
    ]
    (regression,) = options(made, "regression")
    assert regression == {
        "id": "regression-d",
        "outcome": "d",
        "blocks": [["C(job)", "age"], ["a", "b", "sex"]],  # sex is claimed, no control
        "cluster": "team",
        "missing": "imputed",
    }
    assert options(made, "ipma")[0]["stages"] == [["a"], ["b"], ["c"]]
    assert options(made, "variance")[0]["groups"] == ["team", "centre"]
    planned = plan(made)
    ids = {one.id for one in planned}
    for one in made.hypotheses:
        assert {test.analysis for test in one.tests} <= ids


def test_answers_of_several_are_numbers_of_their_own(write):
    asked = "questions:\n  - {id: why, type: select_multiple, text: Why, options: [Work, Fun],"
    text = HEAD + scales(a=3, b=3) + asked + " control: true}\n"
    made = study(write, text + "hypotheses:\n  - H1: a -> b\n  - H2: why__1 -> b\n")
    (regression,) = options(made, "regression")
    assert regression["blocks"] == [["why__2"], ["a", "why__1"]]
    plan(made)


MODELS = """\
composites: [{id: ab, of: [a, b]}]
models:
  apart: {kind: cfa, syntax: "a =~ a1 + a2 + a3"}
  path: {syntax: "b ~ x*a\\nc ~ y*b\\nind := x*y"}
  other: {syntax: "b ~ a"}
  levels: {kind: two_level, syntax: "level: 1\\n  b ~ a\\nlevel: 2\\n  b ~ a"}
"""


@pytest.mark.parametrize("items", ["continuous", "ordinal"])
def test_models_are_fitted_the_first_as_the_main_one(write, items):
    text = HEAD + TEAM + scales(a=3, b=3, c=3) + MODELS
    made = study(write, text, f"measurement: {{items: {items}}}\n")
    assert [one["model"] for one in options(made, "sem")] == ["path", "other", "levels"]
    assert [one.get("main") for one in options(made, "sem")] == [True, None, None]
    assert "sensitivity" in kinds(made)
    assert [one["model"] for one in options(made, "cutoffs")] == ["apart", "path"]
    for kind, at in (("cfa", 0), ("sem", 1)):  # fitted as the model's own analysis fits it
        own = {k: v for k, v in options(made, kind)[0].items() if k != "main"}
        assert options(made, "cutoffs")[at] == own
    assert [one.get("cluster") for one in options(made, "sem")] == ["team"] * 3
    assert {one["estimator"] for one in options(made, "sem")} == {"mlr"}  # scores are numbers
    plan(made)
    alone = study(write, text.replace(TEAM, ""))
    assert [one["model"] for one in options(alone, "sem")] == ["path", "other"]
    plan(alone)


def test_models_of_ordered_items_keep_their_teams(write):
    text = HEAD + TEAM + scales(a=3, b=3) + "models:\n"
    text += '  whole: {syntax: "a =~ a1 + a2 + a3\\nb =~ b1 + b2 + b3\\nb ~ a"}\n'
    made = study(write, text, "measurement: {items: ordinal}\n")
    (found,) = options(made, "sem")
    assert (found["estimator"], found["missing"]) == ("wlsmv", "pairwise")
    assert found["cluster"] == "team"


def test_a_model_that_is_wrong_is_named_where_it_stands(write):
    made = study(write, HEAD + scales(a=3) + 'models:\n  bad: {syntax: "a ~ nobody"}\n')
    with pytest.raises(Invalid) as caught:
        plan(made)
    (finding,) = caught.value.findings
    line = (made.folder / "own.yaml").read_text().splitlines().index("models:") + 2
    assert finding.where == f"own.yaml:{line}"
    assert "'nobody'" in finding.message


def test_languages_are_compared(write):
    made = study(write, SMALL)
    assert {"by": "language", "scales": ["help", "perf"]} in options(made, "invariance")
    assert options(made, "compare")[0]["by"] == ["language", "tenure"]
    plan(made)


def test_indicators_are_asked_about(write):
    kpi = "\n".join(line for line in SECTION.splitlines() if "reasons:" not in line) + "\n"
    text = HEAD + TEAM + scales(a=3, b=3)
    (asked,) = options(study(write, text, kpi), "kpi")
    assert asked == {"predictors": ["a", "b"], "cluster": "team", "missing": "imputed"}
    made = study(write, text + "hypotheses: [{H1: a -> b}]\n", kpi)
    assert options(made, "kpi")[0]["predictors"] == ["a"]
    plan(made)
    three = HEAD + TEAM + scales(a=3, b=3, c=3)
    made = study(write, three + "hypotheses: [{H1: a -> b -> c}, {H2: b -> c}]\n", kpi)
    (asked,) = options(made, "kpi")
    assert asked == {"source": "a", "mediators": ["b"], "cluster": "team", "missing": "imputed"}
    plan(made)


def test_the_questionnaires_plan_and_the_studys_go_first(write):
    own = HEAD + scales(a=3, b=3) + "plan:\n  - kind: items\n"
    assert study(write, own).plan_from == "questionnaire"
    made = study(write, own, "analyses: [{kind: flow}]\n")
    assert (made.plan_from, kinds(made)) == ("study", ["flow"])
    for nothing in ("analyses: []\n", "analyses:\n"):
        assert kinds(study(write, own, nothing)) == ["items"]
    empty = study(write, HEAD + scales(a=1) + "plan: []\n", "analyses: []\n")
    assert (empty.plan_from, kinds(empty)) == ("default", ALONE)
    only_kpi = HEAD + scales(a=1) + "plan: [{kind: kpi, predictors: [a]}]\n"
    assert study(write, only_kpi).plan_from == "default"


def test_an_arrow_brings_its_test_to_analyses_that_do_not_hold_it(write):
    own = HEAD + scales(a=3, b=3)
    made = study(write, own, "analyses: [{kind: hypotheses}]\nhypotheses: [{H1: a -> b}]\n")
    assert kinds(made) == ["hypotheses", "regression"]
    plan(made)
    planned = own + "plan: [{kind: hypotheses}]\nhypotheses: [{H1: a -> b}]\n"
    assert kinds(study(write, planned)) == ["hypotheses", "regression"]
    # what a study chose of its own accord is left alone: the hypothesis is untested
    assert kinds(study(write, planned, "analyses: [{kind: flow}]\n")) == ["flow"]
    there = "analyses: [{kind: regression, id: regression-b, outcome: b, blocks: [a]}]\n"
    assert kinds(study(write, own, there + "hypotheses: [{H1: a -> b}]\n")) == [
        "hypotheses",  # what is declared always has its table
        "regression",
    ]


def test_what_check_prints_can_be_added_to_the_study(write, capsys):
    made = study(write, HEAD + TEAM + scales(a=4, b=3, c=3, d=3) + QUESTIONS + CLAIMS + MODELS)
    folder = str(made.folder)
    assert funnel.run(["check", folder, "--plan"]) == 0
    text = capsys.readouterr().out
    assert "# Default plan" in text
    assert "# people belong to teams" in text
    file = made.folder / "study.yaml"
    file.write_text(file.read_text().rstrip("\n") + text)  # the file ends without a new line
    pasted = load_study(file)
    assert pasted.plan_from == "study"
    assert [(one.kind, dict(one.options)) for one in pasted.requests] == [
        (one.kind, dict(one.options)) for one in made.requests
    ]
    assert yaml.read(file).data["analyses"]
    assert funnel.run(["check", folder, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["analyses_from"] == "study"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "the default plan"), ("analyses: [{kind: flow}]\n", "those of study.yaml")],
)
def test_check_says_who_chose_the_analyses(write, capsys, text, words):
    made = study(write, HEAD + scales(a=3), text)
    assert funnel.run(["check", str(made.folder)]) == 0
    assert words in capsys.readouterr().out


def test_the_shipped_plan_is_the_questionnaires(write, small):
    write("study.yaml", STUDY.split("analyses:")[0].replace("./small.yaml", "cop-callcentre"))
    made = load_study(small.parent)
    assert made.plan_from == "questionnaire"
    assert kinds(made)[:2] == ["hypotheses", "flow"]
