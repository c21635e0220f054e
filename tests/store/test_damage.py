"""Bit rot, truncation and strange files: refused with a code, never read as something else."""

import random
import sqlite3

import numpy as np
import pytest
from conftest import TOLD, answers

from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import open_store


@pytest.fixture
def filled(tiny):
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    ingest(load_study(tiny))
    return tiny


def everything(folder):
    study = load_study(folder)
    with open_store(study) as store:
        found = store.responses(study.questionnaire)
        return {
            "who": found.respondent,
            "values": {name: column.tolist() for name, column in found.values.items()},
            "groups": {name: column.tolist() for name, column in found.groups.items()},
            "flow": dict(found.flow),
            "aside": store.quarantine(),
        }


def same(one, other):
    return repr(one) == repr(other)


def read_or_code(folder):
    try:
        return everything(folder)
    except CpsurveyError as error:
        return error.code


def refused(folder):
    with pytest.raises(CpsurveyError) as caught:
        everything(folder)
    return caught.value


def test_flipped_bytes_are_refused_or_change_nothing(filled):
    """Every byte matters or does not; none gives other answers, none a traceback."""
    good, right = (filled / "study.db").read_bytes(), everything(filled)
    rng = random.Random(5)
    used = [at for at, byte in enumerate(good) if byte]
    refusals = 0
    for _ in range(150):
        rotten = bytearray(good)
        at = rng.choice(used)
        rotten[at] ^= 1 << rng.randrange(8)
        (filled / "study.db").write_bytes(bytes(rotten))
        found = read_or_code(filled)
        assert found in ("CPS201", "CPS202", "CPS204") or same(found, right), at
        refusals += isinstance(found, str)
        for extra in filled.glob("study.db-*"):
            extra.unlink()
    assert refusals > 30


def test_truncations_are_refused(filled):
    good = (filled / "study.db").read_bytes()
    for cut in (1, 15, 16, 99, 100, 4096, len(good) // 2, len(good) - 4096, len(good) - 1):
        (filled / "study.db").write_bytes(good[:cut])
        assert refused(filled).exit_status == 65, cut


CHANGED = (
    "UPDATE answer SET {0} = CAST(substr({0}, 1, 99) || x'07' || substr({0}, 101) AS BLOB)"
)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (CHANGED.format("places"), "a.csv', those from 1 to 60"),
        (CHANGED.format("people"), "a.csv', those from 1 to 60"),
        (CHANGED.format("alike"), "a.csv', those from 1 to 60"),
        (CHANGED.format("rows"), "a.csv', those from 1 to 60"),
        ("UPDATE answer SET number = 1", "a.csv', those from 1025"),
        ("UPDATE answer SET places = x''", "a.csv', those from 1 to 60"),
        ("DELETE FROM answer", "a.csv"),
        ("UPDATE batch SET kinds = replace(kinds, '4', '7')", "a.csv"),
        ("UPDATE batch SET findings = '[]', recipe = 'x'", "a.csv"),
        ("UPDATE batch SET columns = replace(columns, 'h1', 'h2')", "a.csv"),
        ("UPDATE batch SET columns = '{'", "a.csv"),
        ("UPDATE batch SET info = '[1, 2]'", "a.csv"),
        ("INSERT INTO quarantine VALUES (1, 3, NULL, 'duplicate')", "a.csv"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM batch", "not listed"),
    ],
)
def test_what_is_not_what_was_written_is_named(filled, damage, named):
    before = sqlite3.connect(filled / "study.db")
    before.executescript(damage)
    before.close()
    error = refused(filled)
    assert error.code == "CPS202"
    assert named in str(error)
    assert "ingest" in (error.fix or "")


@pytest.mark.parametrize("version", [-1, 0, 1, 2, 3, 4, 5, -(2**31), 7, 2**31 - 1])
def test_any_other_version_is_refused(filled, version):
    db = sqlite3.connect(filled / "study.db")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    assert refused(filled).code == ("CPS204" if version > 6 else "CPS202")


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE person",
        "DROP TABLE kpi",
        "DROP TABLE answer",
        "ALTER TABLE answer RENAME COLUMN places TO spots",
        "PRAGMA application_id = 7",
    ],
)
def test_other_tables_are_refused(filled, damage):
    db = sqlite3.connect(filled / "study.db")
    db.executescript(damage)
    db.close()
    assert refused(filled).code == "CPS202"


