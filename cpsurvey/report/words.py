"""What the report says, in both languages side by side, and the words of one report.

Sentences state what was found ("is associated with"), never that it is valid or improves.
Each kind has its own in its folder; what several share is in ``lexicon``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, TypeVar

from cpsurvey.report.rounding import DASH, PAIR_OF, Kind, alike, show
from cpsurvey.typography import NARROW, printed

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Phrase:
    """English and French, with the same ``{places}`` to fill; one of them alone is refused."""

    en: str
    fr: str

    def __post_init__(self) -> None:
        if not self.en or not self.fr or _printed(self.en) != _printed(self.fr):
            raise ValueError(f"the two languages do not fit: {self.en!r}, {self.fr!r}")

    @property
    def places(self) -> frozenset[str]:
        """Names it wants filled in one language or the other."""
        every = (*Formatter().parse(self.en), *Formatter().parse(self.fr))
        return frozenset(name for _, name, _, _ in every if name)


def _printed(text: str) -> frozenset[str]:
    """Places that are shown; those that pick a word need not do so in both languages."""
    return frozenset(
        name for _, name, words, _ in Formatter().parse(text) if name and not words
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many, in a phrase: ``{n}`` as tables print it, ``{n:item|items}`` the word for it.

    A list counts its names, so that ``{names:this one|these}`` goes with them. The two rules
    are CLDR's, which Babel would bring for hundreds of languages more.
    """

    value: float
    language: str
    names: tuple[str, ...] = ()

    def __format__(self, words: str) -> str:
        """The number, or one of two words.

        English takes the first for a whole one, French for all that lies below two.
        """
        if not words:
            kind: Kind = "int" if isinstance(self.value, int) else "dec2"
            return ", ".join(self.names) or show(self.value, kind, self.language)
        one, _, many = words.partition("|")
        size = abs(round(self.value, 2))
        single = size < 2 if self.language == "fr" else size == 1 and isinstance(size, int)
        return one if single else many


UNKNOWN = float("nan")
"""A number that is missing: printed as a dash, and not one."""
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ENDED = ("..", "?.", "!.", "….")
_TWICE = re.compile(r"(?<=[^.][.?!…])\.(?=\s|$)")


def _ended_once(text: str) -> str:
    """A sentence whose last word is a label with a full stop of its own ends once."""
    return _TWICE.sub("", text) if any(end in text for end in _ENDED) else text


class Words:
    """Phrases of one language, with the labels of a run."""

    def __init__(self, language: str, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._labels = labels

    def __call__(self, phrase: Phrase, **values: Any) -> str:
        """A phrase with its values filled in."""
        text = phrase.fr if self.language == "fr" else phrase.en
        shown = {name: self._value(name, value) for name, value in values.items()}
        return printed(_ended_once(text.format(**shown)), self.language)

    def lead(self, phrase: Phrase, **values: Any) -> Iterator[str]:
        """The phrase, or nothing where one of its numbers is missing."""
        if not any(value is None or value == DASH for value in values.values()):
            yield self(phrase, **values)

    def of(self, phrases: Mapping[K, Phrase]) -> Callable[[K], str]:
        """What the keys of some phrases say."""
        return lambda key: self(phrases[key])

    def _value(self, name: str, value: Any) -> str | Count:
        if value is None or value == DASH:
            return Count(UNKNOWN, self.language)
        if isinstance(value, list):
            return Count(len(value), self.language, tuple(value))
        if isinstance(value, float) and name == "r":
            return self.number(value, "unit2")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Count(value, self.language)
        if isinstance(value, str) and name in ("item", "scale", "term", "variable", "outcome"):
            return self.label(value)
        if isinstance(value, str) and self.language == "fr" and (day := _DAY.fullmatch(value)):
            return "/".join(reversed(day.groups()))
        return str(value)

    def number(self, value: Any, kind: Kind, *limits: float) -> str:
        """A number as tables show it; `limits` are what it is held against."""
        return show(value, kind, self.language, limits=limits)

    def estimate(
        self,
        est: float | None,
        ends: Iterable[float | None] | None,
        *limits: float,
        kind: Kind = "dec2",
        against: Sequence[float] = (),
        beside: Iterable[Iterable[float | None] | None] = (),
    ) -> dict[str, str]:
        """An estimate and its interval, with the decimals of the one that asks for more.

        Parameters
        ----------
        limits, against : float
            What the estimate, and its interval, are held against.
        kind : str
            How the estimate is shown.
        beside : iterable of pair
            Further intervals that it has in its table.
        """
        low, high = ends or (None, None)
        places = alike(est, kind, ((low, high), *beside), limits, against)
        return {
            "est": show(est, kind, self.language, places=places),
            "ci": show((low, high), PAIR_OF[kind], self.language, places=places),
        }

    def p(self, value: float | None) -> str:
        """A p-value in a sentence: "= .012" or "< .001"."""
        text = self.number(value, "p")
        return text if text.startswith("<") else f"= {text}"

    @property
    def known(self) -> Mapping[str, Mapping[str, str]]:
        """Every label there is, in all languages."""
        return self._labels

    def label(self, name: str) -> str:
        """Label of a variable, model or analysis; products, powers, answers part by part."""
        if ":" in name and name not in self._labels:
            return " × ".join(self.label(part) for part in name.split(":"))
        if "=" in name:
            variable, _, code = name.partition("=")
            return self.pair(self.label(variable), self.answer(variable, code))
        if "^" in name:
            variable, _, power = name.partition("^")
            return self.label(variable) + {"1": "", "2": "²", "3": "³"}.get(power, f"^{power}")
        texts = self._labels.get(name)
        if texts is None:
            return name
        found = texts.get(self.language) or texts.get("en") or next(iter(texts.values()), name)
        return printed(found or name, self.language)

    @property
    def semicolon(self) -> str:
        """Between two parts of a sentence."""
        return f"{NARROW}; " if self.language == "fr" else "; "

    def pair(self, left: str, right: object) -> str:
        """Two texts with the colon of the language between them."""
        return f"{left}{NARROW}: {right}" if self.language == "fr" else f"{left}: {right}"

    def answer(self, variable: str, code: Any) -> str:
        """Label of an answer to a question."""
        texts = self._labels.get(f"{variable}={code}")
        if not texts:
            return str(code)
        return printed(texts.get(self.language) or texts.get("en") or str(code), self.language)

    def pick(self, texts: Mapping[str, str]) -> str:
        """Text of this language out of a mapping."""
        found = texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")
        return printed(found, self.language)
