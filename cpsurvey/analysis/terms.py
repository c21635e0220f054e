"""Terms of a regression: names, products and categories; nothing is evaluated.

``x`` is a variable, ``x:z`` the product of two or more, ``C(x)`` one column per answer of
a choice but the first (the reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.scoring import Scored

_NAME = r"[A-Za-z][A-Za-z0-9_]*"
_TERM = re.compile(rf"{_NAME}(?::{_NAME})*|C\(\s*{_NAME}\s*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a design matrix."""

    term: str
    values: NDArray[np.float64]


def is_term(text: str) -> bool:
    """Whether `text` is written as a term."""
    return _TERM.fullmatch(text) is not None


def variables(term: str) -> list[str]:
    """Variables a term uses."""
    if term.startswith("C("):
        return [term[2:-1].strip()]
    return term.split(":")


def columns(term: str, scored: Scored, questionnaire: Questionnaire) -> Iterator[Column]:
    """Columns of a term; categories nobody chose have no column."""
    names = variables(term)
    if not term.startswith("C("):
        yield Column(term, np.prod([scored.values[name] for name in names], axis=0))
        return
    (name,) = names
    codes = scored.values[name]
    options = questionnaire.options_of(name)
    found = {float(code) for code in np.unique(codes[~np.isnan(codes)])}
    ordered = [float(c) for c in options.codes] if options else sorted(found)
    chosen = [code for code in ordered if code in found]
    for code in chosen[1:]:
        member = np.where(np.isnan(codes), np.nan, (codes == code).astype(float))
        yield Column(f"{name}={code:g}", member)
