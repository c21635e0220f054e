"""A spreadsheet that people made: where its table stands, and what was done to its cells."""

import pytest
from hypothesis import given, settings
from intake.shapes import spreadsheet
from intake.shapes.people import people, text, workbook

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import layout
from cpsurvey.intake.sheet import Sheet

ITEMS = ["{id: h1, label: {en: h1}}", "{id: h2, label: {en: h2}}", "{id: h3, label: {en: h3}}"]
HEAD = "identifiers: {respondent: {variable: rid}, team: {variable: team}}"
HEADS = ["rid", "team", "h1", "h2", "h3"]
ROWS = [["a", "T1", "4", "5", "4"], ["b", "T2", "2", "3", "1"], ["c", "T1", "5", "4", "4"]]
LABELS = {
    "1": "Strongly disagree",
    "2": "Disagree",
    "3": "Neutral",
    "4": "Agree",
    "5": "Strongly agree",
}


def labelled(rows):
    return [[*row[:2], *(LABELS.get(cell, cell) for cell in row[2:])] for row in rows]


@pytest.fixture
def read(ask):
    def reader(rows, *, xlsx=False, **spec):
        content = (
            workbook({"S": [[c or None for c in row] for row in rows]})
            if xlsx
            else text(rows, ";")
        )
        return ask(content, items=ITEMS, head=HEAD, **spec)

    return reader


def codes(batch, name="h1"):
    return [int(value) for value in batch.frame[name]]


def found(*rows):
    """Titles left out, and the headings."""
    sheet = Sheet.of(list(enumerate(rows, 1)), "utf-8")
    left = layout.untitled(sheet)
    return sheet.n - left.n, layout.headings(left)


# ---------------------------------------------------------------------- above the table
TITLES = [
    [["Survey 2026"]],
    [["Survey 2026", "", "", "", ""], [], ["Exported on", "02/11/2026", "", "", ""]],
    [["", "", "Survey 2026"], ["n =", "3"]],
    [["a"], ["b"], ["c"], ["d"]],
]


@pytest.mark.parametrize("xlsx", [False, True])
@pytest.mark.parametrize("titles", TITLES)
def test_titles_above_the_headings_are_found_and_said(read, titles, xlsx):
    batch = read([*titles, HEADS, *ROWS], xlsx=xlsx)
    assert codes(batch) == [4, 2, 5]
    said = [line for line in batch.info.evidence if "of titles above the headings" in line]
    assert len(said) == 1
    assert not any("Survey" in line for line in batch.info.evidence)


def test_titles_above_labels(read):
    rows = [
        ["a", "T1", "4", "5", "4"],
        ["b", "T2", "2", "3", "1"],
        ["c", "T1", "5", "4", "4"],
    ] * 2
    rows = [[f"{row[0]}{at}", *row[1:]] for at, row in enumerate(rows)]
    assert codes(read([["Survey"], HEADS, *labelled(rows)])) == [4, 2, 5, 4, 2, 5]


@pytest.mark.parametrize("rows", [ROWS, labelled(ROWS), ROWS * 4, labelled(ROWS * 4)])
@pytest.mark.parametrize("first", [[], ["a", "", "4", "", ""], ["z", "", "", "", ""]])
def test_answers_are_never_taken_for_titles(read, rows, first):
    rows = [[f"{row[0]}{at}", *row[1:]] for at, row in enumerate(rows)]
    with pytest.raises(CpsurveyError) as caught:
        read([*filter(None, [first]), *rows])
    assert caught.value.code == "CPS105"
    assert not any(word in str(caught.value) for word in ("Agree", "Neutral"))


@pytest.mark.parametrize("rows", [ROWS, labelled(ROWS), labelled(ROWS * 3)])
def test_a_first_respondent_with_few_answers_stays_a_respondent(rows):
    few = ["z", "", "Agree", "", ""]
    titles, heads = found(HEADS, few, *rows)
    assert (titles, heads.names, heads.rows) == (0, tuple(HEADS), 1)


