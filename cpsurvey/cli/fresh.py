"""Files that a command writes where none was."""

from __future__ import annotations

from pathlib import Path

from cpsurvey.errors import CpsurveyError


def write_new(file: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    CpsurveyError
        CPS903 there is one already, CPS602 the place cannot be written.
    """
    from cpsurvey.batch.lock import cannot_write

    if file.exists() or file.is_symlink():
        raise CpsurveyError(
            "CPS903", "this file exists already", where=str(file), fix="name another with --out"
        )
    beside = file.with_name(f".{file.name[:100]}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(file, error) from None
