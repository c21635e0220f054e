"""LimeSurvey's CSV: four heading styles, two languages of its own columns.

Headings are codes (``TKS[SQ001]``, ``TKS_SQ001``), codes and texts (``TKS[SQ001]. Text``),
full texts (``Question [Subquestion]``) or abbreviated texts. Spaces may have become
underscores and HTML may remain. Times stand last: ``interviewtime``, then each group's
``groupTime<number>`` (``Group time: name``) followed by its questions' ``<code>Time``
(``Question time: code``), all in the order of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cpsurvey.intake.export import (
    Column,
    Evidence,
    Export,
    Reader,
    Timer,
    first_places,
    readers,
)
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_LEADS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "response id", "id de la réponse"),
    "submitted": ("submitdate", "date submitted", "date de soumission"),
    "lastpage": ("lastpage", "last page", "dernière page"),
    "language": ("startlanguage", "start language", "langue de départ"),
    "seed": ("seed", "tête de série"),
    "token": ("token", "access code", "code d'invitation", "jeton"),
    "started": ("startdate", "date started", "date de lancement"),
    "last_action": ("datestamp", "date last action", "date de la dernière action"),
    "ip": ("ipaddr", "ip address", "adresse ip"),
    "referrer": ("refurl", "referrer url", "url de référence"),
}
_GROUP_TIME = re.compile(r"grouptime(\d+)$", re.I)
_QUESTION_TIME = re.compile(r"(.+)time$", re.I)
_TIME_TEXTS = re.compile(r"(?P<of>group|question) time\s?: *(?P<name>.+)$", re.I)
_ENOUGH_LEADS = 3
# `ACT[SQ001][2]` is the second scale of an array with two
_CODE = r"(?P<code>[A-Za-z]\w*)(?:\[(?P<sub>[\w\s-]+)\](?:\[(?P<scale>\w+)\])?)?"
_CODE_ONLY = re.compile(rf"{_CODE}$")
_CODE_AND_TEXT = re.compile(rf"{_CODE}[._]{{0,1}}\.[._\s]{{1,2}}(?P<text>.+)$", re.S)
_FREE_TEXT = ("other", "comment")
_SUBTEXT = re.compile(r"^(?P<question>.*?)\s*\[(?P<sub>[^\[\]]+)\]\s*$", re.S)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A heading that has a code, taken apart."""

    code: str
    sub: str | None
    scale: str | None
    text: str | None


def _split(heading: str) -> _Parts | None:
    clean = heading.strip()
    for pattern in (_CODE_ONLY, _CODE_AND_TEXT):
        if found := pattern.match(clean):
            parts = found.groupdict()
            return _Parts(parts["code"], parts["sub"], parts["scale"], parts.get("text"))
    return None


def _leads(header: Sequence[str]) -> dict[str, int]:
    return first_places((_own_names(heading) for heading in header), _LEADS)


def _own_names(heading: str) -> Iterator[str]:
    """What one of LimeSurvey's own columns may go by."""
    yield words(heading.replace("_", " "))
    yield words(heading)
    parts = _split(heading)
    if parts and parts.text and not parts.sub:  # `id. Response ID`
        yield words(parts.code)


