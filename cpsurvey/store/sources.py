"""Where the answers came from."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cpsurvey.errors.finding import Finding
from cpsurvey.store.damage import damaged


@dataclass(frozen=True, slots=True)
class Source:
    """Provenance of one batch."""

    file: str
    sha256: str
    reader: str
    encoding: str
    rows: int
    accepted: int
    quarantined: int
    questionnaire_version: str
    questionnaire_sha256: str
    ingested_at: str
    mended: int = 0
    fix_sha256: str = ""
    warnings: Mapping[str, int] = field(default_factory=dict)
    expired: int = 0


def sources(db: sqlite3.Connection, file: Path) -> list[Source]:
    """Every file whose answers are kept, in the order they came."""
    later = ("ingested_at", "mended", "fix_sha256", "warnings", "expired")
    names = [name for name in Source.__slots__ if name not in later]
    rows = db.execute("SELECT info, ingested_at, findings FROM batch ORDER BY id").fetchall()
    try:
        infos = [json.loads(text) for text, _, _ in rows]
        return [
            Source(
                **{name: info[name] for name in names},
                ingested_at=at,
                mended=info.get("mended", 0),
                fix_sha256=info.get("fix_sha256", ""),
                warnings=_warnings(findings),
                expired=info.get("expired", 0),
            )
            for info, (_, at, findings) in zip(infos, rows, strict=True)
        ]
    except (ValueError, KeyError, TypeError):
        what = "what it knows of its files cannot be read"
        raise damaged(file, what) from None


def _warnings(findings: str) -> dict[str, int]:
    """Rule -> how often it warned, of findings as they are stored."""
    found: Counter[str] = Counter()
    for one in (Finding(*told) for told in json.loads(findings)):
        if one.severity == "warning":
            found[one.rule] += one.count
    return dict(found)
