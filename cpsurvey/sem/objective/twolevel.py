"""The likelihood of a model of two levels, from deviations and means of clusters."""

from __future__ import annotations

from cpsurvey.sem.language import levels
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.clusters import Clustered, rough
from cpsurvey.sem.moments.prepare import Rows
from cpsurvey.sem.objective.constraints import equalities
from cpsurvey.sem.objective.likelihood import CompleteML
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram


class TwoLevelML(CompleteML):
    """-2 log-likelihood per person, without its constant."""

    def __init__(self, table: Partable, parts: levels.Split, data: Clustered) -> None:
        inner = levels.deviations(table, parts)
        outer = levels.means(table, parts, data.sizes)
        self.rams = [Ram(inner), *(Ram(outer, g + 1) for g in range(len(data.sizes)))]
        self.samples = [data.deviations, *data.means]
        self.parts = [
            (ram, sample.moments(ram.means), sample.n / data.n)
            for ram, sample in zip(self.rams, self.samples, strict=True)
        ]
        self.saturated = [0.0] * len(self.parts)


def two_levels(
    table: Partable, parts: levels.Split, data: Clustered, rows: Rows | None = None
) -> Model:
    """Compile a table of `levels` on the data of both."""
    return Model(
        table,
        tuple(Ram(table, level) for level in (levels.WITHIN, levels.BETWEEN)),
        rough(data, parts),
        TwoLevelML(table, parts, data),
        equalities(table),
        rows,
    )
