"""Agreement on each code, between people, and between a person and a language model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.coded.data import Agreement, Between, Grade
from cpsurvey.kinds.coded.units import Unit
from cpsurvey.payload import limits
from cpsurvey.seen.coded import Coded
from cpsurvey.stats import coders

RELIABLE, TENTATIVE = 0.80, 0.667
"""Krippendorff's bands of alpha."""
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What agreement is worked out from."""

    held: Coded
    units: Sequence[Unit]
    draws: int
    seed: int

    def rows(self) -> Iterator[Agreement]:
        """Every code of several people, then of each model and the person nearest to it."""
        people = [at for at, one in enumerate(self.held.coders) if one.person]
        yield from self._between("people", people, None)
        models = [at for at, one in enumerate(self.held.coders) if not one.person]
        for place, model in enumerate(models):
            partner = self._partner(model, people)
            if partner is not None:
                yield from self._between("model", [partner, model], place)

    def _partner(self, model: int, people: Sequence[int]) -> int | None:
        """The person who shares most segments with a model."""
        shared = Counter(
            one for u in self.units if model in u.by for one in u.by if one in people
        )
        return max(shared, key=lambda one: (shared[one], -one)) if shared else None

    def _between(
        self, between: Between, those: Sequence[int], model: int | None
    ) -> Iterator[Agreement]:
        read = self._readers(those)
        some = [unit for unit in self.units if len(read[unit.source]) >= 2]
        some = [unit for unit in some if any(one in unit.by for one in those)]
        codes = list(dict.fromkeys(c for u in some for one in those for c in u.by.get(one, ())))
        for code in sorted(codes, key=list(self.held.codebook.codes).index):
            values = self._matrix(some, those, read, {code: 1.0}, absent=0.0)
            yield self._row(code, between, model, values, ordered=False)
        for name, order in self.held.codebook.ordered.items():
            marks = {code: float(at) for at, code in enumerate(order)}
            values = self._matrix(some, those, read, marks, absent=float("nan"))
            if np.any(np.sum(~np.isnan(values), axis=0) >= 2):
                yield self._row(name, between, model, values, ordered=True)

    def _readers(self, those: Sequence[int]) -> Mapping[int, set[int]]:
        """Source -> who of them coded it."""
        read: dict[int, set[int]] = defaultdict(set)
        for unit in self.units:
            read[unit.source] |= {one for one in unit.by if one in those}
        return read

    def _matrix(
        self,
        some: Sequence[Unit],
        those: Sequence[int],
        read: Mapping[int, set[int]],
        marks: Mapping[str, float],
        *,
        absent: float,
    ) -> Array:
        """(coders, units) values; `absent` where a coder who read the source gave none."""
        values = np.full((len(those), len(some)), np.nan)
        for column, unit in enumerate(some):
            for row, one in enumerate(those):
                if one not in read[unit.source]:
                    continue
                given = [marks[code] for code in unit.by.get(one, ()) if code in marks]
                values[row, column] = given[0] if len(given) == 1 else absent
        return values

    def _row(
        self, code: str, between: Between, model: int | None, values: Array, *, ordered: bool
    ) -> Agreement:
        rng = np.random.default_rng([self.seed, 35])
        level: coders.Level = "ordinal" if ordered else "nominal"
        alpha = coders.alpha(values, level, draws=self.draws, rng=rng)
        pair = _pair(values)
        kappa = None
        if pair is not None:
            size = int(np.nanmax(values)) + 1 if ordered else 2
            table = coders.crossed(pair[0], pair[1], max(size, 2))
            kappa = coders.kappa(table, "quadratic" if ordered else "none")
        entry = self.held.codebook.codes.get(code)
        return Agreement(
            code=code,
            label=dict(entry.label) if entry else {},
            between=between,
            model=model,
            ordered=ordered,
            units=alpha.units,
            agreement=number(kappa.agreement) if kappa else _alike(values),
            kappa=number(kappa.kappa) if kappa else None,
            kappa_ci=limits(kappa.lower, kappa.upper) if kappa else None,
            prevalence=number(kappa.prevalence) if kappa else None,
            bias=number(kappa.bias) if kappa else None,
            alpha=number(alpha.alpha),
            alpha_ci=limits(alpha.lower, alpha.upper),
        )


def _pair(values: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Values of the two coders, where two coded; None of more."""
    used = values[np.any(~np.isnan(values), axis=1)]
    if len(used) != 2:
        return None
    both = used[:, ~np.isnan(used).any(axis=0)].astype(np.int64)
    return (both[0], both[1]) if both.shape[1] else None


def _alike(values: Array) -> float | None:
    """Share of pairs of coders that agree, over units that two or more coded."""
    alike = pairs = 0
    for column in values.T:
        given = column[~np.isnan(column)]
        pairs += len(given) * (len(given) - 1) // 2
        alike += sum(n * (n - 1) // 2 for n in Counter(given.tolist()).values())
    return alike / pairs if pairs else None


def grades(rows: Sequence[Agreement]) -> Mapping[str, Grade]:
    """Grade of each code: by people where two coded it, else by a person and a model."""
    found: dict[str, Grade] = {}
    for between in ("model", "people"):
        for one in rows:
            if one.between == between and not one.ordered and one.alpha is not None:
                found[one.code] = _grade(one.alpha)
    return found


def _grade(alpha: float) -> Grade:
    if alpha >= RELIABLE:
        return "reliable"
    return "tentative" if alpha >= TENTATIVE else "left_out"
