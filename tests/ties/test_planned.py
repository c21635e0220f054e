"""Analyses of ties: planned by questionnaires, done where there are ties."""

from dataclasses import replace

import pytest
from ties_made import PEOPLE

from cpsurvey.analysis.asked import as_asked
from cpsurvey.batch.analyze import analyze
from cpsurvey.design import Request, load_questionnaire, load_study
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.kinds.hypotheses.evidence import Found
from cpsurvey.kinds.hypotheses.judge import judged
from cpsurvey.kinds.hypotheses.options import Options
from cpsurvey.kinds.hypotheses.run import _row
from cpsurvey.store import open_store

H8 = {
    "id": "H8",
    "label": {"en": "Communities", "fr": "Communautés"},
    "untested": {"en": "needs the network block", "fr": "nécessite le bloc réseau"},
    "tests": [{"analysis": "emergence", "effect": "z"}],
    "specifications": [{"tests": [{"analysis": "emergence", "effect": "w"}]}],
}


def asked(net, *, ties, plan_from="questionnaire"):
    net.survey([], [[who, "1"] for who in PEOPLE])
    net.ingest()
    study = load_study(net.folder)
    first = study.requests[0]
    more = [
        Request(kind, {}, first.where, first.document, ())
        for kind in ("network", "emergence", "position", "split", "ergm")
    ]
    named = replace(more[1], options={"id": "mine"})
    study = replace(study, requests=(first, *more, named), plan_from=plan_from)
    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
    if ties:
        study = replace(study, requests=(first,))
    return as_asked(study, responses, ties=ties)


def test_without_ties_nothing_of_a_questionnaires_plan_runs_on_them(net):
    found = asked(net, ties=False)
    assert [one.kind for one in found.requests] == ["flow"]
    assert found.held.without_ties == {
        "network",
        "emergence",
        "position",
        "split",
        "ergm",
        "mine",
    }


def test_what_a_study_asks_for_itself_says_what_it_lacks(net):
    found = asked(net, ties=False, plan_from="study")
    lacking = [one for one in found.requests if not one.applies]
    assert {one.kind for one in lacking} == {
        "network",
        "emergence",
        "position",
        "split",
        "ergm",
    }
    assert all("net_advice" in one.unasked for one in lacking)
    assert found.held.without_ties == frozenset()


def test_with_ties_nothing_is_taken_out(net):
    assert asked(net, ties=True).held.without_ties == frozenset()


def test_a_hypothesis_about_ties_is_not_asked_and_no_test_without_them():
    declared = Hypothesis.model_validate(H8)
    row = _row(declared, Found({}, set(), {"emergence"}), Options())
    assert (row.reason, row.tests, row.specifications) == ("no_ties", (), ())
    assert judged(row, 0.05).verdict == "not_asked"


def test_the_same_is_judged_where_there_are_ties():
    declared = Hypothesis.model_validate(H8)
    row = _row(declared, Found({}, set()), Options())
    assert row.reason == "no_analysis"
    assert len(row.tests) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"id": "H", "label": {"en": "x"}},
        {"id": "H", "untested": {"en": "x"}, "claim": "a -> b"},
        {"id": "H", "claim": "a -> b", "tests": H8["tests"]},
        {"id": "H", "untested": {"en": "x"}, "specifications": H8["specifications"]},
    ],
)
def test_a_hypothesis_says_in_one_way_how_it_is_tested(said):
    with pytest.raises(ValueError, match=r"says in no way|no specifications"):
        Hypothesis.model_validate(said)


@pytest.mark.parametrize("name", ["cop-callcentre", "cop-generic"])
def test_the_shipped_instruments_test_emergence_and_say_why_where_they_cannot(name):
    questionnaire = load_questionnaire(name).questionnaire
    for id_, analysis in (("H8", "emergence"), ("H9", "position")):
        (found,) = [one for one in questionnaire.hypotheses if one.id == id_]
        assert {one.analysis for one in found.tests} == {analysis}
        assert set(found.untested) == {"en", "fr"}
    kinds = [entry["kind"] for entry in questionnaire.plan]
    assert {"network", "emergence", "position", "split"} <= set(kinds)
    assert questionnaire.network.consent.agreed == (1,)
    assert questionnaire.network.frequency.id == "tie_freq"


def test_the_default_plan_reads_ties_where_people_name_each_other(net):
    kinds = [one.kind for one in load_study(net.folder).requests]
    assert {"network", "emergence"} <= set(kinds)
    text = (net.folder / "small.yaml").read_text(encoding="utf-8")
    (net.folder / "small.yaml").write_text(text[: text.index("network:")], encoding="utf-8")
    kinds = [one.kind for one in load_study(net.folder).requests]
    assert not {"network", "emergence"} & set(kinds)


def test_a_study_with_ties_runs_what_rests_on_them(net):
    rows = [[f"P{at:02d}", "1", f"P{(at + 1) % 12:02d}"] for at in range(12)]
    net.survey(["net_advice"], rows)
    net.ingest()
    done = analyze(load_study(net.folder), only=("network",))
    (result,) = done.results.results
    assert result.kind == "network"
    assert not any(one.code == "no_ties" for one in result.caveats)
