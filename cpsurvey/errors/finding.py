"""One thing found wrong, or worth knowing, about a file; findings are collected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cpsurvey.errors import CpsurveyError

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


class Invalid(CpsurveyError):
    """A file with problems, all of them collected.

    Parameters
    ----------
    code : str
        Stable code, a key of the catalogue.
    what : str
        What was checked ("the study file").
    findings : sequence of Finding
        Everything that was found; at least one is an error.
    """

    def __init__(self, code: str, what: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in findings if finding.severity == "error"]
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        super().__init__(code, f"{count} in {what}\n{summarise(errors)}")


def summarise(findings: Sequence[Finding], *, limit: int = 20) -> str:
    """Findings as lines of text, the first `limit` in full and the rest counted."""
    lines = [f"  {finding}" for finding in findings[:limit]]
    if len(findings) > limit:
        lines.append(f"  ... and {len(findings) - limit} more")
    return "\n".join(lines)
