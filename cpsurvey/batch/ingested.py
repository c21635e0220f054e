"""What became of one file that was brought in, and what keeps any file out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import ReadAs
from cpsurvey.spool import batches

if TYPE_CHECKING:
    from cpsurvey.intake.aside import Aside


@dataclass(frozen=True, slots=True, repr=False)
class Ingested:
    """What became of one file.

    Parameters
    ----------
    status : str
        ``"ingested"``, ``"already"`` (same bytes as before) or ``"rejected"``.
    counts : mapping
        Rows, accepted, quarantined, complete, unknown, partial; pages timed; new, replaced,
        unchanged, kept. Of indicators: rows, accepted, quarantined, agents, respondents. Of
        ties: rows, accepted, quarantined, asked, ties.
    holds : str
        ``"answers"``, ``"indicators"`` or ``"ties"``.
    read_as : tuple of ReadAs
        What every column was taken for; empty where the file was not read.
    rejected : mapping of str to int
        Rule -> cells and rows that were set aside by it.
    aside : tuple of Aside
        The same one by one, where they were asked for, with texts that are shown nowhere.
    """

    file: Path
    status: str
    reader: str = ""
    encoding: str = ""
    evidence: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    findings: tuple[Finding, ...] = ()
    error: CpsurveyError | None = None
    holds: str = "answers"
    fault: Fault | None = None
    read_as: tuple[ReadAs, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()

    def __repr__(self) -> str:
        """One line: what became of it."""
        rows = (self.counts or {}).get("rows")
        told = f", {rows} rows" if rows is not None else ""
        return f"<Ingested {self.file.name}: {self.error or self.status}{told}>"

    def record(self) -> dict[str, Any]:
        """JSON of the outcome; names files, never answers."""
        return {
            "file": self.file.name,
            "status": self.status,
            "holds": self.holds,
            "reader": self.reader,
            "encoding": self.encoding,
            "evidence": list(self.evidence),
            **(self.counts or {}),
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "where": finding.where,
                    "message": finding.message,
                    "fix": finding.fix,
                    "count": finding.count,
                }
                for finding in self.findings
            ],
            "error": None
            if self.error is None
            else {
                "code": self.error.code,
                "message": self.error.message,
                "where": self.error.where,
                "fix": self.error.fix,
            },
            "fault": self.fault.record() if self.fault else None,
        }


def of_this_file(error: CpsurveyError) -> bool:
    """Whether an error is about one file; those of the store are about all."""
    return not error.code.startswith("CPS2")


def simulated(study: Study, people: Sequence[str | None]) -> bool:
    """Whether a real study is given anybody that `cpsurvey simulate` drew."""
    from cpsurvey.simulate import PREFIX

    if study.file.study.simulated:
        return False
    return any(
        f"\n{PREFIX}" in "\n".join(("", *filter(None, some)))  # there may be a million
        for some in batches(people)
    )


def not_real(file: Path) -> CpsurveyError:
    """Error for people who were simulated, in a real study."""
    return CpsurveyError(
        "CPS111",
        "these people were simulated, and the study is a real one",
        where=file.name,
        fix="move the file away; or say 'simulated: true' under 'study' in study.yaml",
    )
