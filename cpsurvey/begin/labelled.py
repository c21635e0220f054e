"""Lists of answers that the file itself declares (value labels of SPSS and Stata)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from cpsurvey.begin import orders
from cpsurvey.begin.columns import Seen, apart, names_people
from cpsurvey.forms.answers import is_other, reason
from cpsurvey.forms.form import FormOption, FormOptions
from cpsurvey.forms.texts import plain
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.words import words


@dataclass(frozen=True, slots=True)
class Labelled:
    """Columns whose labels are the same."""

    columns: tuple[Seen, ...]
    options: FormOptions


def labelled(columns: Sequence[Seen], language: str) -> Iterator[Labelled]:
    """Lists of two answers or more, each with its columns."""
    groups: dict[str, list[Seen]] = {}
    for one in columns:
        if one.known.labels and not names_people(one.known, one.counts):
            key = repr(sorted(one.known.labels.items())) + repr(sorted(one.known.missing))
            groups.setdefault(key, []).append(one)
    for group in groups.values():
        options = _options(group, language)
        if sum(1 for one in options.options if not one.missing) > 1:
            yield Labelled(tuple(group), options)


def _options(group: Sequence[Seen], language: str) -> FormOptions:
    known = group[0].known
    labels = {value: plain(label) or value for value, label in known.labels.items()}
    missing = {value: _why(label) for value, label in labels.items()
               if value in known.missing}  # fmt: skip
    evidence = ["labels are those in the file"]
    undeclared = _undeclared(labels, set(missing))
    if undeclared:
        missing |= undeclared
        evidence.append(
            "check: counted as no answer, though the file does not declare it: "
            f"{', '.join(sorted(undeclared, key=_number))}"
        )
    real = {value: label for value, label in labels.items() if value not in missing}
    seen = {word for one in group for word in one.counts if word not in known.missing}
    unlabelled = sorted(seen - {words(value) for value in labels}, key=_number)
    if unlabelled and all(map(whole, unlabelled)) and _points(real, unlabelled):
        real |= {value: value for value in unlabelled}
        evidence.append(f"without a label in the file: {', '.join(unlabelled)}")
    made = [
        FormOption(value, {language: label}) for value, label in sorted(
            real.items(), key=lambda pair: _number(pair[0])
        )
    ]  # fmt: skip
    made += [
        FormOption(value, {language: labels[value]}, missing=why)
        for value, why in missing.items()
    ]
    order = orders.order([words(label) for label in real.values()])
    ordered = False if len(real) == 2 else order.ordered or None
    return FormOptions(tuple(made), ordered, evidence=tuple(evidence))


def _undeclared(labels: Mapping[str, str], missing: AbstractSet[str]) -> dict[str, str]:
    """Values that stand for no answer though the file does not declare it, and why.

    Stata has no values that are declared missing, and files of SPSS often lack them. A number
    below zero is none of a list that starts at zero or above; 99 may be 'Other' of a list of
    things, and is no answer only beside points of a scale.
    """
    rest = {value: label for value, label in labels.items() if value not in missing}
    far = {str(number) for number in apart(rest)}
    points = [value for value in rest if value not in far]
    below = {value for value in points if _number(value) < 0 and reason(rest[value])}
    points = [value for value in points if value not in below]
    if len(points) < 2 or any(_number(value) < 0 for value in points):
        return {}
    scale = orders.order([words(rest[value]) for value in points]).ordered
    return {
        value: _why(rest[value])
        for value in rest
        if value in below
        or (value in far and (scale or _number(value) < 0) and not is_other(rest[value]))
    }


def _why(label: str) -> str:
    return reason(label) or "user_missing"


def _points(real: dict[str, str], unlabelled: Sequence[str]) -> bool:
    """Whether numbers without a label lie between labelled ones: only the ends are named."""
    named = [_number(value) for value in real]
    return bool(named) and all(min(named) < _number(one) < max(named) for one in unlabelled)


def _number(value: str) -> float:
    return float(min(whole(value), default=0))
