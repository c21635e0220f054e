"""One analysis that fails by any exception leaves the others, and their report."""

import json
from dataclasses import replace

import pytest
from conftest import STUDY, answers

from cpsurvey.cli import funnel
from cpsurvey.kind import Kind, named

ANALYSES = """\
  - kind: flow
  - {kind: correlations, id: together}
  - {kind: regression, id: one, outcome: perf, blocks: [[help]]}
"""
HYPOTHESES = """\
hypotheses:
  - {id: H1, label: {en: a, fr: a}, tests: [{analysis: one, term: help}]}
"""
NAN, INF = float("nan"), float("inf")
SECRET = "they said it themselves"


def breaking(monkeypatch, name, error):
    def run(_params, _context):
        raise error

    replaced(monkeypatch, name, run)


def replaced(monkeypatch, name, run):
    """Let the kind `name` run `run`."""
    whole = Kind.runner

    def runner(kind):
        return run if kind.name == name else whole(kind)

    monkeypatch.setattr(Kind, "runner", runner)


def record(tiny):
    return json.loads((tiny / "reports" / "current" / "run.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "error", [KeyError(SECRET), ZeroDivisionError(), RecursionError(), AssertionError(SECRET)]
)
def test_a_fault_of_ours_is_not_done_and_ends_with_1(analysed, tiny, monkeypatch, error):
    breaking(monkeypatch, "regression", error)
    more = HYPOTHESES
    status, results, err = analysed(ANALYSES + "  - kind: hypotheses\n", answers(80), more=more)
    assert status == 1
    assert [c["code"] for c in results["one"]["caveats"]] == ["not_done_fault"]
    assert results["together"]["data"]
    (row,) = results["hypotheses"]["data"]["hypotheses"]
    assert row["reason"] == "not_done"
    found = record(tiny)
    assert found["exit"] == 1
    assert found["not_done"] == ["one"]
    (entry,) = [one for one in found["analyses"] if one["id"] == "one"]
    assert entry["fault"]["error"] == type(error).__name__
    assert entry["fault"]["trace"][-1].endswith("in run")
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "NOT DONE" in text
    assert "NOT SOUND" not in text
    assert "CPS990" in text
    assert "Correlations" in text or "correlation" in text
    everything = err + text + json.dumps(found) + json.dumps(results)
    assert SECRET not in everything
    assert "NON FAIT" in (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")


def test_memory_that_runs_out_is_no_bug(analysed, tiny, monkeypatch):
    breaking(monkeypatch, "regression", MemoryError())
    status, results, _ = analysed(ANALYSES, answers(80))
    assert status == 70
    assert results["one"]["caveats"][0]["values"]["code"] == "CPS907"
    assert record(tiny)["faults"] == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_being_interrupted_is_no_fault(analysed, tiny, monkeypatch, error):
    breaking(monkeypatch, "regression", error)
    if isinstance(error, SystemExit):
        with pytest.raises(SystemExit):
            analysed(ANALYSES, answers(80))
    else:
        assert analysed(ANALYSES, answers(80))[0] == 130
    assert not (tiny / "reports" / "current").exists()


def test_nan_from_an_analysis_is_published_as_nothing(analysed, tiny, monkeypatch):
    whole = named("regression").runner()

    def run(params, context):
        (result,) = whole(params, context)
        blocks = [
            replace(block, terms=tuple(replace(t, se=NAN, b=INF) for t in block.terms))
            for block in result.data.blocks
        ]
        return [replace(result, data=replace(result.data, blocks=tuple(blocks)))]

    replaced(monkeypatch, "regression", run)
    status, results, _ = analysed(ANALYSES, answers(80))
    assert status == 0
    (caveat,) = [c for c in results["one"]["caveats"] if c["code"] == "not_finite"]
    assert "se" in caveat["values"]["fields"]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "could not be computed" in text


def test_what_results_cannot_hold_is_a_fault_of_that_analysis(analysed, monkeypatch):
    whole = named("regression").runner()

    def run(params, context):
        (result,) = whole(params, context)
        return [replace(result, data={"strange": object()})]

    replaced(monkeypatch, "regression", run)
    status, results, _ = analysed(ANALYSES, answers(80))
    assert status == 1
    assert results["together"]["data"]


def test_a_report_that_fails_altogether_leaves_the_results(analysed, tiny, monkeypatch):
    from cpsurvey.report import write as report

    def failing(*_args, **_kwargs):
        raise ValueError(SECRET)

    monkeypatch.setattr(report, "write_report", failing)
    status, results, err = analysed(ANALYSES, answers(80))
    assert status == 1
    assert results["one"]["data"]
    assert record(tiny)["faults"][0]["part"] == "report"
    assert "CPS990" in err
    assert SECRET not in err


def test_a_constant_ordered_item_is_named(analysed, tiny):
    lines = answers(80).splitlines()
    rows = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        cells[3] = "4"
        rows.append(",".join(cells))
    entries = "  - kind: flow\n  - {kind: sem, model: direct, estimator: wlsmv}\n"
    more = "measurement: {items: ordinal}\n"
    status, results, _ = analysed(entries, "\n".join(rows) + "\n", more=more)
    assert status == 70
    values = results["sem-direct"]["caveats"][0]["values"]
    assert values["code"] == "CPS305"
    assert "h1" in values["message"]
    assert results["flow"]["data"]


def test_strict_with_a_fault_publishes_nothing(analysed, tiny, monkeypatch):
    breaking(monkeypatch, "regression", KeyError(SECRET))
    status, results, err = analysed(ANALYSES, answers(80), "--strict")
    assert status == 70
    assert results == {}
    assert "not done: one" in err


def test_one_bad_file_leaves_the_others(tiny, monkeypatch, capsys):
    from cpsurvey import intake

    whole = intake.reading

    def read(file, *args, **kwargs):
        if file.name == "b.csv":
            raise KeyError(SECRET)
        return whole(file, *args, **kwargs)

    monkeypatch.setattr(intake, "reading", read)
    (tiny / "study.yaml").write_text(STUDY, "utf-8")
    for name in ("a", "b", "c"):
        (tiny / "data" / f"{name}.csv").write_text(answers(20 + ord(name)), "utf-8")
    assert funnel.run(["ingest", "--study", str(tiny), "--json", "--replace"]) == 1
    shown = capsys.readouterr()
    files = {one["file"]: one for one in json.loads(shown.out)["files"]}
    assert files["a.csv"]["status"] == files["c.csv"]["status"] == "ingested"
    assert files["b.csv"]["error"]["code"] == "CPS990"
    assert files["b.csv"]["fault"]["trace"]
    assert SECRET not in shown.out + shown.err
