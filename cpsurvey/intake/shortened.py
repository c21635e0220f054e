"""Headings that a platform has cut short: matched by how the text of a variable begins.

A beginning that several variables share is settled by elimination, and else by nobody here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cpsurvey.intake.export import Column
from cpsurvey.intake.words import words

_SHORTEST = 3
Candidates = dict[Column, set[str]]


def match(
    columns: Sequence[Column],
    cut: str,
    texts: Mapping[str, Collection[str]],
    taken: Collection[str],
) -> tuple[dict[str, Column], Candidates]:
    """Variables that only one column can be, and columns that may be several.

    Parameters
    ----------
    columns : sequence of Column
        Those that no whole name told.
    cut : str
        What stands where a text was cut; empty where the platform cuts none.
    texts : mapping of str to collection of str
        Normal form of a text -> the variables that have it.
    taken : collection of str
        Variables that have their column.
    """
    found: dict[str, Column] = {}
    if not cut:
        return found, {}
    left = {column: _variables(column, cut, texts) - set(taken) for column in columns}
    while sure := {column: one for column, one in left.items() if len(one) == 1}:
        claims = [next(iter(one)) for one in sure.values()]
        for column, variables in sure.items():
            (variable,) = variables
            if claims.count(variable) == 1:
                found[variable] = column
                del left[column]
        if not found.keys() & set(claims):
            break
        left = {column: one - found.keys() for column, one in left.items()}
    return found, {column: one for column, one in left.items() if one}


def _variables(column: Column, cut: str, texts: Mapping[str, Collection[str]]) -> set[str]:
    """Variables whose text a heading may be the beginning of; the whole heading goes first."""
    for pattern in _patterns(column.texts, cut):
        those = (names for text, names in texts.items() if pattern.fullmatch(text))
        if found := set[str]().union(*those):
            return found
    return set()


def _patterns(texts: Iterable[str], cut: str) -> Iterator[re.Pattern[str]]:
    """What may stand where a text was cut, of each text that was."""
    for text in texts:
        parts = [words(part) for part in text.split(cut)]
        if len(parts) > 1 and len(parts[0]) >= _SHORTEST:
            yield re.compile(".+".join(map(re.escape, parts)))
