"""A large file is gone through in part: all that is said and stored is as if it were held."""

import random
import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cpsurvey import coded, spool
from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_study
from cpsurvey.intake import blocks
from cpsurvey.intake.sources import delimited
from cpsurvey.store import blocks as stored
from cpsurvey.store import fresh

QUESTIONNAIRE = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1.0.0
status: published_scale
title: {en: Own}
licence: CC0
languages: [en]
default_language: en
identifiers:
  respondent: {variable: who, aliases: [id]}
  team: {variable: team}
option_sets:
  agree:
    options:
      - {code: 1, label: {en: No}}
      - {code: 2, label: {en: Perhaps}, aliases: ["Peut-être"]}
      - {code: 3, label: {en: "Yes"}, aliases: [oui]}
  often:
    options:
      - {code: 0, label: {en: never}}
      - {code: 1, label: {en: "2"}}
      - {code: 2, label: {en: always}}
  uses:
    options: [{code: 1, label: {en: A}}, {code: 2, label: {en: B}}]
scales:
  - id: s
    label: {en: s}
    options: agree
    items: [{id: i1, label: {en: i1}}, {id: i2, label: {en: i2}}]
  - id: t
    label: {en: t}
    options: often
    items: [{id: o1, label: {en: o1}}]
questions:
  - {id: age, type: decimal, text: {en: Age}}
  - id: uses
    type: select_multiple
    text: {en: Uses}
    options: uses
