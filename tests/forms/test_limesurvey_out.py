"""LimeSurvey's structure: what its import asks of a table, and answers that come back."""

import csv
import html
import io
import json
import re

import pytest
from hypothesis import given
from questionnaires_made import few, questionnaires

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire
from cpsurvey.design.limesurvey import answer_codes, question_codes
from cpsurvey.forms.asked import asked
from cpsurvey.forms.export import targets

STUDY = """\
study: {id: back, title: {en: Back}, seed: 1}
questionnaire: ./odd.yaml
sources: [{path: data/*.csv}]
privacy: {key_file: ./key}
"""
ODD = """\
schema: cpsurvey/questionnaire/1
id: odd
version: 1.0.0
status: published_scale
title: {en: Odd}
licence: CC0
languages: [en]
default_language: en
identifiers: {team: {variable: team_of_work}}
option_sets:
  agree:
    options:
      - {code: 1, label: {en: No}}
      - {code: 2, label: {en: Yes}}
      - {code: 1000000, label: {en: Very}}
      - {code: -8, missing: not_applicable, label: {en: Does not apply}}
scales:
  - id: my_scale
    label: {en: Mine}
    options: agree
    items:
      - {id: q1_1, text: {en: One}}
      - {id: q11, text: {en: Eleven}}
      - {id: a_very_long_name_of_an_item_1, text: {en: Long}}
      - {id: a_very_long_name_of_an_item_2, text: {en: Longer}}
questions:
  - {id: time, type: integer, text: {en: Minutes}}
  - {id: group_now, type: select_one, text: {en: Group}, options: agree}
  - id: used_now
    type: select_multiple
    text: {en: Which?}
    options:
      - {code: 1, id: mail, label: {en: Mail}}
      - {code: 2, label: {en: Phone}}
"""


def form(questionnaire):
    return targets.get("limesurvey").writers[".txt"](questionnaire)


def rows(questionnaire):
    text = form(questionnaire).data.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))


@pytest.fixture
def odd(tmp_path):
    (tmp_path / "odd.yaml").write_text(ODD, "utf-8")
    (tmp_path / "study.yaml").write_text(STUDY, "utf-8")
    (tmp_path / "data").mkdir()
    return tmp_path


def test_the_table_begins_as_newer_exports_do():
    text = form(load_questionnaire("cop-callcentre").questionnaire).data.decode("utf-8")
    assert text.startswith("id\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\thelp\t")
    assert "\r" not in text


@few(25)
@given(questionnaires())
def test_codes_are_what_limesurvey_takes_and_stand_once(questionnaire):
    found = rows(questionnaire)
    base = [row for row in found if row["language"] == questionnaire.default_language]
    questions = [row["name"] for row in base if row["class"] == "Q"]
    assert len({one.casefold() for one in questions}) == len(questions)
    lines = [row["name"] for row in base if row["class"] == "SQ"]
    for code in (*questions, *lines):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", code)
    answers = [(row["id"], row["name"]) for row in base if row["class"] == "A"]
    assert len({(of, code.casefold()) for of, code in answers}) == len(answers)
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", code) for _, code in answers)


@few(25)
@given(questionnaires())
def test_languages_follow_each_other_in_the_same_order(questionnaire):
    found = [row for row in rows(questionnaire) if row["class"] in ("G", "Q", "SQ", "A")]
    spoken = list(dict.fromkeys(row["language"] for row in found))
    assert spoken[0] == questionnaire.default_language
    assert set(spoken) == set(questionnaire.languages)
    length = len(found) // len(spoken)
    shape = ("id", "class", "type/scale", "relevance", "mandatory")
    first, *others = [
        [[row[key] for key in shape] for row in found[at : at + length]]
        for at in range(0, len(found), length)
    ]
    assert all(other == first for other in others)
    assert all(
        {row["language"] for row in found[at * length : (at + 1) * length]} == {language}
        for at, language in enumerate(spoken)
    )


@few(25)
@given(questionnaires())
def test_texts_are_html_in_which_nothing_is_evaluated(questionnaire):
    found = rows(questionnaire)
    for row in found:
        assert not set("{}<>\\") & set(row["text"].replace("<br />", ""))
    texts = {
        (row["language"], html.unescape(row["text"]).replace("<br />", "\n")) for row in found
    }
    for line in asked(questionnaire):
        for language, text in line.text.items():
            assert (language, text) in texts


