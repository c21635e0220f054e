"""What every part of a questionnaire or study file shares."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from cpsurvey.errors import did_you_mean
from cpsurvey.registry import plugins

LONGEST_ID = 32
ID_PATTERN = rf"^[A-Za-z][A-Za-z0-9_]{{0,{LONGEST_ID - 1}}}$"
_LAST = re.compile(r"\d{1,6}$")
FILE_ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"
WINDOWS_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""Name of a variable; also a column name in SPSS, Stata and the models."""

LANGUAGE_PATTERN = r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,3}$"
NO_TEXT = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
"""Encodings that do not say which characters the bytes of a file are."""
LONGEST_NAME = 255
"""Bytes of a name in a path, on every common file system."""
LONGEST_PATH = 4000


def wrong(message: str, fix: str) -> PydanticCustomError:
    """What a validator raises: what is wrong, and what to write instead."""
    return PydanticCustomError("setting", "{message}", {"message": message, "fix": fix})


def _no_device(name: str) -> str:
    if WINDOWS_DEVICES.match(name):
        raise wrong(f"'{name}' is the name of a device on Windows", "choose another name")
    return name


FileId = Annotated[str, StringConstraints(pattern=FILE_ID_PATTERN), AfterValidator(_no_device)]
"""Name that becomes a file or folder."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""Code of a language; it becomes a part of file names."""


def _path(path: str) -> str:
    if not path.strip():
        raise wrong("the path is empty", "write a path, or take the key out")
    names = [len(name.encode()) for name in PurePath(path).parts]
    if len(path) > LONGEST_PATH or max(names, default=0) > LONGEST_NAME:
        raise wrong("the path is too long for a file system", "write a shorter one")
    return path


def _glob(path: str) -> str:
    parts = PurePath(_path(path)).parts
    if any("**" in part and part != "**" for part in parts):
        raise wrong(
            f"'**' stands for whole folders, and here for a part of a name: {path[:60]}",
            "write 'data/**/*.csv' for all folders below, 'data/*.csv' for one",
        )
    if PurePath(path).is_absolute() and "**" in parts[1:2]:
        raise wrong("this would look through the whole machine", "name a folder before '**'")
    return path


def _encoding(name: str) -> str:
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        known = None
    is_text = getattr(known, "_is_text_encoding", False)
    if known is None or not is_text or known.name in NO_TEXT:
        raise wrong(
            f"'{name[:40]}' is no encoding of text",
            "write utf-8, cp1252, utf-16, ..., or take the key out: it is found by content",
        )
    return name


def _delimiter(sign: str) -> str:
    if sign in "\"'\r\n":
        raise wrong(
            "this sign cannot part columns: it has a meaning of its own in CSV",
            "write ',', ';', '|' or \"\\t\", or take the key out: it is found by content",
        )
    return sign


class _Several:
    """Of a list of names: one of them alone needs no brackets."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        lists = handler(schema)
        shapes = lists.get("anyOf", [lists])
        alone = [shape["items"] for shape in shapes if "items" in shape]
        return {"anyOf": [*alone, *shapes]}

    @staticmethod
    def _listed(value: object) -> object:
        return [value] if isinstance(value, str) else value


SEVERAL = _Several()


def _limit(value: object) -> object:
    text = str(value).strip().replace(" ", "")
    if isinstance(value, bool) or not LIMIT.fullmatch(text):
        raise wrong(
            f"'{str(value)[:20]}' is neither a number of cells nor a share of the rows",
            "write 20, or '5%'",
        )
    return text


LIMIT = re.compile(r"\d{1,9}|\d{1,2}(\.\d{1,4})?%|100%")
Limit = Annotated[str, BeforeValidator(_limit)]
"""How much may be set aside: a number of cells and rows, or a share of the rows."""
FilePath = Annotated[str, AfterValidator(_path)]
"""Path of one file, from the study folder."""
FileGlob = Annotated[str, AfterValidator(_glob)]
"""Path of a file, or a pattern for several, from the study folder."""
Encoding = Annotated[str, AfterValidator(_encoding)]
"""Name of an encoding of text."""
Delimiter = Annotated[
    str, StringConstraints(min_length=1, max_length=1), AfterValidator(_delimiter)
]
"""Sign between the columns of a file."""

READERS = plugins("cpsurvey.intake.readers")
FORMATS = plugins("cpsurvey.report.render")
DOCUMENTS = [name for name in plugins("cpsurvey.report.documents") if name != "report"]


def _reader(name: str) -> str:
    if name not in READERS:
        raise wrong(f"no reader is called '{name[:40]}'", did_you_mean(name, READERS))
    return name


def _report_format(name: str) -> str:
    if name not in FORMATS:
        raise wrong(f"no report format is called '{name[:40]}'", did_you_mean(name, FORMATS))
    return name


def _document(name: str) -> str:
    if name not in DOCUMENTS:
        raise wrong(f"no document is called '{name[:40]}'", did_you_mean(name, DOCUMENTS))
    return name


ReaderName = Annotated[
    str, AfterValidator(_reader), WithJsonSchema({"type": "string", "enum": READERS})
]
"""Platform an export comes from."""
ReportFormat = Annotated[
    str, AfterValidator(_report_format), WithJsonSchema({"type": "string", "enum": FORMATS})
]
"""Format a report is written in."""
DocumentName = Annotated[
    str, AfterValidator(_document), WithJsonSchema({"type": "string", "enum": DOCUMENTS})
]
"""Document that is written of a run."""


def cut(name: str, longest: int) -> str:
    """A name no longer than that, with the number it ends in, which tells items apart."""
    last = _LAST.search(name)
    end = last[0] if last else ""
    return name if len(name) <= longest else name[: longest - len(end)] + end


def languages_in(info: ValidationInfo) -> tuple[str, ...]:
    """Languages of the questionnaire that is being read; none outside one."""
    return tuple((info.context or {}).get("languages", ()))


def _wordless(text: str) -> bool:
    """Whether a text is the same in every language: ``7``, ``18-24``."""
    return bool(text.strip()) and not any(map(str.isalpha, text))


def _text(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str) or info.context is None:
        return value
    languages = languages_in(info)
    if _wordless(value):
        return dict.fromkeys(languages or ("en",), value)
    if len(languages) < 2:  # a file that names no language is told so once
        return {(*languages, "en")[0]: value}
    pairs = ", ".join(f"{language}: ..." for language in languages)
    raise wrong(
        f"one text for {len(languages)} languages",
        f"write {{{pairs}}}, or name one language under 'languages'",
    )


def _loose(value: object, info: ValidationInfo) -> object:
    languages = languages_in(info)
    if isinstance(value, str) and len(languages) != 1:
        return dict.fromkeys(languages or ("en",) if _wordless(value) else ("en",), value)
    return _text(value, info)


_PER_LANGUAGE = {"type": "object", "additionalProperties": {"type": "string"}}
_OR_ONE = WithJsonSchema({"anyOf": [{"type": "string"}, _PER_LANGUAGE]})
Text = Annotated[dict[str, str], BeforeValidator(_text), _OR_ONE]
"""Language code -> text; a plain text in a questionnaire of one language, or of no words."""
LooseText = Annotated[dict[str, str], BeforeValidator(_loose), _OR_ONE]
"""Text per language; one plain text stands for the only language, else for English."""


class Part(BaseModel):
    """A frozen part of a file; unknown keys, NaN and infinity are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, allow_inf_nan=False)
