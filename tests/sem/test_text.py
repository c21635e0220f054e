"""What a reader of the text sees: digits, scales, nothing of Python."""

import subprocess
import sys

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.face.semcells import measured
from cpsurvey.face.semtext import lines
from cpsurvey.sem.fit import fit


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.5461e-6, "3.55e-06"),
        (0.00147, "0.00147"),
        (0.0000417, "4.17e-05"),
        (-0.0012, "-0.00120"),
        (0.0099999, "0.0100"),
        (0.0123, "0.012"),
        (1.5, "1.500"),
        (0.0, "0.000"),
        (None, ""),
        (float("nan"), ""),
        (float("-inf"), ""),
    ],
)
def test_small_numbers_keep_three_digits(value, shown):
    assert measured(value) == shown


def test_nothing_that_is_not_zero_is_printed_as_zero():
    rng = np.random.default_rng(5)
    a = rng.normal(size=60)
    b = 0.001 * a + 0.002 * rng.normal(size=60)
    found = fit(
        "C ~ b*B\nB ~ a*A\nab := a*b", {"A": a, "B": b, "C": 400 * b + rng.normal(size=60)}
    )
    for line in lines(found):
        if line.startswith(("  B ", "    A (a)")):
            assert "0.000" not in [word for word in line.split()[1:4] if word != "<0.001"]


def test_free_scales_are_listed():
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford_ordinal.csv")
    found = fit(
        "f =~ x1 + x2 + x3",
        data,
        kind="cfa",
        ordered="all",
        group=data["school"].tolist(),
        group_equal=["loadings", "thresholds"],
    )
    scales = [p for p in found.estimates if p.op == "~*~"]
    assert [(p.lhs, p.group) for p in scales] == [("x1", 2), ("x2", 2), ("x3", 2)]
    assert all(p.se > 0 for p in scales)
    assert "Scales y*" in "\n".join(lines(found))


def test_a_terminal_sees_no_warning_of_python(tmp_path):
    rng = np.random.default_rng(6)
    x = rng.normal(size=80)
    pd.DataFrame({"x": x, "y": x + rng.normal(size=80)}).to_csv(tmp_path / "d.csv", index=False)
    (tmp_path / "m.lav").write_text("y ~ a*x\nz := log(0 - a*a)\no := a/0\np := exp(1000*a)\n")
    done = subprocess.run(
        [sys.executable, "-m", "cpsurvey.cli", "sem", "m.lav", "d.csv", "--bootstrap", "50"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Warning" not in done.stderr
    assert "Traceback" not in done.stderr
