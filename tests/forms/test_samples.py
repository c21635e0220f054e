"""Every sample: definitions are named and become drafts that load, answers are neither."""

import pytest
from conftest import SHARED

from cpsurvey.forms.read import definition_of

SAMPLES = SHARED / "samples"
DEFINITIONS = {
    "xlsform": ["kobo_odk/*.xls", "kobo_odk/*.xlsx"],
    "limesurvey_lss": ["limesurvey/*.lss", "limesurvey/*.lsg"],
    "limesurvey_tsv": ["limesurvey/limonaid*.txt", "limesurvey/ssi*.txt"],
    "qualtrics": ["qualtrics/*.qsf"],
    "redcap": ["redcap/*.dictionary.csv"],
}
NAMED = {
    file: name
    for name, patterns in DEFINITIONS.items()
    for pattern in patterns
    for file in SAMPLES.glob(pattern)
}
FILES = sorted(file for file in SAMPLES.glob("*/*") if file.is_file())
LABELLED = [file for file in FILES if file.suffix in (".sav", ".dta")]

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_definitions_are_named_and_answers_are_not(file):
    assert definition_of(file.read_bytes(), file.name) == NAMED.get(file)


@pytest.mark.parametrize("file", [*NAMED, *LABELLED], ids=lambda file: file.name)
def test_a_draft_of_each_loads_and_asks_what_it_defines(file, imported):
    q, _ = imported(file.read_bytes(), file.name)
    assert len(q.items) + len(q.questions) + len(q.identifiers.by_role()) > 1


def test_an_array_of_a_real_survey_in_three_languages(imported):
    (file,) = SAMPLES.glob("limesurvey/ssi_2018*")
    q, _ = imported(file.read_bytes(), file.name)
    assert q.languages == ("en", "de-informal", "fr")
    assert {scale.id: len(scale.items) for scale in q.scales} == {"likert4": 3, "likert5": 6}
    assert [one.code for one in q.options_of("recog1").options] == [1, 2, 3, 4, 5]


def test_recoded_values_of_a_real_survey(imported):
    (file,) = SAMPLES.glob("qualtrics/*Sample_Survey.qsf")
    q, _ = imported(file.read_bytes(), file.name)
    assert [one.code for one in q.options_of("q4_rank_1").options] == [1, 2, 3, -1]
