from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cpsurvey.coded import Coded, smallest

cells = st.lists(st.one_of(st.none(), st.text(max_size=2)), max_size=40)


@given(cells)
def test_a_column_is_what_it_was_made_of(column: list[str | None]) -> None:
    coded = Coded.of(column)
    assert coded == column
    assert list(coded) == column
    assert [coded[at] for at in range(len(coded))] == column
    assert len(set(coded.kinds)) == len(coded.kinds)


@given(cells)
def test_kinds_are_changed_once_and_counted(column: list[str | None]) -> None:
    seen: list[str | None] = []

    def change(cell: str | None) -> int:
        seen.append(cell)
        return len(cell or "")

    changed = Coded.of(column).map(change)
    assert changed == [len(cell or "") for cell in column]
    assert sorted(map(str, seen)) == sorted(map(str, set(column)))
    assert sum(changed.counts().values()) == len(column)


@given(cells)
def test_rows_count_from_one(column: list[str | None]) -> None:
    found = Coded.of(column).rows(lambda cell: not cell)
    assert found == [at for at, cell in enumerate(column, 1) if not cell]


def test_some_rows_keep_what_they_say() -> None:
    coded = Coded.of(["a", "b", "a", None])
    assert coded.take(np.array([3, 0])) == [None, "a"]
    assert coded[1:3] == ["b", "a"]
    assert coded.take(np.array([0, 2])).counts() == {"a": 2}


def test_places_are_as_small_as_they_may_be() -> None:
    assert smallest(256) is np.uint8
    assert smallest(257) is np.uint16
    assert Coded.of(map(str, range(70_000))).at.dtype == np.uint32


@given(cells)
def test_what_stands_nowhere_is_left_out(column: list[str | None]) -> None:
    coded = Coded.of(["heading", *column])[1:]
    assert coded.pruned() == column
    assert set(coded.pruned().kinds) == set(column)


@given(st.lists(st.tuples(st.text(max_size=1), st.text(max_size=1)), max_size=30))
def test_two_columns_make_one(rows: list[tuple[str, str]]) -> None:
    one, other = (Coded.of([row[at] for row in rows]) for at in (0, 1))
    assert one.then(other, lambda a, b: a + "-" + b) == [f"{a}-{b}" for a, b in rows]
