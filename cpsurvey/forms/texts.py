"""Texts and languages of other tools: markup taken off, names of languages made codes."""

from __future__ import annotations

import re
import unicodedata

from cpsurvey.design.base import LANGUAGE_PATTERN
from cpsurvey.identity import without_html

UNNAMED = "und"
"""Language of a text whose file names none; a draft is told which it is."""

_LANGUAGES = {
    "ar": "arabic العربية",
    "bg": "bulgarian български",
    "ca": "catalan català",
    "cs": "czech čeština",
    "da": "danish dansk",
    "de": "german deutsch allemand",
    "el": "greek ελληνικά",
    "en": "english anglais englisch",
    "es": "spanish español espagnol",
    "et": "estonian eesti",
    "fa": "persian farsi فارسی",
    "fi": "finnish suomi",
    "fr": "french français francais französisch",
    "he": "hebrew עברית",
    "hi": "hindi हिन्दी",
    "hr": "croatian hrvatski",
    "ht": "kreyòl haitian",
    "hu": "hungarian magyar",
    "id": "indonesian",
    "it": "italian italiano italien",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "lt": "lithuanian lietuvių",
    "lv": "latvian latviešu",
    "nb": "norwegian norsk bokmål",
    "nl": "dutch nederlands néerlandais",
    "pl": "polish polski polonais",
    "pt": "portuguese português portugais",
    "ro": "romanian română",
    "ru": "russian русский",
    "sk": "slovak slovenčina",
    "sl": "slovenian slovenščina",
    "sr": "serbian српски",
    "sv": "swedish svenska",
    "sw": "swahili kiswahili",
    "th": "thai ไทย",
    "tr": "turkish türkçe",
    "uk": "ukrainian українська",
    "vi": "vietnamese",
    "zh": "chinese 中文",
}
_BY_NAME = {name: code for code, names in _LANGUAGES.items() for name in names.split()}
_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*)\)\s*$")
_HIDDEN = re.compile(r"<(script|style)\b", re.I)
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|[\u200b\u2060\u00ad]"
)


def plain(text: object) -> str:
    """A text on one line, without markup and without what a YAML file cannot hold."""
    said = "" if text is None else str(text)
    if "<" in said:
        said = _without_scripts(said)
    return " ".join(_UNPRINTABLE.sub("", without_html(said)).split())


def _without_scripts(text: str) -> str:
    kept, at = [], 0
    lowered = text.casefold() if text.isascii() else text.lower()
    if len(lowered) != len(text):
        return text
    while found := _HIDDEN.search(lowered, at):
        kept.append(text[at : found.start()])
        end = lowered.find(f"</{found[1]}", found.end())
        if end < 0:
            return "".join(kept)
        at = end
    return "".join([*kept, text[at:]])


def language_code(name: object) -> str:
    """Code of a language as tools name it: ``French (fr)``, ``EN``, ``Français``, ``pt-BR``.

    A name nobody knows becomes a code made of its letters.
    """
    said = plain(name)
    if inside := _IN_BRACKETS.search(said):
        before = said[: inside.start()].strip()  # pt-BR (pt)
        said = before if before.lower().startswith(f"{inside[1].lower()}-") else inside[1]
    if known := _BY_NAME.get(said.casefold()):
        return known
    if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}", said):
        first, *rest = said.replace("_", "-").split("-")
        return "-".join([first.lower(), *rest])
    if re.fullmatch(LANGUAGE_PATTERN, said):
        return said.lower()
    letters = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    made = "".join(c for c in letters.lower() if c.isalpha())[:8]
    return made if len(made) > 1 else "qaa"
