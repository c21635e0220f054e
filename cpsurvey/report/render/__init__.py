"""One file per output format; a renderer sees a document, never results.

A file is a format and gives it its name, unless its name begins with ``_``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
        Form in which it shows pictures; None: it shows none.
    tables : bool
        Whether it holds every table of a run, not a document that is read.
    documents : tuple of str
        The only documents it is for; empty: all of them.
    loads : tuple of str
        Heavy libraries, imported once before languages are written side by side.
    """

    write: Callable[[Document, Path, str], list[Path]]
    draws: Literal["svg", "png"] | None = None
    tables: bool = False
    documents: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()


renderers: Registry[Renderer] = Registry("cpsurvey.report.render", "report format", "CPS501")
"""Every format, by the name study files use."""
