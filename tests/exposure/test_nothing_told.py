"""No secret of a person in any word or file, whatever the format, the command, the fault."""

import pytest
from exposure import planted
from exposure.conftest import holding, open_to_others

from cpsurvey.batch import lock

FORMATS = {
    **{f"{name}.csv": name for name in planted.PLATFORMS},
    "table.xlsx": "table",
    "ms_forms.xlsx": "ms_forms",
    "table.sav": "table",
    "table.dta": "table",
}
OPEN = {"study.yaml", "questionnaire.yaml", "notice.md"}
"""What others of the machine may read, if the user's umask lets them."""


def plant(folder, name):
    """A file with secrets, by its name in `FORMATS`."""
    folder.mkdir(exist_ok=True)
    file, table = folder / f"answers.{name.partition('.')[2]}", planted.rows(FORMATS[name])
    if file.suffix in (".sav", ".dta"):
        planted.statistical(table, file)
    else:
        write = planted.book if file.suffix == ".xlsx" else planted.text
        file.write_bytes(write(table))
    return file


@pytest.fixture
def planted_study(tmp_path, told):
    """A study begun from a table with secrets, and ingested."""
    told("init", tmp_path / "study", "--from", plant(tmp_path / "from", "table.csv"))
    told("ingest", "--study", tmp_path / "study")
    return tmp_path / "study"


@pytest.mark.parametrize("name", FORMATS)
def test_from_a_file_to_the_store(name, tmp_path, told):
    study, file = tmp_path / "study", plant(tmp_path / "from", name)
    told("init", study, "--from", file, "--json")
    told("ingest", "--study", study, "--dry-run")
    told("ingest", "--study", study)
    assert holding(study) == {f"data/{file.name}"}
    assert holding(tmp_path) == {f"study/data/{file.name}", f"from/{file.name}"}


def test_what_others_may_read(tmp_path, told, umask):
    study = tmp_path / "study"
    told("init", study, "--from", plant(tmp_path / "from", "table.csv"))
    told("ingest", "--study", study)
    (study / "rejected").mkdir(mode=0o755)
    told("ingest", "--study", study, "--rejected", study / "rejected" / "cells.csv")
    with lock.locked(study):
        assert open_to_others(study) == (set() if umask else OPEN)
    assert (study / "data").stat().st_mode & 0o777 == 0o700


def test_nothing_is_copied_in_place(tmp_path, told):
    file = plant(tmp_path / "from", "table.csv")
    told("init", tmp_path / "study", "--from", file, "--in-place")
    assert holding(tmp_path / "study") == set()


def test_commands_that_show_a_run(tmp_path, told):
    study, file = tmp_path / "study", plant(tmp_path / "from", "table.sav")
    told("init", study, "--from", file)
    (study / "study.yaml").write_text(
        (study / "study.yaml").read_text("utf-8").partition("report:")[0]
        + "report: {formats: [html, docx, xlsx, csv, md], audience: both}\n"
        "analyses: [{kind: flow}, {kind: respondents}, {kind: items}]\n",
        "utf-8",
    )
    for command in (
        ("check", study),
        ("batch", "run", study, "--json"),
        ("analyze", "--study", study, "--json"),
        ("report", "--study", study),
        ("release", "--study", study),
        ("batch", "status", study),
    ):
        told(*command)
    assert holding(study) == {f"data/{file.name}"}


# ------------------------------------------------------------------------- refusals
def column(heading, cell):
    """Change every cell of a column: ``cell(row, what it is)``."""

    def change(table):
        place = table[0].index(heading)
        for at, row in enumerate(table[1:]):
            row[place] = cell(at, row[place])
        return planted.text(table)

    return change


def ragged(table):
    table[5].append("zqvxragged")
    table[6].pop()
    return planted.text(table)


def again(table):
    return planted.text([*table, *([*row[:-1], "Agree"] for row in table[1:9])])


FAULTS = {
    "labels unknown": column(planted.ITEMS[0], lambda at, was: was if at % 4 else f"zqvx{at}"),
    "all labels unknown": column(planted.ITEMS[0], lambda at, _: f"zqvxlabel{at}"),
    "one label nearly": column(
        planted.ITEMS[0], lambda at, was: "Agree zqvx" if at == 3 else was
    ),
    "accents broken": column(planted.ITEMS[1], lambda at, _: "zqvxÃ©tÃ©"),
    "ids cut by a spreadsheet": column("Code", lambda at, _: f"1.850375E+{at:02}"),
    "ids alike": column(
        "Code", lambda at, was: was.upper() if at % 2 else f"zqvxid{at + 1:03}x"
    ),
    "no ids": column("Code", lambda at, was: "" if at % 2 else was),
    "teams spelt otherwise": column("Team", lambda at, _: ("Team 1", "TEAM  1")[at % 2]),
    "answers contradict": column(planted.ITEMS[2], lambda at, _: "Disagree"),
    "formulas": column("Code", lambda at, _: f"=zqvxcmd{at}"),
    "a huge cell": column("Why?", lambda at, was: "zqvxhuge" * 30_000 if at == 3 else was),
    "simulated": column("Code", lambda at, _: f"sim-zqvx{at}"),
    "ragged": ragged,
    "twice and otherwise": again,
    "zero bytes": lambda table: planted.text(table).replace(b"zqvxfree7", b"zqvx\0free7"),
    "another encoding": lambda table: planted.text(table).replace(
        b"zqvxfree7", b"zqvx\xe9free7"
    ),
    "an open quote": lambda table: planted.text(table).replace(
        b"zqvxfree7 my", b'"zqvxfree7 my'
    ),
    "no headings": lambda table: planted.text(table[1:]),
    "notes below": lambda table: planted.text([*table, ["zqvxnote by Zqvxname"] + [""] * 18]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_file_is_refused_for(fault, tmp_path, told, planted_study):
    file, cells = tmp_path / "faulty.csv", tmp_path / "cells.csv"
    file.write_bytes(FAULTS[fault](planted.rows("table")))
    for more in (["--dry-run", "--json"], ["--max-rejected", "0"], ["--rejected", cells]):
        told("ingest", file, "--study", planted_study, *more, may_fail=True)
    told("init", tmp_path / "begun", "--from", file, "--in-place", may_fail=True)
    left = {"from/answers.csv", "study/data/answers.csv", "faulty.csv"}
    assert holding(tmp_path) <= {*left, "cells.csv"}
    if cells.exists():
        assert cells.stat().st_mode & 0o777 == 0o600
