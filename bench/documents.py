"""The demo's documents beside the report of an earlier commit, from results that are there.

`python -m bench.documents [THEN NOW]`: the demo of that commit by its own program, and
that of this one; without them both are made first, which takes most of the time. Every
format but PDF, both languages; once with pictures drawn anew, once with those that are kept.
Processor seconds of all processes decide: time that passes moves with what else the machine
does.
"""

from __future__ import annotations

import compileall
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.speed import BASE, FORMATS, ROOT, Took, command, earlier

EVERY = (*FORMATS, "tex", "figures")


def _report(program: Path, study: Path, formats: tuple[str, ...], *, anew: bool) -> Took:
    """Time of one run, memory of another."""
    words = [word for name in formats for word in ("--format", name)]
    words += ["--language", "en", "--language", "fr"]
    took = []
    for memory in (False, True):
        if anew:
            shutil.rmtree(study / "study.kept" / "pictures", ignore_errors=True)
        took.append(command(program, "report", "--study", str(study), *words, memory=memory))
    return replace(took[0], peak=took[1].peak)


def _line(what: str, took: Took, then: Took) -> None:
    print(
        f"| {what} | {took.wall:.1f} | {took.cpu:.1f} | {took.wall / then.wall:.2f} | "
        f"{took.cpu / then.cpu:.2f} | {took.peak:.0f} |",
        flush=True,
    )


def main(*studies: str) -> None:
    """Measure and print a table."""
    print("| `report` | seconds | processor s | ratio | ratio of processor s | MB together |")
    print("|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = earlier(folder)
        for program in (old, ROOT):
            compileall.compile_dir(program / "cpsurvey", quiet=2)
        then, now = folder / "then", folder / "now"
        for program, study, made in zip(
            (old, ROOT), (then, now), studies or ("", ""), strict=True
        ):
            if made:
                shutil.copytree(made, study, symlinks=True)
            else:
                command(program, "demo", str(study))
        before = _report(old, then, FORMATS, anew=False)
        _line(f"commit {BASE}, its demo", before, before)
        for what, anew in (("drawn anew", True), ("kept", False)):
            took = _report(ROOT, now, EVERY, anew=anew)
            _line(f"all documents, pictures {what}", took, before)


if __name__ == "__main__":
    main(*sys.argv[1:3])
