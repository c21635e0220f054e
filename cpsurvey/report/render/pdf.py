"""PDF: tagged for readers who cannot see it (PDF/UA-1), with its fonts, the same bytes always.

The page is described by ``report.typ``; texts come to it as data, never as markup.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document, Figure, Text
from cpsurvey.report.linked import parts_of
from cpsurvey.report.render import Renderer, _captions, renderers
from cpsurvey.report.render._layout import Page, plan
from cpsurvey.report.table import Row, Table

HERE = Path(__file__).parent
TEMPLATE = "report.typ"
PAGE = Page(17.0, 25.7, 24.5, 1.06)
REGIONS = {"en": "gb", "fr": "fr"}
LONG, FEW = 14, 6
"""Rows from which on a table may go over pages; chapters that need no list of contents."""
SHORT = 70
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_BOX = re.compile(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"')

Data = dict[str, Any]


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``<document>.pdf``."""
    file = folder / f"{document.name}{suffix}.pdf"
    file.write_bytes(_compiled(document))
    return [file]


def _compiled(document: Document) -> bytes:
    import matplotlib as mpl
    import typst

    data = _Writer(document).data()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        (root / TEMPLATE).write_bytes((HERE / TEMPLATE).read_bytes())
        if logo := document.dress.logo:
            data["logo"] = f"logo.{logo.kind}"
            (root / data["logo"]).write_bytes(logo.data)
        made: bytes = typst.compile(
            str(root / TEMPLATE),
            root=str(root),
            font_paths=[str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": json.dumps(data, ensure_ascii=True)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    return made


class _Writer:
    """Gathers what one document says."""

    def __init__(self, document: Document) -> None:
        self.document = document
        shown = [block for _, block in _captions.shown(document)]
        self.labels = {block.id: f"block-{at}" for at, block in enumerate(shown)}

    def data(self) -> Data:
        document = self.document
        title = _plain(document.title) or document.name
        short = title if len(title) <= SHORT else title[: SHORT - 1].rsplit(" ", 1)[0] + " …"
        return {
            "title": title,
            "short": short,
            "subtitle": _plain(document.subtitle),
            "banner": _plain(document.banner),
            "language": document.language,
            "region": REGIONS.get(document.language, document.language),
            "contents": document.words["contents"],
            "note": document.words["note"],
            "logo": None,
            "blocks": list(self._blocks()),
        }

    def _blocks(self) -> Iterator[Data]:
        part, sections = "", self.document.sections
        if len(sections) > FEW:
            yield {"kind": "contents"}
        for chapter in sections:
            if chapter.part not in ("", part):
                yield _heading(chapter.part, 1)
            part = chapter.part
            yield _heading(chapter.title, 2 if part else 1)
            for block in chapter.read:
                if isinstance(block, Table):
                    yield self._table(block)
                elif isinstance(block, Figure):
                    yield self._figure(block)
                else:
                    yield self._text(block, listed=chapter.id == "summary")

    def _parts(self, text: str) -> list[tuple[str, str]]:
        return [(_plain(said), self.labels.get(to, "")) for said, to in parts_of(text)]

    def _text(self, block: Text, *, listed: bool) -> Data:
        item = listed and block.tone == "plain"
        kind = "item" if item else "text"
        return {"kind": kind, "tone": block.tone, "parts": self._parts(block.text)}

    def _captioned(self, block: Table | Figure) -> Data:
        return {
            "id": self.labels[block.id],
            "label": _captions.label(block, self.document),
            "tag": _captions.tag(block),
            "title": _plain(block.title),
        }

    def _table(self, table: Table) -> Data:
        setting = plan(table, self.document.language, PAGE)
        return {
            **self._captioned(table),
            "kind": "table",
            "size": setting.size,
            "padding": setting.padding,
            "widths": setting.widths,
            "turned": setting.turned,
            "long": len(table.rows) > LONG,
            "numbers": [column.kind != "text" for column in table.columns],
            "head": [_plain(column.heading) for column in table.columns],
            "rows": [self._row(row, table) for row in table.rows],
            "notes": [self._parts(note) for note in table.notes],
        }

    def _row(self, row: Row, table: Table) -> Data:
        if row.role == "group":
            return {"across": _plain(row.heading)}
        texts = zip(table.columns, table.shown(row, self.document.language), strict=True)
        return {
            "across": None,
            "head": row.role == "head",
            "cells": [
                {"parts": self._parts(text), "faint": column.key in row.faint}
                for column, text in texts
            ],
        }

    def _figure(self, figure: Figure) -> Data:
        svg = _plain(figure.svg).replace("font-family: inherit", "font-family: 'DejaVu Sans'")
        return {
            **self._captioned(figure),
            "kind": "figure",
            "svg": svg,
            "width": _share(svg),
            "alt": _plain(f"{figure.title}. {figure.alt}"),
        }


def _heading(text: str, level: int) -> Data:
    return {"kind": "heading", "level": level, "text": _plain(text)}


def _plain(text: str) -> str:
    """The text without what no font can show."""
    return _CONTROLS.sub("", text)


def _share(svg: str) -> float:
    """Share of the width a picture takes, so that a tall one fits its page."""
    box = _BOX.search(svg)
    if box is None:
        return 1.0
    wide, high = float(box[1]), float(box[2])
    return round(min(1.0, (PAGE.tall - 3) / PAGE.upright * wide / max(high, 1e-6)), 3)


renderers("pdf")(
    Renderer(
        write, draws="svg", documents=("article", "manager"), loads=("typst",), extra="pdf"
    )
)
