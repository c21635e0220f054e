"""What R said of the current run, where its script was run on the run's own numbers."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpsurvey.batch.export import records
from cpsurvey.design import Study
from cpsurvey.results import ResultSet

PRINTED, PROOF, LEFT = "printed.csv", "proof.csv", "not-in-lavaan.csv"


def place(study: Study) -> Path:
    """Folder in which R computes a study's numbers again."""
    return study.folder / f"{study.id}-lavaan"


def with_proof(study: Study, results: ResultSet, sha256: str) -> ResultSet:
    """The results with what R found; as they are where it did not compare these.

    It is no result: `results.json` is the same before and after.
    """
    told = compared(study, sha256)
    if told is None:
        return results
    return replace(results, provenance={**results.provenance, "proof": told})


def compared(study: Study, sha256: str) -> dict[str, Any] | None:
    """Version of lavaan, and how many numbers of each kind it has and agrees with.

    None unless the printed numbers are those that were written of these results, whose hash
    is `sha256`, and R compared exactly these.
    """
    folder = place(study)
    try:
        printed = (folder / PRINTED).read_bytes()
        found = list(_rows(folder / PROOF))
        left = list(_rows(folder / LEFT))
        if not found or not _ours(study, folder / PRINTED, printed, sha256):
            return None
        stamp, *rows = found
        if stamp["analysis"] != hashlib.md5(printed, usedforsecurity=False).hexdigest():
            return None
        done = [_row(one) for one in rows]
        asked = sum(1 for _ in _rows(folder / PRINTED))
        return {
            "lavaan": stamp["number"],
            "rows": done,
            "open": asked - sum(one["compared"] + one["without"] for one in done),
            "left": [{"why": one["why"], "count": int(one["numbers"])} for one in left],
        }
    except (OSError, KeyError, ValueError, csv.Error):
        return None


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _row(one: dict[str, str]) -> dict[str, Any]:
    return {
        "number": one["number"],
        **{name: int(one[name]) for name in ("compared", "agree", "without")},
        "largest": float(one["largest"]) if one["largest"] else None,
    }


def _ours(study: Study, file: Path, printed: bytes, of: str) -> bool:
    """Whether an export of these results wrote these numbers."""
    own = hashlib.sha256(printed).hexdigest()
    return any(
        record.get("lavaan_of") == of and record["files"].get(str(file.absolute())) == own
        for record in records(study)
        if isinstance(record.get("files"), dict)
    )
