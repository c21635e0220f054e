"""What ``import cpsurvey`` gives, from signatures and docstrings."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

import cpsurvey
from cpsurvey.described.docstring import Docstring, prose, read
from cpsurvey.described.markdown import MADE, cell, code, fenced, page, table

HEAD = f"""# Python

Names that `import cpsurvey` gives, with all they take. [From Python](../python.md) says how
they are used together. Each is loaded when it is first used; `cpsurvey.__version__` is the
version.

{MADE}
"""


def names() -> list[str]:
    """Public names that have something to be said of them: functions first."""
    public = [name for name in cpsurvey.__all__ if not name.startswith("_")]
    return sorted(public, key=lambda name: inspect.isclass(getattr(cpsurvey, name)))


def markdown() -> str:
    """The page."""
    return page(HEAD, *(_name(name, getattr(cpsurvey, name)) for name in names()))


def _name(name: str, found: Any) -> str:
    documented = read(found)
    heading = f"## {name}"
    if not inspect.isclass(found):
        signature = _signature(f"cpsurvey.{name}", found)
        return page(heading, fenced(_wrapped(signature), "python"), *_said(documented))
    rows = [
        (code(n), code(kind.replace(" | ", " or ")), cell(text))
        for n, (kind, text) in _attributes(found).items()
    ]
    held = table(("attribute", "type", "what it is"), rows)
    methods = [
        page(f"### {_signature(m.__name__, m)}", *_said(read(m))) for m in _methods(found)
    ]
    return page(heading, *_said(documented, held), *methods)


def _signature(name: str, found: Any) -> str:
    """Name and parameters, with defaults and without types."""
    shown = [
        one.replace(annotation=inspect.Parameter.empty)
        for one in inspect.signature(found).parameters.values()
        if one.name != "self"
    ]
    return f"{name}{inspect.Signature(shown)}"


def _wrapped(signature: str) -> str:
    return textwrap.fill(signature, 88, subsequent_indent="    ")


def _said(documented: Docstring, held: str = "") -> Iterator[str]:
    """A docstring; of a class, what it holds in place of its parameters."""
    yield prose(documented.text)
    heads = {"Parameters": "parameter", "Returns": "returns", "Raises": "raises"}
    for section, head in heads.items():
        rows = [
            (code(name), " ".join(filter(None, (code(one.type), cell(one.text)))))
            for name, one in documented.entries(section).items()
        ]
        if held and section == "Parameters":
            yield held
        else:
            yield table((head, "what it is" if section != "Raises" else "when"), rows)
    before, prompt, shown = documented.sections.get("Examples", "").partition(">>> ")
    if prompt:
        yield prose(before)
        yield fenced(prompt + shown, "pycon")


def _own(found: type[Any]) -> Iterator[tuple[str, Any]]:
    """Public members that this package defines."""
    for kind in found.__mro__:
        if kind.__module__.startswith("cpsurvey"):
            yield from ((n, one) for n, one in vars(kind).items() if not n.startswith("_"))


def _methods(found: type[Any]) -> Iterator[Any]:
    return (one for _, one in _own(found) if inspect.isfunction(one))


def _attributes(found: type[Any]) -> dict[str, tuple[str, str]]:
    """Name -> type and words: fields of a dataclass, what docstrings name, properties."""
    said = read(found).entries("Parameters")
    known = {one.name: str(one.type) for one in fields(found)} if is_dataclass(found) else {}
    held = {name: (kind, "") for name, kind in known.items() if not name.startswith("_")}
    held |= {name: (known.get(name, one.type), one.text) for name, one in said.items()}
    for name, one in _own(found):
        if isinstance(one, property | cached_property):
            getter = one.fget if isinstance(one, property) else one.func
            returns = str(getattr(getter, "__annotations__", {}).get("return", ""))
            held[name] = (returns, prose(read(getter).text))
    return held
