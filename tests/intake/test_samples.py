"""Every sample file: what it is recognised as, what came of it, and why.

Those called ``SYNTHETIC`` were written by hand after a platform's conventions; all others come
from the platforms themselves or from the tests of other programs.
"""

from dataclasses import dataclass

import pytest
from conftest import SHARED

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.responses import NOT_SHOWN, SKIPPED

SAMPLES = SHARED / "samples"
FITTING = """\
id: fitting
version: 1
languages: [en, fr]
default_language: en
title: {en: Fitting, fr: Qui convient}
missing_codes: {99: not_applicable, 98: dont_know}
missing_strings: [Not applicable]
identifiers:
  respondent: {variable: rid, aliases: [id_rid_répondant, id_répondant]}
  team: {variable: team_id, aliases: [équipe, Équipe, Team code]}
option_sets:
  agree:
    options:
      - {code: 0, label: {en: "No", fr: Non}}
      - code: 1
        label: {en: Strongly disagree, fr: Pas du tout d'accord}
        aliases: [A1, "Yes"]
      - {code: 2, label: {en: Disagree, fr: Plutôt pas d'accord}, aliases: [A2]}
      - {code: 3, label: {en: Neutral, fr: Neutre}, aliases: [A3, Apple]}
      - {code: 4, label: {en: Agree, fr: Plutôt d'accord}, aliases: [A4]}
      - {code: 5, label: {en: Strongly agree, fr: Tout à fait d'accord}, aliases: [A5]}
scales:
  - id: s
    label: {en: s, fr: s}
    options: agree
    items:
      - id: q1
        text: {en: I share my tricks with colleagues, fr: Je partage mes astuces}
        aliases:
          - tks1
          - SQ001
          - TKS_1
          - CoP1
          - I share my know-how with colleagues
          - Je partage mes astuces avec mes collègues
          - has_diabetes
          - check_one___1
          - Do you ever smoke cigarettes?
          - q2_favorite
      - id: q2
        text: {en: I keep my tricks to myself, fr: Je garde mes astuces}
        aliases:
          - tks2
          - SQ002
          - TKS_2
          - Je garde mes astuces pour moi
          - consent___1
          - check_one___2
          - Do you ever drink alcohol?
questions:
  - id: amount
    type: decimal
    label: {en: Amount, fr: Quantité}
    aliases: [durée_moyenne, weight, aht, Average handling time (min), Ancienneté (années)]
"""


@dataclass(frozen=True)
class Read:
    """Read by a platform's reader: rows, how many are answers, and why the others are none."""

    reader: str
    rows: int
    accepted: int
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class No:
    """Refused, with the code and a word of the reason that is true of the file."""

    code: str
    why: str


XLSFORM = No("CPS118", "XLSForm")
STRUCTURE = No("CPS118", "structure of LimeSurvey")
QSF = No("CPS118", "survey file of Qualtrics")
DICTIONARY = No("CPS118", "data dictionary of REDCap")
KOBO = Read("kobo", 4, 2, ("duplicate", "no_answer"))
NO_ITEM = No("CPS105", "no column is an item")

