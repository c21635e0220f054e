"""The study file: which questionnaire, which exports, which analyses, which reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from cpsurvey.design.base import (
    DOCUMENTS,
    SEVERAL,
    Delimiter,
    DocumentName,
    Encoding,
    FileGlob,
    FileId,
    FilePath,
    Id,
    Language,
    Limit,
    LooseText,
    Part,
    ReaderName,
    ReportFormat,
)
from cpsurvey.design.begun import DATABASE
from cpsurvey.design.claims import resolved
from cpsurvey.design.evidence import Evidence, files, folders
from cpsurvey.design.evidence_seen import CodingSpec, Joint, ObservationSpec
from cpsurvey.design.evidence_seen import files as seen_files
from cpsurvey.design.held import Held
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.kpi import KpiFile, KpiSpec, Reasons
from cpsurvey.design.network import NetworkSpec, RosterFile, TieFile
from cpsurvey.design.privacy import LARGEST_GROUP, SMALLEST_GROUP, Privacy
from cpsurvey.design.questionnaire import PlanFrom, Questionnaire
from cpsurvey.design.waves import Waves
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import Ids

if TYPE_CHECKING:
    from cpsurvey.design.load import Instrument

Order = Literal["dmy", "mdy", "ymd"] | None
"""Order of the parts of a date that is not ISO."""
DEFAULT_FORMATS = ("html", "docx", "xlsx", "csv", "md")
DEFAULT_DOCUMENTS = ("article", "supplement", "manager")
"""What is written where nothing else is asked for."""
LARGEST_SEED = 2**63 - 1
SECONDS = "seconds."
"""Before the id of a page: the seconds a respondent spent on it."""


class StudyInfo(Part):
    """What the study is."""

    id: FileId
    title: LooseText
    question: LooseText = Field(
        default_factory=dict,
        description="What the study is to answer, in a sentence; it heads the first page.",
    )
    seed: int = Field(1, ge=0, le=LARGEST_SEED)
    simulated: bool = Field(False, description="Prints 'simulated data' on every output.")


class SourceSpec(Part):
    """Export files, and what the program cannot see in them."""

    path: FileGlob = Field(description="File or glob, from the study folder.")
    format: ReaderName | None = Field(None, description="Reader; found by content when absent.")
    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    sheet: str | None = Field(
        None, description="Sheet of a workbook, where several hold something."
    )
    decimal: Literal[".", ","] | None = None
    columns: dict[str, str] = Field(
        default_factory=dict,
        description="Column heading, or '#3' for the third column -> variable, or 'seconds.' "
        "and the id of a page for the time spent on it; '' leaves it out.",
    )
    answers: Literal["codes", "labels"] | None = Field(
        None, description="Decided per option set over the whole file when absent."
    )
    partial: Literal["keep", "drop"] = "keep"
    dates: Order = Field(
        None, description="Order of day, month and year where dates are not ISO: dmy, mdy, ymd."
    )
    survey: FileId | None = Field(
        None,
        description="Name of the survey, when several number their people from 1: equal "
        "identifiers of two surveys are different people.",
    )
    wave: int | None = Field(None, description="Wave all answers of these files belong to.")
    version: str | None = Field(
        None,
        description="Version of the questionnaire that these files answer, where it is the "
        "one before; its answers are read by the list of what changed.",
    )
    fix: FilePath | None = Field(
        None,
        description="List of mended cells, as 'cpsurvey ingest --rejected' writes it, that "
        "takes the place of cells of these files whenever they are read.",
    )
    max_rejected: Limit | None = Field(
        None,
        description="Most cells and rows that may be set aside of a file (20), or most of its "
        "rows with one ('5%'); a file with more is refused.",
    )


class People(Part):
    """Who was asked, and how the people of several rows and files are told apart."""

    invited: int | None = Field(
        None,
        ge=1,
        description="How many were invited to this wave; the response rate is of it.",
    )

    ids: Ids = Field(
        None,
        description="Identifiers that differ by leading zeros, letter case or blanks only: "
        "exact: different people; alike: the same person. Asked for when it matters.",
    )


NONE = "none"
"""In the place of a variable: the study has no such groups."""


class Groups(Part):
    """Which variables are groups; the questionnaire's identifiers when absent."""

    team: Id | None = Field(None, description="'none' where people belong to no team.")
    centre: Id | None = None
    language: Id | None = None

    def variable(self, role: str, declared: str | None) -> str | None:
        """Variable of a role; None where there is none, or where the study says 'none'."""
        chosen: str | None = getattr(self, role)
        return declared if chosen is None else None if chosen == NONE else chosen


