"""Names whose accents are written as letters of their own, as macOS writes them."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd
import pytest

import cpsurvey
from cpsurvey.cli import funnel

NAMES = ["Équipe1", "Équipe2", "Équipe3", "aîné"]


def apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def frame() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(120, 1)) + rng.normal(size=(120, 4))
    return pd.DataFrame(np.round(x, 3), columns=[apart(name) for name in NAMES])


@pytest.mark.parametrize("typed", [str, apart])
def test_a_file_and_a_model_mean_the_same_letters(tmp_path, capsys, typed):
    file = tmp_path / "réponses.csv"
    frame().to_csv(file, index=False)
    model = typed(f"é =~ {' + '.join(NAMES)}")
    assert funnel.run(["sem", model, str(file)]) == 0
    assert unicodedata.normalize("NFC", "Équipe3") in capsys.readouterr().out


@pytest.mark.parametrize("typed", [str, apart])
@pytest.mark.parametrize("held", [lambda data: data, lambda data: dict(data.items())])
def test_so_do_data_of_a_programmer(typed, held):
    found = cpsurvey.fit(typed(f"é =~ {' + '.join(NAMES)}"), held(frame()))
    assert found.solution.converged
