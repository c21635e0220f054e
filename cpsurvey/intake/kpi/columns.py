"""Which column is which, and which must not be there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.design.kpi import EXPOSURE, Indicator, KpiFile, KpiSpec, Version
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.personal import looks_personal
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import no_headings, words
from cpsurvey.responses import ReadAs

_NAME_HEADING = re.compile(
    r"^(noms?|names?|identit[ey]|matricule nom)$"
    r"|\b(noms?|name) (et |and |de l'|du |de la |of |of the )?"
    r"(agent|advisor|adviser|conseiller|conseillère|employ|salarié|téléconseiller|collaborat)"
    r"|\b(agent|advisor|adviser|employee|conseiller) name\b"
    r"|\b(n° ?sécu|numéro de sécurité sociale|insee|nir|ssn|social security)\b"
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]+,? +[^\W\d_][\w'’. -]+$")
_NATIONAL_ID = re.compile(r"[12]\d{12}(\d{2})?$")
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One version of one indicator, with the places of its columns by role."""

    indicator: Indicator
    version: Version
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of everything a file is read for."""

    agent: int
    period: int | None
    reason: int | None
    places: tuple[Place, ...]
    unknown: tuple[Column, ...]

    @property
    def used(self) -> set[int]:
        """Places of the columns that are read."""
        named = {self.agent, self.period, self.reason}
        read = {at for one in self.places for at in one.columns.values()}
        return {at for at in named | read if at is not None}

    def read_as(self, table: Table) -> Iterator[ReadAs]:
        """What every column of the file was taken for."""
        roles = {"agent": self.agent, "period": self.period, "reason": self.reason}
        taken = {at: ("", role) for role, at in roles.items() if at is not None}
        for one in self.places:
            for role, at in one.columns.items():
                taken[at] = (one.indicator.id, role)
        for at, heading in enumerate(table.header):
            yield ReadAs(at + 1, heading, *taken.get(at, ("", "left out")))


def find(table: Table, spec: KpiSpec, file: KpiFile, where: str) -> Columns:
    """Find the declared columns by their headings.

    Raises
    ------
    CpsurveyError
        CPS120 a heading is missing, or stands twice; CPS121 a column that nobody asked for
        looks like personal data.
    """
    if no_headings(table.header):
        raise CpsurveyError(
            "CPS120",
            "the first line holds data, not headings",
            where=where,
            fix="export again with the line of headings, or put it back",
        )
    by_words: dict[str, int] = {}
    twice: set[str] = set()
    for index, heading in enumerate(table.header):
        name = words(heading)
        if name in by_words:
            twice.add(name)
        by_words.setdefault(name, index)

    def place(heading: str, what: str) -> int:
        name = words(heading)
        if name in twice:
            raise CpsurveyError(
                "CPS120",
                f"two columns have the heading '{heading[:40]}'",
                where=where,
                fix="rename one of them",
            )
        if name not in by_words:
            raise CpsurveyError(
                "CPS120",
                f"there is no column '{heading[:40]}', the {what}",
                where=where,
                fix=did_you_mean(heading, [h for h in table.header if h.strip()]),
            )
        return by_words[name]

    agent = place(file.agent, "agent")
    period = place(file.period, "period") if file.period else None
    reason = place(file.reason, "reason") if file.reason else None
    places = tuple(_places(spec, file, by_words, place))
    if not places:
        wanted = [h for one in spec.indicators for m in one.versions().values()
                  for h in m.columns().values()]  # fmt: skip
        shown = ", ".join(f"'{heading[:30]}'" for heading in wanted[:4])
        raise CpsurveyError(
            "CPS120",
            f"no column of an indicator is there; the study names {shown}",
            where=where,
            fix=did_you_mean(wanted[0], [h for h in table.header if h.strip()]),
        )
    used = {agent, period, reason, *(i for one in places for i in one.columns.values())}
    unknown = tuple(
        Column(index, heading)
        for index, heading in enumerate(table.header)
        if index not in used and heading.strip()
    )
    _refuse_personal(table, unknown, where)
    return Columns(agent, period, reason, places, unknown)


def _places(
    spec: KpiSpec, file: KpiFile, by_words: dict[str, int], place: object
) -> Iterator[Place]:
    """Versions the file holds; one that is there in part is refused."""
    assert callable(place)
    for one in spec.indicators:
        for version, measure in one.versions().items():
            headings = measure.columns()
            if file.rows == "contact":
                headings = {r: h for r, h in headings.items() if r != EXPOSURE[one.type]}
            here = [role for role, heading in headings.items() if words(heading) in by_words]
            values = [role for role in here if role != EXPOSURE[one.type]]
            if not values:
                continue  # another file holds it; several may share the column of contacts
            what = f"column of indicator '{one.id}'"
            found = {role: int(place(heading, what)) for role, heading in headings.items()}
            if file.rows == "contact" and "share" in found:
                raise CpsurveyError(
                    "CPS120",
                    f"'{one.id}' is a share, and a contact has none",
                    fix="give the column of 0 and 1 as 'successes'",
                )
            yield Place(one, version, found)


def _refuse_personal(table: Table, unknown: tuple[Column, ...], where: str) -> None:
    export = Export(table, unknown, "indicators")
    suspect = [column for column in unknown if _personal(export, column)]
    if suspect:
        places = ", ".join(str(column.index + 1) for column in suspect)
        raise CpsurveyError(
            "CPS121",
            f"column {places} looks like a name, an address, a telephone or national number: "
            "indicators are joined by identifier alone",
            where=f"{where}: column {places}",
            fix="leave it out of the export; nothing of the file was stored",
        )


def _personal(export: Export, column: Column) -> bool:
    if _NAME_HEADING.search(words(column.heading)) or looks_personal(export, column):
        return True
    cells = export.table.columns[column.index][:_LOOKED_AT].tolist()
    filled = [" ".join(cell.split()) for cell in cells if cell and cell.strip()]
    if len(filled) < 2:
        return False
    names = [cell for cell in filled if _NAME.match(cell)]
    # names differ from row to row, teams and products come back
    if len(names) > 0.8 * len(filled) and len(set(names)) > 0.5 * len(filled):
        return True
    return sum(1 for c in filled if _NATIONAL_ID.match(c.replace(" ", ""))) > len(filled) / 2


def left_out(columns: Columns, table: Table, spec: KpiSpec, where: str) -> list[Finding]:
    """Columns that are not read; a warning where one looks like a declared one misspelt."""
    if not columns.unknown:
        return []
    shown = ", ".join(f"'{column.heading[:24]}'" for column in columns.unknown[:5])
    more = ", ..." if len(columns.unknown) > 5 else ""
    message = f"columns that no indicator names are left out: {shown}{more}"
    found = [Finding("unknown_column", "note", where, message, count=len(columns.unknown))]
    there = {words(heading) for heading in table.header}
    wanted = {
        words(heading): (heading, one.id)
        for one in spec.indicators
        for measure in one.versions().values()
        for heading in measure.columns().values()
        if words(heading) not in there
    }
    for column in columns.unknown:
        if near := difflib.get_close_matches(words(column.heading), wanted, 1, 0.75):
            heading, indicator = wanted[near[0]]
            found.append(
                Finding(
                    "misspelt_column",
                    "warning",
                    where,
                    f"'{column.heading[:24]}' looks like '{heading[:24]}' of indicator "
                    f"'{indicator}', which is not read from this file",
                    "rename the column, or change the heading in 'kpi' of study.yaml",
                )
            )
    return found
