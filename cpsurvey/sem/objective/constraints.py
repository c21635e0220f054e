"""``==``, ``<`` and ``>`` between parameters, and ``:=``, with exact derivatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.language.partable import Partable

Array = NDArray[np.float64]
_STEP = 1e-30


class Functions:
    """Functions of the free parameters: constraints or defined parameters."""

    def __init__(self, table: Partable, nodes: Sequence[Node]) -> None:
        self.nodes = tuple(nodes)
        self.q = table.nfree
        self._earlier = {d.name: d.node for d in table.defined}
        used = {n for node in (*self.nodes, *self._earlier.values()) for n in node.names()}
        free = {**{name: i for i, name in enumerate(table.names)}, **table.labels}
        self._free = {name: place for name, place in free.items() if name in used}
        self._fixed = {row.label: row.value for row in table.rows if row.label and row.free < 0}

    def names(self, theta: Any) -> Mapping[str, Any]:
        """Every name the expressions use, at `theta` (..., q)."""
        values: dict[str, Any] = {name: theta[..., i] for name, i in self._free.items()}
        values |= self._fixed
        for name, node in self._earlier.items():
            values[name] = node.evaluate(values)
        return values

    def places(self) -> NDArray[np.intp]:
        """The free parameters they, and what was defined before them, are made of."""
        return np.array(sorted(set(self._free.values())), dtype=np.intp)

    def value(self, theta: Any) -> Any:
        """Values (..., len(nodes))."""
        theta = np.asarray(theta)
        values = self.names(theta)
        known = {id(node): values[name] for name, node in self._earlier.items()}
        found = [
            known[id(node)] if id(node) in known else node.evaluate(values)
            for node in self.nodes
        ]
        shape = theta.shape[:-1]
        columns = [x if np.shape(x) == shape else np.broadcast_to(x, shape) for x in found]
        if not columns:
            return np.zeros((*shape, 0), theta.dtype)
        return np.stack(columns, axis=-1)

    def jacobian(self, theta: Array) -> Array:
        """Derivatives (len(nodes), q) by complex steps: no cancellation, full precision."""
        if not self.nodes:
            return np.zeros((0, self.q))
        points = theta + 1j * _STEP * np.eye(self.q)
        return np.asarray(np.imag(self.value(points)).T / _STEP)

    def hessian(self, theta: Array, weights: Array) -> Array:
        """Second derivatives (q, q) of the weighted sum of the functions."""
        step = 1e-5 * np.maximum(1.0, np.abs(theta))
        H = np.zeros((self.q, self.q))
        for k in range(self.q):
            move = np.zeros(self.q)
            move[k] = step[k]
            ahead = self.jacobian(theta + move)
            behind = self.jacobian(theta - move)
            H[k] = weights @ (ahead - behind) / (2 * step[k])
        return (H + H.T) / 2


def equalities(table: Partable, active: Sequence[int] = ()) -> Functions:
    """Left minus right of every ``==``, and of the inequalities numbered in `active`."""
    nodes = [
        Node("-", parts=(c.left, c.right))
        for i, c in enumerate(table.constraints)
        if c.op == "==" or i in active
    ]
    return Functions(table, nodes)


def slack(table: Partable, theta: Array) -> dict[int, float]:
    """By how much each inequality holds; negative where it is violated."""
    found = {}
    for i, c in enumerate(table.constraints):
        if c.op == "==":
            continue
        gap = Functions(table, [Node("-", parts=(c.right, c.left))]).value(theta)[0]
        found[i] = float(gap if c.op == "<" else -gap)
    return found


def unmet(table: Partable, theta: Array, tol: float = 1e-4) -> list[str]:
    """Constraints, as they were written, that parameters do not hold to."""
    missed = {i: -gap for i, gap in slack(table, theta).items()}
    equal = [i for i, c in enumerate(table.constraints) if c.op == "=="]
    missed |= dict(zip(equal, np.abs(equalities(table).value(theta)), strict=True))
    allowed = tol * max(1.0, float(np.abs(theta).max(initial=0.0)))
    return [c.text.strip() for i, c in enumerate(table.constraints) if not missed[i] <= allowed]


def null_space(J: Array, q: int) -> Array:
    """Orthonormal basis (q, q - rank) of the directions the constraints leave free."""
    if not len(J):
        return np.eye(q)
    _, values, right = np.linalg.svd(J)
    rank = int((values > 1e-10 * max(1.0, values[0])).sum()) if len(values) else 0
    return np.asarray(right[rank:].T)
