"""The network as analyses see it: of those whose answers are analysed, wave by wave."""

import numpy as np
from ties_made import PEOPLE

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.ties import kept_of
from cpsurvey.design import load_study
from cpsurvey.scoring import score
from cpsurvey.store import open_store


def context(net):
    study = load_study(net.folder)
    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
    network, key = net.ties()
    scored = score(responses, study)
    return Context(study, scored, "x", network=network, answered=responses.respondent), key


def test_without_ties_there_is_no_network(net):
    net.survey([], [[who, "1"] for who in PEOPLE], consent=False)
    net.ingest()
    assert net.ties() == (None, {})
    assert Context(load_study(net.folder), None, "x").ties is None


def test_whom_screening_leaves_out_names_nobody_and_stays_a_place(net):
    net.survey(["net_advice"], [["A1", "1", "B2"], ["B2", "1", "A1"], ["C3", "1", "A1"]])
    text = (net.folder / "data/a.csv").read_text(encoding="utf-8").splitlines()
    cells = text[2].split(";")
    cells[2:8] = ['""'] * 6  # B2 answers no item
    text[2] = ";".join(cells)
    (net.folder / "data/a.csv").write_text("\n".join(text) + "\n", encoding="utf-8")
    net.ingest()
    seen, key = context(net)
    ties = seen.ties
    assert key.pseudonym("B2") in ties.people
    names = [
        (ties.people[a], ties.people[b])
        for a, b in zip(
            ties.relations["net_advice"].source,
            ties.relations["net_advice"].target,
            strict=True,
        )
    ]
    pair = [(key.pseudonym(a), key.pseudonym(b)) for a, b in (("A1", "B2"), ("C3", "A1"))]
    assert sorted(names) == sorted(pair)
    asked = dict(zip(ties.people, ties.relations["net_advice"].asked, strict=True))
    assert not asked[key.pseudonym("B2")]


def test_nobody_left_out_is_the_same_network(net):
    net.survey(["net_advice"], [["A1", "1", "B2"], ["B2", "1", "A1"]])
    net.ingest()
    whole, _ = net.ties()
    assert kept_of(whole, whole.people, whole.people) is whole
    one = whole.relations["net_advice"]
    assert one.source.dtype == np.int64
    assert one.asked.dtype == bool


def test_each_wave_has_its_own_network_and_the_latest_is_seen(net):
    questionnaire = net.folder / "small.yaml"
    text = questionnaire.read_text(encoding="utf-8")
    text = text.replace("identifiers:\n", "identifiers:\n  wave: {variable: wave}\n", 1)
    questionnaire.write_text(text, encoding="utf-8")
    net.survey(["net_advice", "wave"], [["A1", "1", "B2", "1"], ["B2", "1", "C3", "1"]])
    net.survey(
        ["net_advice", "wave"], [["A1", "1", "C3", "2"], ["B2", "1", "A1", "2"]], "data/b.csv"
    )
    net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "C3"): 1.0, ("B2", "A1"): 1.0}
