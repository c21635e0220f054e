"""An ingest beside ``pandas.read_csv(dtype=str)`` on the same file: ``python -m bench.ingest``.

Each side runs in a process of its own; compared are the seconds of processor it took, those
of its children included, and the most memory it held. Pandas only reads: the ingest also
codes, checks, names, writes and commits.

    python -m bench.ingest [ROWS ...]      default: 10000 100000 1000000
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpsurvey.sem.search.workers import cores

SIZES = (10_000, 100_000, 1_000_000)
KINDS = ("codes", "labels")
SCALES, ITEMS = 8, 5
GOAL, MEMORY = 4.0, 1500
LABELS = (
    "Pas du tout d'accord",
    "Plutôt pas d'accord",
    "Ni d'accord ni pas d'accord",
    "Plutôt d'accord",
    "Tout à fait d'accord",
)
_MEASURED = """
import json, resource, sys
def used():
    mine, theirs = (resource.getrusage(who) for who in
                    (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime,
            "mb": max(mine.ru_maxrss, theirs.ru_maxrss) / 1024}
"""
PANDAS = f"""{_MEASURED}
import pandas
before = used()["seconds"]
n = len(pandas.read_csv(sys.argv[1], dtype=str))
found = used()
print(json.dumps({{**found, "seconds": found["seconds"] - before, "rows": n}}))
"""
INGEST = f"""{_MEASURED}
from pathlib import Path
import pandas
from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_study
from cpsurvey import intake, store
study = load_study(Path(sys.argv[1]).parent)
before = used()["seconds"]
(one,) = ingest(study, [Path(sys.argv[1])])
found = used()
if one.error:
    sys.exit(str(one.error))
print(json.dumps({{**found, "seconds": found["seconds"] - before, "rows": one.counts["new"],
                  "status": one.status}}))
"""


@dataclass(frozen=True)
class Used:
    """What one process took."""

    seconds: float
    mb: float
    rows: int
    status: str = ""


def main(sizes: Sequence[int] = SIZES) -> int:
    """Print the table; 0 whatever the ratios: they are facts, not tests."""
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {cores()} cores")
    print(f"{'ingest of rows x 40':<26}{'cpsurvey':>10}{'pandas':>10}{'ratio':>8}{'goal':>7}"
          f"{'MB':>8}{'MB pandas':>11}{'again':>9}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            for n in sizes:
                show(kind, n, Path(folder) / f"{kind}-{n}")
    return 0


def show(kind: str, n: int, place: Path) -> None:
    """One line of the table."""
    file = study(place, kind, n)
    theirs, mine = measured(PANDAS, file), measured(INGEST, file)
    again = measured(INGEST, file)
    if (mine.rows, again.status) != (theirs.rows, "already"):
        raise SystemExit(f"{kind}, {n}: {mine} of {theirs}, then {again}")
    print(
        f"{f'{n:,} rows of {kind}':<26}{mine.seconds:>8.2f} s{theirs.seconds:>8.2f} s"
        f"{mine.seconds / theirs.seconds:>7.1f}x{GOAL:>6.0f}x{mine.mb:>8.0f}{theirs.mb:>11.0f}"
        f"{again.seconds:>7.2f} s",
        flush=True,
    )
    file.unlink()


def measured(script: str, file: Path) -> Used:
    """What a script took for a file, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return Used(**json.loads(done.stdout))


# ------------------------------------------------------------------------------ inputs
def study(place: Path, kind: str, n: int) -> Path:
    """A study of 8 scales of 5 items, and its one export; the file."""
    place.mkdir()
    (place / "big.yaml").write_text(questionnaire(), "utf-8")
    (place / "study.yaml").write_text(
        "study: {id: big, title: Big}\nquestionnaire: ./big.yaml\nanalyses: []\n"
        "sources: [{path: '*.csv'}]\nprivacy: {key_file: big.key}\n",
        "utf-8",
    )
    file = place / f"{kind}.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(export(kind, n))
    return file


def export(kind: str, n: int) -> Iterator[str]:
    """Lines of an export; rows begin to repeat after two thousand, identifiers never."""
    rng = random.Random(1)
    words = LABELS if kind == "labels" else "12345"
    pool = [",".join(rng.choices(words, k=SCALES * ITEMS)) for _ in range(2000)]
    items = ",".join(f"q{i + 1}" for i in range(SCALES * ITEMS))
    yield f"id,submitdate,{items}\n"
    for i in range(n):
        yield f"R{i},2026-10-{1 + i % 28:02d} 10:00:00,{pool[i * 7919 % 2000]}\n"


def questionnaire() -> str:
    """A questionnaire of agreement in French."""
    items = [f"q{i + 1}" for i in range(SCALES * ITEMS)]
    scales = [
        {
            "id": f"s{s + 1}",
            "label": {"fr": f"Échelle {s + 1}"},
            "options": "agree5",
            "items": [
                {"id": name, "text": {"fr": f"Question {name}"}}
                for name in items[s * ITEMS : (s + 1) * ITEMS]
            ],
        }
        for s in range(SCALES)
    ]
    options = [{"code": i, "label": {"fr": label}} for i, label in enumerate(LABELS, 1)]
    return json.dumps(  # which is YAML too
        {
            "schema": "cpsurvey/questionnaire/1",
            "id": "big",
            "version": "1.0.0",
            "status": "validated",
            "title": {"fr": "Grand"},
            "licence": "CC-BY-4.0",
            "languages": ["fr"],
            "default_language": "fr",
            "identifiers": {"respondent": {"variable": "respondent_id", "aliases": ["id"]}},
            "option_sets": {"agree5": {"options": options}},
            "scales": scales,
        },
        ensure_ascii=False,
        indent=1,
    )


if __name__ == "__main__":
    raise SystemExit(main([int(one) for one in sys.argv[1:]] or SIZES))
