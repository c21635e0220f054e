"""Markdown: for version control and for pasting."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from cpsurvey.report.document import Document, Figure, Text
from cpsurvey.report.render import Renderer, renderers
from cpsurvey.report.table import Table

TONES = {"warning": "⚠ ", "alert": "⛔ "}


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``report.md``."""
    banner = [f"> **{_escape(document.banner)}**", ""] if document.banner else []
    lines = [f"# {_escape(document.title)}", "", _escape(document.subtitle), "", *banner]
    for section in document.sections:
        lines += [f"## {_escape(section.title)}", ""]
        for block in section.read:
            if isinstance(block, Text):
                mark = TONES.get(block.tone, "")
                text = _escape(block.text)
                loud = mark or block.tone == "lead"
                lines += [f"**{mark}{text}**" if loud else text, ""]
            elif isinstance(block, Table):
                lines += _table(block, document)
            elif isinstance(block, Figure):
                words = f"{_escape(block.title)}. {_escape(block.alt)}"
                lines += [f"*{document.words['figure']} {block.number}. {words}*", ""]
    lines += banner
    file = folder / f"{document.name}{suffix}.md"
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return [file]


def _table(table: Table, document: Document) -> list[str]:
    code = f" [{table.code}]" if table.number and table.code else ""
    called = f"{document.words['table']} {table.called}"
    lines = [f"**{called}. {_escape(table.title)}**{_escape(code)}", ""]
    lines.append("| " + " | ".join(_escape(c.heading) for c in table.columns) + " |")
    lines.append(
        "|" + "|".join("---" if c.kind == "text" else "--:" for c in table.columns) + "|"
    )
    for row in table.rows:
        if row.role == "group":
            blanks = " |" * (len(table.columns) - 1)
            lines.append(f"| **{_escape(row.heading)}** |{blanks}")
            continue
        cells = [_escape(text) for text in table.shown(row, document.language)]
        if row.role == "head":
            cells = [f"**{text}**" if text else "" for text in cells]
        lines.append("| " + " | ".join(cells) + " |")
    lines.append("")
    if table.notes:
        notes = " ".join(_escape(note) for note in table.notes)
        lines += [f"*{document.words['note']}* {notes}", ""]
    return lines


_SIGNS = re.compile(r"[\\`*_<|~@]")
_LINK = re.compile(r"\](?=\s*[(\[:])|!(?=\[)|:(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.I)
"""Where a link, a picture or an address would begin to live."""
_BEGIN = re.compile(r"^(\s*(?:\d{1,9}(?=[.)](?:\s|$)))?)(?=#|>|=|--|[+-](?:\s|$)|[.)](?:\s|$))")
"""What would make a heading, a quotation or a list of a paragraph."""


@lru_cache(maxsize=1 << 15)
def _escape(text: str) -> str:
    """Text that shows as it is: no mark-up, no link, no picture, no cell's end."""
    text = " ".join(text.splitlines())
    return _BEGIN.sub(r"\1\\", _LINK.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", text)))


renderers("md")(Renderer(write))
