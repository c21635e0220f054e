"""LimeSurvey's headings: its own columns, codes with their questions, and times.

Headings are codes (``TKS[SQ001]``, ``TKS_SQ001``), codes and texts with any sign between
(``TKS[SQ001]. Text``), full texts (``Question [Subquestion]``), texts cut short
(``How much do you.. ``), or the platform's own numbers (``123456X12X345SQ001``,
``Q345_S67``). Spaces may have become underscores and HTML may remain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cpsurvey.intake.export import Column, first_places
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import code as code_form
from cpsurvey.intake.words import words

CODES: Mapping[str, str] = {
    "id": "id",
    "submitdate": "submitted",
    "lastpage": "lastpage",
    "startlanguage": "language",
    "seed": "seed",
    "token": "token",
    "startdate": "started",
    "datestamp": "last_action",
    "ipaddr": "ip",
    "refurl": "referrer",
    "quota_exit": "quota",
}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("response id", "id de la réponse", "antwort id", "antwort-id", "id de respuesta"),
        *("antwoord-id", "id risposta", "id da resposta"),
    ),
    "submitted": (
        *("date submitted", "date de soumission", "datum abgeschickt", "fecha de envío"),
        *("datum verzonden", "datum ingezonden", "data invio", "data de envio"),
    ),
    "lastpage": (
        *("last page", "dernière page", "letzte seite", "última página", "laatste pagina"),
        "ultima pagina",
    ),
    "language": (
        *("start language", "langue de départ", "start-sprache", "startsprache"),
        *("lenguaje inicial", "idioma inicial", "starttaal", "begintaal", "lingua iniziale"),
    ),
    "seed": ("tête de série", "zufallsstartwert", "zufallsgeneratorstartwert", "semilla"),
    "token": (
        *("access code", "code d'invitation", "jeton", "zugangscode", "zugangsschlüssel"),
        *("código de acceso", "toegangscode", "codice di accesso", "código de acesso"),
    ),
    "started": (
        *("date started", "date de lancement", "datum gestartet", "fecha de inicio"),
        *("datum gestart", "data di inizio", "data de início"),
    ),
    "last_action": (
        *("date last action", "date de la dernière action", "datum letzte aktivität"),
        *("fecha de la última acción", "datum laatste actie", "data dell'ultima azione"),
        "data da última ação",
    ),
    "ip": (
        "ip address",
        "adresse ip",
        "ip-adresse",
        "dirección ip",
        "ip-adres",
        "indirizzo ip",
    ),
    "referrer": (
        *("referrer url", "url de référence", "weiterleitungs-url", "url de referencia"),
        "verwijzings-url",
    ),
}
_ROLES: Mapping[str, tuple[str, ...]] = {
    role: (*(code for code, one in CODES.items() if one == role), *_NAMES.get(role, ()))
    for role in CODES.values()
}
OWN = frozenset(("lastpage", "language", "last_action", "seed", "referrer"))
"""Roles that other platforms have no columns of."""
CUT = ".."
FREE_TEXT = ("other", "comment")
# `ACT[SQ001][2]` is the second scale of an array with two
_CODE = r"(?P<code>[A-Za-z]\w*)(?:\[(?P<sub>[\w\s#-]+)\](?:\[(?P<scale>\w+)\])?)?"
_CODE_ONLY = re.compile(rf"{_CODE}$")
_BETWEEN = r"[._]{0,1}\.[._\s]{1,2}"
_FREE = re.compile(
    rf"{_CODE}(?P<between>\s*[^\w\s\[\]()'’´ʼ‘`′‛ʻ＇?!]+[\s_]*)(?=[\w\s(\"'¿«<]|$)", re.S
)
_SGQA = re.compile(r"_?\d{1,10}X\d{1,10}X(?P<question>\d{1,10}?)(?P<sub>[A-Za-z_]\w*(?:#\d)?)?")
_NUMBERED = re.compile(r"Q\d+(_S\d+)+(#\d)?")
_SUBTEXT = re.compile(r"^(?P<question>.*?)\s*\[(?P<sub>[^\[\]]+)\]\s*$", re.S)
_COMMENT = re.compile(r".*comment", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart; without a code it is a text."""

    whole: str
    code: str = ""
    sub: str | None = None
    scale: str | None = None
    text: str | None = None
    number: str = ""

    @property
    def style(self) -> str:
        """How the export writes its headings."""
        if self.number:
            return "SGQA"
        if self.code:
            return "code+text" if self.text else "code"
        return "abbreviated" if CUT in self.whole else "text"


def headings(header: Sequence[str]) -> list[Heading]:
    """Every heading, by the sign that stands between code and text in most of them."""
    pattern = re.compile(rf"{_CODE}(?:{_BETWEEN}{_other(header)})(?P<text>.+)$", re.S)
    return [_heading(one, pattern) for one in header]


