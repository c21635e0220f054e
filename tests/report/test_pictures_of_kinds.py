"""Pictures of kinds: bars centred, regions shaded, the flow of the sample, names whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden import book

from cpsurvey.kinds.flow import figure as flow
from cpsurvey.kinds.flow import words as flow_words
from cpsurvey.kinds.flow.data import Flow, Stage
from cpsurvey.kinds.items import figure as items
from cpsurvey.kinds.moderation import figure as moderation
from cpsurvey.kinds.moderation import words as moderation_words
from cpsurvey.payload import Interval
from cpsurvey.report import canvas
from cpsurvey.report.losses import loss
from cpsurvey.report.plot.drawn import Areas
from cpsurvey.report.words import Words

AGENTS = book.stored()["agents"]
EN = Words("en", AGENTS.labels)


@pytest.mark.parametrize(
    ("shares", "before"),
    [
        ((0.1, 0.2, 0.4, 0.2, 0.1), 0.5),
        ((0.5, 0.3, 0.2, 0.0, 0.0), 0.9),
        ((0.1, 0.2, 0.3, 0.4), 0.3),
        ((), 0.0),
    ],
)
def test_bars_of_answers_are_centred_on_their_middle(shares, before):
    assert items._before(shares) == pytest.approx(before)


def test_the_middle_answer_of_every_item_stands_on_one_line():
    result = next(r for r in AGENTS.results if r.kind == "items")
    axes = items.answers(result, EN, 1)[0].drawing.made().axes[0]
    areas = next(one for one in axes.drawn if isinstance(one, Areas))
    by_line = {}
    for ((x0, y0), (x1, _), *_), _ in areas.shapes:
        by_line.setdefault(round(y0, 3), []).append((x0, x1))
    odd = [sorted(some) for some in by_line.values()]
    assert odd
    for some in odd:
        begin, end = some[len(some) // 2]
        centre = (begin + end) / 2 if len(some) % 2 else begin
        assert centre == pytest.approx(0.0, abs=1e-6)


def moderated():
    return next(r for r in AGENTS.results if r.id == "moderation-ad")


def shaded(data):
    return moderation._apart(data)


def test_values_at_which_the_interval_leaves_out_zero_are_shaded_and_no_others():
    data = moderated().data
    assert data.beyond_chance
    spans = shaded(data)
    assert spans
    for point in data.curve:
        inside = any(low < point.at < high for low, high in spans)
        border = min(abs(point.at - end) for span in spans for end in span)
        if border > 0.05:
            assert inside == point.ci.apart, point


def test_no_region_is_shaded_where_the_interaction_is_not_shown():
    data = moderated().data
    product = replace(data.product, ci=Interval(-1.0, 1.0))
    terms = (*data.terms[:3], product, *data.terms[4:])
    assert shaded(replace(data, terms=terms)) == []


def test_what_is_shaded_is_said_in_the_picture():
    right = moderation.moderation(moderated(), EN).drawing.made().axes[1]
    assert right.title[1].text == EN(moderation_words.SHADED)


STAGES = (
    Stage(stage="rows_read", n=100, lost=0, reason=None),
    Stage(stage="duplicate", n=97, lost=3, reason="duplicate"),
    Stage(stage="attention", n=85, lost=12, reason="attention"),
    Stage(stage="analysed", n=85, lost=0, reason=None),
    Stage(stage="careful", n=80, lost=5, reason="careful"),
)


def test_the_flow_says_what_is_left_and_what_left_why():
    found = flow._steps(STAGES, EN)
    left = [
        EN(flow_words.LEFT, stage=loss(STAGES[at].stage, EN), n=STAGES[at].n)
        for at in (0, 3, 4)
    ]
    gone = [
        EN(flow_words.GONE, stage=loss(STAGES[at].stage, EN), n=STAGES[at].lost)
        for at in (1, 2, 4)
    ]
    assert found == [(left[0], ()), (left[1], tuple(gone[:2])), (left[2], (gone[2],))]
    alt = flow.flow(Flow(stages=STAGES, quarantine=()), EN).alt
    assert all(text in alt for text in (*left, *gone))


def test_boxes_of_the_flow_do_not_overlap_and_lie_in_order():
    laid = flow.laid(flow._steps(STAGES, EN))
    rects = [box.rect for box in laid.boxes]
    assert not any(a.meets(b) for at, a in enumerate(rects) for b in rects[:at])
    column = [rect for rect in rects if rect.left < 0.01]
    assert [rect.high for rect in column] == sorted((r.high for r in column), reverse=True)
    for line in laid.lines:
        others = [
            r for r in rects if line.of not in (b.name for b in laid.boxes if b.rect is r)
        ]
        if line.of.startswith(loss("analysed", EN)):
            assert not any(r.cut_by(line.points) for r in others if r.left > 0.01)


def test_outer_rows_have_room_for_their_names():
    _, axes = canvas.new(6.8, 1.2)
    for at in range(3):
        canvas.estimate(axes, at, 0.2, (0.1, 0.3), canvas.BLUE)
    canvas.name_rows(axes, ["One", "Two", "Three"])
    low, high = axes.get_ylim()
    assert low <= -0.5
    assert high >= 2.5


def test_names_of_rows_are_whole_in_smaller_letters_or_a_taller_picture():
    name = "A name of rather many words that goes on and on until it fills three lines at least"
    figure, axes = canvas.new(6.8, 1.2)
    canvas.name_rows(axes, [name] * 6)
    assert figure.get_figheight() > 1.2
    shown = [one.writing for one in axes.drawn]
    assert [" ".join(one.text.split("\n")) for one in shown] == [name] * 6
    assert {one.size for one in shown} == {canvas.SMALLEST}
    figure, axes = canvas.new(6.8, 3.0)
    canvas.name_rows(axes, ["Short", "Names"])
    assert figure.get_figheight() == 3.0
    assert axes.drawn[0].writing.size == 9
