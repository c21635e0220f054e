"""One file per output format; a renderer sees a document, never results.

A file is a format and gives it its name, unless its name begins with ``_``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from cpsurvey.errors import CpsurveyError
from cpsurvey.registry import Registry
from cpsurvey.report.document import Document


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format.

    Parameters
    ----------
    write : callable
        Document, folder and file-name suffix of its language in; files written out.
    draws : str or None
        Form in which it shows pictures, ``files`` for those that stand alone; None: none.
    tables : bool
        Whether it holds every table of a run, not a document that is read.
    documents : tuple of str
        The documents it is for where a study does not list those that it wants; empty: all.
    loads : tuple of str
        Heavy libraries, imported once before languages are written side by side.
    ready : callable
        What else is made once before that.
    extra : str
        Optional part of the installation that brings them.
    """

    write: Callable[[Document, Path, str], list[Path]]
    draws: Literal["svg", "png", "files"] | None = None
    tables: bool = False
    documents: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    extra: str = ""
    ready: Callable[[], object] = tuple


renderers: Registry[Renderer] = Registry("cpsurvey.report.render", "report format", "CPS501")
"""Every format, by the name study files use."""


def ready(formats: Iterable[str]) -> None:
    """Say before anything is done which format lacks its library.

    Raises
    ------
    CpsurveyError
        CPS501 no such format, CPS523 its library is not installed.
    """
    for name in formats:
        one = renderers.get(name)
        absent = [library for library in one.loads if find_spec(library) is None]
        if one.extra and absent:
            raise CpsurveyError(
                "CPS523",
                f"the format '{name}' needs the package '{absent[0]}', which is not installed",
                fix=f"pip install 'cpsurvey[{one.extra}]'; or leave {name} out of the formats",
            )
