"""Which questions may measure one thing, and which of them are worded against it.

Questions that share a list of answers belong together where a grid or a name says so; else
where their answers go together. Two groups are joined, the closest first, while the mean of
their correlations, whatever the sign, is at least `CLOSE` (and twice its standard error) and
at least `ALIKE` of what holds the looser of the two together. Nothing here says that a group
is a scale: the draft marks each to be checked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.begin.names import NUMBER_LAST, short
from cpsurvey.forms.codes import coded
from cpsurvey.forms.form import Form, FormQuestion, FormScale
from cpsurvey.forms.ids import made_id

CLOSE = 0.25
ALIKE = 0.7
FEWEST_PEOPLE = 20
"""People below whom correlations say nothing."""
NO_DIRECTION = (
    "is an item worded against the others? add 'reverse: true' to it: too few people answered "
    "for the answers to tell"
)
FEWEST_ITEMS = 3
MOST_ITEMS = 300
"""Questions that are compared with each other."""
MANY = 6
"""Questions under one name from which on their answers may say that they are several."""
AGAINST = -0.2
"""Correlation with the other items at which an item is taken for reversed."""
_ASKED_AGAIN = re.compile(r"(\w*?[^\W\d])_*\d{1,3}_((?:t|w|wave|time|vague|welle)_?\d{1,2})")
"""An item's number, then the time it was asked: ``share1_t2``."""
_WHOLE = 1_000
"""Letters of a text as an id that are looked at."""
_SCALE = {"fr": "Échelle", "de": "Skala", "es": "Escala", "pt": "Escala", "nl": "Schaal"}

Answers = Mapping[str, NDArray[np.float64]]
"""Question -> its codes, NaN where there is none."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Questions that stand together, and why."""

    items: tuple[FormQuestion, ...]
    name: str
    why: str


def with_scales(form: Form, answers: Answers) -> Form:
    """The form with its candidate scales and reversed items; what it says itself stays."""
    if form.kept:
        return form
    by_name = {one.name: one for one in form.questions}
    if form.scales:
        listed = [by_name[name] for one in form.scales for name in one.items if name in by_name]
        scales = list(form.scales)
    else:
        scales, listed = [], []
        for group in _groups(form, answers):
            scales.append(_scale(form, group, [one.id for one in scales]))
            listed += group.items
    changed: dict[str, FormQuestion] = {}
    for scale in scales:
        items = [by_name[name] for name in scale.items if name in by_name]
        changed |= {one.name: one for one in _directed(items, answers)}
    scales = [_doubted(scale, by_name, answers) for scale in scales]
    questions = tuple(changed.get(one.name, one) for one in form.questions)
    return replace(form, questions=questions, scales=tuple(scales))


def _scale(form: Form, group: _Group, taken: Sequence[str]) -> FormScale:
    texts = {one.name: one.text for one in form.groups}
    number = len(taken) + 1
    name = group.name or f"scale_{number}"
    name = f"{name}_{number}" if name in taken else name
    word = _SCALE.get(form.default_language, "Scale")
    called = _spelt(group) if group.name else f"{word} {number}"
    label = texts.get(group.name) or {form.default_language: called}
    names = tuple(one.name for one in group.items)
    return FormScale(name, label, names, (group.why,))


def _spelt(group: _Group) -> str:
    """A group's name, as the texts of its questions spell what they have in common."""
    said = [next(iter(one.text.values()), "").split() for one in group.items]
    common = [some[0] for some in zip(*said, strict=False)]
    alike = [len(set(some)) == 1 for some in zip(*said, strict=False)]
    begin = " ".join(common[: [*alike, False].index(False)]).rstrip(" ,;:.(")
    if begin and made_id(begin, longest=_WHOLE).startswith(group.name):
        return begin
    return group.name.replace("_", " ").capitalize()


# ------------------------------------------------------------- which belong together
def _groups(form: Form, answers: Answers) -> Iterator[_Group]:
    """Candidate scales in the order of their first questions."""
    found: list[_Group] = []
    place = {id(one): at for at, one in enumerate(form.questions)}
    able = [one for one in form.questions if _may_be_item(form, one)]
    loose: dict[str, list[FormQuestion]] = {}
    for (name, options), items in _named(able).items():
        if len(items) > 1 and name:
            why = f"{len(items)} questions called '{name}' with the same answers"
            found += _split(items, name, why, answers)
        else:
            loose.setdefault(options, []).extend(items)
    for items in loose.values():
        found += _by_answers(sorted(items, key=lambda one: place[id(one)]), answers)
    yield from sorted(found, key=lambda group: place[id(group.items[0])])


