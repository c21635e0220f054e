"""Paragraphs of Word as XML: one by one, by python-docx, they took a third of its file's time.

Children stand in the order the schema of WordprocessingML asks for; Word refuses others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from cpsurvey.report.linked import parts_of

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": MAIN,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
HELD = "\x1e"
"""Stands for the hyphen of a date while its text is written."""
BREAKS = re.compile(f"([\t\r\n{HELD}])")
BREAK = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>", HELD: "<w:noBreakHyphen/>"}
DATE = re.compile(r"(?<![\w./-])(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\w/-])")
"""A date or a month, which no line divides; what stands in an address is none."""
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML cannot hold."""
LONGEST_MARK = 40


def declared(start: bytes) -> bytes:
    """Where a document begins, its first element knowing the names that parts use."""
    end = start.index(b">", start.index(b"?>") + 2)
    first = start[:end]
    lacking = {
        short: name for short, name in SPACES.items() if f"xmlns:{short}=".encode() not in first
    }
    return first + _names(lacking).encode() + start[end:]


def _names(spaces: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{short}="{name}"' for short, name in spaces.items())


def all_of(parts: str) -> str:
    """One element around parts that are to be read together."""
    return f"<w:body{_names(SPACES)}>{parts}</w:body>"


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return FORBIDDEN.sub("", text)


def held(text: str) -> str:
    """The text, whose dates no line divides."""
    return DATE.sub(lambda date: date[0].replace("-", HELD), text)


def run(text: str, look: str = "") -> str:
    """Letters that look alike."""
    said = "".join(map(_part, BREAKS.split(held(clean(text)))))
    return f"<w:r>{_look(look)}{said}</w:r>"


def _look(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _part(text: str) -> str:
    if not text or text in BREAK:
        return BREAK.get(text, "")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(runs: str, *, style: str = "", place: str = "") -> str:
    """A paragraph."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + place
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def link(runs: str, target: str) -> str:
    """What leads to a mark."""
    return f'<w:hyperlink w:anchor={quoteattr(target)} w:history="1">{runs}</w:hyperlink>'


def computed(code: str, shown: str, look: str = "") -> str:
    """What Word computes anew when asked to, and shows until then."""
    return opening(code, look) + (run(shown, look) if shown else "") + closing(look)


def opening(code: str, look: str = "") -> str:
    """Beginning of a field: its code, then what it shows."""
    look = _look(look)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def closing(look: str = "") -> str:
    """End of a field."""
    return f'<w:r>{_look(look)}<w:fldChar w:fldCharType="end"/></w:r>'


@dataclass
class Marks:
    """Marks of one document: names Word takes, and numbers nobody else has.

    Parameters
    ----------
    numbers : mapping of str to str
        Id of a counted table or picture -> digits of its number.
    """

    numbers: Mapping[str, str]
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _count: int = 0

    def name(self, id: str, kind: str = "_Ref") -> str:
        """Name of the mark of a table, a picture or a chapter."""
        key = (kind, id)
        if key not in self._names:
            plain = re.sub(r"[^A-Za-z0-9]", "_", id)
            self._names[key] = f"{kind}{len(self._names) + 1}_{plain}"[:LONGEST_MARK]
        return self._names[key]

    def around(self, runs: str, name: str) -> str:
        """Runs with a mark that others lead to."""
        self._count += 1
        at = self._count
        return (
            f'<w:bookmarkStart w:id="{at}" w:name={quoteattr(name)}/>{runs}'
            f'<w:bookmarkEnd w:id="{at}"/>'
        )

    def text(self, text: str, look: str = "") -> str:
        """A text whose mentions lead to what they name, and follow its number."""
        return "".join(self._mention(said, to, look) for said, to in parts_of(text))

    def _mention(self, text: str, target: str, look: str) -> str:
        digits = self.numbers.get(target, "")
        if not digits or not text.endswith(digits):
            return run(text, look)
        before, name = text.removesuffix(digits), self.name(target)
        said = computed(f"REF {name} \\h", digits, look)
        return link(run(before, look), name) + said if before else said
