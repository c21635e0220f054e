"""Google Forms and Microsoft Forms: what only they do, and files that look like them."""

import pytest
from intake.shapes.people import workbook

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers
from cpsurvey.intake.sheet import Sheet

TEXTS = ["{id: i1, label: {en: i1}, text: {en: I help}}", "{id: i2, label: {en: i2}}"]


def google(*rows, first="Timestamp", mail="Email Address"):
    heads = f"{first},{mail},Agree? [I help],i2\n"
    return heads + "".join(",".join(row) + "\n" for row in rows)


def rules(batch):
    return {finding.rule for finding in batch.findings}


# ---------------------------------------------------------------------------- order
@pytest.mark.parametrize(
    ("cells", "days", "seen"),
    [
        (["02/11/2026 09:03:11", "13/11/2026 09:00:00"], ["2026-11-02", "2026-11-13"], "row 2"),
        (["11/2/2026 9:03:11", "11/13/2026 9:00:00"], ["2026-11-02", "2026-11-13"], "row 2"),
        (["03/03/2026 9:00:00", "04/04/2026 10:00:00"], ["2026-03-03", "2026-04-04"], ""),
        (["31.12.26 9:00:00", "01.02.28 9:00:00"], ["", ""], ""),
        (["31.12.26 9:00:00", "01.02.32 9:00:00"], ["2026-12-31", "2032-02-01"], "no other"),
        (["02/11/2026 09:03:11", "03/11/2026 09:03:11"], ["", ""], ""),
        (["13/11/2026 09:03:11", "11/14/2026 09:03:11"], ["", ""], ""),
        (["13/11/2026 09:03:11", "45/45/2026 09:03:11"], ["2026-11-13", ""], "row 1"),
        (["13/11/2026 09:03:11", "2026-11-02 08:00:00"], ["2026-11-13", "2026-11-02"], "row 1"),
    ],
)
def test_the_order_of_day_and_month_is_proven_or_not_known(ask, cells, days, seen):
    rows = [(cell, f"{at}@x.org", "Agree", "4") for at, cell in enumerate(cells)]
    batch = ask(google(*rows), items=TEXTS)
    assert [head.submitted for head in batch.heads] == days
    said = [line for line in batch.info.evidence if line.startswith("dates are")]
    assert bool(said) == bool(seen)
    assert not seen or seen in said[0]
    asked = "date_order" in rules(batch)
    assert asked == (not seen and "" in days)


def test_cells_against_the_declared_order_are_said(ask):
    batch = ask(
        google(("13/11/2026 9:00:00", "a@x.org", "Agree", "4")), items=TEXTS, dates="mdy"
    )
    (found,) = [one for one in batch.findings if one.rule == "date_order_contradicted"]
    assert "dates: dmy" in found.fix
    assert batch.heads[0].submitted == ""


def test_mixed_orders_are_said_to_be_mixed(ask):
    rows = [("13/11/2026 9:00:00", "a@x.org", "Agree", "4")]
    rows += [("11/13/2026 9:00:00", "b@x.org", "Agree", "4")]
    (found,) = [
        one for one in ask(google(*rows), items=TEXTS).findings if one.rule == "date_order"
    ]
    assert "some can only be the one" in found.message


# --------------------------------------------------------------------------- google
def test_one_address_is_one_person_and_the_later_answer_counts(ask):
    rows = [
        ("14/11/2026 09:00:00", "a@x.org", "Disagree", "2"),
        ("02/11/2026 09:00:00", "a@x.org", "Agree", "4"),
    ]
    batch = ask(google(*rows), items=TEXTS)
    assert [(one.respondent, one.origin) for one in batch.heads] == [("a@x.org", "token")]
    assert batch.frame["i1"][0] == 2
    assert [(one.row, one.rule) for one in batch.rejected] == [(2, "duplicate")]


def test_an_order_that_decides_between_two_answers_is_asked_for(ask):
    rows = [
        ("03/11/2026 09:00:00", "a@x.org", "Disagree", "2"),
        ("02/11/2026 09:00:00", "a@x.org", "Agree", "4"),
    ]
    with pytest.raises(CpsurveyError) as caught:
        ask(google(*rows), items=TEXTS)
    assert caught.value.code == "CPS141"
    assert ask(google(*rows), items=TEXTS, dates="dmy").frame["i1"][0] == 2


def test_a_question_asked_twice_is_not_chosen_between(ask):
    text = "Timestamp,Agree? [I help],Again? [I help],i2\n"
    text += "2026/11/02 9:03:11 AM UTC+1,Agree,Disagree,4\n"
    with pytest.raises(CpsurveyError) as caught:
        ask(text, items=TEXTS)
    assert caught.value.code == "CPS106"
    assert ask(text, items=TEXTS, columns={"#3": ""}).frame["i1"][0] == 4
    same = text.replace("Again?", "Agree?")
    with pytest.raises(CpsurveyError) as caught:
        ask(same, items=TEXTS)
    assert caught.value.code == "CPS106"


