"""Words of the model language, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"""(?P<blank>[ \t\r\f\v\u00a0]+)
      |(?P<comment>[\#!][^\n]*)
      |(?P<break>\n|;)
      |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      |(?P<name>[^\W\d][\w.]*|\.[^\W\d][\w.]*)
      |(?P<string>"[^"\n]*"|'[^'\n]*')
      |(?P<op>=~|~~|~\*~|<~|:=|==|\*\*|[~|<>+\-*/^(),:?])
    """,
    re.VERBOSE,
)

# A line goes on when something is still open at its end, or the next begins in mid-term.
_OPEN_END = {
    "=~",
    "~~",
    "~",
    "|",
    ":=",
    "==",
    "<",
    ">",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    ",",
    "(",
}
_MID_TERM = {"+", "*", "/", "^", "**", ",", ")", "=~", "~~", "~", "|", ":=", "=="}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (name, number, string, op, break, end) and its place from 1."""

    kind: str
    text: str
    line: int
    column: int
    offset: int


def tokenize(text: str) -> list[Token]:
    """Split a model into words; comments and continued line ends are left out.

    Raises
    ------
    CpsurveyError
        CPS301 at a character no word begins with.
    """
    words: list[Token] = []
    at, line, begun = 0, 1, 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            from cpsurvey.sem.syntax import complaint

            here = Token("op", text[at], line, at - begun + 1, at)
            raise complaint(text, here, f"'{text[at]}' has no meaning here")
        kind = str(found.lastgroup)
        word = found[0]
        token = Token(kind, word, line, at - begun + 1, at)
        if kind == "string":
            token = Token(kind, word[1:-1], line, at - begun + 1, at)
        if kind not in ("blank", "comment"):
            words.append(token)
        if word == "\n":
            line, begun = line + 1, found.end()
        at = found.end()
    words.append(Token("end", "", line, at - begun + 1, at))
    return _joined(words)


def _joined(words: list[Token]) -> list[Token]:
    """Leave out the line ends inside a statement."""
    kept: list[Token] = []
    depth = 0
    for place, word in enumerate(words):
        if word.kind == "op":
            depth += {"(": 1, ")": -1}.get(word.text, 0)
        if word.kind == "break" and word.text == "\n":
            after = next((w for w in words[place:] if w.text != "\n"), words[-1])
            goes_on = kept and kept[-1].kind == "op" and kept[-1].text in _OPEN_END
            if depth > 0 or goes_on or (after.kind == "op" and after.text in _MID_TERM):
                continue
        kept.append(word)
    return kept
