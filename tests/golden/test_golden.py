"""What people read of stored results, compared with what was accepted (`make golden`)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest
from golden import book
from phrases import every

from cpsurvey.kind import found as kinds
from cpsurvey.report.chapter import chapters
from cpsurvey.report.document import Document
from cpsurvey.report.table import Row, Table

STORED = book.stored()
EACH = [(language, name) for name in STORED for language in book.LANGUAGES]
MOST = 20
ACCEPT = (
    "\n\nRead every line. Where it is meant: make golden, and commit the texts with the change "
    "(tests/golden/README.md)."
)


@cache
def documents(language: str, name: str) -> list[Document]:
    return book.documents(STORED[name], language)


def tables(name: str) -> list[Table]:
    return [table for d in documents(book.VALUES_IN, name) for table in d.tables()]


@pytest.mark.parametrize(("language", "name"), EACH)
def test_everything_is_printed_as_it_was_accepted(language, name):
    said = book.differences(
        book.accepted(language, name), book.texts(documents(language, name))
    )
    more = f"\n\n... and {len(said) - MOST} more files" if len(said) > MOST else ""
    assert not said, "\n\n" + "\n\n".join(said[:MOST]) + more + ACCEPT


def test_no_text_is_left_of_results_that_are_gone():
    there = {
        (place.parent.name, place.name)
        for language in book.LANGUAGES
        for place in (book.HERE / language).iterdir()
    }
    assert there == set(EACH)


def test_every_kind_and_every_chapter_has_results():
    """A new kind comes with its golden tables: studies/, make golden-results, make golden."""
    kept = {result.kind for results in STORED.values() for result in results.results}
    done = {
        result.kind
        for results in STORED.values()
        for result in results.results
        if result.data and result.sample.used
    }
    assert set(kinds()) <= done
    shown = {kind.name for chapter in chapters() for kind in chapter.kinds}
    assert kept == shown
    for language in book.LANGUAGES:
        there = {
            section.id
            for name in STORED
            for document in documents(language, name)
            for section in document.sections
        }
        assert {chapter.name for chapter in chapters()} | {
            "summary",
            "plan",
            "provenance",
        } <= there


def test_every_table_that_has_a_name_is_there():
    """Titles of tables are phrases T0, T1, ... M4, TV, TV_...: each is printed somewhere."""
    titles = {table.title for name in STORED for table in tables(name)}
    named = {
        key: phrase.en.split("{")[0]
        for key, phrase in every().items()
        if re.match(r"[TMP]\d|TV(_|$)", key.rpartition(".")[2])
    }
    assert [k for k, en in named.items() if not any(t.startswith(en) for t in titles)] == []


# ------------------------------------------------------------- the golden texts see mistakes
def swapped(table: Table, first: str, second: str) -> Table:
    """The table with the cells of two columns exchanged, and neither heading."""
    return replace(table, rows=tuple(_swap(row, first, second) for row in table.rows))


def _swap(row: Row, first: str, second: str) -> Row:
    if row.role == "group":
        return row
    exchanged = {first: row.cells[second], second: row.cells[first]}
    return replace(row, cells={**row.cells, **exchanged})


def reversed_limits(table: Table, column: str) -> Table:
    """The table with the limits of one column the wrong way round."""

    def turned(row: Row) -> Row:
        value = row.cells.get(column)
        if not isinstance(value, tuple | list):
            return row
        return replace(row, cells={**row.cells, column: tuple(reversed(value))})

    return replace(table, rows=tuple(turned(row) for row in table.rows))


def unseen(table: Table, wrong: Sequence[Table]) -> list[Table]:
    """Those of the wrong tables that read like the right one; what cannot be shown is seen."""
    text = book.table_text(table, book.VALUES_IN)
    return [one for one in wrong if one != table and _read(one) == text]


def _read(table: Table) -> str | None:
    try:
        return book.table_text(table, book.VALUES_IN)
    except (TypeError, ValueError):
        return None


def pairs(table: Table) -> Iterator[tuple[str, str]]:
    """Columns that say different things; equivalent models load the same, to nine digits."""
    for first, second in itertools.combinations([column.key for column in table.columns], 2):
        if any(
            book.in_full(row.cells[first]) != book.in_full(row.cells[second])
            for row in table.rows
            if row.role != "group"
        ):
            yield first, second


@pytest.mark.parametrize("name", STORED)
def test_cells_of_two_columns_exchanged_are_seen(name):
    for table in tables(name):
        assert unseen(table, [swapped(table, *two) for two in pairs(table)]) == []


@pytest.mark.parametrize("name", STORED)
def test_limits_reversed_are_seen_and_none_is_accepted(name):
    for table in tables(name):
        wrong = [reversed_limits(table, at) for at in [c.key for c in table.columns]]
        assert unseen(table, wrong) == []
        assert [limits for limits in _limits(table) if limits[0] > limits[1]] == []


def _limits(table: Table) -> list[tuple[float, float]]:
    return [
        (cell[0], cell[1])
        for row in table.rows
        for cell in row.cells.values()
        if isinstance(cell, tuple | list) and len(cell) == 2 and None not in cell
    ]


def test_a_difference_names_the_file_and_the_lines():
    want = {"a/T1.txt": "one\ntwo\nthree\n", "gone.txt": "x\n"}
    got = {"a/T1.txt": "one\n2\nthree\n", "new.txt": "y\n"}
    assert book.differences(want, got) == [
        "gone.txt: nobody prints it any more",
        "new.txt: printed, never accepted",
        "a/T1.txt\n@@ -2 +2 @@\n-two\n+2",
    ]
    assert book.differences(want, dict(want)) == []
