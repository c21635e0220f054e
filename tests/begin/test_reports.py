"""Ten studies begun from a file, each carried to a report without an edit."""

import os
import stat

import pytest
from conftest import SHARED
from intake.shapes import google_forms, kobo, limesurvey, ms_forms, qualtrics, surveymonkey

REAL = {
    "samples/surveymonkey/538_steak.csv": 550,
    "data/rse_uk_2017_limesurvey.csv": 253,
    "samples/kobo_odk/kobo_export_labels_en.csv": 3,
    "samples/kobo_odk/kobo_export_xml_values_and_headers.csv": 3,
    "samples/kobo_odk/kobo_export_xml_groups_summary.csv": 3,
    "samples/spss/SYNTHETIC_fr_user_missing.sav": 3,
    "samples/spss/pyreadstat_simple_alltypes.sav": 6,
    "samples/stata/SYNTHETIC_fr_labels.dta": 3,
}
WRITTEN = {
    "google.csv": google_forms.write,
    "forms.xlsx": ms_forms.write,
    "kobo.csv": kobo.write,
    "kobo_labels.csv": lambda people: kobo.write(people, labels=True),
    "qualtrics.csv": lambda people: qualtrics.write(people, labels=True),
    "limesurvey.csv": limesurvey.write,
    "surveymonkey.csv": surveymonkey.write,
}
NAMELESS = ("forms.xlsx", "kobo_labels.csv")
"""Headings are texts alone: two questions with the same answers are no scale yet."""
QUICK = ("google.csv", "qualtrics.csv")


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", REAL)
def test_a_real_file_becomes_a_report(begin, reported, name):
    file = SHARED / name
    if not file.is_file():
        pytest.skip("../shared is not here")
    study = begin(file)
    assert study.status == 0, study.err
    assert reported(study) == [0, 0]


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in WRITTEN],
)
def test_a_file_in_a_platforms_shape_becomes_a_report(begin, reported, people, name):
    study = begin(WRITTEN[name](people), name)
    assert study.status == 0, study.err
    q = study.questionnaire
    chosen = next(one for one in q.questions if one.type == "select_multiple")
    assert len(q.answers_of(chosen)) >= 3
    grids = [len(scale.items) for scale in q.scales]
    assert grids == ([] if name in NAMELESS else [2]), study.text
    assert reported(study) == [0, 0]


def test_a_students_workbook_becomes_a_report(begin, reported, student):
    study = begin(student, "réponses d'élèves [1].xlsx")
    assert study.status == 0, study.err
    q = study.questionnaire
    assert [len(scale.items) for scale in q.scales] == [3, 3, 3]
    assert [one.id for scale in q.scales for one in scale.items if one.reverse] == [
        "ici_chacun_travaille",
        "je_garde_mes",
        "je_me_sens_plein_d",
    ]
    assert q.languages == ("fr",)
    assert {role: one.aliases for role, one in q.identifiers.by_role().items()} == {
        "respondent": ("Code",),
        "team": ("Équipe",),
    }
    assert [one.type for one in q.questions] == ["integer", "select_one", "text"]
    assert reported(study) == [0, 0]


def test_no_answer_and_no_person_is_told(begin, student):
    study = begin(student, "answers.xlsx")
    everything = study.text + study.out + study.err
    everything += (study.folder / "study.yaml").read_text("utf-8")
    assert "secrète" not in everything
    assert "example.org" not in everything
    assert "P001" not in everything


@pytest.mark.skipif(os.name == "nt", reason="no permissions of that kind")
def test_the_copy_is_for_its_owner_alone(begin, student):
    study = begin(student, "answers.xlsx")
    copy = study.folder / "data" / "answers.xlsx"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_answers_may_stay_where_they_are(begin, reported, student):
    study = begin(student, "answers.xlsx", "--in-place")
    assert not list((study.folder / "data").iterdir())
    assert '"../from/answers.xlsx"' in (study.folder / "study.yaml").read_text("utf-8")
    assert reported(study) == [0, 0]
