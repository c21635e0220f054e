"""From the text of a YAML 1.2 file to plain values with the line of each.

The library says where a mapping, a list or a scalar begins and ends, and nothing is
constructed by it, so that a file can only hold what is listed here: mappings with plain
keys, lists, texts, numbers, true, false and null, as YAML 1.2 tells them apart. Everything
else is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.events import CollectionEndEvent

from cpsurvey.errors import CpsurveyError

Path_ = tuple[str | int, ...]
Lines = dict[Path_, int]

DEEPEST = 50
"""Brackets or indents inside each other; a questionnaire needs nine."""
LONGEST_NUMBER = 300
"""Digits: no double holds more."""
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters: they can steer a terminal, and neither Word nor XML can hold them."""
_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""Ends of lines for YAML 1.1 and for the library, not for YAML 1.2 nor for an editor."""
_TAG = "tag:yaml.org,2002:"
_VERSIONED = "cpsurvey/questionnaire/"
_OLD_YAML = re.compile(r"^%YAML\s+(?!1\.2\b)", re.MULTILINE)


class _Refused(Exception):
    """What stands at a line is not read."""

    def __init__(self, code: str, message: str, fix: str, mark: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.fix, self.mark = code, message, fix, mark


def parse(file: Path, text: str) -> tuple[Any, Lines]:
    """Plain values, and path of keys and indices -> line, counted from 1.

    Raises
    ------
    CpsurveyError
        CPS003 not YAML of this kind, CPS004 alias or duplicate key.
    """
    try:
        if old := _OLD_YAML.search(text):
            raise _at(file, text, old.start(), "only YAML 1.2 is read", "take this line out")
        text = text.translate(_BREAKS)
        if strange := _STRANGE.search(text):
            raise _at(file, text, strange.start(), *_strange(strange[0]))
        return deepcopy(_read(text))
    except _Refused as refused:
        place = f"{file}:{refused.mark.line + 1}"
        raise CpsurveyError(
            refused.code, refused.message, where=place, fix=refused.fix
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CpsurveyError(
            "CPS003",
            f"this is not YAML: {_sentence(error)}",
            where=f"{file}:{mark.line + 1}" if mark is not None else str(file),
            fix="check indentation, quotes and colons on that line and the one before",
        ) from None


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[Any, Lines]:
    """Values and lines of a text; studies of a batch share their questionnaire."""
    lines: Lines = {}
    events = _events(text)
    node = next(events, None)
    value = None if node is None else _value(node, events, (), lines)
    if (more := next(events, None)) is not None:
        message = "a second document begins here"
        raise _Refused("CPS003", message, "one file holds one: delete '---'", more.start_mark)
    return value, lines


def _at(file: Path, text: str, position: int, message: str, fix: str) -> CpsurveyError:
    line = text.count("\n", 0, position) + 1
    return CpsurveyError("CPS003", message, where=f"{file}:{line}", fix=fix)


def _strange(sign: str) -> tuple[str, str]:
    return (
        f"a control character stands here (U+{ord(sign):04X})",
        "delete it; it may not be visible in your editor",
    )


def _sentence(error: Any) -> str:
    text = str(error.problem or error.context or "not understood")
    return " ".join(_STRANGE.sub("?", text).split("\n")[0].split())


def _events(text: str) -> Iterator[Any]:
    """Beginnings and ends of mappings and lists, and scalars."""
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            message = "aliases are not allowed"
            raise _Refused("CPS004", message, "repeat the value instead", event.start_mark)
        if isinstance(event, yaml.NodeEvent | CollectionEndEvent):
            yield event


def _value(node: Any, events: Iterator[Any], path: Path_, lines: Lines) -> Any:
    """What begins with an event, with all that stands inside it."""
    if len(path) >= DEEPEST:
        raise _Refused(
            "CPS003",
            f"more than {DEEPEST} brackets or indents stand inside each other",
            "write it flatter; see 'cpsurvey check --schema' for what is read",
            node.start_mark,
        )
    if isinstance(node, yaml.MappingStartEvent):
        _expect({"map"}, node)
        return _mapping(events, path, lines)
    if isinstance(node, yaml.SequenceStartEvent):
        _expect({"seq"}, node)
        return _list(events, path, lines)
    return _scalar(node)


def _inside(events: Iterator[Any]) -> Iterator[Any]:
    """Events of one mapping or list up to its end."""
    for event in events:
        if isinstance(event, CollectionEndEvent):
            return
        yield event


def _list(events: Iterator[Any], path: Path_, lines: Lines) -> list[Any]:
    found: list[Any] = []
    for node in _inside(events):
        here = (*path, len(found))
        lines[here] = node.start_mark.line + 1
        found.append(_value(node, events, here, lines))
    return found


def _mapping(events: Iterator[Any], path: Path_, lines: Lines) -> dict[Any, Any]:
    """Keys and values; the version of a questionnaire as it is written: 1.10 is not 1.1."""
    found: dict[Any, Any] = {}
    version = ""
    for key_node in _inside(events):
        key = _key(key_node)
        if key in found:
            raise _Refused(
                "CPS004",
                f"the key '{_short(key)}' stands twice",
                "write each key once",
                key_node.start_mark,
            )
        here, node = (*path, key), next(events)
        lines[here] = key_node.start_mark.line + 1
        found[key] = _value(node, events, here, lines)
        if here == ("version",) and isinstance(found[key], float):
            version = node.value
    if version and str(found.get("schema")).startswith(_VERSIONED):
        found["version"] = version
    return found


def _key(node: Any) -> str | int:
    """A key; what is neither a text nor a whole number would be changed by being read."""
    if not isinstance(node, yaml.ScalarEvent):
        raise _no_key(node)
    if node.value == "<<" and node.implicit[0]:
        message = "merged keys ('<<') are not allowed"
        raise _Refused("CPS004", message, "repeat the keys instead", node.start_mark)
    found = _scalar(node)
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise _no_key(node)
    return found


def _no_key(node: Any) -> _Refused:
    message = "a key must be a text or a whole number"
    return _Refused("CPS003", message, "write the key in quotes", node.start_mark)


def _scalar(node: Any) -> Any:
    if strange := _STRANGE.search(node.value):
        raise _Refused("CPS003", *_strange(strange[0]), node.start_mark)
    if node.implicit[0]:  # neither quotes nor a tag
        kind = kind_of(node.value)
    else:
        _expect({"str"} if node.tag in (None, "!") else _SCALARS, node)
        kind = "str" if node.tag in (None, "!") else node.tag.removeprefix(_TAG)
    try:
        return _SCALARS[kind](node.value)
    except (ValueError, OverflowError):
        raise _Refused(
            "CPS003",
            f"'{_short(node.value)}' cannot be read as a number",
            "write it in quotes if it is a text, and a shorter number if it is one",
            node.start_mark,
        ) from None


def _expect(known: Collection[str], node: Any) -> None:
    """A tag that is written must be one of those known; most nodes have none."""
    if node.tag in (None, "!"):
        return
    if (tag := node.tag.removeprefix(_TAG)) not in known:
        message = f"the type '{_short(tag)}' is not read here"
        raise _Refused("CPS003", message, "take the tag ('!...') out", node.start_mark)


def kind_of(text: str) -> str:
    """What YAML 1.2 takes a scalar without quotes for."""
    return next((kind for kind, form in _PLAIN.items() if form.fullmatch(text)), "str")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _whole(text: str) -> int:
    """YAML 1.2: ``012`` is twelve, ``0o14`` is octal."""
    digits = text.replace("_", "")
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("too long")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    bases = {"0o": 8, "0x": 16, "0b": 2}
    return sign * int(digits, bases.get(digits[:2].lower(), 10))


def _number(text: str) -> float:
    plain = text.replace("_", "").lower().lstrip("+")
    special = {".inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan")}
    return special[plain] if plain in special else float(plain)


_SCALARS: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "timestamp": str,
    "null": lambda _text: None,
    "bool": lambda text: text.lower() == "true",
    "int": _whole,
    "float": _number,
}
_PLAIN: Mapping[str, re.Pattern[str]] = {
    "null": re.compile("~|null|Null|NULL|"),
    "bool": re.compile("true|True|TRUE|false|False|FALSE"),
    "int": re.compile("[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)"),
    "float": re.compile(
        r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    ),
}