def test_headings_of_groups_above_names(read):
    above = ["", "", "Help", "", ""]
    assert codes(read([above, HEADS, *ROWS])) == [4, 2, 5]
    merged = [["rid", "team", "Help", "", ""], ["", "", "h1", "h2", "h3"]]
    batch = read([*merged, *ROWS])
    assert codes(batch) == [4, 2, 5]
    assert [one.respondent for one in batch.heads] == ["a", "b", "c"]
    assert any("two rows" in line for line in batch.info.evidence)
    assert codes(read([["Survey"], *merged, *ROWS])) == [4, 2, 5]


def test_names_that_come_again_are_told_apart_by_their_groups(ask):
    items = [
        "{id: h1, label: {en: h1}, text: {en: 'Help [often]'}}",
        "{id: h2, label: {en: h2}, text: {en: 'Share - often'}}",
    ]
    rows = [["rid", "Help", "", "Share", ""], ["", "often", "well", "often", "well"]]
    rows += [["a", "4", "1", "2", "1"], ["b", "5", "1", "3", "1"]]
    batch = ask(text(rows), items=items, head=HEAD)
    assert (codes(batch, "h1"), codes(batch, "h2")) == ([4, 5], [2, 3])


def test_the_first_row_of_answers_below_a_gap_is_no_heading():
    row = ["a", "T1", "Agree", "Neutral", "Agree"]
    heads = ["", "team", "h1", "h2", "h3"]
    other = ["b", "T2", "Disagree", "Agree", "Strongly agree"]
    for rows in ([row], [row, other], labelled(ROWS * 3)):
        titles, read = found(heads, *rows)
        assert (titles, read.rows) == (0, 1)


def test_blank_columns_at_the_left(read):
    rows = [["", "", *row] for row in ([["Survey"], HEADS, *ROWS])]
    assert codes(read(rows)) == [4, 2, 5]
    assert codes(read(rows, xlsx=True)) == [4, 2, 5]


# ---------------------------------------------------------------------- below the table
@pytest.mark.parametrize("xlsx", [False, True])
@pytest.mark.parametrize(
    "rows",
    [
        [["Moyenne", "", "3,67", "4", "3"]],
        [["Total", "", "11", "12", "9"], ["Moyenne :", "", "3,7", "4,0", "3,0"]],
        [["", "", "3.67", "4.00", "3.00"], ["", "", "3.67", "4.001", "3.0"]][:1],
        [["N", "3", "3", "3", "3"]],
    ],
)
def test_totals_that_are_right_are_no_respondents(read, rows, xlsx):
    batch = read([HEADS, *ROWS, *rows], xlsx=xlsx)
    assert len(batch.heads) == 3
    if rows[0][0]:
        assert {one.rule for one in batch.rejected} == {"summary_row"}
        assert len(batch.rejected) == len(rows)


def test_a_row_that_is_called_total_and_is_none_is_a_respondent(read):
    batch = read([HEADS, *ROWS, ["Total", "T2", "4", "4", "4"]])
    assert len(batch.heads) == 4
    batch = read([HEADS, *ROWS, ["Max", "T2", "1", "2", "1"]])
    assert len(batch.heads) == 4


def test_notes_below_the_table(read):
    notes = [["* answers were given freely"], ["Source: HR, 2026"]]
    for xlsx in (False, True):
        batch = read([HEADS, *ROWS, *notes], xlsx=xlsx)
        assert [one.rule for one in batch.rejected] == ["note_row", "note_row"]
        assert len(batch.heads) == 3
    assert [one.rule for one in read([HEADS, *ROWS, ["d", "", "", "", ""]]).rejected] == [
        "no_answer"
    ]


