"""Which version of its questionnaire a study was begun with.

The one look into a study's database from outside the store, which cannot be opened before it
is known which questionnaire its answers were given to. Nothing is written, and a database
that cannot be read is left for the store to complain of.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

DATABASE = "study.db"


def versions(folder: Path, questionnaire: str) -> set[str]:
    """Versions of a questionnaire that the stored answers of a study are read with."""
    file = folder / DATABASE
    if not file.is_file():
        return set()
    waiting = file.with_name(f"{file.name}-wal").exists()
    place = f"{file.absolute().as_uri()}?{'mode=ro' if waiting else 'immutable=1'}"
    try:
        with contextlib.closing(sqlite3.connect(place, uri=True)) as db:
            rows = db.execute("SELECT info FROM batch").fetchall()
        infos = [json.loads(text) for (text,) in rows]
        return {
            info.get("study_version") or info["questionnaire_version"]
            for info in infos
            if info.get("questionnaire") == questionnaire
        }
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OSError):
        return set()
