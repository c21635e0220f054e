"""LimeSurvey's structure as a table of tabs, as its newer exports write it.

Rows are settings (S, SL), groups (G), questions (Q) with their lines (SQ) and answers (A): the
whole base language first, then each other language in the same order. Texts are HTML there,
and braces would be evaluated. Columns ``cpsurvey_...`` hold what LimeSurvey has no place for;
its import keeps or passes over them.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from cpsurvey.design.form import Identifier, Question
from cpsurvey.design.limesurvey import (
    LONGEST_ANSWER,
    answer_codes,
    free_code,
    line_codes,
    question_codes,
)
from cpsurvey.design.options import OptionSet
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms import names, phrases
from cpsurvey.forms.asked import Block, FormPage, Line, opening, pages, whole
from cpsurvey.forms.conditions import Dialect, number, translated
from cpsurvey.forms.export import Target, Written, targets
from cpsurvey.forms.export._expressions import dialect
from cpsurvey.forms.export._kept import of_answers, of_line, of_questionnaire

Row = dict[str, str]

HEAD = (
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "encrypted",
    "other",
    "default",
    "same_default",
    "assessment_value",
    "hidden",
    "max_num_value_n",
    "min_num_value_n",
    "num_value_int_only",
    "random_order",
)
TYPES = {
    "select_one": "L",
    "select_multiple": "M",
    "integer": "N",
    "decimal": "N",
    "text": "S",
    "date": "D",
}
SOFT = "S"
"""Mandatory, softly: who leaves a line blank is asked once more, and may go on."""
SETTINGS = {
    "gsid": "1",
    "format": "G",
    "savetimings": "Y",
    "datestamp": "Y",
    "usecookie": "N",
    "allowregister": "N",
    "allowsave": "N",
    "allowprev": "Y",
    "printanswers": "N",
    "ipaddr": "N",
    "refurl": "N",
    "publicstatistics": "N",
    "publicgraphs": "N",
    "listpublic": "N",
    "assessments": "N",
    "showgroupinfo": "X",
    "shownoanswer": "N",
    "showqnumcode": "X",
    "showwelcome": "Y",
    "showprogress": "Y",
}
"""One page at a time, timed; no addresses; ids and names of groups are not shown."""


def write(questionnaire: Questionnaire) -> Written:
    """The table, and what a person must know before fielding it."""
    form = _Form(questionnaire)
    rows = list(form.rows())
    found = dict.fromkeys((*HEAD, *(heading for row in rows for heading in row)))
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, found, restval="", delimiter="\t", lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow(
            {k: _html(cell) if k.startswith("cpsurvey_") else cell for k, cell in row.items()}
        )
    return Written(stream.getvalue().encode("utf-8"), form.notes())


class _Form:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.names = names.said(questionnaire)
        questionnaire = names.asking_names(questionnaire)
        self.q = questionnaire
        self.pages = pages(questionnaire)
        self.lines = {line.id: line for page in self.pages for line in page.lines}
        self.codes = question_codes(questionnaire)
        default = questionnaire.default_language
        others = [one for one in questionnaire.languages if one != default]
        self.languages = (default, *others)
        self.arrays = dict(self._arrays())
        self.untold: dict[str, str] = {}

    def _arrays(self) -> Iterator[tuple[str, str]]:
        """First line of every array -> the array's code; a scale may have several."""
        taken = {code.casefold() for code in self.codes.values()}
        seen: set[str] = set()
        for block in (block for page in self.pages for block in page.blocks):
            if block.scale is None:
                continue
            code = self.codes[block.scale.id]
            if code in seen:
                code = free_code(code, taken)
                taken.add(code.casefold())
            seen.add(code)
            yield block.lines[0].id, code

    def rows(self) -> Iterator[Row]:
        """Settings, then every language."""
        yield from self.settings()
        for language in self.languages:
            ids = count(1)
            yield from self.people(language, ids)
            for at, page in enumerate(self.pages, 2):
                yield from self.page(page, at, language, ids)

    def settings(self) -> Iterator[Row]:
        """Of the survey, and its texts by language."""
        digest = hashlib.sha256(self.q.id.encode()).hexdigest()
        said = {
            "sid": str(100_000 + int(digest, 16) % 900_000),
            "language": self.languages[0],
            "additional_languages": " ".join(self.languages[1:]),
            "anonymized": "N" if self.q.identifiers.respondent.required else "Y",
            **SETTINGS,
        }
        kept = {"cpsurvey_id": self.q.id, "cpsurvey_version": self.q.version}
        kept |= of_questionnaire(self.q)
        for name, text in said.items():
            yield {"class": "S", "name": name, "text": text, **kept}
            kept = {}
        title = whole(self.q.title, self.q, self.q.id)
        for language in self.languages:
            texts = {
                "surveyls_title": title[language],
                "surveyls_welcometext": opening(self.q)[language],
                "surveyls_endtext": phrases.of(phrases.THANKS, language),
            }
            for name, text in texts.items():
                row = {"class": "SL", "name": name, "text": _html(text)}
                yield {**row, "language": language}

    # ---------------------------------------------------------------- groups
    def group(self, at: int, language: str, kept: Mapping[str, str]) -> Row:
        """A page."""
        return {
            "id": str(at),
            "class": "G",
            "type/scale": f"G{at}",
            "name": phrases.of(phrases.PART, language).format(number=at),
            "relevance": "1",
            "language": language,
            **(kept if language == self.languages[0] else {}),
        }

    def roles(self) -> list[tuple[str, Identifier]]:
        """Identifiers that are asked for."""
        return [
            (role, named)
            for role, named in self.q.identifiers.by_role().items()
            if role not in ("respondent", "language")
        ]

    def people(self, language: str, ids: Iterator[int]) -> Iterator[Row]:
        """Team, centre and wave; who answers and in which language LimeSurvey knows itself."""
        if not (roles := self.roles()):
            return
        yield self.group(1, language, {"cpsurvey_id": "people"})
        for role, named in roles:
            text = named.label.get(language) or phrases.of(phrases.ROLES[role], language)
            values = named.values if named.values and _are_codes(named.values) else ()
            row = self.question(named.variable, "L" if values else "S", text, language, ids)
            row["mandatory"] = "Y" if named.required else "N"
            if role == "wave":
                row |= {"hidden": "1", "mandatory": "N"}
            yield row | self.kept(named.variable, of_line(named, role=role), language)
            for value in values:
                yield self.answer(value, value, language, row["id"])

    def page(self, page: FormPage, at: int, language: str, ids: Iterator[int]) -> Iterator[Row]:
        """One group."""
        yield self.group(at, language, {"cpsurvey_id": page.id})
        for block in page.blocks:
            if block.scale is not None:
                yield from self.array(block, language, ids, shuffle=page.shuffle)
                continue
            for line in block.lines:
                yield from self.single(line, language, ids)

    # ------------------------------------------------------------- questions
    def question(
        self, variable: str, kind: str, text: str, language: str, ids: Iterator[int]
    ) -> Row:
        """What every question has."""
        return {
            "id": str(next(ids)),
            "class": "Q",
            "type/scale": kind,
            "name": self.codes[variable],
            "relevance": "1",
            "text": _html(text),
            "language": language,
            "mandatory": SOFT,
            "other": "N",
        }

    def kept(self, name: str, kept: Mapping[str, str], language: str) -> Row:
        """What is kept beside a question, once: in the rows of the base language."""
        return {"cpsurvey_id": name, **kept} if language == self.languages[0] else {}

    def array(
        self, block: Block, language: str, ids: Iterator[int], *, shuffle: bool
    ) -> Iterator[Row]:
        """Statements of a scale under their answers."""
        scale, options = block.scale, block.options
        assert scale is not None  # an array is of a scale,
        assert options is not None  # whose items have answers
        lead = phrases.of(phrases.EACH_LINE, language)
        if options.lead:
            lead = whole(options.lead, self.q, lead)[language]
        row = self.question(scale.id, "F", lead, language, ids)
        row["name"] = self.arrays[block.lines[0].id]
        row["random_order"] = "1" if shuffle else ""
        row |= self.kept(scale.id, of_line(scale, languages=self.q.languages), language)
        if language == self.languages[0]:
            row["cpsurvey_answers"] = block.lines[0].answers
        yield row
        for line in block.lines:
            yield self.sub(line, language, ids)
        yield from self.answers(options, language, row["id"])

    def sub(self, line: Line, language: str, ids: Iterator[int]) -> Row:
        """One statement."""
        kept = of_line(line.source, languages=self.q.languages)
        return {
            "id": str(next(ids)),
            "class": "SQ",
            "type/scale": "0",
            "name": self.codes[line.id],
            "relevance": "1",
            "text": _html(line.text[language]),
            "language": language,
            **self.kept(line.id, kept, language),
        }

    def single(self, line: Line, language: str, ids: Iterator[int]) -> Iterator[Row]:
        """A question by itself, with its answers if it has some."""
        kind = TYPES[line.type]
        row = self.question(line.id, kind, line.text[language], language, ids)
        if isinstance(line.source, Question):
            row |= self.limited(line.source) | self.shown(line.source)
            row["encrypted"] = "Y" if line.source.pii else ""
            if line.source.role == names.ROLE and line.type == "text":
                row["mandatory"] = "N"  # most people name fewer
        row |= self.kept(line.id, of_line(line.source, languages=self.q.languages), language)
        if line.answers and language == self.languages[0]:
            row["cpsurvey_answers"] = line.answers
        yield row
        if line.options is None:
            return
        if kind != "M":
            yield from self.answers(line.options, language, row["id"])
            return
        lines = line_codes(line.options).values()
        rows = self.answers(line.options, language, row["id"])
        for option, name in zip(rows, lines, strict=True):
            said = {"class": "SQ", "id": str(next(ids)), "name": name, "relevance": "1"}
            yield {**option, **said}

    def answers(self, options: OptionSet, language: str, of: str) -> Iterator[Row]:
        """Answers of one question."""
        codes = answer_codes(options)
        for option, kept in zip(options.options, of_answers(options), strict=True):
            text = whole(option.label, self.q, str(option.code))[language]
            row = self.answer(codes[option.code], text, language, of)
            row["assessment_value"] = str(option.code)
            yield {**row, **(kept if language == self.languages[0] else {})}

    def answer(self, code: str, text: str, language: str, of: str) -> Row:
        """One answer of the question `of`."""
        return {
            "id": of,
            "class": "A",
            "type/scale": "0",
            "name": code,
            "text": _html(text),
            "language": language,
        }

    def limited(self, question: Question) -> Row:
        """Lowest and highest answer of a number."""
        if question.type not in ("integer", "decimal"):
            return {}
        return {
            "min_num_value_n": "" if question.min is None else number(question.min),
            "max_num_value_n": "" if question.max is None else number(question.max),
            "num_value_int_only": "1" if question.type == "integer" else "",
        }

    def shown(self, question: Question) -> Row:
        """When it is asked."""
        if not question.show_if:
            return {}
        relevance = translated(question.show_if, self.lines, self.dialect)
        if relevance is None:
            self.untold[question.id] = question.show_if
            return {}
        return {"relevance": relevance}

    @property
    def dialect(self) -> Dialect:
        """Expressions with the codes of this form."""
        array_of = {
            line.id: self.arrays[block.lines[0].id]
            for page in self.pages
            for block in page.blocks
            if block.scale is not None
            for line in block.lines
        }
        return dialect(self.codes, array_of)

    # ----------------------------------------------------------------- notes
    def notes(self) -> tuple[str, ...]:
        """What is otherwise in LimeSurvey."""
        asked = [*self.lines, *(named.variable for _, named in self.roles())]
        changed = [f"{one} as {self.codes[one]}" for one in asked if self.codes[one] != one]
        lists = {line.answers: line.options for line in self.lines.values() if line.options}
        changed += [
            f"{name} {code} as {said}"
            for name, options in lists.items()
            for code, said in answer_codes(options).items()
            if said != str(code)
        ]
        notes = [*self.names]
        if changed:
            some = ", ".join(changed[:3]) + ", ..." * (len(changed) > 3)
            notes.append(
                f"{len(changed)} names are written as LimeSurvey takes them ({some}); "
                "'cpsurvey ingest' reads its exports by these without being told"
            )
        if self.q.identifiers.respondent.required:
            notes.append(
                f"'{self.q.identifiers.respondent.variable}' is LimeSurvey's token: add a list "
                "of participants before the survey is activated, and export the token"
            )
        if wave := self.q.identifiers.wave:
            code = self.codes[wave.variable]
            notes.append(
                f"'{wave.variable}' is a hidden question: give it a value in the link "
                f"(?{code}=1), or write 'wave:' on the source"
            )
        notes += [
            f"'{name}' is asked of everybody: LimeSurvey cannot say its show_if ({text})"
            for name, text in self.untold.items()
        ]
        return tuple(notes)


def _are_codes(values: Iterable[str]) -> bool:
    """Whether values can be codes of answers as they stand."""
    return all(
        value.isascii() and value.isalnum() and len(value) <= LONGEST_ANSWER for value in values
    )


def _html(text: str) -> str:
    """A text as HTML in which nothing is evaluated and no quote is escaped."""
    said = html.escape(text.replace("\t", " "), quote=False)
    for sign in "{}\\":
        said = said.replace(sign, f"&#{ord(sign)};")
    return said.replace("\r\n", "\n").replace("\n", "<br />")


targets("limesurvey")(Target({".txt": write}))
