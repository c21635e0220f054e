"""What ``import cpsurvey`` gives, and what it does not load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cpsurvey


def test_every_name_is_there_and_no_other():
    for name in cpsurvey.__all__:
        assert getattr(cpsurvey, name) is getattr(cpsurvey, name)
    assert dir(cpsurvey) == sorted(cpsurvey.__all__)
    with pytest.raises(AttributeError, match="no attribute 'fits'"):
        _ = cpsurvey.fits


def test_type_checkers_are_told_the_names_that_are_loaded():
    tree = ast.parse(Path(cpsurvey.__file__).read_text(encoding="utf-8"))
    told = {
        (node.module, alias.name)
        for part in tree.body
        if isinstance(part, ast.If)
        for node in part.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    loaded = {(f"cpsurvey.{r}", name) for r, names in cpsurvey._ROOMS.items() for name in names}
    assert told == loaded
    assert {name for _, name in told} | {"__version__"} == set(cpsurvey.__all__)


@pytest.mark.parametrize(
    ("does", "not_loaded"),
    [
        ("pass", ("cpsurvey.face", "pydantic", "numpy", "pandas", "scipy")),
        ("cpsurvey.fit, cpsurvey.SemFit, cpsurvey.Table", ("numpy", "pandas", "scipy")),
        ("cpsurvey.read_study, cpsurvey.analyze, cpsurvey.Results", ("numpy", "pandas")),
        ("cpsurvey.fit('y ~ x', {'x': [1, 2, 3, 4], 'y': [1, 3, 2, 4]})", ("pandas",)),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(does, not_loaded):
    code = (
        f"import sys, cpsurvey; {does}; print(*(m for m in {not_loaded} if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
