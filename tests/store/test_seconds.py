"""Page times in the store: kept with the answers, replaced with them, erased with them."""

import json

import numpy as np
import pytest
from conftest import SMALL

from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.scoring import score
from cpsurvey.store import open_store

PAGES = "pages:\n  - {id: p_help, contains: [help]}\n  - {id: p_perf, contains: [perf]}\n"
HEAD = "id,submitdate,lastpage,startlanguage,token,h1,h2,h3,p1,p2,p3"
TIMES = ",interviewtime,groupTime1,groupTime2"
DAY = "2026-11-02 10:00:00"


def row(who, *times, answers="5,4,3,2,1,5", submitted=DAY):
    cells = [str(who), submitted, "2", "en", f"tok-{who}", answers]
    return ",".join([*cells, *(["", *times] if times else [])]) + "\n"


@pytest.fixture
def timed(tiny):
    (tiny / "small.yaml").write_text(SMALL + PAGES, encoding="utf-8")
    return tiny


def load(folder, text, name="a.csv", **how):
    (folder / "data" / name).write_text(text, encoding="utf-8")
    study = load_study(folder)
    return study, ingest(study, [folder / "data" / name], **how)[0]


def current(study):
    with open_store(study) as store:
        return store.responses(study.questionnaire)


def seconds(study):
    """Page -> seconds of everybody, None where unknown."""
    return {
        page: [None if np.isnan(one) else one for one in column]
        for page, column in current(study).seconds.items()
    }


def test_times_come_out_as_they_went_in_whole(timed):
    text = HEAD + TIMES + "\n" + row(1, "12.51", "30.49") + row(2, "", "8") + row(3, "x", "7")
    study, outcome = load(timed, text)
    assert outcome.counts["timed"] == 2
    assert seconds(study) == {"p_help": [13, None, None], "p_perf": [30, 8, 7]}
    with open_store(study) as store:
        assert ("not_a_time", "seconds.p_help", 1) in store.quarantine()
    content = b"".join(file.read_bytes() for file in timed.glob("study.db*"))
    assert b"12.5" not in content


def test_the_same_times_twice_change_nothing(timed):
    text = HEAD + TIMES + "\n" + row(1, "12.51", "30.49")
    study, _ = load(timed, text)
    with open_store(study) as store:
        before = store.fingerprint()
    _, again = load(timed, text)
    assert again.status == "already"
    _, other = load(timed, text + row(2, "3", "4"), "b.csv")
    assert (other.counts["new"], other.counts["unchanged"]) == (1, 1)
    with open_store(study) as store:
        assert store.fingerprint() != before  # analyses start anew


def test_a_partial_answer_comes_back_complete_with_its_times(timed):
    head = HEAD + TIMES + "\n"
    study, _ = load(timed, head + row(1, "12", "", answers="5,4,3,,,", submitted=""))
    assert seconds(study) == {"p_help": [12]}
    load(timed, head + row(1, "20", "31"), "b.csv")
    assert seconds(study) == {"p_help": [20], "p_perf": [31]}


def test_an_export_without_times_takes_none_away(timed):
    study, _ = load(timed, HEAD + TIMES + "\n" + row(1, "12", "30"))
    _, outcome = load(timed, HEAD + "\n" + row(1), "b.csv")
    assert outcome.counts["unchanged"] == 1
    assert seconds(study) == {"p_help": [12], "p_perf": [30]}
    other = HEAD + "\n" + row(1, answers="1,1,1,1,1,1")
    _, outcome = load(timed, other, "c.csv", replace=True)
    assert outcome.counts["replaced"] == 1  # other answers: nobody timed them
    assert seconds(study)["p_help"] == [None]


def test_times_that_come_later_are_added(timed):
    study, _ = load(timed, HEAD + "\n" + row(1) + row(2))
    assert seconds(study) == {}
    _, outcome = load(timed, HEAD + TIMES + "\n" + row(1, "12", "30") + row(2, "", ""), "b.csv")
    assert (outcome.counts["replaced"], outcome.counts["unchanged"]) == (1, 1)
    assert seconds(study) == {"p_help": [12, None], "p_perf": [30, None]} or seconds(study) == {
        "p_help": [None, 12],
        "p_perf": [None, 30],
    }


def test_a_store_filled_before_times_were_read_goes_on_and_takes_them(timed, monkeypatch):
    """The very file that was read without its times gives them when it is read again."""
    text = HEAD + TIMES + "\n" + row(1, "12", "30")
    with monkeypatch.context() as earlier:
        earlier.setattr("cpsurvey.intake.timing.seconds", lambda *_: ({}, []))
        earlier.setattr("cpsurvey.batch.recipe._reading", lambda: "earlier")
        study, first = load(timed, text)
    assert first.counts["timed"] == 0
    assert seconds(study) == {}
    _, again = load(timed, text)
    assert again.status == "ingested"
    assert seconds(study) == {"p_help": [12], "p_perf": [30]}
    with open_store(study) as store:
        assert len(store.batches()) == 1


def test_times_of_forgotten_people_leave_the_bytes_of_the_file(timed):
    text = HEAD + TIMES + "\n" + row(1, "54321", "30") + row(2, "7", "8")
    study, _ = load(timed, text)
    with open_store(study) as store:
        assert store.forget("tok-1").rows == 1
    content = b"".join(file.read_bytes() for file in timed.glob("study.db*"))
    assert b"54321" not in content
    assert seconds(study) == {"p_help": [7], "p_perf": [8]}


def test_times_of_a_page_that_was_renamed_wait_for_the_file_to_be_read_again(timed):
    text = HEAD + TIMES + "\n" + row(1, "12", "30")
    load(timed, text)
    file = timed / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("p_help", "p_aid"), "utf-8")
    study = load_study(timed)
    assert seconds(study) == {"p_perf": [30]}
    load(timed, text)
    assert seconds(study) == {"p_aid": [12], "p_perf": [30]}


def test_scores_hold_the_times_of_the_kept_rows_only(timed):
    silent = row(2, "50", "60", answers="5,,,,,")  # too few answers: screened
    study, _ = load(timed, HEAD + TIMES + "\n" + row(1, "12", "30") + silent + row(3, "", "9"))
    scored = score(current(study), study)
    assert scored.n == 2
    assert {page: list(map(str, column)) for page, column in scored.seconds.items()} == {
        "p_help": ["12.0", "nan"],
        "p_perf": ["30.0", "9.0"],
    }


def test_ingest_tells_how_many_pages_were_timed(timed, capsys):
    (timed / "data" / "a.csv").write_text(HEAD + TIMES + "\n" + row(1, "12", "30"), "utf-8")
    assert funnel.run(["ingest", "--study", str(timed)]) == 0
    assert "2 pages of the form timed" in capsys.readouterr().out
    assert funnel.run(["ingest", "--study", str(timed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["timed"] == 2


def test_a_bad_time_is_counted_in_the_report_under_its_page(timed):
    rows = [row(who, "x" if who < 3 else "12", "30") for who in range(20)]
    load(timed, HEAD + TIMES + "\n" + "".join(rows))
    assert funnel.run(["analyze", "--study", str(timed), "--quiet"]) == 0
    folder = timed / "reports" / "current"
    english = (folder / "supplement.html").read_text("utf-8")
    assert "Time on page p_help" in english
    assert "Not a number of seconds" in english
    assert "Temps de la page p_help" in (folder / "supplement.fr.html").read_text("utf-8")
