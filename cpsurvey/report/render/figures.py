"""Pictures as files of their own: lines for screens and editors, dots where printers ask."""

from __future__ import annotations

from pathlib import Path

from cpsurvey.report.document import PRINTED, Document, Figure
from cpsurvey.report.render import Renderer, _captions, renderers

_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``figures/<document>-<number>-<id>.svg``, and ``.png`` of those drawn in dots."""
    place = folder / "figures"
    written = []
    for _, block in _captions.shown(document):
        if not isinstance(block, Figure):
            continue
        name = "-".join(filter(None, (document.name, block.number, block.id)))
        files = {f"{name}{suffix}.svg": _alone(block.svg).encode()}
        if dots := block.drawing.png(PRINTED):
            files[f"{name}{suffix}.png"] = dots
        place.mkdir(exist_ok=True)
        for file, data in files.items():
            (place / file).write_bytes(data)
            written.append(place / file)
    return written


def _alone(svg: str) -> str:
    """A picture without a page around it: it names its language of lines and its letters."""
    svg = svg.replace("font-family: inherit", "font-family: 'DejaVu Sans', sans-serif")
    head, rest = svg[: svg.index(">")], svg[svg.index(">") :]
    return svg if _NAMESPACE in head else f"{head} {_NAMESPACE}{rest}"


renderers("figures")(Renderer(write, draws="files"))
