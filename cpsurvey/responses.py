"""Answers on their way through: one batch per file in, one frame of numbers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.study import SECONDS
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import Background, Origin
from cpsurvey.nominations import Nominations

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
    said at the command line. `mended` cells were given back by a person, in the file whose
    digest is `fix_sha256`. Where the file answers an earlier version of the questionnaire, the
    study's own is `study_version`. `expired` rows were kept long enough, and are gone.
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
    mended: int = 0
    fix_sha256: str = ""
    study_version: str = ""
    expired: int = 0


@dataclass(frozen=True, slots=True)
class ReadAs:
    """One column of a file, and what it was taken for.

    Parameters
    ----------
    number : int
        Of the column, from 1.
    variable : str
        Of the questionnaire or the study; empty where the column is none.
    way : str
        ``"codes"``, ``"labels"``, ``"chosen"``, ``"numbers"``, ``"seconds"``, a role
        (``"respondent"``, ``"team"``), ``"platform: submitted"``, ``"text, not stored"``,
        ``"order of items, left out"`` or ``"left out"``.
    """

    number: int
    heading: str
    variable: str
    way: str


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


@dataclass(frozen=True, slots=True, eq=False)
class Heads(Sequence[Head]):
    """Who gave each of many answers, side by side; each one of them is a `Head`.

    Parameters
    ----------
    stamps : sequence of str or None
        As in `Head`; None where no row needs one.
    """

    rows: NDArray[np.integer]
    respondents: Coded[str | None]
    origins: Coded[Origin]
    states: NDArray[np.integer]
    submitted: Coded[str]
    language: Coded[str]
    seed: Coded[str]
    stamps: Sequence[str] | None = None

    @classmethod
    def of(cls, heads: Iterable[Head]) -> Heads:
        """Heads one by one, brought side by side."""
        those = list(heads)
        return cls(
            np.array([one.row for one in those], dtype=np.int64),
            Coded.of([one.respondent for one in those]),
            Coded.of([one.origin for one in those]),
            np.array([one.state for one in those], dtype=np.int64),
            Coded.of([one.submitted for one in those]),
            Coded.of([one.language for one in those]),
            Coded.of([one.seed for one in those]),
            [one.stamp for one in those],
        )

    def take(self, at: NDArray[np.intp] | slice) -> Heads:
        """Some of them."""
        if isinstance(at, slice) and at == slice(None):
            return self
        chosen = np.arange(len(self))[at].tolist() if self.stamps is not None else ()
        return Heads(
            self.rows[at],
            self.respondents.take(at),
            self.origins.take(at),
            self.states[at],
            self.submitted.take(at),
            self.language.take(at),
            self.seed.take(at),
            None if self.stamps is None else [self.stamps[one] for one in chosen],
        )

    def stamp(self, at: int) -> str:
        """Times by which one row is known again."""
        return self.stamps[at] if self.stamps is not None else ""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Head: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Head, ...]: ...
    def __getitem__(self, at: int | slice) -> Head | tuple[Head, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        return Head(
            int(self.rows[at]),
            self.respondents[at],
            self.origins[at],
            int(self.states[at]),
            self.submitted[at],
            self.language[at],
            self.seed[at],
            self.stamps[at] if self.stamps is not None else "",
        )

    def __iter__(self) -> Iterator[Head]:
        stamps = [""] * len(self) if self.stamps is None else self.stamps
        coded = self.submitted, self.language, self.seed
        return map(
            Head,
            self.rows.tolist(),
            self.respondents,
            self.origins,
            self.states.tolist(),
            *coded,
            stamps,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Heads) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class Why(NamedTuple):
    """In the place of an answer: why there is none."""

    reason: int


Kept = float | str | None | Why
"""What stands in a cell: a number, a label of a group, nothing at all, or why there is none."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One export file, converted through the codebook.

    Parameters
    ----------
    info : BatchInfo
        Provenance and counts.
    heads : Heads
        Who gave each accepted answer, in file order.
    columns : mapping of str to Coded
        What each of them has in every variable of the file: items, questions and checks as
        numbers or as why there is none, identifiers as text, ``seconds.<page>`` as numbers.
        Reasons are kept apart from values, because a value may be below zero.
    rejected : tuple of Rejected
        Quarantine: rows and cells with their rule.
    findings : tuple of Finding
        The same, summarised, with what else was noticed.
    told : mapping of str to Coded or None
        `columns` as they were before cells were mended, by which rows without an identifier
        are known again in a file where nobody mended them; None where none was.
    read_as : tuple of ReadAs
        What every column of the file was taken for; not kept.
    named : Nominations or None
        Whom people name; None where the file has no columns for it.
    """

    info: BatchInfo
    heads: Heads
    columns: Mapping[str, Coded[Kept]]
    rejected: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()
    told: Mapping[str, Coded[Kept]] | None = None
    read_as: tuple[ReadAs, ...] = ()
    named: Nominations | None = None

    @property
    def as_told(self) -> Mapping[str, Coded[Kept]]:
        """What the file itself says, mended cells as they were."""
        return self.columns if self.told is None else self.told

    @property
    def frame(self) -> pd.DataFrame:
        """Values alone, a row for each head: numbers, NaN without one; identifiers as text."""
        import pandas as pd

        return pd.DataFrame(
            {name: _values(column) for name, column in self.columns.items()},
            index=range(len(self.heads)),
        )

    @property
    def reasons(self) -> dict[str, list[int]]:
        """Variable with answers -> why each row has none, 0 where it has one."""
        return {
            name: [one.reason if isinstance(one, Why) else 0 for one in column]
            for name, column in self.columns.items()
            if not name.startswith(SECONDS) and not _is_text(column)
        }


def kept(
    values: Iterable[float | str | None], reasons: Sequence[int] | None = None
) -> Coded[Kept]:
    """A column of values, NaN or None where there is none, with the reasons beside it."""
    cells: list[Kept] = [None if value is None or value != value else value for value in values]
    if reasons is not None:
        pairs = zip(cells, reasons, strict=True)
        cells = [Why(int(reason)) if reason else cell for cell, reason in pairs]
    return Coded.of(cells)


def _is_text(column: Coded[Kept]) -> bool:
    return any(isinstance(kind, str) for kind in column.kinds)


def _values(column: Coded[Kept]) -> NDArray[Any]:
    if _is_text(column):
        return np.array(column.kinds, dtype=object)[column.at]
    return numbers(column.kinds)[column.at]


def numbers(kinds: Iterable[Kept]) -> NDArray[np.float64]:
    """Values of what stands in a column, NaN where it is none."""
    return np.array(
        [kind if isinstance(kind, int | float) else np.nan for kind in kinds], dtype=float
    )


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
    submitted : (n,) tuple of str
        Day of each row's answers, empty where it does not say; none at all: nobody's is known.
    since, until : str
        Days of the first and of the latest answers; empty where no row says its day.
    versions : mapping of (str, str) to int
        Wave and version of the questionnaire -> answers to it.
    """

    respondent: tuple[str, ...]
    values: Mapping[str, NDArray[np.float64]]
    reasons: Mapping[str, NDArray[np.int64]]
    groups: Mapping[str, NDArray[np.object_]]
    complete: NDArray[np.bool_]
    flow: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    submitted: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.respondent)


