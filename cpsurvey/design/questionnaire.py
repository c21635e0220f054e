"""The questionnaire: codebook for import and source of a fieldable form.

Schema ``cpsurvey/questionnaire/1``. Codes are integers; what a platform writes instead
is an alias. Reversal is a property of the item and is computed once, from the option
set's lowest and highest code, never from the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from cpsurvey.design.base import FileId, Id, Language, LooseText, Part, Text
from cpsurvey.design.hypotheses import Hypothesis

SCHEMA = "cpsurvey/questionnaire/1"


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Aliases = Annotated[tuple[str, ...], BeforeValidator(_listed)]


LARGEST_CODE = 999_999_999
"""Codes travel as floating-point numbers, which hold whole numbers of this size exactly."""


def _no_limit(value: object) -> object:
    return None if value in (float("inf"), float("-inf")) else value


Limit = Annotated[float | None, BeforeValidator(_no_limit)]
"""A limit of an answer; infinite is none."""


class Option(Part):
    """One answer: its code, its label per language, what else platforms write for it."""

    code: int = Field(ge=-LARGEST_CODE, le=LARGEST_CODE)
    label: LooseText
    aliases: Aliases = ()
    missing: str | None = Field(
        None, description="Reason, when this answer counts as missing (not_applicable)."
    )
    value: float | None = Field(
        None,
        description="Number the answer stands for (years at the middle of a band).",
    )
    other: bool = Field(
        False,
        description="Takes free text: 'Other: ...' and '-oth-' are this answer. Labels such "
        "as 'Other' or 'Autre (précisez)' need not say so.",
    )


class OptionSet(Part):
    """Answers that items share."""

    ordered: bool = True
    period: Text | None = Field(None, description="Reference period shown above the items.")
    options: tuple[Option, ...] = Field(min_length=2)

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Codes of real answers, ascending; missing reasons left out."""
        return tuple(sorted(option.code for option in self.options if not option.missing))

    @property
    def low(self) -> int:
        """Lowest code of a real answer."""
        return self.codes[0]

    @property
    def high(self) -> int:
        """Highest code of a real answer."""
        return self.codes[-1]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer.

    Parameters
    ----------
    code : int
        As it is declared: a missing code, or the code of an answer that counts as missing.
    name : str
        What it means (``not_applicable``).
    stored : int
        Number below zero it is stored under; no other reason of the variable has it.
    answer : bool
        It is one of the answers, with a label.
    """

    code: int
    name: str
    stored: int
    answer: bool


OWN_REASONS = (0, -98, -99)
"""Never the number of a declared reason: there is an answer; left blank; never shown."""


class Item(Part):
    """One statement of a scale."""

    id: Id
    text: Text = Field(default_factory=dict)
    label: Text = Field(default_factory=dict, description="Short label for tables.")
    reverse: bool = False
    short: bool = Field(False, description="Kept in the short form.")
    optional: bool = False
    mode: str | None = Field(None, description="Way of sharing the item speaks of (story).")
    options: str | None = Field(None, description="Option set, when not the scale's own.")
    aliases: Aliases = ()


class Scoring(Part):
    """How a scale score is made of its items."""

    method: Literal["mean", "sum"] = "mean"
    min_valid: int | None = Field(
        None,
        ge=1,
        description="Fewest answered items; by default 2 of 3, 3 of 4, 4 of 5.",
    )


class Source(Part):
    """Where a construct or a wording comes from, and what may be done with it."""

    definition: str | None = Field(
        None, alias="construct", description="Where the definition of the construct comes from."
    )
    citation: str | None = None
    doi: str | None = None
    licence: str | None = None
    permission: Literal["reproduce", "use", "none"] | None = None
    translation: dict[str, str] = Field(default_factory=dict)


class Scale(Part):
    """Items that measure one construct."""

    id: Id
    label: Text
    options: str
    items: tuple[Item, ...] = Field(min_length=1)
    scoring: Scoring = Scoring()
    referent: str | None = None
    aggregation: Literal["consensus", "none"] = "none"
    role: Literal["core", "control", "marker"] = "core"
    optional: bool = False
    source: Source = Source()

    @property
    def min_valid(self) -> int:
        """Fewest answered items a score needs."""
        return self.scoring.min_valid or fewest_valid(len(self.items))


def fewest_valid(k: int) -> int:
    """Answered items a mean of `k` needs: 2 of 3, 3 of 4, 4 of 5, four fifths beyond."""
    if k in (3, 4, 5):
        return k - 1
    return -(-4 * k // 5)


class Composite(Part):
    """A construct made of scales (second order)."""

    id: Id
    label: Text
    of: tuple[Id, ...] = Field(min_length=2)
    measurement: Literal["reflective", "formative"] = "reflective"
    identification: str | None = None
    standardise: bool = Field(
        False,
        description="Standardise the scales first: formats differ (non-routine work).",
    )
    source: Source = Source()


class Question(Part):
    """A question outside the scales (background, controls)."""

    id: Id
    type: Literal["select_one", "integer", "decimal", "text"]
    text: Text = Field(default_factory=dict)
    label: Text = Field(default_factory=dict)
    options: str | tuple[Option, ...] | None = None
    min: Limit = None
    max: Limit = None
    control: bool = False
    role: str | None = None
    show_if: str | None = None
    privacy: str | None = None
    pii: bool = False
    aliases: Aliases = ()


class AttentionCheck(Part):
    """An item that tells whether somebody reads; never scored in a scale."""

    id: Id
    kind: Literal["instructed", "self_report"]
    text: Text
    options: str | tuple[Option, ...]
    expected: tuple[int, ...] = Field(min_length=1)
    aliases: Aliases = ()


class Identifier(Part):
    """A column that says who, where or when."""

    variable: Id
    aliases: Aliases = ()
    required: bool = False
    privacy: str | None = None
    values: tuple[str, ...] | None = None
    label: Text = Field(default_factory=dict)


class Identifiers(Part):
    """Who answered, and in which groups."""

    respondent: Identifier = Identifier(variable="respondent_id")
    team: Identifier | None = None
    centre: Identifier | None = None
    language: Identifier | None = None
    wave: Identifier | None = None

    def by_role(self) -> dict[str, Identifier]:
        """Role -> identifier, for the roles this questionnaire has."""
        roles = ("respondent", "team", "centre", "language", "wave")
        return {role: found for role in roles if (found := getattr(self, role)) is not None}


class Generator(Part):
    """A question that names other people, by token."""

    id: Id
    direction: Literal["ego_seeks_from_alter", "alter_seeks_from_ego", "undirected"]
    text: Text
    optional: bool = False


class Interpreter(Part):
    """A question about each named person."""

    id: Id
    applies_to: tuple[Id, ...]
    text: Text
    options: tuple[Option, ...]


class Network(Part):
    """The sociometric block; named people are data subjects too."""

    consent_required: bool = True
    max_nominations: int = Field(8, ge=1)
    allow_free_codes: bool = True
    generators: tuple[Generator, ...]
    interpreters: tuple[Interpreter, ...] = ()


class Page(Part):
    """One page of the form, in order; `contains` names scales, checks or blocks."""

    id: Id
    shuffle: bool = False
    contains: tuple[str, ...]


class Model(Part):
    """A structural equation model in lavaan syntax."""

    label: Text = Field(default_factory=dict)
    kind: Literal["cfa", "sem", "growth", "two_level"] = "sem"
    syntax: str
    std_lv: bool = False
    effects: dict[Id, Text] = Field(
        default_factory=dict, description="What ':=' defines -> label for tables."
    )


class Lever(Part):
    """Something people in charge can act on, in words for a manager's page."""

    of: Id = Field(description="Scale or item that shows where things stand.")
    action: Text = Field(description="Condition to change; never a promise.")
    decides: Text = Field(description="Who decides.")


