"""Specifications of a small study: which there are, what they hold, and what is said."""

import math

import pytest
from conftest import SMALL, answers

from cpsurvey.kinds.multiverse import show
from cpsurvey.kinds.multiverse import words as w
from cpsurvey.kinds.multiverse.curves import Space
from cpsurvey.kinds.multiverse.data import (
    AtLevel,
    Choice,
    Curve,
    Held,
    Joint,
    Moved,
    Multiverse,
)
from cpsurvey.kinds.multiverse.orders import earlier
from cpsurvey.kinds.multiverse.question import Question
from cpsurvey.kinds.multiverse.space import drawn, possible, some
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample

ASKED = (
    "  - {kind: multiverse, id: m, source: help, outcomes: [perf], covariates: years, "
    "specifications: 30, inference: 8, resamples: 49}\n"
)


def points(data, effect="total", outcome="perf"):
    """Levels of a specification -> its estimate, error and limits."""
    (curve,) = (c for c in data["curves"] if (c["effect"], c["outcome"]) == (effect, outcome))
    names = [choice["levels"] for choice in data["choices"]]
    found = {}
    for at, number in enumerate(curve["specification"]):
        places = [*data["specifications"][number - 1], curve["order"][at]]
        levels = tuple(n[p - 1] for n, p in zip(names, places, strict=True))
        values = (curve[key][at] for key in ("n", "est", "se", "lower", "upper"))
        found[levels] = tuple(values)
    return curve, found


# ---------------------------------------------------------------------- small studies
def test_the_primary_specification_is_the_regression_of_the_report(analysed):
    regression = (
        "  - {kind: regression, id: r, outcome: perf, blocks: [years, help], cluster: team}\n"
    )
    status, results, _ = analysed(ASKED + regression, answers(200))
    assert status == 0
    curve, _ = points(results["m"]["data"])
    at = curve["primary"] - 1
    (term,) = (t for t in results["r"]["data"]["blocks"][-1]["terms"] if t["term"] == "help")
    assert curve["n"][at] == results["r"]["sample"]["used"]
    assert curve["est"][at] / curve["se"][at] == pytest.approx(term["t"], abs=1e-8)
    scale = curve["est"][at] / term["b"]
    ends = [curve["lower"][at], curve["upper"][at]]
    assert ends == pytest.approx([scale * v for v in term["ci"].values()], abs=1e-8)


def test_choices_and_what_does_not_apply(analysed):
    status, results, _ = analysed(ASKED, answers(200))
    assert status == 0
    data = results["m"]["data"]
    levels = {choice["dimension"]: choice["levels"] for choice in data["choices"]}
    assert levels == {
        "sample": ["kept"],
        "exclusions": ["none", "outliers", "small_teams"],
        "missing": ["declared", "every_item", "any_item"],
        "items": ["all", "no_reversed"],
        "facet": ["whole"],
        "estimator": ["ols", "within", "random", "rank"],
        "controls": ["declared", "none"],
        "order": ["side_by_side"],
    }
    left = {(one["level"], one["reason"]) for one in data["left_out"]}
    assert left == {
        ("everybody", "few_apart"),
        ("careful", "few_apart"),
        ("no_overlap", "same"),
        ("short", "no_items"),
    }
    assert (data["possible"], data["done"]) == (3 * 3 * 2 * 4 * 2, 30)
    assert len(set(map(tuple, data["specifications"]))) == 30


def test_items_that_are_not_invariant_make_a_set_of_items(analysed):
    asked = ASKED.replace("specifications: 30", "specifications: 30, noninvariant: [h1]")
    status, results, _ = analysed(asked, answers(200))
    assert status == 0
    levels = {c["dimension"]: c["levels"] for c in results["m"]["data"]["choices"]}
    assert levels["items"] == ["all", "no_reversed", "invariant"]


def test_items_left_out_are_left_out(analysed, tiny):
    rows = answers(150)
    asked = ASKED.replace("specifications: 30", "specifications: 144")
    status, results, _ = analysed(asked, rows)
    assert status == 0
    _, found = points(results["m"]["data"])
    level = ("kept", "none", "declared", "no_reversed", "whole", "ols", "none", "side_by_side")
    head, *lines = (line.split(",") for line in rows.split())
    table = [dict(zip(head, line, strict=True)) for line in lines]
    x = [(int(r["h1"]) + int(r["h2"])) / 2 for r in table]
    y = [sum(int(r[p]) for p in ("p1", "p2", "p3")) / 3 for r in table]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    sxx, syy = (sum((v - m) ** 2 for v in vs) for vs, m in ((x, mx), (y, my)))
    assert found[level][1] == pytest.approx(sxy / math.sqrt(sxx * syy), abs=1e-10)


def test_the_same_again_and_by_another_seed_the_same_primary(analysed):
    _, first, _ = analysed(ASKED, answers(120))
    _, again, _ = analysed(ASKED)
    assert first["m"] == again["m"]


