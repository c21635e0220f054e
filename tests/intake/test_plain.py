"""Data for one model: the same rows and numbers as exports, without a codebook."""

import math

import pandas as pd
import pyreadstat
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.plain import read_columns


@pytest.fixture
def read(write):
    return lambda text: read_columns(write("d.csv", text.encode()))


def refused(read, text, code):
    with pytest.raises(CpsurveyError) as caught:
        read(text)
    assert caught.value.code == code
    assert caught.value.where.startswith("d.csv")
    return caught.value


def test_numbers_stay_what_they_are(read):
    found = read("a,b,c,d\n1,2.5,x,TRUE\n2,NA,y,false\n3,1e-05,z,True\n")
    assert found["a"] == [1, 2, 3]
    assert math.isnan(found["b"][1])
    assert found["b"][2] == 1e-05
    assert found["c"] == ["x", "y", "z"]
    assert found["d"] == [True, False, True]


def test_headings_may_hold_line_ends_and_delimiters(read):
    assert list(read('"a\nb";"c;d"\n1;2\n')) == ["a\nb", "c;d"]


def test_each_column_has_its_own_decimal_sign(read):
    found = read('a,b\n"1,5",2.5\n"2,25",3.5\n')
    assert found == {"a": [1.5, 2.25], "b": [2.5, 3.5]}
    assert read("a;b\n1,5;1.250\n2,5;3.500\n")["b"] == [1250, 3500]


def test_numbers_with_two_readings_are_asked_about(read):
    error = refused(read, 'a,b\n"1,500",2\n', "CPS113")
    assert "1500 or 1.5" in error.message
    assert "decimal point" in error.fix


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('a,b\n1,"2\n3,4\n', "CPS112", "2"),
        ("a,b\n1,2\n1,2,3\n", "CPS116", "3"),
        ("a,a\n1,2\n", "CPS106", ""),
        ("a,b\n", "CPS101", ""),
    ],
)
def test_rows_that_cannot_be_told_apart(read, text, code, line):
    assert refused(read, text, code).where == f"d.csv:{line}".rstrip(":")


def test_rows_may_begin_with_a_name_without_a_heading(read):
    assert read("a,b\nr1,1,2\nr2,3,4\n") == {"a": [1, 3], "b": [2, 4]}


def test_a_text_among_numbers_is_named_by_its_row():
    from cpsurvey.sem.moments.prepare import columns

    with pytest.raises(CpsurveyError) as caught:
        columns({"x": ["1", "2", "n/a", "4", "?"]}, ["x"])
    assert caught.value.where == "row 3 of the data (2 of 5 rows hold text)"
    assert "n/a" not in str(caught.value)


@pytest.mark.parametrize("name", ["x.sav", "x.dta"])
def test_files_of_statistical_programs_hold_numbers_and_nothing_that_is_missing(tmp_path, name):
    frame = pd.DataFrame({"x": [1, 99, None], "y": [0.5, 1.5, 2.0], "g": ["a", "b", "c"]})
    said = {"variable_value_labels": {"x": {1: "Never", 99: "refused"}}}
    if name == "x.sav":
        pyreadstat.write_sav(frame, str(tmp_path / name), missing_ranges={"x": [99]}, **said)
    else:
        frame["x"] = [1, "r", None]
        said["variable_value_labels"]["x"].pop(99)
        pyreadstat.write_dta(
            frame, str(tmp_path / name), missing_user_values={"x": ["r"]}, **said
        )
    found = read_columns(tmp_path / name)
    assert found["x"][0] == 1
    assert all(map(math.isnan, found["x"][1:]))
    assert (found["y"], found["g"]) == ([0.5, 1.5, 2.0], ["a", "b", "c"])
