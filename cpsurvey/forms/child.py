"""Libraries that parse binary formats run in a child process, with limits.

A crash, an endless loop or a bomb ends the child, and is a refusal here. Where the system has
no limits, only the clock holds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cpsurvey.errors import CpsurveyError

MEMORY = 2 << 30
SECONDS = 30
_SCRIPT = Path(__file__).with_name("_parse.py")
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")


def parsed(library: str, data: bytes, where: str) -> Any:
    """What the child makes of the bytes.

    Raises
    ------
    CpsurveyError
        CPS701 the library refused them, broke down, or needed too much.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [sys.executable, "-P", str(_SCRIPT), library, str(MEMORY), str(SECONDS)]
    try:
        child = subprocess.run(  # noqa: S603  our own script, and no shell
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
            timeout=2 * SECONDS,
            check=False,
        )
        return json.loads(child.stdout) if child.returncode == 0 else _refuse(where)
    except (subprocess.TimeoutExpired, ValueError):
        return _refuse(where)


def _refuse(where: str) -> Any:
    raise CpsurveyError(
        "CPS701",
        "the file is damaged or locked, or needs far more than a definition does",
        where=where,
        fix="open it in the program it comes from, save it again without a password, and "
        "import that",
    )