def recognise(sheet: Sheet) -> Evidence:
    """Look for LimeSurvey's own columns and for its codes with brackets."""
    header = sheet.header
    leads = _leads(header)
    split = [_split(heading) for heading in header]
    bracketed = sum(1 for parts in split if parts and parts.sub)
    with_text = sum(1 for parts in split if parts and parts.text)
    width = len(header)
    seen = []
    score = 0.0
    if len(leads) >= _ENOUGH_LEADS:
        score += 0.6
        seen.append("columns " + ", ".join(header[i] for i in sorted(leads.values())[:5]))
    if with_text > width / 2:
        score += 0.6
        seen.append(f"{with_text} of {width} headings are 'code. text'")
    elif bracketed > width / 4:
        score += 0.3
        seen.append(f"{bracketed} of {width} headings are 'code[subquestion]'")
    return Evidence(min(score, 1.0), tuple(seen))


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns of a LimeSurvey table."""
    table = sheet.table(where)
    leads = _leads(table.header)
    taken = set(leads.values())
    columns: list[Column] = []
    timers: list[Timer] = []
    styles: dict[str, int] = {}
    questions = _questions(table.header)
    for index, heading in enumerate(table.header):
        if index in taken or not heading.strip():
            continue
        last = any(timer.of == "form" for timer in timers)  # only times follow the whole
        if timer := _timer(index, heading, questions, last=last):
            timers.append(timer)
            continue
        column, style = _column(index, heading)
        styles[style] = styles.get(style, 0) + 1
        columns.append(column)
    variant = max(styles, key=lambda style: styles[style]) if styles else "code"
    return Export(table, tuple(columns), variant, leads, tuple(timers))


def _questions(header: Sequence[str]) -> frozenset[str]:
    """Codes of the questions that the headings name."""
    split = [_split(heading) for heading in header]
    codes = [
        code for parts in split if parts for code in (parts.code, parts.code.split("_")[0])
    ]
    return frozenset(one.casefold() for one in codes)


def _timer(index: int, heading: str, questions: frozenset[str], *, last: bool) -> Timer | None:
    """A column of seconds, if the heading is one of LimeSurvey's own.

    A question's time is its code and ``Time``: a question called ``overtime`` is none
    unless there is one called ``over``, or it stands among the `last` columns.
    """
    parts = _split(heading)
    if parts and parts.sub is None:
        name = parts.code
        if name.casefold() == "interviewtime":
            return Timer(Column(index, heading), "form")
        if found := _GROUP_TIME.match(name):
            text = _TIME_TEXTS.match(_spaced(parts.text or ""))
            names = (found[1], *([text["name"]] if text else []))
            return Timer(Column(index, heading, names), "page")
        found = _QUESTION_TIME.match(name)
        if found and (last or found[1].casefold() in questions):
            return Timer(Column(index, heading, (found[1],)), "question")
    if words(_spaced(heading)) == "total time":
        return Timer(Column(index, heading), "form")
    if text := _TIME_TEXTS.match(_spaced(heading)):
        of: Literal["page", "question"] = (
            "page" if text["of"].casefold() == "group" else "question"
        )
        return Timer(Column(index, heading, (text["name"],)), of)
    return None


def _column(index: int, heading: str) -> tuple[Column, str]:
    if parts := _split(heading):
        # without a full stop a single word may still be a text: try it as one, last
        bare = () if parts.sub else (heading,)
        texts = _texts(parts.text) if parts.text else bare
        return Column(
            index, heading, _codes(parts), texts
        ), "code+text" if parts.text else "code"
    style = "abbreviated" if ".. " in heading or heading.rstrip().endswith("..") else "text"
    return Column(index, heading, (), _texts(heading)), style


def _codes(parts: _Parts) -> tuple[str, ...]:
    """The whole code, then its subquestion's, which is often the item's own.

    Of an array with two scales, and of free text beside a question, it is not.
    """
    if parts.scale:
        return (f"{parts.code}[{parts.sub}][{parts.scale}]",)
    if parts.sub:
        whole = f"{parts.code}[{parts.sub}]"
        return (whole,) if parts.sub in _FREE_TEXT else (whole, parts.sub)
    # the Expression Manager writes `TKS_SQ001`; either part may have a `_` of its own
    after = parts.code.split("_")[1:]
    subs = ["_".join(after[at:]) for at in range(len(after))]
    return (parts.code, *(sub for sub in subs if sub and sub not in _FREE_TEXT))


def _spaced(text: str) -> str:
    """Text whose blanks may have become underscores."""
    return text.replace("_", " ") if " " not in text.strip() else text


def _texts(text: str) -> tuple[str, ...]:
    """The whole first, then the subquestion in brackets, which is often the item."""
    plain = _spaced(text)
    if found := _SUBTEXT.match(plain):
        return (plain, found["sub"])
    return (plain,)


readers("limesurvey")(Reader(recognise, read))
