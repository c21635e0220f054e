"""Definitions that are hostile or broken: refused with a code, whatever their format."""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.draft import draft
from cpsurvey.forms.formats import formats
from cpsurvey.forms.read import bytes_of, definition_of, read_form

LSS = b"<LimeSurveyDocType>Survey</LimeSurveyDocType>"


def refused(data, where="x", named=None):
    with pytest.raises(CpsurveyError) as caught:
        draft(read_form(data, where, named=named))
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>' + LSS + b"&a;</document>", "DOCTYPE"),
        (
            b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document>' + LSS + b"</document>",
            "DOCTYPE",
        ),
        (b"<document>" + LSS + b"<a>" * 100_000, "nested too deep"),
        (b"<document>" + LSS, "not whole XML"),
        (b"<document>" + LSS + b"<x>\xe9</x></document>", "not whole XML"),
        (b'<?xml version="1.0" encoding="none"?><document>' + LSS + b"</document>", "encoding"),
        (b"<document>" + LSS + b"</document>", "no question"),
        (b'{"SurveyEntry":' + b"[" * 200_000, "nested too deep"),
        (b'{"SurveyEntry":' + b"9" * 100_000 + b"}", "too many digits"),
        (b'{"SurveyEntry": "\xe9"}', "not UTF-8"),
        (b'{"SurveyEntry": {}, "SurveyElements": 4}', "no survey file of Qualtrics"),
        (b'{"SurveyEntry": {}, "SurveyElements": [', "not whole JSON"),
        (b"class\ttype/scale\tname\n" + b'"' + b"a" * 200_000, "a quote is open"),
        (b"class\ttype/scale\tname\nS\t\tsid\n", "no question"),
        (b"class\ttype/scale\tname\nQ\tL\t\x00", "not text"),
        (b"Variable / Field Name,Field Type\n", "no field"),
        (b"$FL2" + b"\x00" * 50, "damaged"),
        (b"<stata_dta>", "damaged"),
    ],
)
def test_each_is_refused_for_what_it_is(data, said):
    error = refused(data) if b"\x00" not in data[:99] else refused(data, named=named_of(data))
    assert error.code == "CPS701"
    assert said in error.message


def named_of(data):
    return "spss" if data.startswith(b"$FL2") else "limesurvey_tsv"


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


BOOK = '<workbook><sheets><sheet name="survey"/><sheet name="choices"/></sheets></workbook>'
CELL = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl__worksheets__s_xml": b" " * 105_000_000}, "larger than 100 MB"),
        ({"xl__worksheets__s_xml": CELL}, "far away"),
        ({"xl__worksheets__s_xml": CELL.replace('"', "'")}, "far away"),
        ({"xl__elsewhere_xml": CELL}, "far away"),
        ({"xl__worksheets__s_xml": "<!DOCTYPE x><sheetData/>"}, "DOCTYPE"),
        ({}, "damaged or locked"),
    ],
)
def test_workbooks_are_looked_at_before_they_are_opened(parts, said):
    error = refused(archive(xl__workbook_xml=BOOK, **parts))
    assert error.code == "CPS701"
    assert said in error.message


def test_a_cut_workbook_and_a_cut_archive(workbook):
    whole = workbook(survey=[["type", "name"], ["text", "a"]], choices=[["list_name", "name"]])
    for size in (10, len(whole) // 2, len(whole) - 30):
        assert refused(whole[:size], named="xlsform").code == "CPS701"
    assert refused(b"\xd0\xcf\x11\xe0" + bytes(4000), named="xlsform").code == "CPS701"


def test_nothing_and_anything_are_no_definitions():
    for data in (b"", b"\n", b"a,b\n1,2\n", b"\xff\xfe", bytes(9)):
        assert definition_of(data, "x.csv") is None
        assert refused(data).code == "CPS702"


def test_a_file_too_large_for_a_definition_is_not_read(tmp_path):
    file = tmp_path / "x.lss"
    with file.open("wb") as out:
        out.write(b"<document>" + LSS)
        out.truncate(40_000_000)
    with pytest.raises(CpsurveyError, match="40 MB") as caught:
        bytes_of(file)
    assert caught.value.code == "CPS701"


@pytest.mark.parametrize("place", ["gone.lss", "."])
def test_what_is_no_file_has_its_code(tmp_path, place):
    with pytest.raises(CpsurveyError) as caught:
        bytes_of(tmp_path / place)
    assert caught.value.code == "CPS902"


HEADS = [
    b"class\ttype/scale\tname\ttext\tlanguage\n",
    b"Variable / Field Name,Form Name,Field Type,Choices\n",
    b'{"SurveyEntry": ',
    b"<document>" + LSS,
    b"$FL2",
    b"PK\x03\x04",
]
TEXTUAL = [name for name, _ in formats.items() if name not in ("xlsform", "spss", "stata")]


@settings(max_examples=300, deadline=None)
@given(head=st.sampled_from(HEADS), tail=st.binary(max_size=200))
def test_bytes_after_a_head_never_crash(head, tail):
    definition_of(head + tail, "x")
    for name in TEXTUAL:
        try:
            draft(read_form(head + tail, "x", named=name))
        except CpsurveyError as error:
            assert error.code in ("CPS701", "CPS702")  # noqa: PT017  some are read


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "Choices",
                        "Answers",
                        "RecodeValues",
                        "Display",
                        "ChoiceOrder",
                        "Language",
                    ),
                    *("QuestionText", "QuestionType", "Selector", "1", "2", "FR", "Validation"),
                    *(
                        "Settings",
                        "DisplayLogic",
                        "ChoiceDataExportTags",
                        "AdditionalQuestions",
                    ),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(payload=JSON, flow=JSON, kind=st.sampled_from(["MC", "Matrix", "SBS", "TE", "RO"]))
def test_json_of_any_shape_never_crashes(payload, flow, kind):
    question = payload if isinstance(payload, dict) else {"Choices": payload}
    question = {"QuestionID": "QID1", "Selector": "SAVR", **question, "QuestionType": kind}
    elements = [
        {"Element": "SQ", "Payload": question},
        {"Element": "BL", "Payload": flow},
        {"Element": "FL", "Payload": {"Flow": flow}},
        payload,
    ]
    data = json.dumps({"SurveyEntry": payload, "SurveyElements": elements}).encode()
    try:
        draft(read_form(data, "x.qsf"))
    except CpsurveyError as error:
        assert error.code in ("CPS701", "CPS702")  # noqa: PT017  some are read