"""
HEADINGS = ["id", "submitdate", "startdate", "team", "i1", "i2", "o1", "age", "uses", "said"]
CELLS = {
    "plain": ["R{n}"],
    "few": ["7", "8", "R{n}", "R{m}"],
    "alike": ["R{n}", "r{n}", "0{n}", "{n}", " R{m}"],
    "nobody": ["R{n}", "", "NA", "anonymous", "-"],
    "rounded": ["1.2E+11", "{n}", "1234567890123450{n}"],
    "days": ["2026-10-0{d} 10:00:{s}", "2026-10-0{d}"],
    "undated": ["0{d}/0{m}/2026 10:00", "", "2026-10-0{d}"],
    "no days": ["", "tomorrow", "1980-01-01 00:00:00"],
    "teams": ["A", "a", "B", ""],
    "codes": ["1", "2", "3", "1.0", "9", ""],
    "labels": ["No", "Yes", "oui", "Peut-être", "Perhaps", "Noo", '""'],
    "mixed": ["1", "No", "Yes", "3", "#N/A", "2-Apr"],
    "often": ["0", "1", "2", "never", "always"],
    "coded often": ["0", "1", "2"],
    "words": ["never", "always", "Never", "sometimes"],
    "numbers": ["1,5", "2.5", "30", "1,000", "-99", "x"],
    "points": ["1.5", "2.25", "30", ""],
    "several": ["a", "b", "a b", "a;b", ""],
    "text": [
        "free {n}",
        '"with, comma"',
        '"two\nlines"',
        "",
        "DÃ©jÃ {n}",
        "\N{REPLACEMENT CHARACTER}",
    ],
}
COLUMNS = [
    ["plain", "plain", "few", "alike", "nobody", "rounded"],
    ["days", "undated", "no days"],
    ["days", "undated"],
    ["teams"],
    ["codes", "labels", "mixed"],
    ["codes", "labels", "mixed"],
    ["words", "words", "coded often", "often"],
    ["numbers", "points"],
    ["several"],
    ["text"],
]


def odd_file(seed: int, rows: int) -> str:
    """Rows of one kind by column, whose last ones are perhaps of another."""
    rng = random.Random(seed)
    chosen = [rng.choice(kinds) for kinds in COLUMNS]
    late = [rng.choice(kinds) if rng.random() < 0.3 else now
            for kinds, now in zip(COLUMNS, chosen, strict=True)]  # fmt: skip
    lines = [",".join(HEADINGS)]
    if rng.random() < 0.1:
        lines.insert(0, "A title")
    for n in range(rows):
        kinds = late if n >= rows - 3 else chosen
        cells = [rng.choice(CELLS[kind]) for kind in kinds]
        told = {"n": n, "m": rng.randrange(1, 9), "d": rng.randrange(1, 9), "s": 10 + n % 50}
        row = ",".join(cells).format(**told)
        spoilt = rng.random()
        if spoilt < 0.05 and n > rows / 2:
            row += ",1,2" if spoilt < 0.02 else ",,"
        lines.append(row.rsplit(",", 4)[0] if 0.05 < spoilt < 0.08 else row)
    if rng.random() < 0.2:
        lines.append("13/11/2026,".rjust(14, ",") + ",,1,1,1,,,")
    if rng.random() < 0.2:
        lines.append("Note: those who were asked by telephone,,,,,,,,,")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("own")
    (place / "own.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (place / "own.key").write_bytes(bytes(range(32)))
    return place


def came(folder, text, ids, before):
    """What is said of a file, and what the database holds of it."""
    (folder / "study.yaml").write_text(
        "study: {id: own, title: Own}\nquestionnaire: ./own.yaml\nanalyses: []\n"
        "sources: [{path: '*.csv'}]\nprivacy: {key_file: own.key}\n"
        + (f"people: {{ids: {ids}}}\n" if ids else ""),
        "utf-8",
    )
    for old in (*folder.glob("study.db*"), *folder.glob("*.csv")):
        old.unlink()
    (folder / "x.csv").write_text(text, "utf-8")
    (folder / "before.csv").write_text(before, "utf-8")
    study = load_study(folder)
    files = [folder / "before.csv", folder / "x.csv"] if before else [folder / "x.csv"]
    said = [(one.record(), one.rejected, one.read_as) for one in ingest(study, files)]
    with sqlite3.connect(folder / "study.db") as db:
        held = {
            table: db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            for table in ("answer", "quarantine")
        }
        held["decoded"] = [
            (one.rows.tolist(), one.who.tolist(), one.alike.tolist(), one.facts, one.cells)
            for number in stored.counts(db)
            for one in [stored.read(db, study.database, number)]
        ]
        held["batch"] = db.execute(
            "SELECT file, sha256, info, findings, columns, forgotten, replaces FROM batch"
        ).fetchall()
        held["kinds"] = db.execute("SELECT kinds FROM batch").fetchall()
    db.close()
    return said, held


FEWEST = 10
"""Days and answers of the files are fewer."""


def in_part(monkeypatch, size):
    """Everything is large, and little is looked at, at once."""
    monkeypatch.setattr(spool, "LARGE", size)
    monkeypatch.setattr(spool, "PART", size)
    monkeypatch.setattr(spool, "_BATCH", 3)
    monkeypatch.setattr(coded, "MANY", size)
    monkeypatch.setattr(coded, "_AT_ONCE", 4)
    monkeypatch.setattr(fresh, "_NAMED", 5)
    monkeypatch.setattr(stored, "_BLOCKS", 2)
    monkeypatch.setattr(delimited, "LARGE", 0)
    monkeypatch.setattr(blocks, "BLOCK", 300)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(1, 40),
    st.sampled_from([None, "exact", "alike"]),
    st.integers(1, 16),
    st.booleans(),
)
@example(1, 40, None, 4, True)
def test_what_is_said_and_stored_is_the_same(folder, seed, rows, ids, size, after):
    text = odd_file(seed, rows)
    before = odd_file(seed // 2, rows) if after else ""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stored, "SIZE", 4)
        whole = came(folder, text, ids, before)
        in_part(patched, size)
        parts = came(folder, text, ids, before)
    if size < FEWEST:  # the same answers, numbered otherwise
        for _, held in (parts, whole):
            del held["answer"], held["kinds"]
    assert parts == whole
