"""Headings below the headings are nobody; a first respondent is always somebody."""

import io

import openpyxl
import pytest

ROWS = ["r1,4,2", "r2,5,1", "r3,3,3"]
FIVE = [
    f"{{id: i{n}, label: {{en: i{n}}}, text: {{en: I share {n} things, fr: Je partage {n}}}}}"
    for n in range(1, 6)
]


def rules(batch):
    return {one.rule: one for one in batch.findings}


def table(*rows, head="respondent_id,i1,i2"):
    return "\n".join([head, *rows]) + "\n"


def workbook(text):
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append([int(c) if c.isdigit() else c or None for c in line.split(",")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("made", [str.encode, workbook])
@pytest.mark.parametrize(
    "second",
    [
        "id,1,2",
        "respondent_id,i1,i2",
        "Respondent ID,Q1,Q2",
        ",Q1,Q2",
        "code,QID1,QID2",
        "identifiant du répondant,Question A,Question B",
        "x,Q1_1,Q1_2",
        "id,5,6",
        "id,i1,Something else",
        "Who,Sharing tricks,Keeping tricks",
    ],
)
def test_a_second_row_of_headings_is_nobody(ask, made, second):
    batch = ask(made(table(second, *ROWS)))
    assert list(batch.heads.respondents) == ["r1", "r2", "r3"]
    assert batch.heads.rows.tolist() == [1, 2, 3]
    assert not batch.rejected
    assert batch.info.rows == 3
    said = rules(batch)["heading_row"]
    assert "line 2" in said.where


def test_texts_above_codes(ask):
    head = "respondent_id," + ",".join(f"I share {n} things" for n in range(1, 6))
    rows = ["rid,i1,i2,i3,i4,i5", "r1,1,2,3,4,5", "r2,1,1,1,1,1"]
    batch = ask(table(*rows, head=head), items=FIVE)
    assert list(batch.heads.respondents) == ["r1", "r2"]


def test_codes_above_texts_in_either_language(ask):
    rows = [
        "," + ",".join(f"Je partage {n}" for n in range(1, 6)),
        "r1,1,2,3,4,5",
        "r2,1,1,1,1,1",
    ]
    batch = ask(table(*rows, head="respondent_id,i1,i2,i3,i4,i5"), items=FIVE)
    assert list(batch.heads.respondents) == ["r1", "r2"]


def test_two_rows_of_headings_below(ask):
    head = "respondent_id,i1,i2"
    batch = ask(table("Who,I share,I keep", "id,QID1,QID2", *ROWS, head=head))
    assert batch.info.rows == 3
    assert rules(batch)["heading_row"].count == 2


def test_files_put_one_after_the_other(ask):
    batch = ask(table(*ROWS, "respondent_id,i1,i2", "r4,1,1"))
    assert list(batch.heads.respondents) == ["r1", "r2", "r3", "r4"]
    assert not batch.rejected
    assert "line 5" in rules(batch)["heading_row"].where


@pytest.mark.parametrize(
    "first",
    [
        "r0,1,2",
        "0,1,2",
        "Ida,1,2",
        "Key,1,2",
        "r0,2,3",
        "code7,1,2",
        "r0,Agree,Neutral",
        "id,4,2",
        "r0,,2",
        "r0,Nonsense,2",
        "r0,9,4",
        "No,1,2",
    ],
)
def test_a_first_respondent_is_never_dropped(ask, first):
    batch = ask(table(first, *ROWS))
    assert list(batch.heads.respondents) == [first.split(",")[0], "r1", "r2", "r3"]
    assert "heading_row" not in rules(batch)


@pytest.mark.parametrize("first", ["r0,1,2,3,4,5", "r0,5,4,3,2,1"])
def test_numbers_that_run_are_answers(ask, first):
    head = "respondent_id,i1,i2,i3,i4,i5"
    batch = ask(table(first, "r1,1,1,1,1,1", head=head), items=FIVE)
    assert len(batch.heads) == 2
    assert "may_be_headings" not in rules(batch)


@pytest.mark.parametrize("head", ["i1,i2,i3,i4,i5", "respondent_id,i1,i2,i3,i4"])
def test_numbers_that_may_be_either_are_kept_and_said(ask, head):
    first = "1,2,3,4,5" if head.startswith("i1") else "0,1,2,3,4"
    batch = ask(table(first, "5,1,1,1,1", head=head), items=FIVE)
    assert len(batch.heads) == 2
    assert "row 1 (line 2)" in rules(batch)["may_be_headings"].where


def test_somebody_without_an_identifier_is_kept_and_said(ask):
    batch = ask(table(",1,2", *ROWS))
    assert len(batch.heads) == 4
    assert "may_be_headings" in rules(batch)


def test_labels_that_are_headings_of_their_columns_are_answers(ask):
    tail = (
        "questions:\n  - id: media\n    type: select_multiple\n    text: {en: Media}\n"
        "    options:\n      - {code: 1, id: chat, label: {en: Chat}}\n"
        "      - {code: 2, id: mail, label: {en: Mail}}"
    )
    head = "respondent_id,i1,i2,Media [Chat],Media [Mail]"
    batch = ask(table("r0,4,2,Chat,Mail", "r1,4,2,Chat,", head=head), tail=tail)
    assert len(batch.heads) == 2


def test_the_last_row_is_never_taken_for_headings(ask):
    batch = ask(table("r0,4,2"))
    assert len(batch.heads) == 1


@pytest.mark.parametrize(
    "second",
    [
        "text,integer,1-5",
        "id,scale,scale",
        ",1-5,pts",
        "(texte),(entier),(1 à 5)",
        ",integer,",
        ",Q1,",
        ",,Something else",
    ],
)
def test_types_units_and_a_heading_in_one_column_are_nobody(ask, second):
    batch = ask(table(second, *ROWS))
    assert list(batch.heads.respondents) == ["r1", "r2", "r3"]
    assert not batch.rejected
    assert "line 2" in rules(batch)["heading_row"].where


@pytest.mark.parametrize("first", ["r0,text,1", "r0,1-5,pts", "r0,,Something else", "r0,,%"])
def test_whoever_has_an_identifier_or_an_answer_is_somebody(ask, first):
    batch = ask(table(first, *ROWS))
    assert "heading_row" not in rules(batch)
    assert {one.row for one in batch.rejected} == {1}


@pytest.mark.parametrize(
    ("head", "first", "others"),
    [
        ("respondent_id,i1,x,i2", "1,2,3,4", ["r1,4,z,2", "r2,5,y,1", "r3,3,y,3"]),
        ("i1,x,i2,y", "1,2,3,4", ["4,z,2,u", "5,y,1,u", "3,y,3,u"]),
    ],
)
def test_numbers_that_run_through_a_column_of_no_variable_are_said(ask, head, first, others):
    batch = ask(table(first, *others, head=head))
    assert "row 1 (line 2)" in rules(batch)["may_be_headings"].where
    assert len(batch.heads) == 4
