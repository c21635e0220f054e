"""Which platform wrote a sheet: by what is seen in it, or because the study says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import Evidence, readers
from cpsurvey.intake.sheet import Sheet

MARGIN = 0.2
"""How far the likeliest platform must be ahead of the next."""
THIN = 0.3
"""Score below which a sheet bears no signature of a platform."""
GENERIC = "csv"
"""Reader of every other table."""


def platform(sheet: Sheet, named: str | None, where: str) -> tuple[str, Evidence]:
    """Reader that is named, else the one whose signature the sheet bears most.

    Raises
    ------
    CpsurveyError
        CPS109 no such reader, CPS126 the sheet may be of two platforms.
    """
    if named:
        return named, _as_named(readers.get(named, where=where).recognise(sheet), named)
    scored = {name: reader.recognise(sheet) for name, reader in readers.items()}
    best = max(scored, key=lambda name: scored[name].score)
    if scored[best].score < THIN:
        return GENERIC, scored.get(GENERIC, scored[best])
    least = scored[best].score - MARGIN
    rivals = [name for name, one in scored.items() if one.score >= THIN and one.score > least]
    if len(rivals) > 1:
        rivals.sort(key=lambda name: -scored[name].score)
        raise _undecided(rivals, scored, where)
    return best, scored[best]


def _as_named(evidence: Evidence, named: str) -> Evidence:
    """What a reader saw that was not chosen by it."""
    if evidence.score >= THIN or named == GENERIC:
        return evidence
    return Evidence(evidence.score, (*evidence.seen, f"read as {named}, as was asked"))


def _undecided(
    rivals: Sequence[str], scored: Mapping[str, Evidence], where: str
) -> CpsurveyError:
    said = " or of ".join(f"{one} ({'; '.join(scored[one].seen)})" for one in rivals)
    ways = " or ".join(f"'format: {one}'" for one in rivals)
    return CpsurveyError(
        "CPS126",
        f"this may be an export of {said}",
        where=where,
        fix=f"say which it is, in the source: {ways}, or 'format: {GENERIC}' to take the first "
        f"row as headings and no more; once: cpsurvey ingest FILE --format {rivals[0]}",
    )
