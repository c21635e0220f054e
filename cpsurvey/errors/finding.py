"""One thing found wrong, or worth knowing, about a file; findings are collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What, where, and the next action.

    Parameters
    ----------
    rule : str
        Stable name of the rule (``"unknown_key"``, ``"unknown_label"``).
    severity : {"error", "warning", "note"}
        Errors stop the command; the rest is shown.
    where : str
        File and line, column, or row. Never an answer or a name.
    message : str
        What is wrong, in one sentence without final stop.
    fix : str
        The next action; empty when there is none.
    count : int
        How many times it was found.
    """

    rule: str
    severity: Severity
    where: str
    message: str
    fix: str = ""
    count: int = 1

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}"
        if self.count > 1:
            text += f" ({self.count} times)"
        return f"{text}\n    fix: {self.fix}" if self.fix else text


def summarise(findings: Sequence[Finding], *, limit: int = 20) -> str:
    """Findings as lines of text, the first `limit` in full and the rest counted."""
    lines = [f"  {finding}" for finding in findings[:limit]]
    if len(findings) > limit:
        lines.append(f"  ... and {len(findings) - limit} more")
    return "\n".join(lines)
