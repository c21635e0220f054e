"""Which column is which variable: exactly, by declared alias, by normal form, by text.

What a column is called exactly goes before what it is called in the normal form of
`words.code`; its code goes before its text. Two columns for one variable, and one column for
two variables, are refused, all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.design.checks import importable, nominated
from cpsurvey.design.limesurvey import column_codes
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS, SourceSpec
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.forms.names import asking_names
from cpsurvey.intake import damage, headings, leftover, shortened, timing
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.network import columns as network
from cpsurvey.intake.options import is_number
from cpsurvey.intake.several import Named
from cpsurvey.intake.words import code, no_headings, shown, words

FEWEST_ITEMS = 1 / 8
"""Share of the questionnaire's items below which a file is probably of another survey."""
_BY_TEXT = 10


@dataclass(frozen=True, slots=True)
class Matched:
    """Columns by variable, of page times and of the network, and what was left over."""

    columns: Mapping[str, Column]
    unknown: tuple[Column, ...]
    timed: timing.Timed
    named: tuple[network.Cell, ...] = ()


@dataclass(slots=True)
class _Names:
    """Everything the variables are called -> the variables called so."""

    exact: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def add(self, variable: str, aliases: Iterable[str], texts: Iterable[str]) -> None:
        """One variable with what it is called."""
        self.exact[variable] = variable
        for alias in aliases:
            self.aliases.setdefault(alias, set()).add(variable)
        for name in (variable, *aliases):
            self.codes.setdefault(code(name), set()).add(variable)
        for text in (*texts, *aliases):
            self.texts.setdefault(words(text), set()).add(variable)

    def called(self) -> dict[str, set[str]]:
        """Everything each variable is called, its own name included."""
        found = {variable: {variable} for variable in self.exact}
        for text, variables in self.texts.items():
            for variable in variables:
                found[variable].add(text)
        return found

    def by_code(self, name: str) -> set[str]:
        """Variables of a code: exactly, as an alias, or in its normal form."""
        if name in self.exact:
            return {self.exact[name]}
        form = code(name)
        return self.aliases.get(name) or (self.codes.get(form, set()) if form else set())

    def by_text(self, text: str) -> set[str]:
        """Variables of a question text."""
        form = words(text)
        return self.texts.get(form, set()) if form else set()

    def by_part(self, column: Column) -> set[str] | None:
        """Answer that a column of one is; None where it is none of a known question.

        What the platform calls the answer goes before its number, which may count places.
        """
        asked = {q for name in column.of for q in (*self.by_code(name), *self.by_text(name))}
        known = [self.parts[question] for question in asked if question in self.parts]
        if not known or not column.part:
            return None
        for name in sorted(map(words, column.part), key=is_number):
            if found := set[str]().union(*(parts.get(name, ()) for parts in known)):
                return found
        return set()


@dataclass(slots=True)
class _Places:
    """Columns that each variable may have, with how certain they are (0: the source)."""

    found: dict[str, list[tuple[int, Column]]] = field(default_factory=dict)
    unclear: list[tuple[Column, set[str]]] = field(default_factory=list)
    unknown: list[Column] = field(default_factory=list)


def match(
    export: Export, questionnaire: Questionnaire, spec: SourceSpec, where: str
) -> tuple[Matched, list[Finding]]:
    """Give every column its variable.

    Raises
    ------
    CpsurveyError
        CPS102 and CPS103 damaged bytes or accents in what is stored, CPS105 another survey,
        CPS106 two columns for one variable or one for two, CPS108 the map of the source
        names something unknown.
    """
    chosen, repeated = _mapped(export, questionnaire, spec, where)
    names = _names(questionnaire)
    named = _named(export, questionnaire, names, chosen)
    export, whole = _besides(export, named), export
    damage.headings(export.table.header, where, chosen.keys())
    chosen = {at: v for at, v in chosen.items() if at not in {c.column.index for c in named}}
    places = _place(export, names, chosen)
    columns, ties = _settle(places)
    asked = [column for column in places.unknown if column.index not in chosen]
    begun, doubtful = shortened.match(asked, export.cut, names.texts, columns)
    columns |= begun
    places.unclear += doubtful.items()
    placed = [*begun.values(), *doubtful]
    places.unknown = [column for column in places.unknown if column not in placed]
    unclear = [(c, v) for c, v in places.unclear if not v <= columns.keys()]
    if ties or unclear:
        raise _tied(ties, unclear, export, spec, where)
    places.unknown += [column for column, _ in places.unclear]
    own = set(export.leads.values())
    places.unknown = [column for column in places.unknown if column.index not in own]
    by_hand = any(variable in _asked(questionnaire) for variable in chosen.values())
    unasked = [column for column in places.unknown if column.index not in chosen]
    near = leftover.near(unasked, names.called(), columns)
    line = headings.columns_line(spec.columns, near, export) if near else ""
    if not by_hand:
        _refuse_another_survey(columns, export, questionnaire, where, line)
    damaged = list(damage.check(export, columns, questionnaire, spec, where))
    timed, findings = timing.assign(export, questionnaire, chosen, where)
    return Matched(columns, tuple(places.unknown), timed, tuple(named)), [
        *leftover.of_variables(columns, places.unknown, questionnaire, whole, where),
        *leftover.near_headings(near, line, where),
        *leftover.without_heading(whole, chosen, where),
        *repeated,
        *damaged,
        *findings,
        *leftover.orders(export, where),
    ]


