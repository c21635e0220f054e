"""A platform, and a format of file: one file each."""

import importlib
import io
import json

import openpyxl
import pytest

from cpsurvey.registry import plugins

READER = '''\
"""Pollster: headings are "P1 (h1)", its own columns begin with an asterisk."""

import re

from cpsurvey.intake.export import Column, Evidence, Export, Reader, readers

CODE = re.compile(r"P\\d+ \\((\\w+)\\)")


def recognise(sheet):
    own = [heading for heading in sheet.header if heading.startswith("*")]
    return Evidence(0.9 if len(own) > 1 else 0.0, ("columns " + ", ".join(own),))


def read(sheet, where):
    table = sheet.table(where)
    columns = [
        Column(at, heading, (found[1],))
        for at, heading in enumerate(table.header)
        if (found := CODE.fullmatch(heading))
    ]
    leads = {"id": table.header.index("*number"), "submitted": table.header.index("*sent")}
    return Export(table, tuple(columns), "code", leads)


readers("pollster")(Reader(recognise, read))
'''
HEADINGS = ["*number", "*sent", *(f"P{at} ({i})" for at, i in enumerate(["h1", "h2", "p1"]))]
ROWS = [HEADINGS, [1, "2026-03-02", 4, 3, 5], [2, "2026-03-03", 2, 5, 1]]

SOURCE = '''\
"""JSON: variables with their labels, and rows of typed values."""

import json

from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, sources
from cpsurvey.intake.table import Known


def recognise(file):
    return 1.0 if file.start.startswith(b'{"variables"') else 0.0


def read(file, told):
    found = json.loads(file.data())
    names = [one["name"] for one in found["variables"]]
    known = {at: Known(one["label"]) for at, one in enumerate(found["variables"])}
    rows = [[None if cell is None else str(cell) for cell in row] for row in found["rows"]]
    return Sheet.of([(0, names), *enumerate(rows, 1)], "json", known=known, seen=("labels",))


sources("typed")(Source(recognise, read))
'''


def test_a_reader_reads_every_format_of_file(scratch):
    scratch.add("intake/readers/pollster.py", READER)
    data = scratch.study / "data"
    data.joinpath("a.csv").write_text(
        "\n".join(",".join(map(str, row)) for row in ROWS), "utf-8"
    )
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    data.joinpath("b.xlsx").write_bytes(stream.getvalue())
    found = scratch.json("ingest", "data/a.csv", "data/answers.csv", "data/b.xlsx")["files"]
    assert [one["reader"] for one in found] == ["pollster", "csv", "pollster"]
    assert [one["new"] for one in found] == [2, 40, 0]
    assert (found[2]["unchanged"], found[2]["encoding"]) == (2, "xlsx")


def test_its_name_is_known_to_study_files_and_no_other(scratch):
    scratch.setting("data/*.csv", "data/*.csv\n    format: pollstr")
    before = scratch.run("check")
    scratch.add("intake/readers/pollster.py", READER)
    wrong = scratch.run("check")
    assert before.returncode == wrong.returncode == 78
    assert "study.yaml:5" in wrong.stderr
    assert "no reader is called 'pollstr'" in wrong.stderr
    assert "did you mean 'pollster'?" in wrong.stderr
    assert "pollster" not in before.stderr
    scratch.setting("pollstr", "pollster")
    assert scratch.run("check").returncode == 0


def test_a_source_brings_labels_for_every_reader(scratch):
    variables = [{"name": "respondent_id", "label": ""}, {"name": "V1", "label": "I help."}]
    variables += [{"name": "V2", "label": "More"}]
    typed = {"variables": variables, "rows": [["r1", 4, 2], ["r2", 5, None]]}
    (scratch.study / "data" / "answers.sav").write_text(json.dumps(typed), "utf-8")
    before = scratch.run("ingest", "data/answers.sav")
    assert "CPS1" in before.stderr
    scratch.add("intake/sources/typed.py", SOURCE)
    item = "{id: h1, "
    scratch.setting(item, item + "text: {en: I help., fr: J'aide.}, ", "small.yaml")
    (found,) = scratch.json("ingest", "data/answers.sav")["files"]
    assert (found["accepted"], found["encoding"], found["reader"]) == (2, "json", "csv")
    assert "labels" in found["evidence"]


@pytest.mark.parametrize(
    ("package", "registry"),
    [
        ("cpsurvey.intake.readers", "cpsurvey.intake.export:readers"),
        ("cpsurvey.intake.sources", "cpsurvey.intake.sources:sources"),
        ("cpsurvey.report.render", "cpsurvey.report.render:renderers"),
    ],
)
def test_a_file_is_a_plugin_of_its_own_name(package, registry):
    module, name = registry.split(":")
    assert getattr(importlib.import_module(module), name).names() == plugins(package)
