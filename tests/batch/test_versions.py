"""Answers to the version before: an old study goes on, a new one reads them by the list."""

import json
import re
import shutil
from types import SimpleNamespace

import pytest

from cpsurvey import intake
from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Invalid
from cpsurvey.simulate import simulate, write_limesurvey
from cpsurvey.store import open_store
from cpsurvey.store.taken_over import _cells

OLD, NEW = "cop-callcentre-0.1.0", "cop-callcentre"
STUDY = """\
study: {{id: s, title: S, seed: 1, simulated: true}}
questionnaire: {name}
sources:
{sources}
waves: {{people: new}}
analyses:
{analyses}
report: {{formats: [md], languages: [en, fr]}}
privacy: {{key_file: k.key}}
"""
FLOW = "  - kind: flow\n"


def study(folder, name=NEW, sources="  - path: data/*.csv", analyses=FLOW):
    (folder / "data").mkdir(exist_ok=True)
    text = STUDY.format(name=name, sources=sources, analyses=analyses)
    (folder / "study.yaml").write_text(text, "utf-8")
    return load_study(folder)


def drawn(folder, name, n=60, seed=1, answers="labels", file="a.csv"):
    """An export of one version, in a folder of its own study."""
    questionnaire = load_questionnaire(name).questionnaire
    (folder / "data").mkdir(exist_ok=True)
    one = simulate(questionnaire, n, seed=seed, teams=6, careless=0)
    write_limesurvey(one, folder / "data" / file, answers=answers)
    return one


def stored(study, **more):
    with open_store(study) as store:
        return store.responses(study.questionnaire, **more)


@pytest.fixture
def begun(tmp_path):
    """A study that names no version, with answers to 0.1.0 stored as that version did."""
    drawn(tmp_path, OLD)
    assert ingest(study(tmp_path, OLD))[0].status == "ingested"
    study(tmp_path)
    return tmp_path


def test_a_study_goes_on_with_the_version_it_was_begun_with(begun):
    loaded = load_study(begun)
    assert loaded.questionnaire.version == "0.1.0"
    assert {"don5", "rp2"} <= set(loaded.questionnaire.items)
    assert [one.rule for one in loaded.remarks] == ["begun_with"]
    assert set(stored(loaded).values) >= {"don5", "rp2", "exc4"}
    assert ingest(loaded)[0].status == "already"


def test_a_study_without_answers_reads_the_newest(tmp_path):
    loaded = study(tmp_path)
    assert (loaded.questionnaire.version, loaded.remarks) == ("0.2.0", ())


def test_a_version_that_is_named_holds(begun):
    assert study(begun, OLD).remarks == ()
    moved = study(begun, "cop-callcentre-0.2.0")
    assert moved.questionnaire.version == "0.2.0"
    values = stored(moved).values
    assert {"wh1", "me1"} <= set(values)
    assert not {"don5", "exc1", "rp2"} & set(values)


def test_a_study_of_both_versions_must_say_which(begun):
    drawn(begun, NEW, seed=2, file="b.csv")
    rename(begun / "data" / "b.csv", "SIM-1")
    (begun / "data" / "a.csv").unlink()
    ingest(study(begun, "cop-callcentre-0.2.0"))
    with pytest.raises(CpsurveyError) as caught:
        study(begun)
    assert caught.value.code == "CPS024"
    for version in ("0.1.0", "0.2.0"):
        assert version in caught.value.message
        study(begun, f"cop-callcentre-{version}")  # what the error says to write works


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_database_is_left_for_the_store_to_complain_of(tmp_path, damage):
    (tmp_path / "study.db").write_bytes(damage)
    loaded = study(tmp_path)
    with pytest.raises(CpsurveyError, match=r"study database|database|empty|cut off"):
        stored(loaded)


