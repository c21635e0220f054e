"""One export file, from bytes to a batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.load import Instrument
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors.finding import Finding
from cpsurvey.forms.opened import LARGEST
from cpsurvey.forms.read import definition_of, is_definition
from cpsurvey.identity import Ids, normal
from cpsurvey.intake import (
    aside,
    checks,
    convert,
    detect,
    labels,
    layout,
    mending,
    overview,
    people,
    personal,
    progress,
    repeated,
    shifted,
    spreadsheet,
    timing,
    value_labels,
)
from cpsurvey.intake.aside import Aside
from cpsurvey.intake.converted import Cell, Cells, Converted
from cpsurvey.intake.export import Export, readers
from cpsurvey.intake.file import File
from cpsurvey.intake.headings import line_out
from cpsurvey.intake.match import Matched, left_out, match
from cpsurvey.intake.mending import Fix
from cpsurvey.intake.network.survey import Row as About
from cpsurvey.intake.network.survey import nominations
from cpsurvey.intake.rows import Rows, choose
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.versions import version_of
from cpsurvey.nominations import Nominations
from cpsurvey.responses import (
    COMPLETE,
    PARTIAL,
    UNKNOWN,
    Batch,
    BatchInfo,
    Heads,
    Kept,
    Why,
)
from cpsurvey.responses import kept as kept_column


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read.

    Parameters
    ----------
    export : Export
        What was read, mended cells in their places.
    every : mapping of str to Coded
        What each row has in every variable, also the rows that are set aside.
    """

    batch: Batch
    export: Export
    every: Mapping[str, Coded[Kept]]
    matched: Matched
    questionnaire: Questionnaire

    def aside(self) -> tuple[Aside, ...]:
        """Cells and rows set aside, with their texts: for the person who has the file."""
        info, rejected = self.batch.info, self.batch.rejected
        listed = aside.listed(
            rejected, self.export, self.matched, self.questionnaire, info.file, info.sha256
        )
        return tuple(listed)


def read(
    path: Path,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    *,
    questionnaire_sha256: str,
    ids: Ids = None,
) -> Batch:
    """Read an export through the codebook; what does not fit is set aside, not lost.

    Parameters
    ----------
    ids : str or None
        What the study says about identifiers that are alike but not the same.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS117 when nothing of the file can be used, CPS130 to CPS141 when it
        cannot be told who answered.
    """
    through = Through(questionnaire, spec, questionnaire_sha256, ids)
    return reading(path, through).batch


@dataclass(frozen=True, slots=True)
class Through:
    """What a file is read through; see `read`.

    Parameters
    ----------
    told : callable, optional
        Told how many bytes of a large file are read, of how many.
    decided : callable, optional
        Told how much is decided of what the file holds, of how much.
    before : Instrument, optional
        The version that the questionnaire replaces: a file may answer it.
    study_version : str
        Version of the study's questionnaire, where the file answers the one before.
    consent_elsewhere : bool
        Consent to the network was taken outside the form.
    nameable : frozenset of str
        Tokens of those who can be named, where the study lists them.
    """

    questionnaire: Questionnaire
    spec: SourceSpec
    questionnaire_sha256: str
    ids: Ids = None
    told: Callable[[int, int], None] | None = None
    decided: Callable[[int, int], None] | None = None
    before: Instrument | None = None
    study_version: str = ""
    consent_elsewhere: bool = False
    nameable: frozenset[str] = frozenset()

    def tell(self, done: int) -> None:
        """So many quarters are decided."""
        if self.decided:
            self.decided(done, 4)


def reading(path: Path, through: Through, fix: Fix | None = None) -> Reading:
    """Read an export, with cells in the place of those that were set aside.

    Raises
    ------
    CpsurveyError
        As `read`; CPS128 the cells are not of this file, or do not fit either.
    """
    file = opened(path, through.spec, through.told)
    through, said = _answered(file, through)
    file = _asked(file, through)
    as_it_is = _noted(_read(file, through), said)
    mends = fix.of(file.sha256) if fix else ()
    if not fix or not mends:
        return as_it_is
    export = mending.mended(file.export, as_it_is.aside(), mends, fix.name)
    whole = _noted(_read(replace(file, export=export), replace(through, decided=None)), said)
    mending.refuse_unfit(whole.aside(), mends, fix.name)
    batch = whole.batch
    there = batch.heads.rows.astype(np.int64) - 1
    told = {name: column.take(there) for name, column in as_it_is.every.items()}
    cells = "1 cell" if len(mends) == 1 else f"{len(mends)} cells"
    info = replace(
        batch.info,
        mended=len(mends),
        fix_sha256=fix.sha256,
        evidence=(*batch.info.evidence, f"{cells} mended, as {fix.name} says"),
    )
    return replace(whole, batch=replace(batch, info=info, told=told))


