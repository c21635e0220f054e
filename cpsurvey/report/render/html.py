"""HTML: one self-contained file, for screens and for printing."""

from __future__ import annotations

import base64
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.report.document import Document, Figure, Text
from cpsurvey.report.linked import parts_of
from cpsurvey.report.render import Renderer, _captions, renderers
from cpsurvey.report.table import Table

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent
_THOUSANDS = re.compile("(\\d)[\u00a0\u202f](?=\\d{3})")


@cache
def _page() -> jinja2.Template:
    """The template, compiled once: that takes longer than to fill it."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["figure"] = lambda block: isinstance(block, Figure)
    environment.tests["text"] = lambda block: isinstance(block, Text)
    environment.filters |= {"led": _led, "number": _number}
    environment.filters |= {"label": _captions.label, "tag": _captions.tag}
    return environment.get_template("report.html.jinja")


def _led(text: str) -> Markup:
    """A text, escaped, with links in the page and to files beside it."""
    from markupsafe import Markup, escape

    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(to if to.startswith("./") else f"#{to}", said)
        if to
        else escape(said)
        for said, to in parts_of(text)
    )


@lru_cache(maxsize=1 << 15)
def _number(text: str) -> Markup:
    """A number that arrives as one where it is copied to: its minus and gaps are drawn."""
    from markupsafe import Markup, escape

    said = str(escape(text))
    said = said.replace("\u2212", '<span class="minus">-</span>')
    return Markup(_THOUSANDS.sub('<span class="gap">\\1</span>', said))  # noqa: S704  escaped


def _logo(document: Document) -> str:
    logo = document.dress.logo
    if logo is None:
        return ""
    return f"data:image/{logo.kind};base64,{base64.b64encode(logo.data).decode()}"


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``report.html``; texts of users are escaped."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    page = _page().render(
        document=document,
        style=style,
        logo=_logo(document),
        links={k: f"{document.name}{s}.html" for k, s in document.others.items()},
    )
    file = folder / f"{document.name}{suffix}.html"
    file.write_text(page, encoding="utf-8", newline="\n")
    return [file]


renderers("html")(Renderer(write, draws="svg", loads=("jinja2",), ready=_page))
