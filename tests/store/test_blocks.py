"""Answers in blocks: what goes in comes out, what nobody says any more leaves the bytes."""

import hashlib
import hmac
import json
import random
import sqlite3

import numpy as np
import pytest
from conftest import answers

from cpsurvey.batch import ingest as work
from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.coded import Coded
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import Head, Heads, Why, kept
from cpsurvey.store import blocks, nameless, open_store
from cpsurvey.store.blocks import SIZE, Versions, compact
from cpsurvey.store.counting import counting
from cpsurvey.store.keep import Added
from cpsurvey.store.key import Key


def put(folder, text, name="a.csv", **how):
    (folder / "data" / name).write_text(text, "utf-8")
    (outcome,) = ingest(load_study(folder), [folder / "data" / name], **how)
    return outcome


def current(folder):
    study = load_study(folder)
    with open_store(study) as store:
        return store.responses(study.questionnaire)


def line(n, h1, team="t1"):
    return f"r{n},{team},fr,{h1},2,3,4,5,{n % 5 + 1},1"


def several(n):
    head = answers(1).splitlines()[0]
    return [head, *(line(i, i % 5 + 1, f"t{i % 9}") for i in range(n))]


def test_what_goes_in_comes_out_over_several_blocks(tiny):
    n = 2 * SIZE + 7
    outcome = put(tiny, "\n".join(several(n)) + "\n")
    assert outcome.counts["new"] == n
    found = current(tiny)
    assert found.values["h1"].tolist() == [i % 5 + 1 for i in range(n)]
    assert found.values["p3"].tolist() == [i % 5 + 1 for i in range(n)]
    assert found.groups["team_id"].tolist() == [f"t{i % 9}" for i in range(n)]
    assert not any(column.any() for column in found.reasons.values())
    db = sqlite3.connect(tiny / "study.db")
    assert db.execute("SELECT count(*) FROM answer").fetchone() == (3,)
    db.execute("UPDATE answer SET alike = zeroblob(16) WHERE number = 1")
    db.commit()
    db.close()
    with pytest.raises(CpsurveyError, match=rf"from {SIZE + 1} to {2 * SIZE}"):
        current(tiny)


def test_a_longer_download_is_the_same_people_and_one_who_changed(tiny):
    lines = several(SIZE + 50)
    put(tiny, "\n".join(lines) + "\n")
    lines[1001] = line(1000, 3, "t1").replace(",1,1", ",4,1")
    lines += [line(n, 2) for n in range(5000, 5010)]
    outcome = put(tiny, "\n".join(lines) + "\n", "b.csv", replace=True)
    assert {
        name: outcome.counts[name] for name in ("new", "replaced", "unchanged", "kept")
    } == {
        "new": 10,
        "replaced": 1,
        "unchanged": SIZE + 49,
        "kept": 0,
    }
    found = current(tiny)
    assert (found.n, found.values["h1"][SIZE + 49]) == (SIZE + 60, 3)
    db = sqlite3.connect(tiny / "study.db")
    sizes = db.execute("SELECT batch, sum(length(people)) / 16 FROM answer GROUP BY batch")
    assert sizes.fetchall() == [(1, SIZE + 50), (2, 11)]
    db.close()


def test_what_one_person_alone_said_leaves_the_file_with_the_person(tiny):
    lines = several(SIZE + 5)
    lines[3] = line(2, 1, "the-only-one")
    put(tiny, "\n".join(lines) + "\n")
    assert b"the-only-one" in everything(tiny)
    assert funnel.run(["forget", "r2", "--study", str(tiny), "--quiet"]) == 0
    assert b"the-only-one" not in everything(tiny)
    found = current(tiny)
    assert found.n == SIZE + 4
    assert found.values["h1"].tolist() == [i % 5 + 1 for i in range(SIZE + 5) if i != 2]
    outcome = put(tiny, "\n".join([*lines, line(9999, 1)]) + "\n", "b.csv")
    assert (outcome.counts["forgotten"], outcome.counts["new"]) == (1, 1)
    assert b"the-only-one" not in everything(tiny)


def test_what_was_said_in_rows_set_aside_is_not_kept(tiny):
    lines = several(5)
    lines.append("r9,a-team-of-nobody,fr,,,,,,,")
    outcome = put(tiny, "\n".join(lines) + "\n")
    assert outcome.counts["quarantined"] == 1
    assert b"a-team-of-nobody" not in everything(tiny)


def everything(folder):
    return b"".join(file.read_bytes() for file in folder.glob("study.db*"))


# ---------------------------------------------------------------------- the same again
def test_the_same_file_is_not_read_again_and_says_what_it_said(tiny, monkeypatch):
    text = answers(6) + "r9,,fr,9,1,1,1,1,1,1\n"
    first = put(tiny, text)
    assert first.findings
    with monkeypatch.context() as once:
        once.setattr("cpsurvey.intake.reading", lambda *_, **__: pytest.fail("read again"))
        again = put(tiny, text)
    assert again.status == "already"
    assert again.findings == first.findings
    assert again.evidence == first.evidence
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 7)
    assert {n: again.counts[n] for n in work._OF_THE_FILE} == {
        n: first.counts[n] for n in work._OF_THE_FILE
    }


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("study.yaml", "data/*.csv", "data/*.csv\n    partial: drop"),
        ("study.yaml", "formats: [html]", "formats: [html]\npeople: {ids: exact}"),
        ("small.yaml", "Help 1", "Help one"),
    ],
)
def test_another_recipe_reads_the_file_again(tiny, monkeypatch, name, old, new):
    put(tiny, answers(6))
    text = (tiny / name).read_text("utf-8")
    (tiny / name).write_text(text.replace(old, new), "utf-8")
    seen = []
    monkeypatch.setattr(
        "cpsurvey.store.database.Store.add",
        lambda *_, recipe, **__: seen.append(recipe) or Added(already=True),
    )
    put(tiny, answers(6))
    assert len(seen) == 1


