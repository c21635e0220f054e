"""Which tests run which lines, and how long each takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

Map = dict[str, dict[int, list[str]]]
"""File -> line -> tests, quickest first."""


def measure(root: Path, cores: int) -> tuple[Map, dict[str, float]]:
    """Run the whole selection once under coverage; slow, and needed once per change."""
    folder = root / ".mutants"
    folder.mkdir(exist_ok=True)
    (folder / "rc").write_text(f"[run]\nsource = cpsurvey\ndata_file = {folder / 'data'}\n")
    durations = folder / "durations.xml"
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-n", str(cores), "-p", "no:cacheprovider"),
        *("-m", "not needs_r and not slow", f"--cov-config={folder / 'rc'}", "--cov=cpsurvey"),
        *("--cov-context=test", "--cov-report=", f"--junitxml={durations}"),
    ]
    subprocess.run(command, cwd=root, check=False, env=one_thread())
    found = _read(folder / "data", root), _durations(durations)
    (folder / "map.json").write_text(json.dumps(found))
    return found


def stored(root: Path) -> tuple[Map, dict[str, float]] | None:
    """The map of an earlier run."""
    file = root / ".mutants" / "map.json"
    if not file.is_file():
        return None
    found, durations = json.loads(file.read_text())
    return {
        f: {int(n): tests for n, tests in lines.items()} for f, lines in found.items()
    }, durations


def one_thread() -> dict[str, str]:
    """Environment of a test run."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _read(data: Path, root: Path) -> Map:
    from coverage import CoverageData

    coverage = CoverageData(str(data))
    coverage.read()
    found: Map = {}
    for file in coverage.measured_files():
        lines: dict[int, list[str]] = defaultdict(list)
        for line, contexts in coverage.contexts_by_lineno(file).items():
            lines[line] = sorted({one.rpartition("|")[0] for one in contexts if one})
        found[str(Path(file).relative_to(root))] = dict(lines)
    return found


def _durations(file: Path) -> dict[str, float]:
    from xml.etree import ElementTree

    found: dict[str, float] = {}
    for case in ElementTree.parse(file).iter("testcase"):
        place = str(case.get("classname", "")).replace(".", "/") + ".py"
        found[f"{place}::{case.get('name')}"] = float(case.get("time", 0))
    return found
