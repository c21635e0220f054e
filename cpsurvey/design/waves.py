"""The questionnaire asked again: who answers in the waves, and which items changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from cpsurvey.design.base import Id, Part
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.yaml import Document
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding

Who = Literal["same", "new"]
"""The same people answer again, or others each time."""
Purpose = Literal["retest"]
"""What a wave is for, where it is not for change."""
DECLARE = (
    "'waves: {people: same}' where the same people answer again, 'waves: {people: new}' where "
    "others do"
)
"""What a study file says of its waves."""


def _label(value: object) -> object:
    """A wave that is written as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _several(value: object) -> object:
    """One period, or several."""
    return value if isinstance(value, list | tuple) else [value]


Label = Annotated[str, BeforeValidator(_label)]
PeriodName = Annotated[
    str, BeforeValidator(_label), Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|W\d\d))?$")
]
Periods = Annotated[list[PeriodName], BeforeValidator(_several)]


class Waves(Part):
    """Waves of the questionnaire, to be compared."""

    people: Who = Field(
        description="same: the same people answer again, known by one pseudonym (a panel); "
        "new: others each time (repeated cross-sections). Compared with the answers."
    )
    changed: dict[Id, Label] = Field(
        default_factory=dict,
        description="Item -> wave from which it is asked in other words.",
    )
    replaced: dict[Id, Id] = Field(
        default_factory=dict,
        description="New item -> item whose place it takes in the waves that ask it.",
    )
    periods: dict[Label, Periods] = Field(
        default_factory=dict,
        description="Wave -> periods of indicators that belong to it (2026-Q3, or a list of "
        "months: [2026-08, 2026-09]); what a quarter or a year holds belongs to it.",
    )

    purpose: dict[Label, Purpose] | None = Field(
        None,
        description="Wave -> retest: the same people shortly after, to see how far answers "
        "repeat themselves. It is no wave of change, and nothing else is computed of it.",
    )

    def wave_of(self, period: str) -> str | None:
        """The wave that a period of indicators is declared to belong to."""
        for wave, declared in self.periods.items():
            if any(within(period, one) for one in declared):
                return wave
        return None

    @property
    def retests(self) -> tuple[str, ...]:
        """Waves that are only asked to see how far answers repeat themselves."""
        return tuple(self.purpose or ())


def within(period: str, whole: str) -> bool:
    """Whether a period is another one, or lies in it."""
    own, other = _months(period), _months(whole)
    return period == whole or bool(own and other and other[0] <= own[0] <= own[1] <= other[1])


def _months(period: str) -> tuple[str, str] | None:
    """First and last month of a period; None of a week."""
    year, _, part = period.partition("-")
    if part.startswith("W") or not year.isdigit():
        return None
    if part.startswith("Q"):
        last = 3 * int(part[1:])
        return f"{year}-{last - 2:02d}", f"{year}-{last:02d}"
    return (f"{year}-{part}",) * 2 if part else (f"{year}-01", f"{year}-12")


def check(
    waves: Waves | None, questionnaire: Questionnaire, document: Document
) -> Iterator[Finding]:
    """Waves without a variable, and items that the questionnaire or the scale does not have."""
    if waves is None:
        return
    if questionnaire.identifiers.wave is None:
        yield Finding(
            "no_wave",
            "error",
            document.where(("waves",)),
            f"questionnaire '{questionnaire.id}' declares no variable for waves",
            "add two lines to the questionnaire: 'identifiers:' and below it, indented, "
            "'wave: {variable: wave}'",
        )
    yield from _of_two(waves, document)
    if waves.people == "new" and waves.retests:
        yield Finding(
            "retest_of_others",
            "error",
            document.where(("waves", "purpose")),
            "a retest asks the same people again, and 'people: new' says that others answer",
            "write 'people: same'",
        )
    known = list(questionnaire.items)
    for item in waves.changed:
        yield from _unknown("changed", item, [item], known, document)
    for new, old in waves.replaced.items():
        yield from _unknown("replaced", new, [new, old], known, document)
        if {new, old} <= {*known} and not _one_scale(questionnaire, new, old):
            yield Finding(
                "other_scale",
                "error",
                document.where(("waves", "replaced", new)),
                f"'{new}' cannot take the place of '{old}': no two items of one scale",
                f"name an item of the scale of '{new}'",
            )


def _of_two(waves: Waves, document: Document) -> Iterator[Finding]:
    """Periods that would belong to two waves."""
    told = [(wave, one) for wave, some in waves.periods.items() for one in some]
    for (wave, own), (other, theirs) in combinations(told, 2):
        if wave != other and (within(own, theirs) or within(theirs, own)):
            yield Finding(
                "period_of_two_waves",
                "error",
                document.where(("waves", "periods")),
                f"'{own}' of wave {wave} and '{theirs}' of wave {other} share days",
                "give each period to one wave",
            )


def _unknown(
    option: str, at: str, names: Iterable[str], known: list[str], document: Document
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            yield Finding(
                "unknown_item",
                "error",
                document.where(("waves", option, at)),
                f"'{name}' is no item of the questionnaire",
                did_you_mean(name, known),
            )


def _one_scale(questionnaire: Questionnaire, new: str, old: str) -> bool:
    of: Mapping[str, object] = questionnaire.scale_of
    return new != old and of[new] == of[old]
