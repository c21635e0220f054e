"""A picture is laid out once for both forms, and looks as matplotlib alone would draw it."""

import io

import matplotlib as mpl
import numpy as np
import pytest
from golden import book
from matplotlib import textpath
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Circle, Rectangle
from PIL import Image

from cpsurvey.report import canvas, lettering
from cpsurvey.report.document import Figure

STORED = book.stored()
IN_DOTS = {"fig-missing"}
"""Holds shades that an SVG file keeps as dots."""


def everything():
    """Each way to draw: lines, dashes, marks, fills, meshes, what is cut off, texts."""
    figure, axes = canvas.new(6.8, 3.0)
    with mpl.rc_context(canvas.STYLE):
        axes.plot([0, 1, 2], [-1, 3, 1], color="#1d4e89", linestyle=(0, (5, 3)))
        axes.plot([0, 1, 2], [1, 2, 1], "D", markerfacecolor="white", markersize=7)
        axes.fill_between([0, 1, 2], [0, 1, 0], [1, 2, 4], alpha=0.3, linewidth=0)
        axes.barh([0.2, 0.6], [0.5, 1.5], height=0.2, hatch="//", color="#ef8a62")
        axes.errorbar([1.5], [1.5], xerr=[0.2], yerr=[0.3], capsize=3)
        axes.scatter([0.3, 1.7], [1.8, 1.6], s=[20, 90], c=["#b2182b", "#67a9cf"])
        axes.add_collection(LineCollection([[(0, 2), (2, 0)]], linestyles="dotted"))
        axes.add_collection(PolyCollection([[(0.1, 0.1), (0.4, 0.1), (0.2, 0.5)]]))
        axes.pcolormesh([1.6, 1.8, 2.0], [0.0, 0.3, 0.6], [[1, 2], [3, 4]], cmap="Blues")
        cut = axes.add_patch(Rectangle((0.8, 0.2), 0.6, 0.4, color="#2166ac"))
        cut.set_clip_path(Circle((1.1, 0.4), 0.25, transform=axes.transData))
        axes.text(1, 1, "à l'aise, œuvre\nen deux lignes", rotation=30, ha="center")
        axes.set_ylabel("Réponses")
        axes.set_ylim(0, 2)
        axes.plot([], [], label="Tendance")
        canvas.legend(axes, (0.6, 0.1), ncols=1)
    canvas.numbers(axes.xaxis, "fr")
    return figure


def alone(figure, form, **named):
    stream = io.BytesIO()
    with mpl.rc_context(canvas.STYLE):
        figure.savefig(stream, format=form, **named)
    return stream.getvalue()


def dots(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), float)


def far(one, other):
    """Mean distance of dots, and the share of those that differ plainly."""
    assert one.shape == other.shape
    away = abs(one - other).max(axis=2)
    return away.mean(), (away > 128).mean()


def test_the_form_for_screens_is_the_same_bytes():
    text = alone(everything(), "svg", metadata={"Date": None, "Creator": None}).decode()
    drawing = canvas._Drawing(everything(), "name")
    assert drawing.svg() == canvas._short(text, "name")
    assert drawing.tape


def test_the_form_for_paper_differs_by_parts_of_a_dot():
    expected = dots(alone(everything(), "png", dpi=canvas.DOTS))
    drawing = canvas._Drawing(everything(), "name")
    mean, plainly = far(dots(drawing.png()), expected)
    assert drawing.tape
    assert mean < 3.0
    assert plainly < 0.01
    # the measure sees a picture that is moved by two dots
    mean, plainly = far(np.roll(expected, 2, axis=0), expected)
    assert mean > 6.0
    assert plainly > 0.02


def test_either_form_is_the_same_whatever_was_asked_before():
    first, second, third = (canvas._Drawing(everything(), "name") for _ in range(3))
    svg, png = first.svg(), first.png()
    assert (second.png(), second.svg()) == (png, svg)
    assert third.png() == png


def test_paper_stays_white_and_fillings_their_colour():
    seen = {tuple(one) for one in dots(canvas._Drawing(everything(), "name").png())[0]}
    assert seen == {(255.0, 255.0, 255.0)}
    figure, axes = canvas.new(6.8, 3.0)
    axes.set_facecolor("#f4f6f8")
    assert (0xF4, 0xF6, 0xF8) in {
        tuple(one) for one in dots(canvas._Drawing(figure, "name").png())[200]
    }


@pytest.mark.parametrize("lost", ["measure", "play"])
def test_a_matplotlib_that_is_not_as_known_draws_each_form(monkeypatch, lost):
    from cpsurvey.report import tape

    expected = canvas._Drawing(everything(), "name").svg()
    plain = dots(alone(everything(), "png", dpi=canvas.DOTS))
    if lost == "measure":
        lettering._word.cache_clear()
        monkeypatch.delattr(textpath.TextToPath, "get_text_width_height_descent")
        monkeypatch.setattr(canvas, "_svg_alone", lambda _figure: "<svg>alone</svg>")
        assert canvas._Drawing(everything(), "name").svg() == "<svg>alone</svg>"
    else:
        monkeypatch.setattr(tape._Dots, "draw_text", tape._Dots.draw_quad_mesh)
        drawing = canvas._Drawing(everything(), "name")
        mean, _ = far(dots(drawing.png()), plain)
        assert mean < 1.0  # drawn by matplotlib itself, but for the number of colours
        assert drawing.svg() == expected


def test_a_figure_that_fails_is_not_hidden():
    class Broken(Canvas):
        def draw(self, renderer):
            raise TypeError("ours")

    drawing = canvas._Drawing(Broken(), "name")
    with pytest.raises(TypeError, match="ours"):
        drawing.svg()


@pytest.mark.parametrize("name", STORED)
def test_every_picture_of_every_kind_is_laid_out_once(name, monkeypatch):
    taped = []
    monkeypatch.setattr(canvas, "_short", lambda text, name: taped.append(name) or text)
    for document in book.documents(STORED[name], "fr"):
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Figure):
                    assert block.svg
                    for one in getattr(block.drawing, "drawings", (block.drawing,)):
                        assert bool(one.tape) == (block.id not in IN_DOTS), block.id
