"""The library of graphs, without its pictures."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


@cache
def igraph() -> Any:
    """igraph, which loads all of matplotlib for pictures that nobody asks of it.

    Without matplotlib it has none, which it says when asked for one: for the moment of its
    import there is none. It saves half a second in every process.
    """
    held = sys.modules.get("matplotlib")
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
    try:
        import igraph as found
    finally:
        del sys.modules["matplotlib"]
        if held is not None:
            sys.modules["matplotlib"] = held
    return found