@settings(deadline=None, max_examples=40)
@given(who=people(2))
def test_nobody_is_taken_for_a_title_or_a_total(who):
    rows = spreadsheet.rows(who)
    sheet = Sheet.of(list(enumerate(rows, 1)), "utf-8")
    assert layout.untitled(sheet).n == sheet.n
    assert layout.headings(sheet).rows == 1
    assert layout.below(sheet.table("x")) == {}


# ------------------------------------------------------------------ damage of spreadsheets
@pytest.mark.parametrize(
    "cell", ["03-avr", "avr-03", "5-Apr", "2026-04-03", "03/04/2026", "Apr-22"]
)
def test_dates_that_were_answers_are_said_to_be_that(read, cell):
    rows = [*ROWS, ["d", "T1", cell, "4", "4"]]
    batch = read([HEADS, *rows])
    assert [(one.column, one.rule) for one in batch.rejected] == [("h1", "spreadsheet_date")]
    (said,) = [one for one in batch.findings if one.rule == "spreadsheet_date"]
    assert "02-Apr" in said.message
    assert cell not in said.message


def test_dates_in_a_column_of_a_workbook_are_said_too(read):
    import datetime

    rows = [[*row[:2], datetime.datetime(2026, 4, 3), *row[3:]] for row in ROWS]  # noqa: DTZ001
    with pytest.raises(CpsurveyError) as caught:
        read([HEADS, *rows], xlsx=True)
    assert "has made dates of its answers" in caught.value.message


@pytest.mark.parametrize("cell", ["#REF!", "#VALEUR!", "#DIV/0!", "#NOM?"])
def test_errors_of_formulas(read, cell):
    batch = read([HEADS, *ROWS, ["d", "T1", cell, "4", "4"]])
    assert [one.rule for one in batch.rejected] == ["spreadsheet_error"]


def test_a_lookup_that_found_nothing_is_blank_and_said(read):
    batch = read([HEADS, *ROWS, ["d", "T1", "#N/A", "4", "4"]])
    assert not batch.rejected
    (said,) = [one for one in batch.findings if one.rule == "spreadsheet_lookup"]
    assert (said.count, "row 4" in said.where) == (1, True)


@pytest.mark.parametrize(
    ("ids", "lost"),
    [
        (["007", "012", "45"], 1),
        (["007", "012", "145"], 0),
        (["7", "12", "45"], 0),
        (["007", "12", "8"], 2),
        (["007", "0012", "45"], 0),
        (["A07", "012", "045"], 0),
        (["0", "12", "45"], 0),
    ],
)
def test_zeros_that_identifiers_lost(read, ids, lost):
    rows = [[one, *row[1:]] for one, row in zip(ids, ROWS, strict=True)]
    said = [one for one in read([HEADS, *rows]).findings if one.rule == "zeros_lost"]
    assert [one.count for one in said] == ([lost] if lost else [])


def test_rounded_identifiers_are_refused(read):
    rows = [["1,23457E+12", *row[1:]] for row in ROWS]
    with pytest.raises(CpsurveyError) as caught:
        read([HEADS, *rows])
    assert caught.value.code == "CPS131"


def test_french_conventions(ask):
    question = "questions:\n  - {id: pay, type: decimal, label: {en: pay}}"
    content = "sep=;\nrid;h1;h2;h3;pay\n001;4;5;4;1 234,50\n002;2;3;1;987,25\n"
    batch = ask(content.encode("cp1252"), items=ITEMS, head=HEAD, tail=question)
    assert list(batch.frame["pay"]) == [1234.5, 987.25]
    assert [one.respondent for one in batch.heads] == ["001", "002"]


def test_nothing_else_is_said_of_a_total(read):
    batch = read([HEADS, *ROWS, ["", "", "3.67", "4.00", "3.00"]])
    assert [one.rule for one in batch.rejected] == ["summary_row"]
    assert {one.rule for one in batch.findings} == {"summary_row", "completeness_unknown"}
    assert [one.count for one in batch.findings if one.rule == "completeness_unknown"] == [3]
