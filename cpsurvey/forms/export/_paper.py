"""A questionnaire on paper, before it is HTML or Word: numbered lines in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from cpsurvey.design import expressions
from cpsurvey.design.expressions import Name, Number, Operation
from cpsurvey.design.form import Question
from cpsurvey.design.options import OptionSet
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms import phrases
from cpsurvey.forms.asked import Block, FormPage, Line, left_out, opening, pages, whole
from cpsurvey.forms.conditions import number
from cpsurvey.typography import spaced

WIDEST = 11
"""Answers that a table has columns for; more are listed below each line."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One box to tick."""

    code: int
    label: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A numbered line."""

    number: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Statements under the answers they share."""

    lead: str
    answers: tuple[Answer, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with boxes below it."""

    row: Row
    answers: tuple[Answer, ...]
    hint: str
    only_if: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A question answered in writing; `long` where words are expected."""

    row: Row
    hint: str
    only_if: str
    long: bool


Part = Grid | Choice | Blank


@dataclass(frozen=True, slots=True)
class Paper:
    """A form in one language."""

    language: str
    name: str
    title: str
    notice: str
    words: Mapping[str, str]
    people: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Variable, what is written, and the values it may have."""
    parts: tuple[tuple[Part, ...], ...]
    notes: tuple[str, ...]


def papers(questionnaire: Questionnaire) -> tuple[Paper, ...]:
    """One form per language, the default language first."""
    first = questionnaire.default_language
    others = [one for one in questionnaire.languages if one != first]
    return tuple(_Paper(questionnaire, one).made() for one in (first, *others))


class _Paper:
    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.q = questionnaire
        self.language = language
        self.pages = pages(questionnaire)
        ids = [line.id for page in self.pages for line in page.lines]
        self.numbers = dict(zip(ids, count(1), strict=False))
        self.lines = {line.id: line for page in self.pages for line in page.lines}
        self.notes = list(left_out(questionnaire))

    def made(self) -> Paper:
        parts = tuple(tuple(self.page(page)) for page in self.pages)
        if shuffled := [page.id for page in self.pages if page.shuffle]:
            self.notes.append(
                f"paper cannot shuffle: the lines of {', '.join(shuffled)} keep their order"
            )
        return Paper(
            self.language,
            f"{self.q.id} {self.q.version}",
            self.say(whole(self.q.title, self.q, self.q.id)),
            self.say(whole(opening(self.q), self.q, "")),
            {name: self.say(text) for name, text in phrases.PAPER.items()},
            tuple(self.people()),
            parts,
            tuple(self.notes),
        )

    def say(self, text: Mapping[str, str]) -> str:
        """A text in this language, with the spaces of its typography."""
        said = _APOSTROPHE.sub("’", phrases.of(text, self.language))
        return spaced(said, self.language).strip()

    def people(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Who answers, in which groups; language and wave are those of the form."""
        for role, named in self.q.identifiers.by_role().items():
            if role not in ("language", "wave"):
                label = whole(named.label, self.q, named.variable) if named.label else {}
                text = self.say(label or phrases.ROLES[role])
                yield named.variable, text, named.values or ()

    def page(self, page: FormPage) -> Iterator[Part]:
        """Tables and questions; statements with the same answers stand in one table."""
        together: list[Line] = []
        for block in page.blocks:
            if together and not (block.scale and _same(block, together[0])):
                yield from self.grid(together)
                together = []
            if block.scale:
                together += block.lines
            else:
                yield from map(self.single, block.lines)
        if together:
            yield from self.grid(together)

    def grid(self, lines: list[Line]) -> Iterator[Part]:
        """One table, or a question per line where it would be too wide."""
        options = lines[0].options
        assert options is not None  # items have answers
        if len(options.options) > WIDEST:
            yield from map(self.single, lines)
            return
        lead = self.say(phrases.EACH_LINE_TICK)
        if options.lead:
            said = self.say(whole(options.lead, self.q, ""))
            lead = f"{said} {lead}" if said.endswith("?") else f"{said}. {lead}"
        yield Grid(lead, self.answers(options), tuple(map(self.row, lines)))

    def single(self, line: Line) -> Part:
        """A question by itself."""
        only_if = self.only_if(line)
        if line.options is not None:
            several = line.type == "select_multiple"
            hint = self.say(phrases.SEVERAL) if several else ""
            return Choice(self.row(line), self.answers(line.options), hint, only_if)
        return Blank(self.row(line), self.limits(line), only_if, line.type == "text")

    def row(self, line: Line) -> Row:
        return Row(self.numbers[line.id], line.id, self.say(line.text))

    def answers(self, options: OptionSet) -> tuple[Answer, ...]:
        return tuple(
            Answer(
                option.code,
                self.say(whole(option.label, self.q, str(option.code))),
                option.missing is not None,
            )
            for option in options.options
        )

    def limits(self, line: Line) -> str:
        """What numbers may be."""
        source = line.source
        if not isinstance(source, Question) or line.type not in ("integer", "decimal"):
            return self.say(phrases.DATE) if line.type == "date" else ""
        low, high = (None if x is None else number(x) for x in (source.min, source.max))
        said = phrases.limits(low, high)
        return f"({self.say(said).rstrip('.').lower()})" if said else ""

    def only_if(self, line: Line) -> str:
        """Who answers a question, in words; noted where no words are known."""
        condition = line.source.show_if if isinstance(line.source, Question) else None
        if not condition:
            return ""
        said = self.condition(condition)
        if not said:
            self.notes.append(
                f"'{line.id}' is asked of everybody: paper has no words for its show_if "
                f"({condition})"
            )
        return said

    def condition(self, text: str) -> str:
        node = expressions.parse(text)
        if not isinstance(node, Operation) or node.sign not in phrases.ONLY_IF:
            return ""
        if not isinstance(node.left, Name) or not isinstance(node.right, Number):
            return ""
        line = self.lines.get(node.left.name)
        if line is None or line.scale is not None:
            return ""
        value = number(node.right.value)
        if line.options is not None:
            labels = {str(one.code): one.label for one in self.answers(line.options)}
            if value not in labels or node.sign not in ("==", "!="):
                return ""
            value = self.say(phrases.QUOTED).format(text=labels[value])
        said = self.say(phrases.ONLY_IF[node.sign])
        return said.format(number=self.numbers[line.id], value=value)


def _same(block: Block, line: Line) -> bool:
    return block.lines[0].answers == line.answers