Index = Literal[
    "attention",
    "self_report",
    "page_time",
    "even_odd",
    "synonyms",
    "antonyms",
    "reversed_pairs",
    "mahalanobis",
    "longstring",
    "irv",
]
"""Signs of answers given without reading that a study may flag or leave out, in the order in
which they are applied: consistency within a person before long strings and spread."""


class Thresholds(Part):
    """From where on a sign of careless answers counts."""

    seconds_per_item: float = Field(
        2.0, gt=0, description="page_time: a page is fast below so many seconds a line."
    )
    fast_pages: int = Field(2, ge=1, description="page_time: fast pages that count.")
    longstring: int = Field(
        8, ge=2, description="Run of equal answers on a page, and at least ..."
    )
    longstring_share: float = Field(0.5, ge=0, le=1, description="... this share of its items.")
    irv: float = Field(0.05, gt=0, lt=1, description="Share with the least variable answers.")
    mahalanobis: float = Field(0.001, gt=0, lt=1, description="Upper tail of chi-squared.")
    even_odd: float = Field(0.30, ge=-1, le=1, description="Consistency below.")
    reversed_pairs: int = Field(3, ge=1, description="Contradictions from.")
    synonyms: float = Field(0.0, ge=-1, le=1, description="Consistency over alike items below.")
    antonyms: float = Field(
        0.0, ge=-1, le=1, description="Consistency over opposite items above."
    )
    alike: float = Field(
        0.60, gt=0, lt=1, description="Items that correlate more are alike or opposite."
    )


class Screening(Part):
    """Who is left out of analyses, who is only flagged, and why."""

    complete_only: bool = Field(False, description="Leave out answers never submitted.")
    min_answered: float = Field(
        0.5, ge=0, le=1, description="Smallest share of scale items answered."
    )
    attention: Literal["off", "any", "all"] = Field(
        "all", description="Leave out who failed any, or all, instructed items."
    )
    min_seconds_per_item: float | None = Field(
        1.0,
        gt=0,
        description="Leave out who took fewer seconds a line over all timed pages with items; "
        "null leaves nobody out.",
    )
    self_report: bool = Field(
        default=True,
        description="Who says that the answers should not be used is left out of everything, "
        "always; false, which once only flagged them, changes nothing.",
    )
    hard: tuple[Index, ...] = Field((), description="Signs that leave out on their own.")
    soft: tuple[Index, ...] = Field(
        (
            "attention",
            "page_time",
            "even_odd",
            "synonyms",
            "antonyms",
            "reversed_pairs",
            "mahalanobis",
            "longstring",
            "irv",
        ),
        description="Signs that only flag; one that is also hard counts as hard.",
    )
    soft_limit: int = Field(
        2, ge=1, description="Soft signs that make somebody count as careless."
    )
    exclude_flagged: bool = Field(
        False,
        description="Leave the careless out of every analysis, not only of the comparison.",
    )
    thresholds: Thresholds = Thresholds()


class Measurement(Part):
    """How answers are taken, chosen once for every analysis that has both ways."""

    items: Literal["continuous", "ordinal"] = Field(
        "continuous",
        description="Answers as numbers, or as ordered categories (polychoric correlations, "
        "WLSMV, categorical omega).",
    )


class ReportSpec(Part):
    """What is written."""

    documents: Annotated[tuple[DocumentName, ...] | None, SEVERAL] = Field(
        None,
        description="What is written beside the page to open first (report); by default "
        f"{', '.join(DEFAULT_DOCUMENTS)}. Of these, pdf is written for article and manager, "
        "tex for article and supplement; where documents are listed, every format for each.",
    )
    formats: Annotated[tuple[ReportFormat, ...], SEVERAL] = DEFAULT_FORMATS
    template: FilePath | None = Field(None, description="Word file whose styles are used.")
    logo: FilePath | None = Field(None, description="PNG or JPEG above every document.")
    languages: Annotated[tuple[Language, ...] | None, SEVERAL] = None
    audience: Literal["journal", "manager", "both"] | None = Field(
        None, description="What older study files say: journal means no pages for managers."
    )
    min_cell: int | None = Field(
        None,
        ge=SMALLEST_GROUP,
        le=LARGEST_GROUP,
        description="Smallest group shown, where larger than 'k' of 'privacy'.",
    )
    release: Literal["asked", "auto"] = Field(
        "asked",
        description="auto: a batch also releases what it may; asked: 'cpsurvey release' does.",
    )

    @property
    def papers(self) -> tuple[str, ...]:
        """Documents that are written, in their order."""
        if self.documents is not None:
            return tuple(dict.fromkeys(self.documents))
        fewer = ("manager",) if self.audience == "journal" else ()
        return tuple(
            name for name in DEFAULT_DOCUMENTS if name in DOCUMENTS and name not in fewer
        )

    @property
    def asked_documents(self) -> dict[str, Any]:
        """The same as results keep it: `listed` where the study file lists them itself."""
        listed = {"listed": True} if self.documents is not None else {}
        return {"documents": list(self.papers), **listed}


