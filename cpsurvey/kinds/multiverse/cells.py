"""The columns of one specification: whose, made how, beside what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.analysis import predictors
from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.inverses import pinv
from cpsurvey.kinds.multiverse import data as d
from cpsurvey.kinds.multiverse.choices import STAGES, whole_of
from cpsurvey.kinds.multiverse.orders import earlier
from cpsurvey.kinds.multiverse.question import Question
from cpsurvey.kinds.multiverse.scores import Scores, Way
from cpsurvey.kinds.multiverse.space import Cell
from cpsurvey.stats.multiverse.effects import Estimator, Places, Specification
from cpsurvey.stats.multiverse.sums import Sums

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
BESIDE = 10
"""Fewest respondents beyond the coefficients of the largest regression."""
SMALL_TEAM = 5
"""Members below which a team is small."""
OUTLYING = 0.001
"""Chance of a distance as large, of normal variables."""
DEPENDENT = 1e-8
"""Part of a column, of its length, that is left beside others on which it depends."""


@dataclass(frozen=True, slots=True)
class Made:
    """A specification, and the cluster (or respondent) behind each of its clusters (rows)."""

    specification: Specification
    n: int
    who: Codes


@dataclass
class Maker:
    """Makes specifications of one question; what many of them share is made once."""

    question: Question
    context: Context
    choices: Sequence[d.Choice]
    overlapping: set[str]
    noninvariant: tuple[str, ...] = ()
    _samples: dict[str, Context] = field(default_factory=dict)
    _scores: dict[tuple[str, str, Way], Array | None] = field(default_factory=dict)
    _controls: dict[tuple[str, str], list[Array]] = field(default_factory=dict)

    _groups: dict[str, Codes] = field(default_factory=dict)
    _numbers: dict[str, Codes] = field(default_factory=dict)

    @cached_property
    def units(self) -> dict[str, int]:
        """Every cluster (respondent, where there is none) of any sample, and its number."""
        samples = next(c for c in self.choices if c.dimension == "sample").levels
        names = [name for sample in samples for name in self._unit_names(sample)]
        return {name: at for at, name in enumerate(dict.fromkeys(names))}

    def _unit_names(self, sample: str) -> Sequence[str]:
        there, cluster = self._at(sample), self.question.cluster
        return there.group_names(cluster) if cluster else there.scored.respondent

    def level(self, cell: Cell, dimension: d.Dimension) -> str:
        """Level of a choice in a set of choices."""
        at = next(i for i, c in enumerate(self.choices) if c.dimension == dimension)
        return self.choices[at].levels[cell[at]]

    def made(self, cell: Cell, outcome: str) -> Made | None:
        """Specification of an outcome; None where too few are left or nothing varies."""
        columns = self._variables(cell, outcome)
        if columns is None:
            return None
        group = self._group(self.level(cell, "sample"))
        controls = self.controls(cell)
        keep = complete_rows([*columns, *controls])
        if group is not None:
            keep &= group >= 0
        keep = self._without(self.level(cell, "exclusions"), keep, columns, group)
        if keep.sum() < max(self.context.k, BESIDE + len(columns) + len(controls) + 2):
            return None
        rows = np.flatnonzero(keep)
        if group is not None:
            rows = rows[np.argsort(group[rows], kind="stable")]
        ranked = self.level(cell, "estimator") == "rank"
        scaled = [_scaled(c[rows], ranked=ranked) for c in columns]
        beside = [_scaled(c[rows], ranked=False) for c in controls]
        if any(c is None for c in scaled):
            return None
        return self._specified(
            cell,
            [c for c in scaled if c is not None],
            [c for c in beside if c is not None],
            rows,
            group,
        )

    # ------------------------------------------------------------------------ columns
    def _variables(self, cell: Cell, outcome: str) -> list[Array] | None:
        """Source, mediators, outcome, moderator."""
        question = self.question
        names = [question.source, *question.mediators, outcome]
        names += [question.moderator] if question.moderator else []
        facet = self.level(cell, "facet")
        whole = whole_of(facet, question, self.context)
        way = Way(
            cast(d.Items, self.level(cell, "items")),
            cast(d.Missing, self.level(cell, "missing")),
        )
        sample = self.level(cell, "sample")
        found = [self._score(sample, facet if n == whole else n, way) for n in names]
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) else None

    def _score(self, sample: str, name: str, way: Way) -> Array | None:
        key = (sample, name, way)
        if key not in self._scores:
            scores = Scores(self._at(sample), self.overlapping, self.noninvariant)
            self._scores[key] = scores.of(name, way)
        return self._scores[key]

    def _at(self, sample: str) -> Context:
        if sample not in self._samples:
            stage = STAGES[cast(d.Sample, sample)]
            self._samples[sample] = self.context if stage is None else self.context.at(stage)
        return self._samples[sample]

    def _group(self, sample: str) -> Codes | None:
        cluster = self.question.cluster
        if cluster and sample not in self._groups:
            self._groups[sample] = self._at(sample).group(cluster)
        return self._groups.get(sample)

    def controls(self, cell: Cell) -> list[Array]:
        """Columns of the controls of a set of choices."""
        key = (self.level(cell, "sample"), self.level(cell, "controls"))
        if key not in self._controls:
            formula = self._formula(key[1])
            columns = predictors.columns(formula, self._at(key[0])) if formula else []
            self._controls[key] = [column.values for column in columns]
        return self._controls[key]

    def _formula(self, level: str) -> str:
        declared, further = self.question.covariates, self.question.further
        if level == "none":
            return ""
        if level.startswith("="):
            return level[1:]
        more = {"declared": "", "+": further}.get(level, level[1:])
        return " + ".join(part for part in (declared, more) if part)

    # --------------------------------------------------------------------------- rows
    def _without(
        self, level: str, keep: NDArray[np.bool_], columns: Sequence[Array], group: Codes | None
    ) -> NDArray[np.bool_]:
        if level == "small_teams" and group is not None:
            members = np.bincount(group[keep], minlength=int(group.max(initial=0)) + 1)
            return np.asarray(keep & (members[group] >= SMALL_TEAM))
        if level == "outliers" and keep.sum() > len(columns) + 1:
            rows = np.flatnonzero(keep)
            kept = keep.copy()
            kept[rows[_outlying(np.column_stack(columns)[rows])]] = False
            return kept
        return keep

    # ------------------------------------------------------------------ specification
    def _specified(
        self,
        cell: Cell,
        scaled: Sequence[Array],
        beside: Sequence[Array],
        rows: NDArray[np.intp],
        group: Codes | None,
    ) -> Made | None:
        question, k = self.question, len(self.question.mediators)
        columns = [*scaled]
        moderator = product = None
        if question.moderator:
            parts = (question.source, *question.mediators)
            moderated = scaled[parts.index(question.moderated or "")]
            moderator, product = k + 2, k + 3
            columns.append(moderated * scaled[moderator])
        begins = who = None
        if group is not None:
            who, begins = np.unique(group[rows], return_index=True)
            if len(who) < 2:
                return None
        estimator = self.level(cell, "estimator")
        left = _independent(columns, beside, begins if estimator == "within" else None)
        if left is None:
            return None
        z = np.column_stack([*columns, *left, np.ones(len(rows))])
        places = Places(
            source=0,
            mediators=tuple(range(1, k + 1)),
            outcome=k + 1,
            moderator=moderator,
            product=product,
            controls=tuple(range(len(columns), len(columns) + len(left))),
        )
        return Made(
            Specification(
                Sums(z, begins),
                places,
                cast(Estimator, estimator),
                [list(earlier(question, j)) for j in range(k)],
            ),
            len(rows),
            self._numbered(self.level(cell, "sample"), rows if who is None else who),
        )

    def _numbered(self, sample: str, who: Codes) -> Codes:
        if sample not in self._numbers:
            names = self._unit_names(sample)
            self._numbers[sample] = np.array([self.units[name] for name in names])
        return self._numbers[sample][who]


def _scaled(column: Array, *, ranked: bool) -> Array | None:
    """Mean 0 and standard deviation 1, of the ranks where asked; None without spread."""
    x = _ranks(column) if ranked else column
    spread = float(x.std(ddof=1))
    return (x - x.mean()) / spread if spread > DEPENDENT else None


def _ranks(x: Array) -> Array:
    """Ranks from 1, the mean of those that tie."""
    _, member, count = np.unique(x, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2.0)[member])


def _outlying(x: Array) -> NDArray[np.bool_]:
    """Rows whose distance from the middle is rarer than `OUTLYING` (Mahalanobis)."""
    left = x - x.mean(axis=0)
    inverse = pinv(left.T @ left / (len(x) - 1))
    far = float(special.chdtri(x.shape[1], OUTLYING))
    return np.asarray(np.einsum("ni,ij,nj->n", left, inverse, left) > far)


def _independent(
    columns: Sequence[Array], controls: Sequence[Array], begins: Codes | None
) -> list[Array] | None:
    """Controls that no others make up; None where a variable is made up by the rest."""
    z = np.column_stack([np.ones(len(columns[0])), *controls, *columns])
    if begins is not None:
        sizes = np.diff(np.append(begins, len(z)))
        z = z - np.repeat(np.add.reduceat(z, begins) / sizes[:, None], sizes, axis=0)
        z[:, 0] = 1.0
    left = np.abs(np.diag(np.linalg.qr(z, mode="r"))) > DEPENDENT * len(z) ** 0.5
    if not left[1 + len(controls) :].all():
        return None
    return [c for c, kept in zip(controls, left[1 : 1 + len(controls)], strict=True) if kept]