def test_without_teams_errors_are_those_of_single_people(analysed, small):
    small.write_text(
        SMALL.replace("  team: {variable: team_id, aliases: [team]}\n", ""), "utf-8"
    )
    rows = answers(90)
    status, results, _ = analysed(ASKED, rows.replace("team_id", "colour"))
    assert status == 0
    data = results["m"]["data"]
    levels = {choice["dimension"]: choice["levels"] for choice in data["choices"]}
    assert levels["estimator"] == ["ols", "rank"]
    assert levels["exclusions"] == ["none", "outliers"]
    assert data["cluster"] is None
    curve, _ = points(data)
    assert curve["joint"]["draws"] == 49
    # strong by construction: no draw without an effect is as far from zero
    assert curve["joint"]["stouffer"]["pvalue"] == pytest.approx(1 / 50)


def test_an_arrow_or_the_main_model_says_what_is_asked(analysed):
    claim = 'hypotheses:\n  - H1: "help -> perf"\n'
    bare = "  - {kind: multiverse, id: m, specifications: 4, inference: 0}\n"
    more = "  - {kind: regression, id: regression-perf, outcome: perf, blocks: [help]}\n"
    status, results, err = analysed(bare + more, answers(100), more=claim)
    assert status == 0, err
    assert results["m"]["data"]["source"] == "help"
    assert results["m"]["data"]["outcomes"] == ["perf"]
    model = "  - {kind: sem, id: s, model: direct, main: true}\n"
    status, results, err = analysed(bare + model)
    assert status == 0, err
    assert (results["m"]["data"]["source"], results["m"]["data"]["outcomes"]) == (
        "help",
        ["perf"],
    )


def test_mediators_moderator_and_another_question(analysed):
    asked = (
        "  - {kind: multiverse, id: m, source: h1, mediators: [h2, h3], serial: true, "
        "outcomes: [perf, p1], moderated: h2, moderator: years, covariates: '', further: '', "
        "specifications: 12, inference: 6, resamples: 19}\n"
    )
    status, results, err = analysed(asked, answers(150))
    assert status == 0, err
    data = results["m"]["data"]
    named = [(c["outcome"], c["effect"], c["through"]) for c in data["curves"]]
    effects = [
        *(("total", None), ("direct", None), ("indirect", None)),
        *(("through", "h2"), ("through", "h3"), ("moderation", None)),
    ]
    assert named == [(o, *e) for o in ("perf", "p1") for e in effects]
    tested = {(c["outcome"], c["effect"]) for c in data["curves"] if c["joint"]}
    assert tested == {("perf", e) for e in ("total", "direct", "indirect", "moderation")}
    through = next(c for c in data["curves"] if c["through"] == "h2")
    assert set(through["order"]) == {1, 2}  # as declared, and reversed; no third changes it
    total, direct, all_of = (
        next(c for c in data["curves"] if c["effect"] == e)
        for e in ("total", "direct", "indirect")
    )
    at = [c["est"][c["primary"] - 1] for c in (total, direct, all_of)]
    assert at[0] == pytest.approx(at[1] + at[2], abs=1e-10)


def test_too_few_are_said(analysed):
    status, results, _ = analysed(ASKED, answers(12))
    assert status == 0
    said = {c["values"].get("code") for c in results["m"]["caveats"]}
    assert "CPS404" in said or results["m"]["data"] is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("source: hepl, outcomes: [perf]", "help"),
        ("source: help, outcomes: [help]", "two places"),
        ("source: help, outcomes: [perf], moderator: years", "go together"),
        ("source: help, outcomes: [perf], moderated: perf, moderator: years", "neither"),
        ("source: help, outcomes: [perf], samples: [kept, kept]", "stands twice"),
        ("source: help, outcomes: [perf], overlapping: [[h1, p9]]", "p9"),
        ("source: help, outcomes: [perf], noninvariant: [h9]", "h9"),
        ("source: help, outcomes: [perf], items: [all, invariant]", "non-invariant"),
        ("source: help, outcomes: [perf], covariates: yeras", "years"),
        ("source: help, outcomes: [perf], cluster: taem", "team"),
        ("specifications: 5", "neither an option nor a hypothesis"),
    ],
)
def test_what_cannot_be_asked(analysed, options, said):
    status, _, err = analysed(f"  - {{kind: multiverse, {options}}}\n", answers(40))
    assert status == 78
    assert said in err


# ---------------------------------------------------------------------------- spaces
CHOICES = [Choice(dimension=d, levels=tuple("abc")) for d in ("sample", "items", "estimator")]


def test_the_primary_and_its_neighbours_are_always_among_those_drawn():
    every = drawn(CHOICES, 27, 1)
    assert len(set(every)) == possible(CHOICES) == 27
    ten = drawn(CHOICES, 10, 1)
    assert len(set(ten)) == 10
    assert set(ten) < set(every)
    near = {cell for cell in every if sum(at > 0 for at in cell) <= 1}
    assert near < set(ten)
    assert drawn(CHOICES, 10, 1) == ten != drawn(CHOICES, 10, 2)
    assert drawn(CHOICES, 1, 1) == [(0, 0, 0)]
    chosen = some(every, 5, 3)
    assert len(set(chosen)) == 5
    assert every.index((0, 0, 0)) in chosen


