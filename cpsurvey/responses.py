"""Answers on their way through: one batch per file in, one frame of numbers out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors.finding import Finding
from cpsurvey.identity import Background, Origin

if TYPE_CHECKING:
    import pandas as pd

PARTIAL, UNKNOWN, COMPLETE = 0, 1, 2
"""How far an answer got: not submitted, nothing says so, submitted."""
NOT_SHOWN = -99
"""Reason: the question never reached the respondent."""
SKIPPED = -98
"""Reason: shown and left blank."""


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """Where a batch came from; kept with it for ever.

    Counts: ``rows == accepted + quarantined`` with `rows` the data rows of the file;
    ``accepted == complete + unknown + partial``; `timed` pages of the form. `survey` is the
    platform's survey that the source names, where it names one, and `wave` the one that was
    said at the command line.
    """

    file: str
    sha256: str
    reader: str
    variant: str
    encoding: str
    delimiter: str
    questionnaire: str
    questionnaire_version: str
    questionnaire_sha256: str
    rows: int
    accepted: int
    quarantined: int
    complete: int
    partial: int
    unknown: int = 0
    timed: int = 0
    survey: str = ""
    wave: int | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row or a cell that did not fit, by place and rule; its answer is not repeated.

    `column` is None when the whole row was set aside.
    """

    row: int
    column: str | None
    rule: str


Standing = tuple[int, int, str]


def standing(state: int, answered: int, when: str | None) -> Standing:
    """Which of one person's answers counts: the one with the greatest standing.

    Complete before unknown before partial, then the one with more answers, then the later;
    what is still equal is decided by the later file, and the lower row in it.
    """
    return state, answered, when or ""


@dataclass(frozen=True, slots=True)
class Head:
    """Who gave one answer, when, and how far it got.

    Parameters
    ----------
    row : int
        Row in the file, counted from 1 after the header.
    respondent : str or None
        Identifier in its normal form; None when the row has none.
    state : int
        COMPLETE, UNKNOWN or PARTIAL.
    submitted : str
        Day of submission as ISO text, empty when unknown.
    language, seed : str
        Of the platform, empty when unknown.
    stamp : str
        Times by which a row without an identifier is known again; never stored as they are.
    """

    row: int
    respondent: str | None
    origin: Origin
    state: int
    submitted: str = ""
    language: str = ""
    seed: str = ""
    stamp: str = ""

    @property
    def background(self) -> Background:
        """What another answer under the same identifier must not contradict."""
        return Background(self.origin, self.language, self.seed, self.submitted)


@dataclass(frozen=True, slots=True)
class Batch:
    """One export file, converted through the codebook.

    Parameters
    ----------
    info : BatchInfo
        Provenance and counts.
    heads : tuple of Head
        Who gave each accepted answer, in file order.
    frame : DataFrame
        One row for each head, one column per variable: items, questions and checks as
        floats, NaN where nothing was answered; identifiers as text; ``seconds.<page>`` in
        whole seconds, NaN where unknown. Variables absent from the file are absent here.
    reasons : mapping of str to list of int
        Variable with answers -> why each row of `frame` has none, 0 where it has one.
        Reasons are kept apart from values, because a value may be below zero.
    rejected : tuple of Rejected
        Quarantine: rows and cells with their rule.
    findings : tuple of Finding
        The same, summarised, with what else was noticed.
    """

    info: BatchInfo
    heads: tuple[Head, ...]
    frame: pd.DataFrame
    reasons: Mapping[str, list[int]]
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Responses:
    """Everybody's current answers, as arrays of one length.

    Parameters
    ----------
    respondent : (n,) tuple of str
        Pseudonyms.
    values : mapping of str to (n,) float array
        Coded answers, NaN where missing; before reversal.
    reasons : mapping of str to (n,) int array
        Missing code where `values` is NaN, 0 elsewhere.
    groups : mapping of str to (n,) object array
        Team, centre, language and wave codes as text, None where missing.
    complete : (n,) bool array
        Submitted, or nothing says that it was not.
    flow : mapping of str to int
        Rows read, quarantined, superseded, of earlier waves, and kept, over all batches.
    seconds : mapping of str to (n,) float array
        Seconds on each page of the form that was timed, NaN where unknown.
    """

    respondent: tuple[str, ...]
    values: Mapping[str, NDArray[np.float64]]
    reasons: Mapping[str, NDArray[np.int64]]
    groups: Mapping[str, NDArray[np.object_]]
    complete: NDArray[np.bool_]
    flow: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.respondent)


@dataclass(frozen=True, slots=True)
class KpiInfo:
    """Where indicators came from; ``rows == accepted + quarantined``."""

    file: str
    sha256: str
    encoding: str
    delimiter: str
    rows: int
    accepted: int
    quarantined: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One indicator of one agent in one period, for one reason where the file tells them.

    Parameters
    ----------
    agent : str
        Raw identifier.
    version : str
        ``overall``, ``routine`` or ``nonroutine``.
    n : float or None
        Contacts behind it; None where the file does not say.
    total : float
        Contacts that count (binomial), events (count), or the sum of seconds or scores over
        the contacts (over one when `n` is None).
    logs : float or None
        Sum of the logarithms of the seconds, where contacts are known one by one.
    """

    source_row: int
    agent: str
    period: str
    reason: str
    indicator: str
    version: str
    n: float | None
    total: float
    logs: float | None = None


@dataclass(frozen=True, slots=True)
class KpiBatch:
    """One file of indicators, converted as the study declares it."""

    info: KpiInfo
    rows: tuple[KpiRow, ...]
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicators:
    """Everybody's current indicators, one entry per agent, period, reason and version.

    Parameters
    ----------
    agent, period, reason, indicator, version : tuples of str
        Pseudonyms first; agents need not be respondents.
    n, total, logs : (m,) float arrays
        As in `KpiRow`, NaN where unknown.
    files : tuple of KpiInfo
        Where they came from.
    quarantine : sequence of (rule, column, count)
        What was set aside.
    """

    agent: tuple[str, ...]
    period: tuple[str, ...]
    reason: tuple[str, ...]
    indicator: tuple[str, ...]
    version: tuple[str, ...]
    n: NDArray[np.float64]
    total: NDArray[np.float64]
    logs: NDArray[np.float64]
    files: tuple[KpiInfo, ...] = ()
    quarantine: tuple[tuple[str, str | None, int], ...] = ()
