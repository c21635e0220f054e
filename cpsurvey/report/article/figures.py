"""Two pictures of chapters as one, since an article has few."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpsurvey.report.article import words as w
from cpsurvey.report.diagram.main import structural_figure
from cpsurvey.report.document import DOTS, Drawing, Figure
from cpsurvey.report.documents import Given
from cpsurvey.results import sound

SHORT = "-short"
"""How the id of a picture ends that was made for an article."""
PAIR = ("fig-moderation-", "fig-kpi-")
"""Pictures that are put together, by how their ids begin."""
GAP = 18.0
"""Between the two, in points."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Stacked:
    """Pictures one below the other, each at its own width."""

    drawings: tuple[Drawing, ...]

    @property
    def of(self) -> str:
        """What its pictures are made of, where all say it."""
        parts = [getattr(one, "of", "") for one in self.drawings]
        return " ".join(parts) if all(parts) else ""

    def svg(self) -> str:
        """One picture that holds the others."""
        shown, top, width = [], 0.0, 0.0
        for drawing in self.drawings:
            text = drawing.svg()
            box = _BOX.search(text)
            if box is None:  # drawn by something that does not say how large it is
                return text
            wide, high = float(box[1]), float(box[2])
            place = f'<svg x="0" y="{top:g}" width="{wide:g}" height="{high:g}"'
            shown.append(text.replace("<svg", place, 1))
            top += high + GAP
            width = max(width, wide)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {top - GAP:g}">'
        return f"{head}{''.join(shown)}</svg>"

    def png(self, dots: int = DOTS) -> bytes:
        """One picture on white."""
        from PIL import Image

        from cpsurvey.report.plot.dots import few_colours

        pictures = [Image.open(io.BytesIO(one.png(dots))) for one in self.drawings]
        gap = round(GAP / 72 * dots)
        size = (
            max(one.width for one in pictures),
            sum(one.height for one in pictures) + gap * (len(pictures) - 1),
        )
        whole = Image.new("RGBA", size, "white")
        top = 0
        for one in pictures:
            whole.paste(one.convert("RGB"), (0, top))
            top += one.height + gap
        return few_colours(whole, dots)


def first(given: Given) -> Iterator[Figure]:
    """Figure 1: the structural model with its estimates."""
    found = structural_figure(given.results, given.words, given.results.study)
    if found is not None:
        yield replace(found, id=f"{found.id}-article")


def _sound(figure: Figure, given: Given) -> bool:
    """Whether it shows a result that may be read."""
    name = figure.id.removesuffix(SHORT)
    return any(name.endswith(f"-{r.id}") for r in given.results.results if sound(r))


def second(given: Given, small: Sequence[Figure]) -> Figure | None:
    """Figure 2: the effect along the moderator, and the indicators; one of them alone."""
    there = [b for s in given.whole.sections for b in s.blocks if isinstance(b, Figure)]
    every = [one for one in (*small, *there) if _sound(one, given)]
    found = [
        figure
        for start in PAIR
        if (figure := next((one for one in every if one.id.startswith(start)), None))
    ]
    if len(found) < len(PAIR):
        return next(iter(found), None)
    words = given.words
    above, below = found
    alt = words(w.EFFECTS_ALT, first=above.title, second=below.title)
    drawing = Stacked((above.drawing, below.drawing))
    return Figure(
        "fig-article-effects",
        words(w.EFFECTS_FIGURE),
        f"{alt} {above.alt} {below.alt}",
        drawing,
    )
