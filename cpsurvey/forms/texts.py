"""Texts of other tools, without their markup."""

from __future__ import annotations

import re

from cpsurvey.identity import without_html

UNNAMED = "und"
"""Language of a text whose file names none; a draft is told which it is."""

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
    return one_line(without_html(said))


def one_line(text: str) -> str:
    """A text on one line, without what a YAML file cannot hold; markup stays as it is."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


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
