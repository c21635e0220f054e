"""A form made of the columns of a file: what each of them asks, and what the guess rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from cpsurvey.begin import languages, sets, several
from cpsurvey.begin.columns import FEWEST, Kind, Seen, look
from cpsurvey.begin.identifiers import Named, identifiers, numbers_people, people_again
from cpsurvey.begin.labelled import labelled
from cpsurvey.begin.names import (
    aliases,
    code_of,
    id_for,
    new_ids,
    own_code,
    short,
    stem_of,
    text_of,
)
from cpsurvey.begin.wordings import yes_no
from cpsurvey.coded import Coded
from cpsurvey.forms.form import (
    Form,
    FormGroup,
    FormOptions,
    FormQuestion,
    QuestionType,
    Role,
)
from cpsurvey.forms.ids import Ids
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.units import unit_of
from cpsurvey.intake.words import shown, words

_LEFT_OUT: Mapping[Kind, str] = {
    "empty": "holds no answer",
    "constant": "says the same of everybody",
    "personal": "looks like personal data",
}
_ORDERED = "holds the same answers in every cell, in the order they were shown or ranked"
_SHOWN = 3
"""Cells that a comment quotes."""
_PERCENT = re.compile(r"%|\b(percent|percentage|pourcentage|prozent)\b", re.I)


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a column.

    Parameters
    ----------
    variable : str
        Its id in the questionnaire; empty where it is left out.
    what : str
        In plain words: ``answer of a list``, ``left out``.
    """

    place: int
    heading: str
    variable: str
    what: str


@dataclass(slots=True)
class Guess:
    """The form of a file, column by column.

    Parameters
    ----------
    variables : dict of int to str
        Place of a column -> its variable; '' where it is left out on purpose.
    """

    form: Form
    became: list[Became]
    variables: dict[int, str]
    language: languages.Language


@dataclass(slots=True)
class _Made:
    """Parts of a form while columns are gone through."""

    language: str
    ids: Ids = field(default_factory=new_ids)
    questions: dict[int, FormQuestion] = field(default_factory=dict)
    lists: dict[str, FormOptions] = field(default_factory=dict)
    groups: dict[str, FormGroup] = field(default_factory=dict)
    list_of: dict[int, str] = field(default_factory=dict)
    became: list[Became] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, seen: Seen, question: FormQuestion, what: str) -> None:
        """A column that is asked."""
        at = seen.column.index
        self.questions[at] = question
        self.became.append(Became(at, seen.column.heading, question.name, what))

    def leave(self, seen: Seen, why: str) -> None:
        """A column that is left out."""
        at, heading = seen.column.index, seen.column.heading
        self.became.append(Became(at, heading, "", f"left out: {why}"))
        self.notes.append(f"column {at + 1} ({shown(heading)}) {why}: left out")


def guess(
    export: Export,
    name: str,
    *,
    language: str | None = None,
    roles: Mapping[Role, int] | None = None,
    not_asked: Mapping[int, str] | None = None,
) -> Guess:
    """What a file asks.

    Parameters
    ----------
    name : str
        Of the file.
    roles : mapping
        Role -> place of its column, as the user says; -1 for none.
    not_asked : mapping of int to str
        Place of a column that could not be read -> why.
    """
    own = set(export.leads.values())
    columns = [look(export, one) for one in export.columns if one.index not in own]
    spoken = languages.detect(_said(columns), language)
    made = _Made(spoken.code)
    numbered = bool({"id", "token"} & export.leads.keys())
    said = dict(roles or {})

    def cells(one: Seen) -> Coded[str | None]:
        return export.table.columns[one.column.index]

    named = identifiers(columns, export.table.n, cells, numbered=numbered, said=said)
    doubts = []
    if not numbered and "respondent" not in said.keys() | {one.role for one in named.values()}:
        doubts = [_each_row(one) for one in people_again(columns, export.table.n)[:1]]
    rest = [one for one in columns if one.column.index not in named]
    keys = [one for one in rest if numbers_people(one, export.table.n)]
    refused = {one.column.index: "numbers people" for one in keys} | dict(not_asked or {})
    for one in rest:
        if why := refused.get(one.column.index):
            made.leave(one, why)
    rest = [one for one in rest if one.column.index not in refused]
    for role in named.values():
        _identifier(role, made)
    for group in several.ticked(rest):
        _ticked(group, made)
        rest = [one for one in rest if one not in group.columns and one is not group.whole]
    _lists(rest, made, cells)
    for one in rest:
        _column(one, made)
    questions = tuple(made.questions[at] for at in sorted(made.questions))
    form = Form(
        id=PurePath(name).stem,
        title={spoken.code: PurePath(name).stem},
        languages=(spoken.code,),
        default_language=spoken.code,
        questions=questions,
        option_lists=made.lists,
        groups=tuple(made.groups.values()),
        notes=tuple(made.notes),
        evidence=(*([spoken.why] if spoken.why else ()), *doubts),
    )
    made.became.sort(key=lambda one: one.place)
    places = {one.place: one.variable for one in made.became}
    return Guess(form, made.became, places, spoken)


