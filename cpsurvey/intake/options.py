"""What a cell of a question with declared answers says, through its option set.

A cell is an answer when it is its label in any language, one of its aliases, its code
(``4``, ``4.0``, ``4,0``), both together (``4 - Agree``), or, for the answer that takes free
text, its label and a text (``Other: coach``). Nothing is read by its place in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from cpsurvey.design.limesurvey import answer_codes
from cpsurvey.design.options import Option, OptionSet
from cpsurvey.intake.numerals import readings, whole
from cpsurvey.intake.words import words

Way = Literal["codes", "labels"]

# in a label the number is set apart by a sign: "2 to 5 years" is none
_LABELLED = re.compile(r"\(?([+-]?\d{1,4})(?:\)|\s*[-.:=])[-.:)=]*\s*(?=\D)(.+)")
_NUMBERED = re.compile(r"\(?([+-]?\d{1,4})(?:[.,]0+)?\)?\s*(?:[-.:)=]+\s*|\s)(?=\D)(.+)")
_NUMBER_LAST = re.compile(r"(.+?)\s*[(\[]([+-]?\d{1,4})[)\]]")
OTHER_CODE = "-oth-"
_OTHER = re.compile(
    r"(others?|autres?|otr[oa]s?|outr[oa]s?|altr[oaie]|andere[sr]?|sonstiges?|anders|annet|"
    r"andet|annat|inn[ey]|muu|diğer|diger|другое|أخرى|其他|その他)"
    r"(?:\s*[^\w\s].*| (?:please|veuillez|précise|specify|bitte|namely|à savoir).*)?"
)
_AFTER_OTHER = re.compile(r"\s*(?:[:;=(\[]|- |-$)")


def is_number(word: str) -> bool:
    """Whether a cell is a bare number."""
    return readings(word) != (None, None)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a word is: the code of an answer, or the rule it breaks."""

    code: int | None
    rule: str = ""


class UndecidedError(Exception):
    """A file does not say whether its numbers are codes or labels."""


