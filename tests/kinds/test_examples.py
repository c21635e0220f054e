"""The example of every kind works in the study file of the demo."""

import json

import pytest

from cpsurvey.analysis.over_waves import made
from cpsurvey.analysis.run import analyse
from cpsurvey.analysis.ties import network
from cpsurvey.batch.inputs import every_wave
from cpsurvey.cli import demo, funnel
from cpsurvey.design import load_study
from cpsurvey.engines import ergm as engine
from cpsurvey.kind import found
from cpsurvey.results import ResultSet
from cpsurvey.scoring import in_order, score
from cpsurvey.seen.read import read as read_seen
from cpsurvey.simulate.kpi import SECTION
from cpsurvey.simulate.seen import SECTION as SEEN
from cpsurvey.store import open_store

KINDS = found()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demo's folder before it is analysed, and answers of a wave before."""
    place = tmp_path_factory.mktemp("demo")
    (place / "data").mkdir()
    (place / "study.yaml").write_text(
        demo.STUDY.format(seed=20261123, kpi=SECTION, seen=SEEN), "utf-8"
    )
    before = tmp_path_factory.mktemp("before")
    (before / "data").mkdir()
    demo._simulate(before, 200, 20, 1)
    demo._simulate(place, 300, 30, 20261123)
    for folder, wave in ((before, 1), (place, 2)):
        file = str(folder / "data" / "export.csv")
        asked = ["ingest", file, "--study", str(place), "--wave", str(wave), "--quiet"]
        assert funnel.run(asked) == 0
    assert funnel.run(["ingest", "--study", str(place), "--quiet"]) == 0  # indicators
    return place


@pytest.fixture(scope="module")
def answers(folder):
    study = load_study(folder)
    with open_store(study) as store:
        responses, indicators = store.responses(study.questionnaire), store.stored_indicators()
        ties = network(store.ties(responses), responses, study)
    return score(in_order(responses, study), study), indicators, ties, responses.respondent


def analysed(folder, answers, example) -> ResultSet:
    file = folder / "study.yaml"
    before = file.read_text("utf-8")
    try:
        file.write_text(f"{before}\n{example}", "utf-8")
        study = load_study(folder)
    finally:
        file.write_text(before, "utf-8")
    scored, indicators, ties, everybody = answers
    with open_store(study) as store:
        every = every_wave(store, study)
        seen = read_seen(study, store.pseudonyms)
    waves = made(every, study) if every else None
    return analyse(
        study,
        scored,
        provenance={},
        indicators=indicators,
        waves=waves,
        seen=seen,
        network=ties,
        answered=everybody,
    )


@pytest.fixture
def shortened(monkeypatch):
    """A model of ties that stops long before it may be read: minutes are not spent here."""
    pytest.importorskip("ergmx")  # an optional package
    for name, few in {
        "SAMPLE": 32,
        "EFFECTIVE": 4,
        "LONGEST": 2048,
        "STEPS": 2,
        "DRAWN": 20,
    }.items():
        monkeypatch.setattr(engine, name, few)


@pytest.mark.parametrize("name", KINDS)
def test_an_example_is_done(folder, answers, name, request):
    if name == "ergm":
        request.getfixturevalue("shortened")
    example = KINDS[name].example
    assert "analyses:\n" in example
    results = analysed(folder, answers, example).results
    assert name in {result.kind for result in results}
    wrong = [
        (result.id, caveat.values)
        for result in results
        for caveat in result.caveats
        if caveat.severity in ("not_done", "not_applicable")
    ]
    assert not wrong
    assert all(result.data is not None for result in results)


def test_explain_ends_with_the_example(capsys):
    assert funnel.run(["explain", "regression"]) == 0
    said = capsys.readouterr().out
    assert said.rstrip().endswith("cluster: team")
    assert "    - kind: regression\n" in said
    assert funnel.run(["explain", "regression", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["example"] == KINDS["regression"].example
