"""Groups and items by the names a reader knows."""

from __future__ import annotations

from cpsurvey.kinds.invariance import words as w
from cpsurvey.kinds.invariance.data import Invariance
from cpsurvey.report.words import Words


def group_name(data: Invariance, code: str, words: Words) -> str:
    """Label of a group."""
    return words.answer(data.by, code)


def group_names(data: Invariance, words: Words) -> str:
    """All groups that are compared, in one line."""
    return ", ".join(group_name(data, group.group, words) for group in data.groups)


def groups_note(data: Invariance, words: Words) -> str:
    """Groups with their sizes, the reference first."""
    first, *rest = (
        f"{group_name(data, g.group, words)} ({words.number(g.n, 'int')})" for g in data.groups
    )
    return words(w.GROUPS, reference=first, others=", ".join(rest))


def item_name(item: str, words: Words) -> str:
    """An item's id, with its label where it has one."""
    label = words.label(item)
    return item if label == item else words.pair(item, label)
