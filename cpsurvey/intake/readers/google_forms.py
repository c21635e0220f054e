"""Google Forms, its own CSV and its spreadsheet: the time first, then whole questions.

A grid has a column for each row, ``Question [Row]``. Who answers again where the form lets
people edit overwrites the row: only an address tells that it is the same person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpsurvey.intake.export import Column, Evidence, Export, Reader, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_TIME = frozenset(
    map(
        words,
        (
            *("Timestamp", "Horodateur", "Horodatage", "Zeitstempel", "Marca temporal"),
            *("Informazioni cronologiche", "Carimbo de data/hora", "Carimbo de hora"),
            *("Tijdstempel", "Sygnatura czasowa", "Tidstämpel", "Tidsstempel", "Aikaleima"),
            *("Časové razítko", "Časová pečiatka", "Időbélyeg", "Marcaj de timp"),
            *("Marca de temps", "Zaman damgası", "Отметка времени", "Позначка часу"),
            *("طابع زمني", "חותמת זמן", "タイムスタンプ", "时间戳记", "時間戳記", "타임스탬프"),
        ),
    )
)
_MAIL = frozenset(
    map(
        words,
        (
            *("Email Address", "Email", "E-mail", "Username", "Adresse e-mail", "Courriel"),
            *("Adresse électronique", "Nom d'utilisateur", "E-Mail-Adresse", "Nutzername"),
            *("Dirección de correo electrónico", "Nombre de usuario", "Indirizzo email"),
            *("Nome utente", "Endereço de e-mail", "Endereço de email", "Nome de usuário"),
            *("Nome de utilizador", "E-mailadres", "Gebruikersnaam", "E-postadress"),
            *("Adres e-mail", "Nazwa użytkownika", "Адрес электронной почты"),
            *("Имя пользователя", "عنوان البريد الإلكتروني", "メールアドレス", "电子邮件地址"),
        ),
    )
)
_SCORE = frozenset(map(words, ("Score", "Note", "Punktzahl", "Puntuación", "Punteggio")))
_GRID = re.compile(r"(?P<question>.+?)\s*\[(?P<row>[^\[\]]+)\]\s*", re.S)
_POINTS = frozenset(("score", "feedback", "note", "commentaires"))
_MOMENT = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ ,]+\d{1,2}[:.]\d\d[:.]\d\d.*")
_ISO = re.compile(r"\d{4}-")
_LOOKED_AT = 20


def recognise(sheet: Sheet) -> Evidence:
    """Look for the time in the first column, in any language, and what Google writes in it."""
    header = sheet.header
    if not header or words(header[0]) not in _TIME:
        return Evidence(0.0)
    seen = [f"first column {header[0].strip()}"]
    cells = [cell for cell in sheet.columns[0][1 : _LOOKED_AT + 1] if cell]
    timed = bool(cells) and all(_MOMENT.fullmatch(cell.strip()) for cell in cells)
    if sheet.delimiter and all(_ISO.match(cell) for cell in cells):
        timed = False  # as others write it; in a workbook it is how a cell is read
    grids = sum(1 for heading in header if _GRID.fullmatch(heading))
    mail = _mail(header)
    if grids:
        seen.append(f"{grids} headings are 'question [row]'")
    if mail is not None:
        seen.append(f"column {header[mail].strip()}")
    score = 0.2 + 0.3 * timed + 0.3 * bool(grids) + 0.2 * (mail is not None)
    return Evidence(score, tuple(seen))


def _mail(header: Sequence[str]) -> int | None:
    """The address that the form itself asks for: beside the time, or last where added later."""
    places = [at for at, heading in enumerate(header) if words(heading) in _MAIL]
    return places[0] if places else None


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns: by their whole text, and by the row of a grid."""
    table = sheet.table(where)
    header = table.header
    mail = _mail(header)
    leads = {"submitted": 0} | ({} if mail is None else {"token": mail})
    asked = {words(heading) for heading in header}
    columns = []
    points = 0
    for at, heading in enumerate(header):
        if not heading.strip() or (at and at == 1 + (mail == 1) and words(heading) in _SCORE):
            continue
        grid = _GRID.fullmatch(heading)
        if grid and words(grid["row"]) in _POINTS and words(grid["question"]) in asked:
            points += 1
            continue
        columns.append(_column(at, heading, grid))
    return Export(
        table,
        tuple(columns),
        "questions",
        leads,
        seen=(f"{points} columns of points and feedback are left out",) if points else (),
    )


def _column(at: int, heading: str, grid: re.Match[str] | None) -> Column:
    if not grid:
        return Column(at, heading, (heading,), (heading,))
    row = grid["row"].strip()
    return Column(
        at, heading, (heading,), (heading, row), of=(grid["question"].strip(),), part=(row,)
    )


readers("google_forms")(Reader(recognise, read))
