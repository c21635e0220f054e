"""Questions with several answers: written in every shape of platforms, read back equal."""

from __future__ import annotations

import math

import pytest
from conftest import SMALL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpsurvey import intake
from cpsurvey.coded import Coded
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import match
from cpsurvey.intake.choices import side_by_side
from cpsurvey.intake.export import Column
from cpsurvey.responses import NOT_SHOWN, SKIPPED

CHANNELS = """\
  - id: channels
    type: select_multiple
    text: {en: "Which channels do you use?", fr: "Quels canaux utilisez-vous ?"}
    label: {en: Channels, fr: Canaux}
    options:
      - {code: 1, id: chat, label: {en: Chat, fr: Messagerie}}
      - {code: 2, id: phone, label: {en: "Phone, desk", fr: "Téléphone, fixe"}}
      - {code: 3, id: mail, label: {en: "Mail; letters", fr: "Courriel ; lettres"}}
      - {code: 4, id: telex, label: {en: Telex, fr: Télex}}
      - {code: 9, id: other, other: true, label: {en: Other, fr: Autre}}
      - {code: 99, id: refused, missing: refused, label: {en: I will not say, fr: Je refuse}}
derived:
"""
IDS = {1: "chat", 2: "phone", 3: "mail", 4: "telex", 9: "other"}
EN = {1: "Chat", 2: "Phone, desk", 3: "Mail; letters", 4: "Telex", 9: "Other"}
FR = {
    1: "Messagerie",
    2: "Téléphone, fixe",
    3: "Courriel ; lettres",
    4: "Télex",
    9: "Autre",
}
ITEMS = "id,h1,h2,h3,p1,p2,p3"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("several")
    text = SMALL.replace("derived:\n", CHANNELS)
    (place / "small.yaml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def read(folder):
    """Read columns of one question, rows of six item answers around them."""
    questionnaire = load_questionnaire("small.yaml", folder=folder).questionnaire

    def reader(columns, **spec):
        rows = list(zip(*columns.values(), strict=True))
        lines = [",".join([ITEMS, *map(quoted, columns)])]
        lines += [
            ",".join([f"r{at},4,4,2,4,5,4", *map(quoted, row)]) for at, row in enumerate(rows)
        ]
        file = folder / "export.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return intake.read(
            file, questionnaire, SourceSpec(path="x", **spec), questionnaire_sha256="0"
        )

    return reader


def quoted(cell):
    return "" if cell is None else '"' + cell.replace('"', '""') + '"'


def chosen(batch):
    """What each row chose: a set of codes, or the reason why there is none."""
    found = []
    for row in range(len(batch.heads)):
        values = {code: batch.frame[f"channels__{name}"][row] for code, name in IDS.items()}
        reasons = {batch.reasons[f"channels__{name}"][row] for name in IDS.values()}
        assert len(reasons) == 1
        if reasons == {0}:
            assert set(values.values()) <= {0.0, 1.0}
            found.append({code for code, value in values.items() if value})
        else:
            assert all(math.isnan(value) for value in values.values())
            found.append(reasons.pop())
    return found


SETS = st.sets(st.sampled_from(sorted(IDS)))
ROWS = st.lists(st.one_of(SETS, SETS, st.sampled_from([SKIPPED, NOT_SHOWN])), min_size=1)
GAP = {SKIPPED: "", NOT_SHOWN: None}
FREELY = settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


# --------------------------------------------------------------- a column per answer
HEADINGS = {
    "limesurvey": lambda code: f"channels[{IDS[code]}]",
    "kobo": lambda code: f"channels/{IDS[code]}",
    "redcap": lambda code: f"channels___{code}",
    "redcap text": lambda code: f"Which channels do you use? (choice={EN[code]})",
    "variable": lambda code: f"channels__{IDS[code]}",
    "text": lambda code: f"Which channels do you use? [{EN[code]}]",
    "french text": lambda code: f"Quels canaux utilisez-vous ? [{FR[code]}]",
}
MARKS = {
    "Y": (lambda _code: "Y", ""),
    "1 and 0": (lambda _code: "1", "0"),
    "1 and 2": (lambda _code: "1", "2"),
    "1.0 and 0.0": (lambda _code: "1.0", "0.0"),
    "1": (lambda _code: "1", ""),
    "own code": (str, ""),
    "label": (EN.__getitem__, ""),
    "French label": (FR.__getitem__, ""),
    "yes and no": (lambda _code: "Oui", "Non"),
    "true and false": (lambda _code: "TRUE", "FALSE"),
    "checked": (lambda _code: "Checked", "Unchecked"),
}


