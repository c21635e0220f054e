"""Words of the model language, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cpsurvey.errors import CpsurveyError

_WORD = re.compile(
    r"""(?P<blank>[ \t\r\f\v\u00a0]+)
      |(?P<comment>[\#!][^\n]*)
      |(?P<break>\n|;)
      |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      |(?P<name>[^\W\d][\w.]*|\.[^\W\d][\w.]*)
      |(?P<quoted>`[^`\n]+`)
      |(?P<string>"[^"\n]*"|'[^'\n]*')
      |(?P<op>=~|~~|~\*~|<~|:=|==|\*\*|[~|<>+\-*/^(),:?])
    """,
    re.VERBOSE,
)

# What word processors and web pages make of ASCII signs; anything in backticks is a name.
_MEANT = {
    **dict.fromkeys("\u02dc\u223c\uff5e\u2053", "~"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"),
    **dict.fromkeys("\u00d7\u2217\uff0a", "*"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\uff07", "'"),
    **dict.fromkeys("\u200b\u2060\ufeff\u2007\u2009\u202f\u3000\u00ad", " "),
    **dict.fromkeys("\u2502\uff5c", "|"),
    "\uff1d": "=",
    "\uff0b": "+",
    "\uff1b": ";",
    "\uff0c": ",",
    "\uff1a": ":",
    "\uff08": "(",
    "\uff09": ")",
    "\uff1c": "<",
    "\uff1e": ">",
}

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
    """One word: its kind (name, number, string, op, break, end), its place and its width.

    A name in backticks may hold spaces and signs; its `text` is what is between them.
    """

    kind: str
    text: str
    line: int
    column: int
    offset: int
    width: int = 1

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.offset + self.width


_SIGN = "a name that holds spaces or signs is written in backticks: `my item`"
_EQUALS = (
    "write '=~' for what measures a factor (no blank in it), '~' for what explains a variable, "
    "'==' for an equality"
)
_R, _QUOTED = "'", "give the model alone, without the assignment and the quotes it has in R"


def tokenize(text: str) -> list[Token]:
    """Split a model into words; comments and continued line ends are left out.

    Raises
    ------
    CpsurveyError
        CPS301 at a character no word begins with.
    """
    words: list[Token] = []
    meant = _plain(text)
    at, line, begun = 0, 1, 0
    while at < len(text):
        found = _WORD.match(meant, at)
        if found is None:
            here = Token("op", text[at], line, at - begun + 1, at)
            fix = {"=": _EQUALS, _R: _QUOTED}.get(text[at], _SIGN)
            if meant[at] == "=" and meant[at + 1 :].lstrip()[:1] in ("'", '"'):
                fix = _QUOTED
            raise complaint(text, here, f"'{text[at]}' has no meaning here", fix)
        kind = str(found.lastgroup)
        word = found[0]
        token = Token(kind, word, line, at - begun + 1, at, len(word))
        if kind in ("string", "quoted"):
            kind = "name" if kind == "quoted" else kind
            token = replace(token, kind=kind, text=word[1:-1].strip())
        if kind == "string" and "~" in word and words and words[-1].text == "-":
            raise complaint(text, token, "a model stands here in quotes", _QUOTED)
        if kind not in ("blank", "comment"):
            words.append(token)
        if word == "\n":
            line, begun = line + 1, found.end()
        at = found.end()
    words.append(Token("end", "", line, at - begun + 1, at))
    return _joined(words)


def _plain(text: str) -> str:
    """The text with the signs that were meant, every one at its place."""
    parts = re.split(r"(`[^`\n]+`)", text)
    meant = str.maketrans(_MEANT)
    return "".join(p if i % 2 else p.translate(meant) for i, p in enumerate(parts))


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


def complaint(text: str, token: Token, message: str, fix: str = "") -> CpsurveyError:
    """Error that shows the line, with a caret under `token`."""
    lines = text.splitlines() or [""]
    shown = lines[min(token.line, len(lines)) - 1].replace("\t", " ")
    return CpsurveyError(
        "CPS301",
        f"{message}\n  {shown}\n  {' ' * (token.column - 1)}^",
        where=f"model, line {token.line}, column {token.column}",
        fix=fix or "correct the model at the caret; an example: cpsurvey docs howto/one-model",
    )
