"""Room of texts: words measured once and added up are as wide as the whole text."""

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from cpsurvey.report import lettering

TEXTS = [
    "Performance face à l'inhabituel",
    "A V A T. y Y, v",
    "Écoute, Valeur. Yes  two spaces ",
    "fi ffl office r. f, T é",
    "[−0,14 ; 0,15]",
    "— -",
    " ",
]


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_takes_the_room_that_matplotlib_says(text, weight):
    letters = FontProperties(family="DejaVu Sans", size=7.5, weight=weight)
    said = text_to_path.get_text_width_height_descent(text, letters, ismath=False)
    assert lettering.extent(text, 7.5, weight) == pytest.approx(said, abs=1e-9)
    assert lettering.width(text, 7.5, weight) == pytest.approx(said[0] / 72, abs=1e-9)


def test_a_text_of_nothing_takes_none():
    assert lettering.extent("", 9) == (0.0, 0.0, 0.0)
