"""Every number of the demo's structural models again in R, and how many agree: ``make proof``.

    python -m bench.proof [FOLDER]

FOLDER is the demo study; it is made where it is not there, and what R compared of it before
is kept, so that hours may be spread over days. Without one a temporary folder is used. Writes
tests/gold/proof_demo.json and the table of docs/howto/lavaan.md.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cpsurvey.cli import funnel

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "tests" / "gold" / "proof_demo.json"
PAGE = ROOT / "docs" / "howto" / "lavaan.md"
BEGIN, END = "<!-- written by make proof -->\n", "<!-- end -->\n"


def main(folder: Path) -> None:
    """Make the demo, export it, have R compare, and write what came out."""
    if not (folder / "study.yaml").exists():
        _run("demo", "--force", str(folder))
    (place,) = list(folder.glob("*-lavaan")) or [_exported(folder)]
    begun = time.monotonic()
    subprocess.run(["Rscript", str(place / "reproduce.R"), "--rest"], check=True)
    found = summed(place)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    page = PAGE.read_text("utf-8")
    PAGE.write_text(page.replace(_between(page), table(found)), "utf-8")
    print(table(found), f"{time.monotonic() - begun:.0f} s in R", sep="\n")


def _exported(folder: Path) -> Path:
    _run("export", "--to", "lavaan", "--study", str(folder))
    (place,) = folder.glob("*-lavaan")
    return place


def _run(*words: str) -> None:
    if funnel.run([*words, "--quiet"]) not in (0, 70):
        raise SystemExit(f"cpsurvey {' '.join(words)} failed")


def summed(place: Path) -> dict[str, Any]:
    """Of every analysis: numbers, how many agree, the largest difference, what is left."""
    with (place / "proof.csv").open(encoding="utf-8", newline="") as lines:
        versions = next(csv.DictReader(lines))["number"]
    compared, left = _rows(place / "compared.csv"), _rows(place / "not-in-lavaan.csv")
    printed = _rows(place / "printed.csv")
    names = sorted({one["analysis"] for one in (*printed, *left)})
    return {
        "lavaan": versions,
        "analyses": {name: _one(name, printed, compared, left) for name in names},
    }


def _one(name: str, *tables: list[dict[str, str]]) -> dict[str, Any]:
    printed, compared, left = ([r for r in rows if r["analysis"] == name] for rows in tables)
    gaps = [float(one["relative"]) for one in compared if one["relative"]]
    return {
        "numbers": len(printed),
        "compared": len(gaps),
        "agree": sum(one["agrees"] == "TRUE" for one in compared),
        "largest": float(f"{max(gaps):.1e}") if gaps else None,
        "not_in_lavaan": sum(int(one["numbers"]) for one in left),
    }


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def table(found: dict[str, Any]) -> str:
    """The page's table, in Markdown."""
    head = ("analysis", "numbers", "compared", "agree", "largest difference", "not in lavaan")
    keys = ("numbers", "compared", "agree", "largest", "not_in_lavaan")
    rows = [
        (f"`{name}`", *(_cell(one[k]) for k in keys)) for name, one in found["analyses"].items()
    ]
    every = found["analyses"].values()
    sums = [_cell(sum(one[k] for one in every)) for k in keys if k != "largest"]
    gaps = [one["largest"] for one in every if one["largest"] is not None]
    rows.append(("all", *sums[:3], _cell(max(gaps, default=None)), sums[3]))
    lines = [_line(head), _line(["---"] * len(head)), *map(_line, rows)]
    return "\n".join([*lines, "", f"{found['lavaan']}; differences relative above 1.", ""])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:.0e}"


def _between(page: str) -> str:
    return page.split(BEGIN)[1].split(END)[0]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made) / "demo")
