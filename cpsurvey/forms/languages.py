"""Languages: the codes behind their names, and the names their speakers read."""

from __future__ import annotations

import re
import unicodedata

from cpsurvey.design.base import LANGUAGE_PATTERN
from cpsurvey.forms.texts import plain

_CALLED = {
    "ar": ("العربية", "arabic"),
    "bg": ("Български", "bulgarian"),
    "ca": ("Català", "catalan"),
    "cs": ("Čeština", "czech"),
    "da": ("Dansk", "danish"),
    "de": ("Deutsch", "german", "allemand"),
    "el": ("Ελληνικά", "greek"),
    "en": ("English", "anglais", "englisch"),
    "es": ("Español", "spanish", "espagnol"),
    "et": ("Eesti", "estonian"),
    "fa": ("فارسی", "persian", "farsi"),
    "fi": ("Suomi", "finnish"),
    "fr": ("Français", "french", "francais", "französisch"),
    "he": ("עברית", "hebrew"),
    "hi": ("हिन्दी", "hindi"),
    "hr": ("Hrvatski", "croatian"),
    "ht": ("Kreyòl", "haitian"),
    "hu": ("Magyar", "hungarian"),
    "id": ("Bahasa Indonesia", "indonesian"),
    "it": ("Italiano", "italian", "italien"),
    "ja": ("日本語", "japanese"),
    "ko": ("한국어", "korean"),
    "lt": ("Lietuvių", "lithuanian"),
    "lv": ("Latviešu", "latvian"),
    "nb": ("Norsk bokmål", "norwegian", "norsk", "bokmål"),
    "nl": ("Nederlands", "dutch", "néerlandais"),
    "pl": ("Polski", "polish", "polonais"),
    "pt": ("Português", "portuguese", "portugais"),
    "ro": ("Română", "romanian"),
    "ru": ("Русский", "russian"),
    "sk": ("Slovenčina", "slovak"),
    "sl": ("Slovenščina", "slovenian"),
    "sr": ("Српски", "serbian"),
    "sv": ("Svenska", "swedish"),
    "sw": ("Kiswahili", "swahili"),
    "th": ("ไทย", "thai"),
    "tr": ("Türkçe", "turkish"),
    "uk": ("Українська", "ukrainian"),
    "vi": ("Tiếng Việt", "vietnamese"),
    "zh": ("中文", "chinese"),
}
"""By its speakers first, then by others and by what people type."""
NAMES = {code: called[0] for code, called in _CALLED.items()}
_BY_NAME = {name.casefold(): code for code, called in _CALLED.items() for name in called}
_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*)\)\s*$")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def base(language: str) -> str:
    """The language of a code without its region: ``pt`` of ``pt-BR``."""
    return re.split("[-_]", language)[0].lower()


def name(language: str) -> str:
    """Name of a language for people; its code where it is not in the list."""
    return NAMES.get(language, language)


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
