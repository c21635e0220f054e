"""Kinds of analysis: one folder of ``cpsurvey.kinds`` each, found by its name.

A folder's ``__init__`` holds its `KIND` (or `KINDS`) and imports nothing of the folder:
whatever a kind consists of is named, and imported on use, so that a study loads the kinds it
asks for, a report no numerics and a run no words.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, get_args

from pydantic import Field

from cpsurvey.design.base import FileId, Part
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.payload import Interval

if TYPE_CHECKING:
    from cpsurvey.design import Study
    from cpsurvey.results import Result

PACKAGE = "cpsurvey.kinds"
PartOfReport = Literal["claims", "who", "scales", "question", "act", "sure"]
"""Parts of the report in their order."""


class Params(Part):
    """Options every analysis has."""

    id: FileId | None = Field(None, description="Name in the results; made up when absent.")


O = TypeVar("O", bound=Params)  # noqa: E741
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an analysis asks for that the study does not have."""

    option: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Number:
    """What an analysis found for a target; `df` where errors are small-sample ones (CR2)."""

    est: float | None
    lower: float | None
    upper: float | None
    pvalue: float | None
    df: float | None = None

    @classmethod
    def of(
        cls,
        est: float | None,
        ends: Interval | None,
        pvalue: float | None,
        df: float | None = None,
    ) -> Number:
        """A number with its interval, where there is one."""
        lower, upper = ends or (None, None)
        return cls(est, lower, upper, pvalue, df)


Names = Mapping[str, list[str] | None]
"""Way to name a number -> the names there are; None: known only after the analysis."""


@dataclass(frozen=True, slots=True)
class Targets(Generic[O, D]):
    """The numbers of a kind that hypotheses may rest on.

    Parameters
    ----------
    names : callable
        Options and study in, names out.
    find : callable
        Result, way and name in, number out; None when it is not there.
    """

    names: Callable[[O, Study], Names]
    find: Callable[[Result[D], str, str], Number | None]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Where a kind stands on the first page, and its lines as long as others need room."""

    place: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of analysis: all that the rest of the program needs to know of it.

    What it consists of stands elsewhere, as ``module:name``.

    Parameters
    ----------
    name : str
        What study files call it.
    asks : str
        Class of its options; what a study file writes is checked against them.
    leaves : str
        Class of what it leaves behind, a frozen dataclass.
    run : str
        Function of ``(options, context) -> sequence of Result[data]``.
    show : str
        Module with ``show``; for lines in short ``short``, ``first`` and ``last``; where
        managers are told of it, ``manager(result, words, study, beside)`` with what it puts
        on which page and, in `beside`, the kinds that are told of too.
    part, place : str, int
        Part of the report and order in it.
    example : str
        How a study file asks for it, as it would stand in that of the demo.
    checks : str
        Function: options and study in, what is missing out; runs before any data is read.
        Empty where no option can be wrong.
    first_page : FirstPage or None
        None: where there is room, one line after those that have a place.
    numbers : str
        Its `Targets`; empty where no hypothesis can rest on the kind.
    tests : bool
        Its chapter says which of its numbers were declared beforehand.
    after : bool
        Reads the results of the other analyses, hence runs after them.
    last : bool
        Reads the results of those kinds, too.
    before_answers : bool
        Can be done before anybody has answered.
    together : bool
        All results of its folder are shown at once, not one by one.
    opens_pages : bool
        Pages for managers are written where it has a result, and say so where it is not
        sound.
    """

    name: str
    asks: str
    leaves: str
    run: str
    show: str
    part: PartOfReport
    place: int
    example: str = ""
    checks: str = ""
    first_page: FirstPage | None = None
    numbers: str = ""
    tests: bool = False
    after: bool = False
    last: bool = False
    before_answers: bool = False
    together: bool = False
    opens_pages: bool = False

    @property
    def folder(self) -> str:
        """Name of its folder, which is that of its chapter."""
        return self.show.rsplit(".", 2)[-2]

    @property
    def options(self) -> type[Params]:
        """What it may be asked."""
        found: type[Params] = _loaded(self.asks)
        return found

    @property
    def data(self) -> type[Any]:
        """What it leaves behind."""
        found: type[Any] = _loaded(self.leaves)
        return found

    @property
    def targets(self) -> Targets[Any, Any] | None:
        """Its numbers that hypotheses may rest on."""
        return _loaded(self.numbers) if self.numbers else None

    def check(self, options: Params, study: Study) -> Iterable[Problem]:
        """What the study lacks of what the options name."""
        return _loaded(self.checks)(options, study) if self.checks else ()

    def runner(self) -> Callable[[Any, Any], Sequence[Result[Any]]]:
        """The function that computes; imports the numerics."""
        found: Callable[[Any, Any], Sequence[Result[Any]]] = _loaded(self.run)
        return found

    def shower(self) -> ModuleType:
        """The module that shows; imports words and columns alone."""
        return importlib.import_module(self.show)

    def words(self) -> ModuleType:
        """The module of its folder's phrases."""
        return importlib.import_module(f"{self.show.rpartition('.')[0]}.words")

    def article(self) -> ModuleType | None:
        """What its folder says in an article, in ``article``, where there is such a file.

        ``methods(results, words)`` gives sentences on what was done, each with its topic;
        ``tables(results, words)`` tables, or parts of them, each with its place;
        ``told(results, words)`` what was found, each with its place. All three may lack.
        """
        name = f"{self.show.rpartition('.')[0]}.article"
        return importlib.import_module(name) if importlib.util.find_spec(name) else None

    def name_for(self, options: Params) -> str:
        """Name of an analysis that was given none: its model or outcome, else its kind."""
        for option in ("model", "outcome"):
            if chosen := getattr(options, option, None):
                return f"{self.name}-{chosen}".lower()
        return self.name


def _loaded(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


@cache
def found(package: str = PACKAGE) -> Mapping[str, Kind]:
    """Every kind by name, in the order of the report."""
    folders = importlib.import_module(package)
    every = {
        kind.name: kind
        for entry in pkgutil.iter_modules(folders.__path__)
        for kind in _of(importlib.import_module(f"{package}.{entry.name}"))
    }
    order = get_args(PartOfReport)
    return dict(sorted(every.items(), key=lambda e: (order.index(e[1].part), e[1].place)))


def _of(folder: ModuleType) -> Iterator[Kind]:
    yield from getattr(folder, "KINDS", None) or (folder.KIND,)


def named(name: str) -> Kind:
    """Kind called `name`.

    Raises
    ------
    CpsurveyError
        CPS401 with the nearest name there is.
    """
    kinds = found()
    if name not in kinds:
        raise CpsurveyError(
            "CPS401",
            f"no kind of analysis is called '{name}'",
            fix=did_you_mean(name, sorted(kinds)),
        )
    return kinds[name]
