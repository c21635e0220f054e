"""When two identifiers, or two names of a group, are the same: one rule for every file.

The rules, with what each means for a study, stand in docs/people.md.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping
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


def any_alike(texts: Collection[str]) -> bool:
    """Whether any two of these different texts are alike."""
    if are_plain(texts):
        folded = set(map(str.casefold, texts))
        zeros = bool(folded) and min(folded).startswith("0")  # nothing here sorts before "0"
        return len(folded) < len(texts) or (zeros and len(set(map(alike, folded))) < len(texts))
    return len(set(map(alike, texts))) < len(texts)


def nobodies(texts: Mapping[str, int]) -> set[str]:
    """Which of the texts, with how many rows have each, stand for nobody."""
    if are_plain(texts) and not {*_NOBODY, *_MARKS} & set(map(str.casefold, texts)):
        return set()
    return {text for text, rows in texts.items() if is_nobody(text, alone=rows == 1)}


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


def are_cut(texts: list[str]) -> bool:
    """Whether long numbers have all lost their digits beyond the fifteenth."""
    long = [text for text in texts if text.isdecimal() and len(text) > 15]
    return len(long) > 2 and all(
        _LONG.fullmatch(text) and text[15:].strip("0") == "" for text in long
    )


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
