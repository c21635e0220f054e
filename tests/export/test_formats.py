"""What other programs read of exported columns is what was written."""

import io

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from cpsurvey.export import codebook
from cpsurvey.export.column import Column, named
from cpsurvey.export.formats import writers
from cpsurvey.export.missing import codes as missing_codes
from cpsurvey.export.missing import told

NAN = np.nan
PEOPLE = Column(
    "pseudonym", "pseudonym", "person", "Who", np.array(["a1", "b2", "c3", "d4"], dtype=object)
)
TEAM = Column(
    "team", "team", "group", "Équipe", np.array(["Été", None, "=1+1", "t"], dtype=object)
)
SCORE = Column("help", "help", "scale", "Mutual help", np.array([1 / 3, 2.5, NAN, 4.0]))
ITEM = Column(
    "h1",
    "h1",
    "item",
    "Do you help?",
    np.array([1.0, NAN, NAN, NAN]),
    "ordinal",
    {1: "Never", 5: "Always"},
    np.array([0, -99, -8, 0]),
    {-99: "not shown", -98: "left blank", -8: "does not apply"},
)
COLUMNS = [PEOPLE, TEAM, SCORE, ITEM]


def read(tmp_path, suffix, columns, **options):
    file = tmp_path / f"data.{suffix}"
    file.write_bytes(writers.get(suffix)(columns))
    return getattr(pyreadstat, f"read_{suffix}")(file, **options)


def test_csv_comes_back_to_the_last_digit():
    found = pd.read_csv(io.BytesIO(writers.get("csv")(COLUMNS)))
    assert list(found.columns) == ["pseudonym", "team", "help", "h1"]
    assert found["help"].equals(pd.Series(SCORE.values))
    assert found["h1"].equals(pd.Series(ITEM.values))
    assert found["team"].tolist()[::2] == ["Été", "'=1+1"]


def test_spss_comes_back_with_labels_and_reasons(tmp_path):
    found, meta = read(tmp_path, "sav", COLUMNS, user_missing=True)
    assert found["team"].tolist() == ["Été", "", "=1+1", "t"]
    assert found["help"].equals(pd.Series(SCORE.values))
    assert found["h1"].tolist()[:3] == [1.0, -99.0, -8.0]
    assert np.isnan(found["h1"][3])
    assert meta.column_names_to_labels["team"] == "Équipe"
    labels = {1.0: "Never", 5.0: "Always", **{float(k): v for k, v in ITEM.why.items()}}
    assert meta.variable_value_labels == {"h1": labels}
    assert meta.variable_measure["h1"] == "ordinal"
    plain, _ = read(tmp_path, "sav", COLUMNS)
    assert plain["h1"].equals(pd.Series(ITEM.values))


def test_stata_comes_back_with_labels_and_reasons(tmp_path):
    found, meta = read(tmp_path, "dta", COLUMNS, user_missing=True)
    assert found["h1"].tolist()[:3] == [1.0, "c", "a"]
    assert meta.variable_value_labels["h1"] == {
        1: "Never",
        5: "Always",
        "a": "does not apply",
        "b": "left blank",
        "c": "not shown",
    }
    plain, _ = read(tmp_path, "dta", COLUMNS)
    assert plain["help"].equals(pd.Series(SCORE.values))
    assert plain["h1"].equals(pd.Series(ITEM.values))
    letters = pd.read_stata(
        tmp_path / "data.dta", convert_missing=True, convert_categoricals=False
    )
    assert [str(one) for one in letters["h1"][1:]] == [".c", ".a", "."]


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_the_time_of_writing_is_not_in_the_file(tmp_path, suffix):
    _, meta = read(tmp_path, suffix, COLUMNS)
    assert meta.creation_time.year == 2000


@pytest.mark.parametrize("answers", [{-8: "x", 3: "y"}, {-50: "x"}])
def test_reasons_do_not_meet_answers_in_spss(tmp_path, answers):
    values = np.array([float(min(answers)), NAN, NAN, NAN])
    met = Column(
        "v", "v", "item", "V", values, "ordinal", answers, ITEM.reasons, {**ITEM.why, -97: "n"}
    )
    codes = missing_codes(met)
    assert len(set(codes.values())) == 4
    found, _ = read(tmp_path, "sav", [met])
    assert found["v"].equals(pd.Series(values))
    kept, meta = read(tmp_path, "sav", [met], user_missing=True)
    assert kept["v"].tolist()[1:3] == [codes[-99], codes[-8]]
    assert meta.variable_value_labels["v"][codes[-99]] == "not shown"


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_long_labels_are_cut_at_a_letter(tmp_path, suffix):
    long = Column("v", "v", "item", "é" * 500, np.array([1.0]), "ordinal", {1: "é" * 400})
    _, meta = read(tmp_path, suffix, [long])
    assert meta.column_labels[0].startswith("é" * 70)
    assert meta.column_labels[0].endswith("…")
    assert set(meta.variable_value_labels["v"][1]) <= {"é", "…"}


def test_names_suit_spss_and_stata(tmp_path):
    wanted = ["with", "T1", "t1", "x" * 40, "x" * 50, "str5", "int"]
    columns = named(
        Column(name, name, "item", name, np.array([float(at)]), "ordinal", {at: "answer"})
        for at, name in enumerate(wanted)
    )
    names = [one.name for one in columns]
    assert names == ["with_", "T1", "t1_2", "x" * 31, "x" * 29 + "_2", "str5_", "int_"]
    assert [one.variable for one in columns] == wanted
    for suffix in ("sav", "dta"):
        found, _ = read(tmp_path, suffix, columns)
        assert found.iloc[0].tolist() == list(range(7))


def test_names_that_are_cut_keep_their_numbers():
    items = [f"advice_asked_of_other_farmers_i{at}" for at in (2, 3, 11)]
    columns = named(Column(one, one, "item", one, np.array([1.0])) for one in items)
    assert [one.name[-3:] for one in columns] == ["s_2", "s_3", "s11"]
    assert all(len(one.name) <= 31 for one in columns)


def test_a_column_without_anything_is_written(tmp_path):
    empty = Column("v", "v", "item", "V", np.full(4, NAN), "ordinal", {1: "x"}, None, ITEM.why)
    for suffix in ("sav", "dta"):
        found, _ = read(tmp_path, suffix, [empty])
        assert found["v"].isna().all()


def test_the_codebook_says_what_values_mean():
    found = pd.read_csv(io.BytesIO(codebook.written(COLUMNS)), encoding="utf-8-sig")
    item = found[found["name"] == "h1"]
    assert item["label"].unique().tolist() == ["Do you help?"]
    assert item["value"].tolist()[1:] == [1, 5, -99, -98, -8]
    assert item["missing"].tolist()[1:] == [0, 0, 1, 1, 1]
    assert item["meaning"].tolist()[1:3] == ["Never", "Always"]


@pytest.mark.parametrize("answers", [{1: "Never"}, {-8: "x", 3: "y"}])
def test_numbers_of_reasons_in_a_csv_are_those_of_the_codebook(answers):
    met = Column("v", "v", "item", "V", ITEM.values, "ordinal", answers, ITEM.reasons, ITEM.why)
    found = pd.read_csv(io.BytesIO(writers.get("csv")(told([met], "codes"))))
    book = pd.read_csv(io.BytesIO(codebook.written([met])), encoding="utf-8-sig")
    said = dict(zip(book["value"], book["meaning"], strict=True))
    assert [said[value] for value in found["v"][1:3]] == ["not shown", "does not apply"]
    assert not {*found["v"][1:3]} & {*answers}
    assert np.isnan(found["v"][3])  # nothing is known of why
