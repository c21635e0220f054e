"""What a workbook hides is read, and said; a hidden sheet beside another is not, and said."""

import io

import openpyxl


def rules(batch):
    return {one.rule: one for one in batch.findings}


def book(change):
    made = openpyxl.Workbook()
    sheet = made.active
    for row in [
        ["respondent_id", "i1", "i2", "note"],
        *([f"r{n}", 4, 2, ""] for n in range(1, 7)),
    ]:
        sheet.append(row)
    change(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_hidden_rows_are_read_and_said(ask):
    def hide(_, sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.row_dimensions[40].hidden = True  # holds nothing

    batch = ask(book(hide))
    assert len(batch.heads) == 6
    said = rules(batch)["hidden_rows"]
    assert (said.severity, said.count) == ("warning", 2)
    assert said.where.endswith("rows 3, 5")


def test_hidden_columns_are_read_and_said_with_the_line_that_works(ask, followed):
    def hide(_, sheet):
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["H"].hidden = True  # holds nothing

    batch = ask(book(hide))
    said = rules(batch)["hidden_columns"]
    assert said.where.endswith("column 3")
    assert list(batch.columns["i2"]) == [2] * 6
    assert "i2" not in ask(book(hide), columns=followed(said.fix)).columns


def test_columns_hidden_to_the_right_end_are_no_matter(ask):
    def hide(_, sheet):
        sheet.column_dimensions.group("F", "XFD", hidden=True)

    assert "hidden_columns" not in rules(ask(book(hide)))


def test_a_hidden_sheet_beside_another_is_said(ask):
    def hide(made, _):
        other = made.create_sheet("Codes")
        other.append(["x"])
        other.sheet_state = "hidden"

    batch = ask(book(hide))
    assert "'Codes'" in rules(batch)["hidden_sheets"].message
    assert len(batch.heads) == 6


def test_nothing_hidden_nothing_said(ask):
    batch = ask(book(lambda *_: None))
    assert not any(rule.startswith("hidden") for rule in rules(batch))
