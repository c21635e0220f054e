"""``cpsurvey doctor``: is everything there that cpsurvey stands on."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import tempfile
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from cpsurvey import system
from cpsurvey.cli.app import JsonOption, Talk, command
from cpsurvey.errors import Exit
from cpsurvey.errors.finding import Finding


@command(place=140)
def doctor(as_json: JsonOption = False) -> int:
    """Check the installation: versions, questionnaires, a folder to write in.

    What this system lacks is named, and what does not hold for it; that is no fault. In a
    study folder, also whether others may read its key or its answers.

    Example: cpsurvey doctor
    """
    checks: list[tuple[str, bool, str]] = [
        ("python", True, platform.python_version()),
        ("sqlite", sqlite3.sqlite_version_info >= (3, 35), sqlite3.sqlite_version),
        *_packages(),
        *_extras(),
        _questionnaires(),
        _docs(),
        _writable(),
        ("Rscript", True, shutil.which("Rscript") or NO_R),
    ]
    sound = all(good for _, good, _ in checks)
    lines = [f"{'ok ' if good else 'BAD'}  {name:<16} {what}" for name, good, what in checks]
    lacking = [*system.lacks(_key_folder())]
    lines += [f"no   {name:<16} {what}" for name, what in lacking]
    exposed = _exposed()
    lines += [f"{finding.severity}: {finding}" for finding in exposed]
    Talk(as_json).result(
        {
            "schema": "cpsurvey/doctor/1",
            "sound": sound,
            "checks": [{"name": n, "good": g, "found": w} for n, g, w in checks],
            "lacking": [{"name": name, "so": what} for name, what in lacking],
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


NO_R = "absent (only what 'export --to lavaan' writes needs it, and 'make gold')"
EXTRAS = {"pdf": ("typst", "the format pdf"), "ergm": ("ergmx", "kind: ergm")}
"""Optional part of the installation -> its package, and what alone needs it."""


def _extras() -> list[tuple[str, bool, str]]:
    """Optional packages: that one is absent is no fault."""
    found = []
    for extra, (name, what) in EXTRAS.items():
        try:
            found.append((name, True, version(name)))
        except PackageNotFoundError:
            lacks = f"absent (only {what} needs it: pip install 'cpsurvey[{extra}]')"
            found.append((name, True, lacks))
    return found


def _questionnaires() -> tuple[str, bool, str]:
    from cpsurvey.design import load_questionnaire, shipped
    from cpsurvey.errors import CpsurveyError

    names = shipped()
    try:
        for name in names:
            load_questionnaire(name)
    except CpsurveyError as error:
        return ("questionnaires", False, error.message.split("\n")[0])
    return ("questionnaires", bool(names), ", ".join(names) or "none found")


def _docs() -> tuple[str, bool, str]:
    from cpsurvey.design.load import docs_folder

    there = (docs_folder() / "index.md").is_file()
    return ("docs", there, str(docs_folder()) if there else "absent: install the wheel anew")


def _key_folder() -> Path:
    """The folder of keys, or what is there of the path to it."""
    from cpsurvey.store.key import shelf

    place = shelf()
    while not place.exists():
        place = place.parent
    return place


def _writable() -> tuple[str, bool, str]:
    from cpsurvey.store.key import shelf

    folder = shelf()
    try:
        with tempfile.TemporaryFile(dir=_key_folder()):
            return ("key folder", True, str(folder))
    except OSError as error:
        return ("key folder", False, f"{folder}: {error.strerror}")
