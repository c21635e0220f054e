"""Spoilt exports, study files, questionnaires and stores: ``python -m bench.hostile``.

Each is drawn by its number, goes through the command line in a process of its own, and must
end by name: no traceback, no hang, nothing half-written, nobody lost or doubled without a
word, and no answer text or identifier said. ``--only N`` shows one and keeps its folder.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from bench import small
from bench.judged import REFUSED, SECRET, Case, Verdict, named, table
from bench.spoil import exports, settings, stores, yaml
from cpsurvey.cli import funnel
from cpsurvey.cli.check import study_schema
from cpsurvey.errors import Exit

PEOPLE = 24
LIMIT = 20
"""Seconds after which a command hangs."""
AREAS = {"export": 45, "indicators": 5, "study": 10, "questionnaire": 10, "store": 15}
AREAS["analysis"] = 15
MAIN = {"kind": "sem", "model": "direct", "main": True}
COMMANDS = [
    *(["analyze", "--quiet"], ["ingest"], ["ingest", "data/b.csv"], ["batch", "run", "."]),
    *(["forget", "nobody"], ["report"]),
]
"""What a damaged store meets first."""


# ---------------------------------------------------------------------------- areas
def export(case: Case) -> None:
    """A spoilt export of answers, alone or after the good one of the same people."""
    rng, verdict = case.rng, case.verdict
    verdict.kind = rng.choice(list(exports.WAYS))
    rows = small.answers(PEOPLE, 1)
    if rng.random() < 0.4:
        rows = [row[:-2] for row in rows]
    elif rng.random() < 0.5:
        rows = small.limesurvey(rows)
    spoilt = exports.WAYS[verdict.kind](rng, rows)
    alone = rng.random() < 0.7
    if alone:
        Path("data/a.csv").write_bytes(spoilt.content)
    else:
        shutil.copyfile(case.base / "study.db", "study.db")
        Path("data/b.csv").write_bytes(spoilt.content)
    before, after = _ingested(case, spoilt, "data/a.csv" if alone else "data/b.csv")
    if before is None or after is None:
        return
    people, good = after["people"], case.good["people"]
    if set(before["people"]) - set(people):
        case.fault("people vanished from the store")
    if 5 * _replaced(before["people"], people) > len(before["people"]):
        case.fault("more than a fifth of the stored people replaced without asking")
    if alone and spoilt.people not in (None, len(people)) and not case.loud():
        case.fault("people lost or doubled without a word")
    if spoilt.same and not case.loud() and not _same(people, good):
        case.fault("other answers than the good file's, without a word")
    if rng.random() < 0.15:
        case.run("analyze", "--quiet")
        _reports(case)


def indicators(case: Case) -> None:
    """A spoilt file of indicators."""
    ways = [name for name in exports.WAYS if name not in exports.OF_ANSWERS]
    case.verdict.kind = case.rng.choice(ways)
    rows = small.calls(small.answers(PEOPLE, 1))
    spoilt = exports.WAYS[case.verdict.kind](case.rng, rows)
    shutil.copyfile(case.base / "study.db", "study.db")
    Path("kpi/calls.csv").write_bytes(spoilt.content)
    _, after = _ingested(case, spoilt, "kpi/calls.csv")
    kept = after and after["indicators"] == case.good["indicators"]
    if after and spoilt.same and not case.loud() and not kept:
        case.fault("other indicators than the good file's, without a word")


def _ingested(
    case: Case, spoilt: exports.Spoilt, name: str
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The store before and after, where the file was taken; what must hold of any file."""
    before = case.content()
    status = case.run("ingest", name)
    after = case.content()
    if before is None or after is None:
        case.fault("the store cannot be read any more")
    elif status and before != after:
        case.fault("a refused file changed the store")
    if status:
        return None, None
    if spoilt.never:
        case.fault("taken, and must be refused")
    if "already ingested" not in case.said:
        _account(case, spoilt)
    return before, after


