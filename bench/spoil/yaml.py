"""Study files and questionnaires as hands and hostile hands write them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from bench.spoil.exports import flipped, inserted
from cpsurvey.design.tree import parse

NUMBERS = """0 -1 -5 1 2 3 7 12 100 1000000 1.5 0.5 0.01 0.99 1e-300 1e308 1e400 .inf -.inf .nan
18446744073709551616""".split()
TEXTS = """'' 'x' '**' 'data/[.csv' 'data/**x/*.csv' '~nobody/x' '../../..' 'data/' '.' '=' 'h1'
'help' 'perf' '{{7*7}}' utf-8 utf-7 rot13 idna ',' ';' '"' '\\\\' 'log(0)' '1/0' 'help~help' en
xx ordinal any both csv html team_id tenure why respondent_id years 'h1+' 'value(h1)' "\\0"
"\\uD800" "\\u202E" "\\e[31m" 12:30:45 2026-01-01 2026-13-45""".split()
TEXTS += ["'" + "x" * 3000 + "'"]
OTHERS = ["true", "no", "~", "[]", "{}", "[[]]", "{a: {b: 1}}", "0o777", "0x1F", "*a", "&a [1]"]
OTHERS += ["[flow]", "{kind: flow}", "[1, [2, [3]]]", "[" * 400 + "]" * 400, "[" * 400, "!x y"]
OTHERS += ["{h1: 1}", "[h1, h2]", "[help, perf]", "!!bool maybe", "\0", "!!binary aGk="]
OTHERS += [f"!!{tag} x" for tag in ("python/object:os.system", "set", "timestamp", "int")]
KEYS = ["", "1", "~", "[a]", "{a: b}", "'é'", "true", "'x y'", "kind", "'<<'", "? x", ".nan"]
PIECES = [b"\0", b"\x1b[31m", b"\t", b"[" * 400, b"- " * 900, b"&a ", b"*a", b"%", b"\xff"]
PIECES += [b"---\n", b"\xef\xbb\xbf", b"{" * 3000, b"\xc2\x85", b"\xe2\x80\xa8", b": ", b"#"]


class Pairs(list[tuple[Any, Any]]):
    """A mapping that may hold a key twice."""


class Raw(str):
    """Written as it stands."""

    __slots__ = ()


def spoilt(rng: random.Random, text: str) -> tuple[str, bytes]:
    """What was done, and the spoilt file."""
    if rng.random() < 0.25:
        how = rng.choice(["byte_flips", "truncated", "inserted", "line_lost", "indented"])
        return how, _as_text(rng, text, how)
    root = tree(text)
    done = []
    for _ in range(rng.choice([1, 1, 1, 1, 2, 3])):
        places = _places(root)
        if rng.random() < 0.4:
            places = [one for one in places if _is_number(*one)] or places
        done.append(_entry(rng, root, *rng.choice(places)))
    return done[0], emitted(root).encode("utf-8", "surrogatepass")


def tree(text: str) -> Any:
    """YAML as Pairs, lists and scalars."""

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            return Pairs((key, plain(value)) for key, value in node.items())
        return [plain(one) for one in node] if isinstance(node, list) else node

    return plain(parse(Path("spoilt"), text)[0])


def emitted(node: Any, depth: int = 0) -> str:
    """Flow YAML, a line for each entry."""
    if isinstance(node, Raw):
        return str(node)
    gap = "\n" + " " * (depth + 1)
    if isinstance(node, Pairs):
        inside = [f"{emitted(k)}: {emitted(v, depth + 1)}" for k, v in node]
        return "{" + ",".join(gap + one for one in inside) + "}"
    if isinstance(node, list):
        return "[" + ",".join(gap + emitted(one, depth + 1) for one in node) + "]"
    return json.dumps(node, ensure_ascii=False, default=str)  # days stay days


def _places(node: Any) -> list[tuple[Any, int]]:
    """Every entry of every mapping and list: where it stands."""
    if not isinstance(node, list):
        return []
    inside = [value for _, value in node] if isinstance(node, Pairs) else node
    return [(node, i) for i in range(len(node))] + [p for one in inside for p in _places(one)]


def _is_number(holder: Any, at: int) -> bool:
    value = holder[at][1] if isinstance(holder, Pairs) else holder[at]
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_text(rng: random.Random, text: str, how: str) -> bytes:
    content, lines = text.encode(), text.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    match how:
        case "byte_flips":
            return flipped(rng, content, 3)
        case "truncated":
            return content[: rng.randrange(len(content))]
        case "inserted":
            return inserted(rng, content, rng.choice(PIECES))
        case "line_lost":
            return "".join(lines[:at] + lines[at + 1 :]).encode()
        case _:
            return "".join([*lines[:at], "  " + lines[at], *lines[at + 1 :]]).encode()


def _entry(rng: random.Random, root: Any, holder: Any, at: int) -> str:
    """Spoil one entry in place; say how."""
    how = rng.choice(["value"] * 7 + ["key", "lost", "twice", "moved", "many"])
    key, value = holder[at] if isinstance(holder, Pairs) else (None, holder[at])
    name, new = key, value
    match how:
        case "value":
            new = Raw(_other(rng, value))
        case "key":
            name = Raw(rng.choice([*KEYS, f"{key}x", str(key).upper()]))
        case "twice":
            holder.append(holder[at])
        case "moved":
            other, there = rng.choice(_places(root))
            taken = other[there][1] if isinstance(other, Pairs) else other[there]
            new = Raw(emitted(taken))
        case "many":
            new = [value] * rng.choice([0, 2, 300])
    holder[at] = (name, new) if isinstance(holder, Pairs) else new
    if how == "lost" and len(holder) > 1:
        del holder[at]
    return how


def _other(rng: random.Random, value: Any) -> str:
    """An extreme value, mostly of the same type."""
    if rng.random() < 0.3:
        return rng.choice(NUMBERS + TEXTS + OTHERS)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return rng.choice(OTHERS)
    return rng.choice(TEXTS if isinstance(value, str) else NUMBERS)
