"""Results of a run as the text of ``results.json``, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
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
    document = {"schema": SCHEMA, **asdict(results)}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


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


def payload(kind: Kind[Any, Any], document: Any) -> Any:
    """What a kind left behind; a field too many, missing or of another type is refused.

    Raises
    ------
    StoredError
        With the place of what does not fit.
    """
    try:
        found = adapter(kind.name).validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (kind.name, *first["loc"])))
        raise StoredError(f"{place}: {first['msg']}") from None
    if json.loads(json.dumps(asdict(found))) != document:
        raise StoredError(f"{kind.name}: fields this version does not know")
    return found


@cache
def adapter(kind: str) -> TypeAdapter[Any]:
    """What checks documents of a kind, and describes them."""
    return TypeAdapter(kinds.named(kind).data)