@pytest.mark.parametrize("mark", MARKS)
@given(rows=ROWS, heading=st.sampled_from(sorted(HEADINGS)))
@FREELY
def test_a_column_per_answer_is_read_as_it_was_written(read, mark, heading, rows):
    yes, no = MARKS[mark]
    if not no or "redcap" in heading:  # nothing ticked may be nothing answered, or seen
        rows = [row or SKIPPED for row in rows]
    columns = {
        HEADINGS[heading](code): [
            GAP[row] if isinstance(row, int) else yes(code) if code in row else no
            for row in rows
        ]
        for code in IDS
    }
    assert chosen(read(columns)) == rows


def test_two_is_a_no_or_an_own_code(read):
    own = {"channels[chat]": ["1", "1", ""], "channels[phone]": ["2", "", "2"]}
    batch = read(own)
    assert batch.frame["channels__phone"].tolist() == [1, 0, 1]
    no = {"channels[chat]": ["1", "1", "2"], "channels[phone]": ["2", "1", "1"]}
    assert read(no).frame["channels__phone"].tolist() == [0, 1, 1]


def test_two_readings_of_a_column_are_refused_by_name(read):
    with pytest.raises(CpsurveyError) as caught:
        read({"channels[chat]": ["1", "1"], "channels[phone]": ["2", "2"]})
    assert caught.value.code == "CPS125"
    assert "codes 2" in caught.value.message
    assert "'channels[phone]'" in caught.value.message


def test_the_text_beside_other_is_a_tick_and_is_not_kept(read):
    batch = read(
        {
            "channels[chat]": ["Y", "", ""],
            "channels[other]": ["", "carrier pigeons", "-oth-"],
        }
    )
    assert batch.frame["channels__other"].tolist() == [0, 1, 1]
    assert not batch.rejected


def test_a_cell_that_is_neither_yes_nor_no_sets_the_question_of_its_row_aside(read):
    rows = 9
    batch = read(
        {
            "channels[chat]": ["Y"] * rows,
            "channels[phone]": ["", "perhaps so", *["Y"] * (rows - 2)],
        }
    )
    assert [(one.row, one.column, one.rule) for one in batch.rejected] == [
        (2, "channels__phone", "unknown_tick")
    ]
    assert math.isnan(batch.frame["channels__chat"][1])
    said = next(f for f in batch.findings if f.rule == "unknown_tick")
    assert "perhaps" not in said.message + said.where + said.fix


def test_an_answer_that_counts_as_none_stands_alone(read):
    batch = read(
        {
            "channels[chat]": ["Y", "", "Y"],
            "channels[refused]": ["", "Y", "Y"],
        }
    )
    assert batch.frame["channels__chat"][0] == 1
    refused, contradicts = list(batch.reasons["channels__chat"])[1:]
    assert contradicts == SKIPPED
    assert refused not in (0, SKIPPED, NOT_SHOWN)
    assert [one.rule for one in batch.rejected] == ["choices_contradict"]


def test_an_answer_without_a_column_is_named(read):
    batch = read({"channels[chat]": ["Y", "N"], "channels[phone]": ["N", "Y"]})
    said = next(f for f in batch.findings if f.rule == "choice_absent")
    assert "channels__mail" in said.message
    assert "channels__mail" not in batch.frame


# --------------------------------------------------------------- all in one column
LISTS = {
    "codes and blanks": (str, " ", ""),
    "ids and blanks": (IDS.__getitem__, " ", ""),
    "codes and commas": (str, ",", ""),
    "labels and commas": (EN.__getitem__, ",", ""),
    "labels, commas and blanks": (EN.__getitem__, ", ", ""),
    "labels and semicolons": (FR.__getitem__, ";", ""),
    "a semicolon last": (EN.__getitem__, ";", ";"),
    "labels and blanks": (EN.__getitem__, " ", ""),
    "bars": (EN.__getitem__, "|", ""),
    "lines": (FR.__getitem__, "\n", ""),
}


