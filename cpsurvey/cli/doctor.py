"""``cpsurvey doctor``: is everything there that cpsurvey stands on."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import tempfile
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from cpsurvey.cli.app import JsonOption, Talk, command
from cpsurvey.errors import Exit
from cpsurvey.errors.finding import Finding


@command(place=140)
def doctor(as_json: JsonOption = False) -> int:
    """Check the installation: versions, questionnaires, a folder to write in.

    In a study folder, also whether others may read its key or its answers.

    Example: cpsurvey doctor
    """
    checks: list[tuple[str, bool, str]] = [
        ("python", True, platform.python_version()),
        ("sqlite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version),
        *_packages(),
        _questionnaires(),
        _writable(),
        ("Rscript", True, shutil.which("Rscript") or "absent (only 'make gold' needs it)"),
    ]
    sound = all(good for _, good, _ in checks)
    lines = [f"{'ok ' if good else 'BAD'}  {name:<16} {what}" for name, good, what in checks]
    exposed = _exposed()
    lines += [f"{finding.severity}: {finding}" for finding in exposed]
    Talk(as_json).result(
        {
            "schema": "cpsurvey/doctor/1",
            "sound": sound,
            "checks": [{"name": n, "good": g, "found": w} for n, g, w in checks],
            "exposed": [finding.rule for finding in exposed],
        },
        "\n".join(lines),
    )
    return int(Exit.DONE if sound else Exit.BUG)


def _exposed() -> list[Finding]:
    """What others may read of the study this is run in, if it is run in one."""
    from cpsurvey.design import load_study
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.store.exposure import exposures

    try:
        return exposures(load_study(None))
    except CpsurveyError:
        return []


def _packages() -> list[tuple[str, bool, str]]:
    import re

    found = []
    for line in requires("cpsurvey") or []:
        if "extra ==" in line:
            continue
        name = re.split(r"[<>=!~;\[ ]", line)[0]
        try:
            found.append((name, True, version(name)))
        except PackageNotFoundError:
            found.append((name, False, "not installed: pip install --upgrade cpsurvey"))
    return found


def _questionnaires() -> tuple[str, bool, str]:
    from cpsurvey.design import load_questionnaire, shipped
    from cpsurvey.errors import CpsurveyError

    try:
        names = [load_questionnaire(name).questionnaire.id for name in shipped()]
    except CpsurveyError as error:
        return ("questionnaires", False, error.message.split("\n")[0])
    return ("questionnaires", bool(names), ", ".join(names) or "none found")


def _writable() -> tuple[str, bool, str]:
    from platformdirs import user_data_path

    folder = user_data_path("cpsurvey", appauthor=False)
    place: Path = folder
    while not place.exists():
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return ("key folder", True, str(folder))
    except OSError as error:
        return ("key folder", False, f"{folder}: {error.strerror}")
