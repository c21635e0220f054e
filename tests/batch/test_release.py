"""What leaves a study: no two releases, and no several, tell anything of few people."""

import csv
import json
import re
import stat
import zipfile

import numpy as np
import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.store import open_store

RELEASABLE = (
    STUDY.replace("- kind: flow", "- {kind: flow}\n  - {kind: items}")
    .replace("formats: [html]", "formats: [csv]")
    .replace("seed: 1", "seed: 1, simulated: false")
    .replace("secret.key", "../secret.key")
)
ALL = answers(90).splitlines()
"""Ninety answers: those of the first n are the same for every n."""


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    folder = tmp_path / "study"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL, "utf-8")
    (folder / "study.yaml").write_text(RELEASABLE, "utf-8")
    return folder


def rows(*places):
    return "\n".join([ALL[0], *(ALL[1 + at] for at in places)]) + "\n"


def setting(folder, old, new):
    file = folder / "study.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def ingest(folder, text, *more):
    file = folder / "data" / f"{len(list((folder / 'data').iterdir()))}.csv"
    file.write_text(text, "utf-8")
    assert funnel.run(["ingest", str(file), "--study", str(folder), "--quiet", *more]) == 0


def analyze(folder):
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0


def release(folder, *more):
    return funnel.run(["release", "--study", str(folder), "--quiet", *more])


def released(folder):
    places = (folder / "releases").glob("*") if (folder / "releases").is_dir() else ()
    return sorted(place.name for place in places)


def night(folder, *places):
    """New answers of the people at `places`, an analysis, and a try to release it."""
    if places:
        ingest(folder, rows(*places))
    analyze(folder)
    return release(folder)


# ------------------------------------------------------------------- differences
def test_a_first_release_needs_k_answers(study, capsys):
    assert night(study, *range(9)) == 77
    said = capsys.readouterr().err
    assert "CPS611" in said
    assert "held: 9 answers, 10 needed" in said
    assert "1 more answer" in said
    assert released(study) == []
    assert night(study, 9) == 0
    assert released(study) == ["1"]


@pytest.mark.parametrize("new", [1, 3, 9])
def test_new_answers_of_few_people_are_held(study, capsys, new):
    assert night(study, *range(30)) == 0
    assert night(study, *range(30, 30 + new)) == 77
    answer = "answer" if new == 1 else "answers"
    said = capsys.readouterr().err
    assert f"held: {new} new {answer}, 10 needed (compared with release 1)" in said
    assert f"wait for {10 - new} more" in said
    assert released(study) == ["1"]
    assert night(study, *range(30 + new, 40)) == 0
    assert released(study) == ["1", "2"]


def test_the_larger_of_k_and_min_cell_counts(study):
    setting(study, "formats: [csv]", "formats: [csv]\n  min_cell: 12")
    assert night(study, *range(30)) == 0
    assert night(study, *range(30, 41)) == 77
    assert night(study, 41) == 0


def changed(at, column=3, to=None):
    cells = ALL[1 + at].split(",")
    cells[column] = to or str(6 - int(cells[column]) if cells[column] != "3" else 1)
    return ",".join(cells)


def test_a_changed_answer_is_one_out_and_one_in(study, capsys):
    assert night(study, *range(30)) == 0
    ingest(study, ALL[0] + "\n" + changed(4) + "\n", "--replace")
    assert night(study) == 77
    assert "1 new or changed answer, 10 needed" in capsys.readouterr().err
    ten = "\n".join([ALL[0], *(changed(at) for at in range(4, 14))]) + "\n"
    ingest(study, ten, "--replace")
    assert night(study) == 0


def test_new_people_do_not_cover_one_changed_answer(study):
    assert night(study, *range(30)) == 0
    ingest(study, ALL[0] + "\n" + changed(4) + "\n", "--replace")
    assert night(study, *range(30, 50)) == 77


def test_a_new_answer_to_one_question_alone_is_held(study, capsys):
    """Ten new people, one of whom answered the last item: its mean times n is that answer."""
    assert night(study, *range(30)) == 0
    few = [",".join([*ALL[1 + at].split(",")[:8], "", "1"]) for at in range(30, 39)]
    ingest(study, "\n".join([ALL[0], *few, ALL[40]]) + "\n")
    assert night(study) == 77
    assert "1 new or changed answer, 10 needed for 'p3'" in capsys.readouterr().err


def test_a_partial_answer_that_is_completed_is_held(study):
    partial = ",".join([*ALL[5].split(",")[:8], "", ""])
    text = "\n".join([ALL[0], partial, *ALL[6:40]]) + "\n"
    ingest(study, text)
    assert night(study) == 0
    ingest(study, ALL[0] + "\n" + ALL[5] + "\n")
    assert night(study) == 77


