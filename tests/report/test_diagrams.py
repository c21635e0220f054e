"""Path diagrams: nothing over anything else, and every number at its own arrow."""

from __future__ import annotations

import re
from functools import cache

import pytest
from report.diagram_shapes import LONG, M3, M3_PATHS, MEASURES, STRUCTURES, panel, value

from cpsurvey.report.diagram import draw, layout, measured
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.figure import structure
from cpsurvey.report.diagram.graph import Value
from cpsurvey.report.diagram.labels import FURTHER
from cpsurvey.report.diagram.laid import Rect
from cpsurvey.report.document import Text
from cpsurvey.report.lettering import width
from cpsurvey.report.words import Words
from cpsurvey.typography import printed

FR = Words("fr", {})
EN = Words("en", {})
RING = {"all of ten", "chain of twenty"}
"""Too many paths for estimates."""
SHAPES = STRUCTURES | MEASURES


@cache
def laid(name, words):
    """A shape laid out, once for all tests."""
    shape = SHAPES[name]
    lay = layout.laid if name in STRUCTURES else measured.laid
    return lay(shape, words)


def overlaps(rects):
    return [
        (one, other) for at, one in enumerate(rects) for other in rects[:at] if one.meets(other)
    ]


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("words", [FR, EN], ids=["fr", "en"])
def test_nothing_stands_over_anything_else(name, words):
    whole, tall = draw.page([("", laid(name, words))], words)
    boxes = [box.rect for box in whole.boxes]
    texts = [writing.rect for writing in whole.writings]
    assert overlaps([*boxes, *texts]) == []
    frame = Rect(0.0, 0.0, layout.PAGE + 2 * draw.MARGIN, tall)
    for rect in (*boxes, *texts):
        assert rect.inside(frame)
    for line in whole.lines:
        assert all(0 <= x <= frame.right and 0 <= y <= tall for x, y in line.points)
    assert tall < 9.3  # a page in Word
    for box in whole.boxes:
        assert overlaps([one.rect for one in box.writings]) == []
        for writing in box.writings:
            assert writing.rect.inside(box.rect)


@pytest.mark.parametrize("name", SHAPES)
def test_every_text_has_its_room_and_none_is_cut(name):
    shape = SHAPES[name]
    whole, _ = draw.page([("", laid(name, FR))], FR)
    for writing in whole.texts():
        for line in writing.lines:
            assert width(line, writing.size, writing.weight) <= (
                writing.rect.right - writing.rect.left + 0.021
            )
            assert "…" not in line
    nodes = getattr(shape, "nodes", None) or [one.node for one in shape.factors]
    shown = {box.name: box for box in whole.boxes}
    for node in nodes:
        words = "".join(shown[node.name].writings[0].lines)
        assert re.sub(r"[-\s]", "", words) == re.sub(r"[-\s]", "", node.label)


@pytest.mark.parametrize("name", STRUCTURES)
def test_arrows_go_from_box_to_box_and_through_none(name):
    shape = STRUCTURES[name]
    drawn = laid(name, FR)
    boxes = {box.name: box.rect for box in drawn.boxes}
    lines = {line.of: line for line in drawn.lines}
    assert len(lines) == len(shape.arrows) + len(shape.bows)
    for arrow in shape.arrows:
        if arrow.onto:
            continue
        line = lines[f"{arrow.tail}>{arrow.head}"]
        start, end = (
            Rect.around(line.points[0], 0.02, 0.02),
            Rect.around(line.points[-1], 0.02, 0.02),
        )
        assert start.meets(boxes[arrow.tail])
        assert end.meets(boxes[arrow.head])
        if name in RING:
            continue
        for other, rect in boxes.items():
            if other not in (arrow.tail, arrow.head):
                assert not rect.cut_by(line.points), (name, line.of, other)


@pytest.mark.parametrize("name", [name for name in STRUCTURES if name not in RING])
def test_every_estimate_stands_at_its_own_arrow(name):
    """Two estimates exchanged fail: each is the arrow's own, and lies on or beside its line."""
    shape = STRUCTURES[name]
    drawn = laid(name, FR)
    said = {writing.of: writing for writing in drawn.writings}
    lines = {line.of: line for line in drawn.lines}
    for one in (*shape.arrows, *shape.bows):
        of = f"{one.first}~{one.second}" if hasattr(one, "first") else f"{one.tail}>{one.head}"
        if getattr(one, "onto", None):
            of = f"{one.tail}>{one.onto[0]}>{one.onto[1]}"
        most = 1 if drawn.short else 2
        assert said[of].lines == one.value.lines(FR)[:most]
        assert lines[of].stroke == one.value.stroke
        rect = said[of].rect
        off = 0.06 + (FURTHER[-1] if hasattr(one, "first") else 0.0)
        near = Rect(rect.left - off, rect.low - off, rect.right + off, rect.high + off)
        assert near.cut_by(lines[of].points)