TABLE = {
    "csv_fr/SYNTHETIC_excel_fr_cp1252_semicolon_decimal_comma.csv": Read("csv", 3, 3),
    "csv_fr/SYNTHETIC_excel_fr_utf8bom_semicolon.csv": Read("csv", 1, 1),
    "csv_fr/SYNTHETIC_mojibake_utf8_read_as_cp1252.csv": No("CPS103", "accents are broken"),
    "google_forms/SYNTHETIC_google_sheets_csv_en.csv": Read("google_forms", 1, 1),
    "google_forms/SYNTHETIC_google_sheets_csv_fr.csv": Read("google_forms", 2, 2),
    "kobo_odk/kobo_export_labels_en.csv": KOBO,
    "kobo_odk/kobo_export_xml_groups_summary.csv": KOBO,
    "kobo_odk/kobo_export_xml_values_and_headers.csv": KOBO,
    "kobo_odk/pyxform_specify_other.xlsx": XLSFORM,
    "kobo_odk/pyxform_table-list.xls": XLSFORM,
    "kobo_odk/pyxform_tutorial.xls": XLSFORM,
    "kobo_odk/pyxform_widgets.xls": XLSFORM,
    "kobo_odk/ruODK_I8n_label_lang.xls": XLSFORM,
    "kobo_odk/ruODK_I8n_lang_choicefilter.xlsx": XLSFORM,
    "limesurvey/SYNTHETIC_ls_csv_codes.csv": Read("limesurvey", 3, 2, ("duplicate",)),
    "limesurvey/SYNTHETIC_ls_csv_fulltext_labels_fr.csv": Read("limesurvey", 1, 1),
    "limesurvey/SYNTHETIC_ls_vvexport.txt": Read("limesurvey_vv", 1, 1),
    "limesurvey/citric_answers.lss": STRUCTURE,
    "limesurvey/citric_survey.lss": STRUCTURE,
    "limesurvey/limonaid_export-of-en-and-nl-survey-with-one-question-as-tsv.txt": STRUCTURE,
    "limesurvey/limonaid_limesurvey_group_1370.lsg": STRUCTURE,
    "limesurvey/limonaid_testing-multilingual-export.txt": STRUCTURE,
    "limesurvey/ssi_2017_nl_structure_tsv.txt": STRUCTURE,
    "limesurvey/ssi_2018_structure_tsv_subset_en_fr_de.txt": STRUCTURE,
    "ms_forms/SYNTHETIC_ms_forms_en.xlsx": Read("ms_forms", 2, 2),
    "ms_forms/SYNTHETIC_ms_forms_fr.xlsx": Read("ms_forms", 2, 2),
    # all five rows are tests of the survey's makers
    "qualtrics/QualtricsTools_Sample_Survey.csv": No("CPS135", "5 test"),
    "qualtrics/QualtricsTools_Sample_Survey.qsf": QSF,
    "qualtrics/QualtricsTools_SideBySide.qsf": QSF,
    "qualtrics/SYNTHETIC_qualtrics_choicetext.csv": Read("qualtrics", 1, 1),
    "qualtrics/SYNTHETIC_qualtrics_numeric_partial_preview.csv": Read(
        "qualtrics", 3, 2, ("preview",)
    ),
    "qualtrics/qualtRics_sample_legacy_2header_bom.csv": Read("qualtrics", 1, 1),
    "redcap/checkboxes-1.data.csv": Read("redcap", 4, 3, ("no_answer",)),
    "redcap/checkboxes-1.dictionary.csv": DICTIONARY,
    "redcap/decimal-comma.data.csv": Read("redcap", 4, 4),
    "redcap/decimal-comma.dictionary.csv": DICTIONARY,
    "redcap/survey.data.csv": Read("redcap", 2, 2),
    "redcap/survey.dictionary.csv": DICTIONARY,
    "sphinx/SYNTHETIC_sphinx_csv_cp1252.csv": Read("sphinx", 2, 2),
    "spss/SYNTHETIC_fr_user_missing.sav": Read("csv", 3, 3),
    "spss/pyreadstat_missing_char.sav": NO_ITEM,
    "spss/pyreadstat_missing_test.sav": NO_ITEM,
    "spss/pyreadstat_ordered_category.sav": NO_ITEM,
    "spss/pyreadstat_sample.sav": NO_ITEM,
    "spss/pyreadstat_simple_alltypes.sav": NO_ITEM,
    "stata/SYNTHETIC_fr_labels.dta": Read("csv", 3, 3),
    "stata/pyreadstat_sample.dta": NO_ITEM,
    "surveymonkey/538_steak.csv": Read("surveymonkey", 550, 541, ("no_answer",) * 9),
    "surveymonkey/SYNTHETIC_surveymonkey_modern_2header.csv": Read("surveymonkey", 1, 1),
}
MAPPED = {"redcap/decimal-comma.data.csv": {"demographics_complete": "q1"}}
"""It asks for numbers alone; the platform's own column stands for an item."""

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here"),
]


@pytest.fixture
def through(tmp_path):
    """Read a file of the samples through one questionnaire that fits them all."""
    (tmp_path / "fitting.yaml").write_text("schema: cpsurvey/questionnaire/1\n" + FITTING)
    questionnaire = load_questionnaire("fitting.yaml", folder=tmp_path).questionnaire
    return lambda file: intake.read(
        SAMPLES / file,
        questionnaire,
        SourceSpec(path="x", columns=MAPPED.get(file, {})),
        questionnaire_sha256="0",
    )


def test_every_sample_is_in_the_table():
    files = {f.relative_to(SAMPLES).as_posix() for f in SAMPLES.glob("*/*")}
    assert (files, len(TABLE)) == (TABLE.keys(), 49)


@pytest.mark.parametrize("file", TABLE)
def test_a_sample_is_what_it_is(through, file):
    expected = TABLE[file]
    if isinstance(expected, No):
        with pytest.raises(CpsurveyError) as caught:
            through(file)
        assert caught.value.code == expected.code
        assert expected.why in caught.value.message
        return
    batch = through(file)
    info = batch.info
    aside = tuple(sorted(one.rule for one in batch.rejected if one.column is None))
    assert Read(info.reader, info.rows, info.accepted, aside) == expected


def test_why_cells_are_empty(through):
    file = "limesurvey/SYNTHETIC_ls_csv_codes.csv"
    sheet = sheet_of(File.at(SAMPLES / file), Told())
    assert sum(column.counts().get("", 0) for column in sheet.columns) == 5
    assert through(file).reasons["q2"] == [SKIPPED, 0]
    vv = through("limesurvey/SYNTHETIC_ls_vvexport.txt").reasons
    assert vv["q2"] == [NOT_SHOWN]
