"""The questionnaire: codebook for import and source of a fieldable form.

Schema ``cpsurvey/questionnaire/1``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, ValidationInfo, model_validator

from cpsurvey.design.base import FileId, Id, Language, Part, Text, languages_in
from cpsurvey.design.form import (
    CHOSEN,
    AttentionCheck,
    Choice,
    Consent,
    Definition,
    Identifiers,
    Network,
    Page,
    Question,
)
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.options import OWN_REASONS, Option, OptionSet, Reason
from cpsurvey.design.replaces import Replaces
from cpsurvey.design.scales import Composite, Item, Scale, with_label
from cpsurvey.design.simulation import Simulation

PlanFrom = Literal["study", "questionnaire", "default"]
"""Who chose the analyses of a study; nobody, where they are the default plan."""
NOT_STATED = "not stated"
"""Licence of a questionnaire that names none."""
_SHORT_VERSION = re.compile(r"^\d+(\.\d+)?$")


class Model(Part):
    """A structural equation model in lavaan syntax."""

    label: Text = Field(default_factory=dict)
    kind: Literal["cfa", "sem", "growth", "two_level"] = "sem"
    syntax: str
    std_lv: bool = False
    effects: dict[Id, Text] = Field(
        default_factory=dict, description="What ':=' defines -> label for tables."
    )


YES_NO = OptionSet(
    ordered=False,
    options=(
        Option(code=0, label={"en": "not chosen", "fr": "non choisi"}),
        Option(code=1, label={"en": "chosen", "fr": "choisi"}),
    ),
)
"""Answers of a variable that stands for one answer of several."""


def spoken(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Languages that a questionnaire names, before anything of it was checked."""
    named = data.get("languages")
    several = named if isinstance(named, list) else [named]
    return tuple(dict.fromkeys(one for one in several if isinstance(one, str)))


class Lever(Part):
    """Something people in charge can act on, in words for a manager's page."""

    of: Id = Field(description="Scale or item that shows where things stand.")
    action: Text = Field(description="Condition to change; never a promise.")
    decides: Text = Field(description="Who decides.")


