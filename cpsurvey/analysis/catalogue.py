"""What a study file can ask for: every kind of analysis with its options, in words."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from cpsurvey.kind import Kind, found


@dataclass(frozen=True, slots=True)
class Option:
    """One option: what may be written, what it is by default, what it does."""

    name: str
    values: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Described:
    """One kind of analysis."""

    name: str
    summary: str
    options: tuple[Option, ...]
    example: str


def describe() -> dict[str, Described]:
    """Every kind by name."""
    return {name: _described(name, kind) for name, kind in sorted(found().items())}


def _described(name: str, kind: Kind) -> Described:
    run = kind.runner()
    module = inspect.getmodule(run)
    first = ((module.__doc__ if module else None) or "").strip().splitlines()
    doc = (run.__doc__ or "").strip().splitlines()
    summary = (doc or first or [""])[0]
    options = [_option(n, field) for n, field in kind.options.model_fields.items()]
    options.sort(key=lambda option: option.name == "id")
    return Described(name, summary, tuple(options), kind.example)


def _option(name: str, field: FieldInfo) -> Option:
    default = (
        "required"
        if field.is_required()
        else _shown(field.get_default(call_default_factory=True))
    )
    return Option(
        field.alias or name, _values(field.annotation), default, field.description or ""
    )


def _shown(value: Any) -> str:
    if value is None or value == () or value == {} or value == "":
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


_NAMES = {str: "name", int: "whole number", float: "number", bool: "true or false"}


def _values(annotation: Any) -> str:
    """What may be written, for people: ``ml | mlr``, ``list of names``."""
    origin = getattr(annotation, "__origin__", None)
    parts: list[Any] = list(getattr(annotation, "__args__", ()))
    if annotation in _NAMES:
        return _NAMES[annotation]
    if annotation is type(None):
        return ""
    if str(origin).endswith("Literal"):
        return " | ".join(str(part) for part in parts)
    if origin is tuple:
        inner = _values(parts[0])
        return f"list of {inner}s" if inner in _NAMES.values() else f"list of ({inner})"
    if origin is dict:
        return "name: value, ..."
    if parts:  # a union, or an annotated type
        shown = [_values(part) for part in parts]
        return " or ".join(dict.fromkeys(text for text in shown if text)) or "name"
    return "name"
