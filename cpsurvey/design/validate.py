"""From pydantic's errors to findings with file, line and the nearest valid key."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from cpsurvey.design.yaml import Document
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding

M = TypeVar("M", bound=BaseModel)
Location = tuple[str | int, ...]


def build(
    model: type[M], data: Mapping[str, Any], document: Document, at: Location = ()
) -> tuple[M | None, list[Finding]]:
    """Validate `data`, which stands at `at` in `document`.

    Returns the model, or None with one finding per problem.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        findings = [
            _finding(model, data, document, at, problem)
            for problem in error.errors(include_url=False)
        ]
        # a union reports every alternative it tried: keep one finding per place
        unique = {(finding.where, finding.message): finding for finding in findings}
        return None, list(unique.values())


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
            f"add '{key}: ...'",
        )
    if kind in ("literal_error", "enum"):
        return Finding(
            "not_a_choice",
            "error",
            where,
            f"{name} is {_shown(problem['input'])}, which is not a choice",
            f"choose {context['expected']}",
        )
    if kind == "string_pattern_mismatch":
        return Finding(
            "bad_name",
            "error",
            where,
            f"{name} is {_shown(problem['input'])}, which does not have the expected form",
            f"it must match {context['pattern']}",
        )
    message = str(problem["msg"]).removeprefix("Value error, ")
    sentence = message[:1].lower() + message[1:]
    return Finding("bad_value", "error", where, f"{name}: {sentence}", "")


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
