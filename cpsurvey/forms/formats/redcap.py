"""REDCap's data dictionary: one row a field, in the 18 columns of the web page or the API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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
from cpsurvey.forms.texts import UNNAMED, plain

_COLUMNS = {
    "variable / field name": "field_name",
    "form name": "form_name",
    "section header": "section_header",
    "field type": "field_type",
    "field label": "field_label",
    "choices, calculations, or slider labels": "choices",
    "choices or calculations": "choices",
    "select_choices_or_calculations": "choices",
    "field note": "field_note",
    "text validation type or show slider number": "validation",
    "text_validation_type_or_show_slider_number": "validation",
    "text validation min": "min",
    "text_validation_min": "min",
    "text validation max": "max",
    "text_validation_max": "max",
    "identifier?": "identifier",
    "branching logic (show field only if...)": "branching_logic",
    "required field?": "required_field",
    "matrix group name": "matrix_group_name",
    "field annotation": "field_annotation",
    "matrix ranking?": "matrix_ranking",
    "question number (surveys only)": "question_number",
    "custom alignment": "custom_alignment",
}
_YES_NO = {
    "yesno": (("1", "Yes"), ("0", "No")),
    "truefalse": (("1", "True"), ("0", "False")),
}
_WHOLE = re.compile(r"integer$")
_NUMBER = re.compile(r"number")
_DAY = re.compile(r"date_")
_PERSONAL = re.compile(r"email|phone|ssn|mrn|zipcode|postalcode|vmrn")


def recognise(data: bytes, _suffix: str) -> float:
    """Look for the first headings of the web page, or of the API."""
    first = opened.head_of(data).split("\n", 1)[0].lower()
    if "variable / field name" in first:
        return 0.95
    return (
        0.9 if "field_name" in first and "form_name" in first and "field_type" in first else 0.0
    )


def read(data: bytes, where: str) -> Form:
    """Make a question of every field.

    Raises
    ------
    CpsurveyError
        CPS701 not this table, or without a field.
    """
    fields = list(_fields(data, where))
    if not fields:
        raise opened.refused("it holds no field", where)
    made = _Made()
    for place, one in enumerate(fields):
        made.add(one, first=place == 0)
    return Form(
        id=fields[0].get("form_name", ""),
        title={},
        languages=(UNNAMED,),
        default_language=UNNAMED,
        questions=tuple(made.questions),
        option_lists=made.lists,
        groups=tuple({**made.forms, **made.matrices}.values()),
        notes=tuple(made.notes),
        platform="redcap",
    )


def _fields(data: bytes, where: str) -> Iterator[Mapping[str, str]]:
    text = opened.text_of(data, where)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = opened.cells_of(text, delimiter, where)
    names = (
        [_COLUMNS.get(plain(name).lower(), plain(name).lower()) for name in rows[0]]
        if rows
        else []
    )
    if "field_name" not in names or "field_type" not in names:
        raise opened.refused(
            "it has no headings 'Variable / Field Name' and 'Field Type'", where
        )
    for cells in rows[1:]:
        one = dict(zip(names, cells, strict=False))
        if one.get("field_name", "").strip():
            yield one


@dataclass(slots=True)
class _Made:
    questions: list[FormQuestion] = field(default_factory=list)
    lists: dict[str, FormOptions] = field(default_factory=dict)
    forms: dict[str, FormGroup] = field(default_factory=dict)
    matrices: dict[str, FormGroup] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    names: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)

    def add(self, one: Mapping[str, str], *, first: bool) -> None:
        """One field; the first of a dictionary names the record."""
        name, kind = one["field_name"].strip(), one.get("field_type", "").strip().lower()
        form, matrix = (
            one.get("form_name", "").strip(),
            one.get("matrix_group_name", "").strip(),
        )
        header = plain(one.get("section_header"))
        if form and form not in self.forms:
            self.forms[form] = FormGroup(form)
        if matrix and matrix not in self.matrices:
            self.matrices[matrix] = FormGroup(
                matrix, "matrix", {UNNAMED: header} if header else {}
            )
        elif header:
            self.notes.append(f"above {name}: {header}")
        if one.get("matrix_ranking", "").strip().lower() == "y":
            self.notes.append(f"{name}: answers of matrix '{matrix}' are put in order")
        type_ = "identifier" if first and kind == "text" else _type(one, kind)
        if type_ is None:
            label = plain(one.get("field_label"))
            self.notes.append(f"{name}: type '{kind}' of REDCap; not imported: {label}")
            return
        self.questions.append(self._question(one, name, type_, form=form, matrix=matrix))

    def _question(
        self, one: Mapping[str, str], name: str, type_: QuestionType, *, form: str, matrix: str
    ) -> FormQuestion:
        kind, said = one.get("field_type", "").strip().lower(), one.get("choices", "").strip()
        label, note = plain(one.get("field_label")), plain(one.get("field_note"))
        validation = one.get("validation", "").strip().lower()
        annotation = one.get("field_annotation", "").strip()
        extra = {"annotation": annotation} if annotation else {}
        if kind == "calc":
            extra["calculation"] = said
        low, high = _number(one.get("min", "")), _number(one.get("max", ""))
        if kind == "slider":
            low, high = 0 if low is None else low, 100 if high is None else high
            extra |= {"slider": said} if said else {}
        elif type_ not in ("integer", "decimal"):
            ends = [one.get(end, "").strip() for end in ("min", "max")]
            extra |= {"limits": " to ".join(ends)} if any(ends) else {}
            low = high = None
        return FormQuestion(
            name=name,
            type=type_,
            text={UNNAMED: label} if label else {},
            options=self._list(one, kind) if type_.startswith("select") else None,
            group=form or None,
            of=matrix or None,
            required=one.get("required_field", "").strip().lower() == "y",
            relevant=plain(one.get("branching_logic")) or None,
            min=low,
            max=high,
            hint={UNNAMED: note} if note else {},
            pii=one.get("identifier", "").strip().lower() == "y"
            or bool(_PERSONAL.match(validation)),
            role="respondent" if type_ == "identifier" else None,
            extra=extra,
            evidence=(f"validated as '{validation}'",)
            if validation and type_ == "text" and not _PERSONAL.match(validation)
            else (),
        )

    def _list(self, one: Mapping[str, str], kind: str) -> str:
        """Name of the field's choices; fields with the same ones share them."""
        choices = tuple(_YES_NO.get(kind) or _choices(one.get("choices", "")))
        if choices not in self.names:
            matrix = one.get("matrix_group_name", "").strip()
            wanted = kind if kind in _YES_NO else matrix or one["field_name"].strip()
            while wanted in self.lists:
                wanted += "_"
            self.names[choices] = wanted
            self.lists[wanted] = FormOptions(
                tuple(FormOption(code, {UNNAMED: label}) for code, label in choices)
            )
        return self.names[choices]


def _type(one: Mapping[str, str], kind: str) -> QuestionType | None:
    validation = one.get("validation", "").strip().lower()
    if kind == "text":
        if _WHOLE.match(validation):
            return "integer"
        if _NUMBER.match(validation):
            return "decimal"
        return "date" if _DAY.match(validation) else "text"
    known: dict[str, QuestionType] = {
        **dict.fromkeys(("radio", "dropdown", "yesno", "truefalse"), "select_one"),
        "checkbox": "select_multiple",
        "slider": "integer",
        "notes": "text",
        "calc": "calculate",
        "descriptive": "note",
    }
    return known.get(kind)


def _choices(text: str) -> Iterator[tuple[str, str]]:
    """``1, Oui | 2, Non``; a code that stands twice is one answer."""
    seen = set()
    for part in re.split(r"\s*(?:\||\n)\s*", text):
        code, _, label = part.partition(",")
        if code.strip() and code.strip() not in seen:
            seen.add(code.strip())
            yield code.strip(), plain(label) or code.strip()


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


formats("redcap")(Format("a data dictionary of REDCap", recognise, read))
