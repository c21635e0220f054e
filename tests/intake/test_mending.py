"""A dry run stores nothing; cells that were set aside go out, come back mended, and count."""

import csv
import io
import json
import sqlite3
import stat

import openpyxl
import pytest
from conftest import answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.intake import mending
from cpsurvey.store import open_store

HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure"


def spoilt(**cells):
    """Thirty answers with other cells: ``r3_h1="x"`` is that of respondent r3."""
    rows = [line.split(",") for line in answers(30).splitlines()]
    names = rows[0]
    for place, text in cells.items():
        who, name = place.split("_")
        rows[int(who[1:]) + 1][names.index(name)] = text
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


@pytest.fixture
def run(tiny, capsys):
    """Run a command on the study: its status, and all it said."""

    def runner(*args):
        status = funnel.run([*map(str, args), "--study", str(tiny)])
        said = capsys.readouterr()
        return status, f"{said.out}\n{said.err}"

    return runner


@pytest.fixture
def data(tiny):
    def put(text, name="a.csv"):
        file = tiny / "data" / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    return put


def tree(folder):
    return {
        file.relative_to(folder): file.read_bytes() if file.is_file() else None
        for file in sorted(folder.rglob("*"))
    }


def stored(tiny):
    with open_store(load_study(tiny)) as store:
        responses = store.responses(load_study(tiny).questionnaire)
        return responses, store.batches()


def one(tiny, who, name):
    """Value of the only respondent of a team of one's own."""
    responses, _ = stored(tiny)
    (at,) = [i for i, team in enumerate(responses.groups["team_id"]) if team == who]
    return responses.values[name][at]


def lines(file):
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))


def fill(file, to, *, encoding="utf-8-sig", delimiter=",", name="fix.csv", **mends):
    """Give the list back, the cell of a row and variable mended: ``r3_h1="4"``."""
    rows = lines(file)
    for row in rows:
        place = f"r{int(row['row']) - 1}_{row['variable']}"
        row["mended"] = mends.get(place, row["mended"])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    fix = to / name
    fix.write_bytes(out.getvalue().encode(encoding, errors="replace"))
    return fix


# ---------------------------------------------------------------------------- dry run
def test_a_dry_run_leaves_nothing_at_all(tiny, run, data):
    data(spoilt(r2_h1="strange"))
    before = tree(tiny)
    status, said = run("ingest", "--dry-run")
    assert status == 0
    assert tree(tiny) == before
    assert "column 4 'h1': h1, codes" in said
    assert "unknown_code 1" in said
    assert "30 new answers" in said
    assert "--rejected" in said
    assert "strange" not in said


def test_a_dry_run_is_judged_against_what_is_stored(tiny, run, data):
    data(answers(30))
    assert run("ingest")[0] == 0
    before = tree(tiny)
    data(answers(30) + "r30,t2,fr,1,2,3,4,5,1,1\n", "b.csv")
    before |= {f: b for f, b in tree(tiny).items() if f.name == "b.csv"}
    status, said = run("ingest", "--dry-run", "--json")
    assert status == 0, said
    told, _ = json.JSONDecoder().raw_decode(said)
    assert told["dry_run"]
    assert [f["status"] for f in told["files"]] == ["already", "ingested"]
    assert (told["files"][1]["new"], told["files"][1]["unchanged"]) == (1, 30)
    columns = {c["heading"]: c for c in told["files"][1]["columns"]}
    assert columns["h3"]["variable"] == "h3"
    assert columns["h3"]["read_as"] == "codes"
    assert tree(tiny) == before


def test_a_dry_run_ends_as_the_real_one_would(tiny, run, data):
    data("respondent_id,other\n1,2\n")
    before = tree(tiny)
    status, said = run("ingest", "--dry-run")
    assert (status, "CPS105" in said) == (65, True)
    assert tree(tiny) == before


def test_an_older_store_is_not_rewritten_by_a_dry_run(tiny, run, data):
    data(answers(30))
    run("ingest")
    (tiny / "secret.key").unlink()
    before = tree(tiny)
    data(answers(31), "b.csv")
    before |= {f: b for f, b in tree(tiny).items() if f.name == "b.csv"}
    assert run("ingest", "--dry-run")[0] == run("ingest")[0]
    assert tree(tiny) == before


