"""Numbers in the digits of every script, and signs that only look like numbers."""

import pytest

from cpsurvey.intake.numerals import readings, whole
from cpsurvey.intake.words import words

TAIL = "questions:\n  - {id: age, type: integer, text: {en: Age}}"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("٤", 4), ("۴", 4), ("४", 4), ("４", 4), ("𝟒", 4), ("𝟜", 4), ("４２", 42), ("-４", -4)],
)
def test_digits_of_every_script_are_read(cell, number):
    assert whole(cell) == {number}


@pytest.mark.parametrize(
    "cell", ["²", "4²", "④", "⑷", "⒋", "❹", "½", "4½", "₄", "㈣", "四", "Ⅳ", "4️⃣", "٪"]
)
def test_signs_made_of_numbers_are_none(cell):
    assert readings(cell) == (None, None)
    assert readings(words(cell)) == (None, None)  # nor are they once they were compared


@pytest.mark.parametrize("sign", ["²", "④", "½", "4²", "₄", "Ⅳ"])
def test_a_sign_made_of_numbers_is_no_answer(ask, sign):
    rows = "".join(f"r{at},3,4,{at}\n" for at in range(4))
    batch = ask(f"respondent_id,i1,i2,age\n{rows}r9,{sign},2,{sign}\n", tail=TAIL)
    said = {(one.column, one.row) for one in batch.rejected}
    assert said == {("i1", 5), ("age", 5)}
    assert list(batch.columns["i2"]) == [4, 4, 4, 4, 2]


@pytest.mark.parametrize("four", ["٤", "۴", "४", "４", "𝟒"])
def test_a_digit_of_another_script_is_an_answer(ask, four):
    batch = ask(
        f"respondent_id,i1,i2,age\nr1,{four},4,{four}{four}\nr2,2,{four}.0,30\n", tail=TAIL
    )
    assert not batch.rejected
    assert (list(batch.columns["i1"]), list(batch.columns["i2"])) == ([4, 2], [4, 4])
    assert list(batch.columns["age"]) == [44, 30]


def test_a_text_with_such_a_sign_is_itself():
    assert words("5 M²") == "5 m²" != words("5 m2")
    assert words("ﬁn de Série Ⅳ") == "fin de série iv"
