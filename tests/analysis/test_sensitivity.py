"""The main model under other choices."""

from typing import ClassVar, get_args

import pytest
from conftest import SMALL, answers

from cpsurvey.analysis.refitted import differing
from cpsurvey.cli import funnel
from cpsurvey.kinds.sensitivity import choices as room
from cpsurvey.kinds.sensitivity import rewritten
from cpsurvey.kinds.sensitivity.data import Choice
from cpsurvey.kinds.sensitivity.options import Options
from cpsurvey.payload import Interval
from cpsurvey.sem.language.syntax import parse

MODEL = "help =~ h1 + h2 + h3\\nperf =~ p1 + p2 + p3\\nperf ~ b*help + years\\ntwice := 2*b"
STUDY = f"""\
  - {{kind: sem, id: model, syntax: "{MODEL}", estimator: mlr, cluster: team, main: true}}
  - kind: sensitivity
"""


class Items:
    """A questionnaire's items, by what matters here."""

    def __init__(self, reverse=False, short=True):
        self.reverse, self.short = reverse, short


class Small:
    items: ClassVar[dict] = {
        "a": Items(),
        "b": Items(reverse=True),
        "c": Items(short=False),
        "d": Items(),
    }
    scale_by_id: ClassVar[dict] = {"f": None, "y": None}
    composites = ()


TEXT = "f =~ a + b + c + d\ny ~ k*f + tenure\na ~~ b\nd := k"


def test_other_ways_of_writing_a_model():
    syntax = parse(TEXT)

    def left(change):
        return sorted({r.rhs for r in change(syntax, Small()).relations} - {""})

    assert left(room.without_controls) == ["a", "b", "c", "d", "f"]
    assert left(room.without_reversed) == ["a", "c", "d", "f", "tenure"]
    assert left(room.short_form) == ["a", "b", "d", "f", "tenure"]
    assert left(room.by_scores) == ["f", "tenure"]


def test_every_choice_can_be_named_in_the_options():
    every = room.choices(Options(), (), "team")
    assert ("reported", *(c.name for c in every)) == get_args(Choice)
    some = room.choices(Options(without=("short", "within")), (), "team")
    assert {c.name for c in every} - {c.name for c in some} == {"short", "within"}


CHAIN = """\
m1 ~ a1*x + z
m2 ~ a2*x + d*m1 + z
y ~ c*x + b1*m1 + b2*m2 + z
first := a1*b1
long := a1*d*b2
all := a1*b1 + a2*b2 + a1*d*b2
total := c + first + a2*b2 + long
to_second := a2 + a1*d
of_first := b1 + d*b2
"""


def test_the_order_of_mediators_is_turned_round_in_effects_too():
    turned = rewritten.reversed_order(parse(CHAIN), Small())
    arrows = {(r.lhs, r.rhs) for r in turned.relations if r.op == "~"}
    assert ("m1", "m2") in arrows
    assert ("m2", "m1") not in arrows
    texts = {one.name: one.text for one in turned.defined}
    assert texts["first"] == "a1*b1"
    assert texts["long"] == "a2*d*b1"
    # no way leads from the first mediator to the second any more
    assert texts["to_second"] == "a2"
    assert texts["of_first"] == "b1"
    assert texts["all"] == "a1*b1 + a2*b2 + a2*d*b1"
    # paths by which each route can be told in numbers
    values = {"a1": 2.0, "a2": 3.0, "b1": 5.0, "b2": 7.0, "d": 11.0, "c": 13.0}
    by_name = {one.name: one.node for one in turned.defined}
    assert by_name["long"].evaluate(values) == 3 * 11 * 5
    assert by_name["all"].evaluate(values) == 2 * 5 + 3 * 7 + 3 * 11 * 5


def test_orders_that_cannot_be_turned_round():
    side_by_side = CHAIN.replace("d*m1 + ", "").replace("a1*d*b2", "a1")
    assert rewritten.reversed_order(parse(side_by_side), Small()) is None
    unnamed = CHAIN.replace("d*m1", "m1").replace("a1*d*b2", "a1*b2")
    assert rewritten.reversed_order(parse(unnamed), Small()) is None
    squared = CHAIN.replace("long := a1*d*b2", "long := d^2")
    assert rewritten.reversed_order(parse(squared), Small()) is None


