"""Results of analyses kept from run to run, and why one is not taken again.

An analysis is taken from what is kept when its options, the program, the libraries and all
that it read the last time (`watched.py`) are the same. The rows of a study stand in the
order of what was answered, on which draws depend: one changed answer changes what every
analysis reads of the answers.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any, Protocol

from cpsurvey import stored
from cpsurvey.analysis import entries
from cpsurvey.analysis.program import NO_NUMBERS, program
from cpsurvey.analysis.watched import Path as Place
from cpsurvey.analysis.watched import Reads, Watch, digest
from cpsurvey.kind import Params
from cpsurvey.results import Result

if TYPE_CHECKING:
    from cpsurvey.analysis.context import Context

SCHEMA = "cpsurvey/kept/1"
LIBRARIES = ("numpy", "scipy", "pandas", "statsmodels", "semopy", "pingouin", "networkx")
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Sums in another order have other last digits."""


RESTS = "it rests on the others"
"""Why what reads the other results is never kept."""


class Keeper(Protocol):
    """Where entries lie."""

    def read(self, name: str) -> bytes | None:
        """Entry of a name: None where there is none, empty where it is damaged."""

    def write(self, name: str, data: bytes) -> None:
        """Keep an entry."""

    def drop_all_but(self, names: Collection[str]) -> None:
        """Remove the others."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one analysis: `why` it ran, nothing where its kept results stand."""

    id: str
    why: str = ""

    @property
    def kept(self) -> bool:
        """Whether it was not run."""
        return not self.why

    @property
    def ran(self) -> bool:
        """Whether it was run for its own sake, and not since it always is."""
        return self.why not in ("", RESTS)


class Keeping:
    """Results kept of one study, during one run."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._watch = Watch()

    def find(
        self, kind: str, params: Params, context: Context
    ) -> tuple[Sequence[Result[Any]] | None, str]:
        """Kept results; or none, and why they must be worked out."""
        held = self._keeper.read(context.id)
        if held is None:
            return None, "there was no earlier result"
        try:
            head, _, results = held.partition(b"\n")
            entry = json.loads(head)
            reads = {tuple(place): then for place, then in entry["reads"]}
            if why := self._why(entry, kind, params, context, reads):
                return None, why
            return entries.read(results), ""
        except Exception:  # noqa: BLE001  an entry can be damaged in any way
            return None, "what was kept of it is damaged"

    def _why(
        self, entry: Any, kind: str, params: Params, context: Context, reads: Reads
    ) -> str:
        if entry["schema"] != SCHEMA or entry["code"] != code():
            return "the program changed"
        if entry["libraries"] != libraries():
            return "a library changed"
        if (entry["kind"], entry["options"]) != (kind, _options(params)):
            return "its options changed"
        place = self._watch.changed(context, reads)
        return f"{_said(place)} changed" if place else ""

    def run(
        self, kind: str, params: Params, context: Context, run: Callable[..., Any]
    ) -> tuple[Result[Any], ...]:
        """Run the analysis and keep what it found.

        What is handed on was read back, so that new results are those a later run finds.
        """
        glass, reads = self._watch.over(context)
        found = json.loads(stored.compact(tuple(run(params, glass))))
        results = tuple(map(stored.result, found))
        self._keeper.write(context.id, _entry(kind, params, reads, results))
        return results

    def drop_all_but(self, ids: Collection[str]) -> None:
        """Forget analyses the study does not ask for any more."""
        self._keeper.drop_all_but(ids)


def _entry(
    kind: str, params: Params, reads: Mapping[Place, str], results: Sequence[Result[Any]]
) -> bytes:
    entry = {
        "schema": SCHEMA,
        "kind": kind,
        "options": _options(params),
        "code": code(),
        "libraries": libraries(),
        "reads": list(reads.items()),
    }
    return f"{json.dumps(entry)}\n{entries.written(results)}".encode()


def _options(params: Params) -> str:
    return digest([params, sorted(params.model_fields_set)])


@cache
def libraries() -> list[str]:
    """Versions of what computes, and how it is told to."""
    found = [f"python {platform.python_version()} {platform.machine()}"]
    found += [f"{name} {os.environ.get(name, '')}" for name in THREADS]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} absent")
    return found


def code() -> str:
    """Digest of all of the program that results depend on."""
    return program(NO_NUMBERS)


def _said(place: Place) -> str:
    """A place that was read, for people."""
    if place == ("stored",):
        return "the data (indicators)"
    last = place[-1] if place[-1] != "*" else place[-2]
    if place[0] in ("scored", "protected"):
        return "the answers" if place[0] == "protected" else f"the answers ({last})"
    if "questionnaire" in place:
        return f"the questionnaire ({last})"
    if place == ("study", "file", "study"):
        return "the seed or the name of the study"
    return f"the study file ({last})" if place[0] == "study" else f"the data ({last})"