class StudyFile(Part):
    """The sections of ``study.yaml``."""

    study: StudyInfo
    questionnaire: str
    sources: tuple[SourceSpec, ...] = ()
    kpi: KpiSpec | None = None
    network: NetworkSpec = NetworkSpec()
    observation: ObservationSpec | None = None
    coding: CodingSpec | None = None
    joint: dict[Id, Joint] = Field(
        default_factory=dict,
        description="Claim -> what a person concludes from all evidence on it, signed.",
    )
    people: People = People()
    waves: Waves | None = Field(
        None, description="Compares the waves; without it, the latest one is analysed."
    )
    groups: Groups = Groups()
    screening: Screening = Screening()
    measurement: Measurement = Measurement()
    evidence: Evidence | None = Field(
        None, description="What the answers are to the questionnaire: explored or confirmed."
    )
    analyses: tuple[dict[str, Any], ...] | None = None
    drop_items: tuple[Id, ...] = Field(
        (), description="Items that scores, models and tables do without."
    )
    keep_items: tuple[Id, ...] = Field(
        (), description="Of the scales of these items, the others are left out."
    )
    hypotheses: tuple[Hypothesis, ...] | None = Field(
        None, description="What the study set out to find; the questionnaire's when absent."
    )
    report: ReportSpec = ReportSpec()
    privacy: Privacy = Privacy()


@dataclass(frozen=True, slots=True)
class Request:
    """One analysis asked for.

    Parameters
    ----------
    kind : str
        Kind of analysis.
    options : mapping
        Everything else the entry says; checked by the analysis itself.
    where : str
        File and line.
    document : Document
        File it stands in, for the lines of its options.
    path : tuple
        Where it stands in that file, or what it comes from where nobody wrote it ...
    why : str
        ... and why it is there.
    unasked, groups : tuple of str
        Variables, and groups, that the data do not hold and that it cannot do without.
    lost : tuple of str
        What it does without.
    few : (respondents, parameters) or None
        Respondents too few for its model.
    """

    kind: str
    options: Mapping[str, Any]
    where: str
    document: Document
    path: tuple[str | int, ...]
    why: str = ""
    unasked: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    few: tuple[int, int] | None = None

    @property
    def applies(self) -> bool:
        """Whether the data hold what it needs."""
        return not (self.unasked or self.groups or self.few)


