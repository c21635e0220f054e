"""Observations and codings are deleted as answers are: old files go, old rows serve no more."""

import json
import os
from datetime import UTC, date, datetime

import pytest
from conftest import STUDY, TOLD, answers

from cpsurvey.batch import informed
from cpsurvey.batch import purge as work
from cpsurvey.cli import funnel
from cpsurvey.design import load_study

NOW = date(2026, 11, 20)
SEEN = """\
observation: {episodes: seen/e*.csv, sessions: seen/s*.csv}
coding: {codings: seen/c*.csv, codebook: seen/book.yaml}
"""
EPISODES = "episode_id,session_id,start,agent_token,helper_tokens,routine\n"
SESSIONS = "session_id,start,end,agents_present\n"
CODINGS = "source_id,start_char,end_char,coder,code,date\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(informed, "today", lambda: NOW)


def episodes(day, session, first, count=25):
    """Rows of an observed morning; each agent was helped by the next."""
    return "".join(
        f"E{first + at},{session},{day} 10:00,r{1 + at},r{2 + at},1\n" for at in range(count)
    )


@pytest.fixture
def study(tiny):
    """A new log and an old one, codings of two years, some without a day."""
    place = tiny / "seen"
    place.mkdir()
    old, new = "2025-03-01", "2026-10-05"
    session = "{0},{1} 09:00,{1} 12:00,10\n".format
    (place / "e1.csv").write_text(EPISODES + episodes(old, "S1", 0), "utf-8")
    (place / "s1.csv").write_text(SESSIONS + session("S1", old), "utf-8")
    both = episodes(old, "S2", 100, 5) + episodes(new, "S3", 200)
    (place / "e2.csv").write_text(EPISODES + both, "utf-8")
    (place / "s2.csv").write_text(SESSIONS + session("S2", old) + session("S3", new), "utf-8")
    (place / "c1.csv").write_text(CODINGS + f"I1,0,10,Anna,told,{new}\n", "utf-8")
    (place / "c2.csv").write_text(CODINGS + "I2,0,10,Anna,told,\n", "utf-8")
    book = "schema: cpsurvey/codebook/1\ncodes: {told: {construct: help}}\n"
    (place / "book.yaml").write_text(book, "utf-8")
    day = datetime(2025, 3, 2, tzinfo=UTC).timestamp()
    os.utime(place / "c2.csv", (day, day))
    text = STUDY.replace("privacy: {key_file: secret.key}\n", TOLD)
    text = text.replace("notice.md}", "notice.md}, retention_days: 365")
    asked = "".join(f"  - kind: {one}\n" for one in ("observed", "coded"))
    (tiny / "study.yaml").write_text(text.replace("  - kind: flow\n", asked) + SEEN, "utf-8")
    rows = answers(60).splitlines()
    dated = ["Date submitted," + rows[0], *(f"2026-10-01,{row}" for row in rows[1:])]
    (tiny / "data" / "a.csv").write_text("\n".join(dated) + "\n", "utf-8")
    assert run(tiny, "ingest") == 0
    assert run(tiny, "analyze") in (0, 70)
    return tiny


def run(place, *words):
    return funnel.run([*words, "--study", str(place), "--quiet"])


def purged(place, **told):
    return work.purge(load_study(place), now=NOW, **told)


def results(place):
    text = (place / "reports" / "current" / "results.json").read_text("utf-8")
    return {one["kind"]: one["data"] for one in json.loads(text)["results"]}


def test_files_of_old_rows_go_and_mixed_ones_are_named(study):
    said = purged(study, dry_run=True)
    done = purged(study)
    assert said.files == done.files
    assert said.left == done.left
    assert {one.name for one in done.files["seen"]} == {"e1.csv", "s1.csv", "c2.csv"}
    assert {one.name for one in done.left} == {"e2.csv", "s2.csv"}
    assert {one.name for one in (study / "seen").iterdir()} == {
        *("book.yaml", "c1.csv", "e2.csv", "s2.csv"),
    }
    assert (study / "data" / "a.csv").is_file()


def test_runs_that_read_old_rows_go_too(study):
    done = purged(study)
    assert len(done.files["runs"]) == 1
    assert not os.path.lexists(study / "reports" / "current")


def test_old_rows_of_what_stays_are_used_no_more(study):
    before = results(study)["observed"]
    assert sum(one["count"] for one in before["left"] if one["reason"] == "expired") == 0
    purged(study)
    assert run(study, "analyze") in (0, 70)
    after = results(study)["observed"]
    expired = {(o["table"], o["count"]) for o in after["left"] if o["reason"] == "expired"}
    assert expired == {("episodes", 5), ("sessions", 1)}
    assert (before["hours"], after["hours"]) == (90.0, 30.0)
    text = "".join(
        file.read_text("utf-8") for file in (study / "reports" / "current").glob("*.html")
    )
    assert "older than what was deleted" in text


def test_a_second_time_nothing_goes_and_the_new_run_stays(study):
    purged(study)
    assert run(study, "analyze") in (0, 70)
    again = purged(study)
    assert not again
    assert (study / "reports" / "current").is_dir()
    assert {one.name for one in again.left} == {"e2.csv", "s2.csv"}


def test_a_file_outside_the_study_is_named_and_stays(study, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "e1.csv"
    (study / "seen" / "e1.csv").rename(outside)
    file = study / "study.yaml"
    text = file.read_text("utf-8").replace("seen/e*.csv", f"[seen/e*.csv, {outside}]")
    file.write_text(text, "utf-8")
    done = purged(study)
    assert outside.is_file()
    assert outside in done.left


def test_check_says_that_observations_were_kept_too_long(study, capsys):
    assert run(study, "check") == 0
    assert "should have gone after 2026-03-01" in capsys.readouterr().err
    purged(study)
    assert run(study, "check") == 0
    assert "should have gone" not in capsys.readouterr().err
