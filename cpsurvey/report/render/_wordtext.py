"""Paragraphs of Word as XML: one by one, by python-docx, they took a third of its file's time.

Children stand in the order the schema of WordprocessingML asks for; Word refuses others.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from cpsurvey.report.render._wordtable import MAIN, clean

BREAKS = re.compile("([\t\r\n])")
BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}


def all_of(parts: str) -> str:
    """One element around parts that are to be read together."""
    return f'<w:body xmlns:w="{MAIN}">{parts}</w:body>'


def run(text: str, look: str = "") -> str:
    """Letters that look alike."""
    said = "".join(map(_part, BREAKS.split(clean(text))))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{said}</w:r>"


def _part(text: str) -> str:
    if not text or text in BREAK:
        return BREAK.get(text, "")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(
    runs: str, *, style: str = "", place: str = "", mark: tuple[int, str] | None = None
) -> str:
    """A paragraph; `mark` is the number and the name that a link leads to."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + place
    if mark:
        number, name = mark
        named = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>'
        runs = f'{named}{runs}<w:bookmarkEnd w:id="{number}"/>'
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def link(runs: str, target: str) -> str:
    """What leads to a mark."""
    return f"<w:hyperlink w:anchor={quoteattr(target)}>{runs}</w:hyperlink>"
