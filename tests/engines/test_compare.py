"""pingouin is loaded without what nobody asks for, and whole where it cannot do without."""

from __future__ import annotations

import subprocess
import sys

COMPARED = """
import sys
import numpy as np
from cpsurvey.engines import compare
{before}
two = [np.array([1.0, 2.0, 4.0, 5.0]), np.array([2.0, 5.0, 6.0, 9.0])]
for found in (compare.compare(two), compare.compare([*two, np.array([3.0, 3.0, 8.0])])):
    print(f"{{abs(found.statistic):.6f}} {{found.df2:.6f}}")
print(*(name in sys.modules for name in ("pingouin", "matplotlib", "xarray", *compare.UNUSED)))
"""
WELCH = ["1.463850 5.068966", "1.050754 4.515625"]
"""R 4.2.2: t.test(c(1, 2, 4, 5), c(2, 5, 6, 9)) and, with c(3, 3, 8), oneway.test."""


def _printed(before: str = "") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", COMPARED.format(before=before)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_pictures_and_xarray_are_not_loaded_with_it() -> None:
    assert _printed() == [*WELCH, "True False False False False"]


def test_a_version_that_needs_them_is_loaded_whole() -> None:
    unused = 'compare.UNUSED["pingouin.utils"] = ()'
    assert _printed(unused) == [*WELCH, "True True True True True True"]


def test_what_others_loaded_stays() -> None:
    assert _printed("import pingouin") == [*WELCH, "True True True True True"]
