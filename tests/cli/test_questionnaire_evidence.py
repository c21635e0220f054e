"""``cpsurvey questionnaire evidence``: files to fill in, and what they hold."""

import csv
import json

import pytest

from cpsurvey.cli import funnel


@pytest.fixture
def run(capsys):
    def command(*options):
        status = funnel.run(["questionnaire", "evidence", *map(str, options)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_files_to_fill_in(tiny, run):
    status, out, _ = run(tiny)
    assert status == 0
    assert "wrote ratings.csv" in out
    folder = tiny / "evidence"
    names = ["README.md", "backtranslation.csv", "interviews.csv", "ratings.csv", "sorting.csv"]
    assert sorted(file.name for file in folder.iterdir()) == names
    table = rows(folder / "ratings.csv")
    assert [(row["item"], row["language"]) for row in table[:2]] == [("h1", "en"), ("h1", "fr")]
    assert {row["language"] for row in rows(folder / "backtranslation.csv")} == {"fr"}
    readme = (folder / "README.md").read_text("utf-8")
    assert "Preuves de validité" in readme


def test_what_was_handed_out_comes_back_with_its_wording(tiny, run):
    text = (tiny / "small.yaml").read_text("utf-8")
    text = text.replace("{id: h1, ", "{id: h1, text: {en: '=1+1, or so', fr: Un}, ")
    (tiny / "small.yaml").write_text(text, "utf-8")
    assert run(tiny)[0] == 0
    file = tiny / "evidence" / "ratings.csv"
    table = rows(file)
    assert table[0]["text"] == "'=1+1, or so"  # no formula for a spreadsheet
    table[0] |= {"expert": "1", "relevance": "4", "clarity": "4"}
    with file.open("w", encoding="utf-8", newline="") as out:
        lines = csv.DictWriter(out, list(table[0]))
        lines.writeheader()
        lines.writerows(table)
    before = file.read_bytes()
    status, out, _ = run(tiny, "--json")
    assert status == 0
    found = json.loads(out)
    assert found["written"] == []
    assert found["kept"] == [
        "ratings.csv",
        "sorting.csv",
        "interviews.csv",
        "backtranslation.csv",
    ]
    assert (found["rows"]["ratings"], found["earlier_wording"]) == (1, {})
    assert file.read_bytes() == before
    (tiny / "small.yaml").write_text(text.replace("or so", "or not"), "utf-8")
    assert json.loads(run(tiny, "--json")[1])["earlier_wording"] == {"help": 1}
    assert "count for nothing: ask again" in run(tiny)[1]


def test_a_folder_of_one_questionnaire_and_of_several(small, run, write):
    assert run(small.parent)[0] == 0
    write("other.yaml", small.read_text("utf-8"))
    status, _, err = run(small.parent)
    assert status == 2
    assert "2 questionnaires" in err
    assert run(small.parent, "--questionnaire", small)[0] == 0


def test_folders_that_hold_nothing(tmp_path, run):
    assert run(tmp_path)[0] == 2
    assert run(tmp_path / "nowhere")[0] == 2


def test_a_shipped_questionnaire(tmp_path, run):
    assert run(tmp_path, "--questionnaire", "cop-callcentre", "--quiet")[:2] == (0, "")
    table = rows(tmp_path / "evidence" / "sorting.csv")
    assert all(row["wording"].startswith("w") for row in table)


def test_what_cannot_be_used_is_said_after_the_rest_was_written(tiny, run):
    (tiny / "evidence").mkdir()
    (tiny / "evidence" / "ratings.csv").write_text("expert,item\n", "utf-8")
    status, _, err = run(tiny)
    assert status == 65
    assert "CPS760" in err
    assert (tiny / "evidence" / "sorting.csv").is_file()


def test_check_reads_the_evidence(tiny, capsys):
    (tiny / "evidence").mkdir()
    file = tiny / "evidence" / "sorting.csv"
    file.write_text("judge,item,construct\nJ,h1,help\n", "utf-8")
    assert funnel.run(["check", str(tiny)]) == 0
    assert "evidence       sorting" in capsys.readouterr().out
    file.write_text("judge,item,construct\nJ,h1,halp\n", "utf-8")
    assert funnel.run(["check", str(tiny)]) == 65
