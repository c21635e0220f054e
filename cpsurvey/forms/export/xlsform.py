"""XLSForm: the workbook KoboToolbox and ODK take, with every language.

Columns ``cpsurvey_...`` hold what XLSForm has no place for; other programs pass over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpsurvey.design.form import Identifier, Question
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms import names, phrases
from cpsurvey.forms.asked import Block, Line, opening, pages, whole
from cpsurvey.forms.conditions import Dialect, number, translated
from cpsurvey.forms.export import Target, Written, targets
from cpsurvey.forms.export._kept import of_answers, of_line, of_questionnaire
from cpsurvey.forms.export._workbook import workbook
from cpsurvey.forms.languages import NAMES, base, name

Row = dict[str, str]

TYPES = {"select_one": "select_one {}", "select_multiple": "select_multiple {}"}
RESERVED = ("meta",)
"""Names that pyxform keeps for itself; ours end in ``_``, which the import passes over."""


def write(questionnaire: Questionnaire) -> Written:
    """The workbook, and what is not in it."""
    made = _Form(questionnaire)
    sheets = {
        "survey": [*made.start(), *made.body()],
        "choices": list(made.choices()),
        "settings": [made.settings()],
    }
    first = {"survey": ("type", "name"), "choices": ("list_name", "name")}
    return Written(workbook(sheets, first), tuple(made.notes))


class _Form:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.q = names.asking_names(questionnaire)
        self.pages = pages(self.q)
        self.lines = {line.id: line for page in self.pages for line in page.lines}
        self.names = {one: f"{one}_" if one in RESERVED else one for one in self.lines}
        self.groups: list[str] = []
        self.languages = {one: _language(one) for one in questionnaire.languages}
        self.notes = list(names.said(questionnaire))
        shuffled = [page.id for page in self.pages if page.shuffle]
        if shuffled:
            self.notes.append(
                f"XLSForm cannot shuffle: the lines of {', '.join(shuffled)} keep their order"
            )
        renamed = [f"{id_} is asked as {to}" for id_, to in self.names.items() if id_ != to]
        self.notes += [f"{one}, a name XLSForm leaves free" for one in renamed]

    # ---------------------------------------------------------------- survey
    def start(self) -> Iterator[Row]:
        """Notice and identifiers."""
        yield {"type": "begin group", "name": self.free("start"), "appearance": "field-list"}
        notice = {
            language: "\n\n".join(filter(None, (self.q.title.get(language), text)))
            for language, text in opening(self.q).items()
        }
        text = whole(notice, self.q, self.q.id)
        yield {"type": "note", "name": self.free("notice"), **self.said("label", text)}
        for role, named in self.q.identifiers.by_role().items():
            yield from self.identifier(role, named)
        yield {"type": "end group"}

    def identifier(self, role: str, named: Identifier) -> Iterator[Row]:
        """A text for the person, a choice where values are known; the wave is hidden."""
        row: Row = {"type": "text", "name": named.variable, **of_line(named, role=role)}
        if role == "wave":
            row["type"] = "hidden"
            self.notes.append(
                f"'{named.variable}' is hidden: give it a value in the link, or in the column "
                "'default' of the workbook, or write 'wave:' on the source"
            )
            yield row
            return
        if self.values(role, named):
            row["type"] = f"select_one {self.list_of(named)}"
        said = phrases.ROLES[role]
        asked = {one: named.label.get(one) or phrases.of(said, one) for one in self.q.languages}
        row |= self.said("label", asked)
        yield row | ({"required": "yes"} if named.required else {})

    def values(self, role: str, named: Identifier) -> tuple[str, ...]:
        """What an identifier may be, where that is known."""
        values = named.values or (self.q.languages if role == "language" else ())
        return values if not any(" " in value or not value for value in values) else ()

    def list_of(self, named: Identifier) -> str:
        """Name of the values of an identifier, as a list of choices."""
        listed = named.variable
        while listed in self.q.option_sets:
            listed += "_x"
        return listed

    def body(self) -> Iterator[Row]:
        """Every page as a group, every scale with its answers as a table."""
        for page in self.pages:
            appearance = "field-list"
            yield {"type": "begin group", "name": self.free(page.id), "appearance": appearance}
            for block in page.blocks:
                yield from self.block(block)
            yield {"type": "end group"}

    def block(self, block: Block) -> Iterator[Row]:
        """One question, or a table of statements under the period they speak of."""
        if block.scale is None:
            yield from map(self.line, block.lines)
            return
        said = block.options.lead if block.options else None
        lead = {one: phrases.of(phrases.EACH_LINE, one) for one in self.q.languages}
        text = whole(said, self.q, self.q.id) if said else lead
        group = {
            "type": "begin group",
            "name": self.free(block.scale.id),
            "appearance": "table-list",
            **self.said("label", text),
            **of_line(block.scale, languages=self.q.languages),
        }
        yield group
        yield from map(self.line, block.lines)
        yield {"type": "end group"}

    def line(self, line: Line) -> Row:
        """One question."""
        kind = TYPES.get(line.type, line.type).format(line.answers)
        row: Row = {"type": kind, "name": self.names[line.id], **self.said("label", line.text)}
        if isinstance(line.source, Question):
            row |= self.limited(line.source) | self.shown(line.source)
        kept = of_line(line.source, languages=self.q.languages)
        if line.scale:
            kept["cpsurvey_scale"] = line.scale.id
        return row | kept

    def limited(self, question: Question) -> Row:
        """Lowest and highest answer."""
        low, high = (None if x is None else number(x) for x in (question.min, question.max))
        if question.type not in ("integer", "decimal") or (low, high) == (None, None):
            return {}
        said = [f". >= {low}"] * (low is not None) + [f". <= {high}"] * (high is not None)
        message = phrases.limits(low, high)
        texts = {one: phrases.of(message, one) for one in self.q.languages}
        return {
            "constraint": " and ".join(said),
            **self.said("constraint_message", texts),
        }

    def shown(self, question: Question) -> Row:
        """When it is asked."""
        if not question.show_if:
            return {}
        relevant = translated(question.show_if, self.lines, self.dialect)
        if relevant is None:
            self.notes.append(
                f"'{question.id}' is asked of everybody: XLSForm cannot say its show_if "
                f"({question.show_if})"
            )
            return {}
        return {"relevant": relevant}

    @property
    def dialect(self) -> Dialect:
        """XPath as pyxform takes it."""

        def name_(line: Line) -> str:
            return f"${{{self.names[line.id]}}}"

        def answered(line: Line) -> str:
            said = [f"{name_(line)} != ''"]
            if line.options:
                said += [
                    f"{name_(line)} != '{one.code}'"
                    for one in line.options.options
                    if one.missing
                ]
            return " and ".join(said)

        return Dialect(
            name_,
            answered,
            lambda line, code: f"{name_(line)} = '{code}'",
            {"==": "=", "/": "div"},
        )

    # --------------------------------------------------------------- choices
    def choices(self) -> Iterator[Row]:
        """Every list of answers, in the order of the form."""
        for role, named in self.q.identifiers.by_role().items():
            for value in self.values(role, named) if role != "wave" else ():
                said = name(value) if role == "language" else value
                texts = dict.fromkeys(self.q.languages, said)
                row = {"list_name": self.list_of(named), "name": value}
                yield row | self.said("label", texts)
        seen: set[str] = set()
        for line in self.lines.values():
            if line.options is None or line.answers in seen:
                continue
            seen.add(line.answers)
            for option, kept in zip(
                line.options.options, of_answers(line.options), strict=True
            ):
                text = whole(option.label, self.q, str(option.code))
                yield {
                    "list_name": line.answers,
                    "name": str(option.code),
                    **self.said("label", text),
                    **kept,
                }

    # -------------------------------------------------------------- settings
    def settings(self) -> Row:
        """What the form is called."""
        default = self.q.default_language
        return {
            "form_title": self.q.title.get(default) or self.q.id,
            "form_id": self.q.id,
            "version": self.q.version,
            "default_language": self.languages[default],
            "style": "pages",
            **of_questionnaire(self.q),
        }

    # ----------------------------------------------------------------- words
    def said(self, column: str, text: Mapping[str, str]) -> Row:
        """A text in every language, in columns of its own."""
        return {f"{column}::{said}": text[one] for one, said in self.languages.items()}

    def free(self, wanted: str) -> str:
        """A name for a group that no variable and no other group has."""
        taken = {one.casefold() for one in (*self.names.values(), *self.groups)}
        taken |= {n.variable.casefold() for n in self.q.identifiers.by_role().values()}
        found = wanted
        while found.casefold() in taken or found in RESERVED:
            found += "_x"
        self.groups.append(found)
        return found


def _language(code: str) -> str:
    """Name of a language with the code in brackets that clients go by."""
    if code in NAMES:
        return f"{NAMES[code]} ({code})"
    return f"{code} ({base(code)})"


targets("xlsform")(Target({".xlsx": write}))
