"""Pieces of YAML: scalars, texts by language, comments; nothing a form holds breaks out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from cpsurvey.design.base import FILE_ID_PATTERN, WINDOWS_DEVICES
from cpsurvey.forms.ids import made_id
from cpsurvey.forms.texts import plain

WIDTH = 96
_BARE = re.compile(r"(?!(?:null|true|false)$)[A-Za-z][A-Za-z0-9_-]*", re.I)


def quoted(words: str) -> str:
    """A text in double quotes."""
    return json.dumps(plain_line(words), ensure_ascii=False)


def plain_line(words: str) -> str:
    """A text on one line, of characters a YAML file may hold; markup stays as it is."""
    return words if words.isascii() and words.isprintable() else plain(words)


def scalar(word: str) -> str:
    """An id as it stands, anything else in quotes."""
    return word if _BARE.fullmatch(word) else quoted(word)


def listed(words: Sequence[str]) -> str:
    """A list of texts on one line."""
    return f"[{', '.join(map(quoted, words))}]"


def text(texts: Mapping[str, str]) -> str:
    """A text per language on one line."""
    return "{" + ", ".join(f"{one}: {quoted(said)}" for one, said in texts.items()) + "}"


def comment(*said: str, indent: int = 0) -> Iterator[str]:
    """Lines of comment, one or more for each text that says something."""
    space = " " * indent
    for each in said:
        words = plain(each).split(" ")
        line = ""
        for word in words:
            if line and len(space) + 2 + len(line) + 1 + len(word) > WIDTH:
                yield f"{space}# {line}"
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            yield f"{space}# {line}"


def beside(said: str) -> str:
    """A comment at the end of a line; nothing where nothing is said."""
    words = plain(said)
    return f"   # {words}" if words else ""


def not_in(languages: Sequence[str]) -> str:
    """Remark that a text is another language's."""
    return f"not translated: {', '.join(languages)}" if languages else ""


def file_id(name: str) -> str:
    """Id of a questionnaire: it becomes a part of file names."""
    stem = re.sub(r"\.[A-Za-z]{2,4}$", "", name)
    said = stem.lower()
    if said[:1].isalpha() and re.fullmatch(FILE_ID_PATTERN, said):
        return f"{said}-1" if WINDOWS_DEVICES.match(said) else said
    made = made_id(stem, first="survey", longest=64)
    return f"{made}-1" if WINDOWS_DEVICES.match(made) else made
