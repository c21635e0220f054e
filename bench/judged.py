"""What becomes of one spoilt input: a case that runs commands, and its verdict."""

from __future__ import annotations

import json
import random
import re
import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import small
from bench.state import content
from cpsurvey.cli import funnel
from cpsurvey.errors import Exit

STATUSES = {int(one) for one in Exit} - {int(Exit.BUG), int(Exit.INTERRUPTED)}
REFUSED = STATUSES - {0, int(Exit.NOT_CONVERGED)}
SECRET = re.compile(rf"Xid\d\d\dQ|{small.SECRET}", re.IGNORECASE)
PYTHON_WARNING = re.compile(r"\.py:\d+: (\w*Warning)")


@dataclass
class Verdict:
    """What became of one spoilt input."""

    number: int
    area: str = ""
    kind: str = ""
    ran: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    said: str = ""

    @property
    def outcome(self) -> str:
        """``fault``, ``refused`` or ``taken``."""
        if self.faults:
            return "fault"
        return "refused" if set(self.statuses) & REFUSED else "taken"


class Case:
    """One spoilt input in its folder, and the commands it goes through."""

    def __init__(self, folder: Path, base: Path, rng: random.Random, verdict: Verdict) -> None:
        self.folder, self.base, self.rng, self.verdict = folder, base, rng, verdict
        self.said = ""

    def fault(self, what: str) -> None:
        if what not in self.verdict.faults:
            self.verdict.faults.append(what)

    def run(self, *argv: str) -> int:
        """One command; a traceback or an unknown status is a fault."""
        self.verdict.ran.append(" ".join(argv))
        before = Path("said").stat().st_size
        try:
            status = funnel.run(list(argv))
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException as error:  # noqa: BLE001  what the user would see as a traceback
            traceback.print_exc()
            self.fault(f"traceback: {named(error)}")
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        self.said = Path("said").read_bytes()[before:].decode("utf-8", "replace")
        self.verdict.statuses.append(status)
        if status not in STATUSES and not self.verdict.faults:
            self.fault(f"status {status} of {argv[0]}: {_recorded()}")
        if SECRET.search(self.said):
            self.fault(f"an answer text or an identifier is said by {argv[0]}")
        if found := PYTHON_WARNING.search(self.said):
            self.fault(f"Python warning: {found[1]}")
        return status

    def content(self, folder: Path | None = None) -> dict[str, Any] | None:
        """What the store holds; None where it cannot be read, which the commands say."""
        try:
            return content(folder or self.folder)
        except Exception:  # noqa: BLE001  a traceback of a command is a fault already
            return None

    @property
    def good(self) -> dict[str, Any]:
        """What the store of the good study holds."""
        found = self.content(self.base)
        assert found is not None
        return found

    def loud(self) -> bool:
        """Whether the last command warned of anything the good file does not ask for."""
        return bool(warnings(self.said) - warnings((self.base / "said").read_text("utf-8")))


def warnings(said: str) -> set[str]:
    """Warnings of an output, whatever file they are about."""
    return {line.split(".csv: ", 1)[-1] for line in said.splitlines() if "warning" in line}


def _recorded() -> str:
    """What the record of the last run says went wrong."""
    record = Path("reports/current/run.json")
    found = json.loads(record.read_text("utf-8"))["faults"] if record.is_file() else []
    return "; ".join(f"{one['error']} at {one['trace'][-1]}" for one in found) or "no record"


def named(error: BaseException) -> str:
    """Type of an exception and the last place in cpsurvey it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "/cpsurvey/" in one.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "?"
    return f"{type(error).__name__} in {place}"


def table(found: list[Verdict]) -> str:
    """By area and kind; then faults, each with the numbers that show it."""
    kinds: dict[tuple[str, str], Counter[str]] = {}
    faults: dict[tuple[str, str], list[int]] = {}
    for v in found:
        kinds.setdefault((v.area, v.kind), Counter())[v.outcome] += 1
        for fault in v.faults:
            faults.setdefault((fault, v.area), []).append(v.number)
    lines = [f"{'area':<15}{'kind':<22}{'inputs':>7}{'taken':>7}{'refused':>9}{'faults':>8}"]
    lines += [
        f"{area:<15}{kind:<22}{n.total():>7}{n['taken']:>7}{n['refused']:>9}{n['fault']:>8}"
        for (area, kind), n in sorted(kinds.items())
    ]
    total = Counter(v.outcome for v in found)
    lines.append(
        f"{'all':<37}{len(found):>7}{total['taken']:>7}{total['refused']:>9}{total['fault']:>8}"
    )
    for (fault, area), numbers in sorted(faults.items(), key=lambda one: -len(one[1])):
        shown = ", ".join(map(str, numbers[:6]))
        lines.append(f"{len(numbers):>5} x {area}: {fault}  (--only {shown})")
    return "\n".join(lines)