def _named(
    export: Export, questionnaire: Questionnaire, names: _Names, chosen: Mapping[int, str]
) -> list[network.Cell]:
    """Columns that name people: their headings may be people's, and no message shows them."""
    asked = questionnaire.network
    if asked is None:
        return []
    known = nominated(questionnaire)
    mine = [
        one
        for one in export.columns
        if chosen.get(one.index) in known
        or (one.index not in chosen and not _look_up(one, names)[0])
    ]
    codes = column_codes(asking_names(questionnaire))
    fielded = {code(codes[name]): name for name in known if name in codes}
    told = {
        one.index: name
        for one in mine
        for name in (fielded.get(code(known_as)) for known_as in one.codes)
        if name
    }
    return network.columns(mine, asked, {**told, **chosen})


def _besides(export: Export, named: Sequence[network.Cell]) -> Export:
    """The export without the columns of the network."""
    places = {cell.column.index for cell in named}
    return (
        replace(export, columns=tuple(one for one in export.columns if one.index not in places))
        if places
        else export
    )


def left_out(export: Export, spec: SourceSpec, where: str) -> Export:
    """The export without the platform's own columns that the source leaves out."""
    chosen, _ = headings.mapped(spec.columns, export.table.header, where)
    return export.without({at for at, variable in chosen.items() if not variable})


def _names(questionnaire: Questionnaire) -> _Names:
    names = _Names()
    for item in questionnaire.items.values():
        names.add(item.id, item.aliases, item.text.values())
    for question in questionnaire.questions:
        texts = (*question.text.values(), *question.label.values())
        names.add(question.id, question.aliases, texts)
    for name, choice in questionnaire.ticks.items():
        one = Named.of(choice, questionnaire)
        names.add(name, one.codes, one.texts)
        for part in one.parts:
            names.parts.setdefault(choice.question.id, {}).setdefault(part, set()).add(name)
    for check in questionnaire.attention_checks:
        names.add(check.id, check.aliases, check.text.values())
    for consent in questionnaire.consents:
        names.add(consent.id, consent.aliases, consent.text.values())
    for named in questionnaire.identifiers.by_role().values():
        names.add(named.variable, named.aliases, named.label.values())
    asked = column_codes(asking_names(questionnaire))
    for variable, fielded in asked.items():
        if variable not in names.exact:
            continue
        names.codes.setdefault(code(fielded), {variable})
        if tick := questionnaire.ticks.get(variable):
            line = words(fielded.partition("[")[2].removesuffix("]"))
            names.parts[tick.question.id].setdefault(line, {variable})
    return names


def _mapped(
    export: Export, questionnaire: Questionnaire, spec: SourceSpec, where: str
) -> tuple[dict[int, str], list[Finding]]:
    """Place of a column -> variable ('' leaves it out), as the source says."""
    known = importable(questionnaire)
    for variable in spec.columns.values():
        if variable and variable not in known:
            raise CpsurveyError(
                "CPS108",
                f"'columns' gives a heading to '{variable}', which is no variable and no page",
                where=where,
                fix=did_you_mean(variable, known),
            )
    chosen, repeated = headings.mapped(spec.columns, export.table.header, where)
    return chosen, [
        Finding(
            "heading_repeated",
            "warning",
            f"{where}: columns {' and '.join(str(at + 1) for at in places)}",
            f"{shown(key)} is the heading of {len(places)} columns, and 'columns' leaves it "
            f"out: column {places[0] + 1} is kept",
            f"name those to leave out by their numbers: '#{places[-1] + 1}', not the heading",
        )
        for key, places in repeated.items()
    ]


def _place(export: Export, names: _Names, chosen: Mapping[int, str]) -> _Places:
    places = _Places()
    timers = [timer.column for timer in export.timers]
    listed = {column.index for column in (*export.columns, *timers)}
    others = [  # the platform's own columns, where the source gives them to a variable
        Column(at, export.table.header[at]) for at in chosen if at not in listed
    ]
    mapped_timers = [column for column in timers if chosen.get(column.index)]
    for column in (*export.columns, *mapped_timers, *others):
        variable = chosen.get(column.index)
        if variable is not None:
            if variable and not variable.startswith(SECONDS):
                places.found.setdefault(variable, []).append((0, column))
            elif not variable:
                places.unknown.append(column)
            continue
        variables, certainty = _look_up(column, names)
        if not variables:
            places.unknown.append(column)
        elif len(variables) > 1:
            places.unclear.append((column, variables))
        else:
            places.found.setdefault(next(iter(variables)), []).append((certainty, column))
    return places


