"""The order of answers whose words nobody knows, from how they are answered.

Of answers that go from less to more, neighbours are given by people who answer the other
questions alike. Answers are laid on the line that keeps these likenesses best: the first axis
of a classical scaling of the distances between their profiles. A reversed question does not
disturb it, for profiles are compared within each question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.begin.wordings import wordings

FEWEST_COLUMNS = 3
FEWEST_PEOPLE = 60
MOST_ANSWERS = 9
_CLEAR = 0.5
"""Share of the distances that the line must keep."""
_ROWS = 2_000
_LESS = re.compile(
    r"\b(not|never|none|no|nothing|least|pas|jamais|aucun\w*|rien|nicht|nie|kein\w*|nunca|nada|"
    r"no|não|niet|nooit|mai|aldrig|ei|nie|nem|ne)\b"
)

Places = NDArray[np.int64]
"""Answers of a column as places in the list of answers; -1 where there is none of them."""


def line(labels: Sequence[str], columns: Sequence[Places]) -> list[str] | None:
    """Labels from the one end to the other; None where the answers do not lie on a line.

    Parameters
    ----------
    labels : sequence of str
        In the normal form of words.
    """
    k = len(labels)
    if not 2 < k <= MOST_ANSWERS or len(columns) < FEWEST_COLUMNS:
        return None
    step = max(1, len(columns[0]) // _ROWS)
    some = [column[::step] for column in columns]
    if min(int((one >= 0).sum()) for one in some) < FEWEST_PEOPLE:
        return None
    distances = _distances(some, k)
    centre = np.eye(k) - 1 / k
    values, vectors = np.linalg.eigh(-0.5 * centre @ distances @ centre)
    kept = np.clip(values, 0, None)
    if kept.sum() <= 0 or kept[-1] < _CLEAR * kept.sum():
        return None
    ranked = [labels[at] for at in np.argsort(vectors[:, -1], kind="stable").tolist()]
    return ranked[::-1] if _is_downward(ranked) else ranked


def _distances(columns: Sequence[Places], k: int) -> NDArray[np.float64]:
    """Squared distances between the profiles of answers, over all pairs of questions."""
    total, weights = np.zeros((k, k)), np.zeros((k, k))
    hot = [np.stack([one == at for at in range(k)], axis=1).astype(float) for one in columns]
    for at, one in enumerate(hot):
        for other in (h for place, h in enumerate(hot) if place != at):
            table = one.T @ other
            often = table.sum(axis=1)
            shares = table.sum(axis=0) / max(table.sum(), 1)
            profiles = table / np.maximum(often, 1)[:, None] / np.sqrt(np.maximum(shares, 1e-9))
            apart = ((profiles[:, None, :] - profiles[None, :, :]) ** 2).sum(axis=2)
            weight = np.minimum(often[:, None], often[None, :])
            total += weight * apart
            weights += weight
    return np.where(weights > 0, total / np.maximum(weights, 1), 0.0)


def _is_downward(ranked: Sequence[str]) -> bool:
    """Whether the low end stands last, by words that are known, else by words for less."""
    best: Mapping[str, int] = {}
    for one in wordings():
        known = one.known(ranked)
        if len(known) > max(1, len(best)):
            best = known
    if best:
        rank = {label: at for at, label in enumerate(ranked)}
        pairs = [(a, b) for a in best for b in best if best[a] < best[b]]
        wrong = sum(1 for a, b in pairs if rank[a] > rank[b])
        return 2 * wrong > len(pairs)
    ends = (bool(_LESS.search(ranked[0])), bool(_LESS.search(ranked[-1])))
    return ends == (False, True)