@dataclass(slots=True)
class Answers:
    """The answers of one option set, by everything they are called.

    Parameters
    ----------
    texts : mapping of str to set of int
        Normal form of labels and aliases -> codes.
    numbers : mapping of int to set of int
        Number that a label is or begins with, or that is an alias -> codes.
    contested : frozenset of int
        Numbers that are the code of one answer and stand in the label of another.
    """

    codes: frozenset[int]
    texts: dict[str, set[int]] = field(default_factory=dict)
    labels: dict[str, dict[str, set[int]]] = field(default_factory=dict)
    numbers: dict[int, set[int]] = field(default_factory=dict)
    plain: set[int] = field(default_factory=set)
    others: dict[str, set[int]] = field(default_factory=dict)
    contested: frozenset[int] = frozenset()

    @staticmethod
    def of(options: OptionSet) -> Answers:
        """Everything the answers of an option set are called."""
        made = Answers(frozenset(option.code for option in options.options))
        for option in options.options:
            made._name(option)
        for option in options.options:
            made._name_without_number(option)
        for number, fielded in answer_codes(options).items():
            made.texts.setdefault(words(fielded), {number})
        made.contested = frozenset(
            number
            for number, codes in made.numbers.items()
            if number in made.codes and codes != {number}
        )
        return made

    def _name(self, option: Option) -> None:
        labels = {language: words(text) for language, text in option.label.items()}
        aliases = [words(alias) for alias in (option.id, *option.aliases) if alias]
        for language, label in labels.items():
            self.labels.setdefault(language, {}).setdefault(label, set()).add(option.code)
        for word in filter(None, (*labels.values(), *aliases)):
            self.texts.setdefault(word, set()).add(option.code)
            numbers = whole(word)
            if not numbers and (found := _LABELLED.fullmatch(word)) and word not in aliases:
                numbers = frozenset((int(found[1]),))
            for number in numbers:
                self.numbers.setdefault(number, set()).add(option.code)
        if labels and all(whole(label) == {option.code} for label in labels.values()):
            self.plain.add(option.code)
        self._name_other(option, {*labels.values(), *aliases})

    def _name_other(self, option: Option, called: set[str]) -> None:
        """The answer that takes free text: declared, or called so in any language."""
        stems = {found[1] for word in called if (found := _OTHER.fullmatch(word))}
        if option.other or OTHER_CODE in called or stems:
            for word in called | stems:
                self.others.setdefault(word, set()).add(option.code)

    def _name_without_number(self, option: Option) -> None:
        """``1 - Never`` is also called ``Never``, if nothing else is."""
        for label in option.label.values():
            if found := _LABELLED.fullmatch(words(label)):
                self.texts.setdefault(found[2], {option.code})

    # ------------------------------------------------------------------ the whole file
    def way(self, words_of_file: Iterable[str]) -> Way | None:
        """Whether numbers are codes or labels; None when it makes no difference.

        Raises
        ------
        UndecidedError
            It does make a difference, and the file does not say, or contradicts itself.
        """
        if not self.contested:
            return None
        known = list(words_of_file)
        numbers = {number for word in known if is_number(word) for number in whole(word)}
        every = {word for names in self.labels.values() for word in names}
        labels = bool(numbers & self.numbers.keys() - self.codes) or any(
            word in every and not is_number(word) for word in known
        )
        codes = bool(numbers & self.codes - self.numbers.keys())
        if (labels and codes) or (labels == codes and numbers & self.contested):
            raise UndecidedError
        return "labels" if labels else "codes" if codes else None

    def languages(self, words_of_file: Iterable[str]) -> list[str]:
        """Languages whose labels all the labels of the file are."""
        every = {word for names in self.labels.values() for word in names}
        used = {word for word in words_of_file if word in every}
        return [one for one, names in self.labels.items() if used <= names.keys()]

    # -------------------------------------------------------------------- one cell
    def exact(self, word: str, way: Way | None, languages: Iterable[str]) -> Fit | None:
        """Answer that is called just so, or has this code."""
        if whole(word):
            return self._number(word, way)
        codes = self.texts.get(word)
        if codes is None and word == OTHER_CODE:
            codes = set().union(*self.others.values())
            return Fit(next(iter(codes))) if len(codes) == 1 else None
        if codes is None:
            return None
        if len(codes) > 1:
            codes = set().union(*(self.labels[one].get(word, ()) for one in languages))
        return Fit(next(iter(codes))) if len(codes) == 1 else Fit(None, "ambiguous_label")

    def _number(self, word: str, way: Way | None) -> Fit | None:
        said = whole(word)
        by_code = set(said & self.codes)
        by_label = {code for number in said for code in self.numbers.get(number, ())}
        if self.contested and way:
            found = by_label if way == "labels" else by_code
        else:
            found = by_code or by_label
        return Fit(next(iter(found))) if len(found) == 1 else None

    def loose(self, word: str, way: Way | None) -> Fit:
        """Answer with its number before or after it, or with a free text; else the rule."""
        if is_number(word):
            return Fit(None, "code_out_of_range")
        for label, codes in self.others.items():
            follows = word.startswith(label) and _AFTER_OTHER.match(word, len(label))
            if follows and len(codes) == 1:
                return Fit(next(iter(codes)))
        for number, text in _parts(word):
            codes = self.texts.get(text, set())
            same = self._number(str(number), way)
            if len(codes) == 1:
                (code,) = codes
                if code == number or self.numbers.get(number) == codes:
                    return Fit(code)
                return Fit(None, "number_and_label_differ")
            if same and same.code in self.plain:  # the points of the scale are bare numbers
                return same
        return Fit(None, "unknown_label" if way != "codes" else "unknown_code")


def _parts(word: str) -> list[tuple[int, str]]:
    """Number and text of ``4 - Agree`` and ``Agree (4)``."""
    found = []
    if before := _NUMBERED.fullmatch(word):
        found.append((int(before[1]), before[2]))
    if after := _NUMBER_LAST.fullmatch(word):
        found.append((int(after[2]), after[1]))
    return found


def number_after(word: str) -> int | None:
    """Number in brackets that a label ends in: ``Agree (4)``."""
    found = _NUMBER_LAST.fullmatch(word)
    return int(found[2]) if found else None


def leading_number(word: str) -> float | None:
    """Number that a cell is, or begins with."""
    point, comma = readings(word)
    if point is not None or comma is not None:
        return comma if point is None else point
    found = _NUMBERED.fullmatch(word)
    return float(found[1]) if found else None
