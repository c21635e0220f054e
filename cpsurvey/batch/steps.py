"""How far the import of several files is, in hundredths of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WHOLE = 100
"""Of one file."""
_READ, _DECIDED = 40, 60
"""After how many of them a file is read, and what is in it decided; the others are spent on
pseudonyms and on writing. Measured at one and at ten million rows."""


@dataclass(frozen=True, slots=True)
class Steps:
    """One of several files.

    Parameters
    ----------
    progress : callable or None
        Told how far the import is, of how much.
    done, every : int
        Files before this one, and in all.
    """

    progress: Callable[[int, int], None] | None
    done: int
    every: int

    def read(self, so_far: int, of: int) -> None:
        """So many bytes are read."""
        self._tell(_READ * so_far // max(of, 1))

    def decided(self, so_far: int, of: int) -> None:
        """So much is decided of what the columns hold and who answered."""
        self._tell(_READ + (_DECIDED - _READ) * so_far // max(of, 1))

    def written(self, so_far: int, of: int) -> None:
        """So much of the rows is named and written."""
        self._tell(_DECIDED + (WHOLE - _DECIDED) * so_far // max(of, 1))

    def _tell(self, share: int) -> None:
        if self.progress:
            self.progress(self.done * WHOLE + share, self.every * WHOLE)
