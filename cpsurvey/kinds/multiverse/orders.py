"""Orders in which mediators may act on each other."""

from __future__ import annotations

from cpsurvey.kinds.multiverse.data import Order
from cpsurvey.kinds.multiverse.question import Question

ORDERS: tuple[Order, ...] = ("in_order", "reversed", "side_by_side")


def orders(question: Question) -> tuple[Order, ...]:
    """Orders of mediators, the declared one first."""
    if len(question.mediators) < 2:
        return ("side_by_side",)
    first: Order = "in_order" if question.serial else "side_by_side"
    return (first, *(order for order in ORDERS if order != first))


def earlier(question: Question, j: int) -> dict[frozenset[int], int]:
    """Mediators that may come before mediator `j`, and the first order in which they do.

    What passes through one mediator alone depends on these only: an order that changes
    nothing of it is no further specification.
    """
    count = len(question.mediators)
    before = {
        "in_order": frozenset(range(j)),
        "reversed": frozenset(range(j + 1, count)),
        "side_by_side": frozenset[int](),
    }
    found: dict[frozenset[int], int] = {}
    for at, order in enumerate(orders(question)):
        found.setdefault(before[order], at)
    return found