def test_columns_left_out_are_said(tiny, run, data):
    lines_ = answers(30).splitlines()
    text = "\n".join(
        f"{line},{'notes' if not at else 'text of nobody'}" for at, line in enumerate(lines_)
    )
    data(text + "\n")
    _, said = run("ingest", "--dry-run")
    assert "column 11 'notes': left out" in said
    assert "text of nobody" not in said


# ------------------------------------------------------------------------ rejected cells
def test_the_list_is_private_and_complete_and_never_written_over(tiny, run, data):
    data(spoilt(r2_h1="=1+cmd|' /C calc'!A0", r5_h2="-4", r6_h3="@x", r7_p1="3-4", r8_p2="oui"))
    file = tiny / "cells.csv"
    status, said = run("ingest", "--rejected", file)
    assert status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    found = {row["variable"]: row for row in lines(file)}
    assert found["h1"]["row"] == "3"
    assert found["h1"]["line"] == "4"
    assert found["h1"]["column"] == "4"
    assert found["h1"]["cell"] == "'=1+cmd|' /C calc'!A0"
    assert found["h2"]["cell"] == "'-4"
    assert found["h3"]["cell"] == "'@x"
    assert found["p1"]["cell"] == "'3-4"
    assert found["p2"]["cell"] == "oui"
    assert {row["mended"] for row in found.values()} == {""}
    assert "calc" not in said
    before = file.read_bytes()
    assert run("ingest", "--rejected", file)[0] == 73
    assert file.read_bytes() == before


def test_the_list_is_not_written_where_others_look(tiny, run, data):
    data(spoilt(r2_h1="x"))
    (tiny / "reports").mkdir()
    status, said = run("ingest", "--rejected", tiny / "reports" / "cells.csv")
    assert (status, "CPS904" in said) == (2, True)
    assert not (tiny / "study.db").exists()


def test_nothing_set_aside_is_no_file(tiny, run, data):
    data(answers(30))
    _, said = run("ingest", "--rejected", tiny / "cells.csv")
    assert "nothing of answers was set aside" in said
    assert not (tiny / "cells.csv").exists()


def test_whole_rows_are_listed_with_what_to_do(tiny, run, data):
    data(answers(30) + "r40,t1,en,1,2,3,4,5,1,1,and,more\n")
    run("ingest", "--dry-run", "--rejected", tiny / "cells.csv")
    (row,) = lines(tiny / "cells.csv")
    assert (row["rule"], row["column"]) == ("ragged_row", "")
    assert "whole row" in row["advice"]
    row["mended"] = "4"
    (tiny / "fix.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    status, said = run("ingest", "--fix", tiny / "fix.csv")
    assert (status, "as a whole" in said) == (65, True)


@pytest.mark.parametrize(
    "text", ["007", "3-4", "1e5", "mars 3", "=x", " x", "TRUE", "'s avonds", "'", "-9", "４"]
)
def test_what_a_spreadsheet_would_change_is_kept_from_it(text):
    assert mending.safe(text) == f"'{text}"
    assert mending.plain(mending.safe(text)) == text


@pytest.mark.parametrize("text", ["oui", "Plutôt d'accord", "12", "A12", "Đồng ý", "d'accord"])
def test_words_stay_as_they_are(text):
    assert mending.safe(text) == text
    assert mending.plain(text) == text


# ------------------------------------------------------------------------------ mended
@pytest.fixture
def run_spoilt(tiny, run, data):
    """A study with two bad cells, stored and listed."""
    data(spoilt(r2_h1="Plutot", r5_h2="9").replace("r2,t2", "r2,Q").replace("r5,t5", "r5,R"))
    run("ingest", "--rejected", tiny / "cells.csv")
    return tiny / "cells.csv"


def test_mended_cells_take_their_place_and_nobody_counts_twice(tiny, run, run_spoilt):
    fix = fill(run_spoilt, tiny, r2_h1="Agree", r5_h2="2")
    status, said = run("ingest", "--fix", fix)
    assert status == 0, said
    assert (one(tiny, "Q", "h1"), one(tiny, "R", "h2")) == (4, 2)
    responses, (batch,) = stored(tiny)
    assert (responses.n, batch.accepted) == (30, 30)
    assert "2 cells mended" in said
    with open_store(load_study(tiny)) as store:
        before = store.fingerprint()
    assert "already ingested" in run("ingest", "--fix", fix)[1]
    assert "already ingested" in run("ingest")[1]
    with open_store(load_study(tiny)) as store:
        assert store.fingerprint() == before


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t")]
)
def test_lists_that_a_spreadsheet_saved(tiny, run, data, encoding, delimiter):
    text = spoilt(r2_h1="Đồng ý", r5_h2="3-4", r6_h3="d’accord, oui\nnon")
    data(text.replace("r2,t2", "r2,Q"))
    run("ingest", "--rejected", tiny / "cells.csv")
    fix = fill(
        tiny / "cells.csv",
        tiny,
        encoding=encoding,
        delimiter=delimiter,
        r2_h1="Tout à fait d'accord",
        r5_h2="3",
        r6_h3="(empty)",
    )
    status, said = run("ingest", "--fix", fix)
    assert status == 0, said
    assert one(tiny, "Q", "h1") == 5
    assert "3 cells mended" in said


