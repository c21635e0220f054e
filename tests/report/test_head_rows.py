"""Headings said anew within a table look like headings in every format that is read."""

from dataclasses import replace

import pytest
from report.documents_made import a_document

from cpsurvey.report.article.pieces import Panel, stacked
from cpsurvey.report.document import Section
from cpsurvey.report.render import renderers
from cpsurvey.report.table import Head, Row, Table

FIRST = Table(
    "a",
    "A",
    (Head("a", "Name", "text"), Head("b", "Size", "dec2")),
    (Row({"a": "x", "b": 1.5}),),
)
SECOND = Table(
    "b",
    "B",
    (Head("a", "Way", "text"), Head("c", "Part", "dec2")),
    (Row({"a": "y", "c": 2.5}),),
)


def written(name, folder):
    table = stacked("T1-x", "Both", [Panel("One", FIRST), Panel("Two", SECOND)])
    document = replace(a_document(), sections=(Section("s", "S", (table,)),))
    return renderers.get(name).write(document, folder, "")[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "head", "body"),
    [
        ("md", "| **Way** | **Part** |", "| y | 2.50 |"),
        ("tex", r"\textbf{Way} & \textbf{Part}", "y & "),
        ("html", '<th scope="col">Way</th>', ">2.50<"),
    ],
)
def test_headings_within_a_table_are_told_from_its_rows(tmp_path, name, head, body):
    said = written(name, tmp_path)
    assert head in said
    assert body in said


def test_the_pdf_is_told_which_rows_are_headings():
    from cpsurvey.report.render import pdf

    table = stacked("T1-x", "Both", [Panel("One", FIRST), Panel("Two", SECOND)])
    document = replace(a_document(), sections=(Section("s", "S", (table,)),))
    (data,) = [b for b in pdf._Writer(document).data()["blocks"] if b["kind"] == "table"]
    assert [row.get("head") for row in data["rows"]] == [None, False, None, True, False]
