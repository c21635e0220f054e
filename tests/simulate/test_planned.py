"""Questions outside the scales that are drawn from a factor, in known shares."""

import numpy as np
import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.errors.finding import Invalid
from cpsurvey.simulate import simulate


def test_shares_and_correlations_are_those_of_the_plan():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    drawn = simulate(questionnaire, 8000, seed=3, teams=400, careless=0, missing=0, dropout=0)
    for name, plan in questionnaire.simulation.questions.items():
        codes = drawn.answers[name]
        shown = codes > -90  # asked of them
        if not questionnaire.question_by_id[name].show_if:
            for code, share in plan.shares.items():
                assert np.mean(codes[shown] == code) == pytest.approx(share, abs=0.025), name
        if plan.of is not None:
            rank = [list(plan.shares).index(int(code)) for code in codes[shown]]
            r = np.corrcoef(rank, drawn.scores[plan.of][shown])[0, 1]
            assert 0.6 * plan.r < r < 1.05 * plan.r, name


def test_what_stands_in_no_plan_leaves_other_draws_alone():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    simulation = questionnaire.simulation.model_copy(update={"questions": {}})
    without = load_questionnaire("cop-callcentre").questionnaire.model_copy(
        update={"simulation": simulation}
    )
    one, other = (simulate(q, 50, seed=1, teams=5) for q in (questionnaire, without))
    assert np.array_equal(one.answers["me1"], other.answers["me1"])
    assert not np.array_equal(one.answers["work_time"], other.answers["work_time"])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nobody: {shares: {1: 1.0}}", "no question"),
        ("tenure: {shares: {3: 1.0}}", "3 is no answer"),
        ("tenure: {shares: {1: 0.5, 2: 0.5}, of: love}", "no scale"),
        ("tenure: {shares: {1: 0.5, 2: 0.4}}", "add up to 1"),
        ("tenure: {shares: {1: 1.0}, r: 2}", "r"),
    ],
)
def test_a_plan_that_cannot_be_drawn_is_refused(small, line, said):
    text = small.read_text("utf-8") + f"simulation:\n  questions:\n    {line}\n"
    small.write_text(text, "utf-8")
    with pytest.raises(Invalid) as caught:
        load_questionnaire(str(small))
    assert any(said in one.message for one in caught.value.findings)
