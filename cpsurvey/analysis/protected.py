"""Which categories of people a run may show: decided once, for all its tables together.

Every table, note and model of a run that counts or describes people by category asks here,
so that what one of them hides no other one shows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import linked
from cpsurvey.design.form import CHOSEN
from cpsurvey.stats.disclosure import Mark, protect

if TYPE_CHECKING:
    from cpsurvey.design import Questionnaire, Study
    from cpsurvey.scoring import Scored

Flags = NDArray[np.bool_]
FEW_VALUES = 12
"""A variable that is no score and takes no more values than this is one of categories."""


@dataclass(frozen=True, slots=True)
class Categories:
    """One variable's categories and what may be told of them.

    Parameters
    ----------
    labels : tuple of str
        Codes or names, in the order of `Context.group_names`.
    member : (n,) int array
        Category of each respondent, -1 where there is none.
    counts : (m,) int array
    marks : tuple of Mark
        One per category.
    missing : int
        Respondents without a category.
    missing_mark : Mark
        Shown, unless another table makes a category of it (who was not asked).
    """

    name: str
    labels: tuple[str, ...]
    member: NDArray[np.int64]
    counts: NDArray[np.int64]
    marks: tuple[Mark, ...]
    missing: int
    missing_mark: Mark = "shown"

    @property
    def hidden(self) -> Flags:
        """Categories that are not shown, (m,)."""
        return np.array([mark != "shown" for mark in self.marks], dtype=bool)

    @property
    def small(self) -> Flags:
        """Categories that are not shown for being small, (m,)."""
        return np.array([mark == "small" for mark in self.marks], dtype=bool)

    @property
    def nothing(self) -> bool:
        """Whether no category is shown, nor told to be small."""
        return bool(self.marks) and all(mark == "withheld" for mark in self.marks)

    def mark(self, label: str) -> Mark:
        """What may be told of a category; of one that nobody chose as of the others."""
        if label in self.labels:
            return self.marks[self.labels.index(label)]
        return "withheld" if self.nothing else "shown"

    @property
    def cells(self) -> NDArray[np.int64]:
        """Counts with those without a category last, (m + 1,)."""
        return np.append(self.counts, self.missing)

    @property
    def cells_hidden(self) -> Flags:
        """Which of `cells` are not shown, (m + 1,)."""
        return np.append(self.hidden, self.missing_mark != "shown")

    def bounds(self, k: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Least and most people in each of `cells` that the marks alone leave possible."""
        hidden = self.cells_hidden
        small = np.append(self.small, self.missing_mark == "small")
        least = np.where(small, 1.0, np.where(self.nothing, 0.0, float(k)))
        most = np.where(small, k - 1.0, float(len(self.member)))
        return np.where(hidden, least, self.cells), np.where(hidden, most, self.cells)

    def hiding(self, hidden: Flags, k: int) -> Categories:
        """The same with at least these cells hidden, and what would reveal them."""
        quality = np.zeros(len(hidden), dtype=bool)
        quality[-1] = not hidden[-1]
        marks = protect(self.cells, k, hidden=hidden, quality=quality)
        return Categories(
            self.name,
            self.labels,
            self.member,
            self.counts,
            marks[:-1],
            self.missing,
            marks[-1],
        )


def categories(name: str, scored: Scored, k: int) -> Categories:
    """Categories of a group or of a variable's values, marked by themselves."""
    labels, member = coded(name, scored)
    counts = np.bincount(member[member >= 0], minlength=len(labels)).astype(np.int64)
    bare = Categories(
        name, tuple(labels), member, counts, _all_shown(labels), int((member < 0).sum())
    )
    return bare.hiding(np.zeros(len(labels) + 1, dtype=bool), k)


def _all_shown(labels: Sequence[str]) -> tuple[Mark, ...]:
    return tuple("shown" for _ in labels)


def coded(name: str, scored: Scored) -> tuple[list[str], NDArray[np.int64]]:
    """Names of a variable's categories in order, and each respondent's place or -1."""
    if name in scored.groups:
        members = scored.groups[name]
        labels = sorted({str(m) for m in members if m is not None})
        place = {label: i for i, label in enumerate(labels)}
        return labels, np.array(
            [-1 if m is None else place[str(m)] for m in members], dtype=int
        )
    codes = scored.values.get(name)
    if codes is None:
        return [], np.full(scored.n, -1)
    found = np.unique(codes[~np.isnan(codes)])
    member = np.where(np.isnan(codes), -1, np.searchsorted(found, codes))
    return [f"{code:g}" for code in found], member