def _named(able: Sequence[FormQuestion]) -> dict[tuple[str, str], list[FormQuestion]]:
    """Questions by their grid or the beginning of their names, and their answers."""
    found: dict[tuple[str, str], list[FormQuestion]] = {}
    for one in able:
        own = _stem(one)
        numbered = one.of is not None and own.startswith(one.of)
        name = one.of if one.of and (numbered or not own) else own
        found.setdefault((name, one.options or ""), []).append(one)
    return found


def _stem(one: FormQuestion) -> str:
    """What stands before the number that a name ends in.

    Nothing where the name is made of the first words of a text and its number only tells it
    from another that begins alike: such questions have a beginning in common, not a name.
    """
    found = NUMBER_LAST.fullmatch(one.name)
    if found is None:
        return ""
    if asked := _ASKED_AGAIN.fullmatch(one.name):
        return f"{asked[1]}_{asked[2]}".casefold()
    stem, name = found[1].rstrip("_"), one.name.replace("_", "")
    if any(stem == short(text) for text in one.text.values()):
        return ""  # the number tells it from a name made of a text that begins alike
    for text in one.text.values():
        said = made_id(text, longest=_WHOLE)
        letters = said.replace("_", "")
        number = name[len(stem.replace("_", "")) :]
        if said.startswith(stem) and not letters.startswith(name):
            return stem.casefold() if letters.endswith(number) else ""
    return stem.casefold()


def _may_be_item(form: Form, one: FormQuestion) -> bool:
    """Chosen from three answers or more that go from less to more, as far as is known."""
    listed = form.option_lists.get(one.options or "")
    if one.type != "select_one" or listed is None or listed.ordered is False or one.other:
        return False
    made = coded(listed, other=False, languages=())
    return sum(1 for each in made if not each.missing) > 2


def _split(items: list[FormQuestion], name: str, why: str, answers: Answers) -> list[_Group]:
    """One group under its name, or several where many answers fall apart."""
    table = _table(items, answers)
    if len(items) >= MANY and table is not None:
        parts = [part for part in _clusters(table) if len(part) >= FEWEST_ITEMS]
        if len(parts) > 1:
            return [
                _Group(
                    tuple(items[at] for at in part),
                    f"{name}_{number}",
                    f"{why}, of which these go together{_mean(table, part)}",
                )
                for number, part in enumerate(parts, 1)
            ]
    inside = _mean(table, list(range(len(items)))) if table is not None else ""
    return [_Group(tuple(items), name, f"{why}{inside}")]


def _by_answers(items: list[FormQuestion], answers: Answers) -> list[_Group]:
    """Groups of questions without a name in common."""
    if len(items) > MOST_ITEMS:
        return []
    table = _table(items, answers)
    if table is None:
        return _neighbours(items)
    return [
        _Group(
            tuple(items[at] for at in part),
            "",
            f"{len(part)} questions with the same answers that go together{_mean(table, part)}",
        )
        for part in _clusters(table)
        if len(part) >= FEWEST_ITEMS
    ]


def _neighbours(items: list[FormQuestion]) -> list[_Group]:
    """All questions with the same answers, where too few people tell more."""
    if len(items) < FEWEST_ITEMS:
        return []
    why = (
        f"{len(items)} questions with the same answers; fewer than {FEWEST_PEOPLE} people "
        "answered them, too few to see which go together"
    )
    return [_Group(tuple(items), "", why)]


def _mean(table: _Table, part: Sequence[int]) -> str:
    """Mean correlation inside a group, for its comment."""
    inside = np.abs(table.r[np.ix_(part, part)])[np.triu_indices(len(part), 1)]
    return f" (mean correlation {inside.mean():.2f} without sign)" if inside.size else ""


@dataclass(frozen=True, slots=True)
class _Table:
    """Correlations of all pairs of some questions, and the fewest people who answered one."""

    r: NDArray[np.float64]
    n: int


def _table(items: Sequence[FormQuestion], answers: Answers) -> _Table | None:
    """Correlations; None where too few people or too many questions are there."""
    there = [answers[one.name] for one in items if one.name in answers]
    if len(there) < len(items) or not 1 < len(there) <= MOST_ITEMS:
        return None
    found = np.zeros((len(there), len(there)))
    for at, one in enumerate(there):
        for other in range(at):
            found[at, other] = found[other, at] = correlation(one, there[other]) or 0.0
    n = min(int((~np.isnan(one)).sum()) for one in there)
    return _Table(found, n) if n >= FEWEST_PEOPLE else None


def correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float | None:
    """Pearson's r over who answered both; None where it is not defined."""
    both = ~(np.isnan(one) | np.isnan(other))
    x, y = one[both], other[both]
    if x.size < FEWEST_ITEMS:
        return None
    x, y = x - x.mean(), y - y.mean()
    scale = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / scale if scale > 0 else None


def _clusters(table: _Table) -> list[list[int]]:
    """Groups of places, by the rule of this module."""
    k = len(table.r)
    across = np.abs(table.r)
    np.fill_diagonal(across, -1.0)
    inside, sizes = np.zeros(k), np.ones(k)
    parts = [[at] for at in range(k)]
    close = max(CLOSE, 2 / math.sqrt(table.n))
    while True:
        least = np.maximum(close, ALIKE * np.maximum(inside[:, None], inside[None, :]))
        open_ = np.where(across >= least, across, -1.0)
        i, j = sorted(divmod(int(open_.argmax()), k))
        if open_[i, j] < 0:
            return sorted(sorted(part) for part in parts if part)
        pairs = [size * (size - 1) / 2 for size in (sizes[i], sizes[j])]
        between = sizes[i] * sizes[j]
        total = pairs[0] * inside[i] + pairs[1] * inside[j] + between * across[i, j]
        inside[i] = total / (sum(pairs) + between)
        mixed = (sizes[i] * across[i] + sizes[j] * across[j]) / (sizes[i] + sizes[j])
        across[i, :] = across[:, i] = mixed
        across[j, :] = across[:, j] = across[i, i] = -1.0
        sizes[i] += sizes[j]
        parts[i] += parts[j]
        parts[j] = []


# ------------------------------------------------------------- which are reversed
def _directed(items: Sequence[FormQuestion], answers: Answers) -> Iterator[FormQuestion]:
    """Items with what their correlations say of their direction.

    The side of most items is taken for that of the scale.
    """
    table = _table(items, answers)
    if table is None or any(one.reverse for one in items):
        return
    if len(items) < FEWEST_ITEMS:
        yield from _two(items, float(table.r[1, 0]))
        return
    signs = _signs(table.r)
    columns = [answers[one.name] for one in items]
    for at, one in enumerate(items):
        others = [i for i in range(len(items)) if i != at]
        r = correlation(columns[at], _together([columns[i] * signs[i] for i in others]))
        if r is None:
            continue
        if r <= AGAINST:
            said = f"check: reversed, for its correlation with the other items is {r:.2f}"
            yield replace(one, reverse=True, evidence=(*one.evidence, said))
        elif r < -AGAINST:
            said = f"check: does it belong here? its correlation with the others is {r:.2f}"
            yield replace(one, evidence=(*one.evidence, said))


def _doubted(
    scale: FormScale, by_name: Mapping[str, FormQuestion], answers: Answers
) -> FormScale:
    """A scale of which nothing tells what is worded against it, and says so."""
    items = [by_name[name] for name in scale.items if name in by_name]
    if any(one.reverse for one in items) or _table(items, answers) is not None:
        return scale
    return replace(scale, evidence=(*scale.evidence, f"check: {NO_DIRECTION}"))


def _two(items: Sequence[FormQuestion], r: float) -> Iterator[FormQuestion]:
    """Of two items against each other nothing tells which is worded the other way."""
    if r <= AGAINST:
        said = (
            f"check: the two items correlate {r:.2f}: add 'reverse: true' to the one that is "
            "worded against the scale"
        )
        for one in items:
            yield replace(one, evidence=(*one.evidence, said))


def _together(columns: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Mean of who answered at least half of the columns, each with the same spread."""
    total, many = np.zeros(len(columns[0])), np.zeros(len(columns[0]))
    for column in columns:
        there = ~np.isnan(column)
        values = column[there]
        spread = float(values.std()) if values.size else 0.0
        total[there] += (values - values.mean()) / spread if spread > 0 else 0.0
        many += there
    return np.where(2 * many >= len(columns), total / np.maximum(many, 1), np.nan)


def _signs(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 for items of the side of most, -1 for the others."""
    whole = table + np.eye(len(table))
    _, vectors = np.linalg.eigh(whole)
    signs = np.where(vectors[:, -1] < 0, -1.0, 1.0)
    many = int((signs > 0).sum())
    if 2 * many < len(signs) or (2 * many == len(signs) and signs[0] < 0):
        signs = -signs
    return np.asarray(signs, dtype=np.float64)
