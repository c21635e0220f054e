"""Rows whose cells have moved by one, and rows that only look odd."""

import pytest

ITEMS = [f"{{id: i{n}, label: {{en: i{n}}}}}" for n in (1, 2, 3)]
HEAD = "respondent_id,comment,i1,i2,i3"
WHOLE = ["a,fine,1,2,3", 'c,"yes, fine",3,3,3', "d,,2,2,2", "e,good,5,4,4", "f,good,5,4,4"]


def rules(batch):
    return {one.rule for one in batch.findings}


def table(*rows, head=HEAD, whole=WHOLE):
    return "\n".join([head, *whole, *rows]) + "\n"


@pytest.mark.parametrize(
    ("row", "head", "more"),
    [
        ("b,hello, you,4,2", HEAD, []),
        ("b,hello, you all,4,2,", HEAD, []),
        ("b,hello,you,4,2,", HEAD, []),  # one cell more than the others, and empty
        ("b,hello,you,4,2", HEAD, ["x,one,two,three,4,4,4"]),  # nothing is quoted in this file
        ("b,hello,you,4,2", HEAD, ["x,one,4,4"]),  # empty last cells are left out in this file
        ("b,hello, you,4,", HEAD, []),
        ("b,hello, you,,2", HEAD, []),
        ("b,hello, you,4,2", f"{HEAD},", []),
    ],
)
def test_a_row_that_moved_is_set_aside(ask, row, head, more):
    batch = ask(table(row, *more, head=head), items=ITEMS)
    aside = {(one.row, one.column, one.rule) for one in batch.rejected}
    assert (6, None, "shifted_row") in aside
    assert not [one for one in batch.rejected if one.row == 6 and one.column]
    assert "b" not in batch.heads.respondents
    said = next(one for one in batch.findings if one.rule == "shifted_row")
    assert "line 7" in said.where
    assert "you" not in str(said)


def test_a_row_that_moved_by_two_texts(ask):
    whole = ["a,fine,so so,1,2", "c,ok,,3,3", "d,ok,good,2,2", "e,,,5,5", "f,,,5,5"]
    head = "respondent_id,comment,remark,i1,i2"
    batch = ask(table("b,hello, you,never,4", head=head, whole=whole))
    assert [(one.row, one.rule) for one in batch.rejected] == [(6, "shifted_row")]


def test_a_label_cut_in_two(ask):
    options = ["{code: 1, label: {en: 'Yes, always'}}", "{code: 2, label: {en: 'No'}}",
               "{code: 3, label: {en: 'Yes'}}"]  # fmt: skip
    whole = ['a,"Yes, always",No,No', "c,No,No,Yes", "d,No,No,No", "e,No,No,No", "f,No,No,No"]
    head = "respondent_id,i1,i2,i3"
    batch = ask(table("b,Yes, always,No", head=head, whole=whole), items=ITEMS, options=options)
    assert [(one.row, one.rule) for one in batch.rejected] == [(6, "shifted_row")]


def test_another_answer_that_fits_further_left_only(ask):
    tail = "questions:\n  - {id: age, type: integer, min: 18, text: {en: Age}}\n"
    whole = ["a,fine,30,1,2", "c,,31,3,3", "d,ok,40,2,2", "e,,50,5,5", "f,,60,5,5"]
    head = "respondent_id,comment,age,i1,i2"
    batch = ask(table("b,hello,you,44,2", head=head, whole=whole), tail=tail)
    assert (6, "shifted_row") in [(one.row, one.rule) for one in batch.rejected]


@pytest.mark.parametrize("row", ["b,hello,you,4,2", "b,hello,absent,4,2"])
def test_a_text_alone_is_said_with_its_line(ask, row):
    batch = ask(table(row), items=ITEMS)
    assert "b" in batch.heads.respondents
    said = next(one for one in batch.findings if one.rule == "may_be_shifted")
    assert "row 6 (line 7)" in said.where


@pytest.mark.parametrize(
    "row",
    [
        "b,hello,Agreee,4,2",  # misspelt
        "b,hello, Agreee,4,2",
        "b, hello,4,4,2",
        "b,,absent,4,2",
        "b,hello,A7,4,2",
        "b,hello,,4,2",
        "b,hello,4,absent,2",
        'b,"hello, you",4,2,4',
        "b,hello,4,2,4,",
    ],
)
def test_the_innocent_are_not_blamed(ask, row):
    batch = ask(table(row), items=ITEMS)
    assert "b" in batch.heads.respondents
    assert not rules(batch) & {"shifted_row", "may_be_shifted"}


def test_blanks_after_every_delimiter_are_a_habit(ask):
    whole = [", ".join(one.split(",")) for one in WHOLE if '"' not in one]
    batch = ask(table("b, hello, absent, 4, 2", whole=whole), items=ITEMS)
    assert "b" in batch.heads.respondents
    assert "shifted_row" not in rules(batch)


@pytest.mark.parametrize("row", ["b,hello, 3,4,2", "b,hello, 3,4,", "b,3, 5,4,2"])
def test_a_number_after_a_blank_fits_and_is_said(ask, row):
    batch = ask(table(row), items=ITEMS)
    said = next(one for one in batch.findings if one.rule == "may_be_shifted")
    assert "line 7" in said.where
    assert "b" in batch.heads.respondents


def test_a_habit_of_blanks_says_nothing(ask):
    spaced = [line.replace(",", ", ") for line in WHOLE if '"' not in line]
    batch = ask(table("b, hello, 3, 4, 2", whole=spaced), items=ITEMS)
    assert "may_be_shifted" not in rules(batch)
