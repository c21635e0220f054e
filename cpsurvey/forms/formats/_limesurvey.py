"""What a LimeSurvey survey asks, from whichever file its structure was read.

Types are LimeSurvey's own letters. A row of an array is called by its own code where that is
a name (``me1``) and no other question has it, else by both codes (``TKS_SQ001``); the heading
of an export (``TKS[SQ001]``) is an alias.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.forms.form import (
    Form,
    FormGroup,
    FormOption,
    FormOptions,
    FormQuestion,
    QuestionType,
    Texts,
)
from cpsurvey.forms.kept import restored, restored_option, scales

_FIXED: Mapping[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "5": tuple((str(i), {}) for i in range(1, 6)),
    "A": tuple((str(i), {}) for i in range(1, 6)),
    "B": tuple((str(i), {}) for i in range(1, 11)),
    "Y": (("Y", {"en": "Yes", "fr": "Oui"}), ("N", {"en": "No", "fr": "Non"})),
    "G": (("F", {"en": "Female", "fr": "Féminin"}), ("M", {"en": "Male", "fr": "Masculin"})),
    "C": (
        ("Y", {"en": "Yes", "fr": "Oui"}),
        ("U", {"en": "Uncertain", "fr": "Incertain"}),
        ("N", {"en": "No", "fr": "Non"}),
    ),
    "E": (
        ("D", {"en": "Decrease", "fr": "Diminuer"}),
        ("S", {"en": "Same", "fr": "Sans changement"}),
        ("I", {"en": "Increase", "fr": "Augmenter"}),
    ),
}
"""Answers of types that declare none; LimeSurvey shows them in the language of the form."""
_ORDERED = frozenset("5ABE")
_SINGLE = frozenset("L!O5YG")
_MULTIPLE = frozenset("MP")
_ARRAYS = frozenset("FABCEH")
_ROWS: Mapping[str, QuestionType] = {"K": "decimal", "Q": "text"}
_CELLS: Mapping[str, QuestionType] = {":": "decimal", ";": "text"}
_PLAIN: Mapping[str, QuestionType] = {
    "N": "decimal",
    "S": "text",
    "T": "text",
    "U": "text",
    "D": "date",
    "X": "note",
    "*": "calculate",
}
_UNNAMED_CODE = re.compile(r"(?i)(sq|y|x)?\d+")


@dataclass(slots=True)
class Part:
    """An answer, a subquestion or a group: its code, its texts, the scale it belongs to."""

    code: str
    text: dict[str, str] = field(default_factory=dict)
    scale: str = "0"
    value: int | None = None
    relevance: str = ""
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Question:
    """A question of a survey as LimeSurvey keeps it."""

    code: str
    type: str
    group: int
    text: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    other: bool = False
    mandatory: bool = False
    relevance: str = ""
    subs: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """A survey as LimeSurvey keeps it, in the order of its form."""

    id: str
    title: dict[str, str]
    languages: list[str]
    groups: list[Part]
    questions: list[Question]
    notes: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def form_of(survey: Survey, platform: str) -> Form:
    """The same survey as a `Form`."""
    made = _Made(survey)
    for question in survey.questions:
        made.add(question)
    groups = [
        FormGroup(
            group.kept.get("id", f"g{i}"),
            text=group.text,
            relevant=_relevant(group.relevance),
            kept=group.kept,
        )
        for i, group in enumerate(survey.groups, 1)
    ]
    questions = [
        replace(one, group=groups[int(one.group or 0) - 1].name if one.group else None)
        for one in made.questions
    ]
    return Form(
        id=survey.id,
        title=survey.title,
        languages=tuple(survey.languages),
        default_language=survey.languages[0],
        questions=tuple(questions),
        option_lists=made.lists,
        groups=(*groups, *made.matrices),
        scales=scales(questions, made.matrices),
        kept=survey.kept,
        notes=(*survey.notes, *made.notes),
        platform=platform,
    )


def _relevant(condition: str) -> str | None:
    return None if condition.strip() in ("", "1") else condition.strip()


class _Made:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.questions: list[FormQuestion] = []
        self.lists: dict[str, FormOptions] = {}
        self.matrices: list[FormGroup] = []
        self.notes: list[str] = []
        counts = Counter(
            sub.code.casefold()
            for one in survey.questions
            if one.type in _ARRAYS or one.type in _ROWS
            for sub in one.subs
        )
        counts.update(one.code.casefold() for one in survey.questions)
        self.shared_codes = {code for code, count in counts.items() if count > 1}

    def add(self, question: Question) -> None:
        """A question, as many as it has rows."""
        if question.type in _SINGLE or question.type in _MULTIPLE:
            self._choice(question)
        elif question.type in _ARRAYS:
            self._array(question, question.code, "0", question.subs, "")
        elif question.type == "1":
            for scale in ("0", "1"):
                name = f"{question.code}_{int(scale) + 1}"
                self._array(question, name, scale, question.subs, f"[{int(scale) + 1}]")
        elif question.type in _ROWS:
            for sub in question.subs:
                self._row(question, sub, _ROWS[question.type], options=None, suffix="")
        elif question.type in _CELLS:
            self._cells(question)
        elif question.type == "I":
            self.questions.append(replace(self._one(question, "identifier"), role="language"))
        elif question.type in _PLAIN:
            self.questions.append(self._plain(question))
        else:
            self._unknown(question)

    def _one(self, question: Question, type_: QuestionType) -> FormQuestion:
        hidden = question.attributes.get("hidden") == "1" and not question.kept
        made = FormQuestion(
            name=question.code,
            type=type_,
            text=question.text,
            group=str(question.group) if question.group else None,
            required=question.mandatory,
            relevant=_relevant(question.relevance),
            other=question.other,
            hint=question.help,
            evidence=("hidden in the form",) if hidden else (),
        )
        return (
            made
            if question.subs and question.type not in _MULTIPLE
            else restored(made, question.kept)
        )

    def _plain(self, question: Question) -> FormQuestion:
        type_ = _PLAIN[question.type]
        one = self._one(question, type_)
        if type_ == "calculate":
            text = next(iter(question.text.values()), "")
            return replace(one, text={}, extra={"calculation": text})
        if question.type != "N":
            return one
        said = question.attributes
        return replace(
            one,
            type="integer" if said.get("num_value_int_only") == "1" else "decimal",
            min=_number(said.get("min_num_value_n", "")),
            max=_number(said.get("max_num_value_n", "")),
        )

    def _choice(self, question: Question) -> None:
        single = question.type in _SINGLE
        found = question.answers if single else question.subs
        made = self._one(question, "select_one" if single else "select_multiple")
        name = question.kept.get("answers") or question.code
        name = self._list(name, question.type, found)
        self.questions.append(replace(made, options=name))
        if question.type in "OP":
            self.notes.append(f"{question.code}: a comment can be written beside the answer")

    def _array(
        self, question: Question, name: str, scale: str, subs: Sequence[Part], suffix: str
    ) -> None:
        answers = [one for one in question.answers if one.scale == scale]
        options = self._list(question.kept.get("answers") or name, question.type, answers)
        self.matrices.append(FormGroup(name, "matrix", question.text, kept=question.kept))
        for sub in subs:
            self._row(question, sub, "select_one", options=options, suffix=suffix, of=name)

    def _row(
        self,
        question: Question,
        sub: Part,
        type_: QuestionType,
        *,
        options: str | None,
        suffix: str,
        of: str | None = None,
    ) -> None:
        heading = f"{question.code}[{sub.code}]{suffix}"
        one = self._one(question, type_)
        condition = " and ".join(
            said for said in (one.relevant, _relevant(sub.relevance)) if said
        )
        said = dict(sub.kept)
        if said and (scale := question.kept.get("scale")):
            said["scale"] = scale
        row = replace(
            one,
            name=self._name(question, sub, suffix),
            text={**question.text, **{k: v for k, v in sub.text.items() if v}},
            options=options,
            of=of,
            other=False,
            relevant=condition or None,
            hint=question.help if not of else {},
            aliases=(heading,),
        )
        self.questions.append(restored(row, said))

    def _name(self, question: Question, sub: Part, suffix: str) -> str:
        own = sub.code.casefold() not in self.shared_codes
        if (
            own
            and not suffix
            and not _UNNAMED_CODE.fullmatch(sub.code)
            and sub.code[:1].isalpha()
        ):
            return sub.code
        end = f"_{suffix.strip('[]')}" if suffix else ""
        return f"{question.code}_{sub.code}{end}"

    def _cells(self, question: Question) -> None:
        """An array of numbers or texts: a question for every cell."""
        rows = [sub for sub in question.subs if sub.scale == "0"]
        columns = [sub for sub in question.subs if sub.scale == "1"]
        for row in rows:
            for column in columns:
                both = Part(
                    f"{row.code}_{column.code}",
                    {
                        language: f"{text} - {column.text.get(language, column.code)}"
                        for language, text in row.text.items()
                    },
                )
                self._row(question, both, _CELLS[question.type], options=None, suffix="")

    def _unknown(self, question: Question) -> None:
        kinds = {"|": "files are handed in", "R": "answers are put in order"}
        kind = kinds.get(question.type, f"type '{question.type}' of LimeSurvey")
        if question.type == "R":
            for rank in range(1, len(question.answers) + 1):
                sub = Part(str(rank), {k: f"{v} ({rank})" for k, v in question.text.items()})
                options = self._list(question.code, "R", question.answers)
                self._row(question, sub, "select_one", options=options, suffix="")
            return
        self.notes.append(f"{question.code}: {kind}; not imported: {_any(question.text)}")

    def _list(self, name: str, kind: str, found: Sequence[Part]) -> str:
        if fixed := _FIXED.get(kind):
            name = f"limesurvey_{kind}"
            options = tuple(
                FormOption(code, self._labels(code, texts)) for code, texts in fixed
            )
        else:
            options = tuple(
                self._answer(one, value)
                for one, value in zip(found, _values(found), strict=True)
            )
        if options:
            ordered = True if kind in _ORDERED else None
            self.lists[name] = FormOptions(options, ordered, declared=bool(self.survey.kept))
        return name

    def _answer(self, part: Part, value: int | None) -> FormOption:
        """An answer; of our own forms the value is the code it had."""
        if self.survey.kept and value is not None:
            return restored_option(FormOption(str(value), part.text), part.kept)
        return FormOption(part.code, part.text, value)

    def _labels(self, code: str, texts: Mapping[str, str]) -> Texts:
        return {
            one: texts.get(one.split("-")[0], texts.get("en", code))
            for one in self.survey.languages
        }


def _values(answers: Sequence[Part]) -> list[int | None]:
    """Assessment values, where they tell the answers apart."""
    values = [one.value for one in answers]
    if None in values or len(set(values)) < len(values):
        return [None] * len(values)
    return values


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def whole(text: str) -> int | None:
    """A whole number of a few digits, as it stands."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text.strip()) else None


def _any(texts: Mapping[str, str]) -> str:
    return next(filter(None, texts.values()), "")


def filled(texts: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Texts that say something, by language."""
    return {language: text for language, text in texts if text}
