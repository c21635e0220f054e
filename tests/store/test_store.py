import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap

import pytest
from conftest import answers

from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import open_store


def load(tiny, text, name="a.csv"):
    (tiny / "data" / name).write_text(text, encoding="utf-8")
    study = load_study(tiny)
    return study, ingest(study, [tiny / "data" / name])[0]


def current(study):
    with open_store(study) as store:
        return store.responses(study.questionnaire)


HEAD = "id,submitdate,lastpage,startlanguage,token,h1,h2,h3,p1,p2,p3\n"


def row(who, *codes, submitted="2026-11-02 10:00:00"):
    return f"1,{submitted},1,en,{who}," + ",".join(str(code) for code in codes) + "\n"


def test_the_same_file_twice_changes_nothing(tiny):
    study, first = load(tiny, answers(30))
    assert first.counts["new"] == 30
    with open_store(study) as store:
        before = store.fingerprint()
    _, second = load(tiny, answers(30))
    assert second.status == "already"
    with open_store(study) as store:
        assert store.fingerprint() == before
        assert len(store.batches()) == 1
    assert current(study).n == 30


def test_a_partial_answer_that_comes_back_complete_replaces_its_earlier_version(tiny):
    study, _ = load(tiny, HEAD + row("ann", 1, 2, 3, "", "", "", submitted=""))
    before = current(study)
    assert not before.complete[0]
    assert before.values["h1"].tolist() == [1]
    _, outcome = load(tiny, HEAD + row("ann", 1, 2, 3, 2, 1, 5), "b.csv")
    assert outcome.counts["replaced"] == 1
    after = current(study)
    assert after.n == 1
    assert after.complete[0]
    assert after.values["p3"].tolist() == [5]
    assert after.flow == {
        "rows": 2,
        "quarantined": 0,
        "superseded": 1,
        "forgotten": 0,
        "earlier_wave": 0,
    }


def test_a_complete_answer_is_not_replaced_by_a_later_partial_one(tiny):
    study, _ = load(tiny, HEAD + row("ann", 5, 4, 3, 2, 1, 5))
    _, outcome = load(tiny, HEAD + row("ann", 1, "", "", "", "", "", submitted=""), "b.csv")
    assert outcome.counts["kept"] == 1
    assert current(study).values["h1"].tolist() == [5]


def test_an_answer_exported_again_unchanged_is_counted_once(tiny):
    study, _ = load(tiny, answers(10))
    more = answers(10) + "r10,t1,en,1,2,3,4,5,1,1\n"
    _, outcome = load(tiny, more, "b.csv")
    assert (outcome.counts["new"], outcome.counts["unchanged"]) == (1, 10)
    found = current(study)
    assert found.n == 11
    assert found.flow["rows"] == 21
    assert found.flow["superseded"] == 10


def test_a_file_read_anew_after_the_questionnaire_changed_takes_its_old_place(tiny):
    study, _ = load(tiny, answers(10))
    load(tiny, answers(5, seed=9), "b.csv")
    before = current(study)
    file = tiny / "small.yaml"
    file.write_text(
        file.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8"
    )
    study, outcome = load(tiny, answers(10))
    assert outcome.status == "ingested"
    after = current(study)
    assert after.values["h1"].tolist() == before.values["h1"].tolist()


