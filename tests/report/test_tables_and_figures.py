"""Spreadsheets, CSV and pictures as files."""

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import openpyxl
import pytest
from PIL import Image
from report.documents_made import HOSTILE, a_document

from cpsurvey.report import write as writing
from cpsurvey.report.guard import Guard
from cpsurvey.report.render import csv as commas
from cpsurvey.report.render import figures, xlsx
from cpsurvey.report.table import Head, Row, Table


def book(folder, **more):
    (file,) = xlsx.write(a_document(**more), folder, "")
    return openpyxl.load_workbook(file)


def test_sheets_are_named_by_number_and_code_and_reached_from_the_first(tmp_path):
    found = book(tmp_path)
    assert found.sheetnames == ["Contents", "S1 T7-x", "S2 T8-x", "S3 T9-x"]
    links = [c.hyperlink.location for row in found["Contents"] for c in row if c.hyperlink]
    assert links == ["'S1 T7-x'!A1", "'S2 T8-x'!A1", "'S3 T9-x'!A1"]
    assert found["S1 T7-x"]["A1"].value == "Table\u00a0S1. x [T7]"


def test_sheets_print_on_the_width_of_a_page_with_their_head(tmp_path):
    found = book(tmp_path)
    small, wide = found["S1 T7-x"], found["S3 T9-x"]
    for sheet in (small, wide):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes == "B5"
    assert small.page_setup.orientation in (None, "portrait")
    assert wide.page_setup.orientation == "landscape"


def test_a_number_is_never_a_text(tmp_path):
    heads = (Head("a", "A", "text"), Head("b", "B", "text"))
    texts = ["399.41", "−1.06", "0,25", "3.11.7", "007", "12", "1 of 7", "1" * 20]
    table = Table("T7-x", "T", heads, tuple(Row({"a": one, "b": "−2"}) for one in texts))
    document = a_document()
    only = replace(document.sections[1], blocks=(table,))
    (file,) = xlsx.write(replace(document, sections=(only,)), tmp_path, "")
    sheet = openpyxl.load_workbook(file).worksheets[1]
    assert [row[0].value for row in sheet.iter_rows(min_row=5)] == [
        *(399.41, -1.06, 0.25, "3.11.7", "007", 12, "1 of 7", "1" * 20)
    ]
    (plain,) = commas.write(replace(document, sections=(only,)), tmp_path, "")
    assert "−" not in plain.read_text("utf-8-sig")


def sheet_of(table, tmp_path):
    document = a_document()
    only = replace(document.sections[1], blocks=(table,))
    (file,) = xlsx.write(replace(document, sections=(only,)), tmp_path, "")
    return openpyxl.load_workbook(file).worksheets[1]


def test_the_heading_of_an_interval_stands_over_both_of_its_cells(tmp_path):
    ends = Head("ci", "95% Monte Carlo CI (Std.)", kind="interval")
    table = Table("T1", "T", columns=(ends,), rows=(Row({"ci": (0.1, 0.2)}),))
    sheet = sheet_of(table, tmp_path)
    assert "A4:B4" in [str(cells) for cells in sheet.merged_cells.ranges]
    assert sheet["A4"].value == ends.heading
    assert 2 * sheet.column_dimensions["A"].width > len(ends.heading)


def test_rows_of_a_sheet_are_as_high_as_the_texts_in_them(tmp_path):
    said = "one word after another " * 12
    columns = (Head("a", "A", kind="text"), Head("b", "B", kind="text"))
    rows = (Row({"a": said, "b": "x"}), Row({"a": "short", "b": "x"}))
    sheet = sheet_of(Table("T1", "T", columns=columns, rows=rows, notes=(said,)), tmp_path)
    assert sheet.row_dimensions[5].height >= 5 * 15
    assert sheet.row_dimensions[6].height in (None, 15)
    assert sheet.row_dimensions[7].height >= 4 * 15


def test_many_long_texts_are_broken_into_lines_and_not_printed_small(tmp_path):
    said = "one word after another " * 12
    columns = tuple(Head(f"c{n}", f"C{n}", kind="text") for n in range(6))
    table = Table("T1", "T", columns=columns, rows=(Row({c.key: said for c in columns}),))
    sheet = sheet_of(table, tmp_path)
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert sum(widths) <= xlsx.ACROSS + len(widths)
    assert sheet.row_dimensions[5].height >= 9 * 15


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_header_or_name_of_a_sheet_is_a_command(tmp_path, text):
    found = book(tmp_path, text=text)
    for sheet in found:
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        assert "&&" in sheet.oddFooter.left.text or "&" not in text


def test_french_tables_are_parted_and_written_as_french_programs_read_them(tmp_path):
    for language, sign, number in (("en", ",", "-0.1"), ("fr", ";", "-0,1")):
        folder = tmp_path / language
        folder.mkdir()
        file = commas.write(a_document(language), folder, "")[0]
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        first, *rows = csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=sign)
        assert first == ["group", "a", "b", "c_lower", "c_upper"]
        assert rows[0][3] == number


def form(drawing, form):
    return drawing.svg() if form == "svg" else drawing.png(form)


@pytest.mark.parametrize("name", ["article", "supplement"])
def test_pictures_stand_alone_in_lines_and_for_print_in_dots(tmp_path, name):
    document = replace(a_document(), name=name)
    found = figures.write(writing._drawn(document, "files", Guard(), form), tmp_path, ".fr")
    names = [file.name for file in found]
    kinds = ("svg", "png") if name == "article" else ("svg",)
    assert names == [f"{name}-S1-dots.fr.{kind}" for kind in kinds]
    assert ET.parse(found[0]).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_a_picture_for_print_has_300_dots_an_inch():
    from cpsurvey.report import canvas
    from cpsurvey.report.words import Words

    figure, axes = canvas.new(2, 1)
    axes.plot([0, 1], [0, 1])
    made = canvas.finish(figure, "f", "T", Words("en", {}), "T1")
    with Image.open(io.BytesIO(made.drawing.png(300))) as one:
        assert one.size == (600, 300)
        assert round(one.info["dpi"][0]) == 300
    with Image.open(io.BytesIO(made.png)) as one:
        assert one.size == (300, 150)


def test_the_same_document_gives_the_same_bytes(tmp_path):
    for write in (commas.write, xlsx.write, figures.write):
        made = []
        for name in "ab":
            folder = tmp_path / f"{name}-{write.__module__}"
            folder.mkdir()
            drawn = writing._drawn(
                replace(a_document(), name="article"), "files", Guard(), form
            )
            made.append([file.read_bytes() for file in write(drawn, folder, "")])
        assert made[0] == made[1]