def test_a_file_of_another_name_is_read_and_found_to_be_the_same(tiny):
    put(tiny, answers(6))
    assert put(tiny, answers(6), "b.csv").status == "already"
    assert current(tiny).n == 6


def test_a_recalled_file_asks_for_the_key_as_any_other(tiny):
    put(tiny, answers(6))
    (tiny / "secret.key").unlink()
    with pytest.raises(CpsurveyError) as caught:
        put(tiny, answers(6))
    assert caught.value.code == "CPS203"


def test_rows_are_counted_while_they_are_written(tiny):
    told = []
    n = SIZE + 3
    (tiny / "data" / "a.csv").write_text("\n".join(several(n)) + "\n", "utf-8")
    study = load_study(tiny)
    ingest(study, progress=lambda done, of: told.append((done, of)))
    assert [of for _, of in told] == [100] * len(told)
    decided, named, written = [45, 55, 60], 90, 60 + 40 * (3 * n + SIZE) // (4 * n)
    assert [done for done, _ in told] == [0, *decided, named, written, 100]


# -------------------------------------------------------------------------- its parts
def test_pseudonyms_at_once_are_hmac_one_by_one():
    secret = bytes(range(32))
    key = Key(secret)
    texts = ["r1", "é", "", "two\nlines", "x" * 200]

    def one(text):
        return hmac.new(secret, text.encode(), hashlib.sha256).digest()[:16]

    assert key.pseudonyms(texts).tolist() == [one(text) for text in texts]
    assert key.pseudonyms(texts[:2], "a\x00").tolist() == [one("a\x00r1"), one("a\x00é")]
    assert key.pseudonyms([]).tolist() == []
    assert key.pseudonym(" r1 ") == one("r1").hex()


def test_the_content_of_rows_is_the_json_it_always_was():
    """Loose hashes of stored rows are made from it: another spelling would know nobody."""
    cells = {
        "b": Coded.of([4.0, Why(-99), 2.5]),
        "team": Coded.of(["x", None, "y"]),
        "a": Coded.of([1.0, None, -3.0]),
        "seconds.p": Coded.of([3.0, 4.0, None]),
    }
    (first, second, third) = nameless.content(cells, np.arange(3))
    assert first == json.dumps([("a", 1), ("b", 4)])
    assert second == "[]"
    assert third == json.dumps([("a", -3), ("b", 2.5)])
    (mark,) = nameless._marks("s", ['2026"'], cells, np.array([0]))
    assert mark == "\x00row\x00" + json.dumps(["s", '2026"', first])


def test_the_version_that_counts_is_the_greatest_of_all():
    rng = random.Random(4)
    files = []
    for batch in (1, 2, 3):
        n = rng.randint(0, 40)
        facts = {
            "wave": [rng.choice(["", "2"]) for _ in range(n)],
            "replaces": [rng.choice([0, 0, 1]) for _ in range(n)],
            "state": [rng.randrange(3) for _ in range(n)],
            "answered": [rng.randrange(3) for _ in range(n)],
            "submitted": [rng.choice(["", "2026-10-01", "2026-09-30"]) for _ in range(n)],
        }
        who = [bytes([0] * 8 + [rng.randrange(4)] + [0] * 7) for _ in range(n)]
        files.append((batch, who, facts))
    found = [
        Versions(
            batch,
            blocks.hashes(who),
            blocks.hashes(who),
            np.arange(len(who), dtype=np.uint32),
            {name: Coded.of(column) for name, column in facts.items()},
            {},
        )
        for batch, who, facts in files
    ]
    best = {}
    for batch, who, facts in files:
        for at, one in enumerate(who):
            wave, *standing = (facts[name][at] for name in facts)
            best[one, wave] = max(best.get((one, wave), ()), (*standing, batch, at))
    mine = {
        (batch, int(at))
        for (batch, _, _), places in zip(files, counting(found), strict=True)
        for at in places
    }
    assert mine == {one[-2:] for one in best.values()}


def test_a_compact_column_holds_each_kind_once_and_none_that_is_nowhere():
    column = Coded([1.0, "a", 1.0, None, Why(-1), Why(-1)], np.array([0, 2, 3, 5], np.uint32))
    tidy = compact(column)
    assert tidy == column.tolist()
    assert list(tidy.kinds) == [1.0, None, Why(-1)]
    assert tidy.at.dtype == np.uint8
    assert list(compact(Coded([1.0], np.zeros(0, np.uint8))).kinds) == []


def test_heads_side_by_side_are_the_heads_one_by_one():
    heads = [Head(1, "a", "token", 2, "2026-10-01", "fr", "7", "x"), Head(4, None, "row", 0)]
    those = Heads.of(heads)
    assert list(those) == heads == [those[0], those[1]]
    assert those[:1] == (heads[0],)
    assert those == Heads.of(heads)
    assert those != Heads.of(heads[:1])
    assert kept([1.0, float("nan"), None], [0, -98, 0]) == [1.0, Why(-98), None]
