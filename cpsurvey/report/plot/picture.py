"""A picture: its size, its axes, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.report.plot import drawn
from cpsurvey.report.plot.axes import Axes
from cpsurvey.report.plot.drawn import Frame
from cpsurvey.report.plot.legend import Legend
from cpsurvey.report.plot.named import curve, writing
from cpsurvey.report.plot.pen import Pen


class Picture:
    """So many inches wide and tall."""

    transFigure: Frame = "figure"  # noqa: N815  as matplotlib calls it

    def __init__(self, width: float, height: float) -> None:
        self._size = width, height
        self.axes: list[Axes] = []
        self._whole = Axes(self, (0.0, 0.0, 1.0, 1.0))
        self._whole.set_xlim(0.0, 1.0)
        self._whole.set_ylim(0.0, 1.0)

    @property
    def points(self) -> tuple[float, float]:
        """Its size in points."""
        return 72 * self._size[0], 72 * self._size[1]

    def get_figwidth(self) -> float:
        """In inches."""
        return self._size[0]

    def get_figheight(self) -> float:
        """In inches."""
        return self._size[1]

    def set_figheight(self, height: float) -> None:
        """In inches; places in shares of it stay what they are."""
        self._size = self._size[0], height

    def add_axes(self, place: Sequence[float]) -> Axes:
        """Left, bottom, width and height as shares of the picture."""
        self.axes.append(Axes(self, place))
        return self.axes[-1]

    def text(self, x: float, y: float, text: str, **look: Any) -> None:
        """A text at a place in shares of the picture."""
        self._whole.drawn.append(drawn.Words(x, y, writing(text, **look)))

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """A line between places in shares of the picture."""
        self._whole.drawn.append(curve(xs, ys, **look))

    def legend(self, *named: Any, **look: Any) -> None:
        """What marks of the first axes mean, at a place in shares of the picture."""
        self.axes[0].legends.append(Legend(self.axes[0], named, **{"of": "figure", **look}))

    def draw(self, pen: Pen) -> None:
        """All of it."""
        for axes in self.axes:
            axes.draw(pen)
        for thing in self._whole.drawn:
            thing.draw(pen, self._whole)
