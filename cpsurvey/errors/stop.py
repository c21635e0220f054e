"""Whether the program was asked to end.

The interruption is raised wherever the program happens to be. In the middle of an import
or of compiled code it comes out as another error, which the guards around one file, one
analysis or one chapter must not take for a fault of ours.
"""

from __future__ import annotations

_asked = False


class Stopped(KeyboardInterrupt):
    """Somebody wants the program to end.

    Python ends by a signal, whatever status was given, where its own interruption passed
    through code that was made of text, as the methods of dataclasses are.
    """


def ask() -> None:
    """Remember that somebody wants the program to end."""
    global _asked
    _asked = True


def asked() -> bool:
    """Whether somebody does."""
    return _asked


def forget() -> None:
    """Nobody has asked this command yet."""
    global _asked
    _asked = False


def heed() -> None:
    """End now, if somebody asked for it.

    Raises
    ------
    Stopped
        Somebody did.
    """
    if _asked:
        raise Stopped
