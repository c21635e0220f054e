"""What one model is fitted to, and how: the same call in R."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cpsurvey.export.lavaan.names import Names, quoted
from cpsurvey.export.lavaan.text import parameter, written
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.semfit import SemFit

MISSING: Mapping[str, str] = {"listwise": "listwise", "fiml": "ml", "pairwise": "pairwise"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fit's columns stand: number of the file, its columns of groups and clusters."""

    file: int
    group: str = ""
    cluster: str = ""


def options(settings: Settings, place: Place, names: Names) -> Iterator[tuple[str, str]]:
    """Arguments of lavaan by name; what lavaan would choose by itself is said, too."""
    yield "estimator", quoted(_estimator(settings))
    if settings.estimator == "dwls":  # its own errors take the weights for the right ones
        yield "se", quoted("robust.sem")
    yield "missing", quoted(MISSING[settings.missing])
    if not settings.least_squares and not settings.two_level:
        yield "information", quoted(settings.information)
    for argument in ("meanstructure", "fixed_x", "std_lv"):
        chosen = "TRUE" if getattr(settings, argument) else "FALSE"
        yield argument.replace("_", "."), chosen
    if settings.ordered:
        yield "ordered", _strings(map(names, sorted(settings.ordered)))
        yield "parameterization", quoted(settings.parameterization)
    if place.group:
        yield "group", quoted(place.group)
    if place.cluster and not settings.least_squares:  # lavaan would ignore it
        yield "cluster", quoted(place.cluster)
    if settings.group_equal:
        yield "group.equal", _strings(settings.group_equal)
    if settings.group_partial:
        partial = (parameter(one, names) for one in settings.group_partial)
        yield "group.partial", _strings(partial)


def _estimator(settings: Settings) -> str:
    """The estimator; with clusters ML has the errors and the test of MLR.

    lavaan 0.6-14 takes another information for the test of ML with clusters than for that of
    MLR; 0.7-2 takes the same, as here (docs/engine.md).
    """
    if settings.clustered and settings.estimator == "ml" and not settings.two_level:
        return "MLR"
    return settings.estimator.upper()


def written_call(found: SemFit, place: Place, names: Names) -> str:
    """The call, as text of R."""
    model = quoted(f"\n{written(found.syntax, names)}\n")
    kept = [one for one in (place.group, place.cluster) if one]
    data = f"answers({place.file}{', ' + _strings(kept) if kept else ''})"
    told = [f"{name} = {value}" for name, value in options(found.settings, place, names)]
    return f"{found.settings.kind}({model},\n    data = {data},\n    {', '.join(told)})"


def _strings(those: Iterable[str]) -> str:
    return f"c({', '.join(map(quoted, those))})"
