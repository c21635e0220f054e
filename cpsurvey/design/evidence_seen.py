"""Evidence beside the answers: what was observed, what was coded, what is said of both.

Sections ``observation``, ``coding`` and ``joint`` of a study file, and the file of a codebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from cpsurvey.design import validate, yaml
from cpsurvey.design.base import (
    SEVERAL,
    Delimiter,
    Encoding,
    FileGlob,
    FilePath,
    Id,
    LooseText,
    Part,
    wrong,
)
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding, Invalid

if TYPE_CHECKING:
    from cpsurvey.design.questionnaire import Questionnaire
    from cpsurvey.design.study import StudyFile

Order = Literal["dmy", "mdy", "ymd"] | None
Mode = Literal[
    "story", "demonstration", "tip", "co_listening", "document", "rule_reminder", "other"
]
"""How somebody helped, as an observer notes it; items of a questionnaire carry the first."""
SourceType = Literal["interview", "document", "fieldnote"]
CODEBOOK_SCHEMA = "cpsurvey/codebook/1"


Globs = Annotated[tuple[FileGlob, ...], SEVERAL]


class _Tables(Part):
    """How tables are written, where the program cannot see it."""

    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    sheet: str | None = Field(
        None, description="Sheet of a workbook, where several hold something."
    )
    dates: Order = Field(
        None, description="Order of day, month and year where dates are not ISO: dmy, mdy, ymd."
    )
    columns: dict[str, str] = Field(
        default_factory=dict,
        description="Heading in the file -> column it is, where it has another name.",
    )
    opted_out: FilePath | None = Field(
        None,
        description="List of those who take no part, one identifier a row: nothing that names "
        "them is used.",
    )


class ObservationSpec(_Tables):
    """A log of what observers saw, and their sessions."""

    episodes: Globs = Field(min_length=1, description="Files with one row per episode.")
    sessions: Globs = Field(
        min_length=1, description="Files with one row per session: rates need its hours."
    )


class Coder(Part):
    """Who coded: a person, or a language model with what it was asked."""

    model: str | None = Field(None, description="Name and version of a language model.")
    prompt: str | None = Field(None, description="What it was asked, or where that stands.")
    role: str | None = Field(None, description="What else the coder does in the study.")

    @model_validator(mode="after")
    def _both(self) -> Coder:
        if (self.model is None) != (self.prompt is None):
            raise wrong(
                "a language model is declared with its name and with what it was asked",
                "give both: {model: NAME AND VERSION, prompt: WHAT IT WAS ASKED}",
            )
        return self


class CodingSpec(_Tables):
    """Segments of interviews, field notes and documents, and the codes they were given."""

    codings: Globs = Field((), description="Tables with one row per coded segment.")
    projects: Globs = Field((), description="REFI-QDA projects (.qdpx).")
    codebook: FilePath | None = Field(
        None, description="Codebook: which code speaks of which construct (.yaml, .qdc)."
    )
    documents: FilePath | None = Field(
        None, description="Register of the documents that were read."
    )
    coders: dict[str, Coder] = Field(
        default_factory=dict, description="Coders that are no people, or have a role."
    )
    sources: dict[str, SourceType] = Field(
        default_factory=dict,
        description="Begin of the name of a source in a project -> what it is; interviews "
        "where nothing is said.",
    )

    @model_validator(mode="after")
    def _something(self) -> CodingSpec:
        if not (self.codings or self.projects or self.documents):
            raise wrong(
                "it names nothing that was coded",
                "name 'codings', 'projects' or 'documents'",
            )
        return self


class Joint(Part):
    """What a person concludes from all evidence on one claim."""

    comment: LooseText = Field(description="The meta-inference, in a sentence or two.")
    signed: str = Field(min_length=2, description="Who concludes so, and when.")


class Code(Part):
    """One code of a codebook."""

    label: LooseText = Field(default_factory=dict)
    construct_: Id | None = Field(
        None,
        alias="construct",
        description="Scale, composite or factor of the questionnaire that it speaks of.",
    )
    mode: Mode | None = Field(None, description="Way of helping that it speaks of.")
    claims: tuple[Id, ...] = Field(
        (), description="Claims it speaks of, where the construct does not say so."
    )
    stance: Literal["for", "against", "either"] = Field(
        "for", description="Whether a segment with it speaks for the claim, or against it."
    )
    definition: LooseText = Field(default_factory=dict)
    include: LooseText = Field(default_factory=dict)
    exclude: LooseText = Field(default_factory=dict)
    example: LooseText = Field(default_factory=dict)


class CodebookFile(Part):
    """Codes, what they mean, and what they speak of."""

    schema_: Literal["cpsurvey/codebook/1"] = Field(alias="schema")
    codes: dict[str, Code] = Field(min_length=1)
    ordered: dict[Id, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Sets of codes in an order, of which a segment has one, lowest first.",
    )


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes by name; `ordered` sets of them."""

    codes: Mapping[str, Code] = field(default_factory=dict)
    ordered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_codebook(file: Path, questionnaire: Questionnaire, claims: list[str]) -> Codebook:
    """Read and check the YAML file of a codebook.

    Raises
    ------
    Invalid
        CPS771 with every problem and its line.
    CpsurveyError
        Those of `yaml.read`.
    """
    document = yaml.read(file)
    found, findings = validate.build(
        CodebookFile, document.data, document, languages=questionnaire.languages
    )
    if found is not None:
        findings = list(_of_codes(found, document, constructs(questionnaire), claims))
    if found is None or findings:
        raise Invalid("CPS771", f"the codebook {file.name}", findings)
    return Codebook(found.codes, found.ordered)


