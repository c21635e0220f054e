"""Tables with many p-values print those that hold over the table."""

import numpy as np
import pytest

from cpsurvey.kinds.compare import show as compare
from cpsurvey.kinds.compare.data import Comparison, Score
from cpsurvey.kinds.correlations import show as correlations
from cpsurvey.kinds.correlations.data import Correlations, Levels, OfLevel, Pair, Variable
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample
from cpsurvey.stats.multiple import holm

WORDS = Words("en", {})
NAMES = ("a", "b", "c", "d")
P = (0.04, 0.001, 0.03, 0.6, 0.0004, 0.2)


def pair(first, second, p, adjusted):
    one = {"r": 0.1, "ci": None}
    return Pair(
        first=first,
        second=second,
        n=50,
        **one,
        pvalue=p,
        p_holm=adjusted,
        within=OfLevel(**one, pvalue=p / 2),
        between=OfLevel(**one, pvalue=min(1.0, 10 * p)),
    )


@pytest.fixture
def found():
    couples = [(a, b) for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]]
    adjusted = holm(np.array(P)).tolist()
    pairs = [pair(*two, p, q) for two, p, q in zip(couples, P, adjusted, strict=True)]
    variables = [Variable(name=n, mean=1.0, sd=1.0, reliability=None) for n in NAMES]
    data = Correlations(
        reliability_kind="omega_total",
        reliability_alpha=(),
        variables=tuple(variables),
        pairs=tuple(pairs),
        levels=Levels(n=50, groups=9),
    )
    return Result("correlations", "correlations", Sample(50, 50), data)


def marks(table):
    return {
        (str(row.cells["variable"])[3:], key): mark
        for row in table.rows
        for key, mark in row.marks.items()
        if mark
    }


def test_marks_of_correlations_hold_over_the_matrix(found):
    matrix, levels, pairs = correlations.tables(found, WORDS)
    # .04 and .03 are no longer below .05, .001 is .005: two marks, not three
    assert marks(matrix) == {("c", "a"): "**", ("d", "b"): "**"}
    assert marks(levels) == {
        ("c", "a"): "**",  # within: .0005 * 5
        ("d", "b"): "**",  # .0002 * 6
        ("b", "d"): "*",  # between: .004 * 6
    }
    within = [row.cells["p_within"] for row in pairs.rows]
    assert within == pytest.approx(holm(np.array(P) / 2).tolist())
    between = [row.cells["p_between"] for row in pairs.rows]
    assert between == pytest.approx(holm(np.minimum(1.0, np.array(P) * 10)).tolist())


def test_every_p_of_a_comparison_is_adjusted_or_named_as_it_is():
    plain, clusters, ranks = (0.01, 0.02, 0.04), (0.03, 0.03, 0.5), (0.2, None, 0.02)
    rows = [
        Score(
            score=name,
            n=40,
            means=(),
            pairs=(),
            pvalue=one,
            pvalue_holm=float(adjusted),
            pvalue_cr2=two,
            rank_pvalue=three,
        )
        for name, one, adjusted, two, three in zip(
            "abc", plain, holm(np.array(plain)), clusters, ranks, strict=True
        )
    ]
    one = Comparison(by="x", groups=("1", "2"), scores=tuple(rows), hidden=0)
    table = compare.tests("T27b", one, "team", WORDS)
    cells = {key: [row.cells[key] for row in table.rows] for key in table.rows[0].cells}
    assert cells["pvalue"] == list(plain)
    assert cells["pvalue_holm"] == pytest.approx([0.03, 0.04, 0.04])
    assert cells["pvalue_cr2"] == pytest.approx([0.09, 0.09, 0.5])
    assert cells["rank_pvalue"] == pytest.approx([0.2, None, 0.04])
    headings = {column.key: column.heading for column in table.columns}
    assert "Holm" in headings["pvalue_cr2"]
    assert "Holm" in headings["rank_pvalue"]