def test_a_scale_is_an_array_with_its_check_and_its_answers():
    found = rows(load_questionnaire("cop-callcentre").questionnaire)
    base = [row for row in found if row["language"] == "fr"]
    at = next(i for i, row in enumerate(base) if row["name"] == "copsr")
    assert (base[at]["type/scale"], base[at]["mandatory"]) == ("F", "S")
    assert [row["name"] for row in base[at + 1 : at + 7]] == [
        *(f"sr{i}" for i in range(1, 6)),
        "att1",
    ]
    assert [row["name"] for row in base[at + 7 : at + 15]] == [*"1234567", "M8"]
    assert base[at + 14]["assessment_value"] == "-8"
    only = next(row for row in base if row["name"] == "groupsize")
    assert only["relevance"] == 'grouphas.NAOK == "1"'
    assert (only["min_num_value_n"], only["max_num_value_n"]) == ("2", "50")


def test_ids_beside_digits_do_not_become_other_questions(odd):
    codes = question_codes(load_questionnaire("odd.yaml", folder=odd).questionnaire)
    assert codes["q1_1"] == "q1x1"
    assert codes["q11"] == "q11"
    assert codes["time"] == "timex2"  # LimeSurvey keeps 'time'
    assert len(set(codes.values())) == len(codes)


def test_answers_that_come_back_by_these_codes_are_read_without_a_map(odd, capsys):
    questionnaire = load_questionnaire("odd.yaml", folder=odd).questionnaire
    codes = question_codes(questionnaire)
    said = answer_codes(questionnaire.option_sets["agree"])
    assert said == {1: "1", 2: "2", 1_000_000: "X3", -8: "M8"}
    array = codes["my_scale"]
    heads = ["id", "submitdate", "lastpage", "startlanguage", "token", codes["team_of_work"]]
    heads += [f"{array}[{codes[item]}]" for item in questionnaire.items]
    heads += [codes["time"], codes["group_now"]]
    said_by = [
        [at, "2026-11-02 10:00:00", 2, "en", f"t{at}", "A", 1, 2, "X3", "M8", 3, "M8"]
        for at in range(1, 4)
    ]
    text = "\n".join(",".join(f'"{one}"' for one in row) for row in (heads, *said_by))
    (odd / "data" / "back.csv").write_text("\ufeff" + text + "\n", "utf-8")
    assert funnel.run(["ingest", "--study", str(odd), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "unknown_column" not in json.dumps(told)
    assert told["exit"] == 0


def test_answers_are_the_codes_of_the_questionnaire(odd):
    from cpsurvey import intake
    from cpsurvey.design.study import SourceSpec

    questionnaire = load_questionnaire("odd.yaml", folder=odd).questionnaire
    heads = "id,submitdate,lastpage,startlanguage,token,myscale[q1x1],myscale[q11]"
    heads += ",groupnow,timex2,usednow[A1],usednow[A2]"
    file = odd / "x.csv"
    file.write_text(f"{heads}\n1,2026-11-02 10:00:00,2,en,t1,X3,2,M8,3,Y,\n", "utf-8")
    batch = intake.read(file, questionnaire, SourceSpec(path="x.csv"), questionnaire_sha256="0")
    assert batch.frame["q1_1"].tolist() == [1_000_000]
    assert batch.frame["q11"].tolist() == [2]
    assert batch.frame["time"].tolist() == [3]
    assert batch.reasons["group_now"] == [-8]
    assert batch.frame["used_now__mail"].tolist() == [1]
    assert batch.frame["used_now__2"].tolist() == [0]
    assert not batch.rejected


def test_what_limesurvey_cannot_say_is_named(tmp_path):
    more = "  - {id: late, type: text, text: {en: Late}, show_if: 'mean(q1_1, q11) > 1'}\n"
    (tmp_path / "odd.yaml").write_text(ODD + more, "utf-8")
    notes = form(load_questionnaire("odd.yaml", folder=tmp_path).questionnaire).notes
    assert any("'late' is asked of everybody" in note for note in notes)
    assert any("time as timex2" in note for note in notes)


def test_the_first_page_defines_words_and_arrays_ask_in_full():
    found = rows(load_questionnaire("cop-callcentre").questionnaire)
    texts = {
        language: html.unescape(" ".join(r["text"] for r in found if r["language"] == language))
        for language in ("en", "fr")
    }
    for language, words in (
        ("en", "Outside routine: when no procedure fits"),
        ("en", "To what extent does each sentence describe your work"),
        ("fr", "Hors de la routine : quand aucune procédure"),
        ("fr", "Dans quelle mesure chaque phrase décrit-elle votre travail"),
    ):
        assert words in texts[language]
