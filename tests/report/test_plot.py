"""Axes, curves, texts and legends stand where matplotlib, which people know, puts them."""

import io
import re

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter
from PIL import Image

from cpsurvey.report import canvas
from cpsurvey.report.plot.ticks import Axis

RULE, MUTED, INK, BLUE = canvas.RULE, canvas.MUTED, canvas.INK, canvas.BLUE
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.edgecolor": RULE,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "ytick.major.size": 0,
    "text.parse_math": False,
    "text.hinting": "no_hinting",
}


def put(axes):
    """Each way to draw."""
    axes.plot([0, 1, 2], [-1, 3, 1], color=BLUE, linestyle=(0, (5, 3)), label="Tendance")
    axes.plot([0, 1, 2], [1, 2, 1], "D", color=BLUE, markerfacecolor="white", markersize=7)
    axes.plot([0.1, 0.4], [0.4, 0.4], color=RULE, linewidth=5, solid_capstyle="butt")
    gap = [0.6, 0.9, np.nan, 1.2]
    axes.plot(gap, [0.4] * 4, "s-", color=MUTED, label="Deux\nlignes")
    for at, mark in enumerate("os^DvpP.|"):
        axes.plot([0.1 + 0.2 * at], [1.5], mark, color="#b2182b", markersize=9)
    axes.fill_between([0, 1, 2], [0, 1, 0], [1, 2, 4], color="#67a9cf", alpha=0.3, linewidth=0)
    axes.barh([0.2, 0.6], [0.5, 1.5], 0.2, color="#ef8a62", edgecolor="w")
    axes.bar([1.7, 1.9], [0.5, 1.0], width=0.1, color="#ef8a62")
    axes.axvspan(1.0, 1.2, color="#fbe6c8", linewidth=0, zorder=0)
    axes.axhline(1.2, color=INK, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.text(1, 1, "à l'aise, œuvre\nen deux lignes", ha="center", va="center", fontsize=8)
    axes.text(0.5, 0.1, "bas", transform=axes.transAxes, va="top", color=MUTED)
    axes.set_xlabel("Réponses\nen deux lignes")
    axes.set_ylabel("Réponses", fontsize=8)
    axes.set_title("Ce qui est montré", loc="left", fontsize=8, color=INK)
    axes.set_position((0.34, 0.22, 0.64, 0.66))
    axes.set_xlim(-0.1, 2.1)
    axes.set_ylim(0, 2)


def ours():
    figure, axes = canvas.new(6.8, 3.0)
    put(axes)
    axes.errorbar([1.5], [1.5], xerr=[[0.2], [0.1]], color=INK, label="Écart")
    canvas.ruled(axes)
    canvas.numbers(axes.xaxis, "fr")
    axes.legend(loc="upper right", fontsize=8, title="Titre", ncols=2)
    return canvas._Drawing(figure, "name")


def theirs(dots):
    with mpl.rc_context(STYLE):
        figure = Canvas(figsize=(6.8, 3.0), dpi=dots)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        put(axes)
        axes.errorbar([1.5], [1.5], xerr=[[0.2], [0.1]], color=INK, label="Écart", fmt="o")
        axes.grid(color=RULE, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.xaxis.set_major_formatter(
            FuncFormatter(lambda v, _at: f"{v:.1f}".replace(".", ","))
        )
        axes.legend(
            loc="upper right",
            fontsize=8,
            title="Titre",
            title_fontsize=8,
            ncols=2,
            frameon=False,
        )
        figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(float)


def dots(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), float)


def far(one, other):
    """Mean distance of dots, and the share of those that differ plainly."""
    assert one.shape == other.shape
    away = abs(one - other).max(axis=2)
    return away.mean(), (away > 128).mean()


def test_a_picture_looks_as_matplotlib_draws_it():
    expected = theirs(canvas.DOTS)
    mean, plainly = far(dots(ours().png()), expected)
    assert mean < 3.0
    assert plainly < 0.01
    # the measure sees a picture that is moved by two dots
    mean, plainly = far(np.roll(expected, 2, axis=0), expected)
    assert mean > 5.0
    assert plainly > 0.02


def test_either_form_is_the_same_whatever_was_asked_before():
    first, second, third = (ours() for _ in range(3))
    svg, png = first.svg(), first.png()
    assert (second.png(), second.svg()) == (png, svg)
    assert third.png() == png


def test_paper_stays_white_and_fillings_their_colour():
    assert {tuple(one) for one in dots(ours().png())[0]} == {(255.0, 255.0, 255.0)}
    figure, axes = canvas.new(6.8, 3.0)
    axes.set_facecolor("#f4f6f8")
    drawn = dots(canvas._Drawing(figure, "name").png())
    assert (0xF4, 0xF6, 0xF8) in {tuple(one) for one in drawn[200]}


def test_ids_of_pictures_in_one_page_do_not_meet():
    svg = ours().svg()
    ids = re.findall(r'id="([^"]*)"', svg)
    assert ids
    assert all(one.startswith("name-") for one in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
    assert set(re.findall(r'href="#([^"]*)"', svg)) <= set(ids)


def test_texts_of_a_picture_are_texts_that_a_page_may_hold():
    figure, axes = canvas.new(3, 2)
    axes.text(0.5, 0.5, "<R² & n>")
    assert "&lt;R² &amp; n&gt;</text>" in canvas._Drawing(figure, "name").svg()


def test_a_letter_that_the_font_lacks_is_drawn_and_nobody_is_warned(recwarn):
    figure, axes = canvas.new(3, 2)
    axes.text(0.5, 0.5, "漢字")
    drawing = canvas._Drawing(figure, "name")
    assert "漢字" in drawing.svg()
    assert drawing.png()
    assert not recwarn.list


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-12.0, 31.0, ["−10", "0", "10", "20", "30"]),
        (31.0, -12.0, ["−10", "0", "10", "20", "30"]),
        (0.02, 0.031, ["0.020", "0.022", "0.024", "0.026", "0.028", "0.030"]),
    ],
)
def test_ticks_are_round_and_their_numbers_as_short_as_tells_them_apart(low, high, expected):
    axis = Axis(across=True, colour=INK, size=9.0, length=3.5)
    axis.at_most(6, steps=(1, 2, 5, 10))
    assert [name for _, name in axis.found(low, high, 300.0)] == expected


def test_names_of_ticks_beyond_the_limits_are_not_drawn():
    _, axes = canvas.new(3, 2)
    axes.set_xticks([0, 1, 2], ["a", "b", "c"])
    assert axes.get_xlim() == (0.0, 2.0)
    axes.set_xlim(0.5, 2.5)
    found = axes.xaxis.found(*axes.get_xlim(), 100.0)
    assert [name for _, name in found] == ["b", "c"]


@pytest.mark.parametrize(
    ("low", "high"),
    [(-0.8, 0.9), (0, 19), (3.9, 5.9), (0.5, 0.52), (-2, 3), (0, 140), (0, 1e-4)],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_number_at_an_axis_is_that_of_its_tick(low, high, language):
    axis = Axis(across=True, colour=INK, size=8, length=3)
    canvas.numbers(axis, language, 1)
    for most in range(2, 10):
        axis.at_most(most)
        for tick, text in axis.found(low, high, 300):
            shown = float(text.replace("−", "-").replace(",", "."))
            assert shown == pytest.approx(tick, abs=1e-6 * (high - low)), (tick, text)
