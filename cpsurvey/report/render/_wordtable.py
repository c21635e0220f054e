"""A Word table as one piece of XML: python-docx, cell by cell, took most of a report's time.

Children stand in the order the schema of WordprocessingML asks for; Word refuses others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from cpsurvey.report.table import Table

REGULAR, SMALL = 18, 16
"""Type, in half points."""
MANY = 8
"""Tables of so many columns may need a page turned sideways; of more, smaller type."""
UPRIGHT, TURNED = 17.0, 25.7
"""Centimetres between the margins."""
LETTER, DIGIT, PADDING = 0.175, 0.2, 0.42
"""Centimetres of a letter and of a digit of 9 points, also in wider fonts where Calibri is
absent, and of the two margins of a cell."""
BOLD = 1.3
"""Letters of the text a letter of a heading is as wide as."""
LONGEST, WISHED = 18, 46
"""Letters a word is not divided for, and a text is given room for."""
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
        [row.heading] if row.role == "group" else table.shown(row, language)
        for row in table.rows
    ]
    body = [cells for row, cells in zip(table.rows, shown, strict=True) if row.role != "group"]
    crowded = sum(_needs(table, body, REGULAR)[0]) > UPRIGHT
    size = SMALL if crowded or len(table.columns) > MANY else REGULAR
    widths = [round(TWIPS * width) for width in widths_in_cm(table, body, size)]
    numbers = [column.kind != "text" for column in table.columns]
    keys = [column.key for column in table.columns]
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
                    _run(text, size, colour=FAINT if keys[at] in row.faint else ""),
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
    place += '<w:spacing w:before="12" w:after="12"/>'
    place += '<w:jc w:val="right"/>' if right else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:pPr>{place}</w:pPr>{run}</w:p></w:tc>"


def turned(table: Table, language: str) -> bool:
    """Whether a table needs a page turned sideways: its words do not fit an upright one."""
    if len(table.columns) < MANY:
        return False
    least, _ = _needs(table, _body(table, language), SMALL)
    return sum(least) > UPRIGHT


def widths_in_cm(table: Table, body: Sequence[Sequence[str]], size: int) -> list[float]:
    """Column widths: no word is divided; what is left goes where texts are long."""
    least, wished = _needs(table, body, size)
    room = TURNED if len(table.columns) >= MANY and sum(least) > UPRIGHT else UPRIGHT
    if sum(wished) <= room:
        return wished
    spare = room - sum(least)
    if spare <= 0:  # too much for any page: texts give way, numbers stay whole
        texts = [column.kind == "text" for column in table.columns]
        fixed = sum(width for width, text in zip(least, texts, strict=True) if not text)
        soft = sum(least) - fixed or 1.0
        scale = max(0.4, (room - fixed) / soft)
        return [w * scale if text else w for w, text in zip(least, texts, strict=True)]
    longing = sum(wished) - sum(least)
    return [
        low + (high - low) * spare / longing for low, high in zip(least, wished, strict=True)
    ]


def _body(table: Table, language: str) -> list[list[str]]:
    return [table.shown(row, language) for row in table.rows if row.role != "group"]


def _needs(
    table: Table, body: Sequence[Sequence[str]], size: int
) -> tuple[list[float], list[float]]:
    """Centimetres each column cannot do without, and would like to have."""
    scale = size / REGULAR
    least, wished = [], []
    for at, column in enumerate(table.columns):
        texts = [cells[at] for cells in body]
        heading = BOLD * max(len(part) for part in re.split(r"[ -]", column.heading))
        longest = max([*map(len, texts), 1])
        if column.kind == "text":
            words = (1.12 * len(part) for text in texts for part in re.split(r"[ \n/-]", text))
            low = min(max([heading, *words]), LONGEST)
            high: float = min(longest, WISHED)
        else:
            low = high = max(heading, longest * DIGIT / LETTER)
        high = max(low, high, min(BOLD * len(column.heading), 1.6 * low))
        least.append(PADDING + scale * LETTER * low)
        wished.append(PADDING + scale * LETTER * high)
    return least, wished