def _look_up(column: Column, names: _Names) -> tuple[set[str], int]:
    if (part := names.by_part(column)) is not None:
        return part, 1
    for rank, name in enumerate(column.codes, 1):
        if found := names.by_code(name):
            return found, rank
    for rank, text in enumerate(column.texts, _BY_TEXT):
        if found := names.by_text(text):
            return found, rank
    return set(), 0


def _settle(places: _Places) -> tuple[dict[str, Column], dict[str, list[Column]]]:
    """Column of every variable, and those of which several are equally certain."""
    columns: dict[str, Column] = {}
    ties: dict[str, list[Column]] = {}
    for variable, candidates in places.found.items():
        best = min(certainty for certainty, _ in candidates)
        equal = [column for certainty, column in candidates if certainty == best]
        columns[variable] = equal[0]
        if len(equal) > 1:
            ties[variable] = equal
        places.unknown += [column for certainty, column in candidates if certainty != best]
    return columns, ties


def _tied(
    ties: Mapping[str, Sequence[Column]],
    unclear: Sequence[tuple[Column, set[str]]],
    export: Export,
    spec: SourceSpec,
    where: str,
) -> CpsurveyError:
    """Refusal of every tie, with a map that keeps the first column of each."""
    lines: list[str] = []
    choice: dict[Column, str] = {}
    for variable, columns in ties.items():
        said = " and ".join(f"{one.index + 1} ({shown(one.heading)})" for one in columns)
        lines.append(f"columns {said} mean '{variable}'")
        choice |= dict.fromkeys(columns[1:], "")
    for column, variables in unclear:
        either = " or ".join(f"'{one}'" for one in sorted(variables))
        lines.append(f"column {column.index + 1} ({shown(column.heading)}) may be {either}")
        free = [one for one in sorted(variables) if one not in choice.values()]
        choice[column] = free[0] if free else ""
    line = headings.columns_line(spec.columns, choice, export)
    return CpsurveyError(
        "CPS106",
        lines[0]
        if len(lines) == 1
        else "\n  ".join([f"{len(lines)} names are unclear", *lines]),
        where=where,
        fix=f"say which is which, in the source: {line}\n"
        "       '' leaves a column out, '#3' is the third column; check that they are right",
    )


def _refuse_another_survey(
    columns: Mapping[str, Column],
    export: Export,
    questionnaire: Questionnaire,
    where: str,
    near: str,
) -> None:
    """Refuse a file with too few of the items, unless it holds a scale of several whole.

    A questionnaire without scales is known by its other questions.
    """
    asked = _asked(questionnaire)
    items = [name for name in columns if name in asked]
    enough = len(items) >= FEWEST_ITEMS * len(set(asked.values()))
    whole = any(
        len(scale.items) > 1 and all(item.id in columns for item in scale.items)
        for scale in questionnaire.scales
    )
    if items and (enough or whole):
        return
    if (
        not items
        and not export.table.known
        and (
            no_headings(column.heading for column in export.columns) or _repeated_below(export)
        )
    ):
        raise CpsurveyError(
            "CPS105",
            "the first line holds answers, not headings",
            where=where,
            fix="export again with the line of headings, or put it back",
        )
    there = ", ".join(_described(column, export) for column in export.columns[:4])
    labelled = sum(1 for one in export.table.known.values() if one.labels)
    if labelled:
        there += f" ({labelled} of {len(export.columns)} variables with labels of their values)"
    expected = ", ".join(list(dict.fromkeys(asked.values()))[:4])
    what = "item" if questionnaire.items else "question"
    found = f"no column is {'an' if what == 'item' else 'a'} {what} of questionnaire"
    hint = ""
    if items:
        few = f"{len(items)} of {len(set(asked.values()))} {what}s"
        found = f"only {few} are there; this is probably another survey than"
        line = headings.columns_line({}, {columns[items[0]]: items[0]}, export)
        hint = f"; if the file is right, in the source: {line}"
    if near:
        hint = f"; headings read nearly like the questionnaire's; if they are meant: {near}"
    raise CpsurveyError(
        "CPS105",
        f"{found} '{questionnaire.id}': the file has {there}, the questionnaire {expected}",
        where=where,
        fix=export.advice
        or f"name the right file, or map headings with 'columns:' in the source{hint}",
    )


def _asked(questionnaire: Questionnaire) -> dict[str, str]:
    """Variables a file is known by -> what asks them: items, else questions."""
    if questionnaire.items:
        return {name: name for name in questionnaire.items}
    asked = {one.id: one.id for one in questionnaire.questions}
    return asked | {name: tick.question.id for name, tick in questionnaire.ticks.items()}


def _described(column: Column, export: Export) -> str:
    """Heading of a column, and the label of a variable."""
    text = export.table.of(column.index).text
    return shown(column.heading, 30) + (f" ({shown(text, 50)})" if text else "")


def _repeated_below(export: Export) -> bool:
    """Whether a cell of the first line stands in its column again: an answer, no heading.

    A second line may repeat headings, as some platforms do.
    """
    return any(
        column.heading in export.table.columns[column.index][1:].counts()
        for column in export.columns
    )
