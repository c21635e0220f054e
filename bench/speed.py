"""The demo's whole `analyze` beside that of an earlier commit, on one plan in one run.

`python -m bench.speed [ROUNDS]`. Both sides analyse the same answers by the plan of that
commit, in both languages and every format, each in a process of its own. Time that passes
moves with what else the machine does, so processor time of all processes stands beside it.
The answers were imported by that commit; today's program imports them once more before it is
timed, as it asks for itself (its store of that time is brought up to date then).
Peak memory is that of all processes together, pages they share counted once, of further runs
that are not timed: to look at the memory of a process holds it up.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BASE = "a251197"
ROOT = Path(__file__).parents[1]
FORMATS = ("html", "docx", "md", "xlsx", "csv")
BEFORE = 'znrw, "ztks:znrw"]\n    errors: cr2'
AFTER = "znrw]\n    errors: cr2"
SENSITIVITY = "  - kind: sensitivity"
SINCE = ("more_controls", "reversed_order", "within", "wording")
"""Ways of fitting the main model that came after that commit."""
DOCUMENTS = ("supplement", "manager")
EVERY = 0.1
"""Seconds between two looks at memory."""


@dataclass(frozen=True, slots=True)
class Took:
    """One command: seconds that passed, seconds of processors, megabytes at its peak."""

    wall: float
    cpu: float
    peak: float = math.nan


def command(program: Path, *words: str, memory: bool = False) -> Took:
    """Run one command of the program in a folder; time or memory, not both.

    To look at the memory of four processes ten times a second took a tenth of the time of
    this program's runs, and a twentieth of that commit's one process.
    """
    environment = {**os.environ, "PYTHONPATH": str(program)}
    environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    began, before = time.perf_counter(), os.times()
    line = [sys.executable, "-m", "cpsurvey.cli", *words, "--quiet"]
    # `-m` looks where it stands before it looks at PYTHONPATH
    child = subprocess.Popen(line, cwd=program, env=environment, stdout=subprocess.DEVNULL)
    peak = max(_watched(child), default=0.0) if memory else math.nan
    status = child.wait()
    took = time.perf_counter() - began
    if status not in (0, 70):
        raise SystemExit(f"{' '.join(words)} ended with {status}")
    after = os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Took(took, cpu, peak)


def _watched(child: subprocess.Popen[bytes]) -> Iterator[float]:
    while child.poll() is None:
        yield sum(map(_own_megabytes, _family(child.pid)))
        time.sleep(EVERY)


def _family(parent: int) -> Iterator[int]:
    yield parent
    try:
        named = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in named.split():
        yield from _family(int(child))


def _own_megabytes(process: int) -> float:
    """Memory of a process; of pages shared with others its share."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(s.split()[1]) / 1e3 for s in text.splitlines() if s[:4] == "Pss:"), 0.0)


def earlier(folder: Path) -> Path:
    """The program as it was."""
    place = folder / "earlier"
    place.mkdir()
    text = subprocess.run(
        ["git", "-C", str(ROOT), "archive", BASE], check=True, capture_output=True
    )
    subprocess.run(["tar", "-x", "-C", str(place)], input=text.stdout, check=True)
    return place


def planned(demo: Path, program: Path) -> None:
    """Write the plan of the program's questionnaire into the study."""
    text = (program / "questionnaires/cop-callcentre.yaml").read_text(encoding="utf-8")
    plan = text[text.index("\nplan:") : text.index("# What `cpsurvey simulate`")]
    study = demo / "study.yaml"
    own = study.read_text(encoding="utf-8")
    study.write_text(own + plan.replace("\nplan:", "\nanalyses:", 1), encoding="utf-8")


def alike(demo: Path) -> None:
    """Ask for what that commit made of its plan, and no more.

    It fitted the main model in ten other ways, and wrote one document with every table and
    one for managers. The page to open first is written all the same.
    """
    study = demo / "study.yaml"
    text = study.read_text(encoding="utf-8")
    text = text.replace(SENSITIVITY, f"{SENSITIVITY}\n    without: [{', '.join(SINCE)}]", 1)
    asked = f"report:\n  documents: [{', '.join(DOCUMENTS)}]"
    study.write_text(text.replace("report:", asked, 1), encoding="utf-8")


def changed(demo: Path) -> None:
    """One option of one regression."""
    study = demo / "study.yaml"
    text = study.read_text(encoding="utf-8")
    one, other = (BEFORE, AFTER) if BEFORE in text.split("id: routine")[0] else (AFTER, BEFORE)
    study.write_text(text.replace(one, other, 1), encoding="utf-8")


def main(rounds: int) -> None:
    """Measure and print two tables: time, then memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = earlier(folder)
        command(old, "demo", str(folder / "then"), "--force")
        planned(folder / "then", old)
        print(
            f"| analyze, {os.cpu_count()} cores | seconds | processor s | of the time | ",
            end="",
        )
        print("of the processors' |\n|---|--:|--:|--:|--:|")
        for _ in range(rounds):
            first: Took | None = None
            for what, took in _round(folder, old, memory=False):
                first = first or took
                print(
                    f"| {what} | {took.wall:.1f} | {took.cpu:.1f} | "
                    f"{took.wall / first.wall:.3f} | {took.cpu / first.cpu:.3f} |",
                    flush=True,
                )
        print("\n| analyze | MB, all processes together |\n|---|--:|")
        for what, took in _round(folder, old, memory=True):
            print(f"| {what} | {took.peak:.0f} |", flush=True)


def _round(folder: Path, old: Path, *, memory: bool) -> Iterator[tuple[str, Took]]:
    """That commit's run, then those of today on copies of its study."""
    words = ["analyze", *(word for name in FORMATS for word in ("--format", name))]
    then = folder / "then"
    yield f"commit {BASE}", command(old, *words, "--study", str(then), memory=memory)
    now, same = (_copy(then, folder / name) for name in ("now", "same"))
    alike(same)
    for what, study in (
        ("first time, the same ways and documents", same),
        ("first time, all ways and documents of today", now),
        ("nothing changed", now),
        ("one option of one regression", now),
    ):
        if what.startswith("one option"):
            changed(now)
        yield what, command(ROOT, *words, "--study", str(study), memory=memory)


def _copy(study: Path, place: Path) -> Path:
    """The study before anything was analysed, its store that of today's program."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(study, place, symlinks=True)
    command(ROOT, "ingest", "--study", str(place))
    return place


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