def test_a_setting_that_leaves_one_person_out_is_held(study):
    partial = ",".join([*ALL[5].split(",")[:6], "", "", "", "1"])
    ingest(study, "\n".join([ALL[0], partial, *ALL[6:40]]) + "\n")
    assert night(study) == 0
    setting(study, "report:", "screening: {min_answered: 0.9}\nreport:")
    assert night(study) == 77


def test_other_options_that_leave_few_out_are_held(study, capsys):
    """The same people; one analysis counts some fewer of them."""
    lines = [ALL[0], *ALL[1:40]]
    for at in (2, 3):
        lines[at] = ",".join([*lines[at].split(",")[:-1], ""])
    setting(
        study,
        "analyses:",
        "analyses:\n  - {kind: regression, id: main, outcome: perf, blocks: [help]}",
    )
    ingest(study, "\n".join(lines) + "\n")
    assert night(study) == 0
    setting(study, "blocks: [help]", "blocks: [help + years]")
    assert night(study) == 77
    assert "2 answers gone or changed, 10 needed" in capsys.readouterr().err


def test_groups_with_few_new_people_are_left_out_and_the_rest_is_released(study, capsys):
    setting(study, "analyses:", "analyses:\n  - {kind: compare, by: [language]}")
    french = [at for at in range(90) if at % 3]
    english = [at for at in range(90) if not at % 3]

    def compared(name):
        return bool(list((study / "releases" / name / "tables").glob("T27-*.csv")))

    assert night(study, *french[:20], *english[:20]) == 0
    assert compared("1")
    ingest(study, rows(*french[20:33], english[20]))
    analyze(study)
    capsys.readouterr()
    assert release(study, "--json") == 0  # fourteen people, one of them in a shown group
    found = capsys.readouterr()
    assert json.loads(found.out)["left_out"] == ["compare"]
    assert "left out" in found.err
    assert not compared("2")
    assert (study / "releases" / "2" / "tables" / "T4-items.csv").is_file()
    assert night(study, *english[21:29]) == 77  # eight are too few for everything
    assert night(study, english[29], *french[33:35]) == 0
    assert compared("3")  # ten in each group since the release that showed them


def test_each_wave_is_compared_by_itself(study):
    file = study / "small.yaml"
    text = file.read_text("utf-8").replace(
        "identifiers:", "identifiers:\n  wave: {variable: w}"
    )
    file.write_text(text, "utf-8")
    ingest(study, rows(*range(30)), "--wave", "1")
    assert night(study) == 0
    ingest(study, rows(*range(9)), "--wave", "2")
    assert night(study) == 77
    ingest(study, rows(9), "--wave", "2")
    assert night(study) == 0
    ingest(study, rows(10), "--wave", "2")
    assert night(study) == 77


WAVES = "identifiers:\n  wave: {variable: w}"
SAME = "waves: {people: same}\nanalyses:\n  - {kind: waves}"


def waves(folder, declared=True):
    file = folder / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("identifiers:", WAVES), "utf-8")
    if declared:
        setting(folder, "analyses:", SAME)


@pytest.mark.parametrize("declared", [False, True])
@pytest.mark.parametrize("second", [range(33), range(3, 33)])
def test_a_wave_of_about_as_many_people_is_not_held_for_its_size(study, declared, second):
    waves(study, declared)
    ingest(study, rows(*range(30)), "--wave", "1")
    assert night(study) == 0
    ingest(study, rows(*second), "--wave", "2")
    assert night(study) == 0
    ingest(study, rows(33), "--wave", "2")
    assert night(study) == 77  # one more of the same wave is one person


def test_few_more_who_answered_twice_are_held(study, capsys):
    waves(study)
    ingest(study, rows(*range(30)), "--wave", "1")
    ingest(study, rows(*range(25), *range(40, 60)), "--wave", "2")
    assert night(study) == 0
    capsys.readouterr()
    ingest(study, rows(*range(40, 43), *range(65, 80)), "--wave", "1")
    assert night(study) == 77  # eighteen of the first wave, three of them as new pairs
    assert "3 new or changed answers" in capsys.readouterr().err


def test_a_setting_that_leaves_one_person_out_of_an_earlier_wave_is_held(study):
    waves(study)
    partial = ",".join([*ALL[5].split(",")[:6], "", "", "", "1"])
    ingest(study, "\n".join([ALL[0], partial, *ALL[6:40]]) + "\n", "--wave", "1")
    ingest(study, rows(*range(5, 40)), "--wave", "2")
    assert night(study) == 0
    setting(study, "report:", "screening: {min_answered: 0.9}\nreport:")
    ingest(study, rows(*range(5, 80)), "--wave", "3")
    assert night(study) == 77