@pytest.mark.parametrize(
    ("first", "mail"),
    [
        ("Horodatage", "Adresse e-mail"),
        ("Zeitstempel", "E-Mail-Adresse"),
        ("Marca temporal", "Dirección de correo electrónico"),
        ("Carimbo de data/hora", "Endereço de e-mail"),
        ("Отметка времени", "Адрес электронной почты"),
    ],
)
def test_other_languages(ask, first, mail):
    row = ("2026/11/02 9:03:11 AM UTC+1", "a@x.org", "Agree", "4")
    batch = ask(google(row, first=first, mail=mail), items=TEXTS)
    assert (batch.info.reader, batch.heads[0].respondent) == ("google_forms", "a@x.org")


def test_points_of_a_quiz_are_left_out_and_questions_of_that_name_are_not(ask):
    text = "Timestamp,Score,i1,i1 [Score],i1 [Feedback],i2\n"
    text += "2026/11/02 9:03:11 AM UTC+1,3 / 5,4,1 / 1,Good,2\n"
    batch = ask(text)
    assert batch.info.reader == "google_forms"
    assert any("2 columns of points" in line for line in batch.info.evidence)
    assert "unknown_column" not in rules(batch)


def test_a_scale_of_bare_numbers(ask):
    batch = ask("Timestamp,i1,i2\n2026/11/02 9:03:11 AM UTC+1,4,2\n")
    assert (batch.frame["i1"][0], batch.frame["i2"][0]) == (4, 2)


def test_rows_of_a_grid_say_what_they_are_rows_of():
    sheet = Sheet.of([(1, ["Timestamp", "Agree? [I help]"]), (2, ["2026-11-02", "x"])], "utf-8")
    grid = readers.get("google_forms").read(sheet, "x").columns[-1]
    assert (grid.of, grid.part, grid.texts) == (
        ("Agree?",),
        ("I help",),
        ("Agree? [I help]", "I help"),
    )


# ------------------------------------------------------------------------ microsoft
LEAD = ["ID", "Start time", "Completion time", "Email", "Name"]


def microsoft(*rows, heads=("I help\N{NO-BREAK SPACE} ", "i2")):
    return workbook({"Sheet1": [[*LEAD, *heads], *rows]})


@pytest.mark.parametrize(("serial", "day"), [(46328, "2026-11-02"), (46328.999, "2026-11-02")])
def test_serial_numbers_are_days(ask, serial, day):
    batch = ask(
        microsoft([1, serial, serial, "anonymous", None, "Agree", "Agree"]), items=TEXTS
    )
    assert (batch.info.reader, batch.heads[0].submitted) == ("ms_forms", day)
    assert (batch.heads[0].respondent, batch.heads[0].origin) == ("1", "platform")


def test_who_signed_in_is_known_by_the_address_and_a_name_is_personal(ask):
    rows = [[at, 46328, 46328 + at, "a@x.org", "Ann", "Agree", "Agree"] for at in (1, 2)]
    batch = ask(microsoft(*rows), items=TEXTS)
    assert [one.origin for one in batch.heads] == ["token"]
    assert "personal_data" in rules(batch)
    assert [(one.row, one.rule) for one in batch.rejected] == [(1, "duplicate")]


def test_a_second_block_with_the_same_statement_is_asked_for(ask):
    heads = ("I help", "i2", "I help2")
    content = microsoft(
        [1, 1.0, 46328, "anonymous", None, "Agree", "Agree", "Disagree"], heads=heads
    )
    assert ask(content, items=TEXTS).frame["i1"][0] == 4
    two = [TEXTS[0], TEXTS[1].replace("label", "text: {en: I help}, label")]
    with pytest.raises(CpsurveyError) as caught:
        ask(content, items=two)
    assert caught.value.code == "CPS106"
    mapped = ask(content, items=two, columns={"I help": "i1", "I help2": "i2", "i2": ""})
    assert (mapped.frame["i1"][0], mapped.frame["i2"][0]) == (4, 2)


def test_what_a_quiz_adds_is_left_out(ask):
    heads = (
        "Total points",
        "Quiz feedback",
        "I help",
        "Points - I help",
        "Feedback - I help",
        "i2",
    )
    content = microsoft(
        [1, 1.0, 46328, "anonymous", None, 3, None, "Agree", 1, "x", "Agree"], heads=heads
    )
    batch = ask(content, items=TEXTS)
    assert any("4 columns of points" in line for line in batch.info.evidence)
    assert batch.frame["i1"][0] == 4