class Moderation(Part):
    """A product of two factors with an effect, in simulated answers."""

    outcome: Id
    of: tuple[Id, Id]
    b: float


class Careless(Part):
    """Simulated respondents who do not read: how many, and in which proportions of kinds."""

    share: float = Field(0.04, ge=0, le=1, description="Share of all respondents.")
    straight: float = Field(3.0, ge=0, description="Tick one column all the way.")
    random: float = Field(3.0, ge=0, description="Tick anywhere.")
    speeder: float = Field(3.0, ge=0, description="Rush, and read every other item.")
    diagonal: float = Field(1.0, ge=0, description="Tick down and up the columns.")

    @property
    def kinds(self) -> dict[str, float]:
        """Kind -> its share among the careless."""
        weights = {
            kind: getattr(self, kind) for kind in ("straight", "random", "speeder", "diagonal")
        }
        return {kind: weight / sum(weights.values()) for kind, weight in weights.items()}

    @model_validator(mode="after")
    def _some_kind(self) -> Careless:
        if not self.straight + self.random + self.speeder + self.diagonal:
            raise ValueError("no kind of careless respondent has a proportion above zero")
        return self


class Shift(Part):
    """An item that does not measure in one language as it does in the others."""

    item: Id
    group: str = Field(description="Language in which it measures otherwise.")
    intercept: float = Field(
        0.0, ge=-3, le=3, description="Added to the answer, after reversal, in its SDs."
    )
    loading: float = Field(
        0.0, ge=-1, le=1, description="Added to the standardised loading, after reversal."
    )


