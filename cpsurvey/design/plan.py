"""The declared plan: what a study chose before it saw its data, kept as ``plan.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from cpsurvey.design import validate, yaml
from cpsurvey.design.base import FileId, Part
from cpsurvey.design.load import content_sha256
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Invalid

PLAN_FILE = "plan.yaml"
SCHEMA = "cpsurvey/plan/1"
HASH = r"^[0-9a-f]{64}$"


class Instrument(Part):
    """The questionnaire as it was."""

    id: FileId
    version: str
    sha256: str = Field(pattern=HASH)


class Choices(Part):
    """What was chosen; what a study does not have is empty."""

    questionnaire: Instrument
    seed: int
    groups: dict[str, str] = Field(default_factory=dict)
    screening: dict[str, Any] = Field(default_factory=dict)
    measurement: dict[str, Any] = Field(default_factory=dict)
    analyses: tuple[dict[str, Any], ...] = ()
    hypotheses: tuple[dict[str, Any], ...] = ()
    other: dict[str, Any] = Field(
        default_factory=dict, description="Further sections of the study file."
    )


class PlanFile(Part):
    """``plan.yaml``."""

    schema_: Literal["cpsurvey/plan/1"] = Field(alias="schema")
    study: FileId
    declared_at: str = Field(description="When, in UTC.")
    cpsurvey: str = Field(description="Version that wrote it.")
    plan: Choices
    sha256: str = Field(pattern=HASH, description="Of everything above.")

    @field_validator("declared_at")
    @classmethod
    def _a_time(cls, value: str) -> str:
        if datetime.fromisoformat(value).tzinfo is None:
            raise ValueError("the time has no zone")
        return value


@dataclass(frozen=True, slots=True)
class Declared:
    """A plan that was read.

    Parameters
    ----------
    intact : bool
        It still says what its own hash was made of.
    """

    file: PlanFile
    sha256: str
    intact: bool

    @property
    def day(self) -> str:
        """Day it was declared."""
        return self.file.declared_at[:10]


def read_plan(folder: Path, study: str) -> Declared | None:
    """The plan of a study folder, or None without one.

    Raises
    ------
    CpsurveyError
        CPS050 not a plan this version reads, CPS051 the plan of another study, or those of
        `yaml.read`.
    """
    file = folder / PLAN_FILE
    if not file.exists():
        return None
    document = yaml.read(file)
    found, findings = validate.build(PlanFile, document.data, document)
    if found is None:
        raise Invalid("CPS050", f"the declared plan {file}", findings)
    if found.study != study:
        raise CpsurveyError(
            "CPS051",
            f"this plan was declared for the study '{found.study}', not for '{study}'",
            where=document.where(("study",)),
            fix="put the plan back into the folder of its own study",
        )
    return Declared(found, found.sha256, found.sha256 == plan_sha256(document.data))


def plan_sha256(data: Any) -> str:
    """Hash of everything a plan says but the hash itself."""
    return content_sha256({key: value for key, value in data.items() if key != "sha256"})


def write_plan(file: Path, content: dict[str, Any]) -> str:
    """Write a plan with its hash; the file appears whole or not at all. Returns the hash."""
    content = {**content, "sha256": plan_sha256(content)}
    draft = file.with_name(f".{file.name}.new")
    with draft.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD + yaml.written(content))
    draft.replace(file)
    return str(content["sha256"])


_HEAD = """\
# Declared plan: what this study chose before it saw its data.
# Do not edit: 'cpsurvey analyze' compares the study with it and lists every difference,
# and says so when this file no longer matches its own hash. Keep a copy elsewhere (a
# registry, a mail to a colleague), since a hash in the same file proves nothing to others.
"""