def test_further_controls_and_a_factor_of_wording():
    model = parse("f =~ a + b + c + d\ng =~ e + h + i\ng ~ k*f + tenure")
    more = rewritten.more_controls(model, ("trust", "tenure"))
    assert [r.rhs for r in more.relations if r.op == "~"] == ["f", "tenure", "trust"]
    assert rewritten.more_controls(model, ("tenure",)) is None

    class Reversed(Small):
        items: ClassVar[dict] = {n: Items(reverse=n in "bde") for n in "abcdehi"}

    found = rewritten.with_wording(model, Reversed())
    added = [(r.lhs, r.op, r.rhs) for r in found.relations[len(model.relations) :]]
    assert added == [
        *((rewritten.WORDING, "=~", name) for name in "bde"),
        (rewritten.WORDING, "~~", "f"),  # g is explained: nothing is correlated with it
    ]
    assert rewritten.with_wording(model, Small()) is None  # one reversed item is no factor


def test_within_teams_is_the_model_of_deviations_from_their_means(analysed):
    """Scores alone: least squares with a dummy for each team gives the same path."""
    import numpy as np

    entry = (
        '  - {kind: sem, id: model, syntax: "perf ~ b*help\\ntwice := 2*b", cluster: team, '
        "main: true}\n  - {kind: sensitivity, effects: [twice]}\n"
    )
    text = answers(180, seed=5)
    status, results, err = analysed(entry, text)
    assert status == 0, err
    rows = {row["choice"]: row for row in results["sensitivity"]["data"]["rows"]}
    head, *lines = (line.split(",") for line in text.split())
    table = [dict(zip(head, line, strict=True)) for line in lines]
    x = np.array([(int(r["h1"]) + int(r["h2"]) + 6 - int(r["h3"])) / 3 for r in table])
    y = np.array([sum(int(r[p]) for p in ("p1", "p2", "p3")) / 3 for r in table])
    teams = sorted({r["team_id"] for r in table})
    dummies = np.array([[float(r["team_id"] == t) for t in teams] for r in table])
    b = np.linalg.lstsq(np.column_stack([x, dummies]), y, rcond=None)[0][0]
    (effect,) = rows["within"]["effects"]
    assert effect["est"] == pytest.approx(2 * b, rel=1e-6)
    (plain,) = rows["reported"]["effects"]
    assert plain["est"] != pytest.approx(2 * b, rel=1e-4)


def test_ways_that_are_none():
    assert room.without_controls(parse("f =~ a + b + c"), Small()) is None
    assert room.without_reversed(parse("f =~ a + c + d"), Small()) is None
    assert room.without_reversed(parse("f =~ a + b\ny ~ f"), Small()) is None  # one left
    assert room.by_scores(parse("g =~ a + c + d\ny ~ g"), Small()) is None  # no score of g
    # a label that definitions use keeps its covariate
    kept = room.without_controls(parse("f =~ a + b + c\nf ~ k*x + z\nd := k"), Small())
    assert {r.rhs for r in kept.relations if r.op == "~"} == {"x"}


def test_the_reported_row_is_the_main_models_own(analysed):
    status, results, _ = analysed(STUDY, answers(241))
    assert status == 0
    rows = {row["choice"]: row for row in results["sensitivity"]["data"]["rows"]}
    (effect,) = rows["reported"]["effects"]
    (own,) = results["model"]["data"]["effects"]
    for name in ("est", "se", "mc", "std_all"):
        assert effect[name] == own[name]
    assert set(rows) == {
        "reported", "complete", "unclustered", "ml", "ordinal", "no_controls", "no_reversed",
        "scores", "within",
    }  # fmt: skip
    assert rows["ml"]["effects"][0]["est"] == pytest.approx(effect["est"], rel=1e-6)
    assert rows["ml"]["effects"][0]["se"] != effect["se"]


