"""Texts that are nearly the same: a question reworded between waves, a label misspelt.

What is near is only ever suggested. A text is compared with everything it could be, and named
when one is near and no other nearly as much: questions of one questionnaire share their
beginnings. Runs of three signs are compared, the rarer the weightier, in time that grows with
what texts have in common and not with their number times their length.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from cpsurvey.intake.words import words

NEAR, APART = 0.6, 0.15
"""How near the best must be, and how much nearer than the second."""
_LABEL_NEAR = 0.8
_SHORTEST = 6
_LONGEST = 400
_LOOKED_AT = 40
"""Texts among which the two nearest names are sought: a name has several."""
_NUMBERED = re.compile(
    r"(?:(?:q|question|item|frage|pregunta)\s*)?\d{1,3}\s*[a-z]?\s*(?:[.):/]|-(?=\s)|\s-)+\s*"
)
_MARKS = re.compile(r"[\W_]+")


def form(text: str) -> str:
    """A text without its number, punctuation and accents, for comparing what is near."""
    text = words(text[:_LONGEST])
    rest = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    return letters(rest or text)


def letters(text: str) -> str:
    """Letters and digits of a text, without accents, in words."""
    plain = unicodedata.normalize("NFD", words(text))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _MARKS.sub(" ", bare).strip()


def near_texts(asked: Iterable[str], known: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Text -> the one name whose texts it is near.

    Parameters
    ----------
    asked : iterable of str
        Texts that nobody is called.
    known : mapping of str to iterable of str
        Name -> what it is called; all there are, so that two near ones are told apart.
    """
    forms = {name: {form(text) for text in texts} - {""} for name, texts in known.items()}
    exact: dict[str, set[str]] = {}
    entries: list[tuple[str, Counter[str]]] = []
    for name, those in forms.items():
        for one in those:
            exact.setdefault(one, set()).add(name)
            entries.append((name, _runs(one)))
    index = _Index(entries)
    found = {}
    for text in asked:
        one = form(text)
        if len(one) < _SHORTEST:
            continue
        same = exact.get(one, set())
        names = same or index.nearest(one)
        if len(names) == 1:
            (found[text],) = names
    return found


def _runs(text: str) -> Counter[str]:
    """Runs of three signs, the ends of words among them."""
    padded = f" {text} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


class _Index:
    """Cosine of weighted runs, through the texts that have them."""

    def __init__(self, entries: list[tuple[str, Counter[str]]]) -> None:
        self._names = [name for name, _ in entries]
        often = Counter(run for _, runs in entries for run in runs)
        self._weight = {run: math.log(1 + len(entries) / n) for run, n in often.items()}
        self._rare = math.log(2 + len(entries))
        where: dict[str, list[tuple[int, float]]] = {}
        for at, (_, runs) in enumerate(entries):
            length = self._length(runs)
            for run, n in runs.items():
                where.setdefault(run, []).append((at, n * self._weight[run] / length))
        self._where = {
            run: (np.array([at for at, _ in those]), np.array([part for _, part in those]))
            for run, those in where.items()
        }

    def _length(self, runs: Counter[str]) -> float:
        return math.sqrt(
            sum((n * self._weight.get(run, self._rare)) ** 2 for run, n in runs.items())
        )

    def nearest(self, text: str) -> set[str]:
        """The name that is near, and clearly nearer than any other; or none."""
        runs = _runs(text)
        length = self._length(runs)
        scores = np.zeros(len(self._names))
        for run, n in runs.items():
            if run in self._where:
                places, parts = self._where[run]
                scores[places] += n * self._weight[run] / length * parts
        best: dict[str, float] = {}
        for at in np.argsort(-scores)[:_LOOKED_AT].tolist():
            best.setdefault(self._names[at], float(scores[at]))
        first, second = (*best, "", "")[:2]
        if not first or best[first] < NEAR:
            return set()
        return {first} if best[first] - best.get(second, 0.0) >= APART else set()


def near_label(word: str, labels: Mapping[str, int]) -> tuple[str, bool] | None:
    """The one label that a word is near, and whether only marks and accents differ.

    A word more or less is no misspelling: it may say the contrary.

    Parameters
    ----------
    labels : mapping of str to int
        Label -> code of its answer.
    """
    said = letters(word)
    close = said.replace(" ", "")
    scored: dict[int, tuple[float, str]] = {}
    for label, code in labels.items():
        other = letters(label)
        if not other or not close:
            continue
        score = 1.0 if other.replace(" ", "") == close else _spelling(said, other)
        if score > scored.get(code, (0.0, ""))[0]:
            scored[code] = score, label
    ranked = sorted(scored.values(), reverse=True)
    if not ranked or ranked[0][0] < _LABEL_NEAR:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05:
        return None
    return ranked[0][1], ranked[0][0] == 1.0


def _spelling(one: str, other: str) -> float:
    """How alike two texts of as many words are spelt; 0 where a word is another one."""
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs) or abs(len(one) - len(other)) > 3:
        return 0.0
    for left, right in zip(mine, theirs, strict=True):
        if left != right and (
            abs(len(left) - len(right)) > 1
            or difflib.SequenceMatcher(None, left, right).ratio() < 0.7
        ):
            return 0.0
    return difflib.SequenceMatcher(None, one, other).ratio()
