"""Make mistakes in random places; run the tests that cover each; list what nobody noticed.

make mutants                         # 200, in the rooms whose numbers and words are read
python -m bench.mutants --count 50 --seed 3 --room stats
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from bench.mutants import cover
from bench.mutants.operators import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {
    "show": ["cpsurvey/kinds/*/*show*.py", "cpsurvey/kinds/*/*tables.py"],
    "report": ["cpsurvey/report/**/*.py"],
    "stats": ["cpsurvey/stats/**/*.py"],
    "sem": ["cpsurvey/sem/**/*.py"],
}
COPIED = ("cpsurvey", "tests", "bench", "questionnaires", "docs", "examples", "pyproject.toml")
MOST = 40
"""Tests tried on one mutant, the quickest first; the golden texts before them."""
LONGEST = 300
"""Seconds after which a mutant is taken for an endless loop, which is noticed."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a mutant."""

    mutant: Mutant
    room: str
    end: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants and say which survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", choices=sorted(ROOMS), action="append")
    parser.add_argument("--fresh", action="store_true", help="measure the cover anew")
    asked = parser.parse_args(arguments)
    cores = os.cpu_count() or 1
    begun = time.monotonic()
    known = None if asked.fresh else cover.stored(ROOT)
    lines, durations = known or cover.measure(ROOT, cores)
    print(f"cover: {len(lines)} files, {time.monotonic() - begun:.0f} s", flush=True)
    chosen = _chosen(asked.room or list(ROOMS), asked.count, asked.seed, lines)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tried = _all(chosen, Path(folder), cores, lines, durations)
    _say(tried, time.monotonic() - begun)
    return 0


def _chosen(
    rooms: Sequence[str], count: int, seed: int, lines: cover.Map
) -> list[tuple[str, Mutant]]:
    """As many from each room, from lines that some test runs."""
    rng = random.Random(seed)
    found = []
    for room in rooms:
        files = sorted({f for pattern in ROOMS[room] for f in ROOT.glob(pattern)})
        there = [
            mutant
            for file in files
            for mutant in mutants(file)
            if lines.get(str(file.relative_to(ROOT)), {}).get(mutant.line)
        ]
        share = count // len(rooms)
        found += [(room, one) for one in rng.sample(there, min(share, len(there)))]
    return found


def _all(
    chosen: Sequence[tuple[str, Mutant]],
    folder: Path,
    cores: int,
    lines: cover.Map,
    durations: dict[str, float],
) -> list[Tried]:
    places: Queue[Path] = Queue()
    for at in range(cores):
        places.put(_copy(folder / str(at)))

    def one(pair: tuple[str, Mutant]) -> Tried:
        room, mutant = pair
        place = places.get()
        try:
            end = _try(mutant, place, lines, durations)
        finally:
            places.put(place)
        print(f"{end:9} {room:7} {_named(mutant)}", flush=True)
        return Tried(mutant, room, end)

    with ThreadPoolExecutor(cores) as pool:
        return list(pool.map(one, chosen))


def _copy(place: Path) -> Path:
    ignore = shutil.ignore_patterns("__pycache__", ".venv", ".git")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=ignore)
        elif source.exists():
            shutil.copy(source, place / name)
    return place


def _try(mutant: Mutant, place: Path, lines: cover.Map, durations: dict[str, float]) -> str:
    name = str(mutant.file.relative_to(ROOT))
    target = place / name
    source = target.read_text(encoding="utf-8")
    changed = mutant.apply(source)
    try:
        compile(changed, name, "exec")
    except SyntaxError:
        return "invalid"
    tests = lines[name][mutant.line]
    tests = sorted(tests, key=lambda one: ("golden" not in one, durations.get(one, 1.0)))[:MOST]
    target.write_text(changed, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {
        **cover.one_thread(),
        "PYTHONPATH": str(place),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        done = subprocess.run(
            command,
            cwd=place,
            env=environment,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "endless"
    finally:
        target.write_text(source, encoding="utf-8")
    return {0: "SURVIVED", 1: "caught", 2: "caught"}.get(done.returncode, "no test")


def _named(mutant: Mutant) -> str:
    source = mutant.file.read_text(encoding="utf-8")
    old = " ".join(source[mutant.start : mutant.end].split())[:40]
    new = " ".join(mutant.text.split())[:40]
    name = mutant.file.relative_to(ROOT)
    return f"{name}:{mutant.line} {mutant.what}: {old} -> {new}"


def _say(tried: Sequence[Tried], seconds: float) -> None:
    judged = [one for one in tried if one.end in ("caught", "endless", "SURVIVED")]
    print(f"\n{len(judged)} mutants in {seconds / 60:.1f} minutes")
    for room in ROOMS:
        ends = Counter(one.end == "SURVIVED" for one in judged if one.room == room)
        if total := sum(ends.values()):
            print(f"  {room:7} {ends[False]:3} of {total:3} caught ({ends[False] / total:.0%})")
    kept = sum(one.end != "SURVIVED" for one in judged)
    print(f"  all     {kept:3} of {len(judged):3} caught ({kept / max(1, len(judged)):.0%})")
    for one in judged:
        if one.end == "SURVIVED":
            print(f"survived: {_named(one.mutant)}")


if __name__ == "__main__":
    sys.exit(main())
