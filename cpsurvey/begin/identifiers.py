"""Which columns say who answered, in which team, where, in which language and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpsurvey.begin import orders
from cpsurvey.begin.columns import Seen
from cpsurvey.begin.wordings import yes_no
from cpsurvey.coded import Coded
from cpsurvey.forms.answers import reasons
from cpsurvey.forms.form import Role
from cpsurvey.intake.words import words

_RESPONDENT = re.compile(
    r"(respondent|participant|person|subject|record|case|employee|student|worker|staff|badge|member|answer|user|"
    r"répondant|repondant|personne|sujet|agent|salarié|étudiant|teilnehmer)?[\s_.-]*"
    r"(id|code|key|token|nr|no|n°|number|numéro|numero|num|identifiant|identifier|matricule|"
    r"pseudonym\w*|clé|cle|código|codigo|identificador|nummer|kennung)|"
    r"respondent|participant|répondant|repondant|employee|person|subject|student|worker|agent|"
    r"salarié|personne|sujet|étudiant|teilnehmer(in)?|mitarbeiter(in)?|personalnummer|"
    r"empleado|trabajador|encuestado|medewerker|#"
)
_TEAM = re.compile(
    r"\b(team|équipe|equipe|group|groupe|unit|unité|department|département|service|class|"
    r"classe|crew|squad|shift|ward|abteilung|gruppe|equipo|grupo|departamento|unidad|"
    r"equipa|unidade|afdeling|groep|ploeg)([\s_.-]*(id|code|name|nom|"
    r"number|numéro|n°|no|nr))?"
)
_CENTRE = re.compile(
    r"\b(centre|center|site|hospital|hôpital|school|école|branch|agence|établissement|store|"
    r"magasin|plant|usine|campus|depot|dépôt|standort|niederlassung|filiale|krankenhaus|"
    r"klinik|schule|centro|sede|sucursal|escuela|escola|vestiging|ziekenhuis)([\s_.-]*(id|code|name|nom|number|numéro|n°|no|nr))?"
)
_LANGUAGE = re.compile(r"(user|start)?[\s_]*(lang|language|langue)")
_WAVE = re.compile(r"(wave|vague|round|measurement|time ?point|temps)([\s_.-]*(no|n°|nr|id))?")
_ASKED = re.compile(r"\?|\b(your|which|votre|quelle?|dans)\b")
_WHICH = re.compile(r"\b(which|what|quel(le)?|welche[mnrs]?|cu[aá]l|qu[eé]|qual|welke?)\b")
"""Asks for one of several: whoever asks ``Which team ...?`` means its name."""
_TIMES = re.compile(r"(?:(?:19|20)\d\d\W?)?[a-z]{0,8}\W?\d{1,4}")
_IN_YEAR = re.compile(r"[a-z]{1,8}\W?\d{1,2}\W{1,2}((?:19|20)\d\d)")
_MOST_WAVES = 12
_LONGEST_ID = 40
_SHORT = 3
"""Words of a heading that is no question."""
_ALIKE = 2
"""Columns beside with the same answers, from which on these are points of a scale."""
_ENOUGH = 10
"""Rows from which on it is no chance that each has another value."""
_MANY_PEOPLE = 0.2
"""Different numbers, as a share of the rows, that a column of people has if each stands there
several times."""
_LONG_NUMBER = 8
"""Digits that count and measure nothing where each row has others."""


Cells = Callable[[Seen], Coded[str | None]]
"""A column -> its cells."""


@dataclass(frozen=True, slots=True)
class Named:
    """A column in a role, and why."""

    role: Role
    seen: Seen
    why: str


def identifiers(
    columns: Sequence[Seen], rows: int, cells: Cells, *, numbered: bool, said: dict[Role, int]
) -> dict[int, Named]:
    """Place of a column -> its role.

    Parameters
    ----------
    numbered : bool
        The platform numbers its answers itself.
    said : dict
        Role -> place of the column the user named for it; -1 for none.
    """
    by_place = {one.column.index: one for one in columns}
    found = {
        place: Named(role, by_place[place], "named on the command line")
        for role, place in said.items()
        if place in by_place
    }
    taken = {one.role for one in found.values()} | said.keys()
    if "respondent" not in taken and not numbered:
        _add(found, _respondent(columns, rows, _waves(columns, rows, said)))
        if "wave" not in taken and all(one.role != "respondent" for one in found.values()):
            others = [one for one in columns if one.column.index not in found]
            again = _over_time(others, rows, cells)
            found |= {each.seen.column.index: each for each in again}
            taken |= {each.role for each in again}
    for role, name, fits in (
        ("language", _LANGUAGE, _is_language),
        ("wave", _WAVE, _is_wave),
        ("team", _TEAM, _is_group),
        ("centre", _CENTRE, _is_group),
    ):
        if role in taken:
            continue
        for one in columns:
            free = one.column.index not in found
            if free and _called(one, name) and fits(one, rows) and not _answers(one, columns):
                groups = len(one.counts)
                why = f"check: the {role}, by its name and its {groups} different values"
                _add(found, Named(role, one, why))  # type: ignore[arg-type]
                break
    return found


def _add(found: dict[int, Named], one: Named | None) -> None:
    if one is not None:
        found[one.seen.column.index] = one


def _called(one: Seen, name: re.Pattern[str]) -> bool:
    """Whether a column is called so, in few words beside."""
    names = (one.column.heading, *one.column.codes[-1:], *one.column.texts[:1])
    for each in names:
        plain = words(each.replace("_", " "))
        found = name.search(plain)
        if name in (_RESPONDENT, _LANGUAGE, _WAVE):
            found = name.fullmatch(plain) or name.fullmatch(words(each))
        if found and (len(plain.split()) <= 3 or (_ASKED.search(plain) and len(plain) < 50)):
            return True
    return False


def _waves(columns: Sequence[Seen], rows: int, said: Mapping[Role, int]) -> int:
    """How often a person may stand in the file: once in each wave."""
    if "wave" in said:
        named = [one for one in columns if one.column.index == said["wave"]]
    else:
        named = [one for one in columns if _called(one, _WAVE) and _is_wave(one, rows)]
    return max([1, *(len(one.counts) for one in named[:1])])


def _respondent(columns: Sequence[Seen], rows: int, waves: int) -> Named | None:
    able = [one for one in columns if _tells_apart(one, rows)]
    again = [one for one in columns if waves > 1 and _comes_again(one, rows, waves)]
    for one in (*able, *again):
        if _called(one, _RESPONDENT):
            why = f"check: who answered, by its name and {len(one.counts)} different values"
            return Named("respondent", one, why)
    for one in able[:1]:
        numbered = all(re.search(r"\d", each) for each in one.counts)
        first = one.column.index == 0 and len(one.column.heading.split()) <= _SHORT
        if first and numbered and len(one.counts) == rows >= _ENOUGH:
            why = (
                "check: who answered; every row has another value, and the column stands first"
            )
            return Named("respondent", one, why)
    return None


def _over_time(columns: Sequence[Seen], rows: int, cells: Cells) -> tuple[Named, ...]:
    """People who come again, and the column that says when: nobody stands there twice in one.

    What the column is called says nothing (``Quarter``, ``Semestre``): it tells every row of a
    person from the others, and goes in an order.
    """
    for person in people_again(columns, rows):
        most = max(person.counts.values())
        for one in columns:
            times = len(one.counts)
            if one is person or not max(2, most) <= times <= _MOST_WAVES or one.n < rows:
                continue
            if _in_order([*one.counts]) and _tell_rows_apart(cells(person), cells(one)):
                why = "check: who answered, by its name; people come again"
                when = f"check: the wave, for nobody stands in one of its {times} values twice"
                return Named("respondent", person, why), Named("wave", one, when)
    return ()


def people_again(columns: Sequence[Seen], rows: int) -> list[Seen]:
    """Columns that are called as those of people are, in which many stand several times."""
    return [
        one
        for one in columns
        if _called(one, _RESPONDENT)
        and _may_identify(one, rows)
        and len(one.counts) >= _MANY_PEOPLE * rows
        and sum(count > 1 for count in one.counts.values()) >= _ENOUGH
    ]


def _in_order(words_: Sequence[str]) -> bool:
    """Whether the numbers of ``2026-q1``, ``wave 2`` go as time does; ``q1 2026`` in a year."""
    if all(_TIMES.fullmatch(one) for one in words_):
        return True
    years = {found[1] if (found := _IN_YEAR.fullmatch(one)) else "" for one in words_}
    return len(years) == 1 and "" not in years


def _tell_rows_apart(one: Coded[str | None], other: Coded[str | None]) -> bool:
    both = one.at.astype(np.int64) * len(other.kinds) + other.at
    return len(np.unique(both)) == len(both)


def _tells_apart(one: Seen, rows: int) -> bool:
    """Whether nearly every row has a short value of its own."""
    few = len(one.counts) >= 0.9 * one.n and max(one.counts.values(), default=0) < 3
    return few and _may_identify(one, rows)


def _comes_again(one: Seen, rows: int, waves: int) -> bool:
    """Whether short values come back, hardly any more often than there are waves."""
    often = sum(count for count in one.counts.values() if count > waves)
    return 2 * waves < len(one.counts) and often <= 0.1 * one.n and _may_identify(one, rows)


def _may_identify(one: Seen, rows: int) -> bool:
    if (
        one.known.labels
        or one.kind not in ("integer", "text", "codes", "labels")
        or not one.counts
    ):
        return False
    if max(map(len, one.counts)) > _LONGEST_ID or one.n < 0.9 * rows:
        return False
    return sum(" " in each for each in one.counts) <= len(one.counts) / 2


def numbers_people(one: Seen, rows: int) -> bool:
    """Whether a column of numbers is one more identifier of people."""
    if one.kind != "integer" or rows < _ENOUGH:
        return False
    if _may_identify(one, rows) and len(one.counts) >= _MANY_PEOPLE * rows:
        return _called(one, _RESPONDENT) or (_tells_apart(one, rows) and _is_long(one))
    return False


def _is_long(one: Seen) -> bool:
    return all(len(each) >= _LONG_NUMBER and each.isdigit() for each in one.counts)


def _is_group(one: Seen, rows: int) -> bool:
    short = one.kind in ("labels", "codes", "integer", "text") and one.counts
    groups = len(one.counts)
    return bool(short) and max(map(len, one.counts)) <= 60 and 2 < groups <= rows / 2


def _answers(one: Seen, columns: Sequence[Seen]) -> bool:
    """Whether cells answer a question: in words for that, or as those of other questions.

    ``Does your team help you?`` names a team and asks for none.
    """
    if _row_of_grid(one, columns):
        return True
    if one.kind == "labels" and len(one.counts) > 1:
        none = reasons(one.labels.values())
        labels = [word for word in one.counts if one.labels[word] not in none]
        if yes_no(labels) or orders.order(labels).wording is not None:
            return True
    heading = words(one.column.heading)
    if len(heading.split()) <= _SHORT or _WHICH.search(heading):
        return False
    alike = [each for each in columns if one.counts.keys() <= each.counts.keys()]
    return len(alike) > _ALIKE  # itself is one


def _row_of_grid(one: Seen, columns: Sequence[Seen]) -> bool:
    """Whether another row of the same question is answered with the same answers.

    ``Rate your team: Helps me`` goes by its question, too.
    """
    rows = [
        each
        for each in columns
        if each is not one and each.column.of and each.column.of[:1] == one.column.of[:1]
    ]
    return any(len(one.counts.keys() & each.counts.keys()) > 1 for each in rows)


def _is_language(one: Seen, _rows: int) -> bool:
    return 1 <= len(one.counts) <= 8 and all(
        re.fullmatch(r"[a-z]{2}([-_][a-z]{2})?", each) for each in one.counts
    )


def _is_wave(one: Seen, _rows: int) -> bool:
    return 1 <= len(one.counts) <= 12 and all(
        re.fullmatch(r"[a-z]{0,6}\s?\d{1,4}", each) for each in one.counts
    )