def test_the_same_answers_in_better_words_pass(study):
    assert night(study, *range(30)) == 0
    assert release(study) == 0
    assert released(study) == ["1"]  # of this run already
    setting(study, "Tiny study", "A better title")
    assert night(study) == 0
    assert released(study) == ["1", "2"]


# ---------------------------------------------------------------------- forgetting
def test_forgetting_does_not_expose_who_is_forgotten(study, capsys):
    assert night(study, *range(30)) == 0
    capsys.readouterr()
    assert funnel.run(["forget", "r7", "--study", str(study), "--json"]) == 0
    found = capsys.readouterr()
    said = json.loads(found.out)
    assert (said["releases"], said["dangerous"]) == ([1], [1])
    assert "release --withdraw 1" in found.err
    assert "r7" not in found.err
    assert night(study) == 77
    assert night(study, *range(30, 60)) == 77  # others do not cover the one who left
    for at in range(9):
        who = f"r{at if at < 7 else at + 1}"
        assert funnel.run(["forget", who, "--study", str(study), "--quiet"]) == 0
    assert night(study) == 0  # ten have left


def test_a_release_that_was_called_back_is_not_compared(study, capsys):
    assert night(study, *range(30)) == 0
    funnel.run(["forget", "r7", "--study", str(study), "--quiet"])
    assert release(study, "--withdraw", "2") == 77
    assert "releases that stand: 1" in capsys.readouterr().err
    assert release(study, "--withdraw", "1") == 0
    assert night(study) == 0
    assert released(study) == ["2", "withdrawn-1"]


def test_not_even_the_key_finds_a_forgotten_person_in_the_ledger(study):
    assert night(study, *range(30)) == 0
    assert night(study, *range(30, 50)) == 0
    loaded = load_study(study)
    with open_store(loaded) as store:
        who = store._key().pseudonym("r7")
        assert who in store.responses(loaded.questionnaire).respondent
        with store.ledger() as ledger:
            person = ledger._person(who)
            before = {n: ledger.facts(n) for n in (1, 2)}
        assert person in before[1].people
        marks = before[1].marks[before[1].people.index(person)]
        assert store.forget("r7").releases == (1, 2)
        with store.ledger() as ledger:
            after = {n: ledger.facts(n) for n in (1, 2)}
    content = b"".join(file.read_bytes() for file in study.glob("study.db*"))
    assert person not in content
    assert marks.astype(">u4").tobytes() not in content
    for number in (1, 2):
        assert person not in after[number].people
        assert after[number].marks.shape == before[number].marks.shape
    (one,) = set(after[1].people) - set(before[1].people)
    mine = [after[n].marks[after[n].people.index(one)] for n in (1, 2)]
    assert np.array_equal(mine[0], mine[1])  # the same person in both, whoever it was


# ------------------------------------------------------------------ reconstruction
def means(folder, name):
    """Item -> (n, mean) as a release prints them."""
    (file,) = (folder / "releases" / name / "tables").glob("T4-items.csv")
    with file.open(encoding="utf-8-sig") as stream:
        return {
            line["item"]: (float(line["n"]), float(line["mean"]))
            for line in csv.DictReader(stream)
        }


def test_means_times_n_give_nobodys_answers(study):
    """Every pair of releases of thirty nights: sums differ by no or by ten people and more."""
    assert night(study, *range(20)) == 0
    for at in range(20, 60, 4):
        night(study, *range(at, at + 4))
    names = released(study)
    assert len(names) == 4  # 20, 32, 44 and 56 people
    for first in names:
        for second in names:
            a, b = means(study, first), means(study, second)
            assert a.keys() == b.keys()
            for item in a:
                assert abs(a[item][0] - b[item][0]) in (0, *range(10, 60))


def test_a_release_holds_documents_rounded_as_printed_and_nothing_else(study):
    setting(study, "formats: [csv]", "formats: [html, csv]")
    assert night(study, *range(30)) == 0
    place = study / "releases" / "1"
    names = {str(file.relative_to(place)) for file in place.rglob("*") if file.is_file()}
    assert "supplement.html" in names
    assert {name.split("/")[0] for name in names} == {
        *(
            f"{name}{language}.html"
            for name in ("report", "article", "supplement")
            for language in ("", ".fr")
        ),
        "tables",
        "SHA256SUMS",
    }
    text = "".join((place / name).read_text("utf-8-sig") for name in names)
    assert "0.csv" not in text  # no export file by name
    numbers = [
        cell
        for name in names
        if name.endswith(".csv")
        for line in (place / name).read_text("utf-8-sig").splitlines()
        for cell in line.split(",")
        if re.fullmatch(r"-?\d+\.\d+", cell)
    ]
    assert numbers
    assert max(len(number.split(".")[1]) for number in numbers) <= 3


