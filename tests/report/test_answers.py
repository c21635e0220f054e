"""Pictures of the answers: scales that share their answers together, of a size to read."""

from dataclasses import fields

import pytest

from cpsurvey.kinds.items.data import Answer, Item, Items, Scale
from cpsurvey.kinds.items.figure import MOST, _pages, answers
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample


def scale(name, items, codes=(1, 2, 3), n=20):
    nothing = {field.name: None for field in fields(Item)}
    given = tuple(Answer(code=code, n=n) for code in codes)
    rows = tuple(
        Item(**{**nothing, "item": f"{name}_{i}", "distribution": given}) for i in range(items)
    )
    return Scale(
        **{field.name: None for field in fields(Scale)} | {"scale": name, "items": rows}
    )


def drawn(scales, k=10):
    labels = {f"{s.scale}_0={c}": {"en": f"answer {c}"} for s in scales for c in (1, 2, 3)}
    data = Items(scales=tuple(scales), edge=0.15, matrix="pearson")
    return answers(Result("items", "items", Sample(60, 60), data), Words("en", labels), k)


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ((5, 5, 5, 5, 5), [25]),
        ((5, 5, 5, 5, 5, 4, 4, 4, 4), [25, 16]),
        ((60,), [25, 25, 10]),
        ((24, 2), [24, 2]),
        ((1,), [1]),
    ],
)
def test_pages_hold_whole_scales_and_no_more_than_fit(sizes, pages):
    found = [
        sum(len(part.items) for part in page)
        for page in _pages([scale(f"s{i}", size) for i, size in enumerate(sizes)])
    ]
    assert max(found) <= MOST
    assert sum(found) == sum(sizes)
    assert len(found) == len(pages)


def test_scales_with_the_same_answers_share_a_picture_and_its_legend():
    (one,) = drawn([scale("a", 4), scale("b", 3)])
    assert ">a<" in one.svg
    assert ">b<" in one.svg
    assert one.svg.count(">answer 3<") == 1  # the answer's name, once
    assert "a, b" in one.title


def test_other_answers_are_another_picture_and_small_items_none():
    assert len(drawn([scale("a", 4), scale("b", 3, codes=(0, 1))])) == 2
    assert drawn([scale("a", 4, n=3)]) == []
    (one,) = drawn([scale("a", 2), scale("b", 2, n=3)])
    assert ">b<" not in one.svg
