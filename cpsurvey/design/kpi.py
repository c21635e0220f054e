"""Objective indicators of a study: files, columns, definitions, and the map of reasons."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from cpsurvey.design.base import Delimiter, Encoding, FileGlob, FilePath, Id, LooseText, Part
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import same_group

REASONS_SCHEMA = "cpsurvey/reasons/1"
Version = Literal["overall", "routine", "nonroutine"]
Class = Literal["routine", "non_routine", "unclear"]
Type = Literal["binomial", "log", "linear", "count"]
VALUE: Mapping[str, tuple[str, ...]] = {
    "binomial": ("successes", "share"),
    "log": ("seconds",),
    "linear": ("score",),
    "count": ("count",),
}
"""Columns an indicator of each type may be given by."""
EXPOSURE: Mapping[str, str] = {
    "binomial": "trials",
    "log": "exposure",
    "linear": "exposure",
    "count": "exposure",
}
"""Column that says how many contacts stand behind the number."""
NEEDS_EXPOSURE = ("binomial", "count")


class Measure(Part):
    """Headings of the columns that hold one version of an indicator."""

    successes: str | None = Field(None, description="Contacts that count (binomial).")
    share: str | None = Field(None, description="Their share instead, see 'scale' (binomial).")
    trials: str | None = Field(None, description="Contacts they are counted from (binomial).")
    seconds: str | None = Field(None, description="Mean seconds per contact (log).")
    score: str | None = Field(None, description="A number such as a quality score (linear).")
    count: str | None = Field(None, description="How often something happened (count).")
    exposure: str | None = Field(
        None, description="Contacts behind the number (count; log and linear where known)."
    )

    def columns(self) -> dict[str, str]:
        """Role -> heading of the columns that are named."""
        named = ((role, getattr(self, role)) for role in Measure.model_fields)
        return {role: heading for role, heading in named if heading is not None}


class Indicator(Measure):
    """One indicator; columns named here hold it over all contacts."""

    id: Id
    label: LooseText
    type: Type = Field(description="Decides the model: logit, log seconds, line, log count.")
    definition: LooseText = Field(
        description="How the centre defines it: window, who counts, what is left out."
    )
    scale: Literal["proportion", "percent"] | None = Field(
        None, description="How shares are written: 0 to 1, or 0 to 100."
    )
    direction: Literal["+", "-", "none"] = Field(
        description="Whether more is better ('+'), worse ('-'), or not said ('none')."
    )
    direction_reason: str | None = Field(
        None, description="Why a time has a direction; without it, it has none."
    )
    routine: Measure | None = Field(None, description="Columns of routine contacts alone.")
    nonroutine: Measure | None = Field(
        None, description="Columns of non-routine contacts alone."
    )
    min_exposure: int | None = Field(
        None, ge=1, description="Fewest contacts per agent and period, for this indicator."
    )

    def versions(self) -> dict[Version, Measure]:
        """Versions that have columns of their own."""
        found: dict[Version, Measure] = {}
        if self.columns():
            found["overall"] = self
        if self.routine and self.nonroutine:
            found |= {"routine": self.routine, "nonroutine": self.nonroutine}
        return found


class KpiFile(Part):
    """Files of one shape."""

    path: FileGlob = Field(description="File or glob, from the study folder.")
    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    sheet: str | None = Field(
        None, description="Sheet of a workbook, where several hold something."
    )
    decimal: Literal[".", ","] | None = None
    rows: Literal["agent", "contact"] = Field(
        "agent",
        description="One row per agent (and period, and reason), or one per contact: then "
        "successes are 0 or 1 and trials and exposure are not needed.",
    )
    agent: str = Field(description="Heading of the identifier respondents have, too.")
    period: str | None = Field(None, description="Heading of the period; days become months.")
    dates: Literal["dmy", "mdy"] | None = Field(
        None, description="Order of dates written with slashes; never guessed."
    )
    reason: str | None = Field(None, description="Heading of the reason of the contacts.")


class KpiSpec(Part):
    """Indicators that do not come from the questionnaire."""

    files: tuple[KpiFile, ...] = Field(min_length=1)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    reasons: FilePath | None = Field(
        None, description="Map of reasons to routine and non-routine, a file of its own."
    )
    min_exposure: int = Field(
        30, ge=1, description="Fewest contacts per agent and period that are used."
    )

    def fewest(self, indicator: Indicator) -> int:
        """Fewest contacts an agent must have in a period."""
        return indicator.min_exposure or self.min_exposure


def _by_text(value: object) -> object:
    return {str(key): one for key, one in value.items()} if isinstance(value, dict) else value


class ReasonMap(Part):
    """Which reasons of contacts are routine: decided before anybody looks at results."""

    schema_: Literal["cpsurvey/reasons/1"] = Field(alias="schema")
    id: Id
    version: str
    decided: datetime.date = Field(description="Day the map was decided.")
    rule: LooseText = Field(default_factory=dict, description="By which rule it was decided.")
    reasons: Annotated[dict[str, Class], BeforeValidator(_by_text)] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Reasons:
    """A reason map with its file and the hash of its content."""

    file: str
    map: ReasonMap
    sha256: str

    def by_reason(self) -> dict[str, Class]:
        """Normal form of each reason -> its class."""
        return {normal(reason): one for reason, one in self.map.reasons.items()}

    def record(self) -> dict[str, Any]:
        """What provenance prints."""
        return {
            "file": self.file,
            "id": self.map.id,
            "version": self.map.version,
            "decided": self.map.decided.isoformat(),
            "rule": dict(self.map.rule),
            "sha256": self.sha256,
        }


def normal(reason: str) -> str:
    """Normal form of a reason: NFKC, blanks joined, case folded, apostrophes made one."""
    return same_group(" ".join(unicodedata.normalize("NFKC", reason).split()))


def check(spec: KpiSpec, taken: list[str], document: Document) -> Iterator[Finding]:
    """Every problem of the section ``kpi`` that its form alone does not show.

    Parameters
    ----------
    taken : list of str
        Variables of the questionnaire.
    """
    seen: set[str] = set()
    contacts_only = all(file.rows == "contact" for file in spec.files)
    for i, one in enumerate(spec.indicators):
        at = ("kpi", "indicators", i)
        if one.id in seen or one.id in taken:
            what = "another indicator" if one.id in seen else "a variable of the questionnaire"
            yield _error(document, (*at, "id"), f"'{one.id}' names {what} already", "rename it")
        seen.add(one.id)
        for rule, message, fix in _problems(one, contacts_only=contacts_only):
            yield Finding(rule, "error", document.where(at), f"'{one.id}': {message}", fix)
    if spec.reasons and not any(file.reason for file in spec.files):
        yield _error(
            document,
            ("kpi", "reasons"),
            "no file has a column of reasons, so the map is never used",
            "add 'reason: HEADING' to a file, or take 'reasons' out",
        )


def _error(document: Document, at: tuple[str | int, ...], message: str, fix: str) -> Finding:
    return Finding("kpi", "error", document.where(at), message, fix)


def _problems(one: Indicator, *, contacts_only: bool) -> Iterator[tuple[str, str, str]]:
    if (one.routine is None) != (one.nonroutine is None):
        yield ("kpi_pair", "only one of 'routine' and 'nonroutine' is given", "give both")
    if not one.versions():
        yield ("kpi_columns", "it names no column", f"add '{VALUE[one.type][0]}: HEADING'")
    for version, measure in one.versions().items():
        yield from _of_measure(one, version, measure.columns(), contacts_only=contacts_only)
    shares = any("share" in measure.columns() for measure in one.versions().values())
    if shares and one.scale is None:
        yield (
            "kpi_scale",
            "shares need 'scale': nobody can see whether 0.9 is 90 % or 0.9 %",
            "add 'scale: proportion' (0 to 1) or 'scale: percent' (0 to 100)",
        )
    if one.type == "log" and one.direction != "none" and not one.direction_reason:
        yield (
            "kpi_direction",
            "a time has no direction by itself: helping a colleague, or a good answer to an "
            "unusual call, takes longer",
            "write 'direction: none', or say why in 'direction_reason'",
        )


def _of_measure(
    one: Indicator, version: str, columns: Mapping[str, str], *, contacts_only: bool
) -> Iterator[tuple[str, str, str]]:
    values = [role for role in columns if role in VALUE[one.type]]
    wanted = " or ".join(f"'{role}'" for role in VALUE[one.type])
    if len(values) != 1:
        yield ("kpi_columns", f"{version}: a {one.type} indicator needs {wanted}", "name one")
    exposure = EXPOSURE[one.type]
    for role in columns:
        if role not in (*VALUE[one.type], exposure):
            yield (
                "kpi_columns",
                f"{version}: '{role}' is no column of a {one.type} indicator",
                f"use {wanted} with '{exposure}'",
            )
    if exposure not in columns and one.type in NEEDS_EXPOSURE and not contacts_only:
        yield (
            "kpi_exposure",
            f"{version}: nothing says how many contacts stand behind it",
            f"add '{exposure}: HEADING'",
        )
