"""Pages for managers: what kinds put on them, and what one that fails takes with it."""

import re
from dataclasses import replace

import pytest
from golden import book

from cpsurvey.kinds.hypotheses import findings
from cpsurvey.kinds.ipma import actions, show
from cpsurvey.kinds.ipma.data import Ipma, Level, Lever, Line
from cpsurvey.payload import Interval
from cpsurvey.report import manager
from cpsurvey.report.guard import Guard
from cpsurvey.report.table import Table
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
    for page in ("who", "found", "indicators", "limits"):
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
    assert whole.keys() - now.keys() == {"M6-kpi"}
    assert now["M4-ipma"].notes[0] == "Evidence: the survey alone."
    assert whole["M4-ipma"].notes[0].endswith("objective indicators beside it.")


def test_a_group_is_above_or_below_only_beyond_chance_over_all_cells():
    whole = Level(id="help", n=300, performance=60.0, ci=Interval(58, 62))

    def stand(mean, half, wide=1.0):
        level = Level(id="help", n=60, performance=mean, ci=Interval(mean - half, mean + half))
        return actions.stands(level, whole, wide)

    assert stand(66, 5) == "above"
    assert stand(66, 5, wide=1.5) == "within"
    assert stand(54, 5) == "below"
    assert stand(60, 5) == "within"
    few = Level(id="help", n=None, performance=None, ci=None)
    assert actions.stands(few, whole, 1.0) is None


def test_actions_stand_in_an_order_only_where_their_intervals_do_not_meet():
    assert actions.in_order([(10, 15), (5, 9), (1, 4)])
    assert not actions.in_order([(10, 15), (5, 11), (1, 4)])
    assert not actions.in_order([(10, 15)])


def test_pages_say_nothing_that_needs_a_statistician(stored):
    for language, hard in (
        ("en", r"importance|potential|odds|standard deviation|p-value|\bSD\b"),
        ("fr", r"importance|potentiel|cote|écart.type"),
    ):
        document = manager.build(stored, language, {})
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    rows = [r for r in block.rows if r.role != "group"]
                    cells = [t for r in rows for t in block.shown(r, language)]
                    said = [
                        block.title,
                        *(c.heading for c in block.columns),
                        *block.notes,
                        *cells,
                    ]
                else:
                    said = [getattr(block, "text", "") or block.title]
                assert not [one for one in said if re.search(hard, one, re.I)], section.id


def test_sureness_follows_the_verdict_and_the_other_specifications(stored):
    (judged,) = [r for r in stored.results if r.kind == "hypotheses"]
    for one in judged.data.hypotheses:
        agree = [found.agrees for found in one.specifications]
        dots = findings.sure(one, judged.data.alpha)
        if one.why == "directions":
            assert dots == ("fair" if one.pvalue_holm < judged.data.alpha else "open")
        elif one.verdict in ("not_supported", "cannot_be_judged"):
            assert dots == "open"
        elif one.verdict in ("supported", "as_expected"):
            assert dots == ("sure" if agree and all(agree) else "fair")


def with_one(stored, kind, change):
    """The stored results with another version of those of a kind."""
    return replace(
        stored, results=[change(one) if one.kind == kind else one for one in stored.results]
    )


def test_answers_of_earlier_waves_are_not_among_those_received(stored):
    def asked_before(flow):
        before = flow.sample
        dropped = {**before.dropped, "earlier_wave": 200}
        return replace(flow, sample=replace(before, read=before.read + 200, dropped=dropped))

    now = manager.build(with_one(stored, "flow", asked_before), "en", {})
    assert texts(now, "who") == texts(manager.build(stored, "en", {}), "who")


def test_an_indicator_is_beyond_chance_only_over_all_effects_of_its_table(stored):
    def unsure(result):
        entries = [
            replace(
                one,
                model=one.model
                and replace(
                    one.model, terms=tuple(replace(t, pvalue_holm=0.3) for t in one.model.terms)
                ),
                parts=one.parts
                and replace(
                    one.parts,
                    effects=tuple(replace(e, pvalue_holm=0.3) for e in one.parts.effects),
                ),
            )
            for one in result.data.indicators
        ]
        return replace(result, data=replace(result.data, indicators=tuple(entries)))

    def cells(results):
        tables = manager.build(results, "en", {}).tables()
        (table,) = [one for one in tables if one.id == "M6-kpi"]
        return " ".join(str(cell) for row in table.rows for cell in row.cells.values())

    assert "●●○" in cells(stored)
    now = cells(with_one(stored, "kpi", unsure))
    assert "●●○" not in now
    assert "●○○" in now


def test_an_action_goes_with_results_beyond_chance_over_all_scales_together():
    def line(id, lower):
        rest = dict.fromkeys(Line.__dataclass_fields__)
        ends = {"importance": 0.3, "importance_ci": Interval(lower, 0.6 - lower)}
        known = {"id": id, "construct": id, "performance": 50.0, "potential": 15.0}
        return Line(**rest | ends | known)

    def offered(*lines):
        rest = dict.fromkeys(Ipma.__dataclass_fields__)
        levers = tuple(Lever(of=one.id, action={}, decides={}) for one in lines)
        data = Ipma(**rest | {"items": (), "constructs": lines, "levers": levers})
        return [one.construct.id for one in actions._actions(data)]

    assert offered(line("a", 0.03)) == ["a"]
    assert offered(line("a", 0.03), *(line(name, 0.15) for name in "bcd")) == ["b", "c", "d"]