@dataclass(frozen=True, slots=True)
class KpiInfo:
    """Where indicators came from; ``rows == accepted + quarantined``.

    Parameters
    ----------
    warnings : mapping of str to int
        Rule -> how often it warned, besides what was set aside.
    """

    file: str
    sha256: str
    encoding: str
    delimiter: str
    rows: int
    accepted: int
    quarantined: int
    evidence: tuple[str, ...] = ()
    warnings: Mapping[str, int] = field(default_factory=dict)


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
    read_as: tuple[ReadAs, ...] = ()


@dataclass(frozen=True)
class StoredIndicators:
    """Indicators where they lie: there may be millions, and few analyses look at them.

    Parameters
    ----------
    mark : str
        Digest of what they depend on: the same one, the same indicators.
    files : tuple of KpiInfo
        Where they came from.
    read : callable
        Reads them.
    """

    mark: str
    files: tuple[KpiInfo, ...]
    read: Callable[[], Indicators] = field(compare=False, repr=False)

    @cached_property
    def rows(self) -> Indicators:
        """They themselves, read once.

        Raises
        ------
        CpsurveyError
            CPS202 what is read is not what was written.
        """
        return self.read()


@dataclass(frozen=True, slots=True)
class Indicators:
    """Everybody's current indicators, one entry per agent, period, reason and version.

    Parameters
    ----------
    agent, period, reason, indicator, version : Coded of str
        Columns of texts, each text once. Pseudonyms first; agents need not be respondents.
    n, total, logs : (m,) float arrays
        As in `KpiRow`, NaN where unknown.
    files : tuple of KpiInfo
        Where they came from.
    quarantine : sequence of (rule, column, count)
        What was set aside.
    """

    agent: Coded[str]
    period: Coded[str]
    reason: Coded[str]
    indicator: Coded[str]
    version: Coded[str]
    n: NDArray[np.float64]
    total: NDArray[np.float64]
    logs: NDArray[np.float64]
    files: tuple[KpiInfo, ...] = ()
    quarantine: tuple[tuple[str, str | None, int], ...] = ()
