"""Codes, labels, numbers and what means no answer: read rightly or refused by name."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Invalid
from cpsurvey.intake.numerals import readings

POINTS = [f"{{code: {n}, label: {{en: '{n}'}}}}" for n in range(1, 6)]
SHIFTED = [f"{{code: {n + 1}, label: {{en: '{n}'}}}}" for n in range(5)]


def column(cells, name="i1", other="i2", fill=""):
    rows = "".join(f'{at},"{cell}",{fill}\n' for at, cell in enumerate(cells, 1))
    return f"respondent_id,{name},{other}\n{rows}"


def values(batch, name="i1"):
    return [None if v != v else v for v in batch.frame[name].tolist()]


def refused(ask, content, code, **spec):
    with pytest.raises(CpsurveyError) as caught:
        ask(content, **spec)
    assert caught.value.code == code
    return caught.value


def found(batch, rule):
    return [one for one in batch.findings if one.rule == rule]


# ------------------------------------------------------------------------------- codes
@pytest.mark.parametrize(
    "cell", ["4", "4.0", "4,0", "4,00", "04", " 4 ", "+4", "٤", "４", "4."]
)
def test_a_code_is_a_code_however_it_is_written(ask, cell):
    assert values(ask(column([cell, "5"]), options=POINTS)) == [4, 5]


@pytest.mark.parametrize("cell", ["4.5", "4,5", "6", "1e0", "0x4", "inf", "nan", "4²", "5 6"])
def test_what_is_no_code_is_set_aside(ask, cell):
    batch = ask(column([cell, "5", "4"], fill="4"), options=POINTS)
    assert [(one.row, one.column) for one in batch.rejected] == [(1, "i1")]
    assert values(batch) == [None, 5, 4]


def test_codes_below_zero_are_answers(ask):
    three = [f"{{code: {n}, label: {{en: p{n}}}}}" for n in (-1, 0, 1)]
    batch = ask(column(["-1", "−1", "0", "1", "-1,0"]), options=three)
    assert values(batch) == [-1, -1, 0, 1, -1]
    assert set(batch.reasons["i1"]) == {0}


def test_the_shipped_questionnaire_declares_the_platforms_codes(tmp_path):
    from cpsurvey import intake
    from cpsurvey.design import load_questionnaire
    from cpsurvey.design.study import SourceSpec

    shipped = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    text = "id,submitdate,lastpage,startlanguage," + ",".join(shipped.items)
    text += "\n1,2026-01-02,9,fr" + ",A3" * len(shipped.items) + "\n"
    file = tmp_path / "x.csv"
    file.write_text(text)
    batch = intake.read(file, shipped, SourceSpec(path="x.csv"), questionnaire_sha256="0")
    assert {batch.frame[name][0] for name in shipped.items} == {3}


def test_platform_codes_are_not_guessed(ask):
    error = refused(ask, column(["A1", "A2", "A5", "A4"]), "CPS107")
    assert "if A1 is the first answer of 'agree'" in error.fix
    for n in range(1, 6):
        assert f"code {n}:  aliases: [A{n}]" in error.fix
    declared = [
        f"{{code: {n}, label: {{en: p{n}}}, aliases: [A{n}]}}" for n in range(1, 6)
    ]  # what the message says
    assert values(ask(column(["A1", "A5"]), options=declared)) == [1, 5]


def test_platform_codes_that_are_not_in_order_are_not_offered_an_order(ask):
    error = refused(ask, column(["A1", "A4", "A2", "D4"]), "CPS107")
    assert "code 1" not in error.fix
    assert "D4" not in str(error)


# ------------------------------------------------------------------------------ labels
def test_numbers_and_labels_may_stand_side_by_side(ask):
    ends = [
        "{code: 1, label: {en: 1 - Strongly disagree}}",
        *POINTS[1:4],
        "{code: 5, label: {en: 5 - Strongly agree}}",
    ]
    cells = [
        "1 - Strongly disagree",
        "2",
        "3",
        "4",
        "5 - Strongly agree",
        "Strongly agree",
        "1",
    ]
    assert values(ask(column(cells), options=ends)) == [1, 2, 3, 4, 5, 5, 1]


@pytest.mark.parametrize(
    "cell",
    ["4 - Agree", "4. Agree", "4: agree", "(4) Agree", "4 – AGREE", "Agree (4)", "4 Agree"],
)
def test_a_number_beside_its_label(ask, cell):
    assert values(ask(column([cell, "5"]))) == [4, 5]
    error = refused(ask, column([cell.replace("4", "2")] * 3), "CPS107")
    assert "Agree" not in error.message


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["0", "1", "2", "3", "4"], [1, 2, 3, 4, 5]),
        (["1", "2", "3", "4", "5"], [1, 2, 3, 4, 5]),
        (["0", "0"], [1, 1]),
        (["5", "5"], [5, 5]),
    ],
)
def test_labels_that_are_numbers(ask, cells, expected):
    assert values(ask(column(cells), options=SHIFTED)) == expected


def test_labels_that_are_numbers_are_decided_over_the_whole_file(ask):
    text = "respondent_id,i1,i2\n1,0,1\n2,4,2\n3,3,3\n"
    batch = ask(text, options=SHIFTED)  # nobody ticked 0 in i2
    assert (values(batch), values(batch, "i2")) == ([1, 5, 4], [2, 3, 4])


@pytest.mark.parametrize("cells", [["1", "2", "3", "4"], ["0", "2", "5"]])
def test_numbers_that_may_be_codes_or_labels_are_asked_about(ask, cells):
    error = refused(ask, column(cells), "CPS115", options=SHIFTED)
    assert "answers: codes" in error.fix
    cells = ["1", "2", "3", "4"]
    assert values(ask(column(cells), options=SHIFTED, answers="codes")) == [1, 2, 3, 4]
    assert values(ask(column(cells), options=SHIFTED, answers="labels")) == [2, 3, 4, 5]


def test_bands_with_numbers_in_their_labels_are_no_numbers(ask):
    bands = [
        "{code: 1, label: {en: Less than 2 years}}",
        "{code: 2, label: {en: 2 to 5 years}}",
        "{code: 3, label: {en: 5 to 10 years}}",
    ]
    assert values(ask(column(["2 to 5 years", "5 to 10 years"]), options=bands)) == [2, 3]
    assert values(ask(column(["2", "3"]), options=bands)) == [2, 3]


def test_a_label_of_two_answers_is_what_the_language_of_the_file_says(ask):
    own = [
        "{code: 1, label: {en: Gift, fr: Cadeau}}",
        "{code: 2, label: {en: Poison, fr: Gift}}",
        "{code: 3, label: {en: Nothing, fr: Rien}}",
    ]
    assert values(ask(column(["Gift", "Nothing"]), options=own)) == [1, 3]
    assert values(ask(column(["Gift", "Rien"]), options=own)) == [2, 3]
    batch = ask(column(["Gift", "Rien", "Nothing"]), options=own)
    assert [one.rule for one in batch.rejected if one.column] == ["ambiguous_label"]


OTHER = [
    "{code: 1, label: {en: Chat}}",
    "{code: 2, label: {en: Other colleagues}}",
    "{code: 9, label: {en: 'OTHER'}}",
]


@pytest.mark.parametrize(
    "label",
    ["Other", "Other (please specify)", "Autre", "Autre (précisez)", "Otro:", "Sonstiges"],
)
@pytest.mark.parametrize(
    "form", ["{}: coach", "{} : coach", "{} - coach", "{} (coach)", "-oth-"]
)
def test_a_text_after_other_is_other(ask, label, form):
    options = [one.replace("OTHER", label) for one in OTHER]
    stem = label.split(" ")[0].rstrip(":")
    assert values(ask(column([form.format(stem), "Chat"]), options=options)) == [9, 1]


def test_other_may_be_declared_and_is_never_invented(ask):
    declared = [OTHER[0], "{code: 7, other: true, label: {en: Something else}}"]
    cells = ["Something else: coach", "-oth-", "Chat"]
    assert values(ask(column(cells), options=declared)) == [7, 7, 1]
    batch = ask(column(["Other: coach", "Agree"]))
    assert [one.rule for one in batch.rejected if one.column] == ["unknown_label"]
    assert "coach" not in str(batch.findings)


# ----------------------------------------------------------------------- another scale
def test_a_column_on_another_scale_is_refused_and_can_be_left_out(ask, followed):
    cells = ["0 (never)", "7", "8", "3", "10 (always)", "9", "2", "6"]
    text = column(cells, fill="Agree")
    error = refused(ask, text, "CPS114")
    assert error.exit_status == 65
    assert "column 2 'i1': 6 of 8" in error.message
    assert "numbers 0 to 10" in error.message
    assert "never" not in str(error)
    assert "i1" not in ask(text, columns=followed(error.fix)).frame


def test_every_such_column_is_named(ask, followed):
    text = "respondent_id,i1,i2\n" + "".join(f"{n},{n},{n}\n" for n in (6, 7, 8, 2))
    error = refused(ask, text, "CPS114")
    assert "column 2 'i1': 3 of 4" in error.message
    assert "column 3 'i2': 3 of 4" in error.message
    assert set(followed(error.fix)) == {"i1", "i2"}


def test_a_longer_scale_is_refused_before_half_of_it_is_used(ask):
    cells = ["1", "2", "3", "4", "5", "6", "7"] * 3
    error = refused(ask, column(cells, fill="4"), "CPS114")
    assert "6 of 21" in error.message
    assert "numbers 1 to 7" in error.message


@pytest.mark.parametrize("cells", [["0", "1", "0", "4", "3"], ["1", "5", "6", "6", "3", "2"]])
def test_a_scale_that_is_moved_by_one_is_refused(ask, cells):
    codes = range(1, 6) if "0" in cells else range(6)
    own = [f"{{code: {n}, label: {{en: p{n}}}}}" for n in codes]
    refused(ask, column(cells, fill="3"), "CPS114", options=own)
    # both ends are there: the number outside is an answer of its own
    more = [*cells, str(max(codes)), str(min(codes))]
    assert ask(column(more, fill="3"), options=own).rejected


@pytest.mark.parametrize("cells", [["9", "4"], ["9", "4", "4"], ["9", "8", "4", "4"]])
def test_a_few_strange_answers_refuse_nothing(ask, cells):
    batch = ask(column(cells, fill="4"))
    assert {one.rule for one in batch.rejected} == {"code_out_of_range"}
    assert values(batch)[-1] == 4
    (told,) = found(batch, "code_out_of_range")
    assert "(9" in told.message
    assert "row" in told.where
    assert "line" in told.where


def test_bands_that_a_spreadsheet_made_dates_of(ask):
    bands = ["{code: 1, label: {en: 2-4}}", "{code: 2, label: {en: 5-9}}"]
    error = refused(ask, column(["02-avr", "09-mai", "Feb-50", "2-4"]), "CPS114", options=bands)
    assert "spreadsheet" in error.message


# ------------------------------------------------------------------------- no answer
@pytest.mark.parametrize("cell", ["NA", "N/A", "n/a", "#N/A", "-", "--", "—", "."])
def test_marks_of_no_answer(ask, cell):
    tail = "questions:\n  - {id: age, type: integer, label: {en: a}}"
    text = f"respondent_id,i1,i2,age\n1,{cell},4,{cell}\n{cell}x,4,4,30\n"
    batch = ask(text, tail=tail)
    assert batch.rejected == ()
    assert (batch.reasons["i1"][0], batch.reasons["age"][0]) == (-98, -98)


@pytest.mark.parametrize("cell", ["None", "Non", "N/A"])
def test_an_answer_called_like_a_mark_is_an_answer(ask, cell):
    own = ["{code: 1, label: {en: 'Yes'}}", f"{{code: 0, label: {{en: {cell}}}}}"]
    assert values(ask(column([cell, "Yes"]), options=own)) == [0, 1]


def test_marks_in_who_answered_and_in_groups_are_names(ask):
    head = "identifiers: {team: {variable: team}}"
    batch = ask("respondent_id,team,i1,i2\nNA,NA,4,4\n-,--,4,4\n", head=head)
    assert [head.respondent for head in batch.heads] == ["NA", "-"]
    assert batch.frame["team"].tolist() == ["NA", "--"]


@pytest.mark.parametrize("code", [-99, -98, 99, 999, 0, -8, 7])
def test_declared_missing_codes_keep_a_reason_of_their_own(ask, code):
    tail = "questions:\n  - {id: n, type: integer, label: {en: n}}"
    head = f"missing_codes: {{{code}: refused, -9: busy}}"
    text = f"respondent_id,i1,i2,n\n1,{code},4,{code}\n2,-9,,-9\n3,4,4,{code}.0\n4,4,4,5\n"
    text = text.replace("2,-9,,", '2,-9,"",')
    batch = ask(text, head=head, tail=tail)
    assert batch.rejected == () or {one.rule for one in batch.rejected} == {"no_answer"}
    reasons = batch.reasons["n"]
    assert reasons[0] == reasons[-2] != 0
    assert reasons[0] not in (-98, -99)
    assert batch.reasons["i1"][0] == reasons[0]


def test_reasons_that_would_share_a_number_do_not(ask):
    own = [
        "{code: 1, label: {en: a}}",
        "{code: 2, label: {en: b}}",
        "{code: 0, missing: unsure, label: {en: c}}",
        "{code: 99, missing: absent, label: {en: d}}",
        "{code: 8, missing: other, label: {en: e}}",
    ]
    batch = ask(
        column(["0", "99", "8", "-8", "a"], fill="1"),
        options=own,
        head="missing_codes: {-8: refused}",
    )
    reasons = batch.reasons["i1"]
    assert reasons[-1] == 0
    assert len(set(reasons)) == 5
    assert not {-98, -99} & set(reasons)


def test_a_code_is_not_both_an_answer_and_missing(ask):
    with pytest.raises(Invalid, match="5 is an answer of 'agree' and one of 'missing_codes'"):
        ask(column(["4"]), head="missing_codes: {5: refused}")


def test_probable_missing_codes_are_named_and_the_advice_works(ask):
    text = column(["-99", "5", "99", "4", "999"], fill="4")
    batch = ask(text)
    (told,) = found(batch, "probable_missing_code")
    assert "(-99, 99, 999)" in told.message
    line = told.fix[told.fix.index("missing_codes") :]
    batch = ask(text, head=line)
    assert batch.rejected == ()
    assert values(batch) == [None, 5, None, 4, None]


def test_a_missing_code_among_numbers_without_bounds_is_told(ask):
    tail = "questions:\n  - {id: n, type: decimal, label: {en: n}}"
    cells = ["-2.5", "3", "0.5", "-99", "1"]
    text = "respondent_id,i1,i2,n\n" + "".join(f"{c}x,4,4,{c}\n" for c in cells)
    batch = ask(text, tail=tail)
    assert values(batch, "n") == [-2.5, 3, 0.5, -99, 1]
    assert "-99" in found(batch, "missing_code_kept")[0].message
    assert not found(ask(text.replace("-99", "-9"), tail=tail), "probable_missing_code")


# ---------------------------------------------------------------------------- numbers
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("4,0", (None, 4.0)),
        ("4.0", (4.0, None)),
        ("38,500", (38500.0, 38.5)),
        ("1 234,5", (None, 1234.5)),
        ("1\u202f234,5", (None, 1234.5)),
        ("1.234,5", (None, 1234.5)),
        ("1,234.5", (1234.5, None)),
        ("1’234", (1234.0, 1234.0)),
        ("0,500", (None, 0.5)),
        ("12 %", (12.0, 12.0)),
        ("−2", (-2.0, -2.0)),
        ("5 6", (None, None)),
        ("1e5", (None, None)),
        ("0x1F", (None, None)),
        ("5²", (None, None)),
        ("½", (None, None)),
        ("inf", (None, None)),
        ("NaN", (None, None)),
        ("3 years", (None, None)),
    ],
)
def test_what_a_cell_says_with_a_point_and_with_a_comma(cell, expected):
    assert readings(cell) == expected


def money(ask, *cells, more=(), delimiter=";", type="decimal", **spec):
    tail = f"questions:\n  - {{id: pay, type: {type}, label: {{en: p}}}}\n"
    tail += "  - {id: hours, type: decimal, label: {en: h}}"
    lines = [delimiter.join(("respondent_id", "i1", "i2", "pay", "hours"))]
    for at, cell in enumerate(cells):
        hours = more[at] if at < len(more) else ""
        lines.append(delimiter.join((str(at), "4", "4", f'"{cell}"', f'"{hours}"')))
    return ask("\n".join(lines) + "\n", tail=tail, **spec)


def two_readings(ask, *cells):
    with pytest.raises(CpsurveyError) as caught:
        money(ask, *cells)
    assert (caught.value.code, caught.value.exit_status) == ("CPS113", 65)
    return caught.value


@pytest.mark.parametrize(
    ("cells", "more", "expected"),
    [
        (["38,500", "7,25"], [], [38.5, 7.25]),  # its own cells say so
        (["38,500", "1,000"], ["7,5"], [38.5, 1]),  # another column does
        (["38,500", "1,000"], ["7.5"], [38500, 1000]),
        (["1.250", "3,5"], [], [1250, 3.5]),
        (["1 250", "1250,0"], [], [1250, 1250]),
        (["12 %", "13"], [], [12, 13]),
    ],
)
def test_the_other_cells_say_which_sign_is_the_decimal_one(ask, cells, more, expected):
    assert values(money(ask, *cells, more=more), "pay") == expected


@pytest.mark.parametrize(
    ("cells", "more", "expected"),
    [
        (["3,442", "812", "1,009", "25"], ["7,5"], [3442, 812, 1009, 25]),
        (["3.442", "812"], ["7.5"], [3442, 812]),
        (["3,442", "812", "7,5"], [], [3442, 812, None]),  # a slip says nothing of the others
        (["3,442", "812"], [], [3442, 812]),
        (["2,333", "3", "1,667"], ["7,5"], [None, 3, None]),  # means, declared whole
    ],
)
def test_a_sign_before_three_digits_of_whole_numbers_parts_thousands(
    ask, cells, more, expected
):
    batch = money(ask, *cells, more=more, type="integer")
    pay = [None if aside else value for value, aside in zip(*_pay(batch), strict=True)]
    assert pay == expected


def _pay(batch):
    aside = {one.row for one in batch.rejected if one.column == "pay"}
    there = values(batch, "pay")
    return there, [at + 1 in aside for at in range(len(there))]


def test_thousands_in_two_ways_are_asked_about(ask):
    with pytest.raises(CpsurveyError) as caught:
        money(ask, "3,442", "1.009", "812", type="integer")
    assert caught.value.code == "CPS113"


def test_a_number_with_two_readings_is_asked_about_and_the_advice_works(ask):
    error = two_readings(ask, "38,500", "1,000")
    assert "column 4 'pay': 38,500 can be 38500 or 38.5" in error.message
    assert 'decimal: "."' in error.fix
    assert values(money(ask, "38,500", decimal="."), "pay") == [38500]
    assert values(money(ask, "38,500", decimal=","), "pay") == [38.5]


def test_a_point_before_three_digits_is_a_decimal_one_between_commas(ask):
    assert values(money(ask, "1.250", delimiter=","), "pay") == [1.25]
    two_readings(ask, "1.250")
    assert values(money(ask, "1.250", "1.5"), "pay") == [1.25, 1.5]


def test_per_cent_beside_shares_is_refused(ask):
    two_readings(ask, "12 %", "0.12")


def test_numbers_that_are_none_are_set_aside_without_their_text(ask):
    batch = money(ask, "3 or 4 years", "1e5", "5")
    (told,) = found(batch, "not_a_number")
    assert told.count == 2
    assert "years" not in str(told)


# --------------------------------------------------------------------- personal data
@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Collector ID", ["430000001", "430000001"]),
        ("Response ID", ["12345678901", "12345678902"]),
        ("Start Date", ["2026-06-14 16:31", "2026-06-14 16:32"]),
        ("When", ["2026-06-14 1631", "14.06.2026 1632"]),
        ("Mobile device (e.g. phone)", ["yes", "no"]),
        ("How often do you phone your colleagues?", ["4", "5"]),
        ("E-mails a day", ["12", "40"]),
    ],
)
def test_what_is_no_personal_data(ask, heading, cells):
    rows = "".join(f"{at},4,4,{cell}\n" for at, cell in enumerate(cells))
    assert not found(ask(f"respondent_id,i1,i2,{heading}\n{rows}"), "personal_data")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("x", ["06 12 34 56 78", "06 12 34 56 79"]),
        ("x", ["+33612345678", "+33612345679"]),
        ("x", ["0612345678", "0612345679"]),
        ("x", ["514-555-1234", "514-555-1235"]),
        ("x", ["5145551234", "5145551239"]),
        ("x", ["ann@example.org", "bob@example.org"]),
        ("Phone", ["5551234567", "none"]),
        ("Your e-mail address", ["ann@example.org", ""]),
        ("Prénom", ["Ann", "Bob"]),
        ("Name", ["Ann", "Bob"]),
        ("IP Address", ["10.0.0.1", "10.0.0.2"]),
        ("E-mail", ["", ""]),
    ],
)
def test_what_is_personal_data(ask, heading, cells):
    rows = "".join(f"{at},4,4,{cell}\n" for at, cell in enumerate(cells))
    assert found(ask(f"respondent_id,i1,i2,{heading}\n{rows}"), "personal_data")


@pytest.mark.parametrize("second", ["Yes", "YES "])
def test_one_label_of_two_answers_is_never_the_first_of_them(ask, second):
    options = ["{code: 1, label: {en: 'Yes'}}", f"{{code: 2, label: {{en: '{second}'}}}}"]
    with pytest.raises(CpsurveyError) as caught:
        ask("respondent_id,i1,i2\n1,yes,Yes\n2,Yes,Yes\n", options=options)
    assert "the label of two answers of 'agree'" in caught.value.message
    assert "different ones, or export codes" in caught.value.fix
    batch = ask("respondent_id,i1,i2\n1,1,2\n", options=options)
    assert batch.frame["i2"].tolist() == [2]


def test_an_answer_called_like_a_missing_string_is_that_answer(ask):
    options = [
        "{code: 1, label: {en: Agree}}",
        "{code: 2, label: {en: Disagree}}",
        "{code: 6, label: {en: N/A}, missing: not_applicable}",
    ]
    head = 'missing_strings: ["N/A", NSP]'
    batch = ask("respondent_id,i1,i2\n1,N/A,Agree\n2,NSP,Agree\n", options=options, head=head)
    first, second = batch.reasons["i1"]
    assert first != second
    assert batch.frame["i2"].tolist() == [1, 1]