def _each_row(one: Seen) -> str:
    heading = shown(one.column.heading)
    most = max(one.counts.values())
    return (
        f"check: people stand in {heading} up to {most} times, and no column is known to say "
        f"when: each row counts as a person. --respondent {heading} counts each once; for "
        "answers of several times, make a file of each and say 'wave: 1', 'wave: 2' at its "
        "source"
    )


def _said(columns: Iterable[Seen]) -> Iterator[str]:
    """Texts that the language shows in."""
    labels = set[str]()
    for one in columns:
        yield text_of(one.column)
        if one.kind == "labels":
            labels |= {*one.labels.values()}
        labels |= {*one.known.labels.values()}
    yield from sorted(labels)


def _identifier(one: Named, made: _Made) -> None:
    heading = one.seen.column.heading
    text = text_of(one.seen.column)
    variable = {"respondent": "respondent_id", "language": "lang"}.get(one.role, one.role)
    question = FormQuestion(
        name=variable,
        type="identifier",
        text={made.language: text},
        role=one.role,
        aliases=aliases(one.seen.column, variable, text) or (heading.strip(),),
        evidence=(one.why,),
    )
    made.add(one.seen, question, f"says the {one.role}")


def _ticked(group: several.Ticked, made: _Made) -> None:
    first = group.columns[0].column
    codes = [name for name in first.of if re.fullmatch(r"[A-Za-z]\w*", name)]
    text = first.of[-1].strip()
    name = made.ids.give(codes[0] if codes else short(text), longest=24)
    made.lists[name] = several.tick_options(group, made.language)
    known = {words(name), words(text)}
    question = FormQuestion(
        name=name,
        type="select_multiple",
        text={made.language: text},
        options=name,
        aliases=tuple(one for one in first.of if words(one) not in known),
    )
    made.questions[first.index] = question
    for one in (*group.columns, *([group.whole] if group.whole else ())):
        heading = one.column.heading
        what = "answer of several" if one is not group.whole else "all answers in one cell"
        made.became.append(Became(one.column.index, heading, name, what))


def _lists(columns: Sequence[Seen], made: _Made, cells: sets.Cells) -> None:
    """Lists of answers, and which columns have them; what the file declares goes first."""
    for group in labelled(columns, made.language):
        first = group.columns[0].column
        name = made.ids.give(_answers_of(first))
        made.lists[name] = group.options
        made.list_of |= {seen.column.index: name for seen in group.columns}
    columns = [one for one in columns if one.column.index not in made.list_of]
    stems = {one.column.index: _group(one) for one in columns}
    for one in sets.shared(columns, stems):
        if not sets.is_scale(one, stems):
            continue
        listed = sets.options(one, made.language, cells)
        if sum(1 for option in listed.options if not option.missing) < 2:
            continue
        if same := _same_answers(listed, made.lists):
            made.lists[same] = sets.joined(made.lists[same], listed)
            made.list_of |= {seen.column.index: same for seen in one.columns}
            continue
        first = one.columns[0].column
        wanted = _answers_of(first)
        wanted = "yes_no" if yes_no([*one.counts]) else wanted
        name = made.ids.give(wanted)
        made.lists[name] = listed
        made.list_of |= {seen.column.index: name for seen in one.columns}