@pytest.mark.parametrize("answers", ["labels", "codes"])
def test_answers_to_the_version_before_are_read_by_the_list(tmp_path, answers):
    one = drawn(tmp_path, OLD, answers=answers)
    loaded = study(tmp_path)
    (came,) = ingest(loaded)
    assert (came.status, came.counts["accepted"]) == ("ingested", 60)
    assert [f.rule for f in came.findings if f.severity == "warning"].count(
        "earlier_version"
    ) == 1
    found = stored(loaded)
    assert found.versions == {("", "0.1.0"): 60}
    for now, then in (("wh1", "don5"), ("me1", "me1"), ("tenure_centre", "tenure_centre")):
        told = sorted(v for v in one.answers[then].tolist() if v > 0)
        kept = sorted(v for v in found.values[now].tolist() if v > 0)
        assert kept == told
    gone = set(loaded.questionnaire.replaces.dropped) - set(loaded.questionnaire.items)
    assert not gone & set(found.values)
    assert not {"wh2", "rp6", "ep_when"} & set(found.values)
    assert load_study(tmp_path).questionnaire.version == "0.2.0"  # still this study's
    with open_store(loaded) as store:  # what is not asked any more is kept aside, not lost
        kept = json.loads(store._db.execute("SELECT columns FROM batch").fetchone()[0])
    assert {"don5", "exc4", "group_exists"} <= set(kept)
    assert ingest(loaded)[0].status == "already"


def test_a_question_of_several_answers_keeps_them_under_its_new_name():
    told = SimpleNamespace(then={"who": "ep_who"}, dropped=("gone",))
    here = SimpleNamespace(questionnaire=SimpleNamespace(replaces=told), before=None)
    cells = dict.fromkeys(["who__team", "who__other", "gone__a", "age"], "answers")
    assert list(dict(_cells(cells, here))) == ["ep_who__team", "ep_who__other", "age"]


def test_refusals_of_the_version_before_still_count(tmp_path):
    one = drawn(tmp_path, OLD)
    loaded = study(tmp_path)
    ingest(loaded)
    refused = int((one.answers["use_me"] == 0).sum())
    assert int((stored(loaded).values["use_me"] == 0).sum()) == refused


@pytest.mark.parametrize(
    ("version", "given", "said"),
    [("0.1.0", OLD, None), ("0.2.0", NEW, None), ("0.3.0", NEW, "CPS143")],
)
def test_a_source_says_its_version(tmp_path, version, given, said):
    drawn(tmp_path, given)
    loaded = study(tmp_path, sources=f"  - {{path: data/a.csv, version: {version}}}")
    (came,) = ingest(loaded)
    assert (came.error.code if came.error else None) == said
    assert not [f for f in came.findings if f.rule == "earlier_version"]
    if not said:
        assert set(stored(loaded).versions) == {("", version)}


def test_signs_of_both_versions_are_not_guessed_between(tmp_path):
    drawn(tmp_path, OLD)
    file = tmp_path / "data" / "a.csv"
    head, *lines = file.read_text("utf-8-sig").splitlines()
    rows = [f"{head},wh2", *(f"{line},1" for line in lines)]
    file.write_text("\n".join(rows) + "\n", "utf-8")
    (came,) = ingest(study(tmp_path))
    assert came.error.code == "CPS143"
    assert "don5" in came.error.message or "col5" in came.error.message
    assert "wh2" in came.error.message
    fixed = study(tmp_path, sources="  - {path: data/*.csv, version: 0.1.0}")
    assert ingest(fixed)[0].status == "ingested"


def test_headings_that_are_questions_tell_the_version_too(tmp_path):
    before = load_questionnaire(OLD).questionnaire
    ids = ["me1", "me2", "je1", "je2", "sr2", "crm1", "don1", "rp1", "ad1", "exc2", "ana1"]
    texts = [before.items[name].text["fr"] for name in ids]
    head = ["respondent_id", "team_id", "lang", *texts]
    rows = [[f"SIM-{i}", "t", "fr", *["3"] * len(ids)] for i in range(5)]
    (tmp_path / "data").mkdir()
    text = "\n".join(";".join(row) for row in [head, *rows])
    (tmp_path / "data" / "a.csv").write_text(text, "utf-8")
    loaded = study(tmp_path)
    (came,) = ingest(loaded)
    assert came.status == "ingested"
    assert set(stored(loaded).values) >= set(ids)


