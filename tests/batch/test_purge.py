"""What was kept long enough goes, to the byte; the fact stays; nothing comes back."""

import json
import os
import sqlite3
from datetime import date

import pytest
from conftest import TOLD, answers

from cpsurvey.batch import informed
from cpsurvey.batch import purge as work
from cpsurvey.batch.lock import locked
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import open_store

KPI = """
kpi:
  files: [{path: kpi/*.csv, agent: agent, period: month}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: ok, trials: n}
"""
NOW = date(2026, 11, 20)
LINES = answers(200).splitlines()


def rows(*days, start=0, each=30):
    """Rows of people who answered on these days; '' has none."""
    lines = ["Date submitted," + LINES[0]]
    for at, day in enumerate(days):
        low = 1 + start + at * each
        lines += [f"{day},{line}" for line in LINES[low : low + each]]
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(informed, "today", lambda: NOW)


@pytest.fixture
def study(tiny):
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace("privacy: {key_file: secret.key}\n", TOLD)
    text = text.replace("notice.md}", "notice.md}, retention_days: 365")
    file.write_text(text.replace("formats: [html]", "formats: [md]") + KPI, "utf-8")
    (tiny / "kpi").mkdir()
    return tiny


def put(study, name, text):
    (study / name).write_text(text, "utf-8")


def run(study, *argv):
    return funnel.run([*map(str, argv), "--study", str(study), "-q"])


def purged(study, **told):
    return work.purge(load_study(study), now=NOW, **told)


def held(study):
    loaded = load_study(study)
    with open_store(loaded) as store:
        return store.responses(loaded.questionnaire), store.indicators(), store.holding()


@pytest.fixture
def aged(study):
    """One file wholly old, one with old and new answers, indicators of two years; a run."""
    put(study, "data/a.csv", rows("2025-03-01"))
    put(study, "data/b.csv", rows("2025-04-01", "2026-10-01", start=30))
    put(study, "kpi/k.csv", "agent,month,ok,n\nr1,2025-03,5,9\nr70,2026-10,5,9\n")
    assert run(study, "ingest") == 0
    assert run(study, "analyze") == 0
    return study


def test_what_is_old_goes_and_the_rest_stays(aged):
    before = held(aged)
    assert before[0].n == 90
    done = purged(aged)
    assert (done.answers, done.people, done.indicators) == (60, 60, 1)
    responses, indicators, now = held(aged)
    assert responses.n == 30
    assert set(responses.submitted) == {"2026-10-01"}
    assert indicators.period == ["2026-10"]
    assert (now.first, now.oldest) == ("2026-10-01", "2026-10-01")
    (entry,) = now.purges
    assert (entry["answers"], entry["before"], entry["finished"]) == (60, "2025-11-20", True)


def test_files_that_hold_only_what_went_go_too_and_others_are_named(aged):
    done = purged(aged)
    assert not (aged / "data" / "a.csv").exists()
    assert {one.name for one in done.left} == {"b.csv", "k.csv"}
    assert (aged / "data" / "b.csv").is_file()
    assert not any(one.is_dir() for one in (aged / "reports").iterdir())
    assert not os.path.lexists(aged / "reports" / "current")
    assert not (aged / "study.kept").exists()


def test_no_byte_of_it_is_left_in_the_database(aged):
    loaded = load_study(aged)
    with open_store(loaded) as store:
        old = bytes.fromhex(store._key().pseudonym("r1"))
    assert old in (aged / "study.db").read_bytes()
    purged(aged)
    left = b"".join(file.read_bytes() for file in aged.glob("study.db*"))
    assert old not in left
    assert old.hex().encode() not in left
    assert b"a.csv" not in left  # a name of a file may be a person's


def test_a_dry_run_says_the_same_and_changes_nothing(aged):
    before = {f: f.read_bytes() for f in aged.rglob("*") if f.is_file()}
    said = purged(aged, dry_run=True)
    after = {f: f.read_bytes() for f in aged.rglob("*") if f.is_file()}
    assert after == before
    done = purged(aged)
    assert (said.answers, said.people, said.indicators) == (done.answers, 60, done.indicators)
    assert said.files == done.files


def test_the_second_time_there_is_nothing_to_do(aged):
    assert purged(aged)
    again = purged(aged)
    assert not again
    assert len(held(aged)[2].purges) == 1


def test_nothing_comes_back_when_the_same_files_are_read_again(aged):
    text = (aged / "data" / "a.csv").read_text("utf-8")
    purged(aged)
    put(aged, "data/a.csv", text)
    assert run(aged, "ingest") == 0
    assert held(aged)[0].n == 30
    questionnaire = aged / "small.yaml"  # everything is read anew
    old = questionnaire.read_text("utf-8")
    questionnaire.write_text(old.replace("code: 5, label", "code: 5, aliases: [V], label"))
    put(aged, "data/c.csv", text.replace("r1,", "r1 ,"))
    assert run(aged, "ingest") == 0
    responses, indicators, _ = held(aged)
    assert responses.n == 30
    assert indicators.period == ["2026-10"]
    assert responses.flow["expired"] >= 90
    flow = responses.flow
    lost = flow["quarantined"] + flow["superseded"] + flow["expired"]
    assert flow["rows"] == lost + responses.n


