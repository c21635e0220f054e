"""A Word table as one piece of XML: python-docx, cell by cell, took most of a report's time.

Children stand in the order the schema of WordprocessingML asks for; Word refuses others.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from cpsurvey.report.render._layout import Plan
from cpsurvey.report.render._wordtext import Marks, clean
from cpsurvey.report.table import Row, Table

TWIPS = 1440 / 2.54
"""Twentieths of a point in a centimetre."""
FAINT = "66727F"
RULE = 'w:val="single" w:sz="6" w:space="0" w:color="1F2933"'
SHORT = 14
"""Rows of a table that is not parted between pages; on a turned page, whose texts make rows
high, it would leave the page of its heading empty."""
LOOK = (
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)


def xml(table: Table, language: str, setting: Plan, style: str, marks: Marks) -> str:
    """The ``w:tbl`` element: fixed widths, horizontal rules only, a heading that repeats.

    Parameters
    ----------
    style : str
        Id of the style of its paragraphs.
    """
    return _Writer(table, language, setting, style, marks).xml()


class _Writer:
    """Writes one table."""

    def __init__(
        self, table: Table, language: str, setting: Plan, style: str, marks: Marks
    ) -> None:
        self.table, self.language, self.marks = table, language, marks
        self.widths = [round(TWIPS * width) for width in setting.widths]
        self.size = f'<w:sz w:val="{round(2 * setting.size)}"/>'
        self.margin = round(TWIPS * setting.padding / 2)
        self.style = f'<w:pStyle w:val="{style}"/>'
        self.short = len(table.rows) <= SHORT and not setting.turned

    def xml(self) -> str:
        last = len(self.table.rows)
        lines = [self._head(ends=last == 0)]
        for at, row in enumerate(self.table.rows, 1):
            write = self._across if row.role == "group" else self._row
            cells = write(row, ends=at == last)
            lines.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        margins = "".join(
            f'<w:{side} w:w="{self.margin}" w:type="dxa"/>' for side in ("left", "right")
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>{LOOK}'
            f"<w:tblCaption w:val={quoteattr(clean(self.table.title))}/></w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
        )

    def _head(self, *, ends: bool) -> str:
        cells = "".join(
            self._cell(
                self._run(column.heading, "<w:b/>"),
                width,
                edges=("top", "bottom"),
                right=column.kind != "text",
                low=True,
                keep=not ends,
            )
            for column, width in zip(self.table.columns, self.widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _across(self, row: Row, *, ends: bool) -> str:
        return self._cell(
            self._run(row.heading, "<w:b/><w:i/>"),
            sum(self.widths),
            edges=("bottom",) if ends else (),
            span=len(self.widths),
            keep=not ends,
        )

    def _row(self, row: Row, *, ends: bool) -> str:
        shown = self.table.shown(row, self.language)
        return "".join(
            self._cell(
                self._run(text, _look(row, key)),
                width,
                edges=("bottom",) if ends else (),
                right=kind != "text",
                keep=(self.short or row.role == "head") and not ends,
            )
            for text, width, (key, kind) in zip(
                shown, self.widths, ((c.key, c.kind) for c in self.table.columns), strict=True
            )
        )

    def _run(self, text: str, look: str) -> str:
        return self.marks.text(text, look + self.size) if text else ""

    def _cell(
        self,
        run: str,
        width: int,
        *,
        edges: Sequence[str],
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
        place = self.style + ("<w:keepNext/>" if keep else "")
        place += '<w:jc w:val="right"/>' if right else ""
        return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p><w:pPr>{place}</w:pPr>{run}</w:p></w:tc>"


def _look(row: Row, key: str) -> str:
    """Bold where columns are named anew, grey where a number is too small to interpret."""
    if row.role == "head":
        return "<w:b/>"
    return f'<w:color w:val="{FAINT}"/>' if key in row.faint else ""
