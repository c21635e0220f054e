"""A definition where answers were expected is named as one; nothing of it is an answer."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers

LSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
    "<LimeSurveyDocType>Survey</LimeSurveyDocType>\n<DBVersion>400</DBVersion>\n</document>\n"
)
QSF = '{"SurveyEntry": {"SurveyID": "SV_1"}, "SurveyElements": []}'
DICTIONARY = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Field Note\n'
    "i1,main,,radio,I share,1 No | 2 Yes,\n"
)
TSV = "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\nS\t\tlanguage\t\ten\t\t\n"


@pytest.mark.parametrize("content", [LSS, QSF, DICTIONARY, TSV])
def test_a_definition_is_named_with_what_can_be_done(ask, content):
    with pytest.raises(CpsurveyError) as caught:
        ask(content)
    assert (caught.value.code, caught.value.exit_status) == ("CPS118", 66)
    assert "cpsurvey questionnaire import" in (caught.value.fix or "")


def test_a_format_that_is_named_is_obeyed(ask):
    assert "csv" in readers.names()
    with pytest.raises(CpsurveyError) as caught:
        ask(DICTIONARY, format="csv")
    assert caught.value.code == "CPS105"
