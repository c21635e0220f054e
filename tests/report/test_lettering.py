"""Room of texts: words measured once and added up are as wide as the whole text."""

import io

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from PIL import Image

from cpsurvey.report import lettering
from cpsurvey.report.plot.dots import Dots

TEXTS = [
    "Performance face à l'inhabituel",
    "A V A T. y Y, v",
    "Écoute, Valeur. Yes  two spaces ",
    "r. f, T é",
    "[−0,14 ; 0,15]",
    "— -",
    " ",
    "Привет, Ελλάδα",
    "שלום עולם",
    "مرحبا",
]


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_takes_the_room_that_matplotlib_says(text, weight):
    letters = FontProperties(family="DejaVu Sans", size=7.5, weight=weight)
    said = text_to_path.get_text_width_height_descent(text, letters, ismath=False)
    # it rounds the room of each letter to a 64th of a dot; here they are as in the font
    assert lettering.extent(text, 7.5, weight) == pytest.approx(said, abs=0.005)
    assert lettering.width(text, 7.5, weight) == pytest.approx(said[0] / 72, abs=0.005)


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_letters_that_matplotlib_ties_take_hardly_more_room(weight):
    letters = FontProperties(family="DejaVu Sans", size=7.5, weight=weight)
    for text in ("fi", "difference", "office"):
        said = text_to_path.get_text_width_height_descent(text, letters, ismath=False)
        assert said[0] - 0.005 <= lettering.extent(text, 7.5, weight)[0] <= 1.1 * said[0]


@pytest.mark.parametrize(
    ("text", "ems"), [("中文", 2.0), ("あ", 1.0), ("ก", 0.6), ("नमस्ते", 6 * 0.6), ("🦆", 1.0)]
)
def test_letters_that_the_font_has_not_take_room_and_are_seen(text, ems):
    assert lettering.extent(text, 10)[0] == pytest.approx(10 * ems)
    assert black(text) > 20


@pytest.mark.parametrize("text", ["Ag", "−0,14", "Привет", "שלום", "é"])
def test_what_is_drawn_stands_where_it_was_measured(text):
    """Dots of the text lie within its box, and reach its ends but for the letters' own rims."""
    wide, high, below = lettering.extent(text, 40)
    dots = drawn(text, 40)
    rows, columns = np.nonzero(dots < 128)
    scale = 144 / 72
    assert columns.min() >= 20 * scale - 2
    assert columns.max() <= (20 + wide) * scale + 2
    assert columns.max() - columns.min() > 0.8 * wide * scale
    tall = len(dots) - rows
    assert tall.min() == pytest.approx((30 - below) * scale, abs=2.5)
    assert tall.max() == pytest.approx((30 - below + high) * scale, abs=2.5)


def drawn(text, size):
    """(rows, columns) brightness of a picture with the text from (20, 30) on, in points."""
    pen = Dots((300, 90), 144)
    pen.text((20, 30), text, size, "black")
    return np.asarray(Image.open(io.BytesIO(pen.done())).convert("L"))


def black(text):
    return int((drawn(text, 10) < 128).sum())


def test_a_text_of_nothing_takes_none():
    assert lettering.extent("", 9) == (0.0, 0.0, 0.0)