@dataclass(frozen=True, slots=True)
class Study:
    """A study, read and checked: its file, its folder and its questionnaire.

    `questionnaire_file` is where a questionnaire of its own stands, none where it is shipped.
    `plan_from` says who chose the analyses, nobody for the default plan. `remarks` are worth
    knowing and stop nothing; `partial`: only some of its analyses are asked for; `before`:
    the version that its questionnaire replaces.
    """

    folder: Path
    file: StudyFile
    questionnaire: Questionnaire
    requests: tuple[Request, ...]
    study_sha256: str
    questionnaire_sha256: str
    reasons: Reasons | None = None
    hypotheses_document: Document | None = None
    remarks: tuple[Finding, ...] = ()
    partial: bool = False
    plan_from: PlanFrom = "study"
    held: Held | None = None
    questionnaire_file: Path | None = None
    before: Instrument | None = None

    @property
    def whole(self) -> Study:
        """The same study with its questionnaire as it was written."""
        return replace(self, questionnaire=self.held.whole, held=None) if self.held else self

    @property
    def id(self) -> str:
        """Name of the study."""
        return self.file.study.id

    @property
    def smallest(self) -> int:
        """Fewest people of whom anything is shown: the larger of the two limits."""
        return max(self.file.privacy.k, self.file.report.min_cell or 0)

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """What the study set out to find."""
        own = self.file.hypotheses
        declared = self.questionnaire.hypotheses if own is None else own
        return tuple(resolved(one, self.questionnaire) for one in declared)

    @property
    def hypotheses_bind(self) -> bool:
        """Whether every hypothesis must have its analysis: both are chosen together."""
        chosen = self.file.hypotheses is not None or not self.file.analyses
        return chosen and not self.partial

    @property
    def database(self) -> Path:
        """The study's own database."""
        return self.folder / DATABASE

    @property
    def reports(self) -> Path:
        """Folder of all runs."""
        return self.folder / "reports"

    @property
    def releases(self) -> Path:
        """Folder of what may be passed on."""
        return self.folder / "releases"

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the report; the first one is the main one."""
        return self.file.report.languages or self.questionnaire.languages

    @property
    def groups(self) -> dict[str, str]:
        """Role (team, centre, language) -> variable, of the groups there are."""
        without = self.held.groups if self.held else ()
        found = {
            role: self.file.groups.variable(role, variable)
            for role, variable in self.roles.items()
        }
        return {r: variable for r, variable in found.items() if variable and r not in without}

    @property
    def roles(self) -> dict[str, str]:
        """The same of those it has or could have: the study may say it has none."""
        named = self.questionnaire.identifiers.by_role()
        found = {
            role: self.file.groups.variable(role, declared) or declared or ""
            for role in ("team", "centre", "language")
            if (declared := named[role].variable if role in named else None)
            or getattr(self.file.groups, role)
        }
        return {role: variable or role for role, variable in found.items()}

    @property
    def wave(self) -> str | None:
        """Variable that tells the waves apart, where the study declares them."""
        named = self.questionnaire.identifiers.wave
        return named.variable if named and self.file.waves else None

    @property
    def evidence_folders(self) -> tuple[Path, ...]:
        """Folders with evidence for the questionnaire, the study's own first."""
        return folders(self.folder, self.questionnaire_file)

    @property
    def evidence_files(self) -> list[Path]:
        """Files of evidence that are there now."""
        return [file for folder in self.evidence_folders for file in files(folder)]

    @property
    def seen_files(self) -> list[tuple[str, Path]]:
        """What was observed and coded: what each file is, and where, of those there now."""
        return seen_files(self.file, self.folder)

    @property
    def kinds_of_evidence(self) -> list[str]:
        """Kinds of analysis that go with files of evidence beside the answers."""
        asked = {"observed": self.file.observation, "coded": self.file.coding}
        found = [kind for kind, section in asked.items() if section]
        return [*found, "joint"] if found else []

    @property
    def has_evidence(self) -> bool:
        """Whether there is anything to say of the evidence beyond this study's answers."""
        told = self.file.evidence is not None or bool(
            self.file.waves and self.file.waves.retests
        )
        return told or bool(self.evidence_files)

    def asking_also(self, kind: str) -> Study:
        """The same study with an analysis of `kind`, unless it asks for one already."""
        if any(request.kind == kind for request in self.requests) or not self.requests:
            return self
        first = self.requests[0]
        more = Request(kind, {}, first.where, first.document, ())
        return replace(self, requests=(*self.requests, more))

    def asking_only(self, kind: str) -> Study:
        """The same study with its analyses of `kind` alone."""
        chosen = tuple(request for request in self.requests if request.kind == kind)
        return replace(self, requests=chosen, partial=True)

    def source_files(self) -> list[tuple[Path, SourceSpec]]:
        """Files that the sources name now, sorted within each source."""
        others = {path for path, _ in (*self.kpi_files(), *self.tie_files())}
        return [
            (path, source)
            for source in self.file.sources
            for path in self._found(source.path)
            if path not in others
        ]

    def kpi_files(self) -> list[tuple[Path, KpiFile]]:
        """Files of indicators that are there now, sorted within each entry."""
        files = self.file.kpi.files if self.file.kpi else ()
        return [(path, spec) for spec in files for path in self._found(spec.path)]

    def tie_files(self) -> list[tuple[Path, TieFile | RosterFile]]:
        """Files of ties that are there now, sorted within each entry."""
        return [
            (path, spec) for spec in self.file.network.files for path in self._found(spec.path)
        ]

    def absent_files(self) -> list[str]:
        """Paths and globs of the study file that no file answers to now."""
        kpi = self.file.kpi.files if self.file.kpi else ()
        entries = (*self.file.sources, *kpi, *self.file.network.files)
        paths = [entry.path for entry in entries]
        return [path for path in paths if not self._found(path)]

    def _found(self, pattern: str) -> list[Path]:
        """Files a path or a glob names, sorted."""
        plain = self.folder / pattern
        if plain.is_file():
            return [plain]
        if plain.is_dir():
            return []
        base = self.folder
        if Path(pattern).is_absolute():
            base = Path(Path(pattern).anchor)
            pattern = str(Path(pattern).relative_to(base))
        return [path for path in sorted(base.glob(pattern)) if path.is_file()]