# ------------------------------------------------------------------- working copies
def test_a_run_is_private_and_says_so_on_every_page_and_a_release_does_not(study):
    setting(study, "formats: [csv]", "formats: [html, csv, md, xlsx, docx]")
    assert night(study, *range(30)) == 0
    run = study / "reports" / "current"
    assert stat.S_IMODE(run.stat().st_mode) == 0o700
    for file in run.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600)
    place = study / "releases" / "1"
    marks = {"": "NOT FOR PASSING ON", ".fr": "NE PAS TRANSMETTRE"}
    for suffix, mark in marks.items():
        for name in (f"report{suffix}.html", f"report{suffix}.md"):
            assert mark in (run / name).read_text("utf-8")
            assert mark not in (place / name).read_text("utf-8")
        for name in (f"report{suffix}.docx", f"tables{suffix}.xlsx"):
            assert mark in packed(run / name)
            assert mark not in packed(place / name)
    assert (run / "NOT-FOR-PASSING-ON.txt").is_file()
    assert not (place / "NOT-FOR-PASSING-ON.txt").exists()


def packed(file):
    with zipfile.ZipFile(file) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith("xml")
        )


# -------------------------------------------------------------------------- the rest
def test_a_run_of_other_answers_is_not_released(study, capsys):
    assert night(study, *range(30)) == 0
    ingest(study, rows(*range(30, 50)))
    capsys.readouterr()
    assert release(study) == 66
    assert "CPS612" in capsys.readouterr().err
    assert release(study, "20200101T000000Z-0") == 66


def test_a_dry_run_writes_nothing(study, capsys):
    ingest(study, rows(*range(30)))
    analyze(study)
    capsys.readouterr()
    assert release(study, "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["release"] == 1
    assert released(study) == []
    assert release(study) == 0


def test_a_release_the_ledger_does_not_know_stops_the_next(study, capsys):
    assert night(study, *range(30)) == 0
    (study / "study.db").unlink()
    for file in (study / "data").iterdir():
        assert funnel.run(["ingest", str(file), "--study", str(study), "--quiet"]) == 0
    assert night(study) == 77
    assert "CPS613" in capsys.readouterr().err


def test_a_batch_holds_what_it_may_not_release_and_ends_well(study, capsys):
    setting(study, "formats: [csv]", "formats: [csv]\n  release: auto")

    def batch():
        capsys.readouterr()
        assert funnel.run(["batch", "run", str(study.parent), "--json", "--quiet"]) == 0
        (one,) = json.loads(capsys.readouterr().out)["studies"]
        return one

    (study / "data" / "a.csv").write_text(rows(*range(30)), "utf-8")
    assert batch()["release"] == 1
    assert batch()["status"] == "skipped"
    (study / "data" / "b.csv").write_text(rows(*range(30, 33)), "utf-8")
    held = batch()
    assert (held["exit"], held["held"]) == (0, "3 new answers, 10 needed")
    assert "held: 3 new answers, 10 needed" in held["reason"]
    assert batch()["held"] == "3 new answers, 10 needed"  # skipped, and still held
    assert released(study) == ["1"]
    (study / "data" / "c.csv").write_text(rows(*range(33, 40)), "utf-8")
    assert batch()["release"] == 2
    assert released(study) == ["1", "2"]


def test_a_killed_release_leaves_no_folder_and_the_next_one_is_made(study, monkeypatch):
    ingest(study, rows(*range(30)))
    analyze(study)

    def dying(*_args):
        raise MemoryError

    with monkeypatch.context() as once:
        once.setattr("cpsurvey.batch.release._write", dying)
        assert release(study) != 0
    assert released(study) == []
    (study / "releases" / ".unfinished-1").mkdir()
    assert release(study) == 0
    assert released(study) == ["1"]


def test_everybody_in_a_log_of_observers_stands_behind_a_release():
    """Who is seen helping is in it as well as who is helped; who is not seen is not."""
    from cpsurvey.batch.behind import _observed
    from cpsurvey.seen.log import Episode, Log

    def episode(agent, *helpers, solved=True):
        return Episode(0, True, agent, helpers, bool(helpers), False, "tip", solved, None, "t")

    before = _observed(Log((), (episode("a", "b"), episode("c")), ()))["observed"]
    after = _observed(Log((), (episode("a", "b", solved=False), episode("c")), ()))["observed"]
    assert set(before) == {"a", "b", "c"}
    assert {who for who in before if before[who] != after[who]} == {"a", "b"}
