"""What ``results.json`` holds, for people and for programs: made from the types of payloads."""

from __future__ import annotations

import inspect
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from cpsurvey import kind as kinds
from cpsurvey import stored
from cpsurvey.described.docstring import prose, read
from cpsurvey.described.markdown import MADE, anchor, cell, page, table
from cpsurvey.payload import Interval
from cpsurvey.results import Caveat, Estimate, Sample

HEAD = f"""# Results

`results.json` holds one object per analysis: `kind`, `id`, `sample`, `data` (below; null where
nothing was done), `fit` (measures by lavaan's names), `estimates` (parameters, in model order),
`caveats`. The report is built from this file alone. Numbers keep full precision; what is
missing is null, with a caveat that says why. An interval is `{{"lower": .., "upper": ..}}`,
never reversed. [`results.schema.json`](results.schema.json) is the JSON Schema. What each kind
computes and may be asked stands in [Kinds of analysis](reference/kinds.md).

The top of the file: `schema`, `study` (`id`, `title`, `languages`, `simulated`,
`questionnaire`, `report`, `k`: fewest people of whom anything is shown), `labels`
(id -> language -> text), `provenance` (versions, hashes, seed, sources, plan), `results`. No
wall-clock time and no path of the machine: the same inputs give the same bytes (`run.json`
holds times).

{MADE}
"""
PLAIN = {str: "text", bool: "true or false", int: "count", float: "number"}
SHARED = (Sample, Estimate, Caveat)


def markdown() -> str:
    """The page: every kind in the order of the report, then what several of them hold."""
    owners = _owners()
    blocks = [HEAD]
    for name, kind in kinds.found().items():
        mine = [one for one in dict.fromkeys(_dataclasses(kind.data)) if owners[one] == name]
        said = read(inspect.getmodule(kind.data)).text.partition("; written by")[0]
        blocks += [f"## {name}", f"{prose(said).rstrip('.')}.", *map(_part, mine)]
    shared = [one for one, owner in owners.items() if owner == "shared"]
    return page(*blocks, "## Shared parts", *map(_part, shared))


@cache
def _owners() -> Mapping[type[Any], str]:
    """Dataclass -> the kind that leaves it behind, or "shared"."""
    within = {
        name: dict.fromkeys(_dataclasses(kind.data)) for name, kind in kinds.found().items()
    }
    times = Counter(one for found in within.values() for one in found)
    owners = dict.fromkeys(SHARED, "shared")
    for name, found in within.items():
        owners |= {one: name if times[one] == 1 else "shared" for one in found}
    return owners


class _Untitled(GenerateJsonSchema):
    """Without titles, which only repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        del schema
        return False


def schema() -> dict[str, Any]:
    """JSON Schema of ``results.json``."""
    adapters = {name: stored.adapter(name) for name in kinds.found()}
    common = {one.__name__.lower(): TypeAdapter(one) for one in SHARED}
    found, shared = TypeAdapter.json_schemas(
        [(name, "serialization", one) for name, one in (adapters | common).items()],
        schema_generator=_Untitled,
    )
    of = {name: one for (name, _), one in found.items()}
    kept = {
        "id": {"type": "string"},
        "sample": of["sample"],
        "fit": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "estimates": {"type": "array", "items": of["estimate"]},
        "caveats": {"type": "array", "items": of["caveat"]},
    }
    every = [
        {
            "properties": {
                "kind": {"const": name},
                "data": {"anyOf": [of[name], {"type": "null"}]},
            }
        }
        for name in adapters
    ]
    result = {
        "type": "object",
        "required": ["kind", "data", *kept],
        "properties": kept,
        "anyOf": every,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cpsurvey results",
        "type": "object",
        "required": ["schema", "study", "labels", "provenance", "results"],
        "properties": {
            "schema": {"const": stored.SCHEMA},
            "results": {"type": "array", "items": result},
        },
        "$defs": shared["$defs"],
    }


def schema_text() -> str:
    """The schema as its file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _part(one: type[Any]) -> str:
    """A dataclass: what it is, and a line per field."""
    hints = get_type_hints(one, include_extras=True)
    documented = read(one)
    said = documented.entries("Parameters")
    rows = [
        (
            f"`{f.name}`",
            _joined(_holds(hints[f.name]), said[f.name].text if f.name in said else ""),
        )
        for f in fields(one)
    ]
    title = f"{anchor(_place(one))}**{one.__name__}**"
    return page(f"{title}: {prose(documented.text)}", table(("field", "holds"), rows))


def _joined(holds: str, said: str) -> str:
    return f"{holds}. {cell(said)}" if said else holds


def _place(one: type[Any]) -> str:
    return f"{_owners()[one]}.{one.__name__}".lower()


def _holds(hint: Any) -> str:
    """A type in words: unit, choices, list of what."""
    args = get_args(hint)
    if get_origin(hint) is Annotated:
        unit = hint.__metadata__[0].description
        null = "; or null" if NoneType in get_args(args[0]) else ""
        return f"interval ({unit}){null}" if Interval in _members(args[0]) else f"{unit}{null}"
    if get_origin(hint) is Literal:
        return ", ".join(f"`{one}`" for one in args)
    if get_origin(hint) in (Union, UnionType):
        named = [_holds(one) for one in args if one is not NoneType]
        return " or ".join([*named, "null"] if NoneType in args else named)
    if get_origin(hint) is tuple:
        of = args[:1] if args[-1] is Ellipsis else args
        return "list of " + ", ".join(_holds(one) for one in of)
    if args:
        return f"mapping of {_holds(args[0])} to {_holds(args[1])}"
    if hint in _owners():
        return f"[{hint.__name__}](#{_place(hint)})"
    return PLAIN[hint]


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) or (hint,)


def _dataclasses(hint: Any) -> Iterator[type[Any]]:
    """Every dataclass a payload is made of, the payload first; limits are said in words."""
    if isinstance(hint, type) and is_dataclass(hint):
        if hint in (Interval, *SHARED):
            return
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _dataclasses(inner)
        return
    for inner in get_args(hint):
        yield from _dataclasses(inner)
