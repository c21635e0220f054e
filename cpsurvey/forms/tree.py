"""A tree of XML that grows to no more than a given depth and number of elements."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder


class TooDeepError(Exception):
    """More elements, or more inside each other, than a document may have."""


class Shallow(TreeBuilder):
    """Builds a tree, and gives up where it becomes too deep or too large."""

    def __init__(self, deepest: int, most: int) -> None:
        super().__init__()
        self._deepest, self._left, self._depth = deepest, most, 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        """An element begins."""
        self._depth += 1
        self._left -= 1
        if self._depth > self._deepest or self._left < 0:
            raise TooDeepError
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        """An element ends."""
        self._depth -= 1
        return super().end(tag)
