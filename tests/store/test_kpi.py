"""Indicators in the store: once, under pseudonyms, the latest, and gone when erased."""

import json
import sqlite3

import numpy as np
import pytest
from conftest import TOLD, answers

from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import open_store

SECTION = """
kpi:
  files: [{path: kpi/*.csv, agent: agent, period: month}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: ok, trials: n}
    - {id: qa, label: QA, definition: form, type: linear, direction: "+", score: qa}
"""


@pytest.fixture
def study(tiny):
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace("privacy: {key_file: secret.key}\n", TOLD)
    file.write_text(text + SECTION, "utf-8")
    (tiny / "data" / "a.csv").write_text(answers(20), "utf-8")
    (tiny / "kpi").mkdir()
    return tiny


def put(study, text, name="k.csv"):
    (study / "kpi" / name).write_text(text, "utf-8")
    return {one.file.name: one for one in ingest(load_study(study))}


def held(study):
    with open_store(load_study(study)) as store:
        return store.indicators(), store.fingerprint()


def test_the_same_file_twice_changes_nothing(study):
    text = "agent,month,ok,n\nr1,2026-10,20,30\nr2,2026-10,10,30\nx1,2026-10,9,30\n"
    first = put(study, text)["k.csv"]
    assert first.status == "ingested"
    assert (first.counts["agents"], first.counts["respondents"]) == (3, 2)
    before = held(study)
    assert put(study, text)["k.csv"].status == "already"
    after = held(study)
    assert after[1] == before[1]
    assert after[0].total.tolist() == before[0].total.tolist()


def test_a_new_file_asks_for_a_new_analysis_and_its_numbers_replace_older_ones(study):
    put(study, "agent,month,ok,n\nr1,2026-10,20,30\nr2,2026-10,10,30\n")
    _, before = held(study)
    put(study, "agent,month,ok,n\nr1,2026-10,25,30\n", "later.csv")
    put(study, "agent,month,qa\nr1,2026-10,80\n", "quality.csv")
    found, after = held(study)
    assert after != before
    whole = dict(zip(zip(found.agent, found.indicator, strict=True), found.total, strict=True))
    assert sorted(whole.values()) == [10, 25, 80]
    assert np.isnan(found.n[[i for i, one in enumerate(found.indicator) if one == "qa"]]).all()


def test_agents_are_pseudonyms_and_those_outside_are_counted_not_named(study):
    outcome = put(study, "agent,month,ok,n\nr1,2026-10,20,30\nzz-4711,2026-10,10,30\n")["k.csv"]
    content = b"".join(file.read_bytes() for file in study.glob("study.db*"))
    assert b"zz-4711" not in content
    (finding,) = outcome.findings
    assert "1 of 2 agents" in finding.message
    assert "zz" not in str(outcome.record())


def test_identifiers_that_match_nobody_are_told(study):
    outcome = put(study, "agent,month,ok,n\n001,2026-10,20,30\n")["k.csv"]
    (finding,) = outcome.findings
    assert finding.rule == "no_agent_matches"
    assert "leading zeros" in finding.fix