def _answered(file: Opened, through: Through) -> tuple[Through, list[Finding]]:
    """Through the version that the file answers."""
    before = through.before
    now = through.questionnaire
    chosen, said = version_of(
        [column.heading for column in file.export.columns],
        now,
        before.questionnaire if before else None,
        through.spec.version,
        file.name,
    )
    if before is None or chosen is now:
        return through, said
    return replace(
        through,
        questionnaire=chosen,
        questionnaire_sha256=before.sha256,
        study_version=now.version,
    ), said


def _noted(reading: Reading, said: list[Finding]) -> Reading:
    batch = reading.batch
    return replace(reading, batch=replace(batch, findings=(*said, *batch.findings)))


def read_opened(file: Opened, through: Through) -> Batch:
    """Read a file that is open already; see `read`."""
    return _read(_asked(file, through), through).batch


def _asked(file: Opened, through: Through) -> Opened:
    """A file without the platform's own columns that the source leaves out, and headings."""
    export = left_out(file.export, through.spec, file.name)
    export = repeated.without(export, through.questionnaire, through.spec, file.name)
    return replace(file, export=export)


def _read(file: Opened, through: Through) -> Reading:
    questionnaire, spec, where = through.questionnaire, through.spec, file.name
    export = file.export
    matched, findings = match(export, questionnaire, spec, where)
    export, said = value_labels.read(export, matched, questionnaire, spec, where)
    export, moved = shifted.look(export, matched, questionnaire, where)
    table = export.table
    columns, cells_rejected = convert.whole_file(export, matched, questionnaire, spec, where)
    through.tell(1)
    seconds, bad_times = timing.seconds(
        export, matched.timed, questionnaire, columns, spec, where
    )
    leads = _leads(export, matched)
    groups, found = labels.read(export, matched, questionnaire, spec, leads, where)
    progress_ = progress.read(leads, table.n, spec.dates, where, export.aside, table.places)
    own = questionnaire.identifiers.respondent.variable
    who = people.read(
        _declared(export, matched, questionnaire),
        leads,
        table,
        through.ids,
        where,
        line_out(spec.columns, export, ("token", "id"), matched.columns.get(own)),
    )
    through.tell(3)
    rows = _rows(columns, questionnaire, groups, progress_, who, leads)
    named, said_of_ties = _nominations(export, matched, columns, rows, through, where)
    rows_rejected = choose(
        rows,
        table=table,
        aside={**progress_.aside, **export.aside},
        drop_partial=spec.partial == "drop",
        undeclared=progress_.undeclared,
        where=where,
        with_trials=line_out(spec.columns, export, ("status", "channel")),
    )
    places = _others(table.n, [one.row - 1 for one in rows_rejected])
    heads = rows.heads.take(places)
    rejected = sorted(
        [*rows_rejected, *cells_rejected, *bad_times], key=lambda r: (r.row, r.column or "")
    )
    seen = (
        *file.seen,
        *checks.answer_ways({name: column.way for name, column in columns.items()}),
        *((matched.timed.seen,) if matched.timed.seen else ()),
        *progress_.seen,
    )
    every = _kept(groups, columns, seconds)
    through.tell(4)
    ways = {name: column.way for name, column in columns.items()}
    batch = Batch(
        replace(
            _info(file, heads, len(rows_rejected), seen, through),
            timed=len(seconds),
            survey=spec.survey or "",
        ),
        heads,
        {name: column.take(places) for name, column in every.items()},
        tuple(rejected),
        (
            *export.findings,
            *findings,
            *said,
            *moved,
            *found,
            *who.findings,
            *progress_.findings,
            *spreadsheet.lookups(matched.columns, table, where),
            *personal.personal_data(export, matched.unknown, where),
            *checks.summarise(rejected, export, matched, questionnaire, where),
            *checks.kept_codes(columns, questionnaire, where),
            *said_of_ties,
        ),
        named=named,
        read_as=tuple(overview.read_as(export, matched, ways, questionnaire)),
    )
    return Reading(batch, file.export, every, matched, questionnaire)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of which the platform is known."""

    name: str
    sha256: str
    sheet: Sheet
    reader: str
    export: Export
    seen: tuple[str, ...]


def opened(
    path: Path, spec: SourceSpec, told: Callable[[int, int], None] | None = None
) -> Opened:
    """From bytes to the columns of one platform."""
    bytes_ = File.at(path, told)
    where = bytes_.name
    if spec.format is None:
        _refuse_definition(bytes_)
    sheet = layout.untitled(sheet_of(bytes_, Told(spec.encoding, spec.delimiter, spec.sheet)))
    name, evidence = detect.platform(sheet, spec.format, where)
    export = layout.trimmed(readers.get(name).read(sheet, where))
    export = replace(export, findings=(*sheet.findings, *export.findings))
    seen = (*sheet.seen, *evidence.seen, *export.seen)
    return Opened(where, bytes_.sha256(), sheet, name, export, seen)


def _refuse_definition(file: File) -> None:
    """Refuse what asks questions and holds no answers; one is never large.

    Raises
    ------
    CpsurveyError
        CPS118.
    """
    data = file.data() if file.size <= LARGEST else file.start
    if definition := definition_of(data, file.name):
        raise is_definition(definition, file.name)


def _info(
    file: Opened,
    heads: Heads,
    quarantined: int,
    seen: tuple[str, ...],
    through: Through,
) -> BatchInfo:
    """Where a batch came from, and how many rows of each state it has."""
    partial, unknown, complete = (
        int((heads.states == state).sum()) for state in (PARTIAL, UNKNOWN, COMPLETE)
    )
    return BatchInfo(
        file=file.name,
        sha256=file.sha256,
        reader=file.reader,
        variant=file.export.variant,
        encoding=file.sheet.encoding,
        delimiter=file.sheet.delimiter,
        questionnaire=through.questionnaire.id,
        questionnaire_version=through.questionnaire.version,
        questionnaire_sha256=through.questionnaire_sha256,
        study_version=through.study_version,
        rows=file.export.table.n,
        accepted=len(heads),
        quarantined=quarantined,
        complete=complete,
        partial=partial,
        unknown=unknown,
        evidence=seen,
    )


def _leads(export: Export, matched: Matched) -> dict[str, Cells]:
    """Cells of the platform's own columns; the questionnaire's variables go first."""
    left = export.without({column.index for column in matched.columns.values()})
    return {
        **{role: export.table.columns[at] for role, at in left.leads.items()},
        **left.made,
    }


def _others(n: int, aside: Sequence[int]) -> NDArray[np.intp] | slice:
    """Places of the rows that are not set aside."""
    if not aside:
        return slice(None)
    kept = np.ones(n, dtype=bool)
    kept[aside] = False
    return np.flatnonzero(kept)


def _declared(export: Export, matched: Matched, questionnaire: Questionnaire) -> Cells | None:
    column = matched.columns.get(questionnaire.identifiers.respondent.variable)
    return None if column is None else export.table.columns[column.index]


def _rows(
    columns: Mapping[str, Converted],
    questionnaire: Questionnaire,
    groups: Mapping[str, labels.Labels],
    progress_: progress.Progress,
    who: people.People,
    leads: Mapping[str, Cells],
) -> Rows:
    """What is known of every row, side by side."""
    n = len(who.ids)
    named = questionnaire.identifiers
    empty: Coded[str | None] = Coded.full(None, n)
    language = groups.get(named.language.variable) if named.language else None
    if language is None:
        language = leads.get("language", empty).map(lambda cell: normal(cell or ""))
    wave = groups.get(named.wave.variable) if named.wave else None
    answered = np.zeros(n, dtype=np.int32)
    with_item = np.zeros(n, dtype=bool)
    for name, column in columns.items():
        there = column.there
        answered += there
        if name in questionnaire.counted:
            with_item |= there
    states = progress_.states
    heads = Heads(
        rows=np.arange(1, n + 1, dtype=np.uint32),
        respondents=who.ids,
        origins=who.origins,
        states=np.array(states.kinds, dtype=np.uint8)[states.at],
        submitted=progress_.days,
        language=language.map(lambda one: (one or "").casefold()),
        seed=leads.get("seed", empty).map(lambda cell: cell.strip() if cell else ""),
        stamps=list(progress_.stamps()) if None in who.ids.kinds else None,
    )
    return Rows(
        heads=heads,
        waves=(empty if wave is None else wave).map(lambda one: one or ""),
        occasions=leads.get("occasion", empty).map(lambda one: one or ""),
        moment=progress_.moment,
        values=[column.cells for column in columns.values()],
        answered=answered,
        with_item=with_item,
        alone=who.alone,
    )


def _nominations(
    export: Export,
    matched: Matched,
    columns: Mapping[str, Converted],
    rows: Rows,
    through: Through,
    where: str,
) -> tuple[Nominations | None, list[Finding]]:
    """Whom people name, where the file has columns for it."""
    network = through.questionnaire.network
    if network is None or not matched.named:
        return None, []
    asked = columns.get(network.consent.id) if network.consent else None
    consents = None
    if asked is not None:
        consents = [None if one != one else one for one in asked.values.tolist()]
    heads = rows.heads
    return nominations(
        matched.named,
        export.table,
        network,
        About(heads.respondents, consents, np.asarray(heads.states) != PARTIAL, rows.waves),
        elsewhere=through.consent_elsewhere,
        known=through.nameable,
        where=where,
    )


def _kept(
    groups: Mapping[str, labels.Labels],
    columns: Mapping[str, Converted],
    seconds: Mapping[str, NDArray[np.float64]],
) -> dict[str, Coded[Kept]]:
    """Every variable as it is kept: a value, a label, or why there is none."""
    return {
        **{name: column.map(lambda label: label) for name, column in groups.items()},
        **{name: column.cells.map(_answer) for name, column in columns.items()},
        **{name: kept_column(times) for name, times in seconds.items()},
    }


def _answer(cell: Cell) -> Kept:
    value, reason, _ = cell
    return Why(reason) if reason else value
