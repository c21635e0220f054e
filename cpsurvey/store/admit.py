"""What a file would change, and whether it may without being asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cpsurvey.design.study import SECONDS
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import contradiction, wave_order
from cpsurvey.responses import PARTIAL
from cpsurvey.store.records import Record, Said, answers, within

Change = Literal["unchanged", "kept", "replaced"]
_FEW = 3
"""People whose other answers may be left aside without a question."""
ONE_IN = 5
"""More than one in so many stored respondents, and a replacement is asked for."""


@dataclass(slots=True)
class Judged:
    """A version beside the one held.

    Parameters
    ----------
    replaces : int
        How often somebody said that newer answers replace this person's older ones.
    changes : bool
        Whether an answer that counts now would change or vanish.
    contradicts : str or None
        What says that the two are of different people.
    again : bool
        Whether somebody who had answered answers anew, on a later day, and no wave says so.
    lost : bool
        Whether other answers would be left aside though nothing says they are older ones.
    """

    change: Change
    replaces: int
    changes: bool = False
    contradicts: str | None = None
    again: bool = False
    lost: bool = False


def judge(record: Record, old: Record, *, told: bool) -> Judged:
    """Compare a new version with the one that counts now.

    Parameters
    ----------
    told : bool
        Whether somebody said that this file replaces what it contradicts.
    """
    mine = record.said
    if record.state == old.state and _nothing_new(mine, old.said):
        return Judged("unchanged", record.replaces)
    newer = record.batch > old.batch  # a file that is read anew was admitted before
    if newer or told:
        record = replace(record, replaces=old.replaces)
    now, before = answers(mine), answers(old.said)
    completes = within(before, now)
    wins = record.standing > old.standing
    other = any(now.get(name, cell) != cell for name, cell in before.items())
    if told and other and not wins and record.state != PARTIAL:
        record, wins = replace(record, replaces=old.replaces + 1), True
    seen, theirs = record.seen, old.seen
    if completes or record.state == PARTIAL or old.state == PARTIAL:
        # an answer completed later keeps its seed, but has another day and may have none
        seen, theirs = replace(seen, day=""), replace(theirs, day="")
    if completes:
        seen, theirs = replace(seen, language=""), replace(theirs, language="")
    return Judged(
        "replaced" if wins else "kept",
        record.replaces,
        changes=wins and not completes,
        contradicts=None if within(now, before) else contradiction(seen, theirs),
        again=not (completes or record.wave)
        and PARTIAL not in (record.state, old.state)
        and bool(old.seen.day)
        and record.seen.day > old.seen.day,
        lost=newer
        and not (wins or within(now, before))
        and PARTIAL not in (record.state, old.state)
        and not (old.seen.day and record.seen.day and record.seen.day < old.seen.day),
    )


def _nothing_new(mine: Said, theirs: Said) -> bool:
    """Whether a version says nothing that is not held; one without times takes none away."""
    if mine == theirs:
        return True
    if len(mine) > len(theirs):
        return False
    timed = any(name.startswith(SECONDS) for name in mine)
    rest = {n: c for n, c in theirs.items() if timed or not n.startswith(SECONDS)}
    return mine == rest or within(mine, theirs)


def refuse(
    judged: Sequence[Judged],
    *,
    known: int,
    first_day: str,
    stored: int,
    last_day: str,
    waves: bool,
    where: str,
) -> None:
    """Stop before anything is stored, when what a file would change looks wrong.

    Parameters
    ----------
    known : int
        Rows of the file whose respondents are stored, unchanged ones included.
    first_day : str
        First day of submission in the file, answers not submitted left out.
    stored : int
        Respondents of the study without this file.
    last_day : str
        Last day of submission among them, empty when unknown.
    waves : bool
        Whether the questionnaire declares a variable for waves.

    Raises
    ------
    CpsurveyError
        CPS134 equal identifiers of different people, CPS139 looks like a new wave, CPS133
        answers of too many respondents would be replaced.
    """
    reasons = Counter(one.contradicts for one in judged if one.contradicts)
    later = bool(last_day) and first_day > last_day
    again = sum(1 for one in judged if one.again)
    if later and again and reasons.keys() <= {"day"}:
        _refuse_wave(again, known, waves=waves, numbered=bool(reasons), where=where)
    if reasons:
        _refuse_others(sum(reasons.values()), known, reasons, where)
    lost = sum(1 for one in judged if one.lost)
    if lost >= _FEW and lost * ONE_IN > known:
        _refuse_lost(lost, known, waves=waves, where=where)
    changed = sum(1 for one in judged if one.changes)
    if changed * ONE_IN > stored:
        raise CpsurveyError(
            "CPS133",
            f"the answers of {changed} of {stored} stored respondents would be replaced by "
            "other ones",
            where=where,
            fix="if that is meant: 'cpsurvey ingest FILE --replace'; if the file is of another "
            "survey: give its source 'survey: NAME', or move the file away",
        )


def _refuse_lost(lost: int, known: int, *, waves: bool, where: str) -> None:
    declare = (
        ""
        if waves
        else ", after adding 'wave: {variable: wave}' under 'identifiers' of the questionnaire"
    )
    raise CpsurveyError(
        "CPS133",
        f"{lost} of {known} respondents of this file that are stored already have other "
        "answers in it, which would be left aside: those stored are more complete, and no "
        "date says which came later",
        where=where,
        fix="if that is meant as newer answers: 'cpsurvey ingest FILE --replace'; as a new "
        f"wave: 'cpsurvey ingest FILE --wave 2'{declare}; if columns of the file are left out, "
        "map them first",
    )


def without_wave(count: int, latest: str, where: str) -> list[Finding]:
    """Say that new answers have no wave where others have one: analyses leave them out."""
    if not count or not latest:
        return []
    return [
        Finding(
            "without_wave",
            "warning",
            where,
            "new answers have no wave, and the study has some of a later one: analyses take "
            "the latest wave and leave these out",
            "fill the file's column of the wave; without one, say it: 'cpsurvey ingest FILE "
            "--wave N', or 'wave: N' on the source",
            count=count,
        )
    ]


def moved(before: Collection[str], now: Collection[str], where: str) -> list[Finding]:
    """Say that the very file was of another wave: the answers of one file count once."""
    gone = sorted({*before} - {*now} - {""}, key=wave_order)
    if not gone or not now:
        return []
    was, is_now = ", ".join(gone), ", ".join(sorted(now, key=wave_order))
    return [
        Finding(
            "wave_moved",
            "warning",
            where,
            f"the answers of this very file were those of wave {was} and are now of wave "
            f"{is_now}: nothing of it is left in wave {was}",
            f"if wave {was} was right, take copies of the file away and ingest it again: "
            f"'cpsurvey ingest FILE --wave {gone[0]}', or 'wave: {gone[0]}' on its source",
        )
    ]


def _refuse_others(count: int, known: int, reasons: Mapping[str, int], where: str) -> None:
    names = {"language": "their language", "seed": "their seed", "day": "the day of submission"}
    what = ", ".join(f"{names[name]} ({n})" for name, n in sorted(reasons.items()))
    raise CpsurveyError(
        "CPS134",
        f"{count} of {known} respondents of this file that are stored already are other "
        f"people: they differ in {what}",
        where=where,
        fix="if it is another survey that numbers its responses from 1: give its file a "
        "source of its own with 'survey: NAME'; if it is the same survey: "
        "'cpsurvey ingest FILE --replace'",
    )


def _refuse_wave(again: int, known: int, *, waves: bool, numbered: bool, where: str) -> None:
    declare = (
        ""
        if waves
        else ", after adding 'wave: {variable: wave}' under 'identifiers' of the questionnaire"
    )
    other = (
        "; as another survey that numbers its responses from 1: 'survey: NAME' on its source"
        if numbered
        else ""
    )
    raise CpsurveyError(
        "CPS139",
        f"all its answers came later than those of the study, and {again} of {known} "
        "respondents that are stored already answer anew: this looks like a new wave",
        where=where,
        fix=f"as a new wave: 'cpsurvey ingest FILE --wave 2'{declare} (or a study folder of "
        "its own: 'cpsurvey init DIR'); as newer answers of the same wave: "
        f"'cpsurvey ingest FILE --replace'{other}",
    )
