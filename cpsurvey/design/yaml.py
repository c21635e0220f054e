"""YAML 1.2 with line numbers; aliases and duplicate keys are refused.

YAML 1.1 would turn ``no`` into False, ``012`` into 10 and ``1.10`` into 1.1, and an
alias can make a small file expand without bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpsurvey.errors import CpsurveyError

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain values, with the line of every key and list entry.

    Parameters
    ----------
    file : Path
        Where it was read from.
    data : mapping
        Plain dicts, lists and scalars.
    lines : mapping
        Path of keys and indices -> line, counted from 1.
    """

    file: Path
    data: Mapping[str, Any]
    lines: Mapping[Path_, int]

    def line(self, path: Sequence[str | int]) -> int:
        """Line of `path`, or of its nearest ancestor that stands in the file."""
        here = tuple(path)
        while here and here not in self.lines:
            here = here[:-1]
        return self.lines.get(here, 1)

    def where(self, path: Sequence[str | int]) -> str:
        """``file:line`` of `path`, for messages."""
        return f"{self.file.name}:{self.line(path)}"


def read(file: Path) -> Document:
    """Read one YAML mapping.

    Raises
    ------
    CpsurveyError
        CPS001 no such file, CPS002 not readable as text, CPS003 not YAML,
        CPS004 alias or duplicate key, CPS005 empty or not a mapping.
    """
    text = _text(file)
    tree = _parse(file, text)
    lines: dict[Path_, int] = {}
    data = _plain(tree, (), lines)
    if not isinstance(data, dict) or not data:
        raise CpsurveyError(
            "CPS005",
            "the file is empty" if data is None else "the file holds no sections",
            where=str(file),
            fix="write 'name: value' lines; 'cpsurvey init DIR' makes a file that runs",
        )
    return Document(file=file, data=data, lines=lines)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CpsurveyError(
            "CPS001",
            "there is no such file",
            where=str(file),
            fix="check the path, or make a study with 'cpsurvey init DIR'",
        ) from None
    except IsADirectoryError:
        raise CpsurveyError(
            "CPS001",
            "this is a folder, not a file",
            where=str(file),
            fix="name the file in it",
        ) from None
    except PermissionError:
        raise CpsurveyError(
            "CPS008",
            "the file may not be read",
            where=str(file),
            fix="ask for read permission",
        ) from None
    except UnicodeDecodeError as error:
        raise CpsurveyError(
            "CPS002",
            f"the file is not UTF-8 text (byte {error.start + 1})",
            where=str(file),
            fix="save it as UTF-8 in your editor",
        ) from None


def _parse(file: Path, text: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import Composer, ComposerError
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import AliasEvent

    class NoAliases(Composer):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.parser.check_event(AliasEvent):
                mark = self.parser.peek_event().start_mark
                raise ComposerError(None, None, "aliases are not allowed", mark)
            return super().compose_node(parent, index)

    loader = YAML(typ="rt", pure=True)
    loader.Composer = NoAliases
    try:
        return loader.load(text)
    except (DuplicateKeyError, ComposerError) as error:
        raise CpsurveyError(
            "CPS004",
            _sentence(error),
            where=_mark(file, error),
            fix="write each key once, and repeat a value instead of using & and *",
        ) from None
    except MarkedYAMLError as error:
        raise CpsurveyError(
            "CPS003",
            f"this is not YAML: {_sentence(error)}",
            where=_mark(file, error),
            fix="check indentation, quotes and colons on that line and the one before",
        ) from None


def _sentence(error: Any) -> str:
    text = str(error.problem or error.context or "not understood")
    return " ".join(text.split("\n")[0].split())


def _mark(file: Path, error: Any) -> str:
    mark = error.problem_mark or error.context_mark
    return f"{file}:{mark.line + 1}" if mark is not None else str(file)


def _places(node: Any) -> Any:
    """Lines and columns as ruamel recorded them."""
    return node.lc


def _plain(node: Any, path: Path_, lines: dict[Path_, int]) -> Any:
    if isinstance(node, dict):
        for key in node:
            lines[(*path, key)] = _places(node).key(key)[0] + 1
        return {key: _plain(value, (*path, key), lines) for key, value in node.items()}
    if isinstance(node, list):
        for index in range(len(node)):
            lines[(*path, index)] = _places(node).item(index)[0] + 1
        return [_plain(value, (*path, index), lines) for index, value in enumerate(node)]
    if isinstance(node, bool):
        return node
    for scalar in (int, float, str):  # ruamel keeps quotes and radix in subclasses
        if isinstance(node, scalar):
            return scalar(node)
    return node