def _same_answers(listed: FormOptions, lists: Mapping[str, FormOptions]) -> str | None:
    """A list with the same points: its items are of one scale, whichever end they leave out."""
    if not listed.ordered:
        return None
    points = sets.points(listed)
    return next(
        (n for n, one in lists.items() if one.ordered and sets.points(one) == points), None
    )


def _answers_of(first: Column) -> str:
    """What a list is called that this column is the first to have."""
    return f"answers_{stem_of(first) or short(text_of(first), 20, numbered=False)}"


def _group(one: Seen) -> str:
    if one.column.of and not own_code(one.column):
        return words(one.column.of[0])
    return stem_of(one.column)


def _column(seen: Seen, made: _Made) -> None:
    """A column that stands for one question."""
    at = seen.column.index
    if seen.kind in _LEFT_OUT and at not in made.list_of:
        made.leave(seen, _LEFT_OUT[seen.kind])
        return
    if several.orders_answers(seen):
        made.leave(seen, _ORDERED)
        return
    text = text_of(seen.column)
    several_ = seen.kind == "several" and at not in made.list_of
    name = id_for(seen.column, made.ids, longest=24 if several_ else 32)
    options = made.list_of.get(at)
    if several_:
        options = made.ids.give(f"answers_{name}"[:32])
        made.lists[options] = several.listed_options(seen, made.language)
    type_ = _type(seen, options)
    low, high = _bounds(seen, text) if type_ in ("integer", "decimal") else (None, None)
    question = FormQuestion(
        name=name,
        type=type_,
        text={made.language: text},
        options=options,
        of=_matrix(seen, made) if type_ == "select_one" else None,
        min=low,
        max=high,
        aliases=aliases(seen.column, name, text),
        evidence=tuple(_why(seen, type_)),
    )
    made.add(seen, question, _WHAT[type_])


_WHAT: Mapping[QuestionType, str] = {
    "select_one": "one answer of a list",
    "select_multiple": "several answers of a list",
    "integer": "a whole number",
    "decimal": "a number",
    "date": "a date: not stored",
    "text": "free text: not stored",
}


def _type(seen: Seen, options: str | None) -> QuestionType:
    if options and seen.kind != "several":
        return "select_one"
    if seen.kind == "several":
        return "select_multiple"
    if seen.kind == "codes":
        return "integer" if all(word.isdigit() for word in seen.counts) else "text"
    if seen.kind in ("integer", "decimal", "date"):
        return seen.kind
    return "text"


def _bounds(seen: Seen, text: str) -> tuple[float | None, float | None]:
    """No number below zero where there is none; a share ends at a hundred."""
    negative = any(word.startswith("-") for word in seen.counts)
    share = _PERCENT.search(text) and not any(
        len(re.sub(r"\D.*", "", word)) > 2 and word != "100" for word in seen.counts
    )
    return None if negative else 0, 100 if share and not negative else None


def _why(seen: Seen, type_: QuestionType) -> Iterator[str]:
    if type_ in ("integer", "decimal"):
        wordy = seen.wordy
        yield f"{len(seen.counts) - len(wordy)} different numbers in {seen.n} cells"
        if unit := unit_of(seen.counts):
            yield f"check: the numbers are of one unit ({unit}), which is left out"
        if wordy:
            some = [f"'{one}'" for one, count in wordy.items() if count >= FEWEST][:_SHOWN]
            such = f", such as {', '.join(some)}" if some else ""
            yield f"check: {sum(wordy.values())} cells are no numbers and set aside{such}"
        if gone := seen.unanswered:
            yield f"check: {', '.join(map(str, gone))} may stand for no answer"
    elif type_ == "text":
        yield f"{len(seen.counts)} different texts in {seen.n} cells: recognised, not stored"
    elif type_ == "date":
        yield "dates: recognised, not stored"


def _matrix(seen: Seen, made: _Made) -> str | None:
    """Name of the grid a column is a row of."""
    if not seen.column.of:
        return None
    key = seen.column.of[0]
    if key not in made.groups:
        name = made.ids.give(code_of(seen.column).split("[")[0] or short(key))
        text = seen.column.of[-1].strip()
        made.groups[key] = FormGroup(name, "matrix", {made.language: text})
    return made.groups[key].name
