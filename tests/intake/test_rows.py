"""Rows: none is swallowed, none is invented, and a blank stays what it was."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of

HEAD = "id,i1,i2,comment\n"


def table(text, delimiter=None):
    sheet = sheet_of(File("x.csv", held=text.encode()), Told("utf-8", delimiter))
    return sheet.table("x.csv")


def refused(text):
    with pytest.raises(CpsurveyError) as caught:
        table(text)
    assert (caught.value.code, caught.value.exit_status) == ("CPS112", 65)
    return caught.value


# ---------------------------------------------------------------------------- quotes
@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('1,4,4,"fine\n2,4,4,ok\n3,4,4,ok\n', 2),  # never closed
        ('1,4,4,ok\n2,4,4,"fine\n3,4,4,ok\n4,4,4,"fine too\n5,4,4,ok\n', 3),  # two, both open
        ('1,4,4,ok\n2,4,4,"fine\n3,4,4,ok\n4,4,4,ok"\n5,4,4,ok\n', 3),  # closed two rows on
        ('1,4,4,"fine\n2,4,4,ok"\n3,4,4,ok\n', 2),  # closed in the next row
        ('1,4,4,ok\n2,"4,4,ok\n3,4,4,ok\n', 3),  # in a column of codes
        ('"1","4","4","fine\n"2","4","4","ok"\n', 2),  # every cell in quotes
        ('1,4,4,"a "b, c" d"\n', 2),  # quotes inside a text, not doubled
    ],
)
def test_quotes_that_would_swallow_rows_are_refused_with_their_line(rows, line):
    error = refused(HEAD + rows)
    assert f"line {line}" in error.message
    assert error.where == f"x.csv:{line}"
    assert "fine" not in str(error)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"two\nlines"', "two\nlines"),
        ('"one, two, three"', "one, two, three"),
        ('"well, yes, I do, often\nand, well, no, never"', None),
        ('"she said ""hi"", twice"', 'she said "hi", twice'),
        ('a 5" pipe', 'a 5" pipe'),
        ('"good" work', '"good" work'),
        (' "blank before" ', "blank before"),
        ('""', ""),
        ("", None),
    ],
)
def test_quotes_that_hold_one_cell_are_its_own(cell, said):
    found = table(f"{HEAD}1,4,5,{cell}\n2,4,5,ok\n")
    assert found.n == 2
    assert found.ragged == ()
    if said is not None or cell == "":
        assert found.columns[3][0] == said


def test_a_narrow_table_may_hold_sentences_with_as_many_commas_as_columns():
    found = table('id,comment\n1,"well, yes\nno, really"\n2,ok\n')
    assert found.columns[0] == ["1", "2"]


# --------------------------------------------------------------------- empty and blank
@pytest.mark.parametrize("tail", ["", "\n", "\n\n", "\n;;;\n", "\n ; ; ;\n", '\n"";"";;\n'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_last_lines_change_no_reason(tail, end):
    text = f'id;i1;i2;c\n1;"";;x\n2;4;"";"y"{tail}'.replace("\n", end)
    assert [table(text).row(at) for at in (1, 2)] == [["1", "", None, "x"], ["2", "4", "", "y"]]


def test_rows_keep_the_line_an_editor_shows():
    found = table('sep=;\nid;c\n\n1;"a\nb"\n\n2;x\n')
    assert found.lines.tolist() == [4, 7]
    assert found.places([1, 2]) == "rows 1, 2 (lines 4, 7)"


def test_rows_may_end_in_more_delimiters_and_lack_what_has_no_heading():
    found = table("id,i1,\n1,4,,,\n2,5\n3\n4,5,6,7\n")
    assert found.ragged == (3, 4)


# --------------------------------------------------------------------------- delimiters
@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ('id;i1;"Years, so far"\n1;4;3,5\n2;4;4,5;\n3;4;5,25\n4;4;6,5;x\n', ";"),
        ("id\tHow often, if ever, do you, as a team\n1\t4\n", "\t"),
        ("id;hours;rate\n1;3,5;0,25\n2;4,25;0,5\n", ";"),
        ("id|i1|i2\n1|4|5\n", "|"),
        ("SEP=;\nid;i1\n1;4\n", ";"),
        ("id,i1\n1,a;b;c\n2,d;e;f\n", ","),
        ("only\n1\n", ","),
    ],
)
def test_the_delimiter_is_what_cuts_the_headings(text, delimiter):
    assert table(text).delimiter == delimiter


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_only_line_ends_end_lines(mark):
    assert table(f"id,c\n1,a{mark}b\n2,c\n").row(1) == ["1", f"a{mark}b"]


@pytest.mark.parametrize("mark", ['"', ""])
def test_a_cell_longer_than_any_answer_is_refused_with_its_place(mark):
    assert len(table(f"id,c\n1,{mark}{'x' * 100_000}{mark}\n").columns[1][0]) == 100_000
    for many in (100_001, 3_000_000):
        with pytest.raises(CpsurveyError) as caught:
            table(f"id,c\n1,4\n2,{mark}{'x' * many}{mark}\n")
        assert (caught.value.code, caught.value.exit_status) == ("CPS119", 65)
        assert caught.value.where == "x.csv: line 3, column 2"
        assert "xx" not in str(caught.value)


def test_a_word_that_stands_in_a_shifted_row_alone_is_looked_up_nowhere(ask):
    batch = ask("id,i1,i2\n1,4,2\n2,4,2\n3,77,2,9\n")
    assert [(one.row, one.rule) for one in batch.rejected] == [(3, "ragged_row")]
