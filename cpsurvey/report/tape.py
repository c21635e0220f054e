"""A picture laid out once, then drawn in each form that is asked for.

Laying out (ticks, places of texts, legends) takes as long as drawing. matplotlib lays out
for each form anew; here what it asks of its renderer is taped at 72 dots per inch and played
to the renderers of both forms, for dots enlarged. Renderers, what they are asked for and
graphics contexts are matplotlib's documented interface for backends; the loading of fonts
is not: whoever plays a tape must be ready to do without (see ``canvas``).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import fontManager, get_font
from matplotlib.transforms import Affine2D, Bbox, TransformedPath

from cpsurvey.report.lettering import extent

POINTS = 72
"""Per inch: a tape is in points, as an SVG file is."""


@lru_cache(maxsize=1024)
def _letters(text: str, font: Any, angle: float, per_inch: float) -> tuple[Any, float, float]:
    """A text in shades, how far right of its start it begins and how far under it it ends."""
    letters = get_font(fontManager._find_fonts_by_props(font))
    letters.clear()
    letters.set_size(font.get_size_in_points(), per_inch)
    flags = get_hinting_flag()  # type: ignore[no-untyped-call]
    letters.set_text(text, angle, flags=flags)
    letters.draw_glyphs_to_bitmap(antialiased=True)
    shades = letters.get_image().copy()
    return shades, letters.get_bitmap_offset()[0] / 64, letters.get_descent() / 64 + 1


class Tape(RendererBase):
    """What a figure asks of its renderer, in order."""

    def __init__(self, figure: Any) -> None:
        super().__init__()
        figure.set_dpi(POINTS)
        self.inches = tuple(figure.get_size_inches())
        self._calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        figure.draw(self)

    def svg(self) -> str:
        """For screens."""
        width, height = (POINTS * side for side in self.inches)
        stream = io.StringIO()
        nothing = {"Date": None, "Creator": None}
        new: Any = RendererSVG
        renderer = new(width, height, stream, None, POINTS, metadata=nothing)
        self._play(renderer)
        renderer.finalize()
        return stream.getvalue()

    def dots(self, per_inch: int) -> Any:
        """For paper: a renderer that holds the dots."""
        width, height = (int(per_inch * side + 1e-6) for side in self.inches)
        new: Any = RendererAgg
        renderer = new(width, height, per_inch)
        self._play(_Dots(renderer))
        return renderer

    def _play(self, renderer: Any) -> None:
        for name, given, named in self._calls:
            getattr(renderer, name)(*given, **named)

    def start_rasterizing(self) -> None:
        """Refuse what an SVG file would hold as dots; each form has dots of its own."""
        raise NotImplementedError

    def flipy(self) -> bool:
        """Texts are placed from the top, as both forms have them."""
        return True

    def get_canvas_width_height(self) -> tuple[float, float]:
        """In points."""
        width, height = self.inches
        return POINTS * width, POINTS * height

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        """In points; names and numbers come back from picture to picture."""
        if ismath:
            raise NotImplementedError
        return extent(s, prop)


def _taped(name: str) -> Callable[..., None]:
    def ask(tape: Tape, *given: Any, **named: Any) -> None:
        # artists go on to change the context they gave
        kept = tuple(
            _copy(one) if isinstance(one, GraphicsContextBase) else one for one in given
        )
        tape._calls.append((name, kept, named))

    return ask


def _copy(context: GraphicsContextBase) -> GraphicsContextBase:
    copy = GraphicsContextBase()
    copy.copy_properties(context)
    return copy


# what is not named here (images, shaded triangles) the base class refuses
for _name in (
    "open_group",
    "close_group",
    "draw_path",
    "draw_markers",
    "draw_path_collection",
    "draw_quad_mesh",
    "draw_text",
):
    setattr(Tape, _name, _taped(_name))


class _Dots:
    """Enlarges what is in points; widths of lines and sizes of letters dots know in points."""

    def __init__(self, renderer: Any) -> None:
        self._dots = renderer
        self._factor = renderer.dpi / POINTS
        self._more = Affine2D().scale(self._factor)

    def open_group(self, *_names: Any, **_ids: Any) -> None:
        """Dots have no groups."""

    close_group = open_group

    def draw_path(self, gc: Any, path: Any, place: Any, *face: Any) -> None:
        self._dots.draw_path(self._cut(gc), path, place + self._more, *face)

    def draw_markers(
        self, gc: Any, mark: Any, shape: Any, path: Any, place: Any, *face: Any
    ) -> None:
        shape, place = shape + self._more, place + self._more
        self._dots.draw_markers(self._cut(gc), mark, shape, path, place, *face)

    def draw_path_collection(
        self,
        gc: Any,
        whole: Any,
        paths: Any,
        each: Any,
        at: Any,
        place: Any,
        *look: Any,
        **named: Any,
    ) -> None:
        whole, place = whole + self._more, place + self._more
        gc = self._cut(gc)
        self._dots.draw_path_collection(gc, whole, paths, each, at, place, *look, **named)

    def draw_quad_mesh(
        self,
        gc: Any,
        whole: Any,
        wide: Any,
        high: Any,
        mesh: Any,
        at: Any,
        place: Any,
        *look: Any,
    ) -> None:
        whole, place = whole + self._more, place + self._more
        self._dots.draw_quad_mesh(self._cut(gc), whole, wide, high, mesh, at, place, *look)

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, font: Any, angle: float, **more: Any
    ) -> None:
        if more.get("ismath"):
            raise NotImplementedError
        shades, right, down = _letters(s, font.copy(), angle, self._dots.dpi)
        left = round(x * self._factor + right)
        bottom = round(y * self._factor + down)
        self._dots._renderer.draw_text_image(shades, left, bottom, 0, self._cut(gc))

    def _cut(self, context: GraphicsContextBase) -> GraphicsContextBase:
        """A context whose limits are enlarged too."""
        box: Any = context.get_clip_rectangle()
        path: Any = context.get_clip_path()
        if box is None and path[0] is None:
            return context
        cut = _copy(context)
        if box is not None:
            cut.set_clip_rectangle(Bbox(box.get_points() * self._factor))
        if path[0] is not None:
            cut.set_clip_path(TransformedPath(path[0], path[1] + self._more))
        return cut
