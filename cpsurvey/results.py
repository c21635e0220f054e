"""What an analysis leaves behind: frozen, JSON-safe, complete with its sample.

Numbers keep full precision. What is missing is ``None`` with a caveat that says why: a
NaN or an infinity becomes one where a result is made, so that none can end a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from cpsurvey.finite import Cleaner

D = TypeVar("D")
Scalar = str | int | float | bool | None
Labels = Mapping[str, Mapping[str, str]]
"""Language -> text for every variable, scale, model and analysis, by id."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Who was counted; ``read == used + sum(dropped.values())``.

    Parameters
    ----------
    read : int
        Respondents the analysis was given.
    used : int
        Respondents its numbers rest on.
    dropped : mapping of str to int
        Named reason -> respondents lost to it (``"missing_item"``, ``"attention"``).
    """

    read: int
    used: int
    dropped: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lost = sum(self.dropped.values())
        if self.read != self.used + lost or min(self.read, self.used) < 0:
            raise AssertionError(
                f"sample does not add up: read {self.read}, used {self.used}, dropped {lost}"
            )


@dataclass(frozen=True, slots=True)
class Estimate:
    """One parameter; names follow lavaan's ``parameterEstimates``."""

    lhs: str
    op: str
    rhs: str
    est: float | None
    se: float | None = None
    z: float | None = None
    pvalue: float | None = None
    ci_lower: float | None = None
    ci_upper: float | None = None
    std_lv: float | None = None
    std_all: float | None = None
    group: int = 1
    label: str = ""
    std_ci_lower: float | None = None
    std_ci_upper: float | None = None


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something a reader must know about a result; its text is chosen by the report.

    Parameters
    ----------
    code : str
        Key of the report's phrase list (``"negative_alpha"``).
    severity : str
        ``"note"``, ``"warning"``; ``"inadmissible"``: there is a result and it must not be
        read; ``"not_done"``: there is none; ``"not_applicable"``: there can be none, and
        nothing is wrong (no such data, or hidden to protect people).
    values : mapping
        Numbers and ids that the phrase mentions; never an answer or a name.
    """

    code: str
    severity: str = "note"
    values: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result(Generic[D]):
    """One analysis, done.

    Parameters
    ----------
    kind : str
        Kind of analysis, a folder of ``cpsurvey.kinds``.
    id : str
        Unique within a run.
    sample : Sample
        Who was counted.
    data : Payload
        What the kind leaves behind (``docs/results.md``); None where nothing was done.
    fit : mapping
        Fit measures by lavaan's names.
    estimates : sequence of Estimate
        Model parameters, in model order.
    caveats : sequence of Caveat
        What the reader must know.
    """

    kind: str
    id: str
    sample: Sample
    data: D
    fit: Mapping[str, float | int | None] = field(default_factory=dict)
    estimates: Sequence[Estimate] = ()
    caveats: Sequence[Caveat] = ()

    def __post_init__(self) -> None:
        """Take out what JSON cannot hold, and say so."""
        clean = Cleaner()
        for name in ("sample", "data", "fit", "estimates", "caveats"):
            object.__setattr__(self, name, clean(name, getattr(self, name)))
        if clean.lost:
            said = Caveat("not_finite", "warning", {"fields": clean.summary()})
            object.__setattr__(self, "caveats", (*self.caveats, said))

    @property
    def done(self) -> bool:
        """Whether there is anything to show."""
        return not any(c.severity in ("not_done", "not_applicable") for c in self.caveats)


TOO_FEW = {
    *("groups_too_few", "clusters_descriptive", "kpi_few_clusters"),
    "fewer_respondents_than_parameters",
}
"""Caveats that say: too few to be read as more than a description."""


def admissible(result: Result[Any]) -> bool:
    """Whether the solution behind a result is one: converged, nothing inadmissible."""
    solved = result.data is None or result.data.solved
    return solved and not any(c.severity == "inadmissible" for c in result.caveats)


def too_few(result: Result[Any]) -> bool:
    """Whether a result is a solution, but of too few to be more than a description."""
    few = any(caveat.code in TOO_FEW for caveat in result.caveats)
    return few and result.done and admissible(result)


def sound(result: Result[Any]) -> bool:
    """Whether a number of this result may be quoted elsewhere than in its own tables.

    The one answer for first pages, verdicts, comparisons and pages for managers.
    """
    return result.done and admissible(result) and not too_few(result)


@dataclass(frozen=True, slots=True)
class ResultSet:
    """All results of one run, with the words needed to report them.

    Parameters
    ----------
    study : mapping
        ``id``, ``title`` per language, ``languages``, ``simulated``, and the
        ``report`` section of the study file (formats, documents, ``min_cell``).
    labels : mapping
        Id -> language -> text.
    provenance : mapping
        Versions, hashes, seed, sources; what table T26 prints.
    results : sequence of Result
        In the order the study asked for them.
    """

    study: Mapping[str, Any]
    labels: Labels
    provenance: Mapping[str, Any]
    results: Sequence[Result[Any]]
