"""People who answer without reading, in kinds that screening should find."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire

Array = NDArray[np.float64]
CAREFUL = "careful"


def kinds(
    questionnaire: Questionnaire, n: int, share: float, rng: np.random.Generator
) -> NDArray[np.str_]:
    """Kind of each of `n` respondents: ``careful``, or a kind of `Careless`."""
    wanted = questionnaire.simulation.careless.kinds
    drawn = rng.choice(list(wanted), n, p=list(wanted.values()))
    return np.where(rng.random(n) < share, drawn, CAREFUL)


def answer(
    answers: Mapping[str, Array],
    questionnaire: Questionnaire,
    kind: NDArray[np.str_],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Answers with those of the careless put in place.

    Straight-liners tick the same column all the way, random responders anywhere, speeders
    anywhere on every other item, and diagonal responders one column further on each item,
    turning at the ends. All of them answer attention checks as they answer items.
    """
    n = len(kind)
    found = dict(answers)
    place = rng.random(n)
    for sheet in _sheets(questionnaire):
        for line, name in enumerate(sheet):
            options = questionnaire.options_of(name)
            assert options is not None
            codes = np.array(options.codes, dtype=float)
            anywhere = rng.choice(codes, n)
            skipped = rng.random(n) < 0.5
            found[name] = np.select(
                [
                    kind == "straight",
                    (kind == "random") | ((kind == "speeder") & skipped),
                    kind == "diagonal",
                ],
                [
                    codes[(place * len(codes)).astype(int)],
                    anywhere,
                    codes[_zigzag(place, line, len(codes))],
                ],
                found[name],
            )
    return found


def _zigzag(place: Array, line: int, k: int) -> NDArray[np.int64]:
    """Column of the `line`-th item: forth and back between the first and the `k`-th."""
    period = max(1, 2 * (k - 1))
    step = ((place * period).astype(int) + line) % period
    return np.asarray(np.minimum(step, period - step), dtype=np.int64)


def _sheets(questionnaire: Questionnaire) -> list[list[str]]:
    """Items and attention checks by page; those on no page stand together at the end."""
    left = [*questionnaire.items, *(check.id for check in questionnaire.attention_checks)]
    sheets = []
    for page in questionnaire.pages:
        sheets.append([name for name in questionnaire.on_page(page) if name in left])
        left = [name for name in left if name not in sheets[-1]]
    return [*sheets, left]