def test_a_file_that_fits_both_is_of_this_version(tmp_path):
    (tmp_path / "data").mkdir()
    head = "respondent_id;team_id;lang;me4;je1;sr1;exc2;tr1;tr2;tr3;tr4;ps1;ps3"
    rows = [f"SIM-{i};t;fr;{';'.join('4' * 10)}" for i in range(5)]
    (tmp_path / "data" / "a.csv").write_text("\n".join([head, *rows]), "utf-8")
    loaded = study(tmp_path)
    ingest(loaded)
    assert set(stored(loaded).versions) == {("", "0.2.0")}


# ------------------------------------------------------------------------- what reports say
def test_the_flow_says_that_two_versions_are_read_together(tmp_path):
    from cpsurvey.batch.analyze import analyze

    drawn(tmp_path, OLD, file="a.csv")
    drawn(tmp_path, NEW, seed=2, file="b.csv")
    rename(tmp_path / "data" / "b.csv", "SIM-1")
    loaded = study(tmp_path)
    assert [one.status for one in ingest(loaded)] == ["ingested", "ingested"]
    done = analyze(loaded)
    for name, said in (
        ("supplement.md", "version 0.1.0"),
        ("supplement.fr.md", "la version 0.1.0"),
    ):
        text = (done.folder / name).read_text("utf-8")
        assert said in text.replace("\u00a0", " ")
        assert "CPS990" not in text


def test_waves_in_two_versions_hold_only_what_is_the_same(tmp_path):
    from cpsurvey.batch.analyze import analyze

    drawn(tmp_path, OLD, n=150, file="a.csv")
    drawn(tmp_path, NEW, n=150, seed=2, file="b.csv")
    rename(tmp_path / "data" / "b.csv", "SIM-1")
    sources = "  - {path: data/a.csv, wave: 1}\n  - {path: data/b.csv, wave: 2}"
    loaded = study(
        tmp_path, sources=sources, analyses="  - {kind: waves, scales: [cop_me, ctl_tr]}\n"
    )
    ingest(loaded)
    found = {one.scale: one for one in analyze(loaded).results.results[0].data.scales}
    assert set(found["cop_me"].changed) == {"me1", "me2", "me3", "me5"}
    assert found["cop_me"].basis is None  # four of five reworded: nothing to stand on
    assert found["ctl_tr"].changed == ()
    assert found["ctl_tr"].means


def rename(file, prefix):
    """Other people: their tokens begin otherwise."""
    file.write_text(re.sub(r"SIM-0", prefix, file.read_text("utf-8-sig")), "utf-8")


# ----------------------------------------------------------------------------- the list
@pytest.fixture
def copy(tmp_path):
    """Both versions in a folder; returns a function that changes the newer and loads it."""
    for name in (OLD, NEW):
        shutil.copy(load_questionnaire(name).file, tmp_path)

    def loaded(before, after):
        file = tmp_path / f"{NEW}.yaml"
        text = file.read_text("utf-8")
        assert text.count(before) >= 1
        file.write_text(text.replace(before, after, 1), "utf-8")
        return load_questionnaire(str(file))

    return loaded


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("same: [me4, ", "same: [", "'me4', asked here, is in no list"),
        ("same: [me4, ", "same: [me4, me1, ", "'me1' stands twice"),
        ("same: [me4, ", "same: [me4, nobody, ", "nothing here is called 'nobody'"),
        ("dropped: [col5, ", "dropped: [", "'col5', asked in version 0.1.0, is in no list"),
        ("dropped: [col5, ", "dropped: [col5, me1, ", "'me1' stands twice"),
        ("renamed: {wh1: don5}", "renamed: {}", "'don5', asked in version 0.1.0"),
        ("Even outside scheduled meetings,", "Outside meetings,", "'me4' is not asked in the"),
    ],
)
def test_the_list_of_what_changed_is_checked(copy, before, after, said):
    with pytest.raises(Invalid) as caught:
        copy(before, after)
    assert any(said in one.message for one in caught.value.findings)


def test_reading_alone_needs_no_version_before(tmp_path):
    shutil.copy(load_questionnaire(NEW).file, tmp_path / "mine.yaml")
    text = (
        (tmp_path / "mine.yaml").read_text("utf-8").replace("version: 0.1.0", "version: 0.0.9")
    )
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert load_questionnaire(str(tmp_path / "mine.yaml")).before is None
    assert intake.read is not None
