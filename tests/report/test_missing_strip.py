"""Where answers are missing: scales stand under the strip by their names, as room allows."""

import itertools
import re

from cpsurvey.kinds.missing.data import Band, Groups, Item, Missing, Rest
from cpsurvey.kinds.missing.figure import strip
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample


def drawn(scales: dict[str, str]) -> str:
    """The picture of scales (id -> label) of two items each."""
    items = tuple(
        Item(item=f"{s}{k}", scale=s, n=50, missing=10, share=0.2, reasons={})
        for s in scales
        for k in (1, 2)
    )
    data = Missing(
        share=0.2,
        complete=40,
        reasons=(),
        items=items,
        group="",
        groups=Groups(count=0, shown=0, rows=()),
        by=None,
        patterns=(),
        pattern_count=0,
        pattern_rest=Rest(patterns=0, n=0),
        mcar=None,
        mcar_dropped=(),
        bands=tuple(Band(n=30, shares=(share,) * len(items)) for share in (0.2, 0.0)),
    )
    words = Words("en", {name: {"en": label} for name, label in scales.items()})
    figure = strip(Result("missing", "missing", Sample(60, 60), data), words)
    return figure.svg


def test_scales_are_named_and_not_coded():
    svg = drawn({"cop_me": "Mutual engagement", "don": "Donating (stories and hints)"})
    assert "Mutual engagement" in svg
    assert "cop_me" not in svg
    assert re.search("Donating", svg)


def test_of_many_scales_those_are_named_that_have_room():
    svg = drawn({f"s{k}": f"Scale of the number {k}" for k in range(150)})
    named = [int(k) for k in re.findall(r"number (\d+)", svg)]
    assert named[0] == 0
    assert 15 < len(named) < 30
    steps = {b - a for a, b in itertools.pairwise(named)}
    assert max(steps) - min(steps) <= 1
