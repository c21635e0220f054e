"""Columns that tell who or where a person is: they are never stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import shown, words

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.I)
_PHONE = re.compile(
    r"(?:\+|00|0|\()[\d\s().-]{8,}$|\d{2,4}[\s.-]\d{2,4}[\s.-]\d{2,4}[\d\s.-]*$"
)
_BARE_PHONE = re.compile(r"\d{10,11}$")
_DATE = re.compile(r"\d{4}[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ]\d{4}")
_REACHED = re.compile(
    r"\b(e-?mail|courriel|adresse de messagerie|phone|telephone|téléphone|mobile)\b"
)
_PERSONAL = re.compile(
    r"\b(first ?name|last ?name|surname|prénom|nom de famille|ip ?addr(ess)?|adresse ip|birth|"
    r"naissance|(redcap_)?survey[ _]identifier|"
    r"vor-?name|nach-?name|familien-?name|zu-?name|geburts(tag|datum|jahr)|anschrift|"
    r"apellidos?|fecha de nacimiento|sobrenome|apelido|cognome|data di nascita|"
    r"voor-?naam|achter-?naam|geboorte(datum|jaar)?)\b|"
    r"(first|last)name$|"
    r"^(noms?|names?|full ?names?|noms? et prénoms?|ihr name|vor- und nachname|"
    r"nombre|nombre y apellidos?|nome|naam)$",
    re.M,
)
_SOMEBODY = (
    r"(managers?|supervisors?|superiors?|boss|leaders?|teachers?|tutors?|mentors?|doctors?|nurses?|"
    r"colleagues?|patients?|child|employees?|participants?|respondents?|interviewers?|"
    r"supérieure?|responsable|chef(fe)?|manageu?r(e|euse)?|enseignante?|collègue|enquêteur|"
    r"vorgesetzte[rn]?|chef(in|s)?|leiter(in|s)?|lehrer(in|s)?|kolleg(e|in|en)|"
    r"professora?|supervisora?|chefia)"
)
_ALGUIEN = r"(jef[ea]|supervisora?|profesora?|colega|encuestadora?)"
"""In Spanish alone: 'nombre' is a number in French."""
_NAMED = re.compile(
    rf"^(\w+ ){{0,4}}{_SOMEBODY}('s|s'|s)? ?(full |first |last )?names?\W*$|"
    rf"^(\W*\w+){{0,3}}\W*\b(names?|noms?|nome)\b( \w+'?){{0,3}}[ ']{_SOMEBODY}\W*$|"
    rf"^(\W*\w+){{0,3}}\W*\bnombre del? (su |tu )?{_ALGUIEN}\W*$",
    re.M,
)
"""A heading that asks for somebody's name, not a question about it."""
_ASIDE = re.compile(r"\s*\([^()]*\)\W*$")
_ABOUT = re.compile(r"^(do|does|did|i|is|are|can|how|je|ich|yo|sabe|kennen|connaissez)\b", re.M)
_NUMBERED = re.compile(
    r"\b(id|ids|uuid|identifi\w*|number|numéro|collector|record|respondent|réponse|response|"
    r"code|ref|key|seed|version)\b"
)
_PLACED = re.compile(
    r"(latitude|longitude|altitude)$|(^|[\W_])(lat|lon|lng|long)$|\bgps\b|"
    r"geo ?(point|loc|code)|géoloc|coordinates|coordonnées",
    re.M,
)
_POSTAL = re.compile(
    r"^(zip|plz|postal)$|\b(zip ?codes?|post(al)? ?codes?|postleitzahl(en)?|codes? postal|"
    r"c[oó]digo postal|cep)\b",
    re.M,
)
_POSTCODE = re.compile(r"(?=(?:.*\d){3})[a-z]{0,2}-?[\da-z]{2,5}(?:[ -]?[\da-z]{3,4})?", re.I)
_CANADIAN = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d", re.I)
"""The British ones, too: two digits may be all they have."""
_LEEWAY = re.compile(r"\b(decision\w*|décision\w*|job)\b")
"""Latitude that no map shows."""
_DEGREE = re.compile(r"[+-]?\d{1,3}[.,]\d{3,}")
_POINT = re.compile(
    r"\(?[+-]?\d{1,3}\.\d{3,}°?\s*[NS]?[\s,;]+[+-]?\d{1,3}\.\d{3,}°?\s*[EWO]?"
    r"([\s,;]+-?[\d.]+)*\)?",
    re.I,
)
_NET4 = re.compile(r"\d{1,3}(\.\d{1,3}){3}(:\d+)?")
_NET6 = re.compile(r"[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*", re.I)
_LOOKED_AT = 50
_SHORT = 4
"""Words of a name that is no question."""
_FARTHEST = 180


