"""Labels of SPSS and Stata files."""

import pandas as pd
import pyreadstat
import pytest

from cpsurvey.forms.read import definition_of

FRAME = pd.DataFrame(
    {"id": ["a", "b"], "tks1": [1.0, 9.0], "tks2": [2.0, 3.0], "age": [30.5, 31.0]}
)
LABELS = {1: "Jamais", 2: "Parfois", 3: "Toujours", 9: "Refus"}


@pytest.fixture
def sav(tmp_path):
    file = tmp_path / "x.sav"
    pyreadstat.write_sav(
        FRAME,
        str(file),
        file_label="Étude",
        column_labels=["", "J'aide", "Je garde", "Âge"],
        variable_value_labels={"tks1": LABELS, "tks2": LABELS},
        missing_ranges={"tks1": [9], "tks2": [9]},
    )
    return file.read_bytes()


def test_a_file_of_answers_is_no_definition_and_may_be_imported(sav, imported):
    assert definition_of(sav, "x.sav") is None
    q, text = imported(sav, "x.sav", language="fr")
    assert q.title == {"fr": "Étude"}
    (scale,) = q.scales
    assert (scale.id, [item.id for item in scale.items]) == ("tks", ["tks1", "tks2"])
    assert scale.items[0].text == {"fr": "J'aide"}
    last = q.option_sets[scale.options].options[-1]
    assert (last.code, last.missing) == (9, "refused")
    assert q.identifiers.respondent.variable == "id"
    assert q.question_by_id["age"].type == "decimal"
    assert "check: taken for the respondent by its name" in text


def test_stata(tmp_path, imported):
    file = tmp_path / "x.dta"
    values = {"tks1": LABELS, "tks2": LABELS}
    pyreadstat.write_dta(FRAME, str(file), variable_value_labels=values)
    q, _ = imported(file.read_bytes(), "x.dta")
    assert list(q.items) == ["tks1", "tks2"]
    assert len(q.options_of("tks2").options) == 4
