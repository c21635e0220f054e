"""YAML 1.2 with line numbers; aliases and duplicate keys are refused.

YAML 1.1 would turn ``no`` into False, ``012`` into 10 and ``1.10`` into 1.1, and an
alias can make a small file expand without bound.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml import SafeDumper, ScalarNode, dump

from cpsurvey.design.tree import Path_, kind_of, parse
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import coded

LARGEST = 2_000_000
"""Bytes; the shipped questionnaire has 90,000, and a second reads about a million."""


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
        CPS004 alias or duplicate key, CPS005 empty or not a mapping, CPS008 may not be
        read, CPS009 too large.
    """
    data, lines = parse(file, _text(file))
    if not isinstance(data, dict) or not data:
        raise CpsurveyError(
            "CPS005",
            "the file is empty" if data is None else "the file holds no sections",
            where=str(file),
            fix="write 'name: value' lines; 'cpsurvey init DIR' makes a file that runs",
        )
    return Document(file=file, data=data, lines=lines)


class _Writer(SafeDumper):  # type: ignore[misc]
    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _quoted(writer: SafeDumper, text: str) -> ScalarNode:
    style = "'" if kind_of(text) != "str" else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _quoted)


def written(content: Mapping[str, Any]) -> str:
    """The text that is read back as `content`: what YAML 1.2 takes for no text has quotes."""
    return str(
        dump(dict(content), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=96)
    )


def _text(file: Path) -> str:
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _no_file(file, about.st_mode)
        if about.st_size > LARGEST:
            raise CpsurveyError(
                "CPS009",
                f"the file has {about.st_size / 1e6:.1f} MB; study and questionnaire files "
                f"have {LARGEST / 1e6:.0f} MB at most",
                where=str(file),
                fix="look whether this is the right file: answers belong under 'sources'",
            )
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CpsurveyError(
            "CPS001",
            "there is no such file",
            where=str(file),
            fix="check the path; 'cpsurvey init DIR' makes a study, 'cpsurvey questionnaire "
            "new' a questionnaire",
        ) from None
    except PermissionError:
        raise CpsurveyError(
            "CPS008",
            "the file may not be read",
            where=str(file),
            fix="ask for read permission",
        ) from None
    except OSError as error:
        raise coded(error, where=str(file)) or error from None
    except UnicodeDecodeError as error:
        raise CpsurveyError(
            "CPS002",
            f"the file is not UTF-8 text (byte {error.start + 1})",
            where=str(file),
            fix="save it as UTF-8 in your editor",
        ) from None


def _no_file(file: Path, mode: int) -> CpsurveyError:
    what = (
        "a folder, not a file"
        if stat.S_ISDIR(mode)
        else "no ordinary file (a pipe or a device)"
    )
    return CpsurveyError(
        "CPS001", f"this is {what}", where=str(file), fix="name a file of text"
    )
