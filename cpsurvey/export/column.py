"""One column of exported data, with all that a program can be told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.base import cut

Role = Literal[
    "person", "wave", "sample", "group", "background", "scale", "factor", "item", "reason"
]
Measure = Literal["nominal", "ordinal", "scale"]
LONGEST = 31
"""Characters of a name that every format takes: Stata's 32, and of labels of values 31."""
_SPSS = ("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with")
_STATA = ("byte", "double", "float", "if", "in", "int", "long", "strl", "using")
_STRING = re.compile(r"str\d+$")


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of every exported respondent.

    Parameters
    ----------
    name : str
        In the file.
    variable : str
        In the study.
    values : (n,) array
        Floats, NaN where missing; or texts, None where missing.
    answers : mapping of int to str
        What values mean.
    reasons : (n,) int array
        Why a value is missing, as a number below zero; 0 where nothing is known.
    why : mapping of int to str
        What these reasons mean.
    scale : str
        Scale an item belongs to.
    """

    name: str
    variable: str
    role: Role
    label: str
    values: NDArray[Any]
    measure: Measure = "scale"
    answers: Mapping[int, str] = field(default_factory=dict)
    reasons: NDArray[np.int64] | None = None
    why: Mapping[int, str] = field(default_factory=dict)
    scale: str = ""
    reversed: bool = False

    @property
    def text(self) -> bool:
        """Whether its values are texts."""
        return bool(self.values.dtype == object)

    @property
    def whole(self) -> bool:
        """Whether all its values are whole numbers."""
        if self.text:
            return False
        there = self.values[~np.isnan(self.values)]
        return bool((there == np.round(there)).all())


def named(columns: Iterable[Column]) -> list[Column]:
    """Columns under names that SPSS and Stata take, too: two never differ in case alone."""
    taken: set[str] = set()
    found = []
    for column in columns:
        name = cut(column.name, LONGEST)
        if name.casefold() in _SPSS + _STATA or _STRING.match(name):
            name = f"{name[: LONGEST - 1]}_"
        number = 2
        base = name
        while name.casefold() in taken:
            end = f"_{number}"
            name, number = base[: LONGEST - len(end)] + end, number + 1
        taken.add(name.casefold())
        found.append(replace(column, name=name))
    return found


def shortened(text: str, longest: int, *, of_bytes: bool = False) -> str:
    """The beginning of a label, where a format takes no more."""
    if not of_bytes:
        return text if len(text) <= longest else f"{text[: longest - 1]}…"
    if len(text.encode()) <= longest:
        return text
    return text.encode()[: longest - 3].decode(errors="ignore") + "…"


def numbers(columns: Sequence[Column]) -> list[Column]:
    """Those whose correlations mean something: scores, factors and items that vary."""
    return [
        one
        for one in columns
        if one.role in ("scale", "factor", "item") and np.nanstd(one.values) > 0
    ]
