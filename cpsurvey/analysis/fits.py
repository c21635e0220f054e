"""Models fitted in one run, so that none is fitted twice and samples are prepared once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import variables
from cpsurvey.sem.language.syntax import Syntax, parse

if TYPE_CHECKING:
    from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
SAMPLES = 6
"""Samples, the last ones asked for, whose saturated models are kept: they take memory."""
ROWS = 120_000
"""Rows that the samples kept may have together: one of 50,000 takes 100 MB."""
OF_THE_MODEL = ("kind", "std_lv", "fixed_x")
"""Options two models of one sample may differ in and still share what is known of it."""


class Fits:
    """Fits by model, options and the very numbers they rest on.

    The numbers themselves are part of the key (as a digest), so that another selection of
    respondents or another coding can never be answered with an old fit.
    """

    def __init__(self) -> None:
        self._samples: OrderedDict[_Sample, dict[Hashable, SemFit]] = OrderedDict()

    def fit(
        self,
        model: str | Syntax,
        data: Mapping[str, Array],
        *,
        cluster: Sequence[int | None] | None = None,
        ordered: Sequence[str] | str = (),
        **options: Any,
    ) -> SemFit:
        """As `sem.fit.fit`; the same object when asked the same again.

        Parameters
        ----------
        data : mapping of str to (n,) array
        options
            Hashable ones, among those of `sem.fit.fit`.
        """
        from cpsurvey.sem.fit import fit

        syntax = model if isinstance(model, Syntax) else parse(model)
        observed, _ = variables(syntax)
        names = [name for name in observed if name in data]
        chosen = ordered if isinstance(ordered, str) else tuple(sorted(ordered))
        shared = {k: v for k, v in options.items() if k not in OF_THE_MODEL}
        sample = _Sample(
            len(data[names[0]]) if names else 0,
            tuple(names),
            _digest([data[name] for name in names]),
            None if cluster is None else tuple(cluster),
            chosen,
            tuple(sorted(shared.items())),
        )
        fits = self._samples.setdefault(sample, {})
        self._samples.move_to_end(sample)
        while len(self._samples) > 1 and self._too_many:
            self._samples.popitem(last=False)
        for old in list(self._samples)[:-SAMPLES]:
            _forget(self._samples[old].values())
        own = (syntax, *(options.get(name) for name in OF_THE_MODEL))
        if own not in fits:
            like = next(iter(fits.values()), None)
            fits[own] = fit(
                syntax, data, cluster=cluster, ordered=ordered, like=like, **options
            )
        return fits[own]

    @property
    def _too_many(self) -> bool:
        return sum(sample.rows for sample in self._samples) > ROWS


def _forget(fits: Iterable[SemFit]) -> None:
    """Let go of what was worked out of the samples of old fits, which stay."""
    for found in fits:
        for sample in found.model.samples:
            if sample.patterns is not None:
                sample.patterns.known.clear()


class _Sample(NamedTuple):
    """What fits rest on: the numbers themselves by their digest."""

    rows: int
    names: tuple[str, ...]
    numbers: bytes
    cluster: tuple[int | None, ...] | None
    ordered: Hashable
    options: Hashable


def _digest(columns: Sequence[Array]) -> bytes:
    found = hashlib.sha256()
    for column in columns:
        found.update(np.ascontiguousarray(column, dtype=float).tobytes())
        found.update(b"|")
    return found.digest()
