"""Names and texts as R and lavaan read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_WORDS = (
    "if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ "
    "NA_real_ NA_character_ in T F c start label equal lower upper rv efa level block group "
    "pi exp log sqrt abs sin cos tan tanh atan"
)
RESERVED = frozenset(_WORDS.split())
"""Words of R, and words that lavaan's model language takes for its own."""


class Names:
    """Every name of the models: itself where R takes it, else another one of its own."""

    def __init__(self, known: Iterable[str]) -> None:
        every = list(dict.fromkeys(known))
        taken = {name.lower() for name in every}
        self._made: dict[str, str] = {}
        for name in every:
            if safe(name):
                continue
            kept = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:24]
            made, at = f"x_{kept}", 1
            while made.lower() in taken:
                at += 1
                made = f"x{at}_{kept}"
            taken.add(made.lower())
            self._made[name] = made

    def __call__(self, name: str) -> str:
        """What R calls it."""
        return self._made.get(name, name)

    @property
    def changed(self) -> dict[str, str]:
        """Name -> what R calls it, where that differs."""
        return dict(self._made)


def safe(name: str) -> bool:
    """Whether R and lavaan read a name as one."""
    return bool(PLAIN.fullmatch(name)) and name not in RESERVED


def quoted(text: str) -> str:
    """A text as a string of R, in ASCII, that ends nowhere but at its end."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\n"
    if " " <= sign <= "~":
        return sign
    code = ord(sign)
    if code == 0 or 0xD800 <= code <= 0xDFFF:
        return "?"  # no text of R holds it
    return f"\\u{{{code:x}}}" if code <= 0xFFFF else f"\\U{{{code:x}}}"


def remark(text: str) -> str:
    """A text in one line of a comment."""
    return "".join(sign if " " <= sign <= "~" else "?" for sign in text)
