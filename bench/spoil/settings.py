"""Analyses with options drawn from their schema, on answers that hold little."""

from __future__ import annotations

import random
from typing import Any

from bench import small
from bench.small import ITEMS, Rows

VARIABLES = ["help", "help", "perf", "perf", "change", "years", "tenure", "h1"]
GROUPS = ["team_id", "tenure", "lang", "team", "language"]
FORMULAS = ["help", "change", "help + change", "help*change", "C(tenure)", "C(team_id)"]
FORMULAS += ["poly(change, 2)", "help:perf", "years", "help + help", "C(h1)"]
NAMES = {
    **dict.fromkeys(("blocks", "covariates"), FORMULAS),
    **dict.fromkeys(("scales", "target", "stages", "also"), ("help", "perf")),
    **dict.fromkeys(("by", "cluster", "group", "groups", "members"), GROUPS),
    **dict.fromkeys(("items", "marker", "split"), ITEMS),
    "model": ["direct"],
    "indicators": ["fcr"],
}
"""Names that may stand in an option; variables in all others."""
COSTLY = {"bootstrap": [0, 1, 20], "draws": [100], "replications": [100], "starts": [1, 3]}
NOT_ALONE = ("hypotheses",)
ABSENT = ("id", "syntax", "trials", "exposure")
SIZES = (1, 2, 3, 5, 8, 12, 24, 40, 40, 60)


def analysis(rng: random.Random, schemas: list[dict[str, Any]], defs: Any) -> dict[str, Any]:
    """One entry of ``analyses``; mostly sensible, never checked here."""
    schema = rng.choice([one for one in schemas if one["title"] not in NOT_ALONE])
    made: dict[str, Any] = {"kind": schema["title"]}
    for name, one in schema["properties"].items():
        if name in COSTLY:
            made[name] = rng.choice(COSTLY[name])
        elif name in (*schema["required"], "model") or rng.random() < 0.25:
            made.setdefault(name, _drawn(rng, name, one, defs))
    return {name: value for name, value in made.items() if name not in ABSENT}


def _drawn(rng: random.Random, name: str, schema: Any, defs: Any) -> Any:
    if "$ref" in schema:
        schema = defs[schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        return _drawn(rng, name, rng.choice(schema["anyOf"]), defs)
    if "enum" in schema:
        return rng.choice(schema["enum"])
    match schema.get("type"):
        case "boolean":
            return rng.random() < 0.5
        case "integer":
            return rng.choice([1, 2, 3, 5, 10, 50, 0, -1])
        case "number":
            return rng.choice([0.05, 0.5, 0.99, 1, 0, -1, 1e-9])
        case "array":
            inside = schema.get("items", {"type": "string"})
            return [_drawn(rng, name, inside, defs) for _ in range(rng.choice([1, 1, 2, 3]))]
        case "object":
            return {rng.choice(VARIABLES): rng.choice([0.3, 2, "help"])}
        case "null":
            return None
    return rng.choice(NAMES.get(name, VARIABLES))


def answers(rng: random.Random) -> tuple[str, Rows]:
    """Few people, or answers without variance, teams of one, columns left blank."""
    rows = small.answers(rng.choice(SIZES), rng.randrange(100))
    how = rng.choice(
        ["plain", "constant", "blank", "teams of one", "one team", "copies", "holes"]
    )
    at = rows[0].index(rng.choice([*ITEMS, "change", "tenure"]))
    for number, row in enumerate(rows[1:]):
        match how:
            case "constant":
                row[at] = "1"
            case "blank":
                row[at] = ""
            case "teams of one":
                row[1] = f"T{number}"
            case "one team":
                row[1] = "T"
            case "copies":
                row[3:9] = [row[3]] * 6
            case "holes":
                row[3:11] = [cell if rng.random() < 0.6 else "" for cell in row[3:11]]
    return f"{how}, {len(rows) - 1} people", rows