def test_orders_of_three_mediators():
    chain = Question("x", ("a", "b", "c"), ("y",), serial=True)
    assert earlier(chain, 0) == {frozenset(): 0, frozenset({1, 2}): 1}
    assert earlier(chain, 1) == {frozenset({0}): 0, frozenset({2}): 1, frozenset(): 2}
    assert earlier(Question("x", ("a",), ("y",)), 0) == {frozenset(): 0}


def test_a_facet_is_a_specification_of_what_it_concerns():
    question = Question("cop", ("tks",), ("ad",), moderated="tks", moderator="nrw")
    facet = Choice(dimension="facet", levels=("whole", "me", "don", "exc"))
    space = Space(question, (facet,), (None, "cop", "tks", "nrw"), {})
    told = {
        effect: [space.concerns((at,), effect, "ad") for at in range(4)]
        for effect in ("total", "direct", "moderation")
    }
    assert told == {
        "total": [True, True, False, False],
        "direct": [True, True, True, False],
        "moderation": [True, True, True, True],
    }


# --------------------------------------------------------------------------- printed
def held(value, pvalue):
    return Held(value=value, pvalue=pvalue)


CURVE = Curve(
    effect="total",
    through=None,
    outcome="ad",
    specification=(2, 1),
    order=(1, 1),
    n=(201, 202),
    est=(0.1111, 0.2222),
    se=(0.0311, 0.0322),
    lower=(-0.0511, 0.1622),
    upper=(0.1711, 0.2822),
    primary=2,
    median=0.16665,
    low=0.1222,
    high=0.2111,
    same_sign=1.0,
    apart=0.5,
    agree=0.49,
    moved=(
        Moved(
            dimension="estimator",
            share=0.87,
            levels=(
                AtLevel(level="ols", count=1, median=0.2222, apart=1.0),
                AtLevel(level="rank", count=1, median=0.1111, apart=0.25),
            ),
        ),
    ),
    joint=Joint(
        count=7,
        draws=99,
        median=held(0.1234, 0.011),
        significant=held(0.57, 0.022),
        stouffer=held(3.45, 0.033),
    ),
)
DATA = Multiverse(
    source="cop",
    mediators=(),
    outcomes=("ad",),
    moderated=None,
    moderator=None,
    cluster="team",
    clusters=41,
    choices=(
        Choice(dimension="estimator", levels=("ols", "rank")),
        Choice(dimension="order", levels=("side_by_side",)),
    ),
    left_out=(),
    possible=2,
    done=2,
    failed=0,
    draws=2000,
    specifications=((1,), (2,)),
    curves=(CURVE,),
)
RESULT = Result("multiverse", "m", Sample(202, 202), DATA)


def cells(table):
    """Rows that are no headings, as they are printed, by key."""
    shown = {head.key: head for head in table.columns}
    return [
        {key: row.cells.get(key) for key in shown} for row in table.rows if row.role == "body"
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_number_stands_under_its_heading(language):
    words = Words(language, {})
    (line,) = cells(show.summary(RESULT, words))
    assert line["effect"] == words(w.PARTS["total"])
    assert (line["primary"], line["primary_ci"]) == (0.2222, (0.1622, 0.2822))
    assert (line["specifications"], line["median"]) == (2, 0.16665)
    assert line["range"] == (0.1222, 0.2111)
    assert (line["apart"], line["agree"]) == (50.0, 49.0)
    (row,) = (row for row in show.summary(RESULT, words).rows if row.role == "body")
    assert row.marks == {"effect": "°"}
    (tested,) = cells(show.together(RESULT, words))
    assert {k: v for k, v in tested.items() if k != "effect"} == {
        "specifications": 7,
        "median": 0.1234,
        "median_p": 0.011,
        "significant": 0.57,
        "significant_p": 0.022,
        "stouffer": 3.45,
        "stouffer_p": 0.033,
    }
    first, second = cells(show.moved(RESULT, words))
    assert (first["share"], first["median"], first["apart"]) == (87.0, 0.2222, 100.0)
    assert (second["share"], second["median"], second["apart"]) == (None, 0.1111, 25.0)
    assert words(w.ESTIMATORS["rank"]) in second["choice"]
    lowest, highest = cells(show.every(RESULT, words))
    assert (lowest["n"], lowest["est"], lowest["se"]) == (201, 0.1111, 0.0311)
    assert lowest["estimator"] == words(w.ESTIMATORS["rank"])
    assert (highest["n"], highest["ci"]) == (202, (0.1622, 0.2822))
    (said,) = show.short(RESULT, words)
    assert "2" in said
    assert "50" in said
    assert [block.id for block in show.show(RESULT, words, None)] == [
        *("T25-m", "fig-m-total", "T25c-m", "T25d-m", "T25e-m"),
    ]
