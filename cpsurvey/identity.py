"""When two identifiers, or two names of a group, are the same: one rule for every file.

The rules, with what each means for a study, stand in docs/people.md.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cpsurvey.errors import CpsurveyError

Ids = Literal["exact", "alike"] | None
"""What a study says about identifiers that are alike but not the same; None: ask."""
Origin = Literal["declared", "token", "platform", "row"]
"""Where an identifier comes from: a column the study names, the platform's token, the
platform's own number of a response, or nowhere: the row itself."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’´ʼ‘`′‛ʻ＇", "'"))
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)
_FLOAT = re.compile(r"(\d+)[.,]0")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e[+-]\d{1,3}|#{2,}", re.I)
_LONG = re.compile(r"\d{15}\d*?0+")
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060\u00ad")
_WORDS = "nan null none nil undefined unknown inconnu anonymous anonyme anonym"
_NOBODY = frozenset([*_WORDS.split(), "anonymous@anonymous.com"])
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_\n-]")
_MARKS = frozenset("na n/a n.a. #n/a - -- — . ?".split())  # noqa: SIM905


def without_html(text: str) -> str:
    """Text without tags and with entities resolved; ``A < 3 and B > 4`` stays as it is."""
    return html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text


def normal(text: str) -> str:
    """Exact normal form: two texts with the same one are one identifier, or one group.

    Unicode NFKC; HTML, byte-order marks and invisible characters removed; blanks of every
    kind trimmed and joined; the ``.0`` a spreadsheet adds to a whole number taken away.
    """
    if text.isascii() and text.isalnum():  # most identifiers, which come by the million
        return text
    text = without_html(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    text = " ".join(text.split())
    found = _FLOAT.fullmatch(text)
    return found[1] if found else text


def same_group(label: str) -> str:
    """What labels of one group have in common: letter case and apostrophes do not count."""
    return label.translate(_APOSTROPHES).casefold()


def are_plain(texts: Collection[str]) -> bool:
    """Whether all are letters and digits of ASCII: normal as they stand, and not rounded.

    Identifiers come by the million; one look at all of them spares a million looks.
    """
    joined = "".join(texts)
    return joined.isascii() and joined.isalnum()


def all_alike(texts: Sequence[str]) -> list[str]:
    """Loose form of each text; of plain ones all at once."""
    lines = _plain_lines(texts)
    if lines is None or "\n0" in lines:
        return list(map(alike, texts))
    return lines.casefold().split("\n")[1:]


def all_normal(texts: Sequence[str]) -> Sequence[str]:
    """Normal form of each text; of plain ones all at once."""
    return list(map(normal, texts)) if _plain_lines(texts) is None else texts


def _plain_lines(texts: Sequence[str]) -> str | None:
    """Each text after a line's end, if none needs a second look."""
    lines = "\n".join(("", *texts))
    plain = not _NOT_PLAIN.search(lines) and lines.count("\n") == len(texts)
    return lines if plain else None


def maybe_nobody(texts: Collection[str]) -> set[str]:
    """Which of the texts may stand for nobody; see `is_nobody`."""
    if are_plain(texts) and not {*_NOBODY, *_MARKS} & set(map(str.casefold, texts)):
        return set()
    return set(filter(is_nobody, texts))


def alike(text: str) -> str:
    """Loose form: what a spreadsheet or a hurried hand makes of one identifier.

    Without blanks, letter case, and the leading zeros of a number.
    """
    joined = normal(text).replace(" ", "").casefold()
    return joined.lstrip("0") or "0" if joined.isdecimal() else joined


def is_nobody(text: str, *, alone: bool = False) -> bool:
    """Whether a text stands for an identifier that is not there.

    Parameters
    ----------
    alone : bool
        Whether only one row has it: a mark such as ``NA`` may then be a name.
    """
    word = normal(text).casefold()
    return word in _NOBODY or (word in _MARKS and not alone)


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet has cut an identifier: ``1.189E+11``, ``#####``."""
    return not text.isalnum() and bool(_ROUNDED.fullmatch(normal(text)))


def are_cut(texts: Iterable[str]) -> bool:
    """Whether long numbers, several of them, have all lost their digits after the fifteenth."""
    many = 0
    for text in texts:
        if text.isdecimal() and len(text) > 15:
            if not _LONG.fullmatch(text) or text[15:].strip("0"):
                return False
            many += 1
    return many > 1


@dataclass(frozen=True, slots=True)
class Background:
    """What does not change when one person's answer is exported again.

    Parameters
    ----------
    seed : str
        What the platform drew for this response; empty when unknown.
    day : str
        Day of submission; empty when unknown.
    """

    origin: Origin
    language: str = ""
    seed: str = ""
    day: str = ""


def contradiction(one: Background, other: Background) -> str | None:
    """What says that two answers under one identifier are of two people, if anything.

    A platform numbers responses: another seed or day is another response. A person with an
    identifier of their own may answer twice, but hardly in another language.
    """
    if "platform" in (one.origin, other.origin):
        for name in ("seed", "day"):
            mine, theirs = getattr(one, name), getattr(other, name)
            if mine and theirs and mine != theirs:
                return name
    if one.language and other.language and one.language != other.language:
        return "language"
    return None


def alike_error(count: int, where: str, among: str) -> CpsurveyError:
    """Error for identifiers that differ from others by zeros, case or blanks only."""
    what = "identifier differs" if count == 1 else "identifiers differ"
    return CpsurveyError(
        "CPS130",
        f"{count} {what} from others {among} only by leading zeros, letter case or blanks: "
        "the same people, or not?",
        where=where,
        fix="say it in study.yaml and ingest again: 'people: {ids: alike}' if they are the "
        "same people, 'people: {ids: exact}' if they are different ones",
    )


def wave_order(wave: str) -> list[tuple[int, int, str]]:
    """Waves in the order of their numbers, then of their letters."""
    parts = re.findall(r"\d+|\D+", wave)
    return [(1, int(part), "") if part.isdigit() else (0, 0, part.casefold()) for part in parts]