def test_ordered_answers_keep_their_covariates_and_their_teams(analysed):
    way = "estimator: wlsmv"
    entry = (
        STUDY
        + f"""\
  - {{kind: sem, id: teams, syntax: "{MODEL}", {way}, cluster: team}}
  - {{kind: sem, id: alone, syntax: "{MODEL}", {way}}}
"""
    )
    status, results, _ = analysed(entry, answers(241))
    assert status == 0
    rows = {row["choice"]: row for row in results["sensitivity"]["data"]["rows"]}
    (effect,) = rows["ordinal"]["effects"]
    (teams,) = results["teams"]["data"]["effects"]
    (alone,) = results["alone"]["data"]["effects"]
    assert effect["est"] == teams["est"] == pytest.approx(alone["est"], rel=1e-9)
    assert effect["se"] == teams["se"] != alone["se"]
    paths = [e for e in results["teams"]["estimates"] if e["rhs"] == "years" and e["op"] == "~"]
    assert paths[0]["se"] > 0
    assert results["teams"]["data"]["clusters"] > 1


def test_everybody_and_the_short_form_where_they_differ(analysed, small):
    text = SMALL.replace("{id: h1,", "{id: h1, short: true,")
    text = text.replace("{id: h2,", "{id: h2, short: true,")
    for name in ("p1", "p2", "p3"):
        text = text.replace(f"{{id: {name},", f"{{id: {name}, short: true,")
    small.write_text(text, "utf-8")
    lines = answers(240).splitlines()
    status, results, _ = analysed(STUDY, "\n".join(lines) + "\n")
    assert status == 0
    rows = {row["choice"]: row for row in results["sensitivity"]["data"]["rows"]}
    assert "short" in rows
    assert rows["short"]["n"] <= 240


def test_two_languages_and_a_warning_when_a_choice_decides(analysed, tiny):
    weak = MODEL.replace("b*help", "b*help").replace("twice := 2*b", "small := 0*b")
    entry = STUDY.replace(MODEL, weak)
    status, results, _ = analysed(entry, answers(120))
    assert status == 0
    assert results["sensitivity"]["data"]["names"] == ["small"]
    for name, said in (
        ("supplement.md", "As reported"),
        ("supplement.fr.md", "Tel que rapporté"),
    ):
        assert said in (tiny / "reports" / "current" / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("second", "named"),
    [((-0.1, 0.2), ["e"]), ((-0.3, -0.1), ["e"]), ((0.05, 0.3), []), (None, [])],
)
def test_effects_that_sometimes_hold_zero_are_named(second, named):
    ends = second and Interval(*second)
    assert differing([("e", Interval(0.1, 0.2)), ("f", None), ("e", ends)]) == named


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("  - kind: sensitivity\n", "the study asks for no model"),
        (
            STUDY.replace("kind: sensitivity", "kind: sensitivity\n    effects: [twise]"),
            "twice",
        ),
        (
            STUDY.replace("kind: sensitivity", "kind: sensitivity\n    without: [ordnal]"),
            "ordinal",
        ),
        (
            STUDY.replace("kind: sensitivity", "kind: sensitivity\n    noninvariant: [h9]"),
            "h9",
        ),
    ],
)
def test_what_cannot_be_asked(analysed, entry, said):
    status, _, err = analysed(entry, answers(40))
    assert status == 78
    assert said in err


def test_a_choice_that_cannot_be_fitted_is_said_and_the_rest_goes_on(analysed, monkeypatch):
    from cpsurvey.analysis import models
    from cpsurvey.errors import CpsurveyError

    plain = models.fit_syntax

    def fails(syntax, options, *more, **others):
        if options.estimator == "wlsmv":
            raise CpsurveyError("CPS305", "no")
        return plain(syntax, options, *more, **others)

    monkeypatch.setattr(models, "fit_syntax", fails)
    status, results, _ = analysed(STUDY, answers(150))
    assert status == 0
    codes = {(c["code"], c["values"].get("choice")) for c in results["sensitivity"]["caveats"]}
    assert ("sensitivity_not_done", "ordinal") in codes
    assert funnel.run(["--help"]) == 0
