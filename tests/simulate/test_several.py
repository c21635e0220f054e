"""Simulated answers to a question with several, as the platform writes them and read back."""

import numpy as np
import pytest
from conftest import SMALL

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.responses import NOT_SHOWN, SKIPPED, Responses
from cpsurvey.screening import order
from cpsurvey.simulate import simulate, write_limesurvey

CHANNELS = """\
  - id: channels
    type: select_multiple
    label: {en: Channels, fr: Canaux}
    show_if: tenure == 2
    options:
      - {code: 1, id: chat, label: {en: Chat, fr: Messagerie}}
      - {code: 2, id: phone, label: {en: Phone, fr: Téléphone}}
      - {code: 3, id: mail, label: {en: Mail, fr: Courriel}}
pages:
  - {id: first, contains: [help, channels]}
  - {id: second, contains: [perf]}
derived:
"""
NAMES = ("channels__chat", "channels__phone", "channels__mail")


@pytest.fixture
def questionnaire(write, tmp_path):
    write("several.yaml", SMALL.replace("derived:\n", CHANNELS, 1))
    return load_questionnaire("several.yaml", folder=tmp_path).questionnaire


@pytest.mark.parametrize("answers", ["codes", "labels"])
def test_what_was_drawn_is_read_back(questionnaire, tmp_path, answers):
    drawn = simulate(questionnaire, 300, seed=3, missing=0.1)
    write_limesurvey(drawn, tmp_path / "a.csv", answers=answers)
    spec = SourceSpec(path="a.csv")
    batch = intake.read(tmp_path / "a.csv", questionnaire, spec, questionnaire_sha256="0")
    assert not batch.rejected
    for name in NAMES:
        said, reasons = np.array(batch.frame[name]), np.array(batch.reasons[name])
        found = np.where(reasons == 0, said, reasons)
        assert found.tolist() == drawn.answers[name].tolist()
        assert {SKIPPED, NOT_SHOWN, 0.0, 1.0} == set(found)


def test_the_question_is_one_line_of_its_page(questionnaire):
    """Seconds per line tell who rushes: three boxes to tick are not three questions."""
    there = np.ones(4)
    names = ("h1", "h2", "h3", *NAMES, "p1")
    responses = Responses(
        respondent=("a", "b", "c", "d"),
        values=dict.fromkeys(names, there),
        reasons={name: np.zeros(4, dtype=int) for name in names},
        groups={},
        complete=there.astype(bool),
        seconds={"first": 40 * there, "second": 5 * there},
    )
    lines = {page: found[1] for page, found in order.timed(responses, questionnaire).items()}
    assert lines["first"].tolist() == [4.0] * 4
    assert lines["second"].tolist() == [1.0] * 4