def _account(case: Case, spoilt: exports.Spoilt) -> None:
    """Every row is accepted or set aside."""
    said = re.search(r"(\d+) rows = (\d+) accepted \+ (\d+) quarantined", case.said)
    if said is None:
        return case.fault("no account of the rows")
    rows, accepted, quarantined = map(int, said.groups())
    if rows != accepted + quarantined:
        case.fault("rows are not accepted + quarantined")
    if spoilt.rows is not None and rows != spoilt.rows:
        case.fault("rows lost or doubled in the account")
    if not accepted:
        case.fault("nobody accepted, exit 0")
    return None


def _replaced(before: dict[str, Any], after: dict[str, Any]) -> int:
    """People of whom a given answer changed or vanished."""
    return sum(
        any(one[item] not in ("nan", after.get(who, {}).get(item)) for item in small.ITEMS)
        for who, one in before.items()
    )


def _same(found: dict[str, Any], good: dict[str, Any]) -> bool:
    """Same people with the same answers, as far as both files ask."""
    if set(found) != set(good):
        return False
    return all(
        one.get(item) == good[who].get(item)
        for who, one in found.items()
        for item in small.ITEMS
    )


def yaml_file(case: Case, name: str, text: str) -> None:
    """A spoilt study file or questionnaire: what check calls good, the others can do."""
    case.verdict.kind, content = yaml.spoilt(case.rng, text)
    Path(name).write_bytes(content)
    good = case.run("check") == 0
    ingested = case.run("ingest")
    if ingested == Exit.INVALID_STUDY and good:
        case.fault("check calls good what ingest refuses")
    if not ingested or case.rng.random() < 0.2:
        status = case.run("analyze", "--quiet")
        if good and not ingested and status in (Exit.INVALID_STUDY, Exit.USAGE):
            case.fault("check calls good what analyze refuses")
        _reports(case)
    if case.rng.random() < 0.1:
        case.run("batch", "run", ".")
        case.run("batch", "status", ".")


def analysis(case: Case) -> None:
    """One analysis with drawn options on poor answers: done, or refused, or said why not."""
    how, rows = settings.answers(case.rng)
    schema = study_schema()
    entries = schema["properties"]["analyses"]["items"]["oneOf"]
    asked = settings.analysis(case.rng, entries, schema["$defs"])
    case.verdict.kind = asked["kind"]
    Path("data/a.csv").write_text(small.text(rows), "utf-8")
    Path("kpi/calls.csv").write_text(small.text(small.calls(rows)), "utf-8")
    head, _, rest = small.STUDY.partition("analyses:")
    tail = rest[rest.index("report:") :]
    Path("study.yaml").write_text(
        f"{head}analyses: {json.dumps([MAIN, asked])}\n{tail}", "utf-8"
    )
    print(how, asked)
    good = case.run("check") == 0
    if good and case.run("ingest") == 0:
        if case.run("analyze", "--quiet") == Exit.INVALID_STUDY:
            case.fault("check calls good what analyze refuses")
        _reports(case)


def store(case: Case) -> None:
    """A spoilt store: refused, or what it held is still what it holds."""
    case.verdict.kind = kind = case.rng.choice(stores.WAYS)
    shutil.copyfile(case.base / "study.db", "study.db")
    good = case.good
    stores.spoil(case.rng, Path("study.db"), kind)
    argv = case.rng.choice(COMMANDS)
    if "data/b.csv" in argv:
        more = small.answers(8, 2, first=PEOPLE + 1)
        Path("data/b.csv").write_text(small.text(more), "utf-8")
    if {case.run(*argv), case.run("analyze", "--quiet")} & REFUSED:
        return
    found = case.content()
    if found is None:
        case.fault("taken, and cannot be read")
    elif "ingest" not in argv and "run" not in argv:
        if found != good:
            case.fault("a damaged store is used as if it were whole")
    elif any(found["people"].get(who) != one for who, one in good["people"].items()):
        case.fault("a damaged store is used as if it were whole")


def _reports(case: Case) -> None:
    """No identifier or free text in what is published; nothing unfinished left."""
    for file in Path("reports").rglob("*"):
        if file.name.startswith(".unfinished"):
            case.fault("an unfinished run is left behind")
        if file.suffix in (".csv", ".html", ".json") and SECRET.search(
            file.read_text("utf-8", "replace")
        ):
            case.fault("an answer text or an identifier is published")