class CommonMethod(Part):
    """A factor behind all items of one format, whatever they measure."""

    share: float = Field(0.0, ge=0, lt=1, description="Share of each item's variance.")
    options: str | None = Field(
        None, description="Option set of the format; the one of most items when absent."
    )


def _share(value: object) -> object:
    return {"share": value} if isinstance(value, int | float) else value


LOADING_SPREAD = 0.08
"""Simulated loadings lie this far, at most, from their mean."""


class Simulation(Part):
    """Known parameters that simulated answers are drawn from, all standardised."""

    paths: str = Field("", description="lavaan syntax, every coefficient fixed: tks ~ 0.5*cop.")
    moderation: tuple[Moderation, ...] = ()
    effects: dict[Id, str] = Field(
        default_factory=dict,
        description="Chains whose power is of interest: cop > tks > perf_ad.",
    )
    loading: float = Field(0.74, gt=0, lt=1, description="Mean loading of the items.")
    team_share: float = Field(
        0.1, ge=0, lt=1, description="Share of every factor's variance between teams."
    )
    careless: Careless = Careless()
    shifts: tuple[Shift, ...] = ()
    reversed_method: float = Field(
        0.0,
        ge=0,
        lt=1,
        description="Share of reversed items' variance that their wording has in common.",
    )
    common_method: Annotated[CommonMethod, BeforeValidator(_share)] = CommonMethod()

    @model_validator(mode="after")
    def _room_for_error(self) -> Simulation:
        largest = min(self.loading + LOADING_SPREAD, 0.95)
        if largest**2 + self.reversed_method + self.common_method.share >= 1:
            raise ValueError(
                f"loadings up to {largest:.2f} and the method factors leave no variance for "
                "error; lower 'loading', 'reversed_method' or 'common_method'"
            )
        return self


