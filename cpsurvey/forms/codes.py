"""Whole numbers for the answers of a list: declared ones, the tool's own, or their order.

What the tool writes in an export stays an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.design.options import LARGEST_CODE
from cpsurvey.forms.answers import is_other, reasons
from cpsurvey.forms.form import FormOption, FormOptions, Texts

_WHOLE = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")
_LETTERS_THEN_NUMBER = re.compile(r"([A-Za-z_]+)(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Coded:
    """One answer as it is written in a questionnaire."""

    code: int
    label: Texts
    aliases: tuple[str, ...] = ()
    missing: str | None = None
    other: bool = False
    value: str = ""
    why: str = ""


def _whole(name: str) -> int | None:
    said = name.strip()
    return int(float(said)) if _WHOLE.fullmatch(said) else None


def codes(options: Sequence[FormOption]) -> tuple[list[int], str]:
    """A code for each answer, none twice, and what they were made of."""
    own = [_whole(one.name) for one in options]
    if None not in own and len(set(own)) == len(own):
        return [one for one in own if one is not None], ""
    values = [one.value for one in options]
    if None not in values and len(set(values)) == len(values):
        return [
            one for one in values if one is not None
        ], "codes are the values the tool declares"
    parts = [_LETTERS_THEN_NUMBER.fullmatch(one.name.strip()) for one in options]
    if all(parts) and len({part[1] for part in parts if part}) == 1:
        made = [int(part[2]) for part in parts if part]
        if len(set(made)) == len(made):
            return made, "codes are the numbers in the codes of the tool"
    return list(_by_order(own)), "codes are by order: check them"


def _by_order(own: Sequence[int | None]) -> Iterator[int]:
    """Numbers that are there stay; the others take the next free ones."""
    unique = {one for one in own if one is not None and own.count(one) == 1}
    following = 1
    for one in own:
        if one in unique and one is not None:
            yield one
            continue
        while following in unique:
            following += 1
        yield following
        following += 1


def coded(options: FormOptions, *, other: bool, languages: Sequence[str]) -> tuple[Coded, ...]:
    """Every answer with its code; one for 'other' where it is offered besides the list.

    Parameters
    ----------
    languages : sequence of str
        Languages of the label of an added answer.
    """
    numbers, _ = codes(options.options)
    none = _without_answer(options.options) if not options.declared else {}
    made = [
        _coded(one, number, none, guess=not options.declared)
        for one, number in zip(options.options, numbers, strict=True)
    ]
    if sum(1 for one in made if not one.missing) < 2:  # nothing else would be left
        made = [Coded(one.code, one.label, one.aliases, other=one.other) for one in made]
    if other and not any(one.other for one in made):
        labels = {one: "Autre" if one.startswith("fr") else "Other" for one in languages}
        free = max((one.code for one in made if one.code < LARGEST_CODE), default=0) + 1
        made.append(Coded(free, labels, ("-oth-", "other"), other=True, why="offered besides"))
    return tuple(made)


def _without_answer(options: Sequence[FormOption]) -> dict[str, str]:
    """Label -> why it is no answer, in each language beside the others of the list."""
    in_language: dict[str, list[str]] = {}
    for one in options:
        for language, label in one.label.items():
            in_language.setdefault(language, []).append(label)
    return {label: why for said in in_language.values() for label, why in reasons(said).items()}


def _coded(option: FormOption, code: int, none: Mapping[str, str], *, guess: bool) -> Coded:
    names = (option.name, *option.aliases)
    aliases = tuple(dict.fromkeys(one for one in names if one and one != str(code)))
    why = ""
    missing = option.missing
    value = option.kept.get("value", "")
    if not guess:
        return Coded(code, option.label, aliases, missing, option.other, value=value)
    if missing is None:
        found = {none.get(label) for label in option.label.values()}
        if len(found) == 1 and (missing := found.pop()):
            why = "check: by its label it counts as missing"
    other = option.other or is_other(option.name) or any(map(is_other, option.label.values()))
    return Coded(code, option.label, aliases, missing, other and not missing, why=why)