class Questionnaire(Part):
    """One instrument."""

    schema_: Literal["cpsurvey/questionnaire/1"] = Field(alias="schema")
    id: FileId = Field(examples=["my-questionnaire"])
    version: str = Field(
        pattern=r"^\d+\.\d+\.\d+([.-][0-9A-Za-z.-]+)?$",
        examples=["1.0.0"],
        description="1 and 1.0 are 1.0.0.",
    )
    status: Literal["new_wording_to_be_validated", "published_scale", "validated"] = (
        "new_wording_to_be_validated"
    )
    status_label: Text = Field(default_factory=dict)
    title: Text = Field(
        default_factory=dict, description="The id, where there is one language and no title."
    )
    licence: str = NOT_STATED
    languages: tuple[Language, ...] = Field(min_length=1, examples=["[en]"])
    default_language: str = Field("", description="The only language, where there is one.")
    authors: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    estimated_minutes: dict[str, int] = Field(
        default_factory=dict, description="As tried out; computed where nobody did."
    )
    replaces: Replaces | None = Field(
        None, description="What became of the questions of the version before."
    )
    definitions: tuple[Definition, ...] = Field(
        (), description="Words explained on the first page of a form."
    )
    notice: Text = Field(default_factory=dict)
    identifiers: Identifiers = Identifiers()
    missing_codes: dict[int, str] = Field(default_factory=dict)
    missing_strings: tuple[str, ...] = ()
    option_sets: dict[Id, OptionSet] = Field(default_factory=dict)
    scales: tuple[Scale, ...] = ()
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

    @model_validator(mode="before")
    @classmethod
    def _completed(cls, data: Any, info: ValidationInfo) -> Any:
        """What goes without saying in a questionnaire with one language; whole versions."""
        if not isinstance(data, dict):
            return data
        data = dict(with_label(data, "title", info))
        if isinstance(data.get("languages"), str):
            data["languages"] = [data["languages"]]
        if len(languages := languages_in(info)) == 1:
            data.setdefault("default_language", languages[0])
        if _SHORT_VERSION.match(version := str(data.get("version"))):
            data["version"] = version + ".0" * (2 - version.count("."))
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

    @cached_property
    def ticks(self) -> dict[str, Choice]:
        """Name -> the answer it stands for, of questions with several answers."""
        return {one.id: one for question in self.questions for one in self.answers_of(question)}

    def answers_of(self, question: Question) -> tuple[Choice, ...]:
        """Answers of a question with several; of none else."""
        if question.type != "select_multiple":
            return ()
        named = question.options
        options = self.option_sets.get(named) if isinstance(named, str) else None
        found = options.options if options else named if isinstance(named, tuple) else ()
        return tuple(Choice(question, option) for option in found)

    @cached_property
    def choices(self) -> dict[str, Choice]:
        """The same of answers that are variables.

        One that counts as missing is none: who chose it has no answer to any of the others.
        """
        return {name: one for name, one in self.ticks.items() if not one.option.missing}

    def variables_of(self, name: str) -> tuple[str, ...]:
        """Variables a question makes: one per answer where it has several, else itself."""
        question = self.question_by_id.get(name)
        if question is None or question.type != "select_multiple":
            return (name,)
        return tuple(v for v, choice in self.choices.items() if choice.question is question)

    @cached_property
    def background(self) -> tuple[str, ...]:
        """Variables of the questions outside the scales, in their order."""
        return tuple(v for question in self.questions for v in self.variables_of(question.id))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Those of `background` that hold numbers."""
        asked = [one.id for one in self.questions if one.type not in ("text", "date")]
        return tuple(v for name in asked for v in self.variables_of(name))

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Those of `background` whose numbers are answers to choose from."""
        asked = [one.id for one in self.questions if one.type in CHOSEN]
        return tuple(v for name in asked for v in self.variables_of(name))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """What makes a row an answer: items, or the questions where there are none."""
        return tuple(self.items or self.background)

    def options_of(self, variable: str) -> OptionSet | None:
        """Option set behind an item, a question or an attention check, if any."""
        if variable in self.choices:
            return YES_NO
        named: str | tuple[Option, ...] | None
        if item := self.items.get(variable):
            named = item.options or self.scale_of[variable].options
        elif question := self.question_by_id.get(variable):
            named = question.options
        else:
            named = self._other_options.get(variable)
        if named is None:
            return None
        if isinstance(named, str):
            return self.option_sets[named]
        return OptionSet(ordered=False, options=named)

    @property
    def _other_options(self) -> dict[str, str | tuple[Option, ...]]:
        """Answers of what is neither an item nor a question: checks, and consent to ties."""
        found = {check.id: check.options for check in self.attention_checks}
        return found | {one.id: one.options for one in self.consents}

    @property
    def consents(self) -> tuple[Consent, ...]:
        """The question of consent to the network, if there is one."""
        asked = self.network.consent if self.network else None
        return (asked,) if asked else ()

    def option_set_name(self, variable: str) -> str:
        """Name of the option set behind a variable; its own id where it has its own answers."""
        if item := self.items.get(variable):
            return item.options or self.scale_of[variable].options
        own: dict[str, str | tuple[Option, ...] | None] = {
            **{question.id: question.options for question in self.questions},
            **self._other_options,
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
            **{name: self._choice_label(choice) for name, choice in self.choices.items()},
            **{item.id: item.label or item.text for item in self.items.values()},
            **{check.id: check.text for check in self.attention_checks},
            **{i.variable: i.label for i in self.identifiers.by_role().values()},
            **self.derived_labels,
            **{name: model.label for name, model in self.models.items()},
        }
        return named.get(variable) or dict.fromkeys(self.languages, variable)

    @staticmethod
    def _choice_label(choice: Choice) -> Text:
        """``Question: answer`` in every language that both have."""
        asked = choice.question.label or choice.question.text
        return {
            language: f"{text.rstrip(' ?:.')}{' :' if language == 'fr' else ':'} {answer}"
            for language, answer in choice.option.label.items()
            if (text := asked.get(language))
        }
