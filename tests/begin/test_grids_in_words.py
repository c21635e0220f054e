"""Rows of a grid that have texts alone: one scale, whatever words they begin with."""

import random

import pytest

AGREE = ["Disagree", "Rather disagree", "Neither", "Rather agree", "Agree"]
ALIKE = [
    "In my team, we share what we know",
    "In my team, we help each other",
    "In my team, we tell what happened",
    "In my team, everybody learns",
    "I show how I do it",
]


def _file(headings, people=80):
    draw = random.Random(11)
    lines = [",".join(f'"{one}"' for one in headings)]
    for _ in range(people):
        level = draw.gauss(0, 1)
        marks = [min(4, max(0, round(2 + level + draw.gauss(0, 0.6)))) for _ in headings]
        lines.append(",".join(AGREE[mark] for mark in marks))
    return "\n".join(lines) + "\n"


def _scales(study):
    return [[item.id for item in scale.items] for scale in study.questionnaire.scales]


def test_rows_that_begin_alike_are_one_scale(begin):
    made = begin(_file([f"Do you agree? [{one}]" for one in ALIKE]))
    assert len(_scales(made)) == 1
    assert len(_scales(made)[0]) == len(ALIKE)


def test_headings_that_begin_alike_are_one_scale_without_a_grid(begin):
    made = begin(_file(ALIKE))
    assert [len(items) for items in _scales(made)] == [len(ALIKE)]


def test_a_question_about_a_team_names_none(begin):
    draw = random.Random(4)
    head = "Do you trust your team?,Do you help it?,Do you like it?,Which team are you in?"
    rows = [
        ",".join([*(str(draw.randint(1, 5)) for _ in range(3)), draw.choice("ABCD")])
        for _ in range(60)
    ]
    made = begin("\n".join([head, *rows]) + "\n")
    assert 'aliases: ["Which team are you in?"]' in made.text
    assert "id: do_you_trust_your_team" in made.text


@pytest.mark.parametrize(
    "asked", ["Which team are you in now?", "Team", "Quelle équipe avez-vous ?"]
)
def test_a_team_of_the_same_codes_as_items_is_a_team(begin, asked):
    draw = random.Random(5)
    head = f"I like my work,I know my work,I share my work,{asked}"
    rows = [",".join(str(draw.randint(1, 5)) for _ in range(4)) for _ in range(60)]
    made = begin("\n".join([head, *rows]) + "\n")
    assert any(f"{asked}'" in one for one in made.begun["check"] if one.startswith("team"))


def test_a_number_last_is_kept_in_a_long_name(begin):
    named = [f"What I reach every day and week ({at})" for at in range(1, 5)]
    made = begin(_file(named))
    (items,) = _scales(made)
    assert [one.rpartition("_")[2] for one in items] == ["1", "2", "3", "4"]
    assert len({one.rpartition("_")[0] for one in items}) == 1
    assert 'label: {en: "What I reach every day and week"}' in made.text


def test_years_with_their_unit_are_numbers(begin):
    draw = random.Random(3)
    ages = [draw.randint(20, 64) for _ in range(80)]
    cells = [f"{age} years" if draw.random() < 0.4 else str(age) for age in ages]
    rows = _file(ALIKE).splitlines()
    text = "\n".join(
        [rows[0] + ',"How old are you?"']
        + [f"{row},{cell}" for row, cell in zip(rows[1:], cells, strict=True)]
    )
    made = begin(text + "\n")
    (age,) = (one for one in made.questionnaire.questions if one.type == "integer")
    assert "the numbers are of one unit (year)" in made.text
    assert age.min == 0


def test_bands_among_many_numbers_are_set_aside_and_said(begin):
    draw = random.Random(6)
    years = ["10+", "less than 1"]
    cells = [years[at % 2] if at % 8 == 0 else str(draw.randint(0, 30)) for at in range(80)]
    rows = _file(ALIKE).splitlines()
    text = [rows[0] + ",How many years have you worked here?"]
    text += [f"{row},{cell}" for row, cell in zip(rows[1:], cells, strict=True)]
    made = begin("\n".join(text) + "\n")
    assert [one.type for one in made.questionnaire.questions] == ["integer"]
    assert "check: 10 cells are no numbers and set aside" in made.text


def test_headings_that_begin_alike_and_end_in_the_same_number_are_one_scale(begin):
    asked = ["the tour", "the car", "the pay", "the colleagues"]
    headings = [f"How satisfied are you with {one}? (1-5)" for one in asked]
    made = begin(_file([*headings, "I am glad to be here (1-5)"]))
    assert [len(items) for items in _scales(made)] == [5]


@pytest.mark.parametrize(("asked", "role"), [
    ("Ward", "team"), ("Departamento", "team"), ("Standort", "centre"), ("Sede", "centre"),
])  # fmt: skip
def test_groups_are_known_in_the_languages_of_the_answers(begin, asked, role):
    draw = random.Random(5)
    head = f"I like my work,I know my work,I share my work,{asked}"
    rows = [
        ",".join([*(str(draw.randint(1, 5)) for _ in range(3)), f"Nr {draw.choice('ABCD')}"])
        for _ in range(60)
    ]
    made = begin("\n".join([head, *rows]) + "\n")
    assert any(f"{asked}'" in one for one in made.begun["check"] if one.startswith(role))


@pytest.mark.parametrize("sign", ["; ", "|", ", "])
def test_the_order_in_which_answers_were_shown_is_no_question(begin, sign):
    draw = random.Random(6)
    rows = [
        f'{draw.randint(1, 5)},{draw.randint(1, 5)},{draw.randint(1, 5)},"'
        + sign.join(draw.sample(["Pay", "Help", "Time", "Calm"], 4))
        + '"'
        for _ in range(60)
    ]
    made = begin("\n".join(["q1,q2,q3,Display order", *rows]) + "\n")
    assert "display_order" not in made.text
    assert "holds the same answers in every cell" in made.text


@pytest.mark.parametrize("time", ["_t{}", "_T{}", "_w{}", "_wave{}"])
def test_items_asked_again_beside_are_a_scale_of_each_time(begin, time):
    names = [f"share{at}{time.format(when)}" for when in (1, 2) for at in range(1, 5)]
    made = begin(_file([*names, "share_no"]))
    times = [{one[-1] for one in items} for items in _scales(made)]
    assert [len(items) for items in _scales(made)] == [4, 4]
    assert times == [{"1"}, {"2"}]
