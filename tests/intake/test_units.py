"""Numbers with a unit after them: one unit of a column is left out, two are none."""

import pytest

from cpsurvey.intake.units import unit_of

TAIL = "questions:\n  - {id: age, type: integer, text: {en: Age}}"


def _column(ask, cells):
    rows = "".join(f"r{at},3,4,{cell}\n" for at, cell in enumerate(cells))
    batch = ask(f"respondent_id,i1,i2,age\n{rows}", tail=TAIL)
    wrong = [one.row for one in batch.rejected]
    return list(batch.columns["age"]), wrong


@pytest.mark.parametrize(
    "cells",
    [
        ["54 ans", "1 an", "30 années", "22"],
        ["54 years", "1 year", "30 yrs", "22 years old"],
        ["54 Jahre", "1 Jahr", "30", "22"],
        ["54 min", "1 min.", "30MIN", "22"],
        ["54 €", "1€", "30 €", "22 €"],
    ],
)
def test_one_unit_is_left_out(ask, cells):
    assert _column(ask, cells) == ([54, 1, 30, 22], [])


@pytest.mark.parametrize(
    ("cells", "good"),
    [
        (["54", "12", "6 months", "22"], {1: 54, 2: 12, 4: 22}),  # may be years
        (["54 ans", "6 mois", "30", "22"], {3: 30, 4: 22}),
        (["54 ans", "18-25 ans", "30 ans", "moins de 20 ans"], {1: 54, 3: 30}),
        (["12 nov", "13 nov", "30", "22"], {3: 30, 4: 22}),  # dates that a spreadsheet made
        (["35 h", "35h30", "30 h", "22 h"], {1: 35, 3: 30, 4: 22}),
    ],
)
def test_what_is_no_number_of_the_unit_is_set_aside(ask, cells, good):
    values, aside = _column(ask, cells)
    assert aside == [at for at in range(1, 5) if at not in good]
    assert {at: values[at - 1] for at in good} == good


def test_codes_of_people_are_no_units():
    assert unit_of({"101a": 1, "102b": 1, "103c": 1}) == ""
    assert unit_of({"101a": 1, "102a": 1}) == ""
