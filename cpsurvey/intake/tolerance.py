"""How much of a file may be set aside before nothing of it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import Rejected

CHOSEN = frozenset(
    (
        "deleted",
        "duplicate",
        "no_answer",
        "note_row",
        "not_approved",
        "partial",
        "preview",
        "spam",
        "summary_row",
        "test",
    )
)
"""Rules of rows that are no damage: what the platform or the study says is no answer."""


def refuse(rejected: Sequence[Rejected], rows: int, limit: str | None, where: str) -> None:
    """Refuse a file of which more was set aside than `limit` allows.

    Parameters
    ----------
    limit : str or None
        ``"20"``: so many cells and rows; ``"5%"``: such a share of the rows, in whole or in
        one of their cells.

    Raises
    ------
    CpsurveyError
        CPS127.
    """
    if limit is None:
        return
    counted = [one for one in rejected if one.rule not in CHOSEN]
    touched = len({one.row for one in counted})
    share = limit.removesuffix("%")
    over = touched * 100 > float(share) * rows if share != limit else len(counted) > int(limit)
    if not over:
        return
    rules = Counter(one.rule for one in counted).most_common()
    said = ", ".join(f"{rule} {count}" for rule, count in rules)
    places = "1 cell or row was" if len(counted) == 1 else f"{len(counted)} cells and rows were"
    raise CpsurveyError(
        "CPS127",
        f"{places} set aside, in {touched} of {rows} rows, more than the {limit} allowed: "
        f"{said}",
        where=where,
        fix="list them with 'cpsurvey ingest FILE --dry-run --rejected LIST.csv', mend them "
        "there and give them back with '--fix LIST.csv'; or raise the limit ('max_rejected' of "
        "the source, --max-rejected)",
    )
