"""Moments of exported variables, with how many people they rest on."""

import csv
import io

import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.export import moments
from cpsurvey.export.column import Column

X = np.array([1.0, 2.0, 3.0, 4.0, np.nan])
Y = np.array([2.0, 1.0, np.nan, 5.0, 7.0])
COLUMNS = [
    Column("x", "x", "item", "X", X),
    Column("flat", "flat", "item", "Flat", np.ones(5)),
    Column("team", "team", "background", "Team", np.arange(5.0)),
    Column("y", "y", "scale", "Y", Y),
]


def test_listwise_moments_are_of_the_same_people():
    found = moments.moments(COLUMNS, "listwise")
    assert found.names == ("x", "y")
    assert (found.n == 3).all()
    both = np.column_stack([X, Y])[[0, 1, 3]]
    assert found.cov == pytest.approx(np.cov(both.T))
    assert found.mean == pytest.approx(both.mean(axis=0))


def test_pairwise_moments_say_n_of_each_pair():
    found = moments.moments(COLUMNS, "pairwise")
    assert found.n.tolist() == [[4, 3], [3, 4]]
    assert found.sd == pytest.approx([np.nanstd(X, ddof=1), np.nanstd(Y, ddof=1)])
    both = np.column_stack([X, Y])[[0, 1, 3]]
    assert found.cov[0, 1] == pytest.approx(np.cov(both.T)[0, 1])
    assert found.cor[0, 1] == pytest.approx(np.corrcoef(both.T)[0, 1])


def test_the_file_says_which_and_how_many():
    rows = list(
        csv.reader(io.StringIO(moments.written(moments.moments(COLUMNS, "pairwise")).decode()))
    )
    assert rows[0] == ["moment", "missing", "variable", "x", "y"]
    assert {row[1] for row in rows[1:]} == {"pairwise"}
    assert [row[3:] for row in rows if row[0] == "n"] == [["4", "3"], ["3", "4"]]
    assert [row[0] for row in rows[1:]] == ["mean", "sd", "n", "n", "cov", "cov", "cor", "cor"]


def test_nobody_with_everything_has_no_listwise_moments():
    apart = [
        Column("x", "x", "item", "X", np.array([1.0, 2.0, np.nan])),
        Column("y", "y", "item", "Y", np.array([np.nan, 2.0, 3.0])),
    ]
    with pytest.raises(CpsurveyError, match="1 people have") as told:
        moments.moments(apart, "listwise")
    assert told.value.code == "CPS615"
    assert "pairwise" in told.value.fix
    assert moments.moments(apart, "pairwise").n[0, 1] == 1
