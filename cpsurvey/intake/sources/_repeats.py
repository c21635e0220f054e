"""Workbooks of forms with repeated groups: one main sheet, and one for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_OF_REPEAT = frozenset(
    (
        "_parent_index",
        "_parent_table_name",
        "_submission__id",
        "_submission__uuid",
        "parent_key",
    )
)


def main(headings: Mapping[str, Sequence[str | None]]) -> str | None:
    """Name of the one sheet that is no repeated group of another, if there are such groups.

    Parameters
    ----------
    headings : mapping of str to sequence of str
        Sheet -> its first row; of the sheets that hold something.
    """
    repeats = {
        name
        for name, row in headings.items()
        if any((cell or "").strip().casefold() in _OF_REPEAT for cell in row)
    }
    left = [name for name in headings if name not in repeats]
    return left[0] if repeats and len(left) == 1 else None
