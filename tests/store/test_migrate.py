"""Studies made by earlier commits keep working: the store migrates after a copy of itself."""

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
from cpsurvey.store.blocks import _digest
from cpsurvey.store.records import seal

KEPT = Path(__file__).parents[1] / "kept" / "a251197"
FOURTH = KEPT.parent / "b314446"


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
        first_version(kept)  # holds no indicators: they are new, and people must be told
        (kept / "notice.md").write_text("We join.\n", "utf-8")
        file = kept / "study.yaml"
        line = "secret.key, notice: {given: 2026-01-05, file: notice.md}}"
        file.write_text(file.read_text("utf-8").replace("secret.key}", line), "utf-8")
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
    unread(db)
    db.close()
    (outcome,) = ingest(load_study(tiny), [longer])
    assert outcome.error.code == "CPS140"
    assert responses(tiny).n == 8
    ingest(load_study(tiny), [first, longer])
    assert responses(tiny).n == 9


def unread(db):
    """As it is right after a migration from version 1 or 2: no loose hashes, nothing known."""
    db.execute("UPDATE batch SET content = '', recipe = ''")
    (found,) = db.execute("SELECT count(*) FROM answer").fetchone()
    assert found == 1
    parts = db.execute("SELECT people, alike, rows, places FROM answer").fetchone()
    parts = (parts[0], bytes(len(parts[1])), *parts[2:])
    db.execute("UPDATE answer SET alike = ?, digest = ?", (parts[1], _digest(1, 0, parts)))
    seal(db, 1)


@pytest.fixture
def packed(tmp_path):
    """A study whose database is of version 4, made by commit b314446."""
    folder = tmp_path / "fourth"
    shutil.copytree(FOURTH, folder, symlinks=True)
    return folder


def as_third(folder):
    """The same as version 3 was: without the ledger of releases."""
    db = sqlite3.connect(folder / "study.db")
    db.executescript("DROP TABLE release_person; DROP TABLE release; PRAGMA user_version = 3;")
    db.close()


def rows_of_the_fourth(folder):
    """Row by row what version 4 kept, read as version 4 wrote it."""
    db = sqlite3.connect(folder / "study.db")
    columns = {n: json.loads(names) for n, names in db.execute("SELECT id, columns FROM batch")}
    found = {}
    for batch, who, cells in db.execute(
        "SELECT batch, respondent, cells FROM answer ORDER BY batch, source_row"
    ):
        found[who] = dict(zip(columns[batch], json.loads(cells), strict=True))
    db.close()
    return found


@pytest.mark.parametrize("version", [3, 4])
def test_rows_are_packed_and_say_what_they_said(packed, caplog, version):
    if version == 3:
        as_third(packed)
    before = rows_of_the_fourth(packed)
    with caplog.at_level(logging.WARNING, logger="cpsurvey"):
        found = responses(packed)
    assert f"study.db.v{version}.bak" in caplog.text
    assert "once more" not in caplog.text  # nothing must be read anew
    assert stat.S_IMODE((packed / f"study.db.v{version}.bak").stat().st_mode) == 0o600
    assert set(found.respondent) == before.keys()
    for at, who in enumerate(found.respondent):
        for name, column in found.values.items():
            cell, reason = before[who].get(name), found.reasons[name][at]
            kept = [int(reason)] if reason else None if np.isnan(column[at]) else column[at]
            assert kept == cell, (at, name)
        assert found.groups["team_id"][at] == before[who]["team_id"]
    db = sqlite3.connect(packed / "study.db")
    assert db.execute("SELECT count(*) FROM release").fetchone() == (0,)
    db.close()


def test_a_packed_study_takes_the_same_file_a_longer_one_and_a_forgotten_person(packed):
    study = load_study(packed)
    assert ingest(study)[0].status == "ingested"  # read anew, once
    assert [one.status for one in ingest(study)] == ["already", "already"]
    more = (packed / "data" / "first.csv").read_text("utf-8")
    row = more.splitlines()[1].replace('"1","2026', '"77","2026', 1).replace('"1001"', '"1077"')
    (packed / "data" / "second.csv").write_text(f"{more}{row}\n", "utf-8")
    (outcome,) = ingest(study, [packed / "data" / "second.csv"])
    assert (outcome.counts["new"], outcome.counts["unchanged"]) == (1, 48)
    with open_store(study) as store:
        assert store.forget("77").rows == 1
        assert store.responses(study.questionnaire).n == 48


def test_who_is_alike_is_still_found_in_a_packed_study(packed):
    """The loose hashes that version 4 kept apart are those of the blocks."""
    head, row, *_ = (packed / "data" / "first.csv").read_text("utf-8").splitlines()
    file = packed / "data" / "third.csv"
    file.write_text(f"{head}\n" + row.replace('"1","2026', '"001","2026', 1) + "\n", "utf-8")
    (outcome,) = ingest(load_study(packed), [file])
    assert outcome.error.code == "CPS130"


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE answer SET cells = replace(cells, '4', '3') WHERE source_row = 7", "row 7"),
        ("UPDATE answer SET respondent = 'x' WHERE source_row = 7", "row 7"),
        ("DELETE FROM answer WHERE source_row = 7", "first.csv"),
        ("UPDATE batch SET columns = '{'", "first.csv"),
        ("DELETE FROM quarantine; UPDATE batch SET info = '7'", "first.csv"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM batch", "not listed"),
    ],
)
def test_damaged_rows_are_not_packed(packed, damage, named):
    db = sqlite3.connect(packed / "study.db")
    db.executescript(damage)
    db.close()
    with pytest.raises(CpsurveyError, match=named) as caught:
        responses(packed)
    assert caught.value.code == "CPS202"
    db = sqlite3.connect(packed / "study.db")
    assert db.execute("PRAGMA user_version").fetchone() == (4,)
    db.close()


@pytest.mark.parametrize("which", ["kept", "packed"])
def test_a_dry_run_leaves_an_earlier_database_as_it_is(which, request, capsys):
    folder = request.getfixturevalue(which)
    before = {f: f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
    status = funnel.run(["ingest", "--dry-run", "--study", str(folder)])
    said = capsys.readouterr()
    assert status == 0, said
    assert "dry run: nothing was stored" in said.out
    assert {f: f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()} == before
