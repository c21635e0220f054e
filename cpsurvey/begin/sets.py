"""Which columns are answered with the same answers, and what these are.

Columns share a list where what one lacks may be missing by chance: of a scale of five a
question may use four. The list of all of them is the union.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from cpsurvey.begin import orders, seriate
from cpsurvey.begin.columns import FEWEST, Seen, wordless
from cpsurvey.begin.wordings import wordings, yes_no
from cpsurvey.coded import Coded
from cpsurvey.forms.answers import is_other, reasons
from cpsurvey.forms.form import FormOption, FormOptions
from cpsurvey.intake.words import words

CHANCE = 0.01
"""An answer that would be lacking with less than this probability was not offered."""
FEWEST_BY_NUMBER = 3
"""Columns of equal numbers that are one scale without a name saying so."""
_REASONS = {"dont_know": -8, "not_applicable": -9, "refused": -7}
_COMPARED = 24
"""Columns of a list that are looked at for its order."""
Cells = Callable[[Seen], Coded[str | None]]
"""A column -> its cells."""
_NO_ANSWER = "no_answer"


@dataclass(slots=True)
class Shared:
    """Columns with the same answers.

    Parameters
    ----------
    counts : Counter
        Answer in the normal form of words -> how often in all the columns.
    labels : dict
        The same -> as it is spelt.
    """

    kind: str
    columns: list[Seen] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, seen: Seen) -> None:
        """A column more."""
        self.columns.append(seen)
        self.counts.update(_answers(seen))
        for word, label in seen.labels.items():
            self.labels.setdefault(word, label)

    def takes(self, seen: Seen, stems: Mapping[int, str]) -> bool:
        """Whether a column may be of this list."""
        answers = _answers(seen)
        if seen.kind != self.kind or len(answers.keys() & self.counts.keys()) < 2:
            return False
        together = [*(self.counts | answers)]
        if self.kind == "labels" and orders.known([*self.counts]) != orders.known(together):
            return False
        if any(_of(one) and _of(one) == _of(seen) for one in self.columns):
            return True
        if _by_chance(answers, self.counts) and _by_chance(self.counts, answers):
            return True
        stem = stems.get(seen.column.index)
        named = bool(stem) and any(stems.get(one.column.index) == stem for one in self.columns)
        if not named or self.kind != "codes" or not all(map(str.isdigit, together)):
            return False
        turned = _mirrored(answers, [int(word) for word in together])
        return _by_chance(turned, self.counts) and _by_chance(self.counts, turned)


def _mirrored(answers: Mapping[str, int], points: Sequence[int]) -> dict[str, int]:
    """Answers counted from the other end: an item worded against the others leaves out that."""
    ends = min(points) + max(points)
    return {str(ends - int(word)): count for word, count in answers.items()}


def _answers(seen: Seen) -> Counter[str]:
    """Real answers of a column."""
    gone = {str(number) for number in seen.unanswered}
    gone |= set(wordless(seen.counts)) if seen.kind == "codes" else set()
    none = reasons(seen.labels.values())
    return Counter(
        {
            word: count
            for word, count in seen.counts.items()
            if word not in gone and seen.labels[word] not in none
        }
    )


def _of(seen: Seen) -> str:
    return seen.column.of[0] if seen.column.of else ""


def _by_chance(lacking: Mapping[str, int], there: Mapping[str, int]) -> bool:
    """Whether the answers of `there` that `lacking` has not may be missing by chance."""
    n, total = sum(lacking.values()), sum(there.values())
    absent = sum(count for word, count in there.items() if word not in lacking)
    return bool((1 - absent / total) ** n >= CHANCE) if total else False


def shared(columns: Iterable[Seen], stems: Mapping[int, str]) -> list[Shared]:
    """Lists of answers, the ones with most answers first.

    Parameters
    ----------
    stems : mapping of int to str
        Place of a column -> name of the questions it is one of; empty for none.
    """
    found: list[Shared] = []
    chosen = [one for one in columns if one.kind in ("labels", "codes")]
    for seen in sorted(chosen, key=lambda one: -len(_answers(one))):
        home = next((one for one in found if one.takes(seen, stems)), None)
        if home is None:
            home = Shared(seen.kind)
            found.append(home)
        home.add(seen)
    for one in found:
        one.columns.sort(key=lambda seen: seen.column.index)
    return sorted(found, key=lambda one: one.columns[0].column.index)


def is_scale(one: Shared, stems: Mapping[int, str]) -> bool:
    """Whether columns of numbers alone are points of a scale, not counts of things."""
    if one.kind != "codes" or any(not word.isdigit() for word in one.counts):
        return True
    if len(one.counts) < 3:
        return True  # 0 and 1, 1 and 2: groups
    named = Counter(stems.get(seen.column.index, "") for seen in one.columns)
    return len(one.columns) >= FEWEST_BY_NUMBER or any(
        stem and count > 1 for stem, count in named.items()
    )


def options(one: Shared, language: str, cells: Cells) -> FormOptions:
    """The list as a form holds it: codes, labels, and what the order rests on."""
    none = reasons(one.labels.values())
    missing = {w: none[label] for w, label in one.labels.items() if label in none}
    missing |= {str(n): _NO_ANSWER for seen in one.columns for n in seen.unanswered}
    gone = _said_seldom(one, missing)
    missing |= {word: _NO_ANSWER for word, count in gone.items() if count >= FEWEST}
    one.counts = Counter({w: n for w, n in one.counts.items() if w not in gone})
    others = [w for w in one.counts if is_other(one.labels[w])]
    real = [w for w in one.counts if w not in missing and w not in others]
    order = orders.order(real)
    if one.kind == "codes" and order.ordered:
        return _of_codes(one, order, missing, language, gone)
    if not order.ordered and not others:
        columns = [_places(cells(seen), real) for seen in one.columns[:_COMPARED]]
        order = _by_answers(real, columns) or order
    written, rare = _written(one, real, order)
    order = order if not rare else orders.order(written)
    added = orders.completed(real, order) if order.ordered else []
    order = orders.order([*real, *added]) if added else order
    evidence = [order.why if order.proven else f"check: {order.why}", _counted(one)]
    evidence += [f"'{label}' was never chosen and stands for the other end" for label in added]
    if rare:
        evidence.append(
            f"{rare} answer{'s' * (rare > 1)} of fewer than {FEWEST} people left out, for such "
            "may tell who gave them; set aside when the file is read: add what you want"
        )
    codes = {word: order.codes[word] for word in [*written, *added]}
    labels = {word: one.labels.get(word, word.capitalize()) for word in codes}
    made = [_of_one(code, spelt, language) for code, spelt in _by_code(codes, labels, one)]
    free = max(codes.values(), default=0)
    made += [
        FormOption(str(free + at), {language: one.labels[word]}, other=True)
        for at, word in enumerate(others, 1)
    ]
    made += _unanswered(one, missing, language)
    ordered = order.ordered and not others
    return FormOptions(tuple(made), ordered, declared=False, evidence=tuple(evidence))


def points(listed: FormOptions) -> list[tuple[str, str]]:
    """Codes and labels of a list, without what says why there is no answer."""
    return [
        (one.name, next(iter(one.label.values()), ""))
        for one in listed.options
        if not one.missing
    ]


def joined(listed: FormOptions, other: FormOptions) -> FormOptions:
    """A list with the reasons of another one with the same points, too."""
    names = {one.name for one in listed.options}
    labels = {words(label) for one in listed.options for label in one.label.values()}
    more = []
    for one in other.options:
        if one.missing and not any(words(label) in labels for label in one.label.values()):
            number = int(one.name)
            while str(number) in names:
                number -= 10
            names.add(str(number))
            more.append(replace(one, name=str(number)))
    return replace(listed, options=(*listed.options, *more))


def _said_seldom(one: Shared, missing: Mapping[str, str]) -> Counter[str]:
    """Words among the numbers of columns that nobody is known to say for no answer."""
    found = Counter[str]()
    for seen in one.columns if one.kind == "codes" else ():
        unknown = [word for word in wordless(seen.counts) if word not in missing]
        found.update({word: seen.counts[word] for word in unknown})
    return found


def _by_answers(real: Sequence[str], columns: Sequence[seriate.Places]) -> orders.Order | None:
    """An order that the answers themselves show."""
    ranked = seriate.line(real, columns)
    if ranked is None:
        return None
    why = (
        "is this the order, from low to high? it is guessed from the answers: of neighbours "
        "in it, people answer the other questions alike"
    )
    return orders.Order({w: at for at, w in enumerate(ranked, 1)}, why, proven=False)


def _places(column: Coded[str | None], real: Sequence[str]) -> seriate.Places:
    places = {word: at for at, word in enumerate(real)}
    kinds = [places.get(words(kind), -1) if kind else -1 for kind in column.kinds]
    return np.array(kinds, dtype=np.int64)[column.at]


def _written(one: Shared, real: Sequence[str], order: orders.Order) -> tuple[list[str], int]:
    """Answers whose labels may be written down, and how many are not.

    Labels of a known order are words of the form.
    """
    if order.ordered or yes_no(real):
        return list(real), 0
    often = [word for word in real if one.counts[word] >= FEWEST]
    return often, len(real) - len(often)


def _of_codes(
    one: Shared,
    order: orders.Order,
    missing: Mapping[str, str],
    language: str,
    gone: Mapping[str, int],
) -> FormOptions:
    """Points of a scale by their numbers, with those between that nobody used."""
    spelt = dict(_by_code(order.codes, one.labels, one))
    labels = {code: same[0] for code, same in spelt.items()}
    low, high = min(labels), max(labels)
    evidence = [order.why if order.proven else f"check: {order.why}", _counted(one)]
    if words_ := [one.labels[word] for word in gone if word in missing]:
        evidence.append(f"check: counted as no answer: {', '.join(words_)}")
    start = 1 if low == 2 and len(labels) > 2 else low
    if len(labels) > 2:
        evidence.append(f"check: are {start} and {high} the lowest and the highest answer?")
    gaps = [code for code in range(start, high + 1) if code not in labels]
    if gaps:
        evidence.append(f"never used: {', '.join(map(str, gaps))}")
    codes = sorted([*labels, *gaps])
    made = [_of_one(at, spelt.get(at, [str(at)]), language) for at in codes]
    made += _unanswered(one, missing, language)
    return FormOptions(tuple(made), len(codes) > 2, declared=False, evidence=tuple(evidence))


def _by_code(
    codes: Mapping[str, int], labels: Mapping[str, str], one: Shared
) -> list[tuple[int, list[str]]]:
    """Codes in their order, each with its labels, the ones most often given first."""
    found: dict[int, list[str]] = {}
    for word in sorted(codes, key=lambda word: (codes[word], -one.counts[word], word)):
        found.setdefault(codes[word], []).append(labels[word])
    return [*found.items()]


def _of_one(code: int, spelt: Sequence[str], language: str) -> FormOption:
    """One answer: its label in the language of the form, else the first; others are aliases."""
    own = [label for label in spelt if _said_in(label, language)]
    label = (own or spelt)[0]
    others = tuple(each for each in spelt if each != label)
    return FormOption(str(code), {language: label}, aliases=others)


def _said_in(label: str, language: str) -> bool:
    said = re.sub(r"[\d()\[\]]", " ", words(label)).strip(" -.:=")
    return any(one.known([said]) for one in wordings() if one.language == language)


def _unanswered(one: Shared, missing: Mapping[str, str], language: str) -> list[FormOption]:
    """Answers that say why there is none."""
    made: list[FormOption] = []
    taken: set[int] = set()
    for word, why in missing.items():
        number = int(word) if word.lstrip("-").isdigit() else _REASONS.get(why, -6)
        while number in taken:
            number -= 10
        taken.add(number)
        made.append(FormOption(str(number), {language: one.labels[word]}, missing=why))
    return made


def _counted(one: Shared) -> str:
    many = len(one.columns)
    return f"{len(one.counts)} different answers in {many} column{'s' * (many > 1)}"
