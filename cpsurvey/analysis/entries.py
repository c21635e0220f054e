"""Results as text that says what each part is, so that it is read back without being checked.

`cpsurvey.stored` reads ``results.json`` of any version and checks every field; to make ready
for that takes longer than an analysis of moderate size. What is kept between runs was
checked when it was written, by this very program, and carries a digest.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import is_dataclass
from functools import cache
from typing import Any

KIND = "@"
"""Key that names the class of an object."""
OURS = "cpsurvey."
OPEN = (list, dict)


def written(value: Any) -> str:
    """Text of results or whatever holds them; NaN and infinity raise ``ValueError``."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_named)


def read(text: str | bytes) -> Any:
    """What was written; lists within a dataclass are tuples, as payloads have them.

    Raises
    ------
    ValueError
        It is no such text, or names what is no dataclass of the program.
    """
    return json.loads(text, object_hook=_made)


def _named(value: Any) -> dict[str, Any]:
    kind = value.__class__
    fields = {name: getattr(value, name) for name in kind.__dataclass_fields__}
    return {KIND: f"{kind.__module__}:{kind.__qualname__}", **fields}


def _made(found: dict[str, Any]) -> Any:
    name = found.pop(KIND, None)
    if name is None:
        return found
    kind = _class(name)
    made = kind.__new__(kind)
    for field in kind.__dataclass_fields__:
        value = found[field]
        # frozen; what it does when it is made was done before it was written
        object.__setattr__(made, field, _frozen(value) if type(value) in OPEN else value)
    return made


def _frozen(value: Any) -> Any:
    """With tuples for lists, also within."""
    if type(value) is list:
        return tuple([_frozen(one) if type(one) in OPEN else one for one in value])
    return {key: _frozen(one) if type(one) in OPEN else one for key, one in value.items()}


@cache
def _class(name: str) -> Any:
    """A dataclass of the program by its name."""
    module, _, place = name.partition(":")
    if not module.startswith(OURS):
        raise ValueError(f"{module} is not of this program")
    found: Any = importlib.import_module(module)
    for part in place.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) or not is_dataclass(found):
        raise ValueError(f"{name} is no dataclass")
    return found