def test_a_list_saved_as_a_workbook(tiny, run, run_spoilt):
    book = openpyxl.Workbook()
    rows = lines(run_spoilt)
    book.active.append(list(rows[0]))
    for row in rows:
        row["mended"] = 2
        numbers = {name: int(row[name]) for name in ("row", "line", "column")}
        book.active.append(list((row | numbers).values()))
    book.save(tiny / "fix.xlsx")
    assert run("ingest", "--fix", tiny / "fix.xlsx")[0] == 0
    assert (one(tiny, "Q", "h1"), one(tiny, "R", "h2")) == (2, 2)


def test_a_mended_cell_that_does_not_fit_is_refused_by_its_place(tiny, run, run_spoilt):
    before = stored(tiny)[0]
    status, said = run("ingest", "--fix", fill(run_spoilt, tiny, r2_h1="hidden", r5_h2="2"))
    assert (status, "CPS128" in said) == (65, True)
    assert "row 3, column 4" in said
    assert "hidden" not in said
    assert stored(tiny)[0].values["h2"].tolist()[5] != 2 or before.n == 30


def edited(file, to, change):
    rows = lines(file)
    for row in rows:
        change(row)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    (to / "fix.csv").write_text(out.getvalue(), "utf-8")
    return to / "fix.csv"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sha256": "0" * 64}, "another one now"),
        ({"sha256": "0" * 64, "file": "other.csv"}, "another file, 'other.csv'"),
        ({"row": "900"}, "no row 900"),
        ({"row": "1"}, "was not set aside"),
        ({"column": "99"}, "column 99"),
        ({"cell": "changed"}, "another text"),
        ({"row": "three"}, "names no row"),
        ({"row": "9" * 6000}, "names no row"),
        ({"row": "-1"}, "names no row"),
        ({"column": ""}, "as a whole"),
    ],
)
def test_lists_of_something_else_are_refused_by_name(tiny, run, run_spoilt, change, said):
    with open_store(load_study(tiny)) as store:
        before = store.fingerprint()
    fix = edited(run_spoilt, tiny, lambda row: row.update(change, mended="4"))
    status, told = run("ingest", "--fix", fix)
    assert (status, "CPS128" in told, said in told) == (65, True, True), told
    with open_store(load_study(tiny)) as store:
        assert store.fingerprint() == before


@pytest.mark.parametrize("text", [b"", b"a,b\n1,2\n", b"\x00\x01", b"PK\x03\x04"])
def test_files_that_are_no_list(tiny, run, run_spoilt, text):
    (tiny / "fix.csv").write_bytes(text)
    status, said = run("ingest", "--fix", tiny / "fix.csv")
    assert status == 65
    assert "Traceback" not in said


