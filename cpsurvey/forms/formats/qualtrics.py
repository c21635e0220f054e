"""Qualtrics' survey file (.qsf): JSON without a specification, read as far as it is known.

Columns of an export are called by the export tag of the question and the number, or the tag,
of a choice (``Q4_2``); the number Qualtrics never changes (``QID4``) is an alias.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cpsurvey.forms import opened
from cpsurvey.forms.form import (
    Form,
    FormGroup,
    FormOption,
    FormOptions,
    FormQuestion,
    QuestionType,
)
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats import _qualtrics_json as qsf
from cpsurvey.forms.formats._qualtrics_json import Json

_SINGLE = frozenset(("SAVR", "SAHR", "SACOL", "DL", "SB", "NPS", "SAMC"))
_MULTIPLE = frozenset(("MAVR", "MAHR", "MACOL", "MSB"))


def recognise(data: bytes, _suffix: str) -> float:
    """Look for the two parts every such file has."""
    head = opened.head_of(data).lstrip()
    if not head.startswith("{"):
        return 0.0
    return 0.95 if '"SurveyEntry"' in head or '"SurveyElements"' in head else 0.0


def read(data: bytes, where: str) -> Form:
    """Go through the blocks of the survey in the order of its flow.

    Raises
    ------
    CpsurveyError
        CPS701 not JSON, hostile, of another kind, or without a question.
    """
    survey = qsf.survey_of(opened.json_of(data, where), where)
    made = _Made(survey)
    for block in survey.blocks:
        made.groups.append(FormGroup(block.name, "group", {survey.language: block.text}))
        for number in block.questions:
            if number in survey.questions:
                made.add(survey.questions[number], block.name)
    for number in survey.unused:
        text = qsf.text(survey.questions.get(number, {}).get("QuestionText"))
        made.notes.append(f"{number}: in the trash of the survey, not imported: {text}")
    if not made.questions:
        raise opened.refused("it asks nothing", where)
    return Form(
        id=survey.name,
        title={survey.language: survey.name},
        languages=tuple(made.languages),
        default_language=survey.language,
        questions=tuple(made.questions),
        option_lists=made.lists,
        groups=tuple(made.groups),
        notes=(*survey.notes, *made.notes),
        platform="qualtrics",
    )


@dataclass(slots=True)
class _Made:
    survey: qsf.Survey
    questions: list[FormQuestion] = field(default_factory=list)
    lists: dict[str, FormOptions] = field(default_factory=dict)
    groups: list[FormGroup] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    languages: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.languages[self.survey.language] = None

    def texts(self, question: Json, *path: str) -> dict[str, str]:
        """A text of a question in every language it is translated to."""
        found = qsf.texts(question, self.survey.language, *path)
        self.languages.update(dict.fromkeys(found))
        return found

    def add(self, question: Json, block: str) -> None:
        """One question of a block, as many as it has columns in an export."""
        kind, selector = (
            qsf.text(question.get("QuestionType")),
            qsf.text(question.get("Selector")),
        )
        if kind == "MC" and (selector in _SINGLE or selector in _MULTIPLE):
            self._choice(question, block, several=selector in _MULTIPLE)
        elif kind == "Matrix":
            self._matrix(
                question, block, qsf.tag(question), self.texts(question, "QuestionText")
            )
        elif kind == "SBS":
            self._side_by_side(question, block)
        elif kind == "TE" and selector == "FORM":
            for number in qsf.order(question, "Choices"):
                self._row(question, block, number, "text")
        elif kind == "TE":
            self.questions.append(self._text(question, block))
        elif kind in ("Slider", "CS", "RO"):
            type_: QuestionType = "integer" if kind == "RO" else "decimal"
            for number in qsf.order(question, "Choices"):
                self._row(question, block, number, type_)
        elif kind == "DB":
            self.questions.append(self._one(question, block, "note"))
        else:
            text = qsf.text(question.get("QuestionText"))
            self.notes.append(
                f"{qsf.tag(question)}: type '{kind}' of Qualtrics; not imported: {text}"
            )

    def _one(self, question: Json, block: str, type_: QuestionType) -> FormQuestion:
        number = qsf.text(question.get("QuestionID"))
        name = qsf.tag(question)
        return FormQuestion(
            name=name,
            type=type_,
            text=self.texts(question, "QuestionText"),
            group=block,
            required=qsf.required(question),
            relevant=qsf.condition(question),
            aliases=(number,) if number and number != name else (),
        )

    def _text(self, question: Json, block: str) -> FormQuestion:
        one = self._one(question, block, "text")
        low, high, numeric = qsf.number_limits(question)
        if not numeric:
            return replace(one, pii=qsf.content(question) in ("ValidEmail", "ValidPhone"))
        return replace(one, type="decimal", min=low, max=high)

    def _choice(self, question: Json, block: str, *, several: bool) -> None:
        one = self._one(question, block, "select_multiple" if several else "select_one")
        name = self._list(one.name, question, "Choices", codes="RecodeValues")
        self._written_in(one.name, question)
        self.questions.append(replace(one, options=name))

    def _written_in(self, name: str, question: Json) -> None:
        for number in qsf.order(question, "Choices"):
            choice = qsf.part(question.get("Choices"), number)
            if choice.get("TextEntry") and not self.survey.is_other(choice):
                self.notes.append(f"{name}: a text can be written beside answer {number}")

    def _matrix(
        self, question: Json, block: str, name: str, stem: Mapping[str, str], text: str = ""
    ) -> None:
        selector, sub = (
            qsf.text(question.get("Selector")),
            qsf.text(question.get("SubSelector")),
        )
        type_: QuestionType = "select_multiple" if sub.startswith("Multiple") else "select_one"
        if selector in ("TE", "CS"):
            type_ = "text" if selector == "TE" else "decimal"
        elif selector in ("RO", "Profile", "MaxDiff", "Bipolar") or not question.get("Answers"):
            self.notes.append(f"{name}: a matrix of kind '{selector}'; not imported: {text}")
            return
        options = None
        if type_.startswith("select"):
            options = self._list(name, question, "Answers", codes="RecodeValues")
        self.groups.append(FormGroup(name, "matrix", stem))
        for number in qsf.order(question, "Choices"):
            self._row(question, block, number, type_, options=options, of=name, name=name)

    def _side_by_side(self, question: Json, block: str) -> None:
        """Columns of a table, each a matrix of its own over the same rows."""
        stem = self.texts(question, "QuestionText")
        columns = question.get("AdditionalQuestions")
        for number in sorted(columns, key=qsf.natural) if isinstance(columns, dict) else ():
            column = qsf.part(columns, number)
            own = self.texts(column, "QuestionText")
            whole = {k: f"{v} - {own.get(k, '')}".strip(" -") for k, v in stem.items()}
            tag = qsf.text(column.get("DataExportTag")) or f"{qsf.tag(question)}#{number}"
            merged = {**column, "Choices": column.get("Choices") or question.get("Choices")}
            merged.setdefault("QuestionID", f"{qsf.text(question.get('QuestionID'))}#{number}")
            self._matrix(merged, block, tag, whole, next(iter(whole.values()), ""))

    def _row(
        self,
        question: Json,
        block: str,
        number: str,
        type_: QuestionType,
        *,
        options: str | None = None,
        of: str | None = None,
        name: str = "",
    ) -> None:
        one = self._one(question, block, type_)
        own = self.texts(question, "Choices", number, "Display")
        tags = qsf.part(question, "ChoiceDataExportTags")
        tag = qsf.text(tags.get(number))
        base = name or one.name
        qid = qsf.text(question.get("QuestionID"))
        self.questions.append(
            replace(
                one,
                name=tag or f"{base}_{number}",
                text=own if of else {k: f"{one.text.get(k, '')} - {v}" for k, v in own.items()},
                options=options,
                of=of,
                aliases=tuple(
                    alias
                    for alias in (f"{base}_{number}" if tag else "", f"{qid}_{number}")
                    if alias and alias != (tag or f"{base}_{number}")
                ),
            )
        )

    def _list(self, name: str, question: Json, key: str, *, codes: str) -> str:
        recoded = qsf.part(question, codes)
        options = []
        for number in qsf.order(question, key):
            choice = qsf.part(question.get(key), number)
            code = qsf.text(recoded.get(number)) or number
            options.append(
                FormOption(
                    code,
                    self.texts(question, key, number, "Display"),
                    other=self.survey.is_other(choice),
                )
            )
        if options:
            self.lists[name] = FormOptions(tuple(options))
        return name


formats("qualtrics")(Format("a survey file of Qualtrics (.qsf)", recognise, read))