class Questionnaire(Part):
    """One instrument."""

    schema_: Literal["cpsurvey/questionnaire/1"] = Field(alias="schema")
    id: FileId
    version: str = Field(pattern=r"^\d+\.\d+\.\d+([.-][0-9A-Za-z.-]+)?$")
    status: Literal["new_wording_to_be_validated", "published_scale", "validated"]
    status_label: Text = Field(default_factory=dict)
    title: Text
    licence: str
    languages: tuple[Language, ...] = Field(min_length=1)
    default_language: str
    authors: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    estimated_minutes: dict[str, int] = Field(default_factory=dict)
    notice: Text = Field(default_factory=dict)
    identifiers: Identifiers = Identifiers()
    missing_codes: dict[int, str] = Field(default_factory=dict)
    missing_strings: tuple[str, ...] = ()
    option_sets: dict[Id, OptionSet] = Field(default_factory=dict)
    scales: tuple[Scale, ...] = Field(min_length=1)
    composites: tuple[Composite, ...] = ()
    questions: tuple[Question, ...] = ()
    attention_checks: tuple[AttentionCheck, ...] = ()
    network: Network | None = None
    pages: tuple[Page, ...] = ()
    derived: dict[Id, str] = Field(default_factory=dict)
    derived_labels: dict[Id, Text] = Field(default_factory=dict)
    models: dict[Id, Model] = Field(default_factory=dict)
    levers: tuple[Lever, ...] = ()
    plan: tuple[dict[str, Any], ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    simulation: Simulation = Simulation()

    @model_validator(mode="before")
    @classmethod
    def _no_python_names(cls, data: Any) -> Any:
        if isinstance(data, dict) and "schema_" in data:
            raise ValueError("unknown key 'schema_'")
        return data

    # ------------------------------------------------------------------ look-ups
    @cached_property
    def items(self) -> dict[str, Item]:
        """Item id -> item, in questionnaire order."""
        return {item.id: item for scale in self.scales for item in scale.items}

    @cached_property
    def scale_of(self) -> dict[str, Scale]:
        """Item id -> its scale."""
        return {item.id: scale for scale in self.scales for item in scale.items}

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        """Scale id -> scale."""
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Question id -> question."""
        return {question.id: question for question in self.questions}

    def options_of(self, variable: str) -> OptionSet | None:
        """Option set behind an item, a question or an attention check, if any."""
        named: str | tuple[Option, ...] | None
        if item := self.items.get(variable):
            named = item.options or self.scale_of[variable].options
        elif question := self.question_by_id.get(variable):
            named = question.options
        else:
            checks = {check.id: check.options for check in self.attention_checks}
            named = checks.get(variable)
        if named is None:
            return None
        if isinstance(named, str):
            return self.option_sets[named]
        return OptionSet(ordered=False, options=named)

    def option_set_name(self, variable: str) -> str:
        """Name of the option set behind a variable; its own id where it has its own answers."""
        if item := self.items.get(variable):
            return item.options or self.scale_of[variable].options
        own: dict[str, str | tuple[Option, ...] | None] = {
            **{question.id: question.options for question in self.questions},
            **{check.id: check.options for check in self.attention_checks},
        }
        named = own[variable]
        return named if isinstance(named, str) else variable

    def reasons_of(self, variable: str) -> tuple[Reason, ...]:
        """Every declared reason why a variable may have no answer.

        Each keeps a number of its own, whatever the sign and size of its code: the code
        below zero where that is free, else the next free one from -100 down.
        """
        options = self.options_of(variable)
        declared = [(code, name, False) for code, name in self.missing_codes.items()]
        for option in options.options if options else ():
            if option.missing:
                declared.append((option.code, option.missing, True))
        taken: dict[int, str] = {}
        found = []
        for code, name, answer in declared:
            stored = -abs(code)
            if stored in OWN_REASONS or taken.get(stored, name) != name:
                stored = -100
                while taken.get(stored, name) != name:
                    stored -= 1
            taken[stored] = name
            found.append(Reason(code, name, stored, answer))
        return tuple(found)

    def on_page(self, page: Page) -> tuple[str, ...]:
        """Items, questions and attention checks of a page, in the order of its file."""
        names: list[str] = []
        for part in page.contains:
            if part == "background":
                names += [question.id for question in self.questions]
            elif scale := self.scale_by_id.get(part):
                names += [item.id for item in scale.items]
            elif part != "network":
                names.append(part)
        return tuple(names)

    def label_of(self, variable: str) -> Text:
        """Short text per language for tables; the id itself where nothing is said."""
        named: dict[str, Text] = {
            **{scale.id: scale.label for scale in self.scales},
            **{composite.id: composite.label for composite in self.composites},
            **{question.id: question.label or question.text for question in self.questions},
            **{item.id: item.label or item.text for item in self.items.values()},
            **{check.id: check.text for check in self.attention_checks},
            **{i.variable: i.label for i in self.identifiers.by_role().values()},
            **self.derived_labels,
            **{name: model.label for name, model in self.models.items()},
        }
        return named.get(variable) or dict.fromkeys(self.languages, variable)
