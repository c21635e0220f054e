"""Values that JSON can hold: no NaN, no infinity, no scalar or array of another library."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any

MOST_NAMED = 6


PLAIN = frozenset({str, int, bool, type(None)})


class Cleaner:
    """Turns numbers that are not finite into None and remembers under which names.

    What holds nothing to change is handed back as it is.
    """

    def __init__(self) -> None:
        self.lost: Counter[str] = Counter()

    def __call__(self, name: str, value: Any) -> Any:
        """The value as JSON can hold it; what it never could is a ``TypeError``."""
        if type(value) in PLAIN or isinstance(value, str | int):
            return value
        if isinstance(value, float):
            return value if math.isfinite(value) else self._lost(name)
        if isinstance(value, Mapping):
            return self._mapping(name, value)
        if isinstance(value, list | tuple):
            found = [self(name, one) for one in value]
            return value if _same(found, value) else type(value)(found)
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        if hasattr(value, "tolist"):  # NumPy's scalars and arrays
            return self(name, value.tolist())
        raise TypeError(f"'{name}' is a {type(value).__name__}, which no results file can hold")

    def summary(self) -> str:
        """Names of what was lost, with how often."""
        shown = [
            name if count == 1 else f"{name} ({count})"
            for name, count in list(self.lost.items())[:MOST_NAMED]
        ]
        return ", ".join(shown) + (", ..." if len(self.lost) > MOST_NAMED else "")

    def _lost(self, name: str) -> None:
        self.lost[name] += 1

    def _mapping(self, name: str, value: Mapping[Any, Any]) -> Mapping[Any, Any]:
        keys = [key.item() if hasattr(key, "item") else key for key in value]
        if wrong := [k for k in keys if not isinstance(k, str | int | float | None)]:
            raise TypeError(f"'{name}' has a key of type {type(wrong[0]).__name__}")
        found = [
            self(key if isinstance(key, str) else name, one)
            for key, one in zip(keys, value.values(), strict=True)
        ]
        if _same(found, value.values()) and _same(keys, value):
            return value
        return dict(zip(keys, found, strict=True))

    def _record(self, value: Any) -> Any:
        before = {name: getattr(value, name) for name in value.__dataclass_fields__}
        after = {name: self(name, one) for name, one in before.items()}
        if _same(after.values(), before.values()):
            return value
        return replace(value, **after)


def _same(found: Any, before: Any) -> bool:
    return all(one is other for one, other in zip(found, before, strict=True))