def test_undated_answers_count_from_the_day_of_their_file(study):
    put(study, "data/a.csv", rows("", "2026-10-01"))
    assert run(study, "ingest") == 0
    db = sqlite3.connect(study / "study.db")
    db.execute("UPDATE batch SET ingested_at = '2025-02-01T00:00:00+00:00'")
    db.commit()
    with open_store(load_study(study)) as store:
        from cpsurvey.store import records

        records.seal(store._db, 1)
    assert purged(study).answers == 30
    questionnaire = study / "small.yaml"
    old = questionnaire.read_text("utf-8")
    questionnaire.write_text(old.replace("code: 5, label", "code: 5, aliases: [V], label"))
    assert run(study, "ingest") == 0
    assert held(study)[0].n == 30


def test_the_next_analysis_says_what_is_gone(aged):
    purged(aged)
    assert run(aged, "analyze") == 0
    current = aged / "reports" / "current"
    said = json.loads((current / "results.json").read_text("utf-8"))
    (flow,) = [one for one in said["results"] if one["kind"] == "flow"]
    assert flow["sample"]["dropped"]["expired"] == 60
    text = (current / "supplement.md").read_text("utf-8")
    assert "Deleted, kept long enough" in text
    assert "Supprimées au terme" in (current / "supplement.fr.md").read_text("utf-8")
    again = purged(aged)
    assert not again  # the new run does not count them


def test_an_interrupted_deletion_is_completed_by_the_next_one(aged, monkeypatch, capsys):
    with monkeypatch.context() as broken:
        broken.setattr(work, "_delete", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            purged(aged)
    assert held(aged)[0].n == 30
    assert (aged / "data" / "a.csv").is_file()
    assert run(aged, "check") == 0
    assert "a deletion was interrupted" in capsys.readouterr().err
    done = purged(aged)
    assert done.answers == 0
    assert not (aged / "data" / "a.csv").exists()
    (entry,) = held(aged)[2].purges
    assert (entry["answers"], entry["finished"]) == (60, True)
    assert entry["deleted"] == {"runs": 1, "sources": 1}


def test_a_transaction_that_fails_deletes_nothing(aged, monkeypatch):
    from cpsurvey.store import retention

    def broken(*_):
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(retention, "enter", broken)
        with pytest.raises(CpsurveyError):
            purged(aged)
    assert held(aged)[0].n == 90
    assert (aged / "data" / "a.csv").is_file()


def test_exports_of_before_go_unless_somebody_worked_on_them(aged):
    for name in ("one.csv", "two.csv"):
        assert run(aged, "export", "--to", aged / name) == 0
    with (aged / "two.csv").open("a") as out:
        out.write("\n")
    done = purged(aged)
    assert not (aged / "one.csv").exists()
    assert (aged / "two.csv").exists()
    assert "two.csv" in {one.name for one in done.left}
    assert run(aged, "export", "--to", aged / "three.csv") == 0
    purged(aged)
    assert (aged / "three.csv").exists()


def test_the_register_of_releases_stays(aged):
    assert run(aged, "release") == 0
    loaded = load_study(aged)
    purged(aged)
    with open_store(loaded) as store:
        person = store._key().pseudonym("r1")
        with store.ledger() as ledger:
            (release,) = ledger.releases()
            assert ledger._person(person) not in ledger.facts(1).people
    assert release.number == 1
    assert (aged / "releases" / "1").is_dir()


def test_a_study_that_is_worked_on_is_left_alone(aged, capsys):
    with locked(aged):
        assert run(aged, "purge", "--yes") == 75
    assert "CPS601" in capsys.readouterr().err


def test_a_damaged_database_is_not_deleted_from(aged):
    db = sqlite3.connect(aged / "study.db")
    db.execute("UPDATE answer SET rows = zeroblob(length(rows))")
    db.commit()
    db.close()
    with pytest.raises(CpsurveyError, match="not what was written"):
        purged(aged)


@pytest.mark.parametrize("text", ["[]x", '{"a": 1}', '[{"before": 3}]', '["x"]'])
def test_a_rotten_register_is_refused(aged, text):
    purged(aged)
    db = sqlite3.connect(aged / "study.db")
    db.execute("UPDATE meta SET value = ? WHERE name = 'purges'", (text,))
    db.commit()
    db.close()
    with pytest.raises(CpsurveyError, match="damaged"):
        purged(aged)
    assert run(aged, "check") == 0


def test_no_database_and_no_run_is_nothing_to_do(study, capsys):
    assert funnel.run(["purge", "--yes", "--study", str(study)]) == 0
    assert "nothing to delete" in capsys.readouterr().out
    assert not (study / "study.db").exists()


def test_without_the_key_it_is_deleted_all_the_same(aged):
    (aged / "secret.key").unlink()
    assert purged(aged).answers == 60


# ---------------------------------------------------------------- the command itself
def test_the_command_asks_for_a_word(aged, capsys):
    assert run(aged, "purge") == 2
    assert "CPS617" in capsys.readouterr().err
    assert held(aged)[0].n == 90
    assert funnel.run(["purge", "--dry-run", "--json", "--study", str(aged)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["schema"], said["answers"], said["dry_run"]) == ("cpsurvey/purge/1", 60, True)
    assert held(aged)[0].n == 90
    assert funnel.run(["purge", "--yes", "--json", "--study", str(aged)]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 60
    assert held(aged)[0].n == 30


def test_a_batch_and_check_say_when_data_were_kept_too_long(aged, capsys):
    assert run(aged, "check") == 0
    assert "cpsurvey purge" in capsys.readouterr().err
    assert funnel.run(["batch", "run", str(aged), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["studies"]
    assert "should have gone" in one["reason"]


def test_a_study_without_a_retention_is_refused(tiny, capsys):
    assert run(tiny, "purge", "--yes") == 78
    assert "retention_days" in capsys.readouterr().err
