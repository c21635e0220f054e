"""What ``results.json`` holds, for people and for programs: made from the types of payloads.

``make reference`` writes both into ``docs/``; a test says when they are behind.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cpsurvey import kind as kinds
from cpsurvey import stored
from cpsurvey.payload import Interval
from cpsurvey.results import Caveat, Estimate, Sample

PAGE, SCHEMA = "results.md", "results.schema.json"
HEAD = """# What each kind of analysis leaves behind

`results.json` holds one object per analysis: `kind`, `id`, `sample`, `data` (below; null where
nothing was done), `fit` (measures by lavaan's names), `estimates` (parameters, in model order),
`caveats`. The report is built from this file alone. Numbers keep full precision; what is
missing is null, with a caveat that says why. An interval is `{"lower": .., "upper": ..}`, never
reversed. [`results.schema.json`](results.schema.json) is the JSON Schema.

The top of the file: `schema`, `study` (`id`, `title`, `languages`, `simulated`,
`questionnaire`, `report`, `k`: fewest people of whom anything is shown), `labels`
(id -> language -> text), `provenance` (versions, hashes, seed, sources, plan), `results`. No
wall-clock time and no path of the machine: the same inputs give the same bytes (`run.json`
holds times).

This page is made from the types (`make reference`).
"""


def markdown() -> str:
    """The page: what all results share, then every kind in the order of the report."""
    parts = [HEAD, "## Shared\n", *(_part(one) for one in (Sample, Estimate, Caveat))]
    for name, kind in kinds.found().items():
        parts.append(f"## `{name}`\n\n{_first(inspect.getmodule(kind.data))}\n")
        parts += [_part(one) for one in dict.fromkeys(_dataclasses(kind.data))]
    return "\n".join(parts)


def schema() -> dict[str, Any]:
    """JSON Schema of ``results.json``."""
    every: list[dict[str, Any]] = []
    definitions: dict[str, Any] = {}
    for name in kinds.found():
        found = stored.adapter(name).json_schema(ref_template=f"#/$defs/{name}.{{model}}")
        definitions |= {f"{name}.{key}": one for key, one in found.pop("$defs", {}).items()}
        every.append(
            {
                "properties": {
                    "kind": {"const": name},
                    "id": {"type": "string"},
                    "data": {"anyOf": [found, {"type": "null"}]},
                },
                "required": ["kind", "id", "sample", "data", "fit", "estimates", "caveats"],
            }
        )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cpsurvey results",
        "type": "object",
        "required": ["schema", "study", "labels", "provenance", "results"],
        "properties": {
            "schema": {"const": stored.SCHEMA},
            "results": {"type": "array", "items": {"anyOf": every}},
        },
        "$defs": definitions,
    }


def _part(one: type[Any]) -> str:
    """A dataclass: what it is, and a line per field."""
    hints = get_type_hints(one, include_extras=True)
    lines = [f"**{one.__name__}**: {_first(one)}", "", "| field | holds |", "|---|---|"]
    lines += [f"| `{f.name}` | {_holds(hints[f.name])} |" for f in fields(one)]
    return "\n".join([*lines, ""])


def _first(documented: Any) -> str:
    """The first paragraph of a docstring."""
    text = inspect.getdoc(documented) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("``", "`")


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
    return {str: "text", bool: "true or false", int: "count", float: "number"}.get(
        hint, f"**{getattr(hint, '__name__', hint)}**"
    )


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) or (hint,)


def _dataclasses(hint: Any) -> Iterator[type[Any]]:
    """Every dataclass a payload is made of, the payload first; limits are said in words."""
    if isinstance(hint, type) and is_dataclass(hint):
        if hint in (Interval, Caveat):
            return
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _dataclasses(inner)
        return
    for inner in get_args(hint):
        yield from _dataclasses(inner)


def write(folder: Path) -> None:
    """Both files into `folder`."""
    (folder / PAGE).write_text(markdown(), encoding="utf-8")
    text = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    (folder / SCHEMA).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
