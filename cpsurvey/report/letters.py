"""Letters of all pictures: how wide and high they are, their outlines and shades.

matplotlib brings the font. It lays a text out by HarfBuzz, which takes a tenth of a
millisecond a word: letters that only stand side by side are looked up here one by one.
"""

from __future__ import annotations

import os
import re
import unicodedata
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.path import Path
from numpy.typing import NDArray

MEASURED = 100.0
"""Points: the size in which letters are looked up, and all is told that names no other."""
FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
JOINED = re.compile(
    "[\u0300-\u036f\u0590-\u1dff\u200b-\u200f\u202a-\u202e"
    "\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufeff]"
)
"""Letters that change with their neighbours, and marks upon them."""
WIDE = "WF"
"""As Unicode calls letters as wide as they are high: Chinese, Japanese, Korean."""
Extent = tuple[float, float, float]
"""Width, height and what of it is below the line."""
Outline = tuple[NDArray[np.float64], NDArray[np.uint8]]
"""Vertices (n, 2), and what matplotlib's paths do there."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """Its number in the font, room to the next, lower and upper end, and its outline."""

    index: Any
    advance: float
    low: float
    high: float
    outline: Outline


def stand_alone(text: str, weight: str) -> bool:
    """Whether each letter is drawn as it is, or as a box; not so in scripts that join them."""
    return not JOINED.search(text) or any(_letter(one, weight).index == 0 for one in text)


def extent(word: str, weight: str) -> Extent:
    """Room of a word of one letter at least."""
    if not stand_alone(word, weight):
        letters = _set(word, weight, MEASURED, 72, 0.0)
        wide, high = letters.get_width_height()
        return wide / 64, high / 64, letters.get_descent() / 64
    some = [_letter(letter, weight) for letter in word]
    low = min(one.low for one in some)
    ends = _starts(word, weight)
    return ends[-1], max(one.high for one in some) - low, -low


@lru_cache(maxsize=4096)
def outline(word: str, weight: str) -> Outline:
    """Outlines of its letters, which stand alone, from the start of the line."""
    vertices, codes = [np.zeros((0, 2))], [np.zeros(0, dtype=np.uint8)]
    for letter, start in zip(word, _starts(word, weight), strict=False):
        form, steps = _letter(letter, weight).outline
        vertices.append(form + np.array([start, 0.0]))
        codes.append(steps)
    return np.concatenate(vertices), np.concatenate(codes)


@lru_cache(maxsize=1024)
def shades(
    text: str, size: float, weight: str, angle: float, per_inch: float
) -> tuple[Any, float, float]:
    """A text in shades, how far right of its start it begins and how far under it it ends."""
    letters = _set(text, weight, size, per_inch, angle)
    letters.draw_glyphs_to_bitmap(antialiased=True)
    picture = letters.get_image().copy()
    return picture, letters.get_bitmap_offset()[0] / 64, letters.get_descent() / 64 + 1


def _starts(word: str, weight: str) -> list[float]:
    """Where each letter begins, and last where the word ends."""
    found, before = [0.0], None
    for letter in word:
        one = _letter(letter, weight)
        if before is not None:
            found[-1] += _closer(before, one.index, weight)
        found.append(found[-1] + one.advance)
        before = one.index
    return found


@lru_cache(maxsize=1024)
def _letter(letter: str, weight: str) -> _Letter:
    font = _font(weight, os.getpid())
    font.set_size(MEASURED, 72)
    index = font.get_char_index(ord(letter))
    if index == 0:
        return _missing(letter)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    vertices, codes = font.get_path()
    _, low, _, high = glyph.bbox
    form = np.asarray(vertices, dtype=float).reshape(-1, 2), np.asarray(codes, dtype=np.uint8)
    return _Letter(index, glyph.linearHoriAdvance / 65536, low / 64, high / 64, form)


def _missing(letter: str) -> _Letter:
    """A box for a letter that the font has not; browsers find one elsewhere."""
    wide = 1.0 if unicodedata.east_asian_width(letter) in WIDE else 0.6
    left, right, top, rim = 5.0, MEASURED * wide - 5.0, 73.0, 5.0
    outer = [(left, 0.0), (right, 0.0), (right, top), (left, top)]
    inner = [(left + rim, rim), (left + rim, top - rim)]
    inner += [(right - rim, top - rim), (right - rim, rim)]
    vertices = np.array([*outer, outer[0], *inner, inner[0]])
    codes = np.array([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * 2, dtype=np.uint8)
    return _Letter(0, MEASURED * wide, 0.0, top, (vertices, codes))


@lru_cache(maxsize=8192)
def _closer(left: Any, right: Any, weight: str) -> float:
    """What the font moves two neighbours by."""
    font = _font(weight, os.getpid())
    font.set_size(MEASURED, 72)
    return float(font.get_kerning(left, right, Kerning.UNFITTED)) / 64


def _set(text: str, weight: str, size: float, per_inch: float, angle: float) -> Any:
    font = _font(weight, os.getpid())
    font.clear()
    font.set_size(size, per_inch)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        font.set_text(text, angle, flags=LoadFlags.NO_HINTING)
    return font


@lru_cache(maxsize=4)
def _font(weight: str, _process: int) -> Any:
    """A process must have its own."""
    return FT2Font(f"{mpl.get_data_path()}/fonts/ttf/{FILES[weight]}")
