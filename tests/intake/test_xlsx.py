"""Workbooks: the same answers as from text, and every one that cannot be read says why."""

import contextlib
import datetime as dt
import io
import random
import re
import zipfile

import openpyxl
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.plain import read_columns
from cpsurvey.intake.sources import Told, sheet_of, sources

DAY = dt.datetime(2026, 11, 2)  # noqa: DTZ001  spreadsheets have no zones
ROWS = [["respondent_id", "i1", "i2"], ["a", "Agree", "Neutral"], ["b", 5, 1]]


def book(*sheets, formats=()):
    """Bytes of a workbook; `formats` are number formats by cell of the first sheet."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for at, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {at + 1}")
        for row in rows:
            sheet.append(row)
    for place, shape in dict(formats).items():
        made.worksheets[0][place].number_format = shape
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data, part, change):
    """The same workbook, one part of which is other text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return stream.getvalue()


def cells(data, **told):
    sheet = sheet_of(File("x.xlsx", held=data), Told(**told))
    return [list(row) for row in zip(*sheet.columns, strict=True)]


def refused(data, where="x.xlsx", **told):
    with pytest.raises(CpsurveyError) as caught:
        sheet_of(File(where, held=data), Told(**told))
    return caught.value


def test_the_same_answers_as_from_text(ask):
    text = "\n".join(",".join(map(str, row)) for row in ROWS) + "\n"
    one, other = ask(text), ask(book(ROWS))
    assert one.frame.equals(other.frame)
    assert one.heads == other.heads
    assert other.info.encoding == "xlsx"
    assert "sheet 'Sheet 1' of a workbook" in other.info.evidence


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (4, None, "4"),
        (4.0, None, "4"),
        (-3.25, None, "-3.25"),
        (1.234, None, "1.2340"),
        (0.1234, None, "0.1234"),
        (1e-7, None, "0.0000001"),
        (1.23456789012345e17, None, "123456789012345000"),
        (42, "00000", "00042"),
        (42, "0", "42"),
        (True, None, "TRUE"),
        ("a\nb ", None, "a\nb "),
        ("=1+1", "text", "=1+1"),
        (DAY, "yyyy-mm-dd", "2026-11-02"),
        (DAY, "yyyy-mm-dd hh:mm", "2026-11-02 00:00:00"),
        (DAY.replace(hour=9, minute=3, second=11), "dd/mm/yyyy", "2026-11-02 09:03:11"),
        (dt.time(9, 3), "hh:mm", "09:03:00"),
        (dt.timedelta(hours=30, seconds=5), "[h]:mm:ss", "30:00:05"),
        ("#N/A", None, "#N/A"),
    ],
)
def test_cells_are_read_as_they_stand(value, shape, text):
    made = openpyxl.Workbook()
    made.active.append(["h", "i"])
    cell = made.active.cell(2, 1, value)
    if shape == "text":
        cell.data_type = "s"
    elif shape:
        cell.number_format = shape
    made.active.cell(2, 2, "x")
    stream = io.BytesIO()
    made.save(stream)
    assert cells(stream.getvalue())[1] == [text, "x"]


def test_rows_are_counted_as_a_spreadsheet_counts(ask):
    batch = ask(book([[None], *ROWS[:2], [None, None, None], ["c", "Perhaps", 2]]))
    (found,) = [one for one in batch.findings if one.rule == "unknown_label"]
    assert found.where == "x.csv: column i1, row 2 (line 5)"


def test_cells_never_shift_so_no_row_is_of_another_length(ask):
    batch = ask(book([*ROWS, ["c", 3], ["d", 2, 2, None, "note"]]))
    assert (len(batch.heads), batch.rejected) == (4, ())


def test_a_cell_far_from_the_table_does_not_fill_the_memory():
    made = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    made.active["XFD3"] = "x"
    stream = io.BytesIO()
    made.save(stream)
    assert "row 3 holds something in column 16384" in refused(stream.getvalue()).message


def test_empty_sheets_beside_it_do_not_matter():
    assert cells(book([], ROWS, [[None, "  "]]))[0] == ROWS[0]


def test_several_sheets_are_named_and_never_chosen(ask):
    data = book(ROWS, [["list"], ["x"]])
    error = refused(data)
    assert error.code == "CPS117"
    assert "'Sheet 1', 'Sheet 2'" in error.message
    assert 'sheet: "Sheet 1"' in error.fix
    assert ask(data, sheet="Sheet 1").info.rows == 2
    error = refused(data, sheet="Sheet1")
    assert (error.code, "Sheet 1" in error.fix) == ("CPS117", True)


@pytest.mark.parametrize("empty", [[], [[]], [ROWS[0]]])
def test_a_workbook_without_answers(ask, empty):
    with pytest.raises(CpsurveyError) as caught:
        ask(book(empty))
    assert caught.value.code == "CPS101"


def test_what_a_formula_said_last_is_what_it_says():
    data = book([["h", "i"], ["=1+1", "x"]])
    part = "xl/worksheets/sheet1.xml"
    error = refused(data)
    assert (error.code, "cell A2" in error.message) == ("CPS104", True)
    done = changed(data, part, lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", xml))
    assert cells(done)[1] == ["2", "x"]
    blank = changed(data, part, lambda xml: xml.replace(b'r="A2"', b'r="A2" t="str"'))
    assert cells(blank)[1] == [None, "x"]


def test_damage_of_every_kind_is_a_refusal():
    data = book(ROWS)
    for cut in range(8, len(data), max(1, len(data) // 40)):
        assert refused(data[:cut]).code == "CPS104"
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
        for change in (lambda xml: xml[: len(xml) // 2], lambda _: b"<a>", lambda _: b"\xff"):
            try:
                cells(changed(data, part, change))
            except CpsurveyError as error:
                assert error.code == "CPS104"  # noqa: PT017  some parts hold nothing of use


def test_scrambled_bytes_are_read_or_refused():
    draw, data = random.Random(1), book(ROWS)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(draw.randint(1, 6)):
            broken[draw.randrange(4, len(data))] = draw.randrange(256)
        with contextlib.suppress(CpsurveyError):
            cells(bytes(broken))


def test_a_password_an_old_workbook_and_another_archive():
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked).message
    assert "old Excel workbook" in refused(b"\xd0\xcf\x11\xe0" + bytes(600)).message
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("survey.lss", "x")
    assert "or an archive" in refused(stream.getvalue(), "x.zip").message


def test_a_document_type_and_a_bomb_are_refused_before_they_are_read(monkeypatch):
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    data = changed(book(ROWS), "xl/workbook.xml", lambda xml: declared + xml)
    assert "document type" in refused(data).message
    monkeypatch.setattr("cpsurvey.intake.limits.LARGEST_UNPACKED", 1000)
    assert "larger than 0 MB" in refused(book(ROWS)).message


def test_a_decimal_is_never_taken_for_thousands(ask):
    tail = "questions:\n  - {id: q, type: decimal, text: {en: q}}"
    rows = [["respondent_id", "i1", "i2", "q"], ["a", 1, 2, 1.234], ["b", 1, 2, "7,5"]]
    assert ask(book(rows), tail=tail).frame["q"].tolist() == [1.234, 7.5]


def test_numbers_for_one_model(tmp_path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(book([["x", "y"], [1, 2.5], [2, None]]))
    assert read_columns(file)["x"] == [1, 2]


def test_every_format_has_its_own_file():
    assert sources.names() == ["delimited", "lsa", "ods", "spss", "stata", "xls", "xlsx"]
