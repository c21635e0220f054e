"""Studies made by commit a251197 keep working: the store migrates after a copy of itself."""

import json
import logging
import shutil
import sqlite3
import stat
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import open_store
from cpsurvey.store.records import seal

KEPT = Path(__file__).parents[1] / "kept" / "a251197"


@pytest.fixture
def kept(tmp_path):
    folder = tmp_path / "kept"
    shutil.copytree(KEPT, folder, symlinks=True)
    return folder


def first_version(folder):
    """The kept database without indicators, as version 1 was."""
    db = sqlite3.connect(folder / "study.db")
    db.executescript(
        "DROP TABLE kpi; DROP TABLE kpi_quarantine; DROP TABLE kpi_batch;"
        "PRAGMA user_version = 1;"
    )
    db.close()


def responses(folder):
    study = load_study(folder)
    with open_store(study) as store:
        return store.responses(study.questionnaire)


def count(column, value):
    return int(np.sum(column == value))


def test_reasons_come_apart_from_values_and_what_may_be_both_is_named(kept, caplog):
    with caplog.at_level(logging.WARNING, logger="cpsurvey"):
        found = responses(kept)
    assert found.n == 47
    assert count(found.values["mood"], -1) == 9
    shift = found.values["shift"]
    assert sorted(set(shift[~np.isnan(shift)])) == [-4, -2, -1, 0, 1, 2, 3, 4]
    assert count(found.reasons["shift"], -3) == 6  # -3 is declared missing, and an answer
    assert count(found.reasons["hours"], -8) == 6
    said = caplog.text
    assert "'shift': 6 numbers below zero may be answers" in said
    assert "'hours': 4 numbers below zero or above 'max' were set aside" in said
    assert "study.db.v2.bak" in said
    caplog.clear()
    responses(kept)
    assert not caplog.text  # said once


def test_the_copy_is_private_whole_and_never_overwritten(kept):
    before = sqlite3.connect(kept / "study.db")
    rows = before.execute("SELECT * FROM answer").fetchall()
    before.close()
    (kept / "study.db.v2.bak").write_bytes(b"an earlier copy")
    responses(kept)
    assert (kept / "study.db.v2.bak").read_bytes() == b"an earlier copy"
    copy = kept / "study.db.v2.bak.2"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    db = sqlite3.connect(copy)
    assert db.execute("SELECT * FROM answer").fetchall() == rows
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()


@pytest.mark.parametrize("version", [1, 2])
def test_the_same_file_is_read_anew_and_gives_what_it_holds(kept, version):
    if version == 1:
        first_version(kept)
    outcomes = ingest(load_study(kept))
    assert [one.status for one in outcomes] == ["ingested", "ingested"]
    assert outcomes[0].counts["forgotten"] == 1
    found = responses(kept)
    assert found.n == 47
    assert count(found.values["hours"], -2.5) == 4
    assert count(found.values["shift"], -3) + count(found.reasons["shift"], -3) == 6
    assert [one.status for one in ingest(load_study(kept))] == ["already", "already"]


def test_check_ingest_analyze_report_and_batch_work_on_a_kept_study(kept, capsys):
    place = ["--study", str(kept)]
    assert funnel.run(["check", *place]) == 0
    capsys.readouterr()
    more = (kept / "data" / "first.csv").read_text("utf-8")
    head, *rows = more.splitlines()
    row = rows[0].replace('"1","2026', '"49","2026', 1).replace('"1001"', '"1049"')
    (kept / "data" / "second.csv").write_text("\n".join([head, row]) + "\n", "utf-8")
    assert funnel.run(["ingest", *place, "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [(one["file"], one["new"]) for one in files[:2]] == [
        ("first.csv", 47),
        ("second.csv", 1),
    ]
    assert funnel.run(["analyze", *place, "--quiet"]) == 0
    results = json.loads((kept / "reports" / "current" / "results.json").read_text("utf-8"))
    used = {one["id"]: one["sample"]["used"] for one in results["results"]}
    assert used["flow"] == 48
    assert funnel.run(["report", *place, "--quiet"]) == 0
    assert funnel.run(["batch", "run", str(kept.parent), "--quiet"]) == 0


def test_a_killed_or_failed_migration_changes_nothing(kept, monkeypatch):
    before = (kept / "study.db").read_bytes()

    def dying(*_args):
        raise MemoryError

    with monkeypatch.context() as once:
        once.setattr("cpsurvey.store.migrate._answers", dying)
        with pytest.raises(MemoryError):
            responses(kept)
    db = sqlite3.connect(kept / "study.db")
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()
    assert (kept / "study.db").read_bytes() == before
    assert responses(kept).n == 47


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE batch SET columns = '[1'",
        "UPDATE batch SET columns = '{}'",
        "UPDATE batch SET info = '[]'",
        "UPDATE batch SET info = 'null'",
        "UPDATE answer SET cells = '7' WHERE source_row = 3",
        "UPDATE answer SET cells = '[]' WHERE source_row = 3",
        "DROP TABLE tombstone",
        "ALTER TABLE answer DROP COLUMN submitted",
    ],
)
def test_a_damaged_old_database_is_refused_and_left_as_it_is(kept, damage):
    db = sqlite3.connect(kept / "study.db")
    db.executescript(damage)
    db.close()
    with pytest.raises(CpsurveyError) as caught:
        responses(kept)
    assert (caught.value.code, caught.value.exit_status) == ("CPS202", 65)
    db = sqlite3.connect(kept / "study.db")
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()


