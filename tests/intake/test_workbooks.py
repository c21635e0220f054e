"""Old Excel workbooks and LibreOffice: the same cells, sheets and refusals as of xlsx."""

import io
import struct
import zipfile

import openpyxl
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.plain import read_columns
from cpsurvey.intake.sources import Told, sheet_of

ROWS = [["respondent_id", "i1", "i2"], ["a", "Agree", "Neutral"], ["b", 5, 1]]
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>{top}
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">
<office:automatic-styles><style:style style:name="hid" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""
KINDS = {int: "float", float: "float", str: "string", bool: "boolean"}


def ods(*sheets, top="", hidden=()):
    """Bytes of a LibreOffice spreadsheet; a sheet is rows, or XML of its rows."""
    tables = "".join(
        f'<table:table table:name="Sheet {at}" table:style-name="{"hid" * (at in hidden)}">'
        + (rows if isinstance(rows, str) else "".join(map(ods_row, rows)))
        + "</table:table>"
        for at, rows in enumerate(sheets, 1)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet"
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"/>',
        )
        archive.writestr("content.xml", CONTENT.format(top=top, tables=tables))
    return stream.getvalue()


def ods_row(cells, more=""):
    return f"<table:table-row {more}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods_cell(value, more=""):
    if value is None:
        return f"<table:table-cell {more}/>"
    said = "" if isinstance(value, str) else f' office:value="{value}"'
    return (
        f'<table:table-cell office:value-type="{KINDS[type(value)]}"{said} {more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def xls(*sheets):
    """Bytes of an old workbook: records of BIFF8 in a compound file."""

    def record(kind, data=b""):
        return struct.pack("<HH", kind, len(data)) + data

    bodies = []
    for rows in sheets:
        body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        for down, cells in enumerate(rows):
            for right, value in enumerate(cells):
                place = struct.pack("<HHH", down, right, 0)
                if isinstance(value, str):
                    text = value.encode("utf-16-le")
                    size = struct.pack("<HB", len(value), 1)
                    body += record(0x204, place + size + text)
                elif value is not None:
                    body += record(0x203, place + struct.pack("<d", value))
        bodies.append(body + record(0x0A))
    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    names = [f"Sheet {at + 1}".encode() for at in range(len(sheets))]
    at = len(start) + sum(12 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        start += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        at += len(body)
    data = start + record(0x0A) + b"".join(bodies)
    data += bytes(max(4096, -(-len(data) // 512) * 512) - len(data))
    many = len(data) // 512
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, end, *range(3, many + 2), end]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )
    head += struct.pack("<108I", *[free] * 108)
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name, kind, child, first, size):
        text = (name + "\0").encode("utf-16-le")
        head = text + bytes(64 - len(text)) + struct.pack("<HBB", len(text), kind, 1)
        return head + struct.pack("<III36xIII", free, free, child, first, size, 0)

    folder = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(data))
    return head[:512] + table + folder + bytes(512 - len(folder)) + data


def cells(data, name="x.ods", **told):
    sheet = sheet_of(File(name, held=data), Told(**told))
    return [list(row) for row in zip(*sheet.columns, strict=True)]


def refused(data, name="x.ods", **told):
    with pytest.raises(CpsurveyError) as caught:
        sheet_of(File(name, held=data), Told(**told))
    return caught.value


@pytest.mark.parametrize(("make", "name"), [(ods, "ods"), (xls, "xls")])
class TestEveryFormat:
    def test_the_same_answers_as_from_text(self, ask, make, name):
        text = "\n".join(",".join(map(str, row)) for row in ROWS) + "\n"
        one, other = ask(text), ask(make(ROWS))
        assert one.frame.equals(other.frame)
        assert other.info.encoding == name
        assert "sheet 'Sheet 1' of a workbook" in other.info.evidence

    def test_cells_are_read_as_they_stand(self, make, name):
        found = cells(make([["h", "i"], [4.0, 1.234], [-3.25, " a "], [1e-7, "#N/A"]]))
        assert found[1:] == [["4", "1.2340"], ["-3.25", " a "], ["0.0000001", "#N/A"]]

    def test_rows_are_counted_as_a_spreadsheet_counts(self, make, name):
        rows = [[None], [None, *ROWS[0]], [None, *ROWS[1]], [None], [None, *ROWS[2]]]
        sheet = sheet_of(File("x", held=make(rows)), Told())
        assert sheet.lines.tolist() == [2, 3, 5]
        assert sheet.row(0) == ("", *ROWS[0])

    def test_several_sheets_are_named_and_never_chosen(self, make, name):
        data = make(ROWS, [["list"], ["x"]])
        error = refused(data)
        assert (error.code, 'sheet: "Sheet 1"' in error.fix) == ("CPS117", True)
        assert cells(data, sheet="Sheet 2") == [["list"], ["x"]]
        assert refused(data, sheet="Sheet1").code == "CPS117"
        assert cells(make([], ROWS, [[None, "  "]]))[0] == ROWS[0]

    def test_nothing_at_all(self, ask, make, name):
        for empty in ([], [ROWS[0]]):
            with pytest.raises(CpsurveyError) as caught:
                ask(make(empty))
            assert caught.value.code == "CPS101"

    def test_a_cell_far_from_the_table(self, make, name):
        rows = [*ROWS, ["c", *[None] * 250, "x"]]
        assert "row 4 holds something in column 252" in refused(make(rows)).message

    def test_damage_is_a_refusal(self, make, name):
        data = make(ROWS)
        for cut in (600, len(data) // 5, len(data) - 30):
            assert refused(data[:cut], f"x.{name}").code == "CPS104"

    def test_numbers_for_one_model(self, tmp_path, make, name):
        file = tmp_path / f"x.{name}"
        file.write_bytes(make([["x", "y"], [1, 2.5], [2, None]]))
        assert read_columns(file)["x"] == [1, 2]


def test_times_of_a_spreadsheet():
    given = {
        "date": ("2026-11-02", "2026-11-02T09:03:11", "2026-11-02T00:00:00"),
        "time": ("PT09H03M00S",),
        "boolean": ("true",),
    }
    row = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{kind}-value="{value}"/>'
        for kind, values in given.items()
        for value in values
    )
    data = ods(ods_row("abcde") + f"<table:table-row>{row}</table:table-row>")
    days = ["2026-11-02", "2026-11-02 09:03:11", "2026-11-02"]
    assert cells(data)[1] == [*days, "09:03:00", "TRUE"]


def test_broken_accents(ask):
    with pytest.raises(CpsurveyError) as caught:
        ask(ods([["i1", "i2"], ["Ã©tÃ©", "Agree"]]))
    assert caught.value.code == "CPS103"


def test_a_hidden_sheet_is_none_of_several():
    sheet = sheet_of(File("x", held=ods(ROWS, [["list"], ["x"]], hidden=[2])), Told())
    assert sheet.row(0) == tuple(ROWS[0])
    assert "hidden sheet 'Sheet 2' left out" in sheet.seen
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.create_sheet("Lists").append(["x"])
    made["Lists"].sheet_state = "veryHidden"
    stream = io.BytesIO()
    made.save(stream)
    sheet = sheet_of(File("x", held=stream.getvalue()), Told())
    assert (sheet.n, "hidden sheet 'Lists' left out" in sheet.seen) == (3, True)
    assert cells(stream.getvalue(), sheet="Lists") == [["x"]]


def test_merged_cells_are_read_in_each_of_their_rows():
    made = openpyxl.Workbook()
    sheet = made.active
    for row in [["team", "x"], ["A", 1], [None, 2], [None, 3], ["B", 4]]:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C1:D1")
    stream = io.BytesIO()
    made.save(stream)
    found = sheet_of(File("x", held=stream.getvalue()), Told())
    assert found.columns[0].tolist() == ["team", "A", "A", "A", "B"]
    assert "1 merged cells were read in each of their rows" in found.seen


def test_a_document_type_is_refused_wherever_it_stands():
    late = " " * 5000 + "<!DOCTYPE a [<!ENTITY b 'c'>]>"
    assert "document type" in refused(ods(ROWS, top=late)).message
