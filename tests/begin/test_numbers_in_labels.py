"""Numbers that labels bear are their codes, wherever they stand and in whatever language."""

import random

import pytest

from cpsurvey.cli import funnel

EN = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
ES = [
    *("Totalmente en desacuerdo", "En desacuerdo", "Ni de acuerdo ni en desacuerdo"),
    *("De acuerdo", "Totalmente de acuerdo"),
]
ITEMS = ["We help each other", "I learn from others", "Errors are hidden", "I am heard"]


def _answers(spell, languages=(EN,), people=90):
    draw = random.Random(8)
    lines = [",".join(ITEMS)]
    for _ in range(people):
        labels, level = draw.choice(languages), draw.gauss(0, 1)
        points = [
            min(4, max(0, round(2 + way * level + draw.gauss(0, 0.5)))) for way in (1, 1, -1, 1)
        ]
        lines.append(",".join(spell(labels[at], at + 1) for at in points))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "spell",
    [
        lambda label, code: f"{label} ({code})",
        lambda label, code: f"{label} [{code}]",
        lambda label, code: f"{code} - {label}",
        lambda label, code: f"{code}. {label}",
    ],
)
@pytest.mark.parametrize("languages", [(EN,), (EN, ES), (EN, ES, ES, ES)])
def test_answers_with_their_numbers_make_a_scale(begin, capsys, spell, languages):
    made = begin(_answers(spell, languages))
    (listed,) = made.questionnaire.option_sets.values()
    assert [one.code for one in listed.options] == [1, 2, 3, 4, 5]
    assert listed.options[3].label["en"] == spell("Agree", 4)
    (scale,) = made.questionnaire.scales
    assert [one.reverse for one in scale.items] == [False, False, True, False]
    if len(languages) > 1:
        assert "# check: codes are the numbers" in made.text
    capsys.readouterr()
    assert funnel.run(["ingest", "--study", str(made.folder)]) == 0
    assert "set aside" not in "".join(capsys.readouterr())


def test_a_number_twice_among_bare_ones_is_no_translation(begin):
    made = begin(_answers(lambda label, code: f"{label} (1)"))
    assert "what has the same number" not in made.text
