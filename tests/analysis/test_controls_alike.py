"""Controls in which too few people differ are left out, and named."""

from types import SimpleNamespace

import pytest
from conftest import answers

from cpsurvey.analysis.asked.fit import Fitted
from cpsurvey.design import Request

ANALYSES = """\
  - {kind: regression, id: one, outcome: perf, blocks: ["late + early", help]}
  - {kind: sem, id: model, syntax: "perf ~ help + late + early"}
"""


@pytest.fixture
def with_controls(tiny):
    file = tiny / "small.yaml"
    text = file.read_text("utf-8")

    def write(limit):
        marked = text.replace("id: tenure\n", "id: tenure\n    control: true\n", 1)
        assert marked != text
        own = f"  late: tenure >= {limit}\n  early: tenure < 0\n"
        marked = marked.replace("derived:\n", f"derived:\n{own}", 1)
        file.write_text(marked, "utf-8")

    return write


def terms(results):
    return [term["term"] for term in results["one"]["data"]["blocks"][-1]["terms"]]


def test_a_control_that_nobody_differs_in_leaves_the_models_standing(analysed, with_controls):
    with_controls(2)
    status, results, _ = analysed(ANALYSES, answers(240))
    assert status == 0
    assert terms(results) == ["intercept", "late", "help"]
    assert {e["rhs"] for e in results["model"]["estimates"] if e["op"] == "~"} == {
        "help",
        "late",
    }
    for name in ("one", "model"):
        (said,) = [c for c in results[name]["caveats"] if c["code"] == "without_unasked"]
        assert said["values"]["variables"] == "early"


def test_one_that_few_differ_in_is_left_out_like_it(analysed, with_controls):
    with_controls(1000)
    status, results, _ = analysed(ANALYSES, answers(240))
    assert status == 0
    assert terms(results) == ["intercept", "help"]
    (said,) = [c for c in results["one"]["caveats"] if c["code"] == "without_unasked"]
    assert set(said["values"]["variables"].split(", ")) == {"late", "early"}


def test_an_analysis_does_without_the_whole_list_of_its_controls():
    gone = {"late", "early"}
    used = SimpleNamespace(
        gone=gone,
        controls=gone,
        whole=SimpleNamespace(items={}, models={}),
        roots=lambda name: [name],
    )
    options = {"source": "help", "mediators": ["perf"], "controls": ["late", "early"]}
    made = Fitted(Request("kpi", options, "", None, ()), used, ()).made()
    assert made.applies
    assert made.options["controls"] == []
    assert set(made.lost) == gone
