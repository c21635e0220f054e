"""Libraries are loaded without what nobody asks for, and whole where they cannot do without."""

from __future__ import annotations

import subprocess
import sys

import pytest

FITTED = """
import sys
import numpy as np
from cpsurvey.engines import glm
{before}
y, x = np.array([0.0, 1, 1, 0, 1, 0, 1, 1]), np.arange(8.0)
fit = glm._fit(y, np.column_stack([np.ones(8), x]), "binomial", None, None)
print(*np.round(fit.params, 6), "formulaic" in sys.modules)
"""
R = "-0.381106 0.268075"
"""R 4.2.2: coef(glm(c(0, 1, 1, 0, 1, 0, 1, 1) ~ c(0:7), binomial))"""


@pytest.mark.parametrize(
    ("before", "whole"),
    [
        ("", False),
        ("import formulaic", True),
        ('glm.UNUSED["statsmodels.base.wrapper"] = ()', False),
    ],
)
def test_formulas_are_not_loaded_with_generalised_models(before: str, whole: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FITTED.format(before=before)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [*R.split(), str(whole)]
