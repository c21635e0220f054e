"""Where the answers came from."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

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


def sources(db: sqlite3.Connection, file: Path) -> list[Source]:
    """Every file whose answers are kept, in the order they came."""
    later = ("ingested_at", "mended", "fix_sha256")
    names = [name for name in Source.__slots__ if name not in later]
    rows = db.execute("SELECT info, ingested_at FROM batch ORDER BY id").fetchall()
    try:
        infos = [json.loads(text) for text, _ in rows]
        return [
            Source(
                **{name: info[name] for name in names},
                ingested_at=at,
                mended=info.get("mended", 0),
                fix_sha256=info.get("fix_sha256", ""),
            )
            for info, (_, at) in zip(infos, rows, strict=True)
        ]
    except (ValueError, KeyError, TypeError):
        what = "what it knows of its files cannot be read"
        raise damaged(file, what) from None
