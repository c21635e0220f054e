"""Declare a study's plan, before its data; which plans earlier runs followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from cpsurvey.batch import record
from cpsurvey.batch.lock import locked
from cpsurvey.batch.publish import RECORD
from cpsurvey.design import Study
from cpsurvey.design.plan import PLAN_FILE, SCHEMA, read_plan, write_plan
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.errors.foreign import cannot_write


@dataclass(frozen=True, slots=True)
class Frozen:
    """A plan that was written.

    Parameters
    ----------
    first_data : str or None
        Day the first export was ingested, when that was before.
    """

    file: Path
    sha256: str
    analyses: int
    hypotheses: int
    first_data: str | None


def earlier(study: Study) -> list[dict[str, str]]:
    """Plans that runs in ``reports/`` followed and that are not the study's now, by day."""
    declared = read_plan(study.folder, study.id)
    found: dict[str, str] = {}
    for file in study.reports.glob(f"*/{RECORD}"):
        run = record.decoded(file) or {}
        plan = record.plan(run)
        if run.get("study") == study.id and plan:
            found[plan["sha256"]] = plan["declared"]
    if declared:
        found.pop(declared.sha256, None)
    by_day = sorted(found.items(), key=lambda one: one[::-1])
    return [{"sha256": sha256, "declared": day} for sha256, day in by_day]


def missing(before: Sequence[Mapping[str, str]]) -> list[Finding]:
    """What to say of `earlier` plans, where the study has none now, or another."""
    return [
        Finding(
            "plan_not_there",
            "warning",
            PLAN_FILE,
            f"earlier runs followed a plan declared on {one['declared']} (SHA-256 "
            f"{one['sha256'][:12]}), which is not the study's now; the report says so",
            f"put that {PLAN_FILE} back, or tell your readers why it no longer holds",
        )
        for one in before
    ]


def freeze(study: Study) -> Frozen:
    """Write ``plan.yaml`` into the study folder.

    Raises
    ------
    CpsurveyError
        CPS052 there is a plan, CPS402 the analyses are invalid, CPS601 locked, CPS602
        cannot write.
    """
    from cpsurvey.analysis.declared import choices

    file = study.folder / PLAN_FILE
    if file.exists():
        raise CpsurveyError(
            "CPS052",
            "this study has declared a plan",
            where=str(file),
            fix="keep it: 'cpsurvey analyze' lists what differs; to start anew, move it away "
            "yourself",
        )
    chosen = choices(study)
    with locked(study.folder):
        first = _first_data(study)
        content = {
            "schema": SCHEMA,
            "study": study.id,
            "declared_at": _after(first, datetime.now(UTC)).isoformat(timespec="seconds"),
            "cpsurvey": version("cpsurvey"),
            "plan": chosen,
        }
        try:
            sha256 = write_plan(file, content)
        except OSError as error:
            raise cannot_write(study.folder, error) from None
    day = first[:10] if first else None
    return Frozen(file, sha256, len(chosen["analyses"]), len(chosen["hypotheses"]), day)


def _after(first: str | None, now: datetime) -> datetime:
    """Now, or a second after the first data: they are there, whatever the clock says.

    A plan of the same second, or of a clock that was set back, would pass for earlier.
    """
    if first is None:
        return now
    return max(now, datetime.fromisoformat(first) + timedelta(seconds=1))


def _first_data(study: Study) -> str | None:
    """When the first export was ingested."""
    if not study.database.is_file():
        return None
    from cpsurvey.store import open_store

    with open_store(study) as store:
        days = [batch.ingested_at for batch in store.batches()]
    return min(days, default=None)