def constructs(questionnaire: Questionnaire) -> list[str]:
    """What a code may speak of: scales, composites, factors of models."""
    every = [*questionnaire.scale_by_id, *(one.id for one in questionnaire.composites)]
    return list(dict.fromkeys(every))


def _of_codes(
    found: CodebookFile, document: yaml.Document, known: list[str], claims: list[str]
) -> Iterator[Finding]:
    for name, code in found.codes.items():
        if code.construct_ is not None and code.construct_ not in known:
            yield _unknown(document, ("codes", name, "construct"), code.construct_, known)
        for claim in code.claims:
            if claim not in claims:
                yield _unknown(document, ("codes", name, "claims"), claim, claims)
    for group, codes in found.ordered.items():
        for code_name in codes:
            if code_name not in found.codes:
                place = ("ordered", group)
                yield _unknown(document, place, code_name, list(found.codes))


def _unknown(
    document: yaml.Document, at: tuple[str | int, ...], name: str, known: list[str]
) -> Finding:
    message = f"{'.'.join(map(str, at))}: the study has no '{name}'"
    return Finding(
        "unknown_name", "error", document.where(at), message, did_you_mean(name, known)
    )


def check(content: StudyFile, claims: list[str], document: yaml.Document) -> Iterator[Finding]:
    """What the form of the three sections does not show: claims and columns that are none."""
    ways = [*claims, *get_args(Mode)]
    for claim in content.joint:
        if claim not in ways:
            yield _unknown(document, ("joint", claim), claim, ways)
    for section in ("observation", "coding"):
        spec: Any = getattr(content, section)
        known = COLUMNS[section]
        for heading, column in (spec.columns if spec else {}).items():
            if column not in known:
                yield _unknown(document, (section, "columns", heading), column, list(known))


EPISODES = (
    *("episode_id", "session_id", "observer_id", "date", "start", "duration_s", "centre_id"),
    *("team_id", "agent_token", "helper_tokens", "n_helpers", "trigger", "contact_reason"),
    *("routine", "rule_gap", "help_mode", "initiated_by", "cross_team", "resolved"),
    *("customer_on_line", "note_ref"),
)
SESSIONS = (
    *("session_id", "observer_id", "date", "start", "end", "place", "participant_role"),
    *("agents_present", "break"),
)
CODINGS = (
    *("source_id", "source_type", "segment_id", "start_char", "end_char", "coder", "code"),
    *("agent_token", "date"),
)
DOCUMENTS = ("id", "type", "date", "formal_group_mentioned")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "observation": tuple(dict.fromkeys((*EPISODES, *SESSIONS))),
    "coding": tuple(dict.fromkeys((*CODINGS, *DOCUMENTS))),
}
"""Section -> columns its tables may have."""


def found(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Files that some paths and globs name now, each once.

    Raises
    ------
    CpsurveyError
        CPS770 one names no file.
    """
    every: dict[Path, None] = {}
    for pattern in patterns:
        plain = folder / pattern
        several = [plain] if plain.is_file() else _globbed(folder, pattern)
        if not several:
            raise CpsurveyError(
                "CPS770",
                "a file that the study file names is not there",
                where=pattern,
                fix="put the file there, or take its line out of study.yaml",
            )
        every |= dict.fromkeys(several)
    return list(every)


def _globbed(folder: Path, pattern: str) -> list[Path]:
    if Path(pattern).is_absolute():
        anchor = Path(pattern).anchor
        folder, pattern = Path(anchor), str(Path(pattern).relative_to(anchor))
    return [path for path in sorted(folder.glob(pattern)) if path.is_file()]


def files(content: StudyFile, folder: Path) -> list[tuple[str, Path]]:
    """What each file is and where it lies, of those that are there now.

    Names of such files may be names of people: they go by what they are.
    """
    named: list[tuple[str, tuple[str, ...]]] = []
    if one := content.observation:
        named += [("episodes", one.episodes), ("sessions", one.sessions)]
        named += [("opted_out", (one.opted_out,))] if one.opted_out else []
    if two := content.coding:
        named += [("codings", two.codings), ("projects", two.projects)]
        single = {"codebook": two.codebook, "documents": two.documents}
        single["opted_out"] = two.opted_out
        named += [(what, (path,)) for what, path in single.items() if path]
    every = []
    for what, patterns in named:
        for pattern in patterns:
            plain = folder / pattern
            for path in [plain] if plain.is_file() else _globbed(folder, pattern):
                every.append((what, path))
    return every