def test_erasing_a_person_erases_their_indicators_to_the_byte(study, capsys):
    text = "agent,month,ok,n\nr1,2026-10,20,30\nr2,2019-05,1117,2223\n"
    put(study, text)
    place = ["--study", str(study)]
    loaded = load_study(study)
    with open_store(loaded) as store:
        (who,) = {one for one, p in zip(*_agents(store), strict=True) if p == "2019-05"}
        before = store.fingerprint()
    assert funnel.run(["forget", "r2", *place, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 2
    content = b"".join(file.read_bytes() for file in study.glob("study.db*"))
    assert content.count(who.encode()) <= 2  # the tombstone and its index
    assert b"2019-05" not in content
    found, after = held(study)
    assert set(found.period) == {"2026-10"}
    assert after != before
    outcome = put(study, text + "r3,2026-10,5,40\n", "again.csv")["again.csv"]
    assert outcome.counts["forgotten"] == 1
    assert set(held(study)[0].period) == {"2026-10"}


def _agents(store):
    found = store.indicators()
    return found.agent, found.period


def test_somebody_who_only_has_indicators_can_be_erased_too(study, capsys):
    put(study, "agent,month,ok,n\nx9,2026-10,20,30\n")
    assert funnel.run(["forget", "x9", "--study", str(study), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    assert held(study)[0].agent == []


def test_a_rejected_file_keeps_the_others_and_says_so(study, capsys):
    (study / "kpi" / "bad.csv").write_text("agent,month,ok,n,e-mail\nr1,2026-10,2,3,a@b.org\n")
    (study / "kpi" / "k.csv").write_text("agent,month,ok,n\nr1,2026-10,20,30\n")
    assert funnel.run(["ingest", "--study", str(study), "--json"]) == 77
    said = json.loads(capsys.readouterr().out)
    by_file = {one["file"]: one for one in said["files"]}
    assert by_file["bad.csv"]["error"]["code"] == "CPS121"
    assert by_file["k.csv"]["status"] == "ingested"
    assert by_file["k.csv"]["holds"] == "indicators"


def test_a_file_named_by_hand_is_read_by_its_entry(study):
    file = study / "kpi" / "k.csv"
    file.write_text("agent,month,ok,n\nr1,2026-10,20,30\n")
    (outcome,) = ingest(load_study(study), [file])
    assert outcome.holds == "indicators"


def test_agents_and_respondents_are_matched_by_the_same_rule(study):
    (study / "data" / "a.csv").write_text("respondent_id,h1\n7,1\n8,2\nAB 12,3\n", "utf-8")
    text = "agent,month,ok,n\n7.0,2026-10,20,30\n 8 ,2026-10,10,30\nAB\u00a012,2026-10,9,30\n"
    outcome = put(study, text)["k.csv"]
    assert (outcome.counts["agents"], outcome.counts["respondents"]) == (3, 3)


@pytest.mark.parametrize("agents", [("007",), ("ab12", "AB12")])
def test_agents_that_are_alike_are_asked_about(study, agents):
    (study / "data" / "a.csv").write_text("respondent_id,h1\n7,1\n8,2\n", "utf-8")
    rows = "".join(f"{agent},2026-10,20,30\n" for agent in agents)
    outcome = put(study, "agent,month,ok,n\n" + rows)["k.csv"]
    assert (outcome.error.code, outcome.error.exit_status) == ("CPS130", 65)
    assert held(study)[0].agent == []
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8") + "people: {ids: exact}\n", "utf-8")
    outcome = put(study, "agent,month,ok,n\n" + rows)["k.csv"]
    assert outcome.counts["agents"] == len(agents)


def test_rounded_agents_are_refused(study):
    outcome = put(study, "agent,month,ok,n\n1.189E+11,2026-10,20,30\n")["k.csv"]
    assert outcome.error.code == "CPS131"


def test_rounded_agents_are_refused_before_their_rows_contradict_each_other(study):
    rows = "1.189E+11,2026-10,20,30\n1.189E+11,2026-10,10,30\nx,2026-10,10,30\n"
    outcome = put(study, "agent,month,ok,n\n" + rows)["k.csv"]
    assert outcome.error.code == "CPS131"
    assert "rows 1, 2" in outcome.error.where


def test_simulated_agents_are_refused_by_a_real_study(study):
    outcome = put(study, "agent,month,ok,n\nSIM-00001,2026-10,20,30\n")["k.csv"]
    assert outcome.error.code == "CPS111"


def test_rows_of_no_file_that_is_known_are_damage(study):
    put(study, "agent,month,ok,n\nr1,2026-10,20,30\n")
    db = sqlite3.connect(study / "study.db")
    db.execute(
        "INSERT INTO kpi SELECT batch + 1, 0, agent, period, reason, indicator, version,"
        " n, total, logs FROM kpi"
    )
    db.commit()
    db.close()
    with pytest.raises(CpsurveyError, match="of no file"):
        held(study)


def test_what_damage_made_no_number_is_damage_and_no_fault_of_ours(study):
    put(study, "agent,month,ok,n\nr1,2026-10,20,30\n")
    for change in (
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')"
        " WHERE name = 'kpi'",
        "UPDATE kpi SET total = 'twenty'",
    ):
        db = sqlite3.connect(study / "study.db")
        db.executescript(change)
        db.commit()
        db.close()
    with pytest.raises(CpsurveyError, match="damaged") as caught:
        held(study)
    assert caught.value.code == "CPS202"


def test_of_several_files_the_last_one_about_the_same_counts_and_rows_are_in_order(study):
    """Sums are taken row by row: another order would have other last digits."""
    put(study, "agent,month,ok,n\nr2,2026-09,1,9\nr1,2026-10,2,9\nr1,2026-09,3,9\n")
    put(study, "agent,month,qa\nr2,2026-09,70\nr0,2026-09,60\n", "a.csv")
    put(study, "agent,month,ok,n\nr1,2026-09,4,9\n", "z.csv")
    found, _ = held(study)
    rows = list(
        zip(found.agent, found.period, found.indicator, found.total.tolist(), strict=True)
    )
    assert rows == sorted(rows)
    assert sorted(found.total.tolist()) == [1.0, 2.0, 4.0, 60.0, 70.0]
    assert len(found.agent.kinds) == 3


def test_another_place_of_the_same_texts_is_another_column_to_what_is_kept():
    from cpsurvey.analysis.watched import digest
    from cpsurvey.coded import Coded

    one, other = Coded.of(["a", "b", "a"]), Coded.of(["a", "b", "b"])
    assert digest(one) == digest(Coded.of(["a", "b", "a"]))
    assert digest(one) != digest(other)
