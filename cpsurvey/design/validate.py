"""From pydantic's errors to findings with file, line and the nearest valid key."""

from __future__ import annotations

import re
import types
import typing
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Sized
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from cpsurvey.design.base import (
    FILE_ID_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LONGEST_ID,
    cut,
)
from cpsurvey.design.yaml import Document
from cpsurvey.errors import did_you_mean, nearest
from cpsurvey.errors.finding import Finding

M = TypeVar("M", bound=BaseModel)

_LIST = ("a list", "write [a, b], or one line '- a' each")
_TEXT = ("a text", "write it in quotes")
_WHOLE = ("a whole number", "write a whole number, without quotes")
_NUMBER = ("a number", "write a number with a decimal point, without quotes: 0.05")
_YES_NO = ("true or false", "write true or false")
_DATE = ("a date", "write it as 2026-06-15")
_SECTION = ("a section of keys", "write 'key: value' lines below it")
_TYPES = {
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("a number of a usual size", "write a smaller number"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "dict_type": _SECTION,
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
}
"""What a value of the wrong type should have been, and what to write."""
Location = tuple[str | int, ...]


def build(
    model: type[M],
    data: Mapping[str, Any],
    document: Document,
    at: Location = (),
    *,
    languages: Sequence[str] = (),
) -> tuple[M | None, list[Finding]]:
    """Validate `data`, which stands at `at` in `document`.

    Where there is one of `languages`, plain texts are in it. Returns the model, or None with
    one finding per problem.
    """
    try:
        return model.model_validate(data, context={"languages": tuple(languages)}), []
    except ValidationError as error:
        problems = error.errors(include_url=False)
        meant = set(_meant(model, problems))
        findings = [
            _finding(model, data, document, at, problem)
            for problem in problems
            if not _entries_told(problem)
            and not (problem["type"] == "missing" and problem["loc"] in meant)
        ]
        # a union reports every alternative it tried: keep one finding per place
        unique = {(finding.where, finding.message): finding for finding in findings}
        return None, list(unique.values())


def _meant(model: type[BaseModel], problems: Sequence[Any]) -> Iterator[Location]:
    """Keys that misspelt ones most likely stand for: these are not missing, too."""
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            *above, key = problem["loc"]
            yield (*above, nearest(str(key), _keys_at(model, tuple(above))) or key)


def _entries_told(problem: Any) -> bool:
    """A list that is long enough, and too short without the entries that are wrong."""
    short = problem["type"] == "too_short" and isinstance(problem["input"], Sized)
    return short and len(problem["input"]) >= problem["ctx"]["min_length"]


def _finding(
    model: type[BaseModel],
    data: Mapping[str, Any],
    document: Document,
    at: Location,
    problem: Any,
) -> Finding:
    path = _in_file(data, problem["loc"])
    where = document.where((*at, *path))
    key = problem["loc"][-1] if problem["loc"] else ""
    name = ".".join(str(part) for part in path) or "the file"
    kind = problem["type"]
    context = problem.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(model, problem["loc"][:-1])
        return Finding(
            "unknown_key", "error", where, f"unknown key '{key}'", did_you_mean(str(key), known)
        )
    if kind == "missing":
        parent = ".".join(str(part) for part in path if part != key) or "the file"
        return Finding(
            "missing_key",
            "error",
            where,
            f"'{key}' is missing in {parent}",
            f"add '{key}: {_example(model, problem['loc'])}'",
        )
    if kind in ("literal_error", "enum"):
        return Finding(
            "not_a_choice",
            "error",
            where,
            f"{name} is {_shown(problem['input'])}, which is not a choice",
            f"choose {context['expected']}; for example "
            f"'{key}: {_example(model, problem['loc'])}'",
        )
    if kind == "string_pattern_mismatch":
        return Finding(
            "bad_name",
            "error",
            where,
            f"{name} is {_shown(problem['input'])}, which does not have the expected form",
            _name_of_form(
                problem["input"], context["pattern"], _example(model, problem["loc"])
            ),
        )
    if kind in _TYPES:
        wanted, fix = _TYPES[kind]
        return Finding("bad_value", "error", where, f"{name} is not {wanted}", fix)
    if kind == "setting":
        message, fix = context["message"], context["fix"]
        return Finding("bad_value", "error", where, f"{name}: {message}", fix)
    if kind == "finite_number":
        return Finding(
            "bad_value", "error", where, f"{name} is not finite", "write a number, or null"
        )
    message = str(problem["msg"]).removeprefix("Value error, ")
    sentence = message[:1].lower() + message[1:]
    if kind == "too_short":
        sentence = "the list is too short"
    return Finding("bad_value", "error", where, f"{name}: {sentence}", _bounds(kind, context))


def _name_of_form(written: object, pattern: str, example: str) -> str:
    """A name like the one that was written, and what a name is made of."""
    if pattern == ID_PATTERN and (like := _like(str(written))):
        example = like
    form = _FORMS.get(pattern, f"it must match {pattern}")
    return f"write, for example, '{example}': {form}"


def _like(written: str) -> str:
    """Letters, digits and underscores of a name, with the number it ends in; '' for none."""
    parts = unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()
    plain = re.sub(r"\W+", "_", parts).strip("_").lower()
    made = cut(plain, LONGEST_ID)
    return made if re.fullmatch(ID_PATTERN, made) else ""


def _bounds(kind: str, context: Mapping[str, Any]) -> str:
    """What to write where a value is too small, too large or a list too short."""
    if kind == "too_short":
        return f"name at least {context['min_length']}"
    if kind in ("string_too_short", "string_too_long"):
        return "write one of the allowed length"
    signs = {"greater_than": ("gt", "above"), "greater_than_equal": ("ge", "at least")}
    signs |= {"less_than": ("lt", "below"), "less_than_equal": ("le", "at most")}
    if kind not in signs:
        return ""
    limit, word = signs[kind]
    return f"write a number {word} {context[limit]}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _in_file(data: Any, loc: Sequence[str | int]) -> Location:
    """Path within the file: pydantic's location minus the names of union branches."""
    path: list[str | int] = []
    here = data
    for index, part in enumerate(loc):
        if isinstance(here, Mapping) and (part in here or index == len(loc) - 1):
            here = here.get(part)
        elif isinstance(here, Sequence) and not isinstance(here, str) and isinstance(part, int):
            here = here[part] if part < len(here) else None
        else:
            continue
        path.append(part)
    return tuple(path)


def _keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """Keys that are known where an unknown one was found."""
    here: Any = model
    for part in loc:
        here = _step(here, part)
    found = _model_of(here)
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


_EXAMPLES = {
    ID_PATTERN: "team_id",
    FILE_ID_PATTERN: "my-study",
    LANGUAGE_PATTERN: "en",
}
"""A name of each form."""
_FORMS = {
    ID_PATTERN: f"letters, digits and '_', a letter first, at most {LONGEST_ID}",
    FILE_ID_PATTERN: "small letters, digits, '-' and '_', at most 64",
    LANGUAGE_PATTERN: "a language as 'fr' or 'pt-BR'",
}


def _example(model: type[BaseModel], loc: Sequence[str | int]) -> str:
    """What may be written at a place: its own example, its first choice, a name of its form."""
    here: Any = model
    found = "..."
    for part in loc:
        owner = _model_of(here)
        for name, field in owner.model_fields.items() if owner else ():
            if part in (name, field.alias):
                found = _example_of(field)
        here = _step(here, part)
    return found


def _example_of(field: FieldInfo) -> str:
    if field.examples:
        return str(field.examples[0])
    for one in (field.annotation, *get_args(field.annotation)):
        if get_origin(one) is Literal:
            return str(get_args(one)[0])
    for pattern, example in _EXAMPLES.items():
        if pattern in repr(field):
            return example
    return "..."


def _step(here: Any, part: str | int) -> Any:
    model = _model_of(here)
    if model is not None and isinstance(part, str):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
    return here  # an index, a free key, or the name of a union branch


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """First model inside an annotation such as ``tuple[Item, ...] | None``."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    if get_origin(annotation) in (typing.Union, types.UnionType) or get_args(annotation):
        for argument in get_args(annotation):
            if (found := _model_of(argument)) is not None:
                return found
    return None
