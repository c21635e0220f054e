"""LimeSurvey's CSV in its styles of headings, its VV export, and its survey archive."""

from __future__ import annotations

import io
import zipfile

from intake.shapes.people import (
    CHANNELS,
    CHOICES,
    ITEMS,
    LABELS,
    QUESTION,
    TEAM,
    Person,
)

OWN = {
    "id": ("Response ID", "ID de la réponse", "Antwort ID"),
    "submitdate": ("Date submitted", "Date de soumission", "Datum Abgeschickt"),
    "lastpage": ("Last page", "Dernière page", "Letzte Seite"),
    "startlanguage": ("Start language", "Langue de départ", "Start-Sprache"),
    "seed": ("Seed", "Tête de série", "Zufallsstartwert"),
    "token": ("Access code", "Code d'invitation", "Zugangscode"),
    "startdate": ("Date started", "Date de lancement", "Datum gestartet"),
    "datestamp": ("Date last action", "Date de la dernière action", "Datum letzte Aktivität"),
}
LANGUAGES = ("en", "fr", "de")
SID, GID = "123456", "12"
QUESTIONS = (("345", "AGREE"), ("346", "CHAN"), ("347", "team_id"))
"""Numbers of the questions, and their codes; the choices of the second are numbers."""


def columns() -> list[tuple[str, str, str, str]]:
    """Code of the question and of the part of it, and their texts."""
    return [
        *(("AGREE", name, QUESTION, item) for name, item in ITEMS.items()),
        *(("CHAN", name, CHANNELS, label) for name, label in CHOICES.items()),
        ("CHAN", "other", CHANNELS, "Other"),
        ("team_id", "", TEAM, ""),
    ]


def short(text: str) -> str:
    """A text as the platform cuts it."""
    return text if len(text) <= 15 else f"{text[:15]}.. "


def headings(style: str = "code", between: str = ". ", language: str = "en") -> list[str]:
    """One row, in any style."""
    at = LANGUAGES.index(language)
    found = []
    for code, texts in OWN.items():
        found.append(
            {"code": code, "both": f"{code}{between}{texts[at]}"}.get(style, texts[at])
        )
    for code, sub, text, part in columns():
        whole = f"{code}[{sub}]" if sub else code
        worded = f"{text} [{part}]" if part else text
        cut = f"{short(text)} [{short(part)}]" if part else short(text)
        found.append(
            {
                "code": whole,
                "underscores": f"{code}_{sub}" if sub else code,
                "both": f"{whole}{between}{worded}",
                "text": worded,
                "cut": cut,
                "numbers": numbered(code, sub),
            }[style]
        )
    return found


def numbered(code: str, sub: str) -> str:
    """Name of the column in the platform's own table."""
    number = next(number for number, one in QUESTIONS if one == code)
    return f"{SID}X{GID}X{number}{sub}"


def cells(one: Person, *, labels: bool = False, ticks: tuple[str, str] = ("Y", "")) -> list:
    """A row; None was never shown, an empty text was left blank."""
    when = f"{one.when:%Y-%m-%d %H:%M:%S}"
    codes = [one.answers.get(name, "") for name in ITEMS]
    return [
        *(one.name, when if one.done else None, "3", "en", "42", None, when, when),
        *(LABELS[code] if labels and code else str(code) for code in codes),
        *(ticks[0] if name in one.chosen else ticks[1] for name in CHOICES),
        *("", one.team),
    ]


def quoted(row: list, delimiter: str) -> str:
    """A line in which a bare cell was never shown."""
    return delimiter.join(
        "" if cell is None else '"' + str(cell).replace('"', '""') + '"' for cell in row
    )


def write(
    people: list[Person],
    *,
    style: str = "code",
    between: str = ". ",
    language: str = "en",
    delimiter: str = ",",
    labels: bool = False,
    ticks: tuple[str, str] = ("Y", ""),
) -> str:
    """The file, with the empty line at its end."""
    rows = [headings(style, between, language)]
    rows += [cells(one, labels=labels, ticks=ticks) for one in people]
    return "\ufeff" + "\r\n".join(quoted(row, delimiter) for row in rows) + "\r\n\r\n"


def vv(people: list[Person]) -> str:
    """Tabs, a row of texts, a row of codes."""

    def cell(value: str | None) -> str:
        if value is None:
            return "{question_not_shown}"
        escaped = value.replace("{", "{lbrace}").replace("\n", "{newline}")
        return escaped.replace("\r", "{cr}").replace("\t", "{tab}")

    rows = [headings("text"), [*OWN, *headings("underscores")[len(OWN) :]]]
    rows += [list(map(cell, cells(one))) for one in people]
    return "\n".join("\t".join(row) for row in rows) + "\n"


def table(name: str, rows: list[dict], fields: list[str] | None = None) -> str:
    """A table of the platform as XML; what is None stands in no element."""

    def element(key: str, value: str) -> str:
        tag = f"_{key}" if key[0].isdigit() else key
        return f"<{tag}><![CDATA[{value}]]></{tag}>" if value else f"<{tag}/>"

    named = "".join(f"<fieldname>{one}</fieldname>" for one in fields or rows[0])
    lines = "".join(
        "<row>" + "".join(element(k, v) for k, v in row.items() if v is not None) + "</row>"
        for row in rows
    )
    return f"<{name}><fields>{named}</fields><rows>{lines}</rows></{name}>"


def document(kind: str, *tables: str) -> str:
    """XML as the platform writes it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<document><LimeSurveyDocType>{kind}</LimeSurveyDocType><DBVersion>600</DBVersion>"
        "<languages><language>en</language></languages>" + "".join(tables) + "</document>"
    )


def survey(*, worded: bool = True) -> str:
    """The .lss: questions with their texts beside (`worded`: in a table of their own)."""
    texts = {"AGREE": QUESTION, "CHAN": CHANNELS, "team_id": TEAM}
    numbers = {code: number for number, code in QUESTIONS}
    asked = [
        {"qid": number, "parent_qid": "0", "sid": SID, "gid": GID, "title": code}
        for number, code in QUESTIONS
    ]
    parts = [
        {"qid": str(900 + at), "parent_qid": numbers[code], "title": sub, "question": part}
        for at, (code, sub, _, part) in enumerate(columns())
        if sub not in ("", "other")
    ]
    said = [{"qid": numbers[code], "question": text} for code, text in texts.items()]
    said += [{"qid": one["qid"], "question": one["question"]} for one in parts]
    if not worded:
        for one in asked:
            one["question"] = texts[one["title"]]
        return document("Survey", table("questions", asked), table("subquestions", parts))
    parts = [{k: v for k, v in one.items() if k != "question"} for one in parts]
    rows = [table("questions", asked), table("subquestions", parts)]
    return document("Survey", *rows, table("question_l10ns", said))


def archive(people: list[Person], *, worded: bool = True, more: dict | None = None) -> bytes:
    """The .lsa."""
    names = [*OWN, *headings("numbers")[len(OWN) :]]
    rows = [dict(zip(names, cells(one), strict=True)) for one in people]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(f"survey_{SID}.lss", survey(worded=worded))
        answers = document("Responses", table("responses", rows, names))
        zipped.writestr(f"survey_{SID}_responses.lsr", answers)
        for name, content in (more or {}).items():
            zipped.writestr(name, content)
    return stream.getvalue()
