"""Who takes no part leaves no trace; who is erased is gone from both ends; no token is told."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from ties_made import PEOPLE

from cpsurvey.batch.analyze import analyze
from cpsurvey.batch.behind import behind
from cpsurvey.design import load_study
from cpsurvey.scoring import score
from cpsurvey.store import open_store
from cpsurvey.store import ties as store_ties
from cpsurvey.store.migrate import copies

SECRET = "TOKENQ7731"
"""A token that stands nowhere by chance."""
KEPT = Path(__file__).parents[1] / "kept"


def everything(folder, but=()):
    """Bytes of every file of the study, but for the files people brought."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name not in but:
            found[path] = path.read_bytes()
    return found


def holding(net, text, but=("a.csv", "t.csv", "out.csv", "r.csv")):
    """Files in which a text stands, as bytes or as the bytes of a pseudonym."""
    study = load_study(net.folder)
    with open_store(study) as store:
        who = store._key().pseudonym(text)
    needles = (text.encode(), who.encode(), bytes.fromhex(who))
    return [
        path.name
        for path, data in everything(net.folder, but).items()
        if any(one in data for one in needles)
    ]


def many(net, n=30, consent="1"):
    """Thirty people in a ring, all of whom also name somebody who did not answer."""
    rows = [[f"P{at:02d}", consent, f"P{(at + 1) % n:02d}", SECRET] for at in range(n)]
    net.survey(["net_advice_1", "net_advice_2"], rows)
    return rows


def test_no_token_is_in_any_file_but_the_data(net):
    many(net)
    net.ingest()
    analyze(load_study(net.folder))
    for text in (SECRET, "P07"):
        names = [
            path.name
            for path, data in everything(net.folder, ("a.csv",)).items()
            if text.encode() in data
        ]
        assert names == []


def test_who_opted_out_leaves_no_trace(net):
    many(net)
    net.ingest()
    assert holding(net, SECRET) == ["study.db"]
    net.says("network: {opted_out: out.csv}")
    net.write("out.csv", f"{SECRET}\n{SECRET}\n")  # a list without a heading
    net.ingest()
    assert holding(net, SECRET) == []
    analyze(load_study(net.folder))
    assert holding(net, SECRET) == []
    found, _ = net.ties()
    assert len(found.people) == 30
    assert found.set_aside == {}  # how many named one person is about that person


def test_a_list_of_ties_brings_nobody_back_who_opted_out(net):
    many(net)
    net.write("out.csv", f"id\n{SECRET}\n")
    net.write("t.csv", f"from,to\nP01,{SECRET}\n{SECRET},P02\nP03,P05\n")
    tie = "{path: t.csv, relation: net_story, source: from, target: to}"
    net.says(f"network: {{opted_out: out.csv, ties: [{tie}]}}")
    net.ingest()
    assert holding(net, SECRET) == []
    assert net.named("net_story", ("P03", "P05")) == {("P03", "P05"): 1.0}


@pytest.mark.parametrize("written", ["tokenq7731", "  TOKENQ7731 "])
def test_who_opted_out_is_found_however_the_list_writes_it(net, written):
    many(net)
    net.ingest()
    net.says("network: {opted_out: out.csv}")
    net.write("out.csv", f"id\n{written}\n")
    net.ingest()
    assert holding(net, SECRET) == []


def test_who_is_taken_off_the_list_comes_back(net):
    many(net)
    net.says("network: {opted_out: out.csv}")
    net.write("out.csv", f"id\n{SECRET}\n")
    net.ingest()
    net.says("")
    net.ingest()
    found, key = net.ties()
    assert key.pseudonym(SECRET) in found.people


def test_a_list_that_is_not_there_stops_all_of_it(net):
    from cpsurvey.errors import CpsurveyError

    many(net)
    net.says("network: {opted_out: gone.csv}")
    with pytest.raises(CpsurveyError, match="not there") as caught:
        net.ingest()
    assert caught.value.code == "CPS152"


def test_ones_own_answer_opts_out_of_what_others_say_too(net):
    rows = [["A1", "1", "B2;C3"], ["B2", "3", "A1"], ["C3", "1", "B2;A1"]]
    net.survey(["net_advice"], rows)
    net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "C3"): 1.0, ("C3", "A1"): 1.0}
    found, key = net.ties()
    assert key.pseudonym("B2") not in found.people
    study = load_study(net.folder)
    net.write("t.csv", "from,to\nA1,B2\nC3,A1\n")
    tie = "{path: t.csv, relation: net_story, source: from, target: to}"
    net.says(f"network: {{ties: [{tie}]}}")
    net.ingest()
    assert net.named("net_story", PEOPLE) == {("C3", "A1"): 1.0}
    db = sqlite3.connect(study.database)
    who = key.pseudonym("B2")
    for table in ("tie", "tie_asked", "person"):
        rows = db.execute(f"SELECT * FROM {table}").fetchall()
        assert not any(who in map(str, row) for row in rows)


def test_forget_erases_ties_of_and_to_a_person_for_good(net):
    many(net)
    net.ingest()
    with open_store(load_study(net.folder)) as store:
        assert store.forget(SECRET).rows == 30
        store.forget("P03")
    found, key = net.ties()
    assert key.pseudonym(SECRET) not in found.people
    assert key.pseudonym("P03") not in found.people
    net.survey(["net_advice"], [["P40", "1", f"{SECRET};P03;P05"]], "data/b.csv")
    net.ingest()
    assert net.named(tokens=("P40", "P05"))["P40", "P05"] == 1.0
    found, _ = net.ties()
    assert not {key.pseudonym(SECRET), key.pseudonym("P03")} & {*found.people}


