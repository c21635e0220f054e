"""What a kind leaves behind: frozen dataclasses of plain values.

A number carries its unit in its type (`Slope`, `Limits`), from which the description and the
JSON Schema of ``results.json`` are made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, TypeVar, dataclass_transform

from pydantic import Field

C = TypeVar("C")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """A frozen dataclass with slots, written by name; equal and shown by its fields.

    `dataclass` would write and compile the methods of `SHARED` for each class, and a run
    loads hundreds: half of what making them takes.
    """
    made = dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)(cls)
    for name, method in SHARED.items():
        setattr(made, name, method)
    return made


def _values(one: Any) -> tuple[Any, ...]:
    return tuple([getattr(one, each.name) for each in fields(one)])


def _equal(one: Any, other: object) -> Any:
    if other.__class__ is one.__class__:
        return _values(one) == _values(other)
    return NotImplemented


def _hash(one: Any) -> int:
    return hash(_values(one))


def _shown(one: Any) -> str:
    said = (f"{each.name}={getattr(one, each.name)!r}" for each in fields(one))
    return f"{one.__class__.__qualname__}({', '.join(said)})"


SHARED = {"__eq__": _equal, "__hash__": _hash, "__repr__": _shown}


class Payload:
    """What the rest of the program asks of whatever a kind leaves behind."""

    __slots__ = ()

    @property
    def solved(self) -> bool:
        """Whether the estimation came to an end."""
        return True

    @property
    def subject(self) -> str | None:
        """Id of the model or outcome it is about, by which a reader knows it."""
        return None

    @property
    def grouping(self) -> str | None:
        """Variable whose groups its caveats name."""
        return None

    def unlike(self) -> Mapping[str, Sequence[str]]:
        """Grouping -> scales that measure otherwise in its groups: no means side by side."""
        return {}

    def coined(self) -> Iterable[str]:
        """Names that only this result knows (latent variables, effects)."""
        return ()

    def says_of(self, other: Any, /) -> Iterable[Any]:  # noqa: ARG002
        """Caveats of this result that belong beside the numbers of another result."""
        return ()


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of an interval (95%, or as its type says); reversed or not finite: refused."""

    lower: float
    upper: float

    def __post_init__(self) -> None:
        if not -math.inf < self.lower <= self.upper < math.inf:
            raise ValueError(f"no interval: {self.lower} to {self.upper}")

    @property
    def apart(self) -> bool:
        """Whether it leaves out zero."""
        return self.lower > 0 or self.upper < 0

    def __iter__(self) -> Iterator[float]:
        """Lower, then upper."""
        yield self.lower
        yield self.upper


def limits(lower: float | None, upper: float | None) -> Interval | None:
    """Interval, or None where a limit is missing or not finite."""
    if lower is None or upper is None:
        return None
    lower, upper = float(lower), float(upper)
    return Interval(lower, upper) if math.isfinite(lower) and math.isfinite(upper) else None


def _number(unit: str) -> Any:
    return Field(description=unit)


Slope = Annotated[float | None, _number("units of the outcome per unit of the predictor")]
Error = Annotated[float | None, _number("standard error, unit of the estimate")]
Std = Annotated[float | None, _number("SD of the outcome per SD of the predictor")]
Standard = Annotated[
    float | None, _number("SD of the outcome, per SD or unit of the source: see `metric`")
]
Ratio = Annotated[float | None, _number("no unit: estimate per standard error, or other ratio")]
Statistic = Annotated[float | None, _number("no unit: test statistic (chi-square, F)")]
Df = Annotated[float | None, _number("degrees of freedom")]
Probability = Annotated[float | None, _number("0 to 1")]
Share = Annotated[float | None, _number("0 to 1")]
Part = Annotated[float, _number("0 to 1, always known")]
Reliability = Annotated[float | None, _number("at most 1: share that is not error")]
Correlation = Annotated[float | None, _number("-1 to 1")]
Score = Annotated[float | None, _number("units of the variable")]
Variance = Annotated[float | None, _number("squared units of the variable")]
Gain = Annotated[float | None, _number("difference of two shares, -1 to 1")]
Percentage = Annotated[float | None, _number("0 to 100")]
Fit = Annotated[float | None, _number("fit measure, as lavaan's fitmeasures()")]
Cutoff = Annotated[float | None, _number("what a measure is held against, in its unit")]
Pure = Annotated[float | None, _number("no unit")]
Seconds = Annotated[float | None, _number("seconds")]
Code = Annotated[int, _number("number of an answer, as the questionnaire has it")]
Place = Annotated[int, _number("place in an order, from 1")]
Count = Annotated[int, _number("count")]
Contacts = Annotated[float | None, _number("count, unknown where a file does not say")]
Limits = Annotated[Interval | None, _number("95%, unit of the estimate")]
Limits90 = Annotated[Interval | None, _number("90%, unit of the estimate")]
FitMeasures = Annotated[
    Mapping[str, float | int | None],
    _number("fit measures by the names of lavaan's fitmeasures()"),
]
Limits80 = Annotated[Interval | None, _number("80%, unit of the estimate")]
Texts = Annotated[Mapping[str, str], _number("language to text")]