def test_identifiers_are_pseudonyms_and_the_file_is_private(tiny):
    _study, _ = load(tiny, HEAD + row("ann-marie-4711", 5, 4, 3, 2, 1, 5))
    content = b"".join(file.read_bytes() for file in tiny.glob("study.db*"))
    assert b"ann-marie-4711" not in content
    assert stat.S_IMODE((tiny / "study.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tiny / "secret.key").stat().st_mode) == 0o600


def test_forgotten_people_leave_the_bytes_of_the_file_and_do_not_come_back(tiny):
    text = "respondent_id,team_id,h1,h2,h3,p1,p2,p3\nann,zebrateam,1,2,3,4,5,1\n"
    text += "bob,t2,1,2,3,4,5,1\n"
    study, _ = load(tiny, text)
    with open_store(study) as store:
        (who, _) = store.responses(study.questionnaire).respondent
        assert store.forget("ann").rows == 1
        assert store.forget("ann").rows == 0
    content = b"".join(file.read_bytes() for file in tiny.glob("study.db*"))
    assert b"zebrateam" not in content
    assert content.count(who.encode()) <= 2  # the tombstone and its index, no answer
    _, outcome = load(tiny, text + "eve,t3,1,2,3,4,5,1\n", "b.csv")
    assert outcome.counts["new"] == 1
    found = current(study)
    assert found.n == 2
    assert found.flow["rows"] == 5
    kept = found.flow["rows"] - sum(
        found.flow[reason] for reason in ("quarantined", "superseded", "forgotten")
    )
    assert kept == 2


def test_without_the_key_nothing_is_stored(tiny):
    load(tiny, answers(5))
    (tiny / "secret.key").unlink()
    with pytest.raises(CpsurveyError) as caught:
        load(tiny, answers(6), "b.csv")
    assert (caught.value.code, caught.value.exit_status) == ("CPS203", 77)
    (tiny / "secret.key").write_bytes(bytes(32))
    with pytest.raises(CpsurveyError, match="not the one"):
        load(tiny, answers(6), "b.csv")


def test_a_damaged_or_foreign_database_is_refused_and_left_alone(tiny):
    (tiny / "study.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(CpsurveyError) as caught:
        load(tiny, answers(5))
    assert (caught.value.code, caught.value.exit_status) == ("CPS202", 65)
    (tiny / "study.db").unlink()
    other = sqlite3.connect(tiny / "study.db")
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(CpsurveyError) as caught:
        load(tiny, answers(5))
    assert caught.value.code == "CPS202"


def test_a_database_of_a_newer_version_is_refused(tiny):
    load(tiny, answers(5))
    db = sqlite3.connect(tiny / "study.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(CpsurveyError) as caught:
        load(tiny, answers(6), "b.csv")
    assert caught.value.code == "CPS204"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tiny):
    (tiny / "data" / "a.csv").write_text(answers(5))
    tiny.chmod(0o500)
    try:
        with pytest.raises(CpsurveyError) as caught:
            ingest(load_study(tiny))
        assert caught.value.exit_status == 73
    finally:
        tiny.chmod(0o700)


def test_a_database_that_cannot_be_opened_for_writing(tiny):
    (tiny / "study.db").mkdir()
    with pytest.raises(CpsurveyError) as caught:
        load(tiny, answers(5))
    assert (caught.value.code, caught.value.exit_status) == ("CPS201", 73)


def test_killed_in_mid_ingest_nothing_is_half_written(tiny):
    """The process kills itself after half of the rows; the next ingest finds no trace."""
    study, _ = load(tiny, answers(20))
    (tiny / "data" / "b.csv").write_text(answers(400, seed=5))
    script = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from cpsurvey.batch.ingest import ingest
        from cpsurvey.design import load_study
        import cpsurvey.store.database as database
        started = database.Store._start
        def dying(self, *args, **options):
            number = started(self, *args, **options)
            self._db.execute(
                "INSERT INTO answer VALUES (?, 0, x'00', x'00', x'00', x'00', '')",
                (number,))
            os.kill(os.getpid(), signal.SIGKILL)
        database.Store._start = dying
        ingest(load_study(Path({str(tiny)!r})), [Path({str(tiny / "data" / "b.csv")!r})])
        """
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert current(study).n == 20
    with open_store(study) as store:
        assert len(store.batches()) == 1
    outcome = ingest(study, [tiny / "data" / "b.csv"], replace=True)[0]  # the lock is free
    assert outcome.status == "ingested"
    assert current(study).n == 400