def test_ties_stand_behind_what_is_released_at_both_ends(net):
    many(net)
    net.ingest()
    study = load_study(net.folder)

    def facts():
        with open_store(study) as store:
            responses = store.responses(study.questionnaire)
            held = store.ties(responses)
        scored = score(responses, study)
        return behind(study, responses, scored, None, None, held).facts["tie:net_advice"]

    before = facts()
    assert len(before) == 31
    with open_store(study) as store:
        pseudonym = store._key().pseudonym
        store.forget("P10")
    after = facts()
    changed = {who for who in before if after.get(who) != before[who]}
    assert changed == {pseudonym(one) for one in ("P09", "P10", "P11", SECRET)}


def test_a_database_without_ties_gets_them_after_a_copy(net):
    many(net)
    net.ingest()
    database = load_study(net.folder).database
    db = sqlite3.connect(database)
    db.executescript(
        "DROP TABLE tie; DROP TABLE tie_asked; DROP TABLE tie_batch; DROP TABLE tie_frame;"
        "UPDATE batch SET recipe = ''; DELETE FROM meta WHERE name = 'network_out';"
        "PRAGMA user_version = 5;"
    )
    db.close()
    from cpsurvey.store.records import seal

    db = sqlite3.connect(database)
    seal(db, 1)
    db.commit()
    db.close()
    study = load_study(net.folder)
    with open_store(study) as store:
        assert store.responses(study.questionnaire).n == 30
    (copy,) = copies(database)
    who = bytes.fromhex(net.ties()[1].pseudonym("P03")) if net.ties()[1] else b""
    with open_store(study) as store:
        key = store._key()
        who = bytes.fromhex(key.pseudonym("P03"))
        assert who in copy.read_bytes()
        store.forget("P03")
    assert who not in copy.read_bytes()
    assert who not in database.read_bytes()


@pytest.mark.parametrize("folder", sorted(one.name for one in KEPT.iterdir() if one.is_dir()))
def test_every_kept_database_is_brought_up_to_date(tmp_path, folder):
    shutil.copytree(KEPT / folder, tmp_path / "kept", symlinks=True)
    if not (tmp_path / "kept" / "study.db").is_file():
        pytest.skip("no database")
    study = load_study(tmp_path / "kept")
    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
        assert responses.n
        assert store.ties(responses) is None


def test_what_was_told_before_a_day_can_be_taken_out(net):
    many(net)
    text = (net.folder / "data/a.csv").read_text(encoding="utf-8").splitlines()
    days = ["submitdate", *(f"2024-0{1 + at % 2}-05 10:00:00" for at in range(30))]
    lines = [f'{line};"{day}"' for line, day in zip(text, days, strict=True)]
    (net.folder / "data/a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    net.ingest()
    with open_store(load_study(net.folder)) as store:
        assert store_ties.take_out(store._db, "2024-02-01")[0] > 0
    found, _ = net.ties()
    assert int(found.relations["net_advice"].asked.sum()) == 15


def test_what_was_kept_long_enough_takes_its_ties_along(net):
    many(net)
    text = (net.folder / "data/a.csv").read_text(encoding="utf-8").splitlines()
    days = ["submitdate", *("2020-01-05 10:00:00" for _ in range(30))]
    lines = [f'{line};"{day}"' for line, day in zip(text, days, strict=True)]
    (net.folder / "data/a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    net.ingest()
    study = load_study(net.folder)
    with open_store(study) as store:
        who = bytes.fromhex(store._key().pseudonym(SECRET))
        assert store.deletion().take_out("2021-01-01", "2026-01-01T00:00:00.0")
    assert net.ties()[0] is None or not net.ties()[0].people
    assert who not in study.database.read_bytes()
    assert who.hex().encode() not in study.database.read_bytes()
    net.survey(["net_advice"], [["P01", "1", SECRET]])  # the old export comes back
    (net.folder / "data/a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    net.ingest()
    assert who.hex().encode() not in study.database.read_bytes()


def test_a_longer_download_brings_no_old_tie_back(net):
    many(net)
    text = (net.folder / "data/a.csv").read_text(encoding="utf-8").splitlines()

    def dated(days):
        lines = [
            f'{line};"{day}"' for line, day in zip(text, ["submitdate", *days], strict=True)
        ]
        return "\n".join(lines) + "\n"

    file = net.folder / "data/a.csv"
    file.write_text(dated(["2020-01-05 10:00:00"] * 29 + ["2024-01-05 10:00:00"]), "utf-8")
    net.ingest()
    study = load_study(net.folder)
    with open_store(study) as store:
        gone = store.deletion().take_out("2021-01-01", "2026-01-01T00:00:00.0")
        assert (gone.answers, gone.people) == (29, 28)  # who stays names one of them
        assert gone.ties > 0
        oldest = store.holding().oldest
    assert oldest == "2024-01-05"
    asked = int(net.ties()[0].relations["net_advice"].asked.sum())
    assert asked == 1
    file.write_text(dated(["2020-01-05 10:00:00"] * 29 + ["2024-01-06 10:00:00"]), "utf-8")
    net.ingest(replace=True)
    with open_store(study) as store:
        assert store.holding().oldest == "2024-01-05"
        assert store.responses(study.questionnaire).n == 1
    assert int(net.ties()[0].relations["net_advice"].asked.sum()) == 1
