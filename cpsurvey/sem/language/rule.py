"""Things that do not go together: when, what is said, and a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cpsurvey.errors import CpsurveyError

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """One combination that is refused.

    Parameters
    ----------
    broken : callable
        Whether the combination is there.
    what, fix : str
        What is wrong, and a way out; ``{c.name}`` stands for what the case holds.
    """

    broken: Callable[[Case], object]
    what: str
    fix: str


def refuse(rules: Iterable[Rule[Case]], case: Case) -> None:
    """Say what the first rule that is broken says.

    Raises
    ------
    CpsurveyError
        CPS303 with a way out.
    """
    for rule in rules:
        if rule.broken(case):
            raise CpsurveyError("CPS303", rule.what.format(c=case), fix=rule.fix.format(c=case))
