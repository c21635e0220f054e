"""Texts as LaTeX prints them: every letter that means something to it is made harmless.

What pdfLaTeX's fonts do not have is written as its number: nothing is dropped, nothing stops.
"""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",
    "?": "?{}",
    "!": "!{}",
    ",": ",{}",
    "[": "{[}",
    "]": "{]}",
    "*": r"{*}\allowbreak{}",
    "+": r"+\allowbreak{}",
    "/": r"/\allowbreak{}",
    "=": r"=\allowbreak{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u2011": r"\mbox{-}",
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2026": r"\dots{}",
    "\u2212": r"$-$",
    "\u2022": r"\textbullet{}",
    "\u200b": r"\allowbreak{}",
    "\n": r"\newline{}",
    "\t": " ",
}
_MATHS = {
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "∞": r"\infty",
    "→": r"\rightarrow",
    "←": r"\leftarrow",
    "↔": r"\leftrightarrow",
    "⇒": r"\Rightarrow",
    "−": "-",
    "·": r"\cdot",
    "√": r"\surd",
    "∑": r"\sum",
    "∼": r"\sim",
    "∈": r"\in",
    "●": r"\bullet",
    "○": r"\circ",
    "◦": r"\circ",
    "▲": r"\blacktriangle",
    "△": r"\triangle",
    "■": r"\blacksquare",
    "□": r"\square",
    "✓": r"\checkmark",
    "²": "^{2}",
    "³": "^{3}",
    "¹": "^{1}",
    "⁻": "^{-}",
    "₀": "_{0}",
    "₁": "_{1}",
    "₂": "_{2}",
    "\u0302": r"\hat{\ }",
}
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "varepsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "varphi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}
_LATIN = frozenset("œŒŸšŠžŽłŁıăĂąĄćĆčČďĎęĘěĚğĞńŃňŇőŐřŘśŚşŞťŤţŢůŮűŰźŹżŻ€†‡‰„‚‹›")
"""Letters beyond Latin-1 that its fonts have."""


_ENDLESS, _PIECE = re.compile(r"\S{24,}"), re.compile(r"\S{10}(?=\S)")


def tex(text: str) -> str:
    """A text that prints as it is."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ENDLESS.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    if letter in _MATHS:
        return rf"\ensuremath{{{_MATHS[letter]}}}"
    if letter in _GREEK:
        return rf"\ensuremath{{\{_GREEK[letter]}}}"
    if " " <= letter <= "~" or "\u00a1" <= letter <= "\u00ff" or letter in _LATIN:
        return letter
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cf", "Cs"):
        return ""
    return rf"\texttt{{U+{ord(letter):04X}}}"
