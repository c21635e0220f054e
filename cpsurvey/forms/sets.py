"""Option sets of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.design.options import Option
from cpsurvey.forms import lines
from cpsurvey.forms.codes import Coded, codes
from cpsurvey.forms.form import FormOptions, FormQuestion
from cpsurvey.forms.ids import LONGEST, Ids, made_id
from cpsurvey.forms.kept import texts
from cpsurvey.forms.planned import Planned

NAMED = "id" in Option.model_fields
"""Answers may have names of their own, for variables of 0 and 1."""


@dataclass(slots=True)
class _Set:
    """A set with the first question that has it.

    `longest` is the length of the longest id of a question of which it is several answers.
    """

    first: FormQuestion
    answers: tuple[Coded, ...]
    scaled: bool = False
    longest: int = 0


class Sets:
    """Option sets, each written once whatever number of lists says the same."""

    def __init__(self, planned: Planned) -> None:
        self._planned = planned
        self._worded = planned.worded
        self._items = {id(one) for scale in planned.scales for one in scale.items}
        self._ids = Ids()
        self._names: dict[str, str] = {}
        self._made: dict[str, _Set] = {}

    def name(self, one: FormQuestion, given: str) -> str:
        """Id of the option set of a question that is called `given`."""
        answers = self._planned.answers(one)
        key = repr(
            [
                (a.code, sorted(a.label.items()), a.aliases, a.missing, a.other, a.value)
                for a in answers
            ]
        )
        if key not in self._names:
            wanted = one.options or one.name
            wanted = f"{wanted}_other" if one.other and one.options else wanted
            give = self._ids.keep if one.kept and one.options else self._ids.give
            self._names[key] = give(wanted)
            self._made[self._names[key]] = _Set(one, answers)
        made = self._made[self._names[key]]
        made.scaled |= id(one) in self._items
        if one.type == "select_multiple":
            made.longest = max(made.longest, len(given))
        return self._names[key]

    def lines(self) -> Iterator[str]:
        """The section of the file."""
        if not self._made:
            return
        yield ""
        yield "option_sets:"
        for name, made in self._made.items():
            listed = self._planned.form.option_lists[made.first.options or ""]
            why = codes(listed.options)[1]
            yield f"  {lines.scalar(name)}:"
            yield from lines.comment(*listed.evidence, why, indent=4)
            kept = listed.options[0].kept
            if period := texts(kept, "period"):
                yield f"    period: {lines.text(period)}"
            if "ordered" in kept:
                yield from ["    ordered: false"] * (kept["ordered"] == "no")
            elif listed.ordered is False or (listed.ordered is None and not made.scaled):
                said = "" if listed.ordered is False else "true if they go from less to more"
                yield f"    ordered: false{lines.beside(said)}"
            yield "    options:"
            names = _names_of(made, listed)
            for answer in made.answers:
                yield from self._option(answer, names.get(answer.code, ""))

    def _option(self, answer: Coded, named: str) -> Iterator[str]:
        others = answer.aliases
        instead = others[0] if others else str(answer.code)
        label, missing = self._worded.complete(answer.label, instead)
        inside = [f"code: {answer.code}"]
        if named:
            inside.append(f"id: {lines.scalar(named)}")
        if others:
            inside.append(f"aliases: {lines.listed(others)}")
        if answer.missing:
            inside.append(f"missing: {lines.scalar(made_id(answer.missing))}")
        if answer.value:
            inside.append(f"value: {answer.value}")
        if answer.other:
            inside.append("other: true")
        inside.append(f"label: {lines.text(label)}")
        said = lines.beside("; ".join(filter(None, (answer.why, lines.not_in(missing)))))
        yield f"      - {{{', '.join(inside)}}}{said}"


def _says_something(name: str) -> bool:
    """Whether a code is a word: ``chat``, not ``SQ001`` or ``4``."""
    return name[:1].isalpha() and not re.fullmatch(r"[A-Za-z]{1,2}_?\d+", name)


def _names_of(made: _Set, listed: FormOptions) -> dict[int, str]:
    """Names of answers: those a declared list gives them.

    Where each of several answers is a variable, also where its code alone says less; in a
    declared list only where no variable could be called by the code.
    """
    pairs = zip(listed.options, made.answers, strict=False) if listed.declared else ()
    found = {answer.code: one.kept["id"] for one, answer in pairs if one.kept.get("id")}
    if not made.longest or not NAMED:
        return found
    room = LONGEST - 2 - made.longest
    ids = Ids(tuple(found.values()))
    for place, answer in enumerate(made.answers, 1):
        if answer.code in found:
            continue
        words = () if listed.declared else answer.aliases
        short = [one for one in words if len(one) <= room and _says_something(one)]
        if short and len(given := ids.give(short[0], first="a")) <= room:
            found[answer.code] = given
        elif answer.code < 0 or len(str(answer.code)) > room:
            found[answer.code] = ids.give(f"a{place}")
    return found