def _other(header: Sequence[str]) -> str:
    """Alternative to the usual sign: what stands after most codes, if anything does."""
    found = Counter(one["between"] for cell in header if (one := _FREE.match(cell.strip())))
    sign, often = found.most_common(1)[0] if found else ("", 0)
    return (
        f"|{re.escape(sign)}" if often * 2 > sum(1 for cell in header if cell.strip()) else ""
    )


def _heading(whole: str, pattern: re.Pattern[str]) -> Heading:
    clean = whole.strip()
    if found := _SGQA.fullmatch(clean):
        return Heading(whole, sub=found["sub"], number=found["question"])
    if _NUMBERED.fullmatch(clean):
        return Heading(whole, number=clean)
    for one in (_CODE_ONLY, pattern):
        if found := one.match(clean):
            parts = found.groupdict()
            return Heading(
                whole, parts["code"], parts["sub"], parts["scale"], parts.get("text")
            )
    return Heading(whole)


def codes_of_vv(sheet: Sheet) -> list[str]:
    """Codes of LimeSurvey's own columns in the second row, which the VV export has there."""
    return [cell for cell in sheet.row(1) if words(cell) in CODES]


def leads(found: Sequence[Heading]) -> dict[str, int]:
    """LimeSurvey's own columns, by role."""
    return first_places((_own_names(one) for one in found), _ROLES)


def _own_names(one: Heading) -> Iterator[str]:
    """What one of LimeSurvey's own columns may go by."""
    yield words(one.whole.replace("_", " "))
    yield words(one.whole)
    if one.text and not one.sub:  # `id. Response ID`
        yield words(one.code)


def columns(found: Sequence[Heading], taken: Collection[int]) -> list[Column]:
    """Every other column, with the question it is a choice or a row of."""
    prefixes = Counter(_stem(one)[0] for at, one in enumerate(found) if at not in taken)
    asked = Counter(
        _question(one.text or one.whole)
        for at, one in enumerate(found)
        if at not in taken and _subtext(one.text or one.whole)
    )
    made = []
    for at, one in enumerate(found):
        if at in taken or not one.whole.strip():
            continue
        column = Column(at, one.whole, _codes(one), _own_texts(one))
        stem, sub = _stem(one)
        text = one.text or ("" if one.code or one.number else one.whole)
        question = _question(text)
        shares = prefixes[stem] > 1 if stem else asked[question] > 1
        if shares and (sub or _subtext(text)) and not (one.scale or _is_comment(sub, text)):
            column = replace(
                column,
                of=tuple(filter(None, (stem, question))),
                part=tuple(filter(None, (sub, _subtext(text)))),
            )
        made.append(column)
    return made


def _stem(one: Heading) -> tuple[str, str]:
    """Codes of the question and of its choice or row; ``TKS_SQ001`` parts at its last ``_``."""
    if one.number:
        return (one.number, one.sub or "") if one.sub else ("", "")
    if one.sub:
        return one.code, one.sub
    stem, _, sub = one.code.rpartition("_")
    return (stem, sub) if stem else ("", "")


def _is_comment(sub: str, text: str) -> bool:
    return sub != "other" and bool(_COMMENT.fullmatch(sub or _subtext(text)))


def _codes(one: Heading) -> tuple[str, ...]:
    """The whole code, then its subquestion's, which is often the item's own.

    Of an array with two scales, and of free text beside a question, it is not.
    """
    if one.number:
        own = one.sub and code_form(one.sub) not in FREE_TEXT and "#" not in one.sub
        return (one.whole.strip(), *([one.sub] if own and one.sub else []))
    if one.scale:
        return (f"{one.code}[{one.sub}][{one.scale}]",)
    if one.sub:
        whole = f"{one.code}[{one.sub}]"
        return (whole,) if one.sub in FREE_TEXT else (whole, one.sub)
    if not one.code:
        return ()
    # the Expression Manager writes `TKS_SQ001`; either part may have a `_` of its own
    after = one.code.split("_")[1:]
    subs = ["_".join(after[at:]) for at in range(len(after))]
    return (one.code, *(sub for sub in subs if sub and sub not in FREE_TEXT))


def _own_texts(one: Heading) -> tuple[str, ...]:
    if one.number:
        return ()
    if one.text:
        return texts(one.text)
    if one.code:
        # without a full stop a single word may still be a text: try it as one, last
        return () if one.sub else (one.whole,)
    return texts(one.whole)


def spaced(text: str) -> str:
    """Text whose blanks may have become underscores."""
    return text.replace("_", " ") if " " not in text.strip() else text


def texts(text: str) -> tuple[str, ...]:
    """The whole first, then the subquestion in brackets, which is often the item."""
    plain = spaced(text)
    sub = _subtext(text)
    return (plain, sub) if sub else (plain,)


def _subtext(text: str) -> str:
    found = _SUBTEXT.match(spaced(text))
    return found["sub"].strip() if found else ""


def _question(text: str) -> str:
    found = _SUBTEXT.match(spaced(text))
    return (found["question"] if found else spaced(text)).strip()
