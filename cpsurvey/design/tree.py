"""From the text of a YAML 1.2 file to plain values with the line of each.

Nodes are read one by one and never constructed by the YAML library, so that a file can
only hold what is listed here: mappings with plain keys, lists, texts, numbers, true,
false and null. Everything else is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from cpsurvey.errors import CpsurveyError

Path_ = tuple[str | int, ...]
Lines = dict[Path_, int]

DEEPEST = 50
"""Brackets or indents inside each other; a questionnaire needs nine."""
LONGEST_NUMBER = 300
"""Digits: no double holds more."""
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters: they can steer a terminal, and neither Word nor XML can hold them."""
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
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    try:
        if old := _OLD_YAML.search(text):
            raise _at(file, text, old.start(), "only YAML 1.2 is read", "take this line out")
        return deepcopy(_read(text))
    except _Refused as refused:
        place = f"{file}:{refused.mark.line + 1}"
        raise CpsurveyError(
            refused.code, refused.message, where=place, fix=refused.fix
        ) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CpsurveyError(
            "CPS003",
            f"this is not YAML: {_sentence(error)}",
            where=f"{file}:{mark.line + 1}" if mark is not None else str(file),
            fix="check indentation, quotes and colons on that line and the one before",
        ) from None
    except ReaderError as error:
        raise _at(file, text, error.position, *_strange(error.character)) from None


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[Any, Lines]:
    """Values and lines of a text; studies of a batch share their questionnaire."""
    lines: Lines = {}
    return _plain(_nodes(text), (), lines), lines


def _at(file: Path, text: str, position: int, message: str, fix: str) -> CpsurveyError:
    line = text.count("\n", 0, position) + 1
    return CpsurveyError("CPS003", message, where=f"{file}:{line}", fix=fix)


def _strange(sign: str | int) -> tuple[str, str]:
    number = sign if isinstance(sign, int) else ord(sign)
    return (
        f"a control character stands here (U+{number:04X})",
        "delete it; it may not be visible in your editor",
    )


def _sentence(error: Any) -> str:
    text = str(error.problem or error.context or "not understood")
    return " ".join(_STRANGE.sub("?", text).split("\n")[0].split())


def _nodes(text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.events import AliasEvent

    class Bounded(Composer):
        inside = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            mark = self.parser.peek_event().start_mark
            if self.parser.check_event(AliasEvent):
                raise _Refused(
                    "CPS004", "aliases are not allowed", "repeat the value instead", mark
                )
            if self.inside >= DEEPEST:
                raise _Refused(
                    "CPS003",
                    f"more than {DEEPEST} brackets or indents stand inside each other",
                    "write it flatter; see 'cpsurvey check --schema' for what is read",
                    mark,
                )
            self.inside += 1
            try:
                return super().compose_node(parent, index)
            finally:
                self.inside -= 1

    loader = YAML(typ="safe", pure=True)
    loader.Composer = Bounded
    return loader.compose(text)


def _plain(node: Any, path: Path_, lines: Lines) -> Any:
    from ruamel.yaml.nodes import MappingNode, SequenceNode

    if node is None:
        return None
    tag = str(node.tag).removeprefix(_TAG)
    if isinstance(node, MappingNode):
        _expect({"map"}, tag, node)
        return _mapping(node, path, lines)
    if isinstance(node, SequenceNode):
        _expect({"seq"}, tag, node)
        found = []
        for index, one in enumerate(node.value):
            lines[(*path, index)] = one.start_mark.line + 1
            found.append(_plain(one, (*path, index), lines))
        return found
    return _scalar(node)


def _mapping(node: Any, path: Path_, lines: Lines) -> dict[Any, Any]:
    """Keys and values; the version of a questionnaire as it is written: 1.10 is not 1.1."""
    found: dict[Any, Any] = {}
    version = ""
    for key_node, value in node.value:
        key = _key(key_node)
        if key in found:
            raise _Refused(
                "CPS004",
                f"the key '{_short(key)}' stands twice",
                "write each key once",
                key_node.start_mark,
            )
        lines[(*path, key)] = key_node.start_mark.line + 1
        found[key] = _plain(value, (*path, key), lines)
        if (*path, key) == ("version",) and isinstance(found[key], float):
            version = value.value
    if version and str(found.get("schema")).startswith(_VERSIONED):
        found["version"] = version
    return found


def _key(node: Any) -> str | int:
    """A key; what is neither a text nor a whole number would be changed by being read."""
    if str(node.tag) == f"{_TAG}merge":
        message = "merged keys ('<<') are not allowed"
        raise _Refused("CPS004", message, "repeat the keys instead", node.start_mark)
    found = None if isinstance(node.value, list) else _scalar(node)
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise _Refused(
            "CPS003",
            "a key must be a text or a whole number",
            "write the key in quotes",
            node.start_mark,
        )
    return found


def _scalar(node: Any) -> Any:
    tag, text = str(node.tag).removeprefix(_TAG), node.value
    if strange := _STRANGE.search(text):
        raise _Refused("CPS003", *_strange(strange[0]), node.start_mark)
    _expect(_SCALARS, tag, node)
    try:
        return _SCALARS[tag](text)
    except (ValueError, OverflowError):
        raise _Refused(
            "CPS003",
            f"'{_short(text)}' cannot be read as a number",
            "write it in quotes if it is a text, and a shorter number if it is one",
            node.start_mark,
        ) from None


def _expect(known: Collection[str], tag: str, node: Any) -> None:
    if tag not in known:
        message = f"the type '{_short(tag)}' is not read here"
        raise _Refused("CPS003", message, "take the tag ('!...') out", node.start_mark)


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
    "value": str,  # a lone '='
    "merge": str,
    "timestamp": str,
    "null": lambda _text: None,
    "bool": lambda text: text.lower() == "true",
    "int": _whole,
    "float": _number,
}