def test_who_is_forgotten_leaves_the_copies_too(kept):
    responses(kept)
    study = load_study(kept)
    with open_store(study) as store:
        (who,) = {
            one
            for one in store.responses(study.questionnaire).respondent
            if one == store._key().pseudonym("5")
        }
    assert who.encode() in (kept / "study.db.v2.bak").read_bytes()
    (kept / "study.db.v1.bak").write_bytes(b"no database at all" * 99)
    assert funnel.run(["forget", "5", "--study", str(kept), "--quiet"]) == 0
    assert who.encode() not in (kept / "study.db.v2.bak").read_bytes()
    assert not (kept / "study.db.v1.bak").exists()  # nobody could be erased from it
    db = sqlite3.connect(kept / "study.db.v2.bak")
    assert db.execute("SELECT count(*) FROM answer").fetchone() == (46,)
    db.close()


def test_a_longer_download_without_identifiers_waits_for_the_earlier_one(tiny):
    """What an earlier version stored does not tell who is who until it is read anew."""
    rows = [f"{n % 5 + 1},{n % 4 + 1},{n % 3 + 1},1,2,3\n" for n in range(8)]
    head = "h1,h2,h3,p1,p2,p3\n"
    first, longer = tiny / "data" / "a.csv", tiny / "data" / "b.csv"
    first.write_text(head + "".join(rows), "utf-8")
    longer.write_text(head + "".join([*rows, "5,5,5,5,5,5\n"]), "utf-8")
    ingest(load_study(tiny), [first])
    db = sqlite3.connect(tiny / "study.db", isolation_level=None)
    db.execute("DELETE FROM person")  # as it is right after a migration
    db.execute("UPDATE batch SET content = ''")
    seal(db, 1)
    db.close()
    (outcome,) = ingest(load_study(tiny), [longer])
    assert outcome.error.code == "CPS140"
    assert responses(tiny).n == 8
    ingest(load_study(tiny), [first, longer])
    assert responses(tiny).n == 9


def third_version(folder):
    """The kept database as version 3 was: without the ledger of releases."""
    responses(folder)
    db = sqlite3.connect(folder / "study.db")
    db.executescript("DROP TABLE release_person; DROP TABLE release; PRAGMA user_version = 3;")
    db.close()


def test_version_3_gets_a_ledger_and_is_not_changed_otherwise(kept, caplog):
    third_version(kept)
    caplog.clear()
    before = responses_of(kept / "study.db")
    with caplog.at_level(logging.WARNING, logger="cpsurvey"):
        assert responses(kept).n == 47
    assert "study.db.v3.bak" in caplog.text
    assert "once more" not in caplog.text  # nothing to be read anew
    assert responses_of(kept / "study.db") == before == responses_of(kept / "study.db.v3.bak")
    assert stat.S_IMODE((kept / "study.db.v3.bak").stat().st_mode) == 0o600
    db = sqlite3.connect(kept / "study.db")
    assert db.execute("SELECT count(*) FROM release").fetchone() == (0,)
    db.close()


def responses_of(file):
    db = sqlite3.connect(file)
    rows = [db.execute(f"SELECT * FROM {t}").fetchall() for t in ("answer", "batch", "kpi")]
    db.close()
    return rows
