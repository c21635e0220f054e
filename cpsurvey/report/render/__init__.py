"""One file per output format; a renderer sees a document, never results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cpsurvey.registry import Registry
from cpsurvey.report.document import Document

Renderer = Callable[[Document, Path, str], list[Path]]
"""Document, folder and file-name suffix of its language in; files written out."""

renderers: Registry[Renderer] = Registry("cpsurvey.report.render", "report format", "CPS501")
"""Every format, by the name study files use."""
