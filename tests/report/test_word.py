"""Word tables written as XML: what Word and other readers find in them."""

import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from golden import book

from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.render import _layout
from cpsurvey.report.render import docx as word
from cpsurvey.report.render._wordtable import xml
from cpsurvey.report.render._wordtext import Marks
from cpsurvey.report.table import Head, Row, Table

WORDS = {
    "contents": "Contents",
    "table": "Table",
    "tables": "Tables",
    "figure": "Figure",
    "figures": "Figures",
    "note": "Note.",
}
TABLE = Table(
    "T7-x",
    'Scales & "signs" <1>',
    (
        Head("a", "Scale", "text"),
        Head("b", "α", "unit2"),
        Head("c", "95% CI", "interval"),
    ),
    (
        Row.across("First & last"),
        Row({"a": "two\nlines", "b": 0.5, "c": (0.1, 0.9)}, faint=frozenset({"b"})),
        Row({"a": "bad \x0b sign", "b": None, "c": None}),
    ),
    ("A note.",),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    many = Table(
        "T8-y",
        "Many columns",
        tuple(Head(str(i), f"c{i}", "int") for i in range(12)),
        tuple(Row({str(i): i for i in range(12)}) for _ in range(3)),
    )
    nothing = Table("T9-z", "No rows", (Head("a", "A", "text"),), ())
    blocks = (Text("Before."), TABLE, many, nothing)
    sections = (Section("one", "Chapter", blocks),)
    (file,) = word.write(Document("en", "T", "s", "", sections, WORDS), folder, "")
    return file


def test_tables_are_found_with_their_text(written):
    first, many, nothing = docx.Document(str(written)).tables
    assert [cell.text for cell in first.rows[0].cells] == ["Scale", "α", "95% CI"]
    assert first.rows[1].cells[0].text == "First & last"
    assert first.rows[1].cells[0]._tc is first.rows[1].cells[2]._tc  # one cell across
    assert [cell.text for cell in first.rows[2].cells] == ["two\nlines", ".50", "[0.10, 0.90]"]
    assert [cell.text for cell in first.rows[3].cells] == ["bad  sign", "–", "–"]
    assert len(many.columns) == 12
    assert len(nothing.rows) == 1


def test_the_head_repeats_and_no_row_is_divided(written):
    table = docx.Document(str(written)).tables[0]._tbl
    rows = table.findall(qn("w:tr"))
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True, False, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_children_stand_in_the_order_of_the_schema(written):
    order = {
        "tblPr": ["tblW", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
        "tblCellMar": ["left", "right"],
        "tcPr": ["tcW", "gridSpan", "tcBorders", "vAlign"],
        "tcBorders": ["top", "bottom"],
        "pPr": ["pStyle", "keepNext", "jc"],
        "rPr": ["b", "i", "color", "sz"],
    }
    for table in docx.Document(str(written)).tables:
        for element in table._tbl.iter():
            wanted = order.get(element.tag.split("}")[1])
            if wanted:
                names = [child.tag.split("}")[1] for child in element]
                assert names == [name for name in wanted if name in names]


def test_widths_rules_and_grey(written):
    table = docx.Document(str(written)).tables[0]._tbl
    grid = [int(col.get(qn("w:w"))) for col in table.iter(qn("w:gridCol"))]
    assert int(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) == sum(grid)
    assert sum(grid) <= 17.05 * 567  # the page less its margins
    edges = [
        [edge.tag.split("}")[1] for cell in row.iter(qn("w:tcBorders")) for edge in cell]
        for row in table.findall(qn("w:tr"))
    ]
    assert edges == [["top", "bottom"] * 3, [], [], ["bottom"] * 3]
    setting = _layout.plan(TABLE, "en", _layout.Page())
    assert "66727F" in xml(TABLE, "en", setting, "TableText", Marks({}))
    assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val")) == TABLE.title


@pytest.mark.parametrize("language", book.LANGUAGES)
def test_no_page_is_turned_without_need(language):
    """What stays: the joint display, and effects with intervals of four kinds (bootstrap)."""
    turned = {
        table.code
        for document in book.documents(book.stored()["agents"], language)
        for section in document.sections
        for table in section.read
        if isinstance(table, Table) and _layout.plan(table, language, _layout.Page()).turned
    }
    assert turned <= {"T18", "T24"}


@pytest.mark.parametrize("words", [2, 9])
def test_short_texts_break_between_words_before_a_page_is_turned(words):
    """Eight columns of two words fit upright; as many of a sentence each are read across."""
    heads = tuple(Head(f"c{at}", "", "text") for at in range(8))
    row = Row({head.key: " ".join(["seven"] * words) for head in heads})
    made = Table("T", "T", heads, (row,))
    assert _layout.plan(made, "en", _layout.Page()).turned is (words == 9)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it_and_knows_the_head(written, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "odt",
            "--outdir",
            tmp_path,
            written,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with zipfile.ZipFile(io.BytesIO((tmp_path / "report.odt").read_bytes())) as package:
        content = package.read("content.xml").decode()
    assert content.count("<table:table-header-rows>") == 3
    assert "First &amp; last" in content
    assert 'table:number-columns-spanned="3"' in content
