"""The columns of all models, in as few files as hold them without two meanings of a name."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.export.formats.csv import lines
from cpsurvey.export.lavaan.call import Place
from cpsurvey.export.lavaan.names import Names
from cpsurvey.sem.moments.given import Given
from cpsurvey.sem.moments.prepare import group_labels
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


@dataclass(eq=False)
class Frame:
    """Columns of one file by name, and factors of its models: none is called like a column."""

    n: int
    columns: dict[str, Array] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    factors: set[str] = field(default_factory=set)

    def takes(self, columns: dict[str, Array], factors: Collection[str]) -> bool:
        """Whether no name has another meaning here."""
        if self.factors & columns.keys() or self.columns.keys() & set(factors):
            return False
        return all(self.digests.get(n, d := digest(c)) == d for n, c in columns.items())

    def add(self, columns: dict[str, Array], factors: Collection[str]) -> None:
        """Take columns in."""
        self.factors |= set(factors)
        for name, column in columns.items():
            self.columns[name] = column
            self.digests[name] = digest(column)

    def coded(self, kind: str, column: Array) -> str:
        """Name of a column of groups or clusters, added where it is not there."""
        own = digest(column)
        for name, known in self.digests.items():
            if known == own and name.startswith(f"{kind}."):
                return name
        name = f"{kind}.{1 + sum(one.startswith(f'{kind}.') for one in self.columns)}"
        self.columns[name], self.digests[name] = column, own
        return name


def digest(column: Array) -> str:
    """What tells columns apart: their numbers."""
    return hashlib.sha256(np.ascontiguousarray(column, dtype=float).tobytes()).hexdigest()


class Answers:
    """Files of columns, filled by one fit after the other."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def place(self, found: SemFit, given: Given) -> Place:
        """Where the columns of a fit stand."""
        assert given.data is not None
        columns = {
            name: np.asarray(given.data[name], dtype=float) for name in found.table.observed
        }
        n = len(next(iter(columns.values())))
        factors = found.table.latent
        fit_for = (f for f in self.frames if f.n == n and f.takes(columns, factors))
        frame = next(fit_for, None)
        if frame is None:
            frame = Frame(n)
            self.frames.append(frame)
        frame.add(columns, factors)
        group = cluster = ""
        if given.group is not None and len(found.groups) > 0 and not found.two_level:
            group = frame.coded("group", _codes(given.group))
        if given.cluster is not None:
            cluster = frame.coded("cluster", _codes(given.cluster))
        return Place(1 + self.frames.index(frame), group, cluster)

    def written(self, names: Names) -> Iterator[bytes]:
        """Every file as CSV."""
        for frame in self.frames:
            heads = [names(name) for name in frame.columns]
            rows = zip(*(map(_cell, column) for column in frame.columns.values()), strict=True)
            yield lines([heads, *rows]).encode()


def _codes(those: Sequence[object]) -> Array:
    """Numbers from 1 in order of appearance; NaN where missing."""
    labels = {label: at for at, label in enumerate(group_labels(those), 1)}
    return np.array([float(labels.get(_label(one), np.nan)) for one in those])


def _label(one: object) -> str:
    found = group_labels([one])
    return found[0] if found else ""


def _cell(value: float) -> object:
    """Whole numbers without a point; others with every digit."""
    if np.isnan(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)
