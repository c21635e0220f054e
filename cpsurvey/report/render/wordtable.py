"""A Word table as one piece of XML: python-docx, cell by cell, took most of a report's time.

Children stand in the order the schema of WordprocessingML asks for; Word refuses others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from cpsurvey.report.table import Table

WIDE = 10
"""Tables of more columns than this stand on a page turned sideways."""
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 1440 / 2.54
"""Twentieths of a point in a centimetre."""
FAINT = "9AA5B1"
RULE = 'w:val="single" w:sz="6" w:space="0" w:color="1F2933"'
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML cannot hold."""


def xml(table: Table, language: str) -> str:
    """The ``w:tbl`` element: fixed widths, horizontal rules only, a heading that repeats."""
    shown = [
        [str(row.cells[0])]
        if row.role == "group"
        else [table.shown(row, at, language) for at in range(len(table.columns))]
        for row in table.rows
    ]
    body = [cells for row, cells in zip(table.rows, shown, strict=True) if row.role == "body"]
    widths = [round(TWIPS * width) for width in widths_in_cm(table, body)]
    size = 16 if len(table.columns) > WIDE else 18
    numbers = [column.kind != "text" for column in table.columns]
    last = len(table.rows)
    lines = [_head(table, widths, numbers, size, ends=last == 0)]
    for line, (row, cells) in enumerate(zip(table.rows, shown, strict=True), 1):
        edges = ("bottom",) if line == last else ()
        if row.role == "group":
            run = _run(cells[0], size, bold=True, italic=True)
            cell = _cell(run, sum(widths), edges=edges, span=len(widths), keep=line < last)
        else:
            cell = "".join(
                _cell(
                    _run(text, size, colour=FAINT if at in row.faint else ""),
                    widths[at],
                    edges=edges,
                    right=numbers[at],
                )
                for at, text in enumerate(cells)
            )
        lines.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>")
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{MAIN}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean(table.title))}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return FORBIDDEN.sub("", text)


def _head(
    table: Table, widths: Sequence[int], numbers: Sequence[bool], size: int, *, ends: bool
) -> str:
    cells = "".join(
        _cell(
            _run(column.heading, size, bold=True),
            widths[at],
            edges=("top", "bottom"),
            right=numbers[at],
            low=True,
            keep=not ends,
        )
        for at, column in enumerate(table.columns)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _run(
    text: str, size: int, *, bold: bool = False, italic: bool = False, colour: str = ""
) -> str:
    if not text:
        return ""
    look = "<w:b/>" if bold else ""
    look += "<w:i/>" if italic else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    parts = (
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in clean(text).split("\n")
    )
    return f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/></w:rPr>{"<w:br/>".join(parts)}</w:r>'


def _cell(
    run: str,
    width: int,
    *,
    edges: Sequence[str] = (),
    span: int = 1,
    right: bool = False,
    low: bool = False,
    keep: bool = False,
) -> str:
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if edges:
        look += f"<w:tcBorders>{''.join(f'<w:{e} {RULE}/>' for e in edges)}</w:tcBorders>"
    look += '<w:vAlign w:val="bottom"/>' if low else ""
    place = "<w:keepNext/>" if keep else ""
    place += '<w:spacing w:after="0"/>'
    place += '<w:jc w:val="right"/>' if right else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:pPr>{place}</w:pPr>{run}</w:p></w:tc>"


def widths_in_cm(table: Table, body: Sequence[Sequence[str]]) -> list[float]:
    """Column widths: numbers take what they need, texts share the rest by length."""
    room = 25.7 if len(table.columns) > WIDE else 17.0
    widths = [0.0] * len(table.columns)
    longest = [0.0] * len(table.columns)
    for at, column in enumerate(table.columns):
        longest[at] = max([len(column.heading) * 0.6, *(len(cells[at]) for cells in body)])
        if column.kind != "text":
            word = max(len(part) for part in (column.heading or " ").split(" "))
            widths[at] = max(min(3.2, 0.55 + 0.19 * longest[at]), 0.55 + 0.23 * word)
    texts = [at for at, column in enumerate(table.columns) if column.kind == "text"]
    left = max(room - sum(widths), 2.2 * len(texts))
    total = sum(min(longest[at], 45) for at in texts) or 1
    for at in texts:
        share = left * min(longest[at], 45) / total
        widths[at] = min(share, max(3.2, 0.21 * longest[at])) if len(texts) > 1 else share
    if len(texts) == 1:  # a short first column need not fill the page
        widths[texts[0]] = min(left, max(3.0, 0.21 * longest[texts[0]]))
    return widths
