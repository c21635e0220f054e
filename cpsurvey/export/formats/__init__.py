"""Formats of exported data: one file per format, found by its suffix.

A file is a format and gives it its name, unless its name begins with ``_``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpsurvey.export.column import Column
from cpsurvey.registry import Registry

Writer = Callable[[Sequence[Column]], bytes]
writers: Registry[Writer] = Registry("cpsurvey.export.formats", "format of data", "CPS904")
"""Every format, by the suffix of its files without the dot."""