def test_mends_are_not_lost_when_the_file_must_be_read_anew(tiny, run, run_spoilt):
    fix = fill(run_spoilt, tiny, r2_h1="4", r5_h2="2")
    run("ingest", "--fix", fix)
    own = tiny / "small.yaml"
    own.write_text(own.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8")
    status, said = run("ingest")
    assert (status, "CPS128" in said, "--fix" in said) == (65, True, True)
    assert one(tiny, "Q", "h1") == 4
    assert run("ingest", "--fix", fix)[0] == 0
    assert one(tiny, "Q", "h1") == 4


def test_a_list_with_nothing_filled_in_takes_the_file_as_it_stands(tiny, run, run_spoilt):
    run("ingest", "--fix", fill(run_spoilt, tiny, r2_h1="4"))
    assert one(tiny, "Q", "h1") == 4
    assert run("ingest", "--fix", run_spoilt)[0] == 0
    assert one(tiny, "Q", "h1") != 4
    assert stored(tiny)[0].n == 30


def test_a_source_names_its_list(tiny, run, run_spoilt):
    fill(run_spoilt, tiny, r2_h1="4")
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace(
        "- path: data/*.csv", "- path: data/*.csv\n    fix: fix.csv"
    )
    file.write_text(text, "utf-8")
    assert run("ingest")[0] == 0
    assert one(tiny, "Q", "h1") == 4
    assert "already" in run("ingest")[1]
    file = tiny / "data" / "a.csv"
    file.write_text(file.read_text("utf-8") + "r30,t2,fr,1,2,3,4,5,1,1\n", "utf-8")
    _, said = run("ingest")
    assert "not used" in said


def test_people_without_identifier_are_known_again_after_a_mend(tiny, run, data):
    rows = ["h1,h2,h3,p1,p2,p3,submitdate"]
    rows += [f"{1 + i % 5},{1 + i % 3},2,3,4,{1 + i % 4},2026-10-{i + 1:02}" for i in range(12)]
    rows[3] = "strange" + rows[3][1:]
    data("\n".join(rows) + "\n")
    run("ingest", "--rejected", tiny / "cells.csv")
    fix = fill(tiny / "cells.csv", tiny, r2_h1="4")
    assert run("ingest", "--fix", fix)[0] == 0
    assert stored(tiny)[0].n == 12
    longer = [*rows, "3,3,3,3,3,3,2026-10-20"]
    data("\n".join(longer) + "\n", "b.csv")
    status, said = run("ingest", tiny / "data" / "b.csv")
    assert status == 0, said
    responses, _ = stored(tiny)
    assert responses.n == 13
    assert not any(value != value for value in responses.values["h1"])


def test_the_erased_stay_erased_and_later_files_keep_their_standing(tiny, run, data):
    first = spoilt(r2_h1="Plutot", r5_h2="9")
    data(first.replace("r2,t2", "r2,Q"))
    run("ingest", "--rejected", tiny / "cells.csv")
    other = [line.split(",") for line in first.replace("r2,t2", "r2,Q").splitlines()]
    other[3] = ["r2", "Q", "en", *"1111111"]
    data("\n".join(",".join(line) for line in (other[0], other[3])) + "\n", "b.csv")
    assert run("ingest", tiny / "data" / "b.csv", "--replace")[0] == 0
    assert one(tiny, "Q", "p3") == 1
    run("forget", "r5")
    fix = fill(tiny / "cells.csv", tiny, r2_h1="4", r5_h2="2")
    status, said = run("ingest", "--fix", fix)
    assert status == 0, said
    assert (one(tiny, "Q", "h1"), one(tiny, "Q", "p3")) == (1, 1)
    assert stored(tiny)[0].n == 29


# -------------------------------------------------------------------------- max rejected
@pytest.mark.parametrize(
    ("limit", "status"), [("2", 0), ("1", 65), ("7%", 0), ("5%", 65), ("0", 65), ("100%", 0)]
)
def test_a_file_of_which_too_much_is_set_aside_is_refused(tiny, run, data, limit, status):
    data(spoilt(r2_h1="x", r5_h2="9"))
    came, said = run("ingest", "--max-rejected", limit)
    assert came == status, said
    if status:
        assert "CPS127" in said
        assert "unknown_code 1" in said
        assert "code_out_of_range 1" in said


def test_the_limit_of_a_source_and_the_list_of_a_refused_file(tiny, run, data):
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace(
        "- path: data/*.csv", "- path: data/*.csv\n    max_rejected: 0"
    )
    file.write_text(text, "utf-8")
    data(spoilt(r2_h1="x"))
    status, _ = run("ingest", "--rejected", tiny / "cells.csv")
    assert status == 65
    assert len(lines(tiny / "cells.csv")) == 1
    assert run("ingest", "--fix", fill(tiny / "cells.csv", tiny, r2_h1="4"))[0] == 0
    assert run("ingest", "--max-rejected", "many")[0] == 2
    file.write_text(text.replace("max_rejected: 0", "max_rejected: many"), "utf-8")
    assert run("ingest")[0] == 78


def test_the_report_says_which_file_was_mended(tiny, run, run_spoilt):
    run("ingest", "--fix", fill(run_spoilt, tiny, r2_h1="4"))
    assert run("analyze")[0] == 0
    record = json.loads((tiny / "reports" / "current" / "run.json").read_text("utf-8"))
    (source,) = record["provenance"]["sources"]
    assert (source["mended"], len(source["fix_sha256"])) == (1, 64)
    assert "Mended cells" in (tiny / "reports" / "current" / "supplement.html").read_text(
        "utf-8"
    )


def test_a_dry_run_of_a_list_changes_nothing(tiny, run, run_spoilt):
    fix = fill(run_spoilt, tiny, r2_h1="4")
    before = tree(tiny)
    status, said = run("ingest", "--dry-run", "--fix", fix)
    assert (status, "1 cell mended" in said) == (0, True)
    assert tree(tiny) == before


def test_a_store_with_a_log_beside_it_is_only_read(tiny, run, data):
    data(answers(30))
    run("ingest")
    db = tiny / "study.db"

    open_ = sqlite3.connect(db)  # another program looks: the log stays
    open_.execute("SELECT count(*) FROM batch").fetchone()
    before = db.read_bytes()
    status, said = run("ingest", "--dry-run")
    open_.close()
    assert (status, "already" in said) == (0, True)
    assert db.read_bytes() == before


def test_several_answers_in_columns_are_mended_one_by_one(tmp_path, tiny, run, data):
    own = (
        (tiny / "small.yaml")
        .read_text("utf-8")
        .replace(
            "derived:",
            "  - id: m\n    type: select_multiple\n    label: {en: M, fr: M}\n    options:\n"
            "      - {code: 1, id: one, label: {en: One, fr: Un}}\n"
            "      - {code: 2, id: two, label: {en: Two, fr: Deux}}\nderived:",
            1,
        )
    )
    (tiny / "small.yaml").write_text(own, "utf-8")
    text = answers(30).splitlines()
    text = [f"{text[0]},m"] + [f"{line},1 2" for line in text[1:]]
    text[3] = text[3].removesuffix("1 2") + "strange"
    data("\n".join(text) + "\n")
    run("ingest", "--rejected", tiny / "cells.csv")
    (row,) = lines(tiny / "cells.csv")
    assert row["column"] == "11"
    status, said = run(
        "ingest", "--fix", edited(tiny / "cells.csv", tiny, lambda r: r.update(mended="1 2"))
    )
    assert status == 0, said
    responses, _ = stored(tiny)
    assert all(
        responses.values[name].all() for name in responses.values if name.startswith("m")
    )


def test_the_same_cells_in_a_list_that_was_saved_again(tiny, run, run_spoilt):
    run("ingest", "--fix", fill(run_spoilt, tiny, r2_h1="4"))
    again = fill(run_spoilt, tiny, delimiter=";", name="again.csv", r2_h1="4")
    assert "already" in run("ingest", "--fix", again)[1]
    status, said = run("ingest")
    assert (status, "already" in said) == (0, True), said
    assert one(tiny, "Q", "h1") == 4
