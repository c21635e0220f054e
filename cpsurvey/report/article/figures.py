"""Two pictures of chapters as one, since an article has few."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.report.article import words as w
from cpsurvey.report.document import Document, Drawing, Figure
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

GAP = 18.0
"""Between the two, in points."""
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Stacked:
    """Pictures one below the other, each at its own width."""

    drawings: tuple[Drawing, ...]

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

    def png(self) -> bytes:
        """One picture on white."""
        from PIL import Image

        pictures = [Image.open(io.BytesIO(one.png())) for one in self.drawings]
        dots = pictures[0].info.get("dpi", (150.0, 150.0))
        gap = round(GAP / 72 * dots[0])
        size = (
            max(one.width for one in pictures),
            sum(one.height for one in pictures) + gap * (len(pictures) - 1),
        )
        whole = Image.new("RGB", size, "white")
        top = 0
        for one in pictures:
            whole.paste(one.convert("RGB"), (0, top))
            top += one.height + gap
        stream = io.BytesIO()
        whole.quantize(256, dither=Image.Dither.NONE).save(stream, format="png", dpi=dots)
        return stream.getvalue()


def first(_results: ResultSet, _words: Words) -> Iterator[Figure]:
    """Figure 1: the structural model."""
    return iter(())


def second(whole: Document, words: Words) -> Figure | None:
    """Figure 2: the effect along the moderator and the indicators; one of them alone."""
    there = [b for s in whole.sections for b in s.blocks if isinstance(b, Figure)]
    found = [
        figure
        for start in ("fig-moderation-", "fig-kpi-")
        if (figure := next((one for one in there if one.id.startswith(start)), None))
    ]
    if len(found) < 2:
        return next(iter(found), None)
    alt = words(w.F2_ALT, first=found[0].title, second=found[1].title)
    drawing = Stacked(tuple(one.drawing for one in found))
    return Figure(
        "fig-article-effects", words(w.F2), f"{alt} {found[0].alt} {found[1].alt}", drawing
    )
