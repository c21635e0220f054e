"""Pages for managers: what kinds put on them, and what one that fails takes with it."""

from dataclasses import replace

import pytest
from golden import book

from cpsurvey.kinds.ipma import show
from cpsurvey.report import manager
from cpsurvey.report.guard import Guard
from cpsurvey.results import Caveat


@pytest.fixture
def stored():
    return book.stored()["agents"]


def texts(document, page):
    (section,) = [one for one in document.sections if one.id == page]
    return [block.text for block in section.blocks if hasattr(block, "text")]


def test_a_page_that_fails_leaves_the_others(stored, monkeypatch):
    def broken(_result, _words):
        raise KeyError("never at work")
        yield

    whole = manager.build(stored, "en", {})
    monkeypatch.setattr(show, "_levels", broken)
    guard = Guard()
    document = manager.build(stored, "en", {}, guard=guard)
    assert [fault.name for fault in guard.faults] == ["Where things stand"]
    (said,) = texts(document, "levels")
    assert said.startswith("NOT WRITTEN")
    assert [s.id for s in document.sections] == [s.id for s in whole.sections]
    for page in ("who", "map", "indicators", "limits"):
        assert texts(document, page) == texts(whole, page)


def test_what_is_not_sound_is_on_no_page_and_no_evidence(stored):
    few = Caveat("kpi_few_clusters", "warning", {"clusters": 4})
    results = [
        replace(one, caveats=(*one.caveats, few)) if one.kind == "kpi" else one
        for one in stored.results
    ]
    document = manager.build(replace(stored, results=results), "en", {})
    assert "indicators" not in [section.id for section in document.sections]
    whole = {table.id: table for table in manager.build(stored, "en", {}).tables()}
    now = {table.id: table for table in document.tables()}
    assert now.keys() == whole.keys()
    assert now["M4-ipma"].notes[0] == "Evidence: the survey alone."
    assert whole["M4-ipma"].notes[0].endswith("objective indicators beside it.")
