"""What docstrings, the notebook and the page on Python show is what comes out."""

import doctest
import importlib
import json
import re
from pathlib import Path

import pytest

import cpsurvey
from cpsurvey import _ROOMS

ROOT = Path(__file__).parents[2]
ROOMS = ["cpsurvey", *(f"cpsurvey.{room}" for room in _ROOMS if room.startswith("face"))]


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.usefixtures("beside_demo")
def test_examples_of_docstrings(name):
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted
    assert not done.failed


@pytest.mark.usefixtures("beside_demo")
def test_the_notebook_runs_from_top_to_bottom():
    notebook = json.loads((ROOT / "examples" / "notebook.ipynb").read_text(encoding="utf-8"))
    space = {}
    cells = [
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    ]
    for at, cell in enumerate(cells):
        exec(compile(cell, f"cell {at}", "exec"), space)
    assert {"study", "effects"} <= space.keys()
    assert {"nbformat", "metadata"} <= notebook.keys()
    assert all(not cell.get("outputs") for cell in notebook["cells"])


def test_every_public_name_is_described_and_has_a_docstring():
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in set(cpsurvey.__all__) - {"__version__"}:
        assert re.search(rf"`(cpsurvey\.)?{name}\b", page), name
        assert getattr(cpsurvey, name).__doc__
