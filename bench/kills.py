"""Kills at random moments over ingest, analyze, report and batch: ``python -m bench.kills``.

Each kill takes a fresh copy of a small study, starts the command in a process of its own and
sends SIGKILL, SIGTERM or SIGHUP at a moment drawn by the seed. What is left must be whole,
and the same command run once more must end as if nothing had been.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from bench import small
from bench.state import content
from cpsurvey.cli import funnel
from cpsurvey.errors import CpsurveyError

PEOPLE = 60
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
GOOD = (0, 70)
COMMANDS: dict[str, tuple[str, ...]] = {
    "first ingest": ("ingest", "--study", "a"),
    "ingest": ("ingest", "--study", "a"),
    "analyze": ("analyze", "--study", "a"),
    "report": ("report", "--study", "a"),
    "batch": ("batch", "run", "."),
}


@dataclass
class Kill:
    """One kill and what was found after it."""

    number: int
    command: str
    signal: signal.Signals
    status: int | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def in_time(self) -> bool:
        """Whether the command had not ended before."""
        return self.status not in GOOD


@dataclass(frozen=True)
class Stage:
    """Where a command starts, and where it ends when nobody disturbs it."""

    start: Path
    argv: tuple[str, ...]
    seconds: float
    before: State
    after: State


@dataclass(frozen=True)
class State:
    """What a folder of studies holds, without clocks and names of runs."""

    stores: dict[str, Any]
    published: dict[str, dict[str, str | None]]
    files: frozenset[str]


# --------------------------------------------------------------------------- states
def state(folder: Path) -> State:
    """Read everything back."""
    studies = sorted(file.parent for file in folder.glob("*/study.yaml"))
    return State(
        {one.name: unnamed(content(one)) for one in studies},
        {one.name: hashes(one / "reports" / "current") for one in studies},
        frozenset(_plain_name(folder, file) for file in folder.rglob("*") if file.is_file()),
    )


def unnamed(found: dict[str, Any]) -> dict[str, Any]:
    """A store without pseudonyms: a first ingest makes a key of its own."""
    people = sorted(map(str, found["people"].values()))
    indicators = sorted(one[1:] for one in found["indicators"])
    return {**found, "people": people, "indicators": indicators}


def hashes(run: Path) -> dict[str, str | None]:
    """Hash of every file of a published run but its record, which holds a clock."""
    return {
        str(file.relative_to(run)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(run.rglob("*"))
        if file.is_file() and file.name != "run.json"
    }


def _plain_name(folder: Path, file: Path) -> str:
    """Path below the folder; ids of runs and of records do not count."""
    parts = file.relative_to(folder).parts
    return "/".join("RUN" if part[:9].replace("T", "").isdigit() else part for part in parts)


def broken(run: Path) -> str | None:
    """What is wrong with a published run, looked at alone."""
    try:
        record = json.loads((run / "run.json").read_text("utf-8"))
        json.loads((run / "results.json").read_text("utf-8"))
        for name, digest in (record.get("files") or {}).items():
            kept = digest if isinstance(digest, str) else digest["sha256"]
            if hashlib.sha256((run / name).read_bytes()).hexdigest() != kept:
                return f"{name} is not what run.json says"
        for file in run.rglob("*"):
            if file.suffix == ".html" and not file.read_text("utf-8").rstrip().endswith(
                "</html>"
            ):
                return "half an HTML file"
            if file.suffix == ".xlsx" and zipfile.ZipFile(file).testzip():
                return "half a workbook"
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        return f"{type(error).__name__}: a file of the run is missing or torn"
    return None


# -------------------------------------------------------------------------- running
def started(argv: Sequence[str], folder: Path) -> int:
    """The command in a process of its own; its number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    os.chdir(folder)
    said = os.open("../said", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    status = 1
    with contextlib.suppress(Exception):
        status = funnel.run(list(argv))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def ended(child: int) -> int:
    """Status of a process, negative where a signal ended it; its children end with it."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def undisturbed(argv: Sequence[str], folder: Path) -> tuple[int, float]:
    """Status and seconds."""
    start = time.monotonic()
    return ended(started(argv, folder)), time.monotonic() - start


# --------------------------------------------------------------------------- stages
def stages(place: Path) -> dict[str, Stage]:
    """A start for every command; the undisturbed end of each, made twice to see clocks."""
    raw, held, ready = place / "raw", place / "held", place / "ready"
    for name in ("a", "b"):
        small.make(raw / name, PEOPLE, seed=ord(name))
    shutil.copytree(raw, held)
    for name in ("a", "b"):
        _must(("ingest", "--study", name), held)
        _must(("analyze", "--study", name), held)
        more = small.text(small.answers(20, 9, first=PEOPLE + 1))
        (held / name / "data" / "b.csv").write_text(more, "utf-8")
    _must(("batch", "run", "."), _copy(held, place / "ran"))
    shutil.copytree(held, ready, symlinks=True)
    _must(("ingest", "--study", "a"), ready)
    starts = {"first ingest": raw, "report": place / "ran", "analyze": ready}
    return {
        name: _stage(starts.get(name, held), argv, place / f"end of {name}")
        for name, argv in COMMANDS.items()
    }


def _copy(start: Path, folder: Path) -> Path:
    shutil.copytree(start, folder, symlinks=True)
    return folder


def _must(argv: Sequence[str], folder: Path) -> None:
    status, _ = undisturbed(argv, folder)
    if status not in GOOD:
        raise RuntimeError(f"{argv} ended with {status}: {(folder / '../said').read_text()}")


def _stage(start: Path, argv: tuple[str, ...], end: Path) -> Stage:
    """Files that differ between two undisturbed runs hold a clock and are not compared."""
    ends = []
    seconds = 0.0
    for number in (1, 2):
        folder = _copy(start, end.with_name(f"{end.name} {number}"))
        status, seconds = undisturbed(argv, folder)
        assert status in GOOD, (argv, status)
        ends.append(state(folder))
    published = {
        study: {
            name: one if ends[1].published[study][name] == one else None
            for name, one in files.items()
        }
        for study, files in ends[0].published.items()
    }
    after = State(ends[0].stores, published, ends[0].files | ends[1].files)
    return Stage(start, argv, seconds, state(start), after)


# --------------------------------------------------------------------------- checks
def after_kill(kill: Kill, stage: Stage, folder: Path) -> None:
    """What must hold the moment after."""
    for name, before in stage.before.stores.items():
        _store(kill, before, stage.after.stores[name], folder / name)
        key = folder / name / "small.key"
        if key.exists() and key.stat().st_size != 32:
            kill.faults.append("the key file is not whole")
        reports = folder / name / "reports"
        if stage.before.published[name] and not (reports / "current").exists():
            kill.faults.append("no run is current any more")
        for run in reports.glob("[0-9]*"):
            if what := broken(run):
                kill.faults.append(f"a published run is not whole: {what}")
            if set(stage.after.published[name]) - set(hashes(run)):
                kill.faults.append("a published run lacks files")
    if kill.command == "batch":
        _night(kill, stage, folder)
    if kill.signal != signal.SIGKILL and kill.status != 130:
        kill.faults.append(f"{kill.signal.name} ends with {kill.status}, not 130")


def _store(kill: Kill, before: Any, after: Any, study: Path) -> None:
    """Every file is in the store whole or not at all, and nobody has gone."""
    try:
        now = unnamed(content(study))
    except CpsurveyError as error:
        kill.faults.append(f"the store does not open: {error.code}")
        return
    for part in ("people", "indicators"):
        if now[part] not in (before[part], after[part]):
            kill.faults.append("half a file is in the store")
    said = (study.parent.parent / "said").read_text("utf-8", "replace")
    if " accepted + " in said and now != after:
        kill.faults.append("a file that was acknowledged is not in the store")


def _night(kill: Kill, stage: Stage, folder: Path) -> None:
    """A batch that changed anything is in the list, not as a good one."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        status = funnel.run(["batch", "status", str(folder), "--json"])
    if status:
        kill.faults.append(f"batch status ends with {status}")
        return
    runs = json.loads(said.getvalue())["runs"]
    now = state(folder)
    changed = (now.stores, now.published) != (stage.before.stores, stage.before.published)
    known = len(list((stage.start / ".cpsurvey-runs").glob("*.json")))
    if changed and len(runs) <= known:
        kill.faults.append("batch status does not show the killed night")
    elif len(runs) > known and runs[0].get("exit") == 0:
        kill.faults.append("batch status shows the killed night as a good one")


def after_rerun(kill: Kill, stage: Stage, folder: Path) -> None:
    """The same command once more ends as if nothing had been."""
    status, _ = undisturbed(stage.argv, folder)
    if status not in GOOD:
        kill.faults.append(f"the next run ends with {status}")
        return
    now = state(folder)
    if now.stores != stage.after.stores:
        kill.faults.append("the next run leaves another store")
    for name, files in stage.after.published.items():
        if any(now.published[name].get(file) != one for file, one in files.items() if one):
            kill.faults.append("the next run publishes other bytes")
    left = {name for name in now.files - stage.after.files if "/RUN/" not in name}
    if left:
        kill.faults.append(f"left behind: {', '.join(sorted(left)[:3])}")


def kills(count: int, seed: int, names: Sequence[str] = tuple(COMMANDS)) -> Iterator[Kill]:
    """One after the other; commands and signals take turns, the moment is drawn."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        known = stages(place)
        for number in range(count):
            rng = random.Random(f"{seed}/{number}")
            turn, at = divmod(number, len(names))
            kill = Kill(number, names[at], SIGNALS[turn % len(SIGNALS)])
            stage = known[kill.command]
            folder = _copy(stage.start, place / "killed")
            child = started(stage.argv, folder)
            time.sleep(rng.uniform(0, stage.seconds))
            os.kill(child, kill.signal)
            kill.status = ended(child)
            if kill.in_time:
                after_kill(kill, stage, folder)
                after_rerun(kill, stage, folder)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            shutil.rmtree(folder)
            yield kill


def table(found: Sequence[Kill]) -> str:
    """By command and signal; then the faults."""
    lines = [f"{'command':<15}{'signal':<10}{'kills':>6}{'in time':>9}{'with faults':>13}"]
    for command in COMMANDS:
        for one in SIGNALS:
            mine = [k for k in found if (k.command, k.signal) == (command, one)]
            in_time, bad = sum(k.in_time for k in mine), sum(bool(k.faults) for k in mine)
            lines.append(f"{command:<15}{one.name:<10}{len(mine):>6}{in_time:>9}{bad:>13}")
    in_time, bad = sum(k.in_time for k in found), sum(bool(k.faults) for k in found)
    lines.append(f"{'all':<25}{len(found):>6}{in_time:>9}{bad:>13}")
    faults = Counter((k.command, fault) for k in found for fault in k.faults)
    lines += [f"{n:>5} x {command}: {fault}" for (command, fault), n in faults.most_common()]
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 when there is a fault."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--command", choices=COMMANDS)
    options = asked.parse_args()
    names = [options.command] if options.command else list(COMMANDS)
    found = list(kills(options.count, options.seed, names))
    print(table(found))
    return int(any(kill.faults for kill in found))


if __name__ == "__main__":
    raise SystemExit(main())
