"""What a study's store holds, read through the doors everybody uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cpsurvey.design import load_study
from cpsurvey.store import open_store

EMPTY: dict[str, Any] = {"people": {}, "quarantine": [], "batches": [], "indicators": []}


def content(folder: Path) -> dict[str, Any]:
    """People with their answers, what was set aside, counts of files, and indicators."""
    study = load_study(folder)
    if not study.database.is_file():
        return EMPTY
    with open_store(study) as store:
        found, known = store.responses(study.questionnaire), store.indicators()
        columns = {name: list(map(str, one)) for name, one in found.values.items()}
        columns |= {f"why {name}": list(map(str, one)) for name, one in found.reasons.items()}
        columns |= {f"of {name}": list(map(str, one)) for name, one in found.groups.items()}
        indicators = zip(known.agent, known.period, known.n, known.total, strict=True)
        return {
            "people": {
                who: {name: column[i] for name, column in columns.items()}
                for i, who in enumerate(found.respondent)
            },
            "quarantine": sorted(map(str, store.quarantine())),
            "batches": [(one.rows, one.accepted, one.quarantined) for one in store.batches()],
            "indicators": sorted(tuple(map(str, one)) for one in indicators),
        }
