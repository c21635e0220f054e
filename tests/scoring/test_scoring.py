from dataclasses import replace

import numpy as np
import pytest

from cpsurvey.design import expressions, load_study
from cpsurvey.design.scales import fewest_valid
from cpsurvey.responses import Responses
from cpsurvey.scoring import evaluate, mean_of, score, standardise

nan = np.nan


def responses(**columns):
    values = {name: np.array(column, dtype=float) for name, column in columns.items()}
    n = len(next(iter(values.values())))
    return Responses(
        respondent=tuple(f"p{i}" for i in range(n)),
        values=values,
        reasons={},
        groups={"team_id": np.array([f"t{i % 2}" for i in range(n)], dtype=object)},
        complete=np.ones(n, dtype=bool),
        flow={"rows": n},
    )


def test_reversal_uses_the_option_set_not_the_data(tiny):
    scored = score(
        responses(h1=[1, 5], h2=[1, 5], h3=[2, 3], p1=[1, 1], p2=[1, 1], p3=[1, 1]),
        load_study(tiny),
    )
    assert scored.values["h3"].tolist() == [4, 3]
    assert scored.raw["h3"].tolist() == [2, 3]
    assert scored.values["help"] == pytest.approx([2, 13 / 3])


def test_reasons_that_screening_gives_too_are_added_up(tiny):
    scored = score(
        responses(**{i: [1, 2, 3] for i in ("h1", "h2", "h3", "p1", "p2", "p3")}),
        load_study(tiny),
    )
    scored = replace(scored, screened={"missing_value": 2, "attention": 1})
    sample = scored.counted(1, {"missing_value": 2, "missing_group": 0})
    assert sample.read == 6
    assert sample.dropped == {"missing_value": 4, "attention": 1}


def test_missing_rule(tiny):
    scored = score(
        responses(
            h1=[1, 1, nan],
            h2=[3, nan, nan],
            h3=[nan, nan, 3],
            p1=[1, 1, 1],
            p2=[1, 1, 1],
            p3=[1, 1, 1],
        ),
        load_study(tiny),
    )
    assert scored.values["help"][0] == 2
    assert np.isnan(scored.values["help"][1:]).all()


@pytest.mark.parametrize(
    ("k", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (7, 6), (10, 8)]
)
def test_fewest_valid(k, needed):
    assert fewest_valid(k) == needed


def test_screening_names_every_loss(tiny):
    scored = score(
        responses(
            h1=[nan, 1, 1],
            h2=[nan, nan, 1],
            h3=[nan, nan, 1],
            p1=[nan, nan, 1],
            p2=[nan, nan, 1],
            p3=[nan, nan, 1],
        ),
        load_study(tiny),
    )
    assert scored.n == 1
    assert scored.screened == {"no_answer": 1, "too_few_answers": 1}
    sample = scored.sample(np.array([True]))
    assert (sample.read, sample.used) == (3, 1)


def test_value_stands_for_the_band(tiny):
    scored = score(
        responses(
            h1=[1, 1, 1],
            h2=[1, 1, 1],
            h3=[1, 1, 1],
            p1=[1, 1, 1],
            p2=[1, 1, 1],
            p3=[1, 1, 1],
            tenure=[1, 2, nan],
        ),
        load_study(tiny),
    )
    assert scored.values["years"][:2].tolist() == [0.5, 3]
    assert np.isnan(scored.values["years"][2])


def test_expressions(tiny):
    questionnaire = load_study(tiny).questionnaire
    values = {"a": np.array([1.0, 2, 3, nan]), "b": np.array([2.0, 0, 1, 1])}

    def of(text):
        return evaluate(expressions.parse(text), values, questionnaire)

    assert of("a + b * 2")[:3].tolist() == [5, 2, 5]
    assert of("-a")[:3].tolist() == [-1, -2, -3]
    assert np.isnan(of("a / b")[1])
    assert of("a >= 2")[:3].tolist() == [0, 1, 1]
    assert np.isnan(of("a >= 2")[3])
    assert of("z(a)")[:3].tolist() == [-1, 0, 1]
    assert of("centre(b)").tolist() == [1, -1, 0, 0]
    assert of("sum(a, b)")[0] == 3


def test_a_constant_cannot_be_standardised():
    assert np.isnan(standardise(np.ones(4))).all()


def test_mean_of_needs_at_least_one():
    assert np.isnan(mean_of([np.array([nan])], 0)).all()