@pytest.mark.parametrize("shape", LISTS)
@given(rows=ROWS)
@FREELY
def test_answers_in_one_column_are_read_as_they_were_written(read, shape, rows):
    rows = [row or SKIPPED for row in rows]
    name, sign, last = LISTS[shape]
    cells = [
        GAP[row] if isinstance(row, int) else sign.join(map(name, sorted(row))) + last
        for row in rows
    ]
    assert chosen(read({"channels": cells})) == rows


def test_a_free_text_in_a_list_is_the_answer_other(read):
    batch = read({"channels": ["Chat, pigeons, and more", "Chat", "Telex, Other: drums"]})
    assert chosen(batch) == [{1, 9}, {1}, {4, 9}]


def test_a_number_that_is_no_code_is_no_free_text(read):
    batch = read({"channels": ["1 2", "1 7", "2", "4 9"]})
    assert chosen(batch) == [{1, 2}, SKIPPED, {2}, {4, 9}]
    assert [(o.row, o.column, o.rule) for o in batch.rejected] == [
        (2, "channels", "code_out_of_range")
    ]


def test_a_list_of_strange_words_is_another_question(read):
    with pytest.raises(CpsurveyError) as caught:
        read({"channels": ["magenta, blue", "green", "blue"]})
    assert caught.value.code == "CPS114"
    assert "magenta" not in caught.value.message


@pytest.mark.parametrize(
    "text", ["so " * 30_000, "a,b;" * 20_000, ",; |" * 20_000, "Chat," * 400]
)
def test_a_cell_as_long_as_a_book_is_read_at_once(read, text):
    batch = read({"channels": [text, "Chat;Telex", "Telex;"]})
    assert chosen(batch)[1:] == [{1, 4}, {4}]


def test_missing_codes_and_marks_in_a_list(read):
    batch = read({"channels": ["99", "I will not say", "NA", "Chat;I will not say", "Chat"]})
    assert chosen(batch)[4] == {1}
    assert chosen(batch)[0] == chosen(batch)[1]
    assert chosen(batch)[2] == SKIPPED
    assert [one.rule for one in batch.rejected] == ["choices_contradict"]


# ------------------------------------------------------------------------- both
def test_where_every_answer_has_a_column_the_joined_one_is_not_read(read):
    columns = {f"channels/{name}": ["1", "0", ""] for name in IDS.values()}
    batch = read({"channels": ["what ever was joined", "", ""], **columns})
    assert chosen(batch) == [set(IDS), set(), SKIPPED]


def test_columns_that_contradict_the_joined_one_are_set_aside(read):
    batch = read(
        {
            "channels": ["chat phone", "chat", "phone mail", None],
            "channels/chat": ["1", "0", "0", None],
        }
    )
    assert chosen(batch) == [{1, 2}, SKIPPED, {2, 3}, NOT_SHOWN]
    assert [(one.row, one.rule) for one in batch.rejected] == [(2, "choices_contradict")]


@given(
    st.integers(1, 5).flatmap(
        lambda k: st.lists(st.tuples(*[st.sampled_from("abc")] * k), min_size=1)
    )
)
def test_columns_side_by_side(rows):
    columns = [Coded.of(column) for column in zip(*rows, strict=True)]
    found = side_by_side(columns)
    assert found.tolist() == rows
    assert len(found.kinds) == len(set(rows))


def test_very_many_columns_side_by_side():
    column = Coded.of(["a", "b", "c", "d", "a"])
    found = side_by_side([column] * 90)
    assert found.tolist() == [(cell,) * 90 for cell in "abcda"]


def test_a_column_of_a_known_question_goes_by_what_its_answer_is_called(folder):
    questionnaire = load_questionnaire("small.yaml", folder=folder).questionnaire
    known = match._names(questionnaire)

    def found(of, part):
        return known.by_part(Column(0, "", of=of, part=part))

    asked = ("Q7", "Which channels do you use?")
    assert found(asked, ("Telex",)) == {"channels__telex"}
    assert found(asked, ("1", "Telex")) == {"channels__telex"}  # the first choice of a platform
    assert found(asked, ("4",)) == {"channels__telex"}
    assert found(asked, ("Je refuse",)) == {"channels__refused"}
    assert found(asked, ("Smoke signals",)) == set()
    assert found(("Which colours?",), ("Telex",)) is None