def listed_groups(study: Study) -> set[str]:
    """Groups by which the study's analyses list people, and the language of the form."""
    asked = [r.options.get(key) for r in study.requests for key in ("by", "variables")]
    names = [name for one in asked for name in (one if isinstance(one, list) else [one])]
    found = {study.groups.get(str(name), str(name)) for name in [*names, "language"] if name}
    return found | ({study.wave} if study.wave else set())


class Protected:
    """The categories of one run's respondents.

    Parameters
    ----------
    scored : Scored
        Whom all analyses rest on.
    questionnaire : Questionnaire
        Whose questions with choices are categories.
    k : int
        Fewest people a category needs to be shown.
    groups : collection of str
        Groups (language, centre, team) that a table of the run may list.
    """

    def __init__(
        self,
        scored: Scored,
        questionnaire: Questionnaire,
        k: int,
        groups: Collection[str] = (),
    ) -> None:
        self.k = k
        self.scored = scored
        self._scores = {*questionnaire.items, *questionnaire.scale_by_id}
        self._scores |= {composite.id for composite in questionnaire.composites}
        chosen = [q for q in questionnaire.questions if q.type in CHOSEN]
        self._numbers = {q.id for q in questionnaire.questions if q not in chosen}
        self._groups = frozenset(groups)
        self._chosen = [
            name
            for q in chosen
            for name in (
                (q.id,) if q.type == "select_one" else questionnaire.variables_of(q.id)
            )
        ]

    @cached_property
    def listed(self) -> Mapping[str, Categories]:
        """Every variable that a table may list."""
        groups = [name for name in self.scored.groups if name in self._groups]
        names = dict.fromkeys([*self._chosen, *groups])
        found = [categories(name, self.scored, self.k) for name in names]
        return {one.name: one for one in linked.protect_together(found, self.k)}

    @cached_property
    def rests_on(self) -> object:
        """All that decides what `of` answers, but the variable it is asked about."""
        return self.k, sorted(self._scores), sorted(self._numbers), self.listed

    @cached_property
    def _told(self) -> dict[bytes, bool]:
        """Sets of people that were asked about, and whether their sizes tell."""
        return {}

    def seen_by(self, scored: Scored) -> Protected:
        """The same decisions; what else is asked is looked up in `scored`, the same people."""
        twin = copy(self)
        twin.__dict__.update(listed=self.listed, _told=self._told, scored=scored)
        return twin

    def on(self, scored: Scored) -> Protected:
        """The decisions for other respondents, by the same variables."""
        if scored is self.scored:
            return self
        twin = copy(self)
        for decided in ("listed", "rests_on", "_told"):
            twin.__dict__.pop(decided, None)
        twin.scored = scored
        return twin

    def of(self, name: str) -> Categories:
        """Categories of a variable; of a derived one as far as the listed ones allow."""
        if name in self.listed:
            return self.listed[name]
        own = categories(name, self.scored, self.k)
        if self.tells(own.member):
            own = own.hiding(np.ones(len(own.labels) + 1, dtype=bool), self.k)
        return own

    def is_categories(self, name: str) -> bool:
        """Whether a variable parts people into few kinds (a question, a comparison)."""
        if name in self._scores:
            return False
        values = self.scored.values.get(name)
        if values is None:
            return name in self.scored.groups
        return len(np.unique(values[~np.isnan(values)])) <= FEW_VALUES

    def mean_tells(self, name: str) -> bool:
        """Whether the mean of a variable, a number per category, tells a hidden count.

        Of a question answered with a number no table lists the counts: of more than two
        values they do not follow from mean, spread and n.
        """
        if not self.is_categories(name):
            return False
        found = self.of(name)
        listed = name not in self._numbers or len(found.labels) == 2
        return listed and bool(found.cells_hidden.any())

    def tells(self, member: NDArray[np.int64]) -> bool:
        """Whether the sizes of these sets of people would tell a count that is hidden.

        Models of imputed copies ask of the same sets again and again.
        """
        asked = member.tobytes()
        if asked not in self._told:
            self._told[asked] = self._leaks(member)
        return self._told[asked]

    def _leaks(self, member: NDArray[np.int64]) -> bool:
        own = list(self.listed.values())
        if not any(one.cells_hidden.any() for one in own):
            return False
        labels = tuple(str(i) for i in range(int(member.max(initial=-1)) + 1))
        counts = np.bincount(member[member >= 0], minlength=len(labels)).astype(np.int64)
        missing = int((member < 0).sum())
        more = Categories("", labels, member, counts, _all_shown(labels), missing)
        return linked.leak([*own, more], self.k) is not None