@pytest.mark.parametrize("name", MEASURES)
def test_every_loading_stands_beside_its_item(name):
    shape = MEASURES[name]
    drawn = laid(name, EN)
    boxes = {box.name: box.rect for box in drawn.boxes}
    said = {writing.of: writing for writing in drawn.writings}
    for factor in shape.factors:
        whole = f"{factor.node.name}=*"
        if whole in said:
            assert said[whole].lines == (measured.range_of(factor.items, EN),)
            continue
        for item in factor.items:
            of = f"{factor.node.name}={item.label}"
            most = 1 if drawn.short else 2
            assert said[of].lines == (" ".join(item.value.lines(EN)[:most]),)
            assert abs(said[of].rect.centre[1] - boxes[of].centre[1]) < 0.01
        for facet, number in factor.facets:
            assert said[f"{factor.node.name}>{facet}"].lines[0] == number.lines(EN)[0]


def test_small_factors_show_items_and_large_ones_their_range():
    drawn = laid("many items", EN)
    assert {box.name for box in drawn.boxes} == {"a", "b", "a=*", "b=*"}
    texts = [line for writing in drawn.texts() for line in writing.lines]
    assert "12 items" in texts
    assert "30 items" in texts
    ten = laid("ten factors of six", EN)
    assert len(ten.boxes) == 70


def test_outcomes_stand_side_by_side():
    boxes = {box.name: box.rect for box in laid("moderator", FR).boxes}
    assert boxes["ad"].meets(Rect(0, boxes["rp"].low, 99, boxes["rp"].high)) or boxes[
        "ad"
    ].meets(Rect(boxes["rp"].left, -99, boxes["rp"].right, 99))


def test_an_arrow_onto_a_path_ends_on_that_path():
    drawn = laid("moderator", FR)
    lines = {line.of: line for line in drawn.lines}
    end = lines["nrw>tks>ad"].points[-1]
    assert Rect.around(end, 0.02, 0.02).cut_by(lines["tks>ad"].points)


def test_too_many_paths_stand_in_a_ring_and_say_where_their_numbers_are():
    whole, _ = draw.page([("", laid("all of ten", FR))], FR)
    texts = [line for writing in whole.writings for line in writing.lines]
    assert FR(w.SHORTER) in texts
    assert len([line for line in whole.lines if line.of]) == 45


@pytest.mark.parametrize(
    ("number", "stroke", "lines"),
    [
        (value("a"), None, None),
        (Value(0.3), "unknown", ("0.30",)),
        (Value(0.3, apart=True), "apart", ("0.30",)),
        (Value(0.3, apart=False), "open", ("0.30",)),
        (Value(None), "unknown", ("–",)),
        (Value(0.3, sign="b ="), "unknown", ("b =\u00a00.30",)),
    ],
)
def test_strokes_follow_the_interval(number, stroke, lines):
    if stroke is None:
        stroke = "apart" if number.ci.lower > 0 or number.ci.upper < 0 else "open"
        lines = number.lines(EN)
    assert number.stroke == stroke
    assert number.lines(EN) == lines


def test_the_key_explains_the_strokes_that_are_there_and_no_others():
    def key(shape):
        whole, _ = draw.page([("", layout.laid(shape, EN))], EN)
        return {writing.lines[0] for writing in whole.writings if not writing.of}

    known = key(panel({"a": "A", "b": "B"}, [("a", "b")]))
    assert EN(w.KEY["unknown"]) not in known
    assert EN(w.KEY["unknown"]) in key(STRUCTURES["no intervals"])
    assert EN(w.KEY_BOW) in key(STRUCTURES["feedback"])
    assert EN(w.KEY_BOW) not in known


def test_the_words_for_who_cannot_see_it_name_every_path():
    figure = structure([panel(M3, M3_PATHS, [("ad", "rp")])], "fig-x", "Title", ["Note"], FR)
    assert figure.title == "Title. Note"
    for tail, head in M3_PATHS:
        number = " ".join(value(tail, head).lines(FR))
        path = printed(f"{M3[tail]} → {M3[head]} : {number}", "fr")
        assert path in figure.alt
    assert printed(f"{M3['ad']} ↔ {M3['rp']}", "fr") in figure.alt
    assert "R² = 0,34" in figure.alt


def test_the_same_diagram_is_the_same_bytes():
    def drawn():
        figure = structure([STRUCTURES["feedback"]], "fig-x", "T", [], EN)
        return figure.png, figure.svg

    first, second = drawn(), drawn()
    assert first == second
    assert "−0." in first[1] or "0." in first[1]  # texts are texts


def test_more_variables_than_a_page_holds_are_said_and_not_drawn():
    many = panel({str(k): f"V{k}" for k in range(21)}, [(str(k), "20") for k in range(20)])
    said = structure([many], "fig-x", "Path diagram: M", [], EN)
    assert isinstance(said, Text)
    assert "21" in said.text
    assert structure([panel({"a": "A"}, [])], "fig-x", "T", [], EN) is None


def test_long_labels_keep_every_word():
    box = next(box for box in laid("long labels", FR).boxes if box.name == "a")
    assert " ".join(box.writings[0].lines) == LONG[0]
