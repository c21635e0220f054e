"""What the reading of an export depends on beside its bytes."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from cpsurvey.design import Study
from cpsurvey.design.network import RosterFile, TieFile
from cpsurvey.design.study import SourceSpec
from cpsurvey.nominations import Lists


def recipe(study: Study, file: Path, spec: SourceSpec, wave: int | None, fix: str = "") -> str:
    """Hash of it: the same bytes by the same recipe need not be read again.

    Parameters
    ----------
    wave : int or None
        What was said of the file when it is, or was, ingested.
    fix : str
        Digest of the list that mended cells of it; empty without one.
    """
    parts = [
        _reading(),
        file.name,
        spec.model_dump(mode="json", exclude={"fix"}),
        wave,
        fix,
        study.questionnaire_sha256,
        *([study.before.sha256] if study.before else []),
        study.file.people.ids,
        study.file.study.simulated,
        *([study.file.network.consent] if study.file.network.consent != "asked" else []),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def recipe_of_ties(study: Study, spec: TieFile | RosterFile, lists: Lists) -> str:
    """The same of a file of ties; who opted out is not in it."""
    frame = sorted(lists.frame or ()) if isinstance(spec, RosterFile) else []
    parts = [
        _reading(),
        spec.model_dump(mode="json"),
        study.questionnaire_sha256,
        study.file.people.ids,
        frame,
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def _reading() -> str:
    """Hash of the code that reads: another version may make something else of the bytes."""
    room = Path(__file__).parents[1]
    found = hashlib.sha256()
    for file in (*sorted((room / "intake").rglob("*.py")), room / "identity.py"):
        found.update(file.read_bytes())
    return found.hexdigest()
