"""The files of a report taken from the last run where they would be the same again.

A report follows from the results, the languages, the formats, the program and the libraries
that write. Only their digest is kept, and those of the files: the files are copied from the
run they stand in, each only while it holds the bytes that were published.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from cpsurvey.store.kept import Kept, kept

WRITERS = ("matplotlib", "pillow", "python-docx", "lxml", "XlsxWriter", "Jinja2", "MarkupSafe")
LAST = "last"


class Again:
    """The last report of a study; whoever uses it holds the study's lock."""

    def __init__(
        self, study_folder: Path, reports: Path, results: str, *asked: Sequence[str]
    ) -> None:
        self._kept: Kept = kept(study_folder, "report")
        self._reports = reports
        self._key = _key(results, asked)

    def copied(self, draft: Path) -> list[Path] | None:
        """Files of the same report, copied into `draft`: all of them, or None."""
        held = self._kept.read(LAST)
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            entry = json.loads(held or b"{}")
            if entry.get("key") == self._key:
                run = self._reports / entry["run"]
                found = {
                    name: _whole(run / name, digest) for name, digest in entry["files"].items()
                }
                return [_written(draft / name, data) for name, data in found.items()]
        return None

    def keep(self, run_id: str, draft: Path, written: Sequence[Path]) -> None:
        """Note what a whole report consists of."""
        files = {
            file.relative_to(draft).as_posix(): _digest(file.read_bytes()) for file in written
        }
        entry = {"key": self._key, "run": run_id, "files": files}
        self._kept.write(LAST, json.dumps(entry).encode())


def _whole(file: Path, digest: str) -> bytes:
    data = file.read_bytes()
    if _digest(data) != digest:
        raise ValueError("not what was published")
    return data


def _written(file: Path, data: bytes) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _key(results: str, asked: Sequence[Sequence[str]]) -> str:
    """Digest of all a report depends on."""
    from cpsurvey.analysis.program import program

    page = Path(__file__).parents[1] / "report" / "render"
    shapes = [_digest(file.read_bytes()) for file in sorted(page.glob("report.*"))]
    versions = [f"{name} {_version(name)}" for name in WRITERS]
    machine = [platform.python_version(), zlib.ZLIB_RUNTIME_VERSION]
    parts = [list(map(list, asked)), program(frozenset()), shapes, versions, machine]
    return _digest(json.dumps(parts).encode() + b"\0" + results.encode())


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"
