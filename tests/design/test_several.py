"""Questions with several answers in a questionnaire: their variables and what is refused."""

import pytest
from conftest import SMALL

from cpsurvey.design import load_questionnaire
from cpsurvey.design.checks import columns, variables
from cpsurvey.errors import CpsurveyError

CHANNELS = """\
  - id: channels
    type: select_multiple
    text: {en: "Which channels do you use?", fr: "Quels canaux utilisez-vous ?"}
    options:
      - {code: 1, id: chat, label: {en: Chat, fr: Messagerie}}
      - {code: 2, label: {en: Mail, fr: Courriel}}
      - {code: 99, missing: refused, label: {en: I will not say, fr: Je refuse}}
  - {id: born, type: date, label: {en: Born on, fr: Date de naissance}}
derived:
"""


@pytest.fixture
def load(write, tmp_path):
    def loader(old="", new=""):
        assert old in CHANNELS
        write("several.yaml", SMALL.replace("derived:\n", CHANNELS.replace(old, new), 1))
        return load_questionnaire("several.yaml", folder=tmp_path).questionnaire

    return loader


def test_each_answer_is_a_variable_and_the_question_is_none(load):
    made = load()
    assert list(made.choices) == ["channels__chat", "channels__2"]
    assert "channels" not in variables(made)
    assert {"channels__chat", "channels__2"} <= set(variables(made))
    assert {"channels", "channels__chat", "channels__99"} <= set(columns(made))
    assert made.variables_of("channels") == ("channels__chat", "channels__2")
    assert made.variables_of("tenure") == ("tenure",)
    options = made.options_of("channels__chat")
    assert options is not None
    assert options.codes == (0, 1)


def test_a_date_is_no_number(load):
    made = load()
    assert "born" in made.background
    assert "born" not in made.numbers


def test_a_variable_is_called_by_its_question_and_its_answer(load):
    assert load().label_of("channels__chat") == {
        "en": "Which channels do you use: Chat",
        "fr": "Quels canaux utilisez-vous : Messagerie",
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{code: 2, label",
            "{code: 2, id: chat, label",
            "'channels__chat' names two variables",
        ),
        ("{code: 2, label", "{code: -2, label", "the variable 'channels__-2'"),
        ("id: chat", "id: chat_with_all_of_the_colleagues", "at most 32 letters"),
        ("id: chat", "id: chat-room", "does not have the expected form"),
        ("fr: Messagerie", "de: Chat", "label of answer 1 is missing in 'fr'"),
        ("type: select_multiple", "type: select_several", "select_multiple"),
    ],
)
def test_what_cannot_be_a_variable_is_refused(load, old, new, said):
    with pytest.raises(CpsurveyError) as caught:
        load(old, new)
    assert said in str(caught.value)


def test_a_question_without_answers_is_refused(load):
    options = CHANNELS[CHANNELS.index("    options:") : CHANNELS.index("  - {id: born")]
    with pytest.raises(CpsurveyError, match="'channels' is a choice without options"):
        load(options, "")


def test_an_answer_whose_name_another_variable_has_is_refused(load):
    with pytest.raises(CpsurveyError, match="'channels__chat' names two variables"):
        load("id: born", "id: channels__chat")