def _spoil_and_run(case: Case) -> None:
    area = case.rng.choices(list(AREAS), list(AREAS.values()))[0]
    case.verdict.area = area
    match area:
        case "export":
            export(case)
        case "indicators":
            indicators(case)
        case "analysis":
            analysis(case)
        case "study":
            yaml_file(case, "study.yaml", small.STUDY)
        case "questionnaire":
            yaml_file(case, "small.yaml", small.QUESTIONNAIRE)
        case _:
            store(case)


# -------------------------------------------------------------------------- running
@contextlib.contextmanager
def base_study(commands: Sequence[str] = ("ingest", "analyze")) -> Iterator[Path]:
    """A good study whose export is ingested; what the commands import is there for all."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "base"
        small.make(folder, PEOPLE)
        (folder / "study.yaml").write_text(
            small.STUDY.replace("[html, csv, xlsx]", "[csv, html]"), "utf-8"
        )
        os.environ["XDG_DATA_HOME"] = place
        silent = io.StringIO()
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            for command in commands:
                status = funnel.run([command, "--study", str(folder)])
                assert status in (0, 70), status
        (folder / "said").write_text(silent.getvalue(), "utf-8")
        shutil.rmtree(folder / "reports", ignore_errors=True)
        yield folder


def one(number: int, seed: int, base: Path, folder: Path) -> Verdict:
    """Spoil and run in a process of its own."""
    shutil.copytree(
        base, folder, ignore=shutil.ignore_patterns("study.db*", ".cpsurvey*", "said")
    )
    child = os.fork()
    if not child:
        _child(number, seed, base, folder)
    until = time.monotonic() + 3 * LIMIT
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            break
        time.sleep(0.005)
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    verdict = Verdict(number)
    with contextlib.suppress(OSError, ValueError):
        verdict = Verdict(**json.loads((folder / "verdict").read_text("utf-8")))
    verdict.said = (folder / "said").read_bytes().decode("utf-8", "replace")
    if not verdict.area:
        verdict.faults.append("died or hung before it said anything")
    return verdict


def _child(number: int, seed: int, base: Path, folder: Path) -> None:
    """Never returns; leaves its verdict and its words in the folder."""
    os.chdir(folder)
    said = os.open("said", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(said, stream)
    verdict = Verdict(number)
    case = Case(folder, base, random.Random(f"{seed}/{number}"), verdict)

    def hang(_signal: int, _frame: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, hang)
    signal.alarm(LIMIT)
    try:
        _spoil_and_run(case)
    except BaseException as error:  # noqa: BLE001  of the harness itself, or a damaged read
        traceback.print_exc()
        case.fault(f"harness: {named(error)}")
    Path("verdict").write_text(json.dumps(verdict.__dict__), "utf-8")
    sys.stdout.flush()
    os._exit(0)


def verdicts(count: int, seed: int) -> Iterator[Verdict]:
    """One after the other."""
    with base_study(("ingest", "analyze") if count > 20 else ("ingest",)) as base:
        for number in range(count):
            with tempfile.TemporaryDirectory(dir=base.parent) as place:
                yield one(number, seed, base, Path(place) / "study")


def main() -> int:
    """Print the table; 1 when there is a fault."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--count", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", type=int)
    options = asked.parse_args()
    if options.only is not None:
        return _show(options.only, options.seed)
    start = time.monotonic()
    found = list(verdicts(options.count, options.seed))
    print(table(found))
    print(f"{len(found)} in {time.monotonic() - start:.0f} s, seed {options.seed}")
    return int(any(one.faults for one in found))


def _show(number: int, seed: int) -> int:
    folder = Path(tempfile.mkdtemp()) / "study"
    with base_study() as base:
        found = one(number, seed, base, folder)
    print(found.said)
    print(f"{found.area} {found.kind}: {list(zip(found.ran, found.statuses, strict=False))}")
    print(f"faults: {found.faults or 'none'}\nfolder: {folder}")
    return int(bool(found.faults))


if __name__ == "__main__":
    raise SystemExit(main())
