"""Questions in several columns: what they share, and what each column is of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s*-\s*")
_SPACED = re.compile(r"\s-\s+")
Name = tuple[str, str, str]
"""Question, choices and rows after it (``_1_2``), and what makes it a free text."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a column is of its question; the fields are those of `Column`."""

    texts: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


def parted(
    named: Mapping[int, Name], tags: Sequence[str], texts: Sequence[str]
) -> dict[int, Parts]:
    """Parts of every column, by the names of its question.

    Texts are ``question - part``, with any blanks around the dash: what columns of one question
    share before a dash is the question.
    """
    groups: dict[str, list[int]] = {}
    rows: dict[tuple[str, str], list[int]] = {}
    for at, (question, rest, _) in named.items():
        groups.setdefault(question, []).append(at)
        if rest and not named[at][2]:
            rows.setdefault((question, _before(rest)), []).append(at)
    return {at: _of(at, named[at], groups, rows, tags, texts) for at in named}


def _of(
    at: int,
    name: Name,
    groups: Mapping[str, list[int]],
    rows: Mapping[tuple[str, str], list[int]],
    tags: Sequence[str],
    texts: Sequence[str],
) -> Parts:
    question, rest, text = name
    whole = texts[at]
    asked = _shared([texts[one] for one in groups[question]])
    if not rest and not text:  # `Channels - Selected Choice` beside `Channels - Other - Text`
        return Parts(_each(whole, asked))
    if text:
        return Parts(_each(whole, *_after(whole, asked)))
    beside = rows.get((question, _before(rest)), [])
    if len(beside) < 2:
        return Parts(_each(whole, *_after(whole, asked), *_tails(whole)))
    near = _shared([texts[one] for one in beside])
    inside = _after(whole, near)
    base = _shared_tag([tags[one].strip() for one in beside])
    tag = tags[at].strip()
    number = rest[len(_before(rest)) :].strip("-_" if rest.count("-") < 2 else "_")
    return Parts(
        _each(whole, *_after(whole, asked), *inside, *_tails(whole)),
        of=_each(question + _before(rest), base.rstrip("_"), near),
        part=_each(tag.removeprefix(base) if base else number, *inside),
    )


def _before(rest: str) -> str:
    """``_1`` of ``_1_2``."""
    return re.sub(r"[-_]-?\d+$", "", rest)


def _shared(texts: Sequence[str]) -> str:
    """What texts begin with, before a dash."""
    if len(texts) < 2:
        return ""
    prefix = _beginning(texts)
    ends = [found.start() for found in _BETWEEN.finditer(prefix)]
    return prefix[: ends[-1]] if ends else ""


def _beginning(texts: Sequence[str]) -> str:
    """What all texts begin with: what the first and last of them do, in their order."""
    first, last = min(texts), max(texts)
    same = (
        at for at, signs in enumerate(zip(first, last, strict=False)) if len(set(signs)) > 1
    )
    return first[: next(same, min(len(first), len(last)))]


def _shared_tag(tags: Sequence[str]) -> str:
    """What tags begin with, up to a ``_``."""
    prefix = _beginning(tags)
    return prefix[: prefix.rfind("_") + 1]


def _after(whole: str, question: str) -> tuple[str, ...]:
    if not question:
        return ()
    return (_BETWEEN.sub("", whole[len(question) :], count=1),)


def _tails(whole: str) -> list[str]:
    """Everything after a dash between blanks, longest first."""
    return [whole[found.end() :] for found in _SPACED.finditer(whole)]


def _each(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
