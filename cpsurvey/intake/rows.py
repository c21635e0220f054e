"""Which rows of a file become answers, and which are set aside and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, as_it_is
from cpsurvey.errors import CpsurveyError
from cpsurvey.identity import contradiction
from cpsurvey.intake.table import Table
from cpsurvey.responses import PARTIAL, Heads, Rejected, standing

_ONLY_TRIALS = (
    "export the answers of real people; to try the study with these, leave the columns of the "
    "status and the channel out, in the source: "
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a file, side by side; what `choose` decides on.

    Parameters
    ----------
    waves : Coded
        Wave of each row, empty without one.
    occasions : Coded
        Event or repetition each row is of, as the platform says; empty without one.
    moment : callable
        Place of a row, from 0 -> its sortable time, empty when unknown.
    values : list of Coded
        What each row says, for telling a repetition from a second answer.
    answered : (n,) int array
        Answers to items, questions and checks.
    with_item : (n,) bool array
        Whether any item was answered.
    alone : bool
        Whether nobody stands in two rows.
    """

    heads: Heads
    waves: Coded[str]
    occasions: Coded[str]
    moment: Callable[[int], str]
    values: Sequence[Coded[Any]]
    answered: NDArray[np.integer[Any]]
    with_item: NDArray[np.bool_]
    alone: bool


def choose(
    rows: Rows,
    *,
    table: Table,
    aside: Mapping[int, str],
    drop_partial: bool,
    undeclared: bool,
    where: str,
    with_trials: str = "",
) -> list[Rejected]:
    """Rows to set aside, with their rule; of one person's rows the best one stays.

    `with_trials` is the line of the source that reads previews and tests, too.

    Raises
    ------
    CpsurveyError
        CPS134 a numbered response contradicts itself, CPS135 nothing is left, CPS141 the
        order of dates decides and is not declared, CPS142 rows of one person are of several
        events.
    """
    rules: dict[int, str] = {**dict.fromkeys(table.ragged, "ragged_row"), **aside}
    for at in np.flatnonzero(~rows.with_item).tolist():
        rules.setdefault(at + 1, "no_answer")
    if drop_partial:
        for at in np.flatnonzero(rows.heads.states == PARTIAL).tolist():
            rules.setdefault(at + 1, "partial")
    groups = _of_one_person(rows, rules)
    _refuse_several_occasions(rows, groups, table, where)
    for group in groups:
        _refuse_two_people(rows, group, table, where)
        best = _best(rows, group, table, undeclared=undeclared, where=where)
        rules |= {at + 1: "duplicate" for at in group if at != best}
    if len(rules) == table.n:
        counts = Counter(rules.values())
        said = ", ".join(f"{count} {rule}" for rule, count in sorted(counts.items()))
        raise CpsurveyError(
            "CPS135",
            f"all {len(rules)} rows were set aside: {said}",
            where=where,
            fix=_ONLY_TRIALS + with_trials
            if with_trials and counts.keys() <= {"preview", "test"}
            else "check the filter of the export, and 'columns:' and 'partial:' of the source",
        )
    return [Rejected(row, None, rule) for row, rule in sorted(rules.items())]


def _of_one_person(rows: Rows, rules: Mapping[int, str]) -> list[list[int]]:
    """Places of the rows of everybody who stands in the file more than once."""
    ids, waves = rows.heads.respondents, rows.waves
    groups: dict[tuple[str, str], list[int]] = {}
    if rows.alone:
        return []
    often = ids.repeated(as_it_is)
    del often[None]
    places = np.flatnonzero(ids.which(often.__contains__))
    for at, one in zip(places.tolist(), ids.take(places), strict=True):
        if one is not None and at + 1 not in rules:
            groups.setdefault((one, waves[at]), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _refuse_several_occasions(
    rows: Rows, groups: Sequence[Sequence[int]], table: Table, where: str
) -> None:
    """Refuse answers of one person at several events, of which nothing says what they are."""
    several = [group for group in groups if len({rows.occasions[at] for at in group}) > 1]
    if not several:
        return
    places = table.places([at + 1 for at in several[0]])
    raise CpsurveyError(
        "CPS142",
        f"{len(several)} respondent{'s' if len(several) > 1 else ''} answered at several "
        "events or in several repetitions of a form, one row each: none of them is the answer",
        where=f"{where}: {places}",
        fix="make the event a wave: 'wave: {variable: wave}' under 'identifiers:' of the "
        "questionnaire, and in the source the heading of its column, 'columns: "
        "{redcap_event_name: wave}' (or 'redcap_repeat_instance', 'Event Name' ...); or "
        "export one event alone, without repeated instruments",
    )


def _refuse_two_people(rows: Rows, group: Sequence[int], table: Table, where: str) -> None:
    """Refuse a number of a response that stands for two of them."""
    heads = [rows.heads[at] for at in group if rows.heads[at].state != PARTIAL]
    if not heads or heads[0].origin != "platform":
        return
    for head in heads[1:]:
        if what := contradiction(heads[0].background, head.background):
            raise CpsurveyError(
                "CPS134",
                f"one number stands for several responses that differ in their {what}",
                where=f"{where}: {table.places([one.row for one in heads])}",
                fix="export each survey into a file of its own, or map a column that tells "
                "people apart: 'columns: {Heading: VARIABLE}' in the source",
            )


def _best(
    rows: Rows, group: Sequence[int], table: Table, *, undeclared: bool, where: str
) -> int:
    """Place of the row that counts; the lower one when nothing else decides."""

    def rank(at: int) -> tuple[int, int, str]:
        return standing(int(rows.heads.states[at]), int(rows.answered[at]), rows.moment(at))

    best = max(group, key=lambda at: (rank(at), at))
    rivals = [at for at in group if rank(at)[:2] == rank(best)[:2]]
    if undeclared and len({_said(rows, at) for at in rivals}) > 1:
        raise CpsurveyError(
            "CPS141",
            f"one person stands in {len(rivals)} rows with different answers, and only the "
            "dates could tell which is the later",
            where=f"{where}: {table.places([rows.heads[at].row for at in rivals])}",
            fix="declare their order in the source: 'dates: dmy' for 31/12/2026, 'dates: mdy' "
            "for 12/31/2026",
        )
    return best


def _said(rows: Rows, at: int) -> tuple[str, ...]:
    """What a row says, for telling a repetition from a second answer."""
    return tuple(str(column[at][0]) for column in rows.values)
