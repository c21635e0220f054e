"""Files made to fill the memory, to hang or to crash: refused or read in bounded memory.

Each is read in a process with little address space; none is timed.
"""

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from cpsurvey.binary import child
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of

resource = pytest.importorskip("resource")
MEMORY = 1200 << 20
READ = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
try:
    sheet = sheet_of(File.at(Path(sys.argv[1])), Told())
    print("read", sheet.n, len(sheet.columns))
except CpsurveyError as error:
    print(error.code)
"""
TABLE = '<table:table table:name="A">{}</table:table>'
ODS = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    f"<office:body><office:spreadsheet>{TABLE}</office:spreadsheet></office:body>"
    "</office:document-content>"
)
TEXT = "<table:table-cell office:value-type='string' {}><text:p>x</text:p></table:table-cell>"
EMPTY = "<table:table-cell table:number-columns-repeated='16384'/>"
HEAD = f"<table:table-row>{TEXT.format('')}</table:table-row>"
SHEET = (
    b'<?xml version="1.0"?><worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
    b'<row r="2"><c r="A2"><v>1</v></c></row>%s</sheetData></worksheet>'
)


def row(cell, many):
    return f"<table:table-row table:number-rows-repeated='{many}'>{cell}</table:table-row>"


def ods(rows, **more):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("META-INF/manifest.xml", "<a/>")
        archive.writestr("content.xml", ODS.format(rows))
        for name, content in more.items():
            archive.writestr(f"{name}.xml", content)
    return stream.getvalue()


def xlsx(rows=b"", **more):
    made, stream = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(made)
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, SHEET % rows if sheet else old.read(name))
        for name, content in more.items():
            new.writestr(f"xl/{name}.xml", content)
    return stream.getvalue()


def far(many):
    return b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (at, at) for at in range(3, many))


BEYOND = b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>'
FILES = {
    "columns.csv": (lambda: b"a," * 300_000 + b"\n" + b"1," * 300_000, "CPS119"),
    "cell.csv": (lambda: b"a,b\n1," + b"x" * 1_000_000 + b"\n", "CPS119"),
    "line.csv": (lambda: b"a,b\n" + b"1," * (100 << 20), "CPS119"),
    "quote.csv": (lambda: b'a,b\n"' + b"1,2\n" * (10 << 20), ("CPS112", "CPS119")),
    "rows.ods": (lambda: ods(HEAD * 2 + row(EMPTY, 1_048_000)), "read 2 1"),
    "gap.ods": (lambda: ods(HEAD + row(EMPTY, 300_000) + HEAD), "read 2 1"),
    "wide.ods": (
        lambda: ods(HEAD * 2 + row(TEXT.format("table:number-columns-repeated='999999'"), 1)),
        "CPS104",
    ),
    "all.ods": (
        lambda: ods(
            HEAD + row(TEXT.format("table:number-columns-repeated='16384'"), 1_000_000)
        ),
        "CPS104",
    ),
    "bomb.ods": (lambda: ods(HEAD * 2, bomb=b" " * (100 << 20)), "CPS119"),
    "late.ods": (lambda: ods(HEAD * 2, late=b" " * (1 << 20) + b"<!DOCTYPE a>"), "CPS104"),
    "wide.xml.ods": (lambda: ods(HEAD, late="<!DOCTYPE a>".encode("utf-16")), "CPS104"),
    "dimension.xlsx": (
        lambda: xlsx(b"".join(b'<row r="%d"/>' % at for at in range(3, 200_000))),
        "read 2 1",
    ),
    "far.xlsx": (lambda: xlsx(far(5_000)), "CPS119"),
    "beyond.xlsx": (lambda: xlsx(BEYOND), "CPS119"),
    "bomb.xlsx": (lambda: xlsx(bomb=b" " * (100 << 20)), "CPS119"),
    "late.xlsx": (lambda: xlsx(late=b" " * (3 << 20) + b"<!DocType a>"), "CPS104"),
    "parts.xlsx": (lambda: xlsx(**{f"p{at}": b"" for at in range(10_001)}), "CPS119"),
    "cell.xlsx": (
        lambda: xlsx(
            b'<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'
            % (b"x" * 1_000_000)
        ),
        "CPS119",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_in_bounded_memory(name, tmp_path):
    make, wanted = FILES[name]
    file = tmp_path / name
    file.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() in ((wanted,) if isinstance(wanted, str) else wanted), (
        done.stderr
    )


# ------------------------------------------------------------------- what a library may do
def told(monkeypatch, tmp_path, script):
    """What becomes of a file whose library does this."""
    own = tmp_path / "library.py"
    own.write_text(script, "utf-8")
    monkeypatch.setattr(child, "_SCRIPT", own)
    monkeypatch.setattr("cpsurvey.intake.limits.PARSING_SECONDS", 1)
    with pytest.raises(CpsurveyError) as caught:
        sheet_of(File("x.sav", held=b"$FL2" + bytes(100)), Told())
    return caught.value


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "CPS104"),
        ("os.abort()", "CPS104"),
        ("os.write(2, b'memory allocation of 9 bytes failed'); os.abort()", "CPS119"),
        ("sys.exit(3)", "CPS104"),
        ("print('no json')", "CPS104"),
        ("print('[1]')", "CPS104"),
        ("print('{}')", "CPS104"),
        ("print('{\"end\": true}')", "CPS104"),
        ('print(\'{"kinds": [1], "rows": 9, "size": 1}\')', "CPS104"),
        ('print(\'{"kinds": [1], "rows": -9, "size": 3}\')', "CPS104"),
        ('print(\'{"refused": "memory"}\')', "CPS119"),
        ("time.sleep(600)", "CPS119"),
        ("while True: print('{\"a\": ' + '\"' + 'x' * 100 + '\"}')", "CPS104"),
    ],
)
def test_whatever_a_library_does_is_a_refusal(monkeypatch, tmp_path, script, code):
    monkeypatch.setattr("cpsurvey.intake.limits.PARSING_PATIENCE", 3)
    script = f"import os, signal, sys, time\n{script}\n"
    assert told(monkeypatch, tmp_path, script).code == code


def test_time_and_memory_are_limited_by_thechild_itself(monkeypatch, tmp_path):
    own = Path(child.__file__).with_name("_parse.py").read_text("utf-8")
    limited = own.replace('{"statistical": _statistical,', '{"statistical": _hostile,')
    for what in ("while True: pass", "bytes(3 << 30)"):
        hostile = f"def _hostile(job, stream):\n    {what}\n    yield {{}}, b''\n"
        script = limited.replace("_PARSERS = ", hostile + "_PARSERS = ")
        assert told(monkeypatch, tmp_path, script).code == "CPS119"


def test_without_limits_of_the_system_files_are_read_all_the_same(monkeypatch, tmp_path):
    own = Path(child.__file__).with_name("_parse.py").read_text("utf-8")
    script = tmp_path / "library.py"
    script.write_text(own.replace("import resource", "import resource_of_no_system"), "utf-8")
    monkeypatch.setattr(child, "_SCRIPT", script)
    pyreadstat.write_sav(pd.DataFrame({"q": [1.0]}), str(tmp_path / "x.sav"))
    assert sheet_of(File.at(tmp_path / "x.sav"), Told()).n == 2


@pytest.mark.parametrize("name", ["x.sav", "x.zsav", "x.dta", "x.por"])
def test_scrambled_and_cut_files_are_read_or_refused(name, tmp_path):
    frame = pd.DataFrame({"q": [1.0, 2.0], "s": ["secret", "b"]})
    more = {"compress": name == "x.zsav"} if name.endswith("sav") else {}
    getattr(pyreadstat, f"write_{name[-3:]}")(frame, str(tmp_path / name), **more)
    data = (tmp_path / name).read_bytes()
    draw = random.Random(1)
    for turn in range(6):
        broken = bytearray(data[: draw.randrange(200, len(data))] if turn % 2 else data)
        for _ in range(20):
            broken[draw.randrange(5, len(broken))] = draw.randrange(256)
        try:
            sheet_of(File(name, held=bytes(broken)), Told())
        except CpsurveyError as error:
            assert error.code.startswith("CPS1")  # noqa: PT017  either is right
            said = json.dumps([error.message, error.where, error.fix])
            assert "secret" not in said