def personal_data(export: Export, unknown: Sequence[Column], where: str) -> list[Finding]:
    """Columns that look like names, addresses or telephone numbers; they are not stored."""
    suspect = [column for column in unknown if looks_personal(export, column)]
    if not suspect:
        return []
    return [
        Finding(
            "personal_data",
            "warning",
            f"{where}: column {column.index + 1}",
            f"{shown(column.heading)} looks like personal data; it is not stored",
            "leave it out of the export",
        )
        for column in suspect
    ]


def looks_personal(export: Export, column: Column) -> bool:
    """Whether a column holds addresses, places or telephone numbers, or its heading says so.

    A heading that speaks of telephones, mail or places needs cells that could be one: it may
    be a question about them. Numbers that stand for something else are told by their heading,
    or by being the same for everybody.
    """
    heading = _called(column)
    if _PERSONAL.search(heading):
        return True
    cells = export.table.columns[column.index][:_LOOKED_AT].tolist()
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    if _asks_for_name(heading) and not _mostly(filled, str.isdecimal):
        return True
    named = bool(_REACHED.search(heading))
    if not filled:
        return named
    if named and any("@" in cell or sum(map(str.isdigit, cell)) > 6 for cell in filled):
        return True
    if _POSTAL.search(heading) and _mostly(filled, _is_postcode):
        return True
    placed = _PLACED.search(heading) and not _LEEWAY.search(heading)
    if _mostly(filled, is_address) or (placed and _mostly(filled, _is_place)):
        return True
    numbered = bool(_NUMBERED.search(heading))
    different = len(set(filled)) > 1 or len(filled) == 1
    return different and _mostly(filled, lambda cell: _is_phone(cell, numbered=numbered))


def _asks_for_name(heading: str) -> bool:
    """``Manager's name``, ``Name of your supervisor``; not ``I know my manager's name``."""
    return any(
        _NAMED.search(_ASIDE.sub("", line)) and not _ABOUT.search(line)
        for line in heading.splitlines()
    )


def _called(column: Column) -> str:
    """Its heading and short names, one a line; a long text is a question."""
    names = [one for one in (*column.codes, *column.texts) if len(one.split()) <= _SHORT]
    return "\n".join(dict.fromkeys(map(words, (column.heading, *names))))


def _mostly(cells: Sequence[str], wanted: Callable[[str], bool]) -> bool:
    return 2 * sum(map(wanted, cells)) > len(cells)


def is_address(cell: str) -> bool:
    """Whether a cell is an address of mail or of a machine, or a point on the map."""
    return bool(_MAIL.match(cell) or _POINT.fullmatch(cell) or _is_machine(cell))


def _is_machine(cell: str) -> bool:
    if _NET4.fullmatch(cell):
        return all(int(part) < 256 for part in re.split(r"[.:]", cell)[:4])
    return cell.count(":") > 2 and bool(_NET6.fullmatch(cell))


def _is_postcode(cell: str) -> bool:
    return bool(_POSTCODE.fullmatch(cell)) or bool(_CANADIAN.fullmatch(cell))


def _is_place(cell: str) -> bool:
    """Whether a number may be a degree of latitude or longitude."""
    if not _DEGREE.fullmatch(cell):
        return False
    return abs(float(cell.replace(",", "."))) <= _FARTHEST


def _is_phone(cell: str, *, numbered: bool) -> bool:
    digits = sum(map(str.isdigit, cell))
    if _DATE.match(cell) or not 9 <= digits <= 15:
        return False
    if cell.isdigit():
        return not numbered and bool(_BARE_PHONE.match(cell) or cell.startswith("0"))
    return bool(_PHONE.match(cell))
