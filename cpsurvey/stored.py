"""Results of a run as the text of ``results.json``, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cpsurvey import kind as kinds
from cpsurvey.kind import Kind
from cpsurvey.results import Caveat, Estimate, Result, ResultSet, Sample

SCHEMA = "cpsurvey/results/2"


class StoredError(Exception):
    """A stored result does not have the fields this version reads."""


def write(results: ResultSet) -> str:
    """Text of ``results.json``; NaN and infinity raise ``ValueError``."""
    return _indented({"schema": SCHEMA, **_fields(results)}, "\n") + "\n"


def compact(value: Any) -> str:
    """Text of results, or of a part of them, on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_fields)


def _fields(value: Any) -> dict[str, Any]:
    """The first level of what `dataclasses.asdict` makes, without copies of the others."""
    return {name: getattr(value, name) for name in _names(value.__class__)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _indented(value: Any, line: str) -> str:
    """As `json.dumps` with one blank a level, which takes several times as long."""
    write = _SIMPLE.get(type(value))
    if write:
        return write(value)
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, int | float):
        return json.dumps(value, allow_nan=False)
    inner = line + " "
    if isinstance(value, list | tuple):
        return _between("[]", [_indented(one, inner) for one in value], line)
    if not isinstance(value, dict):
        value = _fields(value)
    lines = [f"{_key(key)}: {_indented(one, inner)}" for key, one in value.items()]
    return _between("{}", lines, line)


def _number(value: float) -> str:
    if not isfinite(value):
        return json.dumps(value, allow_nan=False)  # says what is wrong
    return repr(value)


_SIMPLE: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    float: _number,
    int: repr,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): lambda _: "null",
}


def _between(ends: str, inner: list[str], line: str) -> str:
    if not inner:
        return ends
    return f"{ends[0]}{line} {f',{line} '.join(inner)}{line}{ends[1]}"


def _key(key: Any) -> str:
    return encode_basestring(key if isinstance(key, str) else json.dumps(key))


def read(text: str) -> ResultSet:
    """Read back what `write` wrote.

    Raises
    ------
    StoredError
        The text is of another version.
    """
    document = json.loads(text)
    if document.get("schema") != SCHEMA:
        raise StoredError(f"schema {document.get('schema')}, this version reads {SCHEMA}")
    return ResultSet(
        study=document["study"],
        labels=document["labels"],
        provenance=document["provenance"],
        results=tuple(map(result, document["results"])),
    )


def result(entry: Mapping[str, Any]) -> Result[Any]:
    """One result; of a kind this version does not know, only its name, sample and caveats."""
    kind = kinds.found().get(entry["kind"])
    data = entry["data"] and kind and payload(kind, entry["data"])
    return Result(
        kind=entry["kind"],
        id=entry["id"],
        sample=Sample(**entry["sample"]),
        data=data,
        fit=entry["fit"],
        estimates=tuple(Estimate(**row) for row in entry["estimates"]),
        caveats=tuple(Caveat(**row) for row in entry["caveats"]),
    )


def payload(kind: Kind, document: Any) -> Any:
    """What a kind left behind; a field too many, or of another type, or missing is refused.

    Missing may be what has a default: a field that is newer than the results.

    Raises
    ------
    StoredError
        With the place of what does not fit.
    """
    text = json.dumps(document)
    try:
        found = adapter(kind.name).validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (kind.name, *first["loc"])))
        raise StoredError(f"{place}: {first['msg']}") from None
    again = json.dumps(found, default=_fields)
    if again != text and not _holds(json.loads(again), document):
        raise StoredError(f"{kind.name}: fields this version does not know")
    return found


def _holds(found: Any, document: Any) -> bool:
    """Whether everything of the document was taken; a newer field has its default."""
    if isinstance(document, dict):
        return isinstance(found, dict) and all(
            name in found and _holds(found[name], value) for name, value in document.items()
        )
    if isinstance(document, list):
        return len(found) == len(document) and all(map(_holds, found, document))
    return found is document or bool(found == document)  # NaN is read as one object


@cache
def adapter(kind: str) -> TypeAdapter[Any]:
    """What checks documents of a kind, and describes them."""
    return TypeAdapter(kinds.named(kind).data)