def test_an_empty_file_is_no_empty_study(filled):
    (filled / "study.db").write_bytes(b"")
    error = refused(filled)
    assert (error.code, error.exit_status) == ("CPS202", 65)
    assert (filled / "study.db").stat().st_size == 0
    assert funnel.run(["ingest", "--study", str(filled)]) == 65
    (filled / "study.db").unlink()  # what the message says
    assert funnel.run(["ingest", "--study", str(filled)]) == 0
    assert len(everything(filled)["who"]) == 60


@pytest.mark.parametrize("text", ["{", "[1]", "null", '"h1"', "[[]]"])
@pytest.mark.parametrize("column", ["columns", "info"])
def test_json_of_any_shape_is_damage_whoever_reads_it(filled, column, text):
    db = sqlite3.connect(filled / "study.db")
    db.execute(f"UPDATE batch SET {column} = ?", (text,))
    db.commit()
    db.close()
    (filled / "data" / "b.csv").write_text(answers(61), "utf-8")
    with pytest.raises(CpsurveyError, match="damaged"):
        ingest(load_study(filled))
    assert funnel.run(["analyze", "--study", str(filled)]) == 65


def test_a_rotten_answer_stops_an_ingest_that_would_compare_it(filled):
    db = sqlite3.connect(filled / "study.db")
    db.execute(CHANGED.format("places"))
    db.commit()
    db.close()
    (filled / "data" / "b.csv").write_text(answers(61), "utf-8")
    with pytest.raises(CpsurveyError, match="from 1 to 60"):
        ingest(load_study(filled))


def test_a_rotten_mark_of_the_key_does_not_blame_the_key(filled):
    db = sqlite3.connect(filled / "study.db")
    db.execute("UPDATE meta SET value = 'x' || value WHERE name = 'key_check'")
    db.commit()
    db.close()
    with pytest.raises(CpsurveyError, match="damaged"):
        ingest(load_study(filled))


def test_rotten_indicators_are_refused(filled):
    file = filled / "study.yaml"
    file.write_text(
        file.read_text("utf-8").replace("privacy: {key_file: secret.key}\n", TOLD)
        + "kpi:\n  files: [{path: k.csv, agent: agent, period: month}]\n  indicators:\n"
        + "    - {id: fcr, label: F, definition: d, type: binomial, direction: '+',"
        + " successes: ok, trials: n}\n",
        "utf-8",
    )
    (filled / "k.csv").write_text("agent,month,ok,n\nr1,2026-10,20,30\nr2,2026-10,10,30\n")
    study = load_study(filled)
    ingest(study)
    with open_store(study) as store:
        assert store.indicators().total.tolist() in ([20, 10], [10, 20])
    db = sqlite3.connect(filled / "study.db")
    db.execute("UPDATE kpi SET total = 29 WHERE total = 20")
    db.commit()
    db.close()
    with open_store(study) as store, pytest.raises(CpsurveyError, match=r"k\.csv"):
        store.indicators()


def test_answers_come_out_as_they_went_in(filled):
    found = everything(filled)
    assert not np.isnan(np.array(found["values"]["h1"])).any()


def test_indicators_are_read_from_the_table_that_is_checked():
    """SQLite takes a column from an index where it can: a whole copy of a damaged row."""
    from cpsurvey.store import indicators, kpi

    assert "FROM kpi NOT INDEXED " in indicators.ROWS
    db = sqlite3.connect(":memory:")
    db.executescript(kpi.TABLES)
    plan = db.execute(f"EXPLAIN QUERY PLAN {indicators.ROWS}").fetchall()
    assert any("SCAN kpi" in str(step) for step in plan)
    assert not any("kpi USING" in str(step) for step in plan)
