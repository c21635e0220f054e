"""Where questionnaires are asked: one file per target, found by its name.

A file is a target and gives it its name, unless its name begins with ``_``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.registry import Registry


@dataclass(frozen=True, slots=True)
class Written:
    """A form as bytes, and what a person must know before fielding it."""

    data: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One way to ask a questionnaire.

    Parameters
    ----------
    writers : mapping of str to callable
        Suffix of the file -> its writer; the first one is the usual one.
    """

    writers: Mapping[str, Callable[[Questionnaire], Written]]


targets: Registry[Target] = Registry("cpsurvey.forms.export", "form", "CPS750")
"""Every target, by the name ``--to`` knows it by."""
